/* Criteria as SQL.
 *
 * Each test is a statement of its own that answers with the ids of the records that pass, from an index where there is one; all, any and not
 * are then set algebra over bits. So SQLite never plans a long expression, a test that many records pass costs no more than its rows, and the
 * negation of one that few pass costs nothing. */

#include "config.h"

#include "crm-criterion-private.h"

#include "crm-purchases-private.h"
#include "crm-query-private.h"

/* @value: what is compared, as SQL */
static void
append_test (const CrmCriterion *self, GString *sql, const char *value)
{
  static const char *const operators[] = {
    [CRM_OP_EQUAL] = "=",
    [CRM_OP_NOT_EQUAL] = "<>",
    [CRM_OP_LESS] = "<",
    [CRM_OP_LESS_OR_EQUAL] = "<=",
    [CRM_OP_MORE] = ">",
    [CRM_OP_MORE_OR_EQUAL] = ">=",
  };
  /* The custom index holds folded text. */
  gboolean         fold = self->folded && self->kind != CRM_CRITERION_CUSTOM;
  g_autofree char *compared = fold ? g_strdup_printf ("crm_fold (%s)", value) : g_strdup (value);

  if (self->op == CRM_OP_SET)
    g_string_append_printf (sql, " AND %s IS NOT NULL", value);
  else if (self->op == CRM_OP_CONTAINS)
    g_string_append_printf (sql, " AND instr (%s, :value) > 0", compared);
  else
    g_string_append_printf (sql, " AND %s %s :value", compared, operators[self->op]);
}

/* The text of a set is ours, and a kind stands in it as nothing else can: a quotation mark within a value is escaped. So a set that holds none
 * of the kind need not be read as JSON, which costs ten times as much. */
static void
append_item_test (const CrmCriterion *self, GString *sql)
{
  const char *kind = self->item_kind != NULL ? ":kind" : "NULL";

  if (self->member != NULL && self->op == CRM_OP_CONTAINS)
    {
      g_string_append_printf (sql, " AND crm_item_contains (%s, %s, '%s', :value)", self->column, kind, self->member);
      return;
    }
  if (self->item_kind != NULL)
    g_string_append_printf (sql, " AND instr (%s, '\"kind\":\"' || :kind || '\"') > 0", self->column);
  if (self->member == NULL && self->item_kind != NULL)
    return;

  g_string_append_printf (sql, " AND EXISTS (SELECT 1 FROM json_each (%s) AS item WHERE 1", self->column);
  if (self->item_kind != NULL)
    g_string_append (sql, " AND item.value ->> 'kind' = :kind");
  if (self->member != NULL)
    {
      g_autofree char *member = g_strdup_printf ("item.value ->> '%s'", self->member);

      append_test (self, sql, member);
    }
  g_string_append (sql, ")");
}

/* Stages that count as further on: those after it and, wherever it stands, the one where deals are won. Deals that came with an import have their
 * stage and no history. */
#define REACHED                                                                                                                                          \
  "SELECT deal AS id FROM later CROSS JOIN stage_change ON stage_change.to_stage = later.id AND stage_change.deleted_at IS NULL WHERE deal & 63 = :type" \
  " UNION SELECT deal.id FROM later CROSS JOIN deal ON deal.stage = later.id AND deal.deleted_at IS NULL WHERE deal.id & 63 = :type"
#define LATER                                                                                                                                  \
  "WITH later AS (SELECT later.id FROM stage AS wanted CROSS JOIN stage AS later ON later.pipeline = wanted.pipeline WHERE wanted.id = :value" \
  " AND (later.kind = 'won' OR wanted.kind = 'open' AND later.kind = 'open' AND later.position >= wanted.position)) "

static void
append_purchases (const CrmCriterion *self, GString *sql)
{
  static const char *const measures[] = {
    [CRM_BUYING_FIRST] = "min (day)",
    [CRM_BUYING_LAST] = "max (day)",
    [CRM_BUYING_COUNT] = "count (*)",
  };

  g_string_assign (sql, "SELECT customer AS id FROM purchase WHERE customer & 63 = :type");
  if (self->buying == CRM_BUYING_EVER)
    g_string_append (sql, " AND day BETWEEN :value AND :until");
  else
    g_string_append_printf (sql, " GROUP BY customer HAVING %s BETWEEN :value AND :until", measures[self->buying]);
}

/* As crm_consent_find() has it: what was said last, and of two on one day what forbids. */
#define ALLOWS                                                                                                                               \
  " AND consents IS NOT NULL AND (SELECT item.value ->> 'withdrawn' IS NULL FROM json_each (consents) AS item"                               \
  " WHERE coalesce (item.value ->> 'channel', 'any') IN ('any', :value) AND coalesce (item.value ->> 'purpose', 'any') IN ('any', 'offers')" \
  " ORDER BY coalesce (item.value ->> 'withdrawn', item.value ->> 'given', '') DESC, item.value ->> 'withdrawn' IS NULL LIMIT 1)"

#define BOUGHT "SELECT customer AS id FROM bought CROSS JOIN purchase ON purchase.document = bought.document WHERE bought.product = :value AND customer & 63 = :type"

/* Who paid for one product, and on which day they did again. */
#define PAID                                                                                                           \
  "SELECT id FROM (SELECT document AS id, day, lead (day) OVER (PARTITION BY customer ORDER BY day, document) AS next" \
  " FROM bought CROSS JOIN purchase USING (document) WHERE product = :value AND pays) WHERE id & 63 = :type"

/* What is late by crm_service_case_is_late(), and what was solved later than it was due. */
#define LATE_CASES                                                                                                                   \
  "SELECT id FROM (SELECT id FROM service_case WHERE deleted_at IS NULL AND status IN ('new', 'open') AND due_at < :value UNION ALL" \
  " SELECT id FROM service_case WHERE deleted_at IS NULL AND status = 'solved' AND solved_at > due_at) WHERE id & 63 = :type"

/* Both tables name customers by the types that these are of. */
#define CASES                                                                                                                        \
  "SELECT {type} AS id FROM service_case WHERE deleted_at IS NULL AND status IS NOT 'solved' AND {type} IS NOT NULL GROUP BY {type}" \
  " HAVING count (*) BETWEEN :value AND :until"
#define LAST_SCORE                                                                                                                                 \
  "SELECT {type} AS id FROM feedback AS last WHERE deleted_at IS NULL AND kind = :kind AND {type} IS NOT NULL AND score BETWEEN :value AND :until" \
  " AND NOT EXISTS (SELECT 1 FROM feedback AS later WHERE later.{type} = last.{type} AND later.kind = last.kind AND later.deleted_at IS NULL"      \
  " AND (later.date, later.id) > (last.date, last.id))"

#define TURNED "SELECT id FROM (" CRM_LIFECYCLE_TURNS ("{type}") ") WHERE day BETWEEN :from AND :until AND "

/* Statements whose rows are the ids of those that pass; {type} stands for the table. */
static const char *const statements[] = {
  [CRM_CRITERION_REFERENCE] = "SELECT source AS id FROM link WHERE target = :value AND kind = :type",
  [CRM_CRITERION_CONTACT] = "SELECT contact AS id FROM rhythm WHERE last >= :value AND last <= :until AND contact & 63 = :type",
  [CRM_CRITERION_QUIET] = "SELECT contact AS id FROM rhythm WHERE quiet_from <= :value AND contact & 63 = :type",
  [CRM_CRITERION_STALE] = "SELECT id FROM (" CRM_STALE_DEALS (":value") ") WHERE id & 63 = :type",
  [CRM_CRITERION_UNPAID] = "SELECT invoice AS id FROM settlement WHERE open <> 0 AND invoice & 63 = :type",
  [CRM_CRITERION_OVERDUE] = "SELECT invoice AS id FROM settlement WHERE open > 0 AND (SELECT coalesce (due, date) FROM invoice WHERE id = settlement.invoice) < :value AND invoice & 63 = :type",
  [CRM_CRITERION_REACHED] = LATER REACHED,
  [CRM_CRITERION_BOUGHT] = BOUGHT,
  [CRM_CRITERION_LAST_BOUGHT] = BOUGHT " GROUP BY customer HAVING max (day) BETWEEN :from AND :until",
  [CRM_CRITERION_RUNNING] = PAID " AND next IS NULL AND :until - day <= :from",
  [CRM_CRITERION_ENDED] = PAID " AND coalesce (next, :until) - day > :from",
  [CRM_CRITERION_SOLD] = "SELECT document AS id FROM purchase WHERE document & 63 = :type",
  [CRM_CRITERION_LATE] = "SELECT id FROM activity WHERE deleted_at IS NULL AND due IS NOT NULL AND " CRM_IS_LATE (":value") " AND id & 63 = :type",
  [CRM_CRITERION_AFTER_SALE] = "SELECT id FROM (" CRM_AFTER_SALE ") WHERE id & 63 = :type",
  [CRM_CRITERION_LATE_CASE] = LATE_CASES,
  [CRM_CRITERION_CASES] = CASES,
  [CRM_CRITERION_LAST_SCORE] = LAST_SCORE,
  [CRM_CRITERION_BECAME] = TURNED "stage = :value",
  [CRM_CRITERION_LEFT] = TURNED "before = :value",
};

/* @among: a scan need only look at the records of the set that :among is. */
static char *
make_sql (const CrmCriterion *self, const CrmRecordType *type, gboolean among)
{
  GString    *sql = g_string_new (self->kind < G_N_ELEMENTS (statements) ? statements[self->kind] : NULL);
  const char *only = among ? " AND crm_has (:among, id)" : "";

  g_string_replace (sql, "{type}", type->name, 0);
  if (sql->len > 0)
    return g_string_free (sql, FALSE);

  if (self->kind == CRM_CRITERION_CUSTOM)
    {
      g_string_assign (sql, "SELECT record AS id FROM custom_value WHERE field = :field AND record & 63 = :type");
      append_test (self, sql, "value");
    }
  else if (self->kind == CRM_CRITERION_PURCHASES)
    {
      append_purchases (self, sql);
    }
  else if (self->kind == CRM_CRITERION_ALLOWS)
    {
      g_string_printf (sql, "SELECT id FROM %s WHERE deleted_at IS NULL%s" ALLOWS, type->name, only);
    }
  else if (self->kind == CRM_CRITERION_ITEM)
    {
      g_string_printf (sql, "SELECT id FROM %s WHERE deleted_at IS NULL%s AND %s IS NOT NULL", type->name, only, self->column);
      append_item_test (self, sql);
    }
  else
    {
      g_string_printf (sql, "SELECT id FROM %s WHERE deleted_at IS NULL%s", type->name, only);
      append_test (self, sql, self->column);
    }

  return g_string_free (sql, FALSE);
}

static void
bind_int (CrmStatement *statement, const char *name, gint64 value)
{
  if (crm_statement_has_parameter (statement, name))
    crm_statement_bind_int (statement, name, value);
}

/* What the statement asks for. */
static void
bind (const CrmCriterion *self, CrmStatement *statement, const CrmRecordType *type)
{
  bind_int (statement, ":type", type->code);
  bind_int (statement, ":field", self->custom);
  bind_int (statement, ":from", self->from);
  bind_int (statement, ":until", self->until);
  if (crm_statement_has_parameter (statement, ":kind"))
    crm_statement_bind_text (statement, ":kind", self->item_kind);
  if (!crm_statement_has_parameter (statement, ":value"))
    return;

  if (self->text != NULL)
    crm_statement_bind_text (statement, ":value", self->text);
  else if (self->is_number)
    crm_statement_bind_double (statement, ":value", self->number);
  else
    crm_statement_bind_int (statement, ":value", self->integer);
}

/* How dear it is to ask a whole file: of an index, of a column of every record, of the items of every record. */
static guint
get_cost (const CrmCriterion *self)
{
  static const guint costs[] = { [CRM_CRITERION_COLUMN] = 1, [CRM_CRITERION_ITEM] = 2, [CRM_CRITERION_BECAME] = 2, [CRM_CRITERION_LEFT] = 2, [CRM_CRITERION_ALLOWS] = 2, [CRM_CRITERION_CUSTOMER] = 2 };
  guint              cost = self->kind < G_N_ELEMENTS (costs) ? costs[self->kind] : 0;

  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    cost = MAX (cost, get_cost (self->parts->pdata[i]));

  return cost;
}

/**
 * crm_criterion_needs_all:
 *
 * Returns: whether it can only be asked of all records together, not of one
 */
gboolean
crm_criterion_needs_all (const CrmCriterion *self)
{
  gboolean needs = self->kind == CRM_CRITERION_BUYING;

  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    needs = needs || crm_criterion_needs_all (self->parts->pdata[i]);

  return needs;
}

static CrmIdSet *
collect_set (CrmStatement *statement, GError **error)
{
  g_autoptr (CrmIdSet) set = crm_id_set_new ();

  while (crm_statement_next (statement))
    crm_id_set_add (set, crm_statement_get_int (statement, 0));

  return crm_statement_finish (statement, error) ? g_steal_pointer (&set) : NULL;
}

static CrmIdSet *
run_test (const CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, CrmIdSet *among, GError **error)
{
  g_autofree char *select = make_sql (self, type, among != NULL);
  g_autofree char *sql = g_strconcat (select, " /* scan: a filter somebody chose */", NULL);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);

  bind (self, statement, type);
  if (among != NULL && crm_statement_has_parameter (statement, ":among"))
    crm_statement_bind_set (statement, ":among", among);

  return collect_set (statement, error);
}

/* Who is among the best, or would have come again, is said by all customers together. */
static CrmIdSet *
run_buying (const CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, GError **error)
{
  g_autoptr (CrmPurchases) purchases = crm_purchases_read (connection, error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  CrmIdSet *set;

  if (purchases == NULL)
    return NULL;

  set = crm_id_set_new ();
  self->func (purchases, (gint32) self->until, (guint) self->integer, found);
  for (guint i = 0; i < found->len; i++)
    {
      if (crm_record_type_of_id (g_array_index (found, gint64, i)) == type)
        crm_id_set_add (set, g_array_index (found, gint64, i));
    }

  return set;
}

/* So few records are asked one by one. */
#define FEW 1000

static CrmIdSet *
run_for_few (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, GArray *ids, GError **error)
{
  g_autoptr (CrmIdSet) set = crm_id_set_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      gint64   id = g_array_index (ids, gint64, i);
      gboolean matches;

      if (!crm_criterion_matches (self, connection, type, id, &matches, error))
        return NULL;
      if (matches)
        crm_id_set_add (set, id);
    }

  return g_steal_pointer (&set);
}

static CrmIdSet *run (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, CrmIdSet *among, GError **error);

static CrmIdSet *
run_part (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, CrmIdSet *among, GError **error)
{
  g_autoptr (GArray) few = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (among != NULL && get_cost (self) > 0 && !crm_criterion_needs_all (self) && crm_id_set_list (among, type->code, FEW, few))
    return run_for_few (self, connection, type, few, error);

  return run (self, connection, type, among, error);
}

/* All of them: the cheap ones first, and each only of those that the ones before have left. */
static CrmIdSet *
run_all (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, CrmIdSet *among, GError **error)
{
  g_autoptr (CrmIdSet) set = NULL;

  for (guint cost = 0; cost <= 2; cost++)
    {
      for (guint i = 0; i < self->parts->len; i++)
        {
          CrmCriterion *part = self->parts->pdata[i];
          g_autoptr (CrmIdSet) passed = NULL;

          if (get_cost (part) != cost)
            continue;
          passed = run_part (part, connection, type, set != NULL ? set : among, error);
          if (passed == NULL)
            return NULL;
          if (set == NULL)
            set = g_steal_pointer (&passed);
          else
            crm_id_set_intersect (set, passed);
        }
    }

  return g_steal_pointer (&set);
}

static CrmIdSet *
run_any (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, CrmIdSet *among, GError **error)
{
  g_autoptr (CrmIdSet) set = crm_id_set_new ();

  for (guint i = 0; i < self->parts->len; i++)
    {
      g_autoptr (CrmIdSet) passed = run (self->parts->pdata[i], connection, type, among, error);

      if (passed == NULL)
        return NULL;
      crm_id_set_unite (set, passed);
    }

  return g_steal_pointer (&set);
}

#define IS_SUCH(set, column) "(" column " IS NOT NULL AND crm_has (" set ", " column "))"

/* Of records that name one person and one company at most; an activity names as many as it is about. */
static char *
make_customer_sql (const CrmCriterion *self, const CrmRecordType *type)
{
  if (crm_record_type_find ("activity") == type)
    return g_strdup ("SELECT source AS id FROM link WHERE kind = 4 AND ((target & 63 = 1 AND crm_has (:people, target)) OR (target & 63 = 2 AND crm_has (:companies, target)))"
                     " /* scan: a filter somebody chose */");
  if (self->payer)
    return g_strdup_printf ("SELECT id FROM %s WHERE deleted_at IS NULL AND CASE WHEN company IS NULL THEN " IS_SUCH (":people", "person") " ELSE crm_has (:companies, company) END"
                                                                                                                                           " /* scan: a filter somebody chose */",
                            type->name);

  return g_strdup_printf ("SELECT id FROM %s WHERE deleted_at IS NULL AND (" IS_SUCH (":people", "person") " OR " IS_SUCH (":companies", "company") ")"
                                                                                                                                                    " /* scan: a filter somebody chose */",
                          type->name);
}

static CrmIdSet *
run_customer (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, GError **error)
{
  g_autoptr (CrmIdSet) people = run (self->parts->pdata[0], connection, crm_record_type_find ("person"), NULL, error);
  g_autoptr (CrmIdSet) companies = people != NULL ? run (self->parts->pdata[1], connection, crm_record_type_find ("company"), NULL, error) : NULL;
  g_autoptr (CrmStatement) statement = NULL;
  g_autofree char *sql = make_customer_sql (self, type);

  if (companies == NULL)
    return NULL;

  statement = crm_connection_prepare (connection, sql);
  crm_statement_bind_set (statement, ":people", people);
  crm_statement_bind_set (statement, ":companies", companies);

  return collect_set (statement, error);
}

/* @among: (nullable): the answer need only be right for these */
static CrmIdSet *
run (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, CrmIdSet *among, GError **error)
{
  CrmIdSet *set;

  if (self->kind == CRM_CRITERION_BUYING)
    return run_buying (self, connection, type, error);
  if (self->parts == NULL)
    return run_test (self, connection, type, among, error);
  if (self->kind == CRM_CRITERION_CUSTOMER)
    return run_customer (self, connection, type, error);
  if (self->kind == CRM_CRITERION_ALL)
    return run_all (self, connection, type, among, error);

  set = run_any (self, connection, type, among, error);
  if (set != NULL && self->kind == CRM_CRITERION_NOT)
    crm_id_set_invert (set);

  return set;
}

/**
 * crm_criterion_run:
 *
 * Returns: (transfer full) (nullable): the records of @type for which it holds; those that are deleted or do not exist may be among them
 */
CrmIdSet *
crm_criterion_run (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, GError **error)
{
  return run (self, connection, type, NULL, error);
}

static gboolean
matches_test (const CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, gint64 id, gboolean *matches, GError **error)
{
  g_autofree char *select = make_sql (self, type, FALSE);
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM (%s) WHERE id = :id /* scan: of what one record has */", select);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);

  bind (self, statement, type);
  crm_statement_bind_int (statement, ":id", id);
  *matches = crm_statement_next (statement);

  return crm_statement_finish (statement, error);
}

/* Whom the record is about: the ids of people and of companies. */
static gboolean
list_customers (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, gint64 id, GArray *customers, GError **error)
{
  g_autofree char *sql = crm_record_type_find ("activity") == type ? g_strdup ("SELECT item.value ->> 'target' FROM activity, json_each (activity.links) AS item WHERE activity.id = :id")
                         : self->payer                             ? g_strdup_printf ("SELECT coalesce (company, person) FROM %s WHERE id = :id", type->name)
                                                                   : g_strdup_printf ("SELECT person FROM %1$s WHERE id = :id UNION ALL SELECT company FROM %1$s WHERE id = :id", type->name);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);

  crm_statement_bind_int (statement, ":id", id);

  return crm_statement_collect (statement, customers, error);
}

static gboolean
matches_customer (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, gint64 id, gboolean *matches, GError **error)
{
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (gint64));

  *matches = FALSE;
  if (!list_customers (self, connection, type, id, customers, error))
    return FALSE;
  for (guint i = 0; i < customers->len && !*matches; i++)
    {
      gint64               customer = g_array_index (customers, gint64, i);
      const CrmRecordType *kind = crm_record_type_of_id (customer);

      if (kind == NULL || (!g_str_equal (kind->name, "person") && !g_str_equal (kind->name, "company")))
        continue;
      if (!crm_criterion_matches (self->parts->pdata[g_str_equal (kind->name, "company")], connection, kind, customer, matches, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_criterion_matches:
 * @self: one that does not need all
 * @id: a living record of @type
 * @matches: (out): whether it holds for that one
 */
gboolean
crm_criterion_matches (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, gint64 id, gboolean *matches, GError **error)
{
  if (self->parts == NULL)
    return matches_test (self, connection, type, id, matches, error);
  if (self->kind == CRM_CRITERION_CUSTOMER)
    return matches_customer (self, connection, type, id, matches, error);

  *matches = FALSE;
  for (guint i = 0; i < self->parts->len; i++)
    {
      if (!crm_criterion_matches (g_ptr_array_index (self->parts, i), connection, type, id, matches, error))
        return FALSE;
      if (self->kind == CRM_CRITERION_NOT)
        *matches = !*matches;
      else if (*matches == (self->kind == CRM_CRITERION_ANY))
        break;
    }

  return TRUE;
}

/**
 * crm_criterion_follows:
 *
 * Returns: whether it may hold for other records since @set, though these have not changed themselves
 */
gboolean
crm_criterion_follows (const CrmCriterion *self, CrmChangeSet *set)
{
  static const char *const types[][2] = {
    [CRM_CRITERION_CONTACT] = { "activity" },
    [CRM_CRITERION_QUIET] = { "activity" },
    [CRM_CRITERION_STALE] = { "stage" },
    [CRM_CRITERION_UNPAID] = { "payment" },
    [CRM_CRITERION_OVERDUE] = { "payment" },
    [CRM_CRITERION_REACHED] = { "stage" },
    [CRM_CRITERION_BOUGHT] = { "invoice" },
    [CRM_CRITERION_LAST_BOUGHT] = { "invoice" },
    [CRM_CRITERION_RUNNING] = { "invoice" },
    [CRM_CRITERION_ENDED] = { "invoice" },
    [CRM_CRITERION_PURCHASES] = { "invoice" },
    [CRM_CRITERION_BUYING] = { "invoice" },
    [CRM_CRITERION_AFTER_SALE] = { "invoice" },
    [CRM_CRITERION_CASES] = { "service_case" },
    [CRM_CRITERION_LAST_SCORE] = { "feedback" },
    [CRM_CRITERION_CUSTOMER] = { "person", "company" },
  };

  for (guint i = 0; self->kind < G_N_ELEMENTS (types) && i < G_N_ELEMENTS (types[0]); i++)
    {
      const CrmRecordType *type = crm_record_type_find (types[self->kind][i]);

      if (type != NULL && crm_change_set_has_type (set, type->code))
        return TRUE;
    }
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      if (crm_criterion_follows (self->parts->pdata[i], set))
        return TRUE;
    }

  return FALSE;
}
