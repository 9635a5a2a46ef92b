#include "config.h"

#include "crm-import-later.h"

#include "crm-error.h"

#include <string.h>

/* More of them are refused as if they could not be tried again: they are kept in memory. */
#define ROWS_MAX 100000

struct _CrmImportLater
{
  GPtrArray *rows; /* (owned) (element-type CrmImportEntry): their cells and lines alone */
};

static void
row_free (gpointer data)
{
  CrmImportEntry *row = data;

  if (row == NULL)
    return;

  g_clear_error (&row->fault.error);
  g_ptr_array_unref (row->cells);
  g_array_unref (row->lengths);
  g_free (row);
}

CrmImportLater *
crm_import_later_new (void)
{
  CrmImportLater *self = g_new0 (CrmImportLater, 1);

  self->rows = g_ptr_array_new_with_free_func (row_free);

  return self;
}

void
crm_import_later_free (CrmImportLater *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * crm_import_later_add:
 * @entry: a row that was refused
 *
 * Returns: whether it will be tried again
 */
gboolean
crm_import_later_add (CrmImportLater *self, const CrmImportEntry *entry)
{
  CrmImportEntry *row;

  if (!g_error_matches (entry->fault.error, CRM_ERROR, CRM_ERROR_NOT_FOUND) || self->rows->len == ROWS_MAX)
    return FALSE;

  row = g_new0 (CrmImportEntry, 1);
  row->line = entry->line;
  row->cells = g_ptr_array_new_with_free_func (g_free);
  row->lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (guint i = 0; i < entry->cells->len; i++)
    g_ptr_array_add (row->cells, g_strdup (g_ptr_array_index (entry->cells, i)));
  g_array_append_vals (row->lengths, entry->lengths->data, entry->lengths->len);
  g_ptr_array_add (self->rows, row);

  return TRUE;
}

/* Whether a row is one of our own export: two of them may name each other, such as a couple. */
static gboolean
is_ours (const CrmImportDraft *draft)
{
  gboolean ours = FALSE;

  for (guint i = 0; i < CRM_IMPORT_N_SLOTS; i++)
    ours |= crm_import_part_is_own (&draft->parts[i]);

  return ours;
}

static gboolean
try_row (CrmImportEntry *row, CrmImportJob *job, CrmImportRowReader *reader, CrmImportMissing missing)
{
  gboolean ok;

  g_clear_error (&row->fault.error);
  if (!crm_import_row_reader_fill (reader, row->draft, (const char *const *) row->cells->pdata, (const gsize *) (gpointer) row->lengths->data, row->cells->len, &row->fault))
    return FALSE;

  job->engine->missing = is_ours (row->draft) ? missing : CRM_IMPORT_MISSING_REFUSE;
  ok = crm_import_engine_apply (job->engine, row, &row->fault.error);
  job->engine->missing = CRM_IMPORT_MISSING_REFUSE;

  return ok;
}

/* What becomes of a row that was tried. */
static gboolean
settle (CrmImportEntry *row, gboolean ok, CrmImportRejectFunc reject, gpointer user_data, GError **error)
{
  if (ok)
    return TRUE;
  if (g_error_matches (row->fault.error, CRM_ERROR, CRM_ERROR_INVALID) || g_error_matches (row->fault.error, CRM_ERROR, CRM_ERROR_NOT_FOUND))
    return reject (row, user_data, error);

  g_propagate_error (error, g_steal_pointer (&row->fault.error));
  return FALSE;
}

/* Whether a row that was tried comes up again: what it names may come yet, or it was saved without that. */
static gboolean
stays (const CrmImportEntry *row, gboolean ok, CrmImportMissing missing)
{
  if (missing == CRM_IMPORT_MISSING_REFUSE)
    return !ok && g_error_matches (row->fault.error, CRM_ERROR, CRM_ERROR_NOT_FOUND);

  return missing == CRM_IMPORT_MISSING_LEAVE && ok && is_ours (row->draft);
}

/* Tries each row once, @backward from the last. */
static gboolean
try_all (CrmImportLater *self, CrmImportJob *job, CrmImportRowReader *reader, gboolean backward, CrmImportMissing missing, CrmImportRejectFunc reject, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) rows = g_steal_pointer (&self->rows);
  g_autoptr (CrmImportDraft) draft = crm_import_draft_new ();

  self->rows = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < rows->len; i++)
    {
      gpointer       *place = &rows->pdata[backward ? rows->len - 1 - i : i];
      CrmImportEntry *row = *place;
      gboolean        ok;

      crm_import_draft_reset (draft);
      row->draft = draft;
      row->finished = FALSE;
      ok = try_row (row, job, reader, missing);
      if (stays (row, ok, missing))
        {
          *place = NULL;
          g_ptr_array_add (self->rows, row);
        }
      else if (!settle (row, ok, reject, user_data, error))
        {
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * crm_import_later_take:
 * @reject: told of those that name somebody who never came
 *
 * Saves the rows, as long as one more of them finds whom it names. Of those that are left, our own are saved without, and completed then.
 */
gboolean
crm_import_later_take (CrmImportLater *self, CrmImportJob *job, CrmImportRowReader *reader, CrmImportRejectFunc reject, gpointer user_data, GError **error)
{
  gboolean backward = FALSE;
  guint    before;

  /* A chain of rows is done in one round of its own direction. */
  do
    {
      before = self->rows->len;
      backward = !backward;
      if (!try_all (self, job, reader, backward, CRM_IMPORT_MISSING_REFUSE, reject, user_data, error))
        return FALSE;
    }
  while (self->rows->len > 0 && self->rows->len < before);

  return try_all (self, job, reader, FALSE, CRM_IMPORT_MISSING_LEAVE, reject, user_data, error) &&
         try_all (self, job, reader, FALSE, CRM_IMPORT_MISSING_TELL, reject, user_data, error);
}
