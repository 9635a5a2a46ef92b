/* Orders of a million records that are no walk of one index, and need no sort either. What few records have comes from an index of those that
 * have it; the others follow, since who sorts by something looks for it. Choices stand in the order of their declaration and not of their
 * codes, and by name within each. */

#include "config.h"

#include "crm-query-order.h"

#include "crm-clock.h"
#include "crm-deal-order.h"
#include "crm-item-order.h"
#include "crm-leads-private.h"

#include <string.h>

/* Beyond so many choices they are not told apart. */
#define GROUPS_MOST 64

static gboolean
is_named (const CrmQuery *query)
{
  return query->type != NULL && (query->type->flags & CRM_TYPE_NAMED) != 0;
}

static gboolean
is_by_staleness (const CrmQuery *query)
{
  return g_strcmp0 (query->order, "stale") == 0;
}

static gboolean
is_by_promise (const CrmQuery *query)
{
  return g_strcmp0 (query->order, "promise") == 0;
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
  if (crm_deal_order_knows (query) || is_by_promise (query))
    return TRUE;

  return query->order != NULL && is_named (query) && (query->order_custom != 0 || query->order_item != NULL || strcmp (query->order, "updated_at") == 0 || find_choice (query) != NULL);
}

/**
 * crm_query_order_is_filter:
 *
 * Returns: whether what crm_query_order_run() answers are the only records that @query wants
 */
gboolean
crm_query_order_is_filter (const CrmQuery *query)
{
  if (query->conditions->len > 0 || query->targets->len > 0 || query->among != NULL || query->criterion != NULL)
    return FALSE;

  return is_by_staleness (query) ? query->leads == 0 : is_by_promise (query) && query->stale == 0;
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
  if (!crm_query_count_sequences (query, connection, &self->size, error))
    return FALSE;

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

/* A value that several records may have. */
typedef struct
{
  GByteArray *key; /* (owned): what it is ordered by, as bytes */
  GArray     *ids; /* (owned) */
} Value;

static void
value_clear (gpointer data)
{
  Value *value = data;

  g_byte_array_unref (value->key);
  g_array_unref (value->ids);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const Value *x = a;
  const Value *y = b;
  int          order = memcmp (x->key->data, y->key->data, MIN (x->key->len, y->key->len));

  return order != 0 ? order : (x->key->len > y->key->len) - (x->key->len < y->key->len);
}

static Value *
add_value (GArray *values, CrmCollator *collator, const char *text)
{
  Value value = { g_byte_array_new (), g_array_new (FALSE, FALSE, sizeof (gint64)) };

  if (text != NULL)
    crm_collator_append_key (collator, text, value.key);
  g_array_append_val (values, value);

  return &g_array_index (values, Value, values->len - 1);
}

/* The index has numbers in their order and texts in that of their bytes, which is no alphabet: these are sorted again, each once. */
static gboolean
read_values (const CrmQuery *query, CrmConnection *connection, CrmCollator *collator, Marks *marks, GArray *values, gboolean *texts, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT record, value, typeof (value) = 'text' FROM custom_value WHERE field = ?1 ORDER BY value, record");
  g_autofree char *last = NULL;
  Value           *value = NULL;

  crm_statement_bind_int_at (statement, 1, query->order_custom);
  while (crm_statement_next (statement))
    {
      gint64      id = crm_statement_get_int (statement, 0);
      const char *text = crm_statement_get_text (statement, 1);
      guint8     *group = crm_id_code (id) == query->type->code ? marks_at (marks, id) : NULL;

      if (group == NULL || text == NULL)
        continue;
      if (value == NULL || strcmp (last, text) != 0)
        {
          *texts = crm_statement_get_int (statement, 2) != 0;
          value = add_value (values, collator, *texts ? text : NULL);
          g_free (last);
          last = g_strdup (text);
        }
      *group = 1;
      g_array_append_val (value->ids, id);
    }

  return crm_statement_finish (statement, error);
}

static gboolean
run_custom (const CrmQuery *query, CrmConnection *connection, CrmCollator *collator, GArray *ids, GError **error)
{
  g_auto (Marks) marks = { NULL };
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray  *groups[] = { others, seen };
  gboolean texts = FALSE;

  g_array_set_clear_func (values, value_clear);
  if (!marks_init (&marks, query, connection, error) || !read_values (query, connection, collator, &marks, values, &texts, error))
    return FALSE;
  if (texts)
    g_array_sort (values, compare_values);
  for (guint i = 0; i < values->len; i++)
    {
      const Value *value = &g_array_index (values, Value, query->descending ? values->len - 1 - i : i);

      g_array_append_vals (ids, value->ids->data, value->ids->len);
    }
  if (!deal_out (query, connection, &marks, groups, error))
    return FALSE;
  if (others->len > 0)
    g_array_append_vals (ids, others->data, others->len);

  return TRUE;
}

/**
 * crm_query_order_run:
 * @ids: (element-type gint64): where all living records of the type are appended, in the order of @query, its filters aside; of leads, they alone
 */
gboolean
crm_query_order_run (const CrmQuery *query, CrmConnection *connection, CrmCollator *collator, GArray *ids, GError **error)
{
  const CrmField *choice = query->order_custom == 0 && query->order_item == NULL ? find_choice (query) : NULL;

  if (crm_deal_order_knows (query))
    return crm_deal_order_run (query, connection, ids, error);
  /* What was said since the query was made counts, too. */
  if (is_by_promise (query))
    return crm_leads_order (connection, MAX (query->leads, crm_clock_now ()), CRM_LEADS_JUDGED, ids, error);
  if (query->order_custom != 0)
    return run_custom (query, connection, collator, ids, error);
  if (query->order_item != NULL)
    return crm_item_order_run (query, connection, collator, ids, error);

  return choice != NULL ? run_choices (query, connection, choice, ids, error) : run_changed (query, connection, ids, error);
}
