/* Tests about what customers do: how far a deal came, what somebody bought and when, what they ask and think of us, and of other records whom they are about. */

#include "config.h"

#include "crm-filter-private.h"

#include "crm-consent.h"
#include "crm-contracts.h"
#include "crm-decimal.h"
#include "crm-field-text.h"
#include "crm-filter-terms.h"
#include "crm-lifecycle.h"
#include "crm-rfm.h"
#include "crm-silence.h"
#include "crm-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Views that name each other would never end. */
#define DEPTH_MOST 8

typedef CrmCriterion *(*Make) (CrmFilter *self, const CrmExpression *test, GError **error);

static gboolean
is_type (CrmFilter *self, const char *name)
{
  return g_str_equal (self->type->name, name);
}

static CrmCriterion *
fail_operator (const CrmExpression *test, GError **error)
{
  return crm_filter_fail_field (test, _ ("only = and != can follow this field."), error);
}

/* The record that is named, of @type_name. */
static gboolean
read_record (CrmFilter *self, const CrmExpression *test, const char *type_name, gint64 *id, GError **error)
{
  if (test->op != CRM_OP_EQUAL && test->op != CRM_OP_NOT_EQUAL)
    {
      fail_operator (test, error);
      return FALSE;
    }

  *id = crm_resolver_find (&self->resolver, type_name, test->value);
  if (*id == 0)
    crm_filter_fail_value (test, _ ("there is no such record."), error);

  return *id != 0;
}

static CrmCriterion *
new_reached_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_criterion_unref);
  g_autoptr (GArray) named = test->value != NULL ? crm_filter_list_named (self, "stage", test->value) : NULL;
  gint64 stage;

  for (guint i = 0; named != NULL && i < named->len; i++)
    g_ptr_array_add (parts, crm_criterion_new_reached (g_array_index (named, gint64, i)));
  if (parts->len > 0 && (test->op == CRM_OP_EQUAL || test->op == CRM_OP_NOT_EQUAL))
    return crm_criterion_new_group (TRUE, parts);

  return read_record (self, test, "stage", &stage, error) ? crm_criterion_new_reached (stage) : NULL;
}

static CrmCriterion *
new_bought_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  gint64 product;

  return read_record (self, test, "product", &product, error) ? crm_criterion_new_bought (product) : NULL;
}

static gint32
get_today (CrmFilter *self)
{
  return crm_date_to_days (crm_date_from_instant (self->now));
}

/* Of a product that is paid for again and again, when it was paid last: within the days that a contract goes on, or before. Of invoices, the last one of each
 * contract. */
static CrmCriterion *
new_contract_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  gboolean ended = g_str_equal (test->field, "contract_ended");
  gint32   today = get_today (self);
  gint32   patience;
  gint64   id;
  g_autoptr (CrmRecord) product = read_record (self, test, "product", &id, error) ? crm_resolver_load (&self->resolver, id) : NULL;

  if (product == NULL)
    return NULL;
  patience = crm_contracts_get_patience (crm_contracts_find_days (crm_object_get_text (CRM_OBJECT (product), "recurring_period")));
  if (patience == 0)
    return crm_filter_fail_value (test, _ ("this is not paid for again and again."), error);
  if (is_type (self, "invoice"))
    return crm_criterion_new_contract (id, patience, today, ended);

  return crm_criterion_new_bought_last (id, ended ? G_MININT32 : today - patience, ended ? today - patience - 1 : G_MAXINT32);
}

static CrmCriterion *
new_sold_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  return crm_filter_new_yes_test (test, crm_criterion_new_sold (), error);
}

static CrmCriterion *
new_late_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  g_autofree char *today = crm_date_to_iso (crm_date_from_instant (self->now));

  return crm_filter_new_yes_test (test, crm_criterion_new_late (today), error);
}

static CrmCriterion *
new_late_case_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  return crm_filter_new_yes_test (test, crm_criterion_new_late_case (self->now), error);
}

static CrmCriterion *
new_after_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  return crm_filter_new_yes_test (test, crm_criterion_new_after_sale (), error);
}

/* From both ends of what was read, which of a number are the same, to what the operator means. */
static void
bound (CrmOp op, gint64 *from, gint64 *until)
{
  gint64 first = *from;
  gint64 last = *until;

  if (op == CRM_OP_LESS || op == CRM_OP_LESS_OR_EQUAL)
    {
      *from = G_MININT32;
      *until = op == CRM_OP_LESS ? first - 1 : last;
    }
  else if (op == CRM_OP_MORE || op == CRM_OP_MORE_OR_EQUAL)
    {
      *from = op == CRM_OP_MORE ? last + 1 : first;
      *until = G_MAXINT32;
    }
}

/* The days that are asked for; all, where it need only be some day. */
static gboolean
read_days (CrmFilter *self, const CrmExpression *test, gint64 *from, gint64 *until, GError **error)
{
  CrmPeriod period;

  *from = G_MININT32;
  *until = G_MAXINT32;
  if (test->op == CRM_OP_SET || test->op == CRM_OP_UNSET)
    return TRUE;
  if (!crm_filter_read_period (self, test, &period, error))
    return FALSE;

  *from = crm_date_to_days (period.first);
  *until = crm_date_to_days (period.last);
  bound (test->op, from, until);

  return TRUE;
}

static CrmCriterion *
new_day_test (CrmFilter *self, const CrmExpression *test, CrmBuying buying, GError **error)
{
  gint64 from, until;

  return read_days (self, test, &from, &until, error) ? crm_criterion_new_purchases (buying, from, until) : NULL;
}

static CrmCriterion *
new_purchase_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  return new_day_test (self, test, CRM_BUYING_EVER, error);
}

static CrmCriterion *
new_first_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  return new_day_test (self, test, CRM_BUYING_FIRST, error);
}

static CrmCriterion *
new_last_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  return new_day_test (self, test, CRM_BUYING_LAST, error);
}

/* Between which whole numbers it is to be; where there need only be one, between @least and the most there is. */
static gboolean
read_number (const CrmExpression *test, gint64 least, gint64 *from, gint64 *until, GError **error)
{
  g_autofree char *decimal = test->value != NULL ? crm_decimal_parse (test->value, NULL) : NULL;

  *from = least;
  *until = G_MAXINT32;
  if (test->op == CRM_OP_SET || test->op == CRM_OP_UNSET)
    return TRUE;
  if (decimal == NULL || !crm_decimal_to_scaled (decimal, 0, from) || *from < 0)
    {
      crm_filter_fail_value (test, _ ("a whole number was expected."), error);
      return FALSE;
    }

  *until = *from;
  bound (test->op, from, until);

  return TRUE;
}

typedef CrmCriterion *(*Count) (gint64 from, gint64 until);

/* Who has none has no row: what holds for none is asked the other way round. */
static CrmCriterion *
new_count_test (const CrmExpression *test, Count count, GError **error)
{
  gint64 from, until;

  if (!read_number (test, 1, &from, &until, error))
    return NULL;

  if (from > 0 || until < 0)
    return count (MAX (from, 1), until);

  return crm_criterion_new_not (count (until + 1, G_MAXINT32));
}

static CrmCriterion *
count_purchases (gint64 from, gint64 until)
{
  return crm_criterion_new_purchases (CRM_BUYING_COUNT, from, until);
}

static CrmCriterion *
new_purchases_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  return new_count_test (test, count_purchases, error);
}

static CrmCriterion *
new_cases_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  return new_count_test (test, crm_criterion_new_cases, error);
}

/* Fields are called as the kinds of feedback are. */
static CrmCriterion *
new_score_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  gint64 from, until;

  return read_number (test, 0, &from, &until, error) ? crm_criterion_new_last_score (test->field, from, until) : NULL;
}

/* One of the choices of @field, by its code or by what people call it. */
static const CrmChoice *
read_choice (const CrmExpression *test, const CrmField *field, const char *reason, GError **error)
{
  const CrmChoice *choice;

  if (test->op != CRM_OP_EQUAL && test->op != CRM_OP_NOT_EQUAL)
    {
      fail_operator (test, error);
      return NULL;
    }

  choice = crm_choice_from_text (field, test->value);
  if (choice == NULL)
    crm_filter_fail_value (test, reason, error);

  return choice;
}

static CrmCriterion *
new_offers_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  const CrmChoice *channel = read_choice (test, crm_consent_get_offers_field (), _ ("it is call, message, email or post."), error);

  return channel != NULL ? crm_criterion_new_allows (channel->value) : NULL;
}

/* became.STAGE and left.STAGE: the days of a step in the life cycle. */
static const CrmChoice *
find_turn (const char *name, gboolean *left)
{
  const char *stage = NULL;

  *left = g_str_has_prefix (name, CRM_TERM_LEFT);
  if (*left)
    stage = name + strlen (CRM_TERM_LEFT);
  else if (g_str_has_prefix (name, CRM_TERM_BECAME))
    stage = name + strlen (CRM_TERM_BECAME);
  for (const CrmChoice *choice = crm_lifecycle_choices; stage != NULL && choice->value != NULL; choice++)
    {
      if (g_str_equal (choice->value, stage))
        return choice;
    }

  return NULL;
}

static CrmCriterion *
new_turn_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  gboolean         left;
  const CrmChoice *stage = find_turn (test->field, &left);
  gint64           from, until;

  return read_days (self, test, &from, &until, error) ? crm_criterion_new_turned (stage->value, from, until, left) : NULL;
}

static CrmCriterion *
new_rfm_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  const CrmField  *field = crm_rfm_get_segment_field ();
  const CrmChoice *segment = read_choice (test, field, _ ("it is loyal, growing, new, attention, at_risk or lost."), error);

  return segment != NULL ? crm_rfm_new_criterion ((CrmRfmSegment) (segment - field->choices), get_today (self)) : NULL;
}

static CrmCriterion *
new_silent_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  return crm_filter_new_yes_test (test, crm_silence_new_criterion (get_today (self)), error);
}

/* By its uid, as the window writes it, or by its name. */
static CrmRecord *
find_view (CrmFilter *self, const CrmExpression *test, GError **error)
{
  gint64 id = crm_resolver_find (&self->resolver, "saved_view", test->value);
  g_autoptr (CrmRecord) view = id != 0 ? crm_resolver_load (&self->resolver, id) : crm_view_find (self->resolver.store, test->value, NULL);

  if (view == NULL || crm_record_is_deleted (view))
    crm_filter_fail_value (test, _ ("there is no such record."), error);
  else if (g_strcmp0 (crm_object_get_text (CRM_OBJECT (view), "record_type"), self->type->name) != 0)
    crm_filter_fail_value (test, _ ("this view shows other records."), error);
  else
    return g_steal_pointer (&view);

  return NULL;
}

/* What @view shows; all, where it asks for nothing. */
static CrmCriterion *
compile_view (CrmFilter *self, CrmRecord *view, GError **error)
{
  const char *filter = crm_object_get_text (CRM_OBJECT (view), "filter");
  g_autoptr (CrmExpression) expression = filter != NULL ? crm_expression_parse (filter, error) : crm_expression_new_test ("created_at", CRM_OP_SET, NULL);

  return expression != NULL ? crm_filter_compile_for (expression, self->type, self->resolver.store, self->culture, self->depth + 1, error) : NULL;
}

static CrmCriterion *
new_view_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  g_autoptr (CrmRecord) view = NULL;

  if (test->op != CRM_OP_EQUAL && test->op != CRM_OP_NOT_EQUAL)
    return fail_operator (test, error);
  view = find_view (self, test, error);
  if (view == NULL)
    return NULL;
  if (self->depth >= DEPTH_MOST)
    return crm_filter_fail_value (test, _ ("this view asks for itself, by way of others."), error);

  return compile_view (self, view, error);
}

static const struct
{
  const char *name;
  const char *types[4]; /* whose records have it, up to a NULL; none for all */
  Make        make;
} tests[] = {
  { "reached", { "deal" }, new_reached_test },
  { "sold", { "invoice" }, new_sold_test },
  { "late", { "activity" }, new_late_test },
  { "late", { "service_case" }, new_late_case_test },
  { "after_sale", { "activity" }, new_after_test },
  { "bought", { "person", "company" }, new_bought_test },
  { "contract", { "person", "company", "invoice" }, new_contract_test },
  { "contract_ended", { "person", "company", "invoice" }, new_contract_test },
  { "purchase", { "person", "company" }, new_purchase_test },
  { "first_purchase", { "person", "company" }, new_first_test },
  { "last_purchase", { "person", "company" }, new_last_test },
  { "purchases", { "person", "company" }, new_purchases_test },
  { "cases", { "person", "company" }, new_cases_test },
  { "satisfaction", { "person", "company" }, new_score_test },
  { "recommendation", { "person", "company" }, new_score_test },
  { "offers", { "person", "company" }, new_offers_test },
  { "rfm", { "person", "company" }, new_rfm_test },
  { "silent", { "person", "company" }, new_silent_test },
  { "view", { NULL }, new_view_test },
};

static Make
find_test (CrmFilter *self, const char *name)
{
  gboolean left;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      if (g_str_equal (tests[i].name, name) && (tests[i].types[0] == NULL || g_strv_contains (tests[i].types, self->type->name)))
        return tests[i].make;
    }

  return crm_field_set_find (self->fields, "lifecycle_history") != NULL && find_turn (name, &left) != NULL ? new_turn_test : NULL;
}

/* customer.FIELD: the part after the dot. */
static const char *
find_customer_field (CrmFilter *self, const char *name)
{
  gboolean named = is_type (self, "activity") || (crm_field_set_find (self->fields, "person") != NULL && crm_field_set_find (self->fields, "company") != NULL);

  if (!named)
    return NULL;
  if (g_str_has_prefix (name, "customer."))
    return name + strlen ("customer.");

  return g_str_has_prefix (name, "payer.") && !is_type (self, "activity") ? name + strlen ("payer.") : NULL;
}

/* Nobody: for a field that only people, or only companies, have. */
static CrmCriterion *
new_nobody (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  return crm_criterion_new_group (TRUE, none);
}

static CrmCriterion *
compile_side (CrmFilter *self, const CrmExpression *test, const char *type_name, GError **error)
{
  return crm_filter_compile_for (test, crm_record_type_find (type_name), self->resolver.store, self->culture, self->depth, error);
}

/* A view shows people or companies, and a field may be of one of them alone: one side that makes sense is enough. */
static CrmCriterion *
new_side_tests (CrmFilter *self, const CrmExpression *test, const char *field, GError **error)
{
  CrmOp op = test->op == CRM_OP_NOT_EQUAL ? CRM_OP_EQUAL : test->op == CRM_OP_UNSET ? CRM_OP_SET
                                                                                    : test->op;
  g_autoptr (CrmExpression) inner = crm_expression_new_test (field, op, test->value);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CrmCriterion) person = compile_side (self, inner, "person", &failure);
  g_autoptr (CrmCriterion) company = compile_side (self, inner, "company", person == NULL ? NULL : &failure);

  if (person == NULL && company == NULL)
    return crm_filter_fail_field (test, failure->message, error);
  if (person == NULL)
    person = new_nobody ();
  if (company == NULL)
    company = new_nobody ();

  return crm_criterion_new_customer (g_steal_pointer (&person), g_steal_pointer (&company), g_str_has_prefix (test->field, "payer."));
}

/* Whether @test is one of those here. */
gboolean
crm_filter_is_about_customers (CrmFilter *self, const CrmExpression *test)
{
  return crm_field_set_find (self->fields, test->field) == NULL && (find_customer_field (self, test->field) != NULL || find_test (self, test->field) != NULL);
}

CrmCriterion *
crm_filter_new_customer_test (CrmFilter *self, const CrmExpression *test, GError **error)
{
  const char *field = find_customer_field (self, test->field);

  return field != NULL ? new_side_tests (self, test, field, error) : find_test (self, test->field) (self, test, error);
}
