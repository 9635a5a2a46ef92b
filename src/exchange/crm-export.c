/* Records out, one at a time, in constant memory. CSV columns come from the declaration of the type: the record's uid, then every field,
 * then since when it is here, so that nothing a record holds is left behind; JSON holds the records of any types with all their fields. */

#include "config.h"

#include "crm-export.h"

#include "crm-csv-writer.h"
#include "crm-error.h"
#include "crm-custom-value.h"
#include "crm-field-text.h"
#include "crm-ical-activity.h"
#include "crm-record-json.h"
#include "crm-vcard-person.h"
#include "crm-vcard-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How often somebody is told how far it is. */
#define PROGRESS_RECORDS 256

typedef struct
{
  CrmReading     *reading;
  CrmResolver     resolver;
  GOutputStream  *stream;
  CrmProgressFunc progress; /* (nullable) */
  gpointer        progress_data;
  GCancellable   *cancellable; /* (nullable) */
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
      g_autoptr (CrmRecord) record = crm_reading_load (self->reading, g_array_index (ids, gint64, i), error);

      if (record == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error) || !write (self, record, writer, error))
        return FALSE;
      if (self->progress != NULL && i % PROGRESS_RECORDS == 0)
        self->progress (i, ids->len, i, self->progress_data);
    }

  return TRUE;
}

/**
 * crm_export_has_column:
 *
 * Returns: whether CSV has a column of @field. What is kept of a deleted record alone has none, nor has the set of the business's own
 *   values: each of these fields has its own
 */
gboolean
crm_export_has_column (const CrmField *field)
{
  return (field->flags & (CRM_FIELD_DERIVED | CRM_FIELD_HIDDEN)) != (CRM_FIELD_DERIVED | CRM_FIELD_HIDDEN) && !crm_field_holds_custom_values (field);
}

typedef struct
{
  CrmCsvWriter *writer;
  CrmFieldSet  *fields;
} CsvExport;

static gboolean
write_csv_row (Export *self, CrmRecord *record, gpointer data, GError **error)
{
  const CsvExport *csv = data;
  g_autofree char *created = crm_instant_to_iso (crm_record_get_created_at (record));

  crm_csv_writer_add (csv->writer, crm_record_get_uid (record));
  for (guint i = 0; i < crm_field_set_get_size (csv->fields); i++)
    {
      const CrmField  *field = crm_field_set_get (csv->fields, i);
      g_autofree char *text = crm_export_has_column (field) ? crm_field_to_text (field, CRM_OBJECT (record), &self->resolver) : NULL;

      if (crm_export_has_column (field))
        crm_csv_writer_add (csv->writer, text != NULL ? text : "");
    }
  crm_csv_writer_add (csv->writer, created);

  return crm_csv_writer_end_row (csv->writer, error);
}

/* Fields that the program declares have its names for headings, those that the business made what it calls them. */
static gboolean
export_csv (Export *self, const CrmRecordType *type, GArray *ids, GError **error)
{
  g_autoptr (CrmCsvWriter) writer = crm_csv_writer_new (self->stream, ',', CRM_CSV_WRITER_MARK);
  g_autoptr (CrmFieldSet) fields = crm_reading_load_fields (self->reading, type, error);
  CsvExport csv = { writer, fields };

  if (fields == NULL)
    return FALSE;

  crm_csv_writer_add (writer, CRM_EXPORT_UID);
  for (guint i = 0; i < crm_field_set_get_size (fields); i++)
    {
      const CrmField *field = crm_field_set_get (fields, i);

      if (crm_export_has_column (field))
        crm_csv_writer_add (writer, field->custom != 0 ? field->label : field->name);
    }
  crm_csv_writer_add (writer, CRM_EXPORT_CREATED_AT);

  return crm_csv_writer_end_row (writer, error) && for_each (self, ids, write_csv_row, &csv, error) && crm_csv_writer_finish (writer, error);
}

static gboolean
write_card (Export *self, CrmRecord *record, gpointer writer, GError **error)
{
  g_autoptr (CrmVcard) card = crm_vcard_new_from_reading (self->reading, record, CRM_VCARD_3_0);

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

static gboolean
write_entry (Export *self, CrmRecord *record, gpointer writer, GError **error)
{
  g_autofree char *text = crm_ical_write_activity (record);

  return write_text (self, text, error);
}

static gboolean
export_ical (Export *self, const char *type_name, GArray *ids, GError **error)
{
  static const char head[] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Customers//Customers " CRM_VERSION "//EN\r\nCALSCALE:GREGORIAN\r\n";

  if (strcmp (type_name, "activity") != 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("Only activities can be written as a calendar."));
      return FALSE;
    }

  return write_text (self, head, error) && for_each (self, ids, write_entry, NULL, error) && write_text (self, "END:VCALENDAR\r\n", error);
}

/* The types in an order in which none comes before one its records refer to, read from their declarations. */
typedef struct
{
  GPtrArray *seen;
  GPtrArray *order;
  GPtrArray *last; /* those that refer to records of any type */
} Sequence;

static gboolean visit_type (Sequence *self, const CrmRecordType *type);

/* One that is only told of, such as the talk that a preference was learned from, may come later. */
static gboolean
is_needed (const CrmField *field)
{
  return (field->flags & CRM_FIELD_REQUIRED) != 0 || (field->flags & CRM_FIELD_UNLINKED) == 0;
}

static gboolean
visit_fields (Sequence *self, CrmObjectClass *klass)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (klass, &n_fields);
  gboolean        any = FALSE;

  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].kind == CRM_KIND_ITEMS)
        {
          g_autoptr (GTypeClass) item_class = g_type_class_ref (fields[i].item_type ());

          any |= visit_fields (self, (CrmObjectClass *) item_class);
        }
      else if (fields[i].kind == CRM_KIND_REFERENCE && fields[i].target != NULL && is_needed (&fields[i]))
        any |= visit_type (self, crm_record_type_find (fields[i].target));
      else if (fields[i].kind == CRM_KIND_REFERENCE)
        any = TRUE;
    }

  return any;
}

/* Returns: whether @type stands behind those that refer to a definite type only, as does what refers to it */
static gboolean
visit_type (Sequence *self, const CrmRecordType *type)
{
  if (g_ptr_array_find (self->seen, type, NULL))
    return g_ptr_array_find (self->last, type, NULL);

  g_ptr_array_add (self->seen, (gpointer) type);
  g_ptr_array_add (visit_fields (self, crm_record_type_peek_class (type)) ? self->last : self->order, (gpointer) type);

  return g_ptr_array_find (self->last, type, NULL);
}

static GPtrArray *
list_types_in_order (void)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  g_autoptr (GPtrArray) last = g_ptr_array_new ();
  Sequence sequence = { seen, g_ptr_array_new (), last };

  for (guint i = 0; i < types->len; i++)
    visit_type (&sequence, g_ptr_array_index (types, i));
  g_ptr_array_extend (sequence.order, last, NULL, NULL);

  return sequence.order;
}

static gboolean
collect_type (CrmReading *reading, const char *type_name, gboolean by_making, GArray *ids, GError **error)
{
  g_autoptr (CrmQuery) query = crm_query_new (type_name);

  if (by_making)
    crm_query_set_order (query, "id", FALSE);

  return crm_reading_query (reading, query, 0, ids, error);
}

/**
 * crm_export_collect:
 * @type_name: (nullable): a type, whose records come in the order of lists; %NULL for everything, no record before one it refers to
 * @query: (nullable): which records of the type, in which order
 * @ids: (element-type gint64): where the ids are appended
 *
 * Finds what an export of a type, or of everything, holds.
 */
gboolean
crm_export_collect (CrmReading *reading, const char *type_name, const CrmQuery *query, GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) types = NULL;

  if (query != NULL)
    return crm_reading_query (reading, query, 0, ids, error);
  if (type_name != NULL)
    return collect_type (reading, type_name, FALSE, ids, error);

  types = list_types_in_order ();
  for (guint i = 0; i < types->len; i++)
    {
      if (!collect_type (reading, ((const CrmRecordType *) g_ptr_array_index (types, i))->name, TRUE, ids, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_export:
 * @type_name: what the records are; for JSON they may be of any types
 * @ids: (element-type gint64): which, in their order
 * @stream: where to; not closed
 *
 * @progress: (nullable): told now and then how many are written
 *
 * Writes records out, on the thread of @reading.
 */
gboolean
crm_export (CrmReading *reading, const char *type_name, GArray *ids, CrmExportFormat format, GOutputStream *stream, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  Export self = { reading, { .reading = reading }, stream, progress, progress_data, cancellable };

  switch (format)
    {
    case CRM_EXPORT_VCARD:
      return export_vcard (&self, type_name, ids, error);
    case CRM_EXPORT_JSON:
      return export_json (&self, ids, error);
    case CRM_EXPORT_ICAL:
      return export_ical (&self, type_name, ids, error);
    case CRM_EXPORT_CSV:
    default:
      return export_csv (&self, crm_record_type_find (type_name), ids, error);
    }
}
