#include "config.h"

#include "crm-dependents.h"

#include "crm-index.h"
#include "crm-record-table.h"

#include <string.h>

typedef struct
{
  CrmRecord  *record; /* (owned) */
  CrmDerived *before; /* (owned) */
} Dependent;

static void
dependent_free (Dependent *dependent)
{
  g_clear_object (&dependent->record);
  crm_derived_free (dependent->before);
  g_free (dependent);
}

static gboolean
refers_by_name_to (const CrmField *fields, guint n_fields, const char *type_name)
{
  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].kind == CRM_KIND_REFERENCE && (fields[i].flags & CRM_FIELD_SEARCHED) != 0 && g_strcmp0 (fields[i].target, type_name) == 0)
        return TRUE;
      if (fields[i].kind == CRM_KIND_ITEMS)
        {
          guint           n_item_fields;
          const CrmField *item_fields;
          g_autoptr (GTypeClass) item_class = g_type_class_ref (fields[i].item_type ());

          item_fields = crm_object_class_get_fields ((CrmObjectClass *) item_class, &n_item_fields);
          if (refers_by_name_to (item_fields, n_item_fields, type_name))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
add_dependents (const CrmDeriver *deriver, const char *sql, gint64 id, gint64 kind, GPtrArray *dependents, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (deriver->connection, sql);

  crm_statement_bind_int_at (statement, 1, id);
  if (kind >= 0)
    crm_statement_bind_int_at (statement, 2, kind);
  while (crm_statement_next (statement))
    {
      gint64     other = crm_statement_get_int (statement, 0);
      Dependent *dependent;
      g_autoptr (CrmRecord) record = NULL;

      if (crm_id_code (other) == CRM_CODE_CHANGE)
        continue;
      record = crm_record_table_load (deriver->connection, other, error);
      if (record == NULL)
        return FALSE;
      dependent = g_new0 (Dependent, 1);
      dependent->before = crm_derived_new (deriver, record);
      dependent->record = g_steal_pointer (&record);
      g_ptr_array_add (dependents, dependent);
    }

  return crm_statement_finish (statement, error);
}

/* Those searched under this record's name, when the name changes. */
static gboolean
collect_by_name (const CrmDeriver *deriver, CrmRecord *before, CrmRecord *after, GPtrArray *dependents, GError **error)
{
  g_autofree char *old = crm_object_dup_title (CRM_OBJECT (before));
  g_autofree char *new = crm_object_dup_title (CRM_OBJECT (after));
  g_autoptr (GPtrArray) types = NULL;

  if (strcmp (old, new) == 0)
    return TRUE;

  types = crm_record_type_list ();
  for (guint i = 0; i < types->len; i++)
    {
      const CrmRecordType *type = g_ptr_array_index (types, i);
      guint                n_fields;
      const CrmField      *fields = crm_record_type_get_fields (type, &n_fields);

      if (!refers_by_name_to (fields, n_fields, crm_record_get_record_type (after)->name))
        continue;
      if (!add_dependents (deriver, "SELECT source FROM link WHERE target = ?1 AND kind = ?2", crm_record_get_id (after), type->code, dependents, error))
        return FALSE;
    }

  return TRUE;
}

/* What stands on this record's timeline and its parents', when the parents change. */
static gboolean
collect_by_parents (const CrmDeriver *deriver, CrmRecord *before, CrmRecord *after, GPtrArray *dependents, GError **error)
{
  g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) new = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_record_collect_parents (before, old);
  crm_record_collect_parents (after, new);
  if (crm_derived_equal_ids (old, new))
    return TRUE;

  return add_dependents (deriver, "SELECT source FROM timeline WHERE target = ?1", crm_record_get_id (after), -1, dependents, error);
}

/**
 * crm_dependents_collect:
 * @before: a record as the file has it
 * @after: the same as it will be written
 *
 * Returns: (transfer full) (nullable): those whose indexes the edit changes, with what follows from them now
 */
GPtrArray *
crm_dependents_collect (const CrmDeriver *deriver, CrmRecord *before, CrmRecord *after, GError **error)
{
  g_autoptr (GPtrArray) dependents = g_ptr_array_new_with_free_func ((GDestroyNotify) dependent_free);

  if (!collect_by_name (deriver, before, after, dependents, error) || !collect_by_parents (deriver, before, after, dependents, error))
    return NULL;

  return g_steal_pointer (&dependents);
}

/**
 * crm_dependents_update:
 * @dependents: (element-type Dependent): as collected; the record they depend on is written by now
 */
gboolean
crm_dependents_update (const CrmDeriver *deriver, GPtrArray *dependents, GError **error)
{
  for (guint i = 0; i < dependents->len; i++)
    {
      Dependent *dependent = g_ptr_array_index (dependents, i);
      g_autoptr (CrmDerived) after = crm_derived_new (deriver, dependent->record);

      if (!crm_index_apply (deriver, dependent->record, dependent->before, after, error))
        return FALSE;
    }

  return TRUE;
}
