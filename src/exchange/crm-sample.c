#include "config.h"

#include "crm-sample.h"

#include "crm-clock.h"
#include "crm-date.h"
#include "crm-error.h"
#include "crm-model.h"
#include "crm-pipeline-template.h"
#include "crm-pipeline-write.h"
#include "crm-record-json.h"
#include "crm-sample-sales.h"
#include "crm-sample-resources.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  JsonObject     *document;
  CrmTransaction *transaction;
  CrmResolver     resolver;
  const char     *country; /* (nullable) */
} Sample;

/**
 * crm_sample_exists:
 *
 * Returns: whether there is a sample of that name
 */
gboolean
crm_sample_exists (const char *name)
{
  return strcmp (name, "empty") == 0 || strcmp (name, "shop") == 0 || strcmp (name, "freelance") == 0;
}

/**
 * crm_sample_load:
 *
 * Returns: (transfer full) (nullable): the sample's JSON document
 */
GBytes *
crm_sample_load (const char *name, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/com/example/Crm/samples/%s.json", name);

  return g_resource_lookup_data (crm_sample_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

/* "-12d 10:20": days from today and, for instants, the time of day where the sample is opened. */
static gboolean
parse_relative (const char *text, CrmDate *date, int *minutes)
{
  char  *end = NULL;
  gint64 days = g_ascii_strtoll (text, &end, 10);

  if (end == text || *end != 'd')
    return FALSE;

  *date = crm_date_add_days (crm_date_from_instant (crm_clock_now ()), (int) CLAMP (days, -36500, 36500));
  *minutes = 9 * 60;
  if (end[1] == ' ')
    {
      *minutes = (int) g_ascii_strtoll (end + 2, &end, 10) * 60;
      if (*end == ':')
        *minutes += (int) g_ascii_strtoll (end + 1, NULL, 10);
    }

  return TRUE;
}

static gint64
relative_instant (const char *text)
{
  CrmDate date;
  int     minutes;
  g_autoptr (GDateTime) when = NULL;

  if (!parse_relative (text, &date, &minutes))
    return CRM_UNSET;

  when = g_date_time_new_local (date.year, date.month, date.day, minutes / 60, minutes % 60, 0);
  return when != NULL ? g_date_time_to_unix (when) * G_USEC_PER_SEC : CRM_UNSET;
}

/* Relative times made absolute, where the field is a date or an instant. */
static void
settle_times (JsonObject *object, const CrmRecordType *type)
{
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (type, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      gboolean         timed = fields[i].kind == CRM_KIND_DATE || fields[i].kind == CRM_KIND_INSTANT;
      const char      *text = timed ? json_object_get_string_member_with_default (object, fields[i].name, NULL) : NULL;
      CrmDate          date;
      int              minutes;
      g_autofree char *iso = NULL;

      if (text == NULL || !parse_relative (text, &date, &minutes))
        continue;
      if (fields[i].kind == CRM_KIND_DATE)
        {
          /* What is beyond the calendar, where a clock says that it is the first year or the last, is today. */
          iso = crm_date_to_iso (crm_date_is_none (date) ? crm_date_from_instant (crm_clock_now ()) : date);
        }
      else
        {
          g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (relative_instant (text) / G_USEC_PER_SEC);

          /* Before the first year, where a clock says that it is the first. */
          if (when == NULL)
            {
              json_object_remove_member (object, fields[i].name);
              continue;
            }
          iso = g_date_time_format_iso8601 (when);
        }
      json_object_set_string_member (object, fields[i].name, iso);
    }
}

/* The stages a deal went through, each as an edit of its own moment, so that its history is that of a deal somebody worked on. */
static gboolean
replay_history (Sample *self, CrmRecord *deal, JsonArray *history, GError **error)
{
  for (guint i = 0; i < json_array_get_length (history); i++)
    {
      JsonArray *step = json_array_get_array_element (history, i);
      gint64     stage = crm_resolver_find (&self->resolver, "stage", json_array_get_string_element (step, 0));
      gint64     at = relative_instant (json_array_get_string_element (step, 1));
      g_autoptr (CrmRecord) now = NULL;
      g_autoptr (CrmRecord) draft = NULL;

      if (stage == 0 || at == CRM_UNSET)
        continue;
      crm_transaction_set_now (self->transaction, at);
      if (i == 0 && crm_record_get_id (deal) == 0)
        {
          crm_object_set_integer (CRM_OBJECT (deal), "stage", stage);
          if (!crm_transaction_save (self->transaction, deal, error))
            return FALSE;
          continue;
        }
      now = crm_transaction_load (self->transaction, crm_record_get_id (deal), error);
      if (now == NULL)
        return FALSE;
      draft = crm_record_edit (now);
      crm_object_set_integer (CRM_OBJECT (draft), "stage", stage);
      if (!crm_transaction_save (self->transaction, draft, error))
        return FALSE;
    }

  return crm_record_get_id (deal) != 0 || crm_transaction_save (self->transaction, deal, error);
}

static gboolean
restore_lost_reason (Sample *self, CrmRecord *deal, JsonObject *object, GError **error)
{
  g_autoptr (CrmRecord) now = NULL;
  g_autoptr (CrmRecord) draft = NULL;

  if (!json_object_has_member (object, "lost_reason"))
    return TRUE;
  now = crm_transaction_load (self->transaction, crm_record_get_id (deal), error);
  if (now == NULL)
    return FALSE;

  draft = crm_record_edit (now);
  crm_object_set_text (CRM_OBJECT (draft), "lost_reason", json_object_get_string_member (object, "lost_reason"));
  crm_object_set_text (CRM_OBJECT (draft), "lost_note", json_object_get_string_member_with_default (object, "lost_note", NULL));

  return crm_transaction_save (self->transaction, draft, error);
}

static gboolean
add_record (Sample *self, JsonObject *object, GError **error)
{
  const char          *key = json_object_get_string_member_with_default (object, "key", "");
  const char          *created = json_object_get_string_member_with_default (object, "created_at", NULL);
  const CrmRecordType *type = crm_record_type_find (json_object_get_string_member_with_default (object, "type", ""));
  gint64               at = created != NULL ? relative_instant (created) : CRM_UNSET;
  g_autoptr (CrmRecord) record = NULL;
  gboolean ok;

  if (type == NULL)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The record “%s” is of no known type."), key);
      return FALSE;
    }

  record = crm_record_new (type->name);
  settle_times (object, type);
  if (!crm_record_from_json (record, object, &self->resolver, error))
    {
      g_prefix_error (error, "%s: ", key);
      return FALSE;
    }
  if (CRM_IS_PERSON (record) || CRM_IS_COMPANY (record))
    crm_contact_points_complete (CRM_OBJECT (record), self->country);
  crm_transaction_set_now (self->transaction, at != CRM_UNSET ? at : crm_clock_now ());
  if (json_object_has_member (object, "history"))
    ok = replay_history (self, record, json_object_get_array_member (object, "history"), error) && restore_lost_reason (self, record, object, error);
  else
    ok = crm_transaction_save (self->transaction, record, error);
  if (!ok)
    {
      g_prefix_error (error, "%s: ", key);
      return FALSE;
    }
  g_hash_table_insert (self->resolver.keys, g_strdup (key), (gpointer) (gintptr) crm_record_get_id (record));

  return TRUE;
}

static gboolean
add_settings (Sample *self, JsonObject *settings, GError **error)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  json_object_iter_init (&iter, settings);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autoptr (CrmRecord) setting = crm_record_new ("setting");

      crm_object_set_text (CRM_OBJECT (setting), "name", name);
      crm_object_set_text (CRM_OBJECT (setting), "value", json_node_get_string (node));
      if (!crm_transaction_save (self->transaction, setting, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_sample (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Sample    *self = user_data;
  JsonArray *records = json_object_get_array_member (self->document, "records");

  JsonObject *settings = json_object_has_member (self->document, "settings") ? json_object_get_object_member (self->document, "settings") : NULL;

  self->transaction = transaction;
  self->resolver.transaction = transaction;
  if (settings != NULL && !add_settings (self, settings, error))
    return FALSE;
  if (settings != NULL)
    self->country = json_object_get_string_member_with_default (settings, "country", NULL);
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      if (!add_record (self, json_array_get_object_element (records, i), error))
        return FALSE;
    }

  return !json_object_has_member (self->document, "sales") || crm_sample_add_sales (transaction, &self->resolver, self->document, error);
}

static gboolean
add_pipeline (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) records = crm_pipeline_template_make ("sales");

  return crm_pipeline_save (transaction, records, NULL, error);
}

static gboolean
install_document (CrmStore *store, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = crm_sample_load (name, error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Sample      self = { 0 };
  gsize       size;
  const char *text;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &size);
  if (!json_parser_load_from_data (parser, text, (gssize) size, error))
    return FALSE;

  self.document = json_node_get_object (json_parser_get_root (parser));
  self.resolver.keys = keys;

  return crm_store_write (store, N_ ("Sample business"), "import", CRM_TRANSACTION_NONE, add_sample, &self, NULL, error);
}

/**
 * crm_sample_install:
 * @store: a new file
 * @name: "shop", "freelance" or "empty"
 *
 * Fills a file. A sample is one change, so undo removes it whole.
 */
gboolean
crm_sample_install (CrmStore *store, const char *name, GError **error)
{
  if (strcmp (name, "empty") != 0)
    return install_document (store, name, error);

  return crm_store_write (store, N_ ("First pipeline"), "setup", CRM_TRANSACTION_NONE, add_pipeline, NULL, NULL, error);
}
