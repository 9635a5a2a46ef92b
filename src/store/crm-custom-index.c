#include "config.h"

#include "crm-custom-index.h"

#include "crm-custom-field.h"
#include "crm-custom-value.h"
#include "crm-decimal.h"
#include "crm-text.h"

#include <string.h>

static void
entry_clear (gpointer entry)
{
  g_free (((CrmCustomEntry *) entry)->text);
}

/**
 * crm_custom_entries_new:
 *
 * Returns: (transfer full) (element-type CrmCustomEntry): none yet
 */
GArray *
crm_custom_entries_new (void)
{
  GArray *entries = g_array_new (FALSE, TRUE, sizeof (CrmCustomEntry));

  g_array_set_clear_func (entries, entry_clear);

  return entries;
}

/* A value says itself what it is. */
static gboolean
read_value (CrmObject *value, CrmCustomEntry *entry)
{
  const char *text = crm_object_get_text (value, "text");
  const char *number = crm_object_get_text (value, "number");
  gint64      record = crm_object_get_integer (value, "record");

  entry->integer = record != CRM_UNSET ? record : crm_object_get_integer (value, "amount");
  if (entry->integer != CRM_UNSET)
    {
      entry->type = CRM_CUSTOM_ENTRY_INTEGER;
      return TRUE;
    }
  if (number != NULL && crm_decimal_to_double (number, &entry->real))
    {
      entry->type = CRM_CUSTOM_ENTRY_REAL;
      return TRUE;
    }

  entry->type = CRM_CUSTOM_ENTRY_TEXT;
  entry->text = text != NULL ? crm_text_fold (text) : NULL;
  return text != NULL;
}

static int
compare_values (const CrmCustomEntry *a, const CrmCustomEntry *b)
{
  double x = a->type == CRM_CUSTOM_ENTRY_INTEGER ? (double) a->integer : a->real;
  double y = b->type == CRM_CUSTOM_ENTRY_INTEGER ? (double) b->integer : b->real;

  if (a->type == CRM_CUSTOM_ENTRY_TEXT || b->type == CRM_CUSTOM_ENTRY_TEXT)
    return a->type == b->type ? strcmp (a->text, b->text) : a->type == CRM_CUSTOM_ENTRY_TEXT ? 1
                                                                                             : -1;
  if (a->type == CRM_CUSTOM_ENTRY_INTEGER && b->type == CRM_CUSTOM_ENTRY_INTEGER)
    return (a->integer > b->integer) - (a->integer < b->integer);

  return (x > y) - (x < y);
}

/* The order of the table's key. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const CrmCustomEntry *x = a;
  const CrmCustomEntry *y = b;
  int                   order;

  if (x->field != y->field)
    return x->field < y->field ? -1 : 1;
  order = compare_values (x, y);
  if (order != 0)
    return order;

  return (x->record > y->record) - (x->record < y->record);
}

/**
 * crm_custom_entries_collect:
 * @record: (nullable): nothing follows from none, nor from a deleted one
 *
 * Appends what the table has of @record.
 */
void
crm_custom_entries_collect (GArray *entries, CrmRecord *record)
{
  GPtrArray *values;

  if (record == NULL || crm_record_is_deleted (record) || !crm_record_type_takes_custom_fields (crm_record_get_record_type (record)))
    return;

  values = crm_object_get_items (CRM_OBJECT (record), CRM_CUSTOM_VALUES);
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      CrmObject     *value = g_ptr_array_index (values, i);
      CrmCustomEntry entry = { .field = crm_object_get_integer (value, "field"), .record = crm_record_get_id (record) };

      if (entry.field != CRM_UNSET && read_value (value, &entry))
        g_array_append_val (entries, entry);
    }
}

gboolean
crm_custom_entries_equal (GArray *a, GArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const CrmCustomEntry *x = &g_array_index (a, CrmCustomEntry, i);
      const CrmCustomEntry *y = &g_array_index (b, CrmCustomEntry, i);

      if (x->type != y->type || compare_entries (x, y) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
bind (CrmStatement *statement, const CrmCustomEntry *entry)
{
  crm_statement_bind_int_at (statement, 1, entry->field);
  switch (entry->type)
    {
    case CRM_CUSTOM_ENTRY_INTEGER:
      crm_statement_bind_int_at (statement, 2, entry->integer);
      break;
    case CRM_CUSTOM_ENTRY_REAL:
      crm_statement_bind_double_at (statement, 2, entry->real);
      break;
    case CRM_CUSTOM_ENTRY_TEXT:
    default:
      crm_statement_bind_text_at (statement, 2, entry->text);
      break;
    }
  crm_statement_bind_int_at (statement, 3, entry->record);
}

static gboolean
run_each (CrmConnection *connection, const char *sql, GArray *entries, GError **error)
{
  g_autoptr (CrmStatement) statement = NULL;

  if (entries->len == 0)
    return TRUE;

  statement = crm_connection_prepare (connection, sql);
  for (guint i = 0; i < entries->len; i++)
    {
      bind (statement, &g_array_index (entries, CrmCustomEntry, i));
      if (!crm_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_custom_entries_write:
 *
 * Writes @entries, sorted first: into a large table many in their order cost far less than as they come.
 */
gboolean
crm_custom_entries_write (CrmConnection *connection, GArray *entries, GError **error)
{
  g_array_sort (entries, compare_entries);

  return run_each (connection, "INSERT OR IGNORE INTO custom_value (field, value, record) VALUES (?1, ?2, ?3)", entries, error);
}

gboolean
crm_custom_entries_remove (CrmConnection *connection, GArray *entries, GError **error)
{
  return run_each (connection, "DELETE FROM custom_value WHERE field = ?1 AND value = ?2 AND record = ?3", entries, error);
}

gboolean
crm_custom_entry_is_written (CrmConnection *connection, const CrmCustomEntry *entry)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT 1 FROM custom_value WHERE field = ?1 AND value = ?2 AND record = ?3");

  bind (statement, entry);

  return crm_statement_step (statement, NULL);
}
