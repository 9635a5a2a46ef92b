/* Records out, one at a time, in constant memory. CSV columns come from the declaration of the type: the record's uid, then every field,
 * so that nothing a record holds is left behind; JSON holds the records of any types with all their fields. */

#include "config.h"

#include "crm-export.h"

#include "crm-csv-writer.h"
#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-record-json.h"
#include "crm-vcard-person.h"
#include "crm-vcard-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  CrmStore      *store;
  CrmResolver    resolver;
  GOutputStream *stream;
  GCancellable  *cancellable;
} Export;

typedef gboolean (*WriteRecord) (Export *self, CrmRecord *record, gpointer writer, GError **error);

static gboolean
write_text (Export *self, const char *text, GError **error)
{
  return g_output_stream_write_all (self->stream, text, strlen (text), NULL, self->cancellable, error);
}

static gboolean
for_each (Export *self, GArray *ids, WriteRecord write, gpointer writer, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (self->store, g_array_index (ids, gint64, i), error);

      if (record == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error) || !write (self, record, writer, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_exported (const CrmField *field)
{
  return (field->flags & CRM_FIELD_DERIVED) == 0;
}

static gboolean
write_csv_row (Export *self, CrmRecord *record, gpointer writer, GError **error)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (record), &n_fields);

  crm_csv_writer_add (writer, crm_record_get_uid (record));
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *text = is_exported (&fields[i]) ? crm_field_to_text (CRM_OBJECT (record), i, &self->resolver) : NULL;

      if (is_exported (&fields[i]))
        crm_csv_writer_add (writer, text != NULL ? text : "");
    }

  return crm_csv_writer_end_row (writer, error);
}

static gboolean
export_csv (Export *self, const CrmRecordType *type, GArray *ids, GError **error)
{
  g_autoptr (CrmCsvWriter) writer = crm_csv_writer_new (self->stream, ',', CRM_CSV_WRITER_MARK);
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (type, &n_fields);

  crm_csv_writer_add (writer, "uid");
  for (guint i = 0; i < n_fields; i++)
    {
      if (is_exported (&fields[i]))
        crm_csv_writer_add (writer, fields[i].name);
    }

  return crm_csv_writer_end_row (writer, error) && for_each (self, ids, write_csv_row, writer, error) && crm_csv_writer_finish (writer, error);
}

static gboolean
write_card (Export *self, CrmRecord *record, gpointer writer, GError **error)
{
  g_autoptr (CrmVcard) card = crm_vcard_new_from_store (self->store, record, CRM_VCARD_3_0);

  return crm_vcard_writer_write (writer, card, error);
}

static gboolean
export_vcard (Export *self, const char *type_name, GArray *ids, GError **error)
{
  g_autoptr (CrmVcardWriter) writer = crm_vcard_writer_new (self->stream, CRM_VCARD_3_0);

  if (strcmp (type_name, "person") != 0 && strcmp (type_name, "company") != 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("Only people and companies can be written as vCards."));
      return FALSE;
    }

  return for_each (self, ids, write_card, writer, error) && crm_vcard_writer_finish (writer, error);
}

static gboolean
write_json (Export *self, CrmRecord *record, gpointer first, GError **error)
{
  g_autoptr (JsonObject) object = crm_record_to_json (record, &self->resolver);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);
  gboolean        *is_first = first;

  if (!*is_first && !write_text (self, ",\n", error))
    return FALSE;
  *is_first = FALSE;

  return write_text (self, text, error);
}

static gboolean
export_json (Export *self, GArray *ids, GError **error)
{
  gboolean first = TRUE;

  return write_text (self, "[\n", error) && for_each (self, ids, write_json, &first, error) && write_text (self, "\n]\n", error);
}

/**
 * crm_export:
 * @type_name: what the records are; for JSON they may be of any types
 * @ids: (element-type gint64): which, in their order
 * @stream: where to; not closed
 *
 * Writes records out. Main thread.
 */
gboolean
crm_export (CrmStore *store, const char *type_name, GArray *ids, CrmExportFormat format, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  Export self = { store, { .store = store }, stream, cancellable };

  switch (format)
    {
    case CRM_EXPORT_VCARD:
      return export_vcard (&self, type_name, ids, error);
    case CRM_EXPORT_JSON:
      return export_json (&self, ids, error);
    case CRM_EXPORT_CSV:
    default:
      return export_csv (&self, crm_record_type_find (type_name), ids, error);
    }
}
