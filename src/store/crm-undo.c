/* Undo and redo: the journal of a change read backward and saved as a new change, so that it is journalled, shown and synced like any other.
 * Undoing an undo is a redo. */

#include "config.h"

#include "crm-undo.h"

#include "crm-error.h"
#include "crm-journal.h"
#include "crm-merge.h"
#include "crm-record-table.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (CrmRecord *record, GError **error)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

  g_set_error (error, CRM_ERROR, CRM_ERROR_CONFLICT, _ ("“%s” has been edited since, so this can no longer be undone. Undo the later edit first."), title);
  return FALSE;
}

static void
put (CrmObject *object, guint field, CrmKind kind, const char *text, gint64 number)
{
  if (crm_kind_is_integer (kind))
    crm_object_put_integer (object, field, number);
  else if (kind == CRM_KIND_ITEMS)
    crm_object_put_items_json (object, field, text);
  else
    crm_object_put_text (object, field, text);
}

/* Sets of items are merged: what was added or edited in them since stays. Anything else edited since is a refusal. */
static gboolean
restore_field (CrmRecord *draft, const CrmJournalRow *row, GError **error)
{
  CrmObject      *object = CRM_OBJECT (draft);
  int             number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (draft), row->field);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (draft), &n_fields);
  CrmKind         kind;

  if (number < 0)
    return TRUE;

  kind = fields[number].kind;
  if (crm_journal_row_stands (row, object, (guint) number))
    {
      put (object, (guint) number, kind, row->before, row->before_number);
      return TRUE;
    }
  if (kind == CRM_KIND_ITEMS)
    {
      const char      *mine = crm_object_peek_items_json (object, (guint) number);
      g_autofree char *merged = crm_merge_items (row->after, mine, row->before, fields[number].item_type ());

      if (merged != NULL)
        {
          crm_object_put_items_json (object, (guint) number, merged);
          return TRUE;
        }
    }

  return refuse (draft, error);
}

static gboolean
restore_record (CrmTransaction *transaction, GPtrArray *rows, guint first, guint end, GError **error)
{
  const CrmJournalRow *row = g_ptr_array_index (rows, first);
  gint64               id = row->record;
  g_autoptr (CrmRecord) record = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  gboolean deleted = FALSE;
  gboolean revived = FALSE;

  /* A record this change made goes, with whatever else the change did to it. */
  if (*row->field == '\0')
    return crm_transaction_delete (transaction, id, error);

  record = crm_transaction_load (transaction, id, error);
  if (record == NULL)
    return FALSE;
  draft = crm_record_edit (record);
  for (guint i = first; i < end; i++)
    {
      row = g_ptr_array_index (rows, i);
      if (g_str_equal (row->field, "deleted_at"))
        {
          deleted = row->before_number != CRM_UNSET;
          revived = row->before_number == CRM_UNSET;
        }
      else if (!restore_field (draft, row, error))
        {
          return FALSE;
        }
    }

  if (revived && !crm_transaction_revive (transaction, id, error))
    return FALSE;
  if (!crm_transaction_save (transaction, draft, error))
    return FALSE;

  return !deleted || crm_transaction_delete (transaction, id, error);
}

static gboolean
mark (CrmTransaction *transaction, const CrmJournalChange *turned, GError **error)
{
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  gint64         change = crm_transaction_get_change (transaction, error);

  if (change == 0 || !crm_journal_set_reverts (connection, change, turned->id, error) || !crm_journal_set_reverted_by (connection, turned->id, change, error))
    return FALSE;

  /* Turning an undo back frees the change it held undone. */
  return turned->reverts == 0 || crm_journal_set_reverted_by (connection, turned->reverts, 0, error);
}

static guint
count_births (GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const CrmJournalRow *row = g_ptr_array_index (rows, i);

      n += *row->field == '\0' || g_str_equal (row->field, "deleted_at");
    }

  return n;
}

/**
 * crm_undo_apply:
 * @transaction: begun as a replay
 * @change: what to turn back
 *
 * Puts every record of @change back to what it was before it. Refuses with %CRM_ERROR_CONFLICT, changing nothing, where a
 * value has been edited since.
 */
gboolean
crm_undo_apply (CrmTransaction *transaction, gint64 change, GError **error)
{
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (CrmJournalChange) turned = crm_journal_load_change (connection, change, error);
  g_autoptr (GPtrArray) rows = NULL;
  guint end;

  if (turned == NULL)
    return FALSE;
  rows = crm_journal_load_rows (connection, change, 0, error);
  if (rows == NULL)
    return FALSE;

  crm_transaction_expect (transaction, rows->len, count_births (rows));

  /* Last made, first undone: what refers goes before what it refers to. */
  for (end = rows->len; end > 0;)
    {
      gint64 record = ((CrmJournalRow *) g_ptr_array_index (rows, end - 1))->record;
      guint  first = end - 1;

      while (first > 0 && ((CrmJournalRow *) g_ptr_array_index (rows, first - 1))->record == record)
        first--;
      if (!restore_record (transaction, rows, first, end, error))
        return FALSE;
      end = first;
    }

  return mark (transaction, turned, error);
}
