/* Expressions to criteria.
 *
 * A field is any of the type's, declared or custom, by its name or by what people call it; besides these:
 *   tag, company       one that the record bears, or works for, by name
 *   phone, email, …    the kinds of contact points
 *   addresses.city, …  a member of what a record has several of
 *   last_contact       when somebody last spoke with them
 *   quiet              whether that was unusually long ago, by their own rhythm: yes or no
 *   created_at, updated_at
 *   stale              a deal that is longer in its stage than expected: yes or no
 *   reached            a deal that came as far as a stage
 *   unpaid, overdue    an invoice of which something is open; that should have been paid before today: yes or no
 *   sold               an invoice of which something was bought and kept: yes or no
 *   late               an activity that was not done by its day; a case that was not solved by its time, if it waits for us or was solved: yes or no
 *   after_sale         an activity from when the customer had bought something: yes or no
 *   bought             a person or company who bought a product
 *   contract, contract_ended   a person or company who pays for a product again and again, or has stopped; the invoice by which they did last (insight/crm-contracts)
 *   purchase, first_purchase, last_purchase, purchases   the days of their purchases, and how many
 *   cases              how many cases of a person or company are not solved
 *   satisfaction, recommendation   the score that a person or company gave last
 *   offers             a way, such as email, by which a person or company allows to be told of offers
 *   rfm                how they buy, seen beside all others: loyal, growing, new, attention, at_risk or lost (insight/crm-rfm)
 *   became.STAGE, left.STAGE   the days on which a person or company came to a stage of the life cycle, and went on from it
 *   silent             a person or company who would have bought again by now, by their own rhythm: yes or no (insight/crm-silence)
 *   view               what another saved view of the same type shows
 *   customer.FIELD, payer.FIELD   whom a deal, a document, a payment, a case, feedback or an activity is about: the person, the company; who pays alone
 * Values are read as the field's editor would. A day may be a period: "= this month" is any day of it, "<" before its first. */

#include "config.h"

#include "crm-filter-private.h"

#include "crm-clock.h"
#include "crm-contact-point.h"
#include "crm-custom-field.h"
#include "crm-decimal.h"
#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-field-value.h"
#include "crm-invoice.h"
#include "crm-period.h"
#include "crm-team.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

CrmCriterion *
crm_filter_fail_value (const CrmExpression *test, const char *reason, GError **error)
{
  crm_expression_fail (test->value != NULL ? test->value : test->field, test->value != NULL ? test->value_at : test->field_at, reason, error);

  return NULL;
}

CrmCriterion *
crm_filter_fail_field (const CrmExpression *test, const char *reason, GError **error)
{
  crm_expression_fail (test->field, test->field_at, reason, error);

  return NULL;
}

/* Programs call it by a number: people knew its name. */
static CrmCriterion *
fail_removed (CrmFilter *self, const CrmExpression *test, GError **error)
{
  g_autofree char *label = crm_store_dup_removed_field_label (self->resolver.store, self->type, test->field);
  g_autofree char *isolated = label != NULL ? crm_text_isolate (label) : NULL;
  g_autofree char *reason = isolated != NULL ? g_strdup_printf (_ ("the field “%s” was removed."), isolated) : g_strdup (_ ("this field was removed."));

  return crm_filter_fail_field (test, reason, error);
}

static CrmCriterion *
negate (CrmCriterion *part)
{
  return part != NULL ? crm_criterion_new_not (part) : NULL;
}

static CrmCriterion *
both (CrmCriterion *a, CrmCriterion *b)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_criterion_unref);

  g_ptr_array_add (parts, a);
  g_ptr_array_add (parts, b);

  return crm_criterion_new_group (FALSE, parts);
}

gboolean
crm_filter_read_period (CrmFilter *self, const CrmExpression *test, CrmPeriod *period, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (crm_period_parse (test->value, self->culture, crm_date_from_instant (self->now), period, &failure))
    return TRUE;

  crm_filter_fail_value (test, failure->message, error);
  return FALSE;
}

/* Days. */
static CrmCriterion *
new_day_test (CrmFilter *self, const CrmExpression *test, const CrmField *field, GError **error)
{
  CrmPeriod        period;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (!crm_filter_read_period (self, test, &period, error))
    return NULL;
  first = crm_date_to_iso (period.first);
  last = crm_date_to_iso (period.last);
  if (test->op == CRM_OP_LESS || test->op == CRM_OP_MORE_OR_EQUAL)
    return crm_criterion_new_text (field, test->op, first);
  if (test->op == CRM_OP_MORE || test->op == CRM_OP_LESS_OR_EQUAL)
    return crm_criterion_new_text (field, test->op, last);

  return both (crm_criterion_new_text (field, CRM_OP_MORE_OR_EQUAL, first), crm_criterion_new_text (field, CRM_OP_LESS_OR_EQUAL, last));
}

/* The first instant of a period, and the one after its last. */
static gboolean
read_instants (CrmFilter *self, const CrmExpression *test, gint64 *from, gint64 *until, GError **error)
{
  CrmPeriod period;

  *from = strchr (test->value, 'T') != NULL ? crm_instant_from_iso (test->value) : CRM_UNSET;
  if (*from != CRM_UNSET)
    {
      *until = *from + 1;
      return TRUE;
    }
  if (!crm_filter_read_period (self, test, &period, error))
    return FALSE;

  *from = crm_date_to_instant (period.first);
  *until = crm_date_to_instant (crm_date_add_days (period.last, 1));
  return TRUE;
}

/* @field: (nullable): NULL for one of the columns that every record has, called @column */
static CrmCriterion *
new_instant_bound (const CrmField *field, const char *column, CrmOp op, gint64 instant)
{
  return field != NULL ? crm_criterion_new_integer (field, op, instant) : crm_criterion_new_instant (column, op, instant);
}

static CrmCriterion *
new_instant_test (CrmFilter *self, const CrmExpression *test, const CrmField *field, const char *column, GError **error)
{
  gint64 from, until;

  if (!read_instants (self, test, &from, &until, error))
    return NULL;
  if (test->op == CRM_OP_LESS)
    return new_instant_bound (field, column, CRM_OP_LESS, from);
  if (test->op == CRM_OP_LESS_OR_EQUAL)
    return new_instant_bound (field, column, CRM_OP_LESS, until);
  if (test->op == CRM_OP_MORE)
    return new_instant_bound (field, column, CRM_OP_MORE_OR_EQUAL, until);
  if (test->op == CRM_OP_MORE_OR_EQUAL)
    return new_instant_bound (field, column, CRM_OP_MORE_OR_EQUAL, from);

  return both (new_instant_bound (field, column, CRM_OP_MORE_OR_EQUAL, from), new_instant_bound (field, column, CRM_OP_LESS, until));
}

/* "last_contact < 60 days ago" holds for those nobody ever spoke with, too: they are who it is asked for. */
static CrmCriterion *
new_contact_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  gint64 from, until;

  if (test->op == CRM_OP_SET || test->op == CRM_OP_UNSET)
    return crm_criterion_new_contact (G_MININT64 / 2, self->now);
  if (!read_instants (self, test, &from, &until, error))
    return NULL;
  if (test->op == CRM_OP_LESS)
    return negate (crm_criterion_new_contact (from, self->now));
  if (test->op == CRM_OP_LESS_OR_EQUAL)
    return negate (crm_criterion_new_contact (until, self->now));
  if (test->op == CRM_OP_MORE)
    return crm_criterion_new_contact (until, self->now);
  if (test->op == CRM_OP_MORE_OR_EQUAL)
    return crm_criterion_new_contact (from, self->now);

  return crm_criterion_new_contact (from, until - 1);
}

/* Yes or no, read as the value of any such field. */
CrmCriterion *
crm_filter_new_yes_test (const CrmExpression *test, CrmCriterion *holds, GError **error)
{
  g_autoptr (CrmCriterion) criterion = holds;
  gboolean yes;

  if (test->value == NULL || (test->op != CRM_OP_EQUAL && test->op != CRM_OP_NOT_EQUAL))
    return crm_filter_fail_field (test, _ ("only = and != can follow this field."), error);
  if (!crm_boolean_from_text (test->value, &yes))
    return crm_filter_fail_value (test, _ ("yes or no was expected."), error);

  return yes ? g_steal_pointer (&criterion) : negate (g_steal_pointer (&criterion));
}

static CrmCriterion *
new_reference_test (CrmFilter *self, const CrmExpression *test, const char *type_name, GError **error)
{
  gint64 id;

  if (test->op != CRM_OP_EQUAL && test->op != CRM_OP_NOT_EQUAL)
    return crm_filter_fail_field (test, _ ("only = and != can follow this field."), error);
  id = crm_resolver_find (&self->resolver, type_name, test->value);
  if (id == 0)
    return crm_filter_fail_value (test, _ ("there is no such record."), error);

  return crm_criterion_new_reference (id);
}

/* Stages and pipelines are few, and two pipelines may have a stage of one name: all of them are meant.
 *
 * Returns: (transfer full) (element-type gint64): those called so; none of types that have many records */
GArray *
crm_filter_list_named (CrmFilter *self, const char *type_name, const char *name)
{
  const CrmRecordType *target = type_name != NULL ? crm_record_type_find (type_name) : NULL;
  g_autofree char     *wanted = crm_text_fold (name);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmQuery) query = target != NULL && target->flags == CRM_TYPE_PLAIN ? crm_query_new (target->name) : NULL;
  GArray *named = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (query != NULL)
    crm_store_query (self->resolver.store, query, 0, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (CrmRecord) record = crm_resolver_load (&self->resolver, id);
      g_autofree char *title = record != NULL ? crm_object_dup_title (CRM_OBJECT (record)) : g_strdup ("");
      g_autofree char *folded = crm_text_fold (title);

      if (strcmp (folded, wanted) == 0)
        g_array_append_val (named, id);
    }

  return named;
}

static CrmCriterion *
new_named_test (CrmFilter *self, const CrmExpression *test, const CrmField *field)
{
  g_autoptr (GArray) ids = crm_filter_list_named (self, field->target, test->value);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_criterion_unref);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (parts, crm_criterion_new_integer (field, CRM_OP_EQUAL, g_array_index (ids, gint64, i)));

  return parts->len > 0 ? crm_criterion_new_group (TRUE, parts) : NULL;
}

/* A view of what is one's own is everybody's own view. */
static gboolean
is_me (const CrmField *field, const char *value)
{
  return field->kind == CRM_KIND_REFERENCE && g_strcmp0 (field->target, "user") == 0 && strcmp (value, CRM_FILTER_ME) == 0;
}

/* What is typed as the value of an editor: read into a record, and compared with what the record then has. */
static CrmCriterion *
new_value_test (CrmFilter *self, const CrmExpression *test, const CrmField *field, GError **error)
{
  CrmObject *scratch = CRM_OBJECT (self->scratch);
  CrmOp      op = test->op == CRM_OP_NOT_EQUAL ? CRM_OP_EQUAL : test->op;
  double     number;
  g_autoptr (GError) failure = NULL;

  if (is_me (field, test->value))
    return crm_criterion_new_integer (field, CRM_OP_EQUAL, crm_team_find_me (self->resolver.store));
  if (!crm_field_from_text (field, scratch, test->value, self->culture, &self->resolver, &failure))
    {
      CrmCriterion *named = field->kind == CRM_KIND_REFERENCE ? new_named_test (self, test, field) : NULL;

      return named != NULL ? named : crm_filter_fail_value (test, failure->message, error);
    }
  if (!crm_field_is_set (field, scratch))
    return crm_filter_fail_value (test, _ ("a value was expected."), error);
  if (crm_kind_is_integer (field->kind))
    return crm_criterion_new_integer (field, op == CRM_OP_CONTAINS ? CRM_OP_EQUAL : op, crm_field_peek_integer (field, scratch));
  if (field->kind == CRM_KIND_NUMBER && crm_decimal_to_double (crm_field_peek_text (field, scratch), &number))
    return crm_criterion_new_number (field, op == CRM_OP_CONTAINS ? CRM_OP_EQUAL : op, number);

  return crm_criterion_new_text (field, field->kind == CRM_KIND_CHOICE && op == CRM_OP_CONTAINS ? CRM_OP_EQUAL : op, crm_field_peek_text (field, scratch));
}

static CrmCriterion *
new_boolean_test (CrmFilter *self, const CrmExpression *test, const CrmField *field, GError **error)
{
  CrmObject *scratch = CRM_OBJECT (self->scratch);
  g_autoptr (GError) failure = NULL;
  CrmCriterion *yes;

  if (!crm_field_from_text (field, scratch, test->value, self->culture, &self->resolver, &failure))
    return crm_filter_fail_value (test, failure->message, error);

  /* Nothing said is no. */
  yes = crm_criterion_new_integer (field, CRM_OP_EQUAL, 1);
  return crm_field_peek_integer (field, scratch) == 1 ? yes : negate (yes);
}

static CrmCriterion *
new_field_test (CrmFilter *self, const CrmExpression *test, const CrmField *field, GError **error)
{
  if (test->op == CRM_OP_SET || test->op == CRM_OP_UNSET)
    return crm_criterion_new_set (field);
  if (field->kind == CRM_KIND_ITEMS)
    return crm_filter_fail_field (test, _ ("a record has several of these. Name a part, such as addresses.city."), error);
  if (field->kind == CRM_KIND_BOOLEAN)
    return new_boolean_test (self, test, field, error);
  if (field->kind == CRM_KIND_DATE && test->op != CRM_OP_CONTAINS)
    return new_day_test (self, test, field, error);
  if (field->kind == CRM_KIND_INSTANT)
    return new_instant_test (self, test, field, field->name, error);
  if (test->op == CRM_OP_CONTAINS && (field->kind == CRM_KIND_TEXT || field->kind == CRM_KIND_LONG_TEXT))
    return crm_criterion_new_text (field, CRM_OP_CONTAINS, test->value);

  return new_value_test (self, test, field, error);
}

static const CrmField *
find_items (CrmFilter *self, const char *name)
{
  const CrmField *field = crm_field_set_find (self->fields, name);

  return field != NULL && field->kind == CRM_KIND_ITEMS ? field : NULL;
}

static CrmOp
positive (CrmOp op)
{
  return op == CRM_OP_NOT_EQUAL ? CRM_OP_EQUAL : op;
}

/* phone ~ 0912, email is set. NULL without an error where the name is no kind of contact point. */
static CrmCriterion *
new_contact_point_test (CrmFilter *self, const CrmExpression *test)
{
  const CrmField *items = find_items (self, "contact_points");
  gboolean        presence = test->op == CRM_OP_SET || test->op == CRM_OP_UNSET;

  for (const CrmChoice *kind = crm_contact_point_kinds; items != NULL && kind->value != NULL; kind++)
    {
      if (strcmp (kind->value, test->field) == 0)
        return crm_criterion_new_item (items, kind->value, presence ? NULL : "value", positive (test->op), test->value);
    }

  return NULL;
}

/* addresses.city = Tehran */
static CrmCriterion *
new_member_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  const char      *dot = strchr (test->field, '.');
  g_autofree char *name = g_strndup (test->field, (gsize) (dot - test->field));
  const CrmField  *items = find_items (self, name);
  g_autoptr (CrmObjectClass) klass = items != NULL ? g_type_class_ref (items->item_type ()) : NULL;
  int             number = klass != NULL ? crm_object_class_find_field (klass, dot + 1) : -1;
  guint           n_fields;
  const CrmField *fields = klass != NULL ? crm_object_class_get_fields (klass, &n_fields) : NULL;

  if (number < 0)
    return crm_filter_fail_field (test, _ ("there is no such field."), error);
  if (fields[number].kind == CRM_KIND_REFERENCE && test->value != NULL)
    return new_reference_test (self, test, fields[number].target, error);

  return crm_criterion_new_item (items, NULL, fields[number].name, test->op == CRM_OP_UNSET ? CRM_OP_SET : positive (test->op), test->value);
}

static gboolean
is_named (CrmFilter *self, const CrmExpression *test, const char *name, const char *items)
{
  return strcmp (test->field, name) == 0 && find_items (self, items) != NULL && crm_field_set_find (self->fields, name) == NULL;
}

static CrmCriterion *
new_overdue_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  g_autofree char *today = crm_date_to_iso (crm_date_from_instant (self->now));

  return crm_filter_new_yes_test (test, crm_criterion_new_unpaid (today), error);
}

static CrmCriterion *
compile_positive (CrmFilter *self, const CrmExpression *test, GError **error)
{
  gboolean        presence = test->op == CRM_OP_SET || test->op == CRM_OP_UNSET;
  const CrmField *field;
  CrmCriterion   *criterion;

  if (strcmp (test->field, "last_contact") == 0)
    return new_contact_test (self, test, error);
  if (strcmp (test->field, "quiet") == 0 && find_items (self, "contact_points") != NULL)
    return crm_filter_new_yes_test (test, crm_criterion_new_quiet (self->now), error);
  if (strcmp (test->field, "stale") == 0 && crm_field_set_find (self->fields, "stage_entered_at") != NULL)
    return crm_filter_new_yes_test (test, crm_criterion_new_stale (self->now), error);
  if (strcmp (test->field, "unpaid") == 0 && self->type->get_type () == CRM_TYPE_INVOICE)
    return crm_filter_new_yes_test (test, crm_criterion_new_unpaid (NULL), error);
  if (strcmp (test->field, "overdue") == 0 && self->type->get_type () == CRM_TYPE_INVOICE)
    return new_overdue_test (self, test, error);
  if (strcmp (test->field, "created_at") == 0 || strcmp (test->field, "updated_at") == 0)
    return presence ? crm_criterion_new_instant (test->field, CRM_OP_SET, 0) : new_instant_test (self, test, NULL, test->field, error);
  if (crm_filter_is_about_customers (self, test))
    return crm_filter_new_customer_test (self, test, error);
  if (is_named (self, test, "tag", "tags"))
    return presence ? crm_criterion_new_set (find_items (self, "tags")) : new_reference_test (self, test, "tag", error);
  if (is_named (self, test, "company", "affiliations"))
    return presence ? crm_criterion_new_set (find_items (self, "affiliations")) : new_reference_test (self, test, "company", error);
  criterion = new_contact_point_test (self, test);
  if (criterion != NULL)
    return criterion;

  field = crm_field_set_find (self->fields, test->field);
  if (field != NULL)
    return new_field_test (self, test, field, error);
  if (strchr (test->field, '.') != NULL)
    return new_member_test (self, test, error);
  if (crm_custom_field_is_name (test->field))
    return fail_removed (self, test, error);

  return crm_filter_fail_field (test, _ ("there is no such field."), error);
}

/* What has no value is not equal to any: so "!=" and "is not set" are the opposite of "=" and "is set", and nothing else. */
static CrmCriterion *
compile_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  CrmCriterion *criterion = compile_positive (self, test, error);

  return test->op == CRM_OP_NOT_EQUAL || test->op == CRM_OP_UNSET ? negate (criterion) : criterion;
}

CrmCriterion *
crm_filter_compile_part (CrmFilter *self, const CrmExpression *expression, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;

  if (expression->kind == CRM_EXPRESSION_TEST)
    return compile_test (self, expression, error);

  parts = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_criterion_unref);
  for (guint i = 0; i < expression->parts->len; i++)
    {
      CrmCriterion *part = crm_filter_compile_part (self, g_ptr_array_index (expression->parts, i), error);

      if (part == NULL)
        return NULL;
      if (expression->kind == CRM_EXPRESSION_NOT)
        return crm_criterion_new_not (part);
      g_ptr_array_add (parts, part);
    }

  return crm_criterion_new_group (expression->kind == CRM_EXPRESSION_ANY, parts);
}

/* @depth: in how many views this stands, one in the other */
CrmCriterion *
crm_filter_compile_for (const CrmExpression *expression, const CrmRecordType *type, CrmStore *store, const CrmCulture *culture, guint depth, GError **error)
{
  g_autoptr (CrmRecord) scratch = crm_record_new (type->name);
  CrmFilter self = {
    .type = type,
    .fields = crm_store_get_fields (store, type),
    .culture = culture,
    .resolver = { .store = store },
    .scratch = scratch,
    .now = crm_clock_now (),
    .depth = depth,
  };

  return crm_filter_compile_part (&self, expression, error);
}

/**
 * crm_filter_compile:
 * @type: whose records it is about
 * @store: the file they are in; the criterion may not outlive it
 * @culture: how values are written, and in which calendar months and years are counted
 *
 * Words such as "this month" mean what they mean now.
 *
 * Returns: (transfer full) (nullable): what @expression asks of a record; %CRM_ERROR_USAGE naming the word that is wrong
 */
CrmCriterion *
crm_filter_compile (const CrmExpression *expression, const CrmRecordType *type, CrmStore *store, const CrmCulture *culture, GError **error)
{
  return crm_filter_compile_for (expression, type, store, culture, 0, error);
}

/**
 * crm_filter_parse:
 * @text: an expression
 * @query: of a type's records; keeps from now on to what @text says
 *
 * Returns: whether @text is a filter; %CRM_ERROR_USAGE naming the word otherwise
 */
gboolean
crm_filter_parse (const char *text, CrmQuery *query, CrmStore *store, const CrmCulture *culture, GError **error)
{
  g_autoptr (CrmExpression) expression = crm_expression_parse (text, error);
  g_autoptr (CrmCriterion) criterion = NULL;

  if (expression == NULL)
    return FALSE;
  criterion = crm_filter_compile (expression, crm_record_type_find (crm_query_get_type_name (query)), store, culture, error);
  if (criterion == NULL)
    return FALSE;

  crm_query_set_criterion (query, criterion);
  return TRUE;
}
