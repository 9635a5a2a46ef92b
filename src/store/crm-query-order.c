/* Orders of a million records that are no walk of one index, and need no sort either. What few records have comes from an index of those that
 * have it; the others follow, since who sorts by something looks for it. Choices stand in the order of their declaration and not of their
 * codes, and by name within each. */

#include "config.h"

#include "crm-query-order.h"

#include <string.h>

/* Beyond so many choices they are not told apart. */
#define GROUPS_MOST 64

static gboolean
is_named (const CrmQuery *query)
{
  return query->type != NULL && (query->type->flags & CRM_TYPE_NAMED) != 0;
}

static const CrmField *
find_choice (const CrmQuery *query)
{
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (query->type, &n_fields);
  int             number = crm_object_class_find_field (crm_record_type_peek_class (query->type), query->order);

  return number >= 0 && fields[number].kind == CRM_KIND_CHOICE ? &fields[number] : NULL;
}

/**
 * crm_query_order_has_index:
 *
 * Returns: whether crm_query_order_run() knows the order of @query
 */
gboolean
crm_query_order_has_index (const CrmQuery *query)
{
  return query->order != NULL && is_named (query) && (strcmp (query->order, "updated_at") == 0 || find_choice (query) != NULL);
}

/* A byte for each record, by its sequence number. */
typedef struct
{
  guint8 *groups; /* (owned) */
  gint64  size;
} Marks;

static void
marks_clear (Marks *self)
{
  g_free (self->groups);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Marks, marks_clear)

static gboolean
marks_init (Marks *self, const CrmQuery *query, CrmConnection *connection, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce (max (id), 0) FROM %s", query->type->name);
  gint64           last;

  if (!crm_connection_get_int (connection, sql, &last, error))
    return FALSE;

  self->size = crm_id_sequence (last) + 1;
  self->groups = g_malloc0 ((gsize) self->size);
  return TRUE;
}

/* Written while we look: it is in the next answer. */
static guint8 *
marks_at (Marks *self, gint64 id)
{
  gint64 sequence = crm_id_sequence (id);

  return sequence < self->size ? &self->groups[sequence] : NULL;
}

/* The living, by name, into the group that each is marked for. */
static gboolean
deal_out (const CrmQuery *query, CrmConnection *connection, Marks *marks, GArray **groups, GError **error)
{
  g_autoptr (CrmStatement) order = crm_connection_prepare_for (connection, "SELECT id FROM %s_order ORDER BY pos /* scan: all of them, by name */", query->type->name);

  while (crm_statement_next (order))
    {
      gint64  id = crm_statement_get_int (order, 0);
      guint8 *group = marks_at (marks, id);

      if (group != NULL)
        g_array_append_val (groups[*group], id);
    }

  return crm_statement_finish (order, error);
}

static guint
find_group (const CrmField *field, const char *code)
{
  for (guint i = 0; code != NULL && field->choices[i].value != NULL && i < GROUPS_MOST - 2; i++)
    {
      if (strcmp (field->choices[i].value, code) == 0)
        return i + 1;
    }

  return GROUPS_MOST - 1;
}

static gboolean
mark_choices (const CrmQuery *query, CrmConnection *connection, const CrmField *field, Marks *marks, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s FROM %s WHERE deleted_at IS NULL AND %s IS NOT NULL /* scan: all that have one */", field->name, query->type->name, field->name);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);
  g_autofree char *last = NULL;
  guint8           last_group = 0;

  /* The index gives them choice by choice. */
  while (crm_statement_next (statement))
    {
      guint8     *group = marks_at (marks, crm_statement_get_int (statement, 0));
      const char *code = crm_statement_get_text (statement, 1);

      if (last == NULL || strcmp (last, code) != 0)
        {
          g_free (last);
          last = g_strdup (code);
          last_group = (guint8) find_group (field, code);
        }
      if (group != NULL)
        *group = last_group;
    }

  return crm_statement_finish (statement, error);
}

static void
append_groups (const CrmQuery *query, GArray **groups, GArray *ids)
{
  for (guint i = 1; i < GROUPS_MOST; i++)
    {
      GArray *group = groups[query->descending ? GROUPS_MOST - i : i];

      if (group->len > 0)
        g_array_append_vals (ids, group->data, group->len);
    }
  if (groups[0]->len > 0)
    g_array_append_vals (ids, groups[0]->data, groups[0]->len);
}

static gboolean
run_choices (const CrmQuery *query, CrmConnection *connection, const CrmField *field, GArray *ids, GError **error)
{
  g_auto (Marks) marks = { NULL };
  GArray  *groups[GROUPS_MOST];
  gboolean ok;

  for (guint i = 0; i < GROUPS_MOST; i++)
    groups[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  ok = marks_init (&marks, query, connection, error) &&
       mark_choices (query, connection, field, &marks, error) &&
       deal_out (query, connection, &marks, groups, error);
  if (ok)
    append_groups (query, groups, ids);
  for (guint i = 0; i < GROUPS_MOST; i++)
    g_array_unref (groups[i]);

  return ok;
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x < y) - (x > y);
}

/* Those ever edited, then the others, the newest first. */
static gboolean
run_changed (const CrmQuery *query, CrmConnection *connection, GArray *ids, GError **error)
{
  const char      *direction = query->descending ? "DESC" : "ASC";
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE deleted_at IS NULL AND updated_at IS NOT NULL ORDER BY updated_at %s, id %s /* scan: all that were edited */",
                                          query->type->name, direction, direction);
  g_autoptr (CrmStatement) edited = crm_connection_prepare (connection, sql);
  g_auto (Marks) marks = { NULL };
  g_autoptr (GArray) unedited = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *groups[] = { unedited, seen };

  if (!marks_init (&marks, query, connection, error))
    return FALSE;
  while (crm_statement_next (edited))
    {
      gint64  id = crm_statement_get_int (edited, 0);
      guint8 *group = marks_at (&marks, id);

      if (group == NULL)
        continue;
      *group = 1;
      g_array_append_val (ids, id);
    }
  if (!crm_statement_finish (edited, error) || !deal_out (query, connection, &marks, groups, error))
    return FALSE;
  g_array_sort (unedited, compare_newest);
  if (unedited->len > 0)
    g_array_append_vals (ids, unedited->data, unedited->len);

  return TRUE;
}

/**
 * crm_query_order_run:
 * @ids: (element-type gint64): where all living records of the type are appended, in the order of @query, its filters aside
 */
gboolean
crm_query_order_run (const CrmQuery *query, CrmConnection *connection, GArray *ids, GError **error)
{
  const CrmField *choice = find_choice (query);

  return choice != NULL ? run_choices (query, connection, choice, ids, error) : run_changed (query, connection, ids, error);
}
