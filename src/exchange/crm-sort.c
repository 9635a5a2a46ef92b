/* An order has one name: a word of the menu ("newest"), or, where a column's head asks for one that is not in the menu, the column's field,
 * with ":desc" behind it for the other direction. */

#include "config.h"

#include "crm-sort.h"

#include <string.h>

#define DESCENDING ":desc"

static const struct
{
  const char *sort;
  const char *field; /* NULL: the alphabet */
  gboolean    descending;
  const char *column; /* whose head shows it; NULL for none */
} words[] = {
  { "name", NULL, FALSE, "name" },
  { "name-reversed", NULL, TRUE, "name" },
  { "newest", "created_at", TRUE, "created_at" },
  { "oldest", "created_at", FALSE, "created_at" },
  { "changed", "updated_at", TRUE, NULL },
};

static char *
split (const char *sort, gboolean *descending)
{
  *descending = g_str_has_suffix (sort, DESCENDING);

  return *descending ? g_strndup (sort, strlen (sort) - strlen (DESCENDING)) : g_strdup (sort);
}

/**
 * crm_sort_apply:
 * @sort: an order; one that nobody knows leaves @query as it is
 * @fields: (nullable): of the type
 *
 * Returns: whether there is such an order
 */
gboolean
crm_sort_apply (const char *sort, CrmQuery *query, CrmFieldSet *fields)
{
  const CrmField  *found;
  gboolean         descending;
  g_autofree char *field = split (sort, &descending);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (words[i].sort, sort))
        return crm_query_set_order (query, words[i].field, words[i].descending);
    }
  if (strcmp (field, "name") == 0)
    return crm_query_set_order (query, NULL, descending);
  if (crm_query_set_order (query, field, descending))
    return TRUE;

  found = fields != NULL ? crm_field_set_find (fields, field) : NULL;
  if (found != NULL)
    crm_query_set_order_field (query, found, descending);
  return found != NULL;
}

/**
 * crm_sort_group:
 * @name: of a field or a main item
 * @fields: (nullable): of the type
 *
 * Has the records of @query that have it in common stand together.
 *
 * Returns: whether they can; else they stand as they did without groups
 */
gboolean
crm_sort_group (const char *name, CrmQuery *query, CrmFieldSet *fields)
{
  const CrmField *field = fields != NULL ? crm_field_set_find (fields, name) : NULL;

  return field != NULL ? crm_query_set_group (query, field) : crm_query_set_group_item (query, name);
}

/**
 * crm_sort_to_head:
 * @column: (out) (transfer full) (nullable): the id of the column whose head shows the order
 *
 * Returns: whether it is shown as descending
 */
gboolean
crm_sort_to_head (const char *sort, char **column)
{
  gboolean descending;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (words[i].sort, sort))
        {
          *column = g_strdup (words[i].column);
          return words[i].descending;
        }
    }
  *column = split (sort, &descending);

  return descending;
}

/**
 * crm_sort_from_head:
 * @column: the id of a column
 *
 * Returns: (transfer full): the order its head asks for
 */
char *
crm_sort_from_head (const char *column, gboolean descending)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strcmp0 (words[i].column, column) == 0 && words[i].descending == descending)
        return g_strdup (words[i].sort);
    }

  return g_strconcat (column, descending ? DESCENDING : NULL, NULL);
}
