/* Queries to SQL to ids. Values are bound, never written into the text; columns come from the declaration of the type.
 *
 * A filter answers with a set of ids and the alphabet with an order, each from its own index; where both are asked for, the order is walked
 * once with the set as a bitmap beside it. So any filter of a million people costs what one pass costs. */

#include "config.h"

#include "crm-query-private.h"

#include "crm-criterion-private.h"
#include "crm-derived.h"
#include "crm-name-order.h"
#include "crm-query-group.h"
#include "crm-query-order.h"
#include "crm-record-table.h"
#include "crm-record.h"

#include <string.h>

/* Up to so many hits are sorted by their own keys instead. */
#define FEW 500

static const char *const operators[] = {
  [CRM_OP_EQUAL] = "=",
  [CRM_OP_NOT_EQUAL] = "IS NOT",
  [CRM_OP_LESS] = "<",
  [CRM_OP_LESS_OR_EQUAL] = "<=",
  [CRM_OP_MORE] = ">",
  [CRM_OP_MORE_OR_EQUAL] = ">=",
};

static void
append_condition (GString *sql, const CrmCondition *condition, guint number)
{
  switch (condition->op)
    {
    case CRM_OP_SET:
      g_string_append_printf (sql, " AND %s IS NOT NULL", condition->column);
      break;
    case CRM_OP_UNSET:
      g_string_append_printf (sql, " AND %s IS NULL", condition->column);
      break;
    case CRM_OP_CONTAINS:
      g_string_append_printf (sql, " AND instr (lower (%s), lower (:c%u)) > 0", condition->column, number);
      break;
    case CRM_OP_EQUAL:
    case CRM_OP_NOT_EQUAL:
    case CRM_OP_LESS:
    case CRM_OP_LESS_OR_EQUAL:
    case CRM_OP_MORE:
    case CRM_OP_MORE_OR_EQUAL:
    default:
      g_string_append_printf (sql, " AND %s %s :c%u", condition->column, operators[condition->op], number);
      break;
    }
}

static void
append_filters (const CrmQuery *self, GString *sql)
{
  for (guint i = 0; i < self->conditions->len; i++)
    append_condition (sql, g_ptr_array_index (self->conditions, i), i);
  for (guint i = 0; i < self->targets->len; i++)
    g_string_append_printf (sql, " AND id IN (SELECT source FROM link WHERE target = :t%u AND kind = %u)", i, self->type->code);
  if (self->leads != 0)
    g_string_append (sql, " AND lifecycle = 'lead' AND NOT EXISTS (SELECT 1 FROM link CROSS JOIN deal ON deal.id = link.source"
                          " WHERE link.target = person.id AND link.kind = 3 AND deal.status = 'open' AND deal.deleted_at IS NULL)");
  if (self->stale != 0)
    g_string_append (sql, " AND id IN (" CRM_STALE_DEALS (":stale") ")");
  if (self->user != 0)
    g_string_append (sql, " AND (owner IS NULL OR owner = :user)");
  if (self->among != NULL)
    g_string_append (sql, " AND id IN (SELECT value FROM json_each (:among))");
}

static void
bind_filters (const CrmQuery *self, CrmStatement *statement)
{
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const CrmCondition *condition = g_ptr_array_index (self->conditions, i);
      g_autofree char    *name = g_strdup_printf (":c%u", i);

      if (condition->op == CRM_OP_SET || condition->op == CRM_OP_UNSET)
        continue;
      if (condition->text != NULL)
        crm_statement_bind_text (statement, name, condition->text);
      else
        crm_statement_bind_int (statement, name, condition->integer);
    }
  for (guint i = 0; i < self->targets->len; i++)
    {
      g_autofree char *name = g_strdup_printf (":t%u", i);

      crm_statement_bind_int (statement, name, g_array_index (self->targets, gint64, i));
    }
  if (self->stale != 0)
    crm_statement_bind_int (statement, ":stale", self->stale);
  if (self->user != 0)
    crm_statement_bind_int (statement, ":user", self->user);
  if (self->among != NULL)
    crm_statement_bind_text (statement, ":among", self->among);
}

static gboolean
fetch (CrmStatement *statement, guint limit, GArray *ids, GError **error)
{

  while ((limit == 0 || ids->len < limit) && crm_statement_next (statement))
    {
      gint64 id = crm_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }

  return crm_statement_finish (statement, error);
}

static gboolean
has_conditions (const CrmQuery *self)
{
  return self->conditions->len > 0 || self->targets->len > 0 || self->leads != 0 || self->stale != 0 || self->user != 0 || self->among != NULL;
}

static gboolean
has_filters (const CrmQuery *self)
{
  return has_conditions (self) || self->criterion != NULL;
}

/* Cases that wait for the customer stand behind those that wait for us, and what is solved behind all. */
#define CASE_TURN "CASE status WHEN 'solved' THEN 2 WHEN 'waiting' THEN 1 ELSE 0 END, CASE status WHEN 'solved' THEN -solved_at ELSE due_at END"

/* What is due on one day stands in the order of its hours, what has none before it. */
static void
append_order (const CrmQuery *self, GString *sql)
{
  const char *direction = self->descending ? "DESC" : "ASC";
  gboolean    turn = g_str_equal (self->order, "due_at") && g_str_equal (self->type->name, "service_case");
  gboolean    hours = g_str_equal (self->order, "due") && g_str_equal (self->type->name, "activity");

  g_string_append_printf (sql, " ORDER BY %s %s%s%s, id %s", turn ? CASE_TURN : self->order, direction, hours ? ", due_time " : "", hours ? direction : "", direction);
}

/* The ids the filters leave, in the order of a column or, without @ordered, in none. */
static gboolean
run_table (const CrmQuery *self, CrmConnection *connection, gboolean ordered, guint limit, GArray *ids, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (CrmStatement) statement = NULL;

  g_string_printf (sql, "SELECT id FROM %s WHERE deleted_at IS NULL", self->type->name);
  append_filters (self, sql);
  if (ordered && self->order != NULL)
    append_order (self, sql);
  g_string_append (sql, " /* scan: a filter somebody chose; sort: likewise */");

  statement = crm_connection_prepare (connection, sql->str);
  bind_filters (self, statement);

  return fetch (statement, limit, ids, error);
}

static gboolean run_filters (const CrmQuery *self, CrmConnection *connection, GArray *ids, GError **error);

/**
 * crm_query_matches:
 * @matches: (out): whether the record of that id is alive and passes the filters
 *
 * Asks of one record what crm_query_run() asks of all; searches, timelines and what all customers say together cannot be asked so.
 *
 * Returns: whether it could be asked
 */
gboolean
crm_query_matches (const CrmQuery *self, CrmConnection *connection, gint64 id, gboolean *matches)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (CrmStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  if (self->type == NULL || self->search != NULL || (self->criterion != NULL && crm_criterion_needs_all (self->criterion)))
    return FALSE;

  g_string_printf (sql, "SELECT id FROM %s WHERE id = :id AND deleted_at IS NULL", self->type->name);
  append_filters (self, sql);
  statement = crm_connection_prepare (connection, sql->str);
  bind_filters (self, statement);
  crm_statement_bind_int (statement, ":id", id);
  *matches = crm_statement_step (statement, &error);
  if (*matches && self->criterion != NULL)
    crm_criterion_matches (self->criterion, connection, self->type, id, matches, &error);

  return error == NULL;
}

/**
 * crm_query_count:
 *
 * Counts the records of a type that pass the filters. Without filters it counts the order of a named type, which is kept beside the
 * records and is the shorter to walk.
 *
 * Returns: how many there are, or 0 with @error set
 */
gint64
crm_query_count (const CrmQuery *self, CrmConnection *connection, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (CrmStatement) statement = NULL;

  g_return_val_if_fail (self->type != NULL && self->search == NULL, 0);

  if (self->criterion != NULL)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      return run_filters (self, connection, ids, error) ? ids->len : 0;
    }

  if (!has_filters (self) && (self->type->flags & CRM_TYPE_NAMED) != 0)
    g_string_printf (sql, "SELECT count (*) FROM %s_order", self->type->name);
  else
    g_string_printf (sql, "SELECT count (*) FROM %s WHERE deleted_at IS NULL", self->type->name);
  append_filters (self, sql);
  g_string_append (sql, " /* scan: counted where no index does it */");

  statement = crm_connection_prepare (connection, sql->str);
  bind_filters (self, statement);

  return crm_statement_step (statement, error) ? crm_statement_get_int (statement, 0) : 0;
}

static gboolean
run_alphabet (const CrmQuery *self, CrmConnection *connection, guint limit, GArray *ids, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s_order ORDER BY pos %s /* scan: the whole list in its order */", self->type->name, self->descending ? "DESC" : "ASC");
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);

  return fetch (statement, limit, ids, error);
}

/**
 * crm_query_count_sequences:
 * @n: (out): as many places has an array that is indexed by the sequence numbers of the records of the type
 */
gboolean
crm_query_count_sequences (const CrmQuery *self, CrmConnection *connection, gint64 *n, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce (max (id), 0) FROM %s", self->type->name);
  gint64           last;

  if (!crm_connection_get_int (connection, sql, &last, error))
    return FALSE;

  *n = crm_id_sequence (last) + 1;
  return TRUE;
}

/**
 * crm_query_dup_main_items:
 *
 * Returns: (transfer full): a statement whose rows are the ids of the living that have items of the set, each with what its main one says
 */
char *
crm_query_dup_main_items (const CrmQuery *self, const CrmMainItem *item)
{
  return g_strdup_printf ("SELECT id, crm_main_item (%s, '%s') FROM %s WHERE deleted_at IS NULL AND %s IS NOT NULL /* scan: all that have any */",
                          item->set, item->name, self->type->name, item->set);
}

/* Up to so many hits are asked for one by one. */
#define FEW_HITS 2000

static gboolean
look_up_order (const CrmQuery *self, CrmConnection *connection, GArray *positions, GArray *ids, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s_order WHERE pos = ?1", self->type->name);
  g_autoptr (CrmStatement) order = crm_connection_prepare (connection, sql);

  for (guint i = 0; i < positions->len; i++)
    {
      crm_statement_bind_int_at (order, 1, g_array_index (positions, gint64, i));
      if (!fetch (order, 0, ids, error))
        return FALSE;
      crm_statement_reset (order);
    }

  return TRUE;
}

/* Positions to ids by walking the order once beside them: for thousands of hits ten times faster than asking for each. */
static gboolean
walk_order (const CrmQuery *self, CrmConnection *connection, GArray *positions, GArray *ids, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT pos, id FROM %s_order ORDER BY pos /* scan: beside the hits */", self->type->name);
  g_autoptr (CrmStatement) order = crm_connection_prepare (connection, sql);
  guint next = 0;

  while (next < positions->len && crm_statement_next (order))
    {
      gint64 id = crm_statement_get_int (order, 1);

      if (crm_statement_get_int (order, 0) != g_array_index (positions, gint64, next))
        continue;
      g_array_append_val (ids, id);
      next++;
    }

  return crm_statement_finish (order, error);
}

static gboolean
run_whole_search (const CrmQuery *self, CrmConnection *connection, const char *match, GArray *ids, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rowid FROM %s_search WHERE %s_search MATCH :match ORDER BY rowid", self->type->name, self->type->name);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_statement_bind_text (statement, ":match", match);

  if (!fetch (statement, 0, positions, error))
    return FALSE;

  return positions->len <= FEW_HITS ? look_up_order (self, connection, positions, ids, error) : walk_order (self, connection, positions, ids, error);
}

static gboolean
run_search (const CrmQuery *self, CrmConnection *connection, guint limit, GArray *ids, GError **error)
{
  g_autofree char *match = crm_search_to_fts (self->search);
  gboolean         named = (self->type->flags & CRM_TYPE_NAMED) != 0;
  g_autofree char *sql = NULL;
  g_autoptr (CrmStatement) statement = NULL;

  if (named && limit == 0)
    return run_whole_search (self, connection, match, ids, error);
  if (named)
    sql = g_strdup_printf ("SELECT id FROM %s_search JOIN %s_order ON pos = %s_search.rowid WHERE %s_search MATCH :match ORDER BY %s_search.rowid",
                           self->type->name, self->type->name, self->type->name, self->type->name, self->type->name);
  else
    sql = g_strdup_printf ("SELECT rowid FROM text_search WHERE text_search MATCH :match AND rowid & 63 = %u ORDER BY rowid DESC", self->type->code);

  statement = crm_connection_prepare (connection, sql);
  crm_statement_bind_text (statement, ":match", match);

  return fetch (statement, limit, ids, error);
}

/* Keeps of @ordered what is in @ids. */
static void
intersect (GArray *ordered, GArray *ids)
{
  g_autoptr (CrmIdSet) set = crm_id_set_new ();

  crm_id_set_add_array (set, ids);
  crm_id_set_filter (set, ordered);
}

typedef struct
{
  gint64      id;
  GByteArray *key;
} Keyed;

static int
compare_keyed (gconstpointer a, gconstpointer b)
{
  const Keyed *x = a;
  const Keyed *y = b;

  return crm_name_order_compare (x->key->data, x->key->len, x->id, y->key->data, y->key->len, y->id);
}

static void
clear_keyed (gpointer data)
{
  g_byte_array_unref (((Keyed *) data)->key);
}

static gboolean
sort_few (CrmConnection *connection, CrmCollator *collator, gboolean descending, GArray *ids, GError **error)
{
  g_autoptr (GArray) keyed = g_array_sized_new (FALSE, FALSE, sizeof (Keyed), ids->len);

  g_array_set_clear_func (keyed, clear_keyed);
  for (guint i = 0; i < ids->len; i++)
    {
      Keyed entry = { g_array_index (ids, gint64, i), NULL };
      g_autoptr (CrmRecord) record = crm_record_table_load (connection, entry.id, error);

      if (record == NULL)
        return FALSE;
      entry.key = crm_sort_key_new (collator, record);
      g_array_append_val (keyed, entry);
    }
  g_array_sort (keyed, compare_keyed);
  for (guint i = 0; i < keyed->len; i++)
    g_array_index (ids, gint64, i) = g_array_index (keyed, Keyed, descending ? keyed->len - 1 - i : i).id;

  return TRUE;
}

/* The records the filters leave, in no order. */
static gboolean
run_filters (const CrmQuery *self, CrmConnection *connection, GArray *ids, GError **error)
{
  g_autoptr (CrmIdSet) wanted = NULL;

  if (self->criterion != NULL)
    {
      wanted = crm_criterion_run (self->criterion, connection, self->type, error);
      if (wanted == NULL)
        return FALSE;
    }
  if (wanted != NULL && !has_conditions (self) && crm_id_set_list (wanted, self->type->code, FEW, ids))
    return TRUE;
  if (has_conditions (self) || (self->type->flags & CRM_TYPE_NAMED) == 0 ? !run_table (self, connection, FALSE, 0, ids, error) : !run_alphabet (self, connection, 0, ids, error))
    return FALSE;
  if (wanted != NULL)
    crm_id_set_filter (wanted, ids);

  return TRUE;
}

static gboolean
run_filtered_alphabet (const CrmQuery *self, CrmConnection *connection, CrmCollator *collator, GArray *ids, GError **error)
{
  g_autoptr (GArray) set = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!run_filters (self, connection, set, error))
    return FALSE;
  if (set->len <= FEW)
    {
      g_array_append_vals (ids, set->data, set->len);
      return sort_few (connection, collator, self->descending, ids, error);
    }
  if (!run_alphabet (self, connection, 0, ids, error))
    return FALSE;
  intersect (ids, set);

  return TRUE;
}

/* By a column, sorted by SQLite or in its index. */
static gboolean
run_sorted (const CrmQuery *self, CrmConnection *connection, guint limit, GArray *ids, GError **error)
{
  g_autoptr (CrmIdSet) wanted = NULL;

  if (self->criterion == NULL)
    return run_table (self, connection, TRUE, limit, ids, error);

  wanted = crm_criterion_run (self->criterion, connection, self->type, error);
  if (wanted == NULL || !run_table (self, connection, TRUE, 0, ids, error))
    return FALSE;
  crm_id_set_filter (wanted, ids);

  return TRUE;
}

/* The same in an order that is asked for. */
static gboolean
run_ordered (const CrmQuery *self, CrmConnection *connection, CrmCollator *collator, guint limit, GArray *ids, GError **error)
{
  g_autoptr (GArray) set = NULL;

  if (!crm_query_order_has_index (self))
    return run_sorted (self, connection, limit, ids, error);
  if (!crm_query_order_run (self, connection, collator, ids, error))
    return FALSE;
  if (!has_filters (self) || crm_query_order_is_filter (self))
    return TRUE;

  set = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!run_filters (self, connection, set, error))
    return FALSE;
  intersect (ids, set);

  return TRUE;
}

static gboolean
run_filtered_search (const CrmQuery *self, CrmConnection *connection, CrmCollator *collator, GArray *ids, GError **error)
{
  g_autoptr (GArray) set = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->order == NULL)
    {
      if (!run_search (self, connection, 0, ids, error) || !run_filters (self, connection, set, error))
        return FALSE;
    }
  else if (!run_ordered (self, connection, collator, 0, ids, error) || !run_search (self, connection, 0, set, error))
    {
      return FALSE;
    }
  intersect (ids, set);

  return TRUE;
}

static gboolean
run_events (const CrmQuery *self, CrmConnection *connection, gboolean pinned, guint limit, GArray *ids, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT source FROM timeline WHERE target = :target AND pinned = :pinned");
  g_autoptr (CrmStatement) statement = NULL;
  g_autofree char *match = self->search != NULL ? crm_search_to_fts (self->search) : NULL;

  if (self->event_kind != NULL)
    g_string_append (sql, " AND kind = :kind");
  if (self->event_channel != NULL)
    g_string_append (sql, " AND EXISTS (SELECT 1 FROM activity WHERE id = source AND crm_fold (channel) = :channel)");
  if (self->event_thread != NULL)
    g_string_append (sql, " AND EXISTS (SELECT 1 FROM activity WHERE id = source AND thread = :thread)");
  if (match != NULL)
    g_string_append (sql, " AND source IN (SELECT rowid FROM text_search WHERE text_search MATCH :match)");
  g_string_append (sql, " ORDER BY at DESC, source DESC /* sort: of events at one instant */");

  statement = crm_connection_prepare (connection, sql->str);
  crm_statement_bind_int (statement, ":target", self->timeline);
  crm_statement_bind_int (statement, ":pinned", pinned);
  if (self->event_kind != NULL)
    crm_statement_bind_text (statement, ":kind", self->event_kind);
  if (self->event_channel != NULL)
    crm_statement_bind_text (statement, ":channel", self->event_channel);
  if (self->event_thread != NULL)
    crm_statement_bind_text (statement, ":thread", self->event_thread);
  if (match != NULL)
    crm_statement_bind_text (statement, ":match", match);

  return fetch (statement, limit, ids, error);
}

static gboolean
run (const CrmQuery *self, CrmConnection *connection, CrmCollator *collator, guint limit, GArray *ids, GError **error)
{
  gboolean by_name = self->type != NULL && (self->type->flags & CRM_TYPE_NAMED) != 0 && self->order == NULL;

  if (self->type == NULL)
    {
      if (!run_events (self, connection, TRUE, limit, ids, error) || !run_events (self, connection, FALSE, limit, ids, error))
        return FALSE;
    }
  else if (self->search != NULL && (has_filters (self) || self->order != NULL))
    {
      if (!run_filtered_search (self, connection, collator, ids, error))
        return FALSE;
    }
  else if (self->search != NULL)
    {
      if (!run_search (self, connection, limit, ids, error))
        return FALSE;
    }
  else if (by_name && !has_filters (self))
    {
      if (!run_alphabet (self, connection, limit, ids, error))
        return FALSE;
    }
  else if (by_name)
    {
      if (!run_filtered_alphabet (self, connection, collator, ids, error))
        return FALSE;
    }
  else if (!run_ordered (self, connection, collator, limit, ids, error))
    {
      return FALSE;
    }

  return TRUE;
}

/**
 * crm_query_run_grouped:
 * @limit: how many to answer at most, 0 for all
 * @ids: (element-type gint64): where the answer is appended
 * @groups: (out) (nullable) (transfer full) (element-type CrmRecordGroup): the groups they stand in, before the limit; %NULL where there are none
 */
gboolean
crm_query_run_grouped (const CrmQuery *self, CrmConnection *connection, CrmCollator *collator, guint limit, GArray *ids, GPtrArray **groups, GError **error)
{
  *groups = NULL;
  if (self->limit != 0)
    limit = limit != 0 ? MIN (limit, self->limit) : self->limit;
  if (!run (self, connection, collator, self->group != NULL ? 0 : limit, ids, error))
    return FALSE;
  if (self->group != NULL && (*groups = crm_query_group_run (self, connection, collator, ids, error)) == NULL)
    return FALSE;

  if (limit != 0 && ids->len > limit)
    g_array_set_size (ids, limit);
  return TRUE;
}

gboolean
crm_query_run (const CrmQuery *self, CrmConnection *connection, CrmCollator *collator, guint limit, GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) groups = NULL;

  return crm_query_run_grouped (self, connection, collator, limit, ids, &groups, error);
}
