/* What somebody chooses about a table and a view keeps: the order, the groups and the columns. */

#include "config.h"

#include "crm-table-private.h"

/**
 * crm_table_set_sort:
 * @sort: (nullable): as crm-sort.h has it; %NULL changes nothing
 */
void
crm_table_set_sort (CrmTable *self, const char *sort)
{
  if (sort == NULL || g_strcmp0 (self->sort, sort) == 0)
    return;

  g_free (self->sort);
  self->sort = g_strdup (sort);
  if (self->columns != NULL)
    crm_table_columns_show_sort (self->columns, self->sort);
  crm_table_refresh (self);
  g_signal_emit_by_name (self, "changed");
}

/**
 * crm_table_get_sort:
 *
 * Returns: (nullable): the order, as crm-sort.h has it
 */
const char *
crm_table_get_sort (CrmTable *self)
{
  return self->sort;
}

/**
 * crm_table_set_group:
 * @name: (nullable): of the field that records stand together by; %NULL or "" for none
 */
void
crm_table_set_group (CrmTable *self, const char *name)
{
  if (g_strcmp0 (crm_table_get_group (self), name != NULL ? name : "") == 0)
    return;

  crm_table_groups_set_name (self->groups, name);
  crm_table_refresh (self);
  g_signal_emit_by_name (self, "changed");
}

/**
 * crm_table_get_group:
 *
 * Returns: the name of the field that records stand together by, "" for none
 */
const char *
crm_table_get_group (CrmTable *self)
{
  const char *name = self->groups != NULL ? crm_table_groups_get_name (self->groups) : NULL;

  return name != NULL ? name : "";
}

/**
 * crm_table_fill_group_menu:
 * @menu: gets what records can stand together by
 * @action: takes the name of a field
 */
void
crm_table_fill_group_menu (CrmTable *self, GMenu *menu, const char *action)
{
  crm_table_groups_fill_menu (self->groups, menu, action);
}

/**
 * crm_table_show_columns:
 * @names: (nullable): as crm_table_columns_set_names()
 */
void
crm_table_show_columns (CrmTable *self, const char *names)
{
  if (self->columns == NULL)
    return;

  crm_table_columns_set_names (self->columns, names);
  crm_table_columns_show_sort (self->columns, self->sort);
}

char *
crm_table_dup_columns (CrmTable *self)
{
  return self->columns != NULL ? crm_table_columns_dup_names (self->columns) : NULL;
}

/**
 * crm_table_show_view:
 * @view: (nullable): a saved_view of the type; %NULL for everything
 *
 * Takes the order, the groups and the columns of @view. What it filters is the owner's, who calls crm_table_refresh() after.
 */
void
crm_table_show_view (CrmTable *self, CrmRecord *view)
{
  const char *sort = view != NULL ? crm_object_get_text (CRM_OBJECT (view), "sort") : NULL;

  self->filling = TRUE;
  crm_table_set_sort (self, sort != NULL ? sort : self->type->default_sort);
  crm_table_set_group (self, view != NULL ? crm_object_get_text (CRM_OBJECT (view), "grouping") : NULL);
  crm_table_show_columns (self, view != NULL ? crm_object_get_text (CRM_OBJECT (view), "columns") : NULL);
  self->filling = FALSE;
}

/**
 * crm_table_take_view:
 * @draft: a saved_view: gets the order, the groups and the columns
 */
void
crm_table_take_view (CrmTable *self, CrmRecord *draft)
{
  g_autofree char *names = crm_table_dup_columns (self);

  g_object_set (draft, "sort", self->sort, "columns", names, "grouping", crm_table_get_group (self), NULL);
}
