/* What is found is what would be erased (crm-erase.h): so nothing is in the one and not in the other. */

#include "config.h"

#include "crm-personal-data.h"

#include "crm-clock.h"
#include "crm-content.h"
#include "crm-date-format.h"
#include "crm-erase.h"
#include "crm-error.h"
#include "crm-export.h"
#include "crm-field-text.h"
#include "crm-field-value.h"
#include "crm-money.h"
#include "crm-record-json.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  CrmReading       *reading;
  CrmResolver       resolver;
  gint64            person;
  const CrmCulture *culture;
  GPtrArray        *records; /* (owned) (element-type CrmRecord): the person first */
  GHashTable       *hashes;  /* (owned): hash → name of the file */
  GString          *page;
  GOutputStream    *stream;
  GError           *error; /* of the stream, in its callback */
} Bundle;

static char *format_object (Bundle *self, CrmObject *object);

static char *
format_items (Bundle *self, GPtrArray *items)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      g_autofree char *text = format_object (self, items->pdata[i]);

      g_string_append_printf (out, "%s%s", i > 0 ? "\n" : "", text);
    }

  return g_string_free (out, FALSE);
}

static char *
format_day (Bundle *self, const char *iso)
{
  CrmDate date;

  return crm_date_from_iso (iso, &date) ? crm_date_format (date, self->culture, CRM_DATE_STYLE_MEDIUM) : g_strdup (iso);
}

static char *
dup_title (Bundle *self, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_reading_load (self->reading, id, NULL);

  return record != NULL ? crm_object_dup_title (CRM_OBJECT (record)) : g_strdup ("");
}

/* What the program keeps for itself follows from the rest, which is there. */
static gboolean
is_for_people (const CrmField *field)
{
  return (field->flags & CRM_FIELD_DERIVED) == 0 && ((field->flags & CRM_FIELD_HIDDEN) == 0 || field->kind == CRM_KIND_FILE || field->kind == CRM_KIND_ITEMS);
}

/* Returns: (transfer full): a value as people read it */
static char *
format_value (Bundle *self, CrmObject *object, const CrmField *field)
{
  const CrmChoice *choice;

  switch (field->kind)
    {
    case CRM_KIND_ITEMS:
      return format_items (self, crm_object_get_items (object, field->name));
    case CRM_KIND_DATE:
      return format_day (self, crm_field_peek_text (field, object));
    case CRM_KIND_INSTANT:
      return crm_instant_format (crm_field_peek_integer (field, object), self->culture, CRM_INSTANT_STYLE_DAY_TIME);
    case CRM_KIND_MONEY:
      return crm_money_format (crm_field_peek_integer (field, object), crm_field_peek_currency (field, object), self->culture, CRM_MONEY_STYLE_FULL);
    case CRM_KIND_REFERENCE:
      return dup_title (self, crm_field_peek_integer (field, object));
    case CRM_KIND_BOOLEAN:
      return g_strdup (crm_field_peek_integer (field, object) != 0 ? _ ("Yes") : _ ("No"));
    case CRM_KIND_FILE:
      return g_strdup_printf ("files/%s", (const char *) g_hash_table_lookup (self->hashes, crm_field_peek_text (field, object)));
    case CRM_KIND_CHOICE:
      choice = crm_field_find_choice (field, crm_field_peek_text (field, object));
      return g_strdup (choice != NULL ? crm_field_get_choice_label (field, choice) : crm_field_peek_text (field, object));
    case CRM_KIND_TEXT:
    case CRM_KIND_LONG_TEXT:
    case CRM_KIND_INTEGER:
    case CRM_KIND_NUMBER:
    default:
      return crm_field_to_text (field, object, &self->resolver);
    }
}

/* An item, in a line. */
static char *
format_object (Bundle *self, CrmObject *object)
{
  GString        *out = g_string_new (NULL);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (object), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *value = is_for_people (&fields[i]) && crm_field_is_set (&fields[i], object) ? format_value (self, object, &fields[i]) : NULL;

      if (value != NULL && *value != '\0')
        g_string_append_printf (out, "%s%s: %s", out->len > 0 ? " · " : "", crm_field_get_label (&fields[i]), value);
    }

  return g_string_free (out, FALSE);
}

static void
append_row (Bundle *self, const char *label, const char *value)
{
  g_autofree char *head = g_markup_escape_text (label, -1);
  g_autofree char *text = g_markup_escape_text (value, -1);

  if (*value != '\0')
    g_string_append_printf (self->page, "<tr><th>%s</th><td dir=\"auto\">%s</td></tr>\n", head, text);
}

static void
append_record (Bundle *self, CrmRecord *record)
{
  const CrmRecordType *type = crm_record_get_record_type (record);
  g_autofree char     *title = crm_object_dup_title (CRM_OBJECT (record));
  g_autofree char     *head = g_markup_printf_escaped ("<h2>%s: <bdi>%s</bdi> %s</h2>\n<table>\n", _ (type->label), title, crm_record_is_deleted (record) ? _ ("(deleted)") : "");
  g_autofree char     *since = crm_instant_format (crm_record_get_created_at (record), self->culture, CRM_INSTANT_STYLE_DAY_TIME);
  guint                n_fields;
  const CrmField      *fields = crm_record_type_get_fields (type, &n_fields);

  g_string_append (self->page, head);
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *value = is_for_people (&fields[i]) && crm_object_is_set (CRM_OBJECT (record), i) ? format_value (self, CRM_OBJECT (record), &fields[i]) : NULL;

      if (value != NULL)
        append_row (self, crm_field_get_label (&fields[i]), value);
    }
  append_row (self, _ ("Added"), since);
  g_string_append (self->page, "</table>\n");
}

static void
make_page (Bundle *self)
{
  CrmRecord       *person = self->records->pdata[0];
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (person));
  g_autofree char *today = crm_instant_format (crm_clock_now (), self->culture, CRM_INSTANT_STYLE_DAY_TIME);
  /* Translators: 1: a person, 2: a day and time */
  g_autofree char *head = g_strdup_printf (_ ("Everything kept about %1$s, %2$s"), title, today);
  g_autofree char *shown = g_markup_escape_text (head, -1);

  g_string_append_printf (self->page,
                          "<!DOCTYPE html>\n<html dir=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title>\n<style>body{font-family:sans-serif;max-width:50em;margin:2em auto;padding:0 1em}"
                          "th{text-align:start;vertical-align:top;padding-inline-end:1em;white-space:nowrap}td{white-space:pre-line}h2{margin-top:2em;font-size:1.1em}</style></head>\n<body><h1>%s</h1>\n",
                          /* Translators: ltr, or rtl for what is written from right to left */
                          C_ ("direction of HTML", "ltr"), shown, shown);
  for (guint i = 0; i < self->records->len; i++)
    append_record (self, self->records->pdata[i]);
  g_string_append (self->page, "</body></html>\n");
}

static void
take_file (const char *hash, gpointer user_data)
{
  Bundle *self = user_data;

  /* Its name is that of what it holds: names of people's own need not be names of files. */
  g_hash_table_insert (self->hashes, g_strdup (hash), g_strndup (hash, 16));
}

static gboolean
load_records (Bundle *self, GError **error)
{
  g_autoptr (CrmErasePlan) plan = crm_erase_plan_new (self->reading, self->person, error);

  for (guint i = 0; plan != NULL && i < plan->parts->len; i++)
    {
      const CrmErasePart *part = &g_array_index (plan->parts, CrmErasePart, i);
      g_autoptr (CrmRecord) record = crm_reading_load (self->reading, part->record, error);

      if (record == NULL)
        return FALSE;
      /* Who is related to them is somebody else. */
      if (part->fate == CRM_ERASE_SHARED && (crm_record_get_record_type (record)->flags & CRM_TYPE_CONTACT) != 0)
        continue;
      crm_content_foreach (CRM_OBJECT (record), take_file, self);
      g_ptr_array_add (self->records, g_steal_pointer (&record));
    }

  return plan != NULL;
}

static la_ssize_t
write_cb (struct archive *archive, void *user_data, const void *data, size_t size)
{
  Bundle *self = user_data;

  return g_output_stream_write_all (self->stream, data, size, NULL, NULL, &self->error) ? (la_ssize_t) size : ARCHIVE_FATAL;
}

static gboolean
add_entry (Bundle *self, struct archive *archive, const char *name, gconstpointer data, gsize size, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean              good;

  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  good = archive_write_header (archive, entry) == ARCHIVE_OK && archive_write_data (archive, data, size) == (la_ssize_t) size;
  archive_entry_free (entry);
  if (good)
    return TRUE;

  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else
    g_set_error (error, CRM_ERROR, CRM_ERROR_FULL, _ ("The archive could not be written: %s."), archive_error_string (archive));
  return FALSE;
}

static gboolean
add_json (Bundle *self, struct archive *archive, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;

  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < self->records->len; i++)
    json_array_add_object_element (json_node_get_array (node), crm_record_to_json (self->records->pdata[i], &self->resolver));
  text = json_to_string (node, TRUE);

  return add_entry (self, archive, "data.json", text, strlen (text), error);
}

static gboolean
add_card (Bundle *self, struct archive *archive, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  g_array_append_val (ids, self->person);
  if (!crm_export (self->reading, "person", ids, CRM_EXPORT_VCARD, memory, NULL, NULL, NULL, error))
    return FALSE;

  return add_entry (self, archive, "contact.vcf", g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)), error);
}

static gboolean
add_files (Bundle *self, struct archive *archive, GError **error)
{
  GHashTableIter iter;
  gpointer       hash, name;

  g_hash_table_iter_init (&iter, self->hashes);
  while (g_hash_table_iter_next (&iter, &hash, &name))
    {
      g_autoptr (GBytes) bytes = crm_reading_load_content (self->reading, hash, NULL, NULL);
      g_autofree char *path = g_strdup_printf ("files/%s", (const char *) name);

      /* What is still to come from a server is not here. */
      if (bytes != NULL && !add_entry (self, archive, path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_archive (Bundle *self, GError **error)
{
  struct archive *archive = archive_write_new ();
  gboolean        good;

  make_page (self);
  archive_write_set_format_zip (archive);
  good = archive_write_open (archive, self, NULL, write_cb, NULL) == ARCHIVE_OK &&
         add_entry (self, archive, "index.html", self->page->str, self->page->len, error) && add_json (self, archive, error) && add_card (self, archive, error) && add_files (self, archive, error);
  if (good && archive_write_close (archive) != ARCHIVE_OK)
    {
      good = FALSE;
      g_set_error (error, CRM_ERROR, CRM_ERROR_FULL, _ ("The archive could not be written: %s."), archive_error_string (archive));
    }
  archive_write_free (archive);
  g_clear_error (&self->error);

  return good;
}

/**
 * crm_personal_data_make:
 * @path: of the customer file
 *
 * Returns: (transfer full) (nullable): the archive. Takes as long as it takes: for a worker
 */
GBytes *
crm_personal_data_make (const char *path, gint64 person, const CrmCulture *culture, GError **error)
{
  g_autoptr (CrmReading) reading = crm_reading_new (path, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) page = g_string_new (NULL);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  Bundle self = { reading, { .reading = reading }, person, culture, records, hashes, page, stream, NULL };

  if (reading == NULL || !load_records (&self, error) || !write_archive (&self, error) || !g_output_stream_close (stream, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}
