/* Drives a file of our own JSON through the importer. Only the places of records that have to wait are kept, and they are read again, so that
 * memory does not grow with the file. */

#include "config.h"

#include "crm-import-whole.h"

#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-json-reader.h"
#include "crm-record-json.h"
#include "crm-text.h"
#include "crm-uid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Not one of so many values was a record: that is another program's file. */
#define STRANGERS_MAX 1000

/* Letters of a name that are shown. */
#define NAME_SHOWN 100

/* The source of what we do not know, as a foreign field. */
#define SOURCE "json"

typedef struct
{
  CrmImportJob   *job;
  CrmJsonReader  *reader; /* (owned) */
  CrmImportWhole *whole;  /* (owned) */
  guint64         n_ours;
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_object (&self->reader);
  g_clear_pointer (&self->whole, crm_import_whole_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static guint64
get_line (Reader *self)
{
  return crm_json_reader_get_place (self->reader).line;
}

static gboolean
reject (Reader *self, const char *member, const char *reason, gboolean is_object, GError **error)
{
  gsize       length;
  const char *source = crm_json_reader_get_source (self->reader, &length);

  crm_import_report_reject (self->job->report, get_line (self), member, NULL, reason);

  return crm_import_rejects_add_record (self->job->rejects, source, length, is_object, reason, error);
}

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static void
keep_member (Reader *self, const char *name, JsonNode *value)
{
  gboolean         is_text = JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING;
  g_autofree char *text = is_text ? crm_text_clean (json_node_get_string (value)) : json_to_string (value, FALSE);

  crm_import_whole_keep (self->whole, name, text);
}

static void
trouble_cb (const CrmField *field, const char *name, JsonNode *value, const GError *failure, gpointer user_data)
{
  Reader *self = user_data;

  if (crm_import_whole_miss (self->whole, field, failure))
    keep_member (self, name, value);
}

static gboolean
is_ours (const char *member)
{
  static const char *const ours[] = { "type", "uid", "created_at", CRM_IMPORT_REASON, NULL };

  return g_strv_contains (ours, member);
}

/* A name of the file, for a sentence. */
static char *
shorten (const char *name)
{
  g_autofree char *clean = crm_text_clean (name);

  return clean != NULL ? g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), NAME_SHOWN)) : g_strdup ("");
}

/* Members that no field bears. */
static void
find_unknown (Reader *self, CrmRecord *record, JsonObject *object)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (record);
  JsonObjectIter  iter;
  const char     *name;
  JsonNode       *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_autofree char *shown = NULL;
      g_autofree char *text = NULL;

      if (is_ours (name) || crm_object_class_find_field (klass, name) >= 0)
        continue;
      shown = shorten (name);
      text = g_strdup_printf (_ ("There is no field “%s” here."), shown);
      crm_import_whole_tell (self->whole, text);
      keep_member (self, name, value);
    }
}

/* A record of @object, with what could not be read of it. */
static void
read_record (Reader *self, const CrmRecordType *type, JsonObject *object)
{
  const char *created = get_text (object, "created_at");
  gint64      added_at = created != NULL ? crm_instant_from_iso (created) : CRM_UNSET;
  CrmRecord  *record = crm_import_whole_begin (self->whole, type, get_text (object, "uid"), added_at, get_line (self));

  crm_record_read_json (record, object, crm_import_whole_get_resolver (self->whole), trouble_cb, self);
  find_unknown (self, record, object);
}

static CrmImportPlace
keep_cb (CrmImportWhole *whole, gpointer user_data)
{
  CrmJsonPlace place = crm_json_reader_get_place (((Reader *) user_data)->reader);

  return (CrmImportPlace){ place.offset, place.line };
}

static gboolean
read_cb (CrmImportWhole *whole, CrmImportPlace place, gpointer user_data, GError **error)
{
  Reader      *self = user_data;
  CrmJsonPlace at = { place.at, place.line };
  g_autoptr (JsonObject) object = crm_json_reader_go_to (self->reader, at, error) ? crm_json_reader_next (self->reader, self->job->cancellable, error) : NULL;

  if (object == NULL)
    return FALSE;
  read_record (self, crm_record_type_find (get_text (object, "type")), object);

  return TRUE;
}

static gboolean
reject_cb (CrmImportWhole *whole, const char *field, const char *reason, gpointer user_data, GError **error)
{
  return reject (user_data, field, reason, TRUE, error);
}

static const CrmImportWholeFuncs whole_funcs = { keep_cb, read_cb, reject_cb };

static gboolean
take (Reader *self, JsonObject *object, GError **error)
{
  const char          *name = get_text (object, "type");
  const CrmRecordType *type = crm_record_type_find (name);
  g_autofree char     *shown = name != NULL ? shorten (name) : NULL;
  g_autofree char     *text = NULL;

  self->n_ours += type != NULL || crm_uid_is_valid (get_text (object, "uid"));
  if (type == NULL)
    {
      text = name != NULL ? g_strdup_printf (_ ("There is no kind of record called “%s”."), shown) : g_strdup (_ ("This is no record."));
      return reject (self, "type", text, TRUE, error);
    }

  read_record (self, type, object);

  return crm_import_whole_take (self->whole, error);
}

static gboolean
refuse_file (GError **error)
{
  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This is a JSON file without a record of ours. Only what Customers has exported can be read; from other programs, export contacts as CSV or vCard."));
  return FALSE;
}

/* Reads what comes next; @more becomes FALSE at the end. */
static gboolean
read_next (Reader *self, gboolean *more, GError **error)
{
  CrmImportReport *report = self->job->report;
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonObject) object = crm_json_reader_next (self->reader, self->job->cancellable, &failure);

  *more = object != NULL || failure != NULL;
  if (failure != NULL && !g_error_matches (failure, CRM_ERROR, CRM_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  report->rows += *more;
  if (failure != NULL && !reject (self, NULL, failure->message, FALSE, error))
    return FALSE;
  if (object != NULL && !take (self, object, error))
    return FALSE;
  if (self->n_ours == 0 && (*more ? report->rows >= STRANGERS_MAX : report->rows > 0 || !crm_json_reader_is_whole (self->reader)))
    return refuse_file (error);
  if (!*more && !crm_json_reader_is_whole (self->reader))
    crm_import_report_add_problem (report, get_line (self), _ ("The file ends before its list of records does, so the rest of it may be missing."));

  return crm_import_step (self->job, crm_json_reader_get_bytes_read (self->reader), crm_json_reader_get_size (self->reader), error);
}

/* Reads all records of a file. */
gboolean
crm_import_read_json (CrmImportJob *job, GError **error)
{
  g_auto (Reader) self = { .job = job };
  gboolean more = TRUE;

  self.reader = crm_json_reader_new_for_path (job->path, error);
  if (self.reader == NULL)
    return FALSE;

  self.whole = crm_import_whole_new (job, SOURCE, &whole_funcs, &self);
  while (more)
    {
      if (!read_next (&self, &more, error))
        return FALSE;
    }

  return crm_import_whole_finish (self.whole, error);
}
