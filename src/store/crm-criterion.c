/* Criteria as SQL.
 *
 * Each test is a statement of its own that answers with the ids of the records that pass, from an index where there is one; all, any and not
 * are then set algebra over bits. So SQLite never plans a long expression, a test that many records pass costs no more than its rows, and the
 * negation of one that few pass costs nothing. */

#include "config.h"

#include "crm-criterion-private.h"

#include "crm-query-private.h"
#include "crm-text.h"

#include <string.h>

typedef enum
{
  TEST_COLUMN,    /* a declared field, or a column that every table has */
  TEST_CUSTOM,    /* a field that the business made */
  TEST_ITEM,      /* a member of one of the items of a set */
  TEST_REFERENCE, /* to a record, from any field */
  TEST_CONTACT,   /* when somebody spoke with them last */
  TEST_QUIET,     /* that was unusually long ago */
  TEST_STALE,     /* an open deal that is longer in its stage than expected */
  TEST_UNPAID,    /* an invoice of which something is open, perhaps since before a day */
  ALL,
  ANY,
  NOT,
} Kind;

struct _CrmCriterion
{
  gatomicrefcount refs;
  Kind            kind;
  GPtrArray      *parts;  /* (owned) (nullable) (element-type CrmCriterion): of ALL, ANY and NOT */
  char           *column; /* (owned) (nullable) */
  gint64          custom;
  char           *item_kind; /* (owned) (nullable): of items that have one */
  char           *member;    /* (owned) (nullable) */
  gboolean        folded;    /* compared without regard to case and spelling */
  CrmOp           op;
  char           *text; /* (owned) (nullable) */
  gboolean        is_number;
  double          number;
  gint64          integer;
  gint64          until;
};

static CrmCriterion *
criterion_new (Kind kind)
{
  CrmCriterion *self = g_new0 (CrmCriterion, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;

  return self;
}

static CrmCriterion *
new_for_field (const CrmField *field, CrmOp op)
{
  CrmCriterion *self = criterion_new (field->custom != 0 ? TEST_CUSTOM : TEST_COLUMN);

  self->column = g_strdup (field->name);
  self->custom = field->custom;
  self->op = op;

  return self;
}

/**
 * crm_criterion_new_text:
 * @field: of a kind whose values are text
 * @value: what it is compared with; texts that people write are compared without regard to case and spelling
 */
CrmCriterion *
crm_criterion_new_text (const CrmField *field, CrmOp op, const char *value)
{
  CrmCriterion *self = new_for_field (field, op);

  self->folded = op == CRM_OP_CONTAINS || field->custom != 0 || field->kind == CRM_KIND_TEXT || field->kind == CRM_KIND_LONG_TEXT;
  self->text = self->folded ? crm_text_fold (value) : g_strdup (value);

  return self;
}

CrmCriterion *
crm_criterion_new_integer (const CrmField *field, CrmOp op, gint64 value)
{
  CrmCriterion *self = new_for_field (field, op);

  self->integer = value;

  return self;
}

/**
 * crm_criterion_new_number:
 * @field: of CRM_KIND_NUMBER
 */
CrmCriterion *
crm_criterion_new_number (const CrmField *field, CrmOp op, double value)
{
  CrmCriterion *self = new_for_field (field, op);

  self->is_number = TRUE;
  self->number = value;

  return self;
}

/**
 * crm_criterion_new_set:
 *
 * The record has a value there.
 */
CrmCriterion *
crm_criterion_new_set (const CrmField *field)
{
  return new_for_field (field, CRM_OP_SET);
}

/**
 * crm_criterion_new_instant:
 * @column: created_at or updated_at
 */
CrmCriterion *
crm_criterion_new_instant (const char *column, CrmOp op, gint64 instant)
{
  CrmCriterion *self = criterion_new (TEST_COLUMN);

  self->column = g_strdup (column);
  self->op = op;
  self->integer = instant;

  return self;
}

/**
 * crm_criterion_new_item:
 * @items: a set of items
 * @kind: (nullable): only items of that kind
 * @member: (nullable): a field of the items; %NULL where there need only be such an item
 * @value: (nullable): what it is compared with
 */
CrmCriterion *
crm_criterion_new_item (const CrmField *items, const char *kind, const char *member, CrmOp op, const char *value)
{
  CrmCriterion *self = criterion_new (TEST_ITEM);

  self->column = g_strdup (items->name);
  self->item_kind = g_strdup (kind);
  self->member = g_strdup (member);
  self->op = op;
  self->folded = TRUE;
  self->text = value != NULL ? crm_text_fold (value) : NULL;

  return self;
}

/**
 * crm_criterion_new_reference:
 * @target: a record, such as a tag or a company
 *
 * The record refers to @target, itself or in one of its items.
 */
CrmCriterion *
crm_criterion_new_reference (gint64 target)
{
  CrmCriterion *self = criterion_new (TEST_REFERENCE);

  self->integer = target;

  return self;
}

/**
 * crm_criterion_new_contact:
 *
 * Somebody spoke with them last between two instants, both included: a call, a message, a meeting.
 */
CrmCriterion *
crm_criterion_new_contact (gint64 since, gint64 until)
{
  CrmCriterion *self = criterion_new (TEST_CONTACT);

  self->integer = since;
  self->until = until;

  return self;
}

/**
 * crm_criterion_new_quiet:
 * @now: the instant it is seen from
 *
 * Nobody has spoken with them for unusually long, as crm-rhythm.h tells it.
 */
CrmCriterion *
crm_criterion_new_quiet (gint64 now)
{
  CrmCriterion *self = criterion_new (TEST_QUIET);

  self->integer = now;

  return self;
}

/**
 * crm_criterion_new_stale:
 * @now: as of which instant
 *
 * The record is an open deal that is longer in its stage than the stage expects; see crm_query_set_stale().
 */
CrmCriterion *
crm_criterion_new_stale (gint64 now)
{
  CrmCriterion *self = criterion_new (TEST_STALE);

  self->integer = now;

  return self;
}

/**
 * crm_criterion_new_unpaid:
 * @due: (nullable): ISO 8601; only what should have been paid before that day
 *
 * The record is an invoice that goes, and something of it is open. An invoice that says no day is due on its own.
 */
CrmCriterion *
crm_criterion_new_unpaid (const char *due)
{
  CrmCriterion *self = criterion_new (TEST_UNPAID);

  self->text = g_strdup (due);

  return self;
}

/**
 * crm_criterion_new_group:
 * @any: whether one of @parts is enough
 * @parts: (element-type CrmCriterion): not empty
 */
CrmCriterion *
crm_criterion_new_group (gboolean any, GPtrArray *parts)
{
  CrmCriterion *self = criterion_new (any ? ANY : ALL);

  self->parts = g_ptr_array_ref (parts);

  return self;
}

/**
 * crm_criterion_new_not:
 * @part: (transfer full)
 */
CrmCriterion *
crm_criterion_new_not (CrmCriterion *part)
{
  CrmCriterion *self = criterion_new (NOT);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_criterion_unref);
  g_ptr_array_add (self->parts, part);

  return self;
}

CrmCriterion *
crm_criterion_ref (CrmCriterion *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
crm_criterion_unref (CrmCriterion *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self->column);
  g_free (self->item_kind);
  g_free (self->member);
  g_free (self->text);
  g_free (self);
}

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
  gboolean         fold = self->folded && self->kind != TEST_CUSTOM;
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

/* A statement whose rows are the ids of those that pass; @among: a scan need only look at the records of the set that :among is. */
static char *
make_sql (const CrmCriterion *self, const CrmRecordType *type, gboolean among)
{
  GString    *sql = g_string_new (NULL);
  const char *only = among ? " AND crm_has (:among, id)" : "";

  switch (self->kind)
    {
    case TEST_CUSTOM:
      g_string_printf (sql, "SELECT record AS id FROM custom_value WHERE field = :field AND record & 63 = %u", type->code);
      append_test (self, sql, "value");
      break;
    case TEST_REFERENCE:
      g_string_printf (sql, "SELECT source AS id FROM link WHERE target = :value AND kind = %u", type->code);
      break;
    case TEST_CONTACT:
      g_string_printf (sql, "SELECT contact AS id FROM rhythm WHERE last >= :value AND last <= :until AND contact & 63 = %u", type->code);
      break;
    case TEST_QUIET:
      g_string_printf (sql, "SELECT contact AS id FROM rhythm WHERE quiet_from <= :value AND contact & 63 = %u", type->code);
      break;
    case TEST_STALE:
      g_string_printf (sql, "SELECT id FROM (" CRM_STALE_DEALS (":value") ") WHERE id & 63 = %u", type->code);
      break;
    case TEST_UNPAID:
      g_string_printf (sql, "SELECT invoice AS id FROM settlement WHERE open <> 0 AND invoice & 63 = %u", type->code);
      if (self->text != NULL)
        g_string_append (sql, " AND open > 0 AND (SELECT coalesce (due, date) FROM invoice WHERE id = settlement.invoice) < :value");
      break;
    case TEST_ITEM:
      g_string_printf (sql, "SELECT id FROM %s WHERE deleted_at IS NULL%s AND %s IS NOT NULL", type->name, only, self->column);
      append_item_test (self, sql);
      break;
    case TEST_COLUMN:
    case ALL:
    case ANY:
    case NOT:
    default:
      g_string_printf (sql, "SELECT id FROM %s WHERE deleted_at IS NULL%s", type->name, only);
      append_test (self, sql, self->column);
      break;
    }

  return g_string_free (sql, FALSE);
}

static void
bind (const CrmCriterion *self, CrmStatement *statement)
{
  if (self->kind == TEST_CUSTOM)
    crm_statement_bind_int (statement, ":field", self->custom);
  if (self->item_kind != NULL)
    crm_statement_bind_text (statement, ":kind", self->item_kind);
  if (self->kind == TEST_CONTACT)
    crm_statement_bind_int (statement, ":until", self->until);
  if ((self->kind == TEST_UNPAID && self->text == NULL) || self->op == CRM_OP_SET || (self->kind == TEST_ITEM && self->member == NULL))
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
  static const guint costs[] = { [TEST_COLUMN] = 1, [TEST_ITEM] = 2 };
  guint              cost = self->kind < G_N_ELEMENTS (costs) ? costs[self->kind] : 0;

  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    cost = MAX (cost, get_cost (self->parts->pdata[i]));

  return cost;
}

static CrmIdSet *
run_test (const CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, CrmIdSet *among, GError **error)
{
  g_autofree char *select = make_sql (self, type, among != NULL);
  g_autofree char *sql = g_strconcat (select, " /* scan: a filter somebody chose */", NULL);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);
  g_autoptr (CrmIdSet) set = crm_id_set_new ();

  bind (self, statement);
  if (among != NULL && get_cost (self) > 0)
    crm_statement_bind_set (statement, ":among", among);
  while (crm_statement_next (statement))
    crm_id_set_add (set, crm_statement_get_int (statement, 0));

  return crm_statement_finish (statement, error) ? g_steal_pointer (&set) : NULL;
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

  if (among != NULL && get_cost (self) > 0 && crm_id_set_list (among, type->code, FEW, few))
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
  g_autoptr (CrmIdSet) set = NULL;

  for (guint i = 0; i < self->parts->len; i++)
    {
      g_autoptr (CrmIdSet) passed = run (self->parts->pdata[i], connection, type, among, error);

      if (passed == NULL)
        return NULL;
      if (set == NULL)
        set = g_steal_pointer (&passed);
      else
        crm_id_set_unite (set, passed);
    }

  return g_steal_pointer (&set);
}

/* @among: (nullable): the answer need only be right for these */
static CrmIdSet *
run (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, CrmIdSet *among, GError **error)
{
  CrmIdSet *set;

  if (self->parts == NULL)
    return run_test (self, connection, type, among, error);
  if (self->kind == ALL)
    return run_all (self, connection, type, among, error);

  set = run_any (self, connection, type, among, error);
  if (set != NULL && self->kind == NOT)
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

  bind (self, statement);
  crm_statement_bind_int (statement, ":id", id);
  *matches = crm_statement_next (statement);

  return crm_statement_finish (statement, error);
}

/**
 * crm_criterion_matches:
 * @id: a living record of @type
 * @matches: (out): whether it holds for that one
 */
gboolean
crm_criterion_matches (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, gint64 id, gboolean *matches, GError **error)
{
  if (self->parts == NULL)
    return matches_test (self, connection, type, id, matches, error);

  for (guint i = 0; i < self->parts->len; i++)
    {
      if (!crm_criterion_matches (g_ptr_array_index (self->parts, i), connection, type, id, matches, error))
        return FALSE;
      if (self->kind == NOT)
        *matches = !*matches;
      else if (*matches == (self->kind == ANY))
        break;
    }

  return TRUE;
}
