/* Drives a sheet that we wrote ourselves through the importer, of records that no other program's sheet has a row of, such as tags or stages:
 * each row is a record that is told whole. People, companies, deals and activities go the way of everybody's sheets (crm-import-csv). */

#include "config.h"

#include "crm-import-whole.h"

#include "crm-csv-writer.h"
#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-import-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The source of columns that somebody has added, as a foreign field. */
#define SOURCE "csv"

typedef struct
{
  CrmImportJob        *job;
  const CrmImportMap  *map;
  const CrmRecordType *type;
  const CrmField     **fields; /* (owned) (array): of each column; %NULL for one that is no field */
  guint                uid;    /* numbers of columns, or the number of columns */
  guint                created_at;
  guint                currency; /* read first, because amounts are in it */
  GPtrArray           *rows;     /* (owned) (element-type GStrv): those that are read again */
  CrmImportWhole      *whole;    /* (owned) */

  const char *const *cells; /* of the row that is read */
  gsize              n_cells;
  guint64            line;
} Records;

static void
records_clear (Records *self)
{
  g_clear_pointer (&self->fields, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->whole, crm_import_whole_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Records, records_clear)

static const char *
get_cell (Records *self, guint column)
{
  const char *cell = column < self->n_cells ? self->cells[column] : "";

  return *cell == '\'' ? crm_csv_unguard (cell) : cell;
}

static gboolean
reject (Records *self, const char *column, const char *value, const char *reason, GError **error)
{
  crm_import_report_reject (self->job->report, self->line, column, value, reason);

  return crm_import_rejects_add_row (self->job->rejects, self->cells, (guint) self->n_cells, reason, error);
}

static gboolean
refuse_cell (Records *self, guint column, const GError *failure, GError **error)
{
  return reject (self, crm_import_map_get_header (self->map, column), get_cell (self, column), failure->message, error);
}

/* What the cell names and may be made on the way is there after it. Returns: FALSE with @failure set where the row is refused */
static gboolean
read_cell (Records *self, CrmRecord *record, guint column, GError **failure)
{
  const CrmField *field = self->fields[column];
  const char     *cell = get_cell (self, column);
  g_autoptr (GError) local = NULL;

  if (!crm_import_ensure_named (self->job->engine, field, cell, failure))
    return FALSE;
  if (crm_field_from_text (field, CRM_OBJECT (record), cell, &self->job->engine->culture, crm_import_whole_get_resolver (self->whole), &local))
    return TRUE;
  if (g_error_matches (local, CRM_ERROR, CRM_ERROR_NOT_FOUND))
    {
      crm_import_whole_miss (self->whole, field, local);
      return TRUE;
    }

  g_propagate_error (failure, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
is_kept (Records *self, guint column)
{
  return self->fields[column] == NULL && crm_import_map_get_target (self->map, column)->kind == CRM_IMPORT_FOREIGN;
}

/* Reads the cells into a record. Returns: FALSE with @failure and @column set where one makes no sense */
static gboolean
read_cells (Records *self, guint *column, GError **failure)
{
  CrmImportEngine *engine = self->job->engine;
  const char      *created_at = get_cell (self, self->created_at);
  guint            n_columns = crm_import_map_get_n_columns (self->map);
  gint64           added_at = CRM_UNSET;
  const char      *uid;
  CrmRecord       *record;

  *column = self->created_at;
  if (*created_at != '\0' && !crm_import_read_instant (created_at, &engine->culture, engine->today, &added_at, failure))
    return FALSE;
  uid = get_cell (self, self->uid);
  record = crm_import_whole_begin (self->whole, self->type, *uid != '\0' ? uid : NULL, added_at, self->line);
  *column = self->currency;
  if (*get_cell (self, self->currency) != '\0' && !read_cell (self, record, self->currency, failure))
    return FALSE;
  for (*column = 0; *column < n_columns; (*column)++)
    {
      const char *cell = get_cell (self, *column);

      if (*cell == '\0')
        continue;
      if (is_kept (self, *column))
        crm_import_whole_keep (self->whole, crm_import_map_get_header (self->map, *column), cell);
      else if (self->fields[*column] != NULL && !read_cell (self, record, *column, failure))
        return FALSE;
    }

  return TRUE;
}

/* The row that is read is kept, so that it can be read again. */
static CrmImportPlace
keep_cb (CrmImportWhole *whole, gpointer user_data)
{
  Records       *self = user_data;
  CrmImportPlace place = { self->rows->len, self->line };
  GStrv          row = g_new0 (char *, self->n_cells + 1);

  for (gsize i = 0; i < self->n_cells; i++)
    row[i] = g_strdup (self->cells[i]);
  g_ptr_array_add (self->rows, row);

  return place;
}

static gboolean
read_cb (CrmImportWhole *whole, CrmImportPlace place, gpointer user_data, GError **error)
{
  Records *self = user_data;
  guint    column;

  self->cells = g_ptr_array_index (self->rows, place.at);
  self->n_cells = g_strv_length ((GStrv) self->cells);
  self->line = place.line;

  return read_cells (self, &column, error);
}

static gboolean
reject_cb (CrmImportWhole *whole, const char *field, const char *reason, gpointer user_data, GError **error)
{
  return reject (user_data, field, NULL, reason, error);
}

static const CrmImportWholeFuncs whole_funcs = { keep_cb, read_cb, reject_cb };

/* Refused rows go to the rejects; anything worse ends the import. */
static gboolean
take_row (Records *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  CrmImportFault fault = { -1, NULL, NULL };
  gboolean       ok;
  guint          column;

  if (crm_import_row_has_surplus (crm_import_map_get_n_columns (self->map), self->cells, self->n_cells, &fault))
    {
      ok = reject (self, NULL, fault.value, fault.error->message, error);
      g_clear_error (&fault.error);
      return ok;
    }
  if (read_cells (self, &column, &failure))
    return crm_import_whole_take (self->whole, error);
  if (g_error_matches (failure, CRM_ERROR, CRM_ERROR_INVALID))
    return refuse_cell (self, column, failure, error);

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
take_next (Records *self, CrmCsvReader *reader, gboolean *more, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const CrmCsvRow *row = crm_csv_reader_next (reader, &failure);

  *more = row != NULL || failure != NULL;
  if (failure != NULL && !g_error_matches (failure, CRM_ERROR, CRM_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self->job->report->rows += *more;
  self->cells = row != NULL ? row->fields : NULL;
  self->n_cells = row != NULL ? row->n_fields : 0;
  self->line = crm_csv_reader_get_line (reader);
  if (failure != NULL && !reject (self, NULL, NULL, failure->message, error))
    return FALSE;
  if (row != NULL && !take_row (self, error))
    return FALSE;

  return crm_import_step (self->job, crm_csv_reader_get_bytes_read (reader), crm_csv_reader_get_size (reader), error);
}

static void
find_columns (Records *self)
{
  guint           n_columns = crm_import_map_get_n_columns (self->map);
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (self->type, &n_fields);

  self->fields = g_new0 (const CrmField *, n_columns + 1);
  self->uid = self->created_at = self->currency = n_columns;
  for (guint i = 0; i < n_columns; i++)
    {
      const CrmImportTarget *target = crm_import_map_get_target (self->map, i);

      if (target->kind == CRM_IMPORT_UID)
        self->uid = i;
      else if (target->kind == CRM_IMPORT_ADDED_AT)
        self->created_at = i;
      else if (target->kind == CRM_IMPORT_OWN)
        self->fields[i] = &fields[crm_object_class_find_field (crm_record_type_peek_class (self->type), target->field)];
      if (target->kind == CRM_IMPORT_OWN && strcmp (target->field, "currency") == 0)
        self->currency = i;
    }
}

/* Reads the rows that @reader has left. @map: whose crm_import_map_get_records() says what they are. */
gboolean
crm_import_read_records (CrmImportJob *job, CrmCsvReader *reader, const CrmImportMap *map, GError **error)
{
  g_auto (Records) self = { .job = job, .map = map, .type = crm_import_map_get_records (map) };
  gboolean more = TRUE;

  find_columns (&self);
  self.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self.whole = crm_import_whole_new (job, SOURCE, &whole_funcs, &self);
  while (more)
    {
      if (!take_next (&self, reader, &more, error))
        return FALSE;
    }

  return crm_import_whole_finish (self.whole, error);
}
