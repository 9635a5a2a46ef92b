#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reads the values of a JSON array, or values that stand one after another, one by one in constant memory. */

#define CRM_TYPE_JSON_READER (crm_json_reader_get_type ())

G_DECLARE_FINAL_TYPE (CrmJsonReader, crm_json_reader, CRM, JSON_READER, GObject)

/* Where a value begins, so that it can be read again. */
typedef struct
{
  guint64 offset; /* bytes */
  guint64 line;   /* from 1 */
} CrmJsonPlace;

CrmJsonReader *crm_json_reader_new_for_path (const char *path, GError **error);
CrmJsonReader *crm_json_reader_new_for_stream (GInputStream *stream);
JsonObject    *crm_json_reader_next (CrmJsonReader *self, GCancellable *cancellable, GError **error);
gboolean       crm_json_reader_go_to (CrmJsonReader *self, CrmJsonPlace place, GError **error);
CrmJsonPlace   crm_json_reader_get_place (CrmJsonReader *self);
const char    *crm_json_reader_get_source (CrmJsonReader *self, gsize *length);
gboolean       crm_json_reader_is_whole (CrmJsonReader *self);
guint64        crm_json_reader_get_bytes_read (CrmJsonReader *self);
guint64        crm_json_reader_get_size (CrmJsonReader *self);

G_END_DECLS
