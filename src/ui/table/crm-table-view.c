/* What somebody chooses about a table: the order, the groups and the columns. A view keeps them in the file; what is chosen without one is kept
 * on this computer, for each type of record. */

#include "config.h"

#include "crm-table-private.h"

#define LOOKS_KEY "table-looks"
#define LOOK "(sss)" /* order, groups, columns; empty for the usual */

static void
add_other_looks (CrmTable *self, GVariantBuilder *looks)
{
  g_autoptr (GVariant) before = g_settings_get_value (self->settings, LOOKS_KEY);
  GVariantIter iter;
  const char  *type;
  GVariant    *look;

  g_variant_iter_init (&iter, before);
  while (g_variant_iter_loop (&iter, "{&s@" LOOK "}", &type, &look))
    {
      if (!g_str_equal (type, self->type->type_name))
        g_variant_builder_add (looks, "{s@" LOOK "}", type, look);
    }
}

static void
write_look (CrmTable *self, gboolean usual)
{
  g_auto (GVariantBuilder) looks = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{s" LOOK "}"));
  const char *sort = g_strcmp0 (self->sort, self->type->default_sort) != 0 ? self->sort : "";

  add_other_looks (self, &looks);
  if (!usual && (*sort != '\0' || *crm_table_get_group (self) != '\0' || self->shown != NULL))
    g_variant_builder_add (&looks, "{s" LOOK "}", self->type->type_name, sort, crm_table_get_group (self), self->shown != NULL ? self->shown : "");
  g_settings_set_value (self->settings, LOOKS_KEY, g_variant_builder_end (&looks));
}

static void
keep_look (CrmTable *self)
{
  if (!self->filling && !self->of_view && self->settings != NULL)
    write_look (self, FALSE);
}

static const char *
or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/* Shows the whole list as somebody chose it on this computer. */
void
crm_table_show_look (CrmTable *self)
{
  g_autoptr (GVariant) looks = g_settings_get_value (self->settings, LOOKS_KEY);
  const char *sort = "";
  const char *group = "";
  const char *columns = "";

  g_variant_lookup (looks, self->type->type_name, "(&s&s&s)", &sort, &group, &columns);
  self->of_view = FALSE;
  self->filling = TRUE;
  crm_table_set_sort (self, *sort != '\0' ? sort : self->type->default_sort);
  crm_table_set_group (self, group);
  crm_table_show_columns (self, or_null (columns));
  self->filling = FALSE;
}

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
  keep_look (self);
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
  keep_look (self);
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

  g_free (self->shown);
  self->shown = g_strdup (names);
  crm_table_columns_set_names (self->columns, names);
  crm_table_columns_show_sort (self->columns, self->sort);
  keep_look (self);
}

char *
crm_table_dup_columns (CrmTable *self)
{
  return self->columns != NULL ? crm_table_columns_dup_names (self->columns) : NULL;
}

/**
 * crm_table_show_view:
 * @view: (nullable): a saved_view of the type; %NULL for everything, as it was shown last
 *
 * Takes the order, the groups and the columns of @view. What it filters is the owner's, who calls crm_table_refresh() after.
 */
void
crm_table_show_view (CrmTable *self, CrmRecord *view)
{
  const char *sort;

  if (view == NULL)
    {
      crm_table_show_look (self);
      return;
    }

  sort = crm_object_get_text (CRM_OBJECT (view), "sort");
  self->of_view = TRUE;
  self->filling = TRUE;
  crm_table_set_sort (self, sort != NULL ? sort : self->type->default_sort);
  crm_table_set_group (self, crm_object_get_text (CRM_OBJECT (view), "grouping"));
  crm_table_show_columns (self, crm_object_get_text (CRM_OBJECT (view), "columns"));
  self->filling = FALSE;
}

/**
 * crm_table_take_view:
 * @draft: a saved_view: gets the order, the groups and the columns
 *
 * What was arranged has a name now: the whole list is shown as usual again.
 */
void
crm_table_take_view (CrmTable *self, CrmRecord *draft)
{
  g_autofree char *names = crm_table_dup_columns (self);

  g_object_set (draft, "sort", self->sort, "columns", names, "grouping", crm_table_get_group (self), NULL);
  self->of_view = TRUE;
  write_look (self, TRUE);
}
