#include "config.h"

#include "crm-criterion-private.h"

#include "crm-text.h"

static CrmCriterion *
criterion_new (CrmCriterionKind kind)
{
  CrmCriterion *self = g_new0 (CrmCriterion, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;

  return self;
}

static CrmCriterion *
new_for_field (const CrmField *field, CrmOp op)
{
  CrmCriterion *self = criterion_new (field->custom != 0 ? CRM_CRITERION_CUSTOM : CRM_CRITERION_COLUMN);

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
  CrmCriterion *self = criterion_new (CRM_CRITERION_COLUMN);

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
  CrmCriterion *self = criterion_new (CRM_CRITERION_ITEM);

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
  CrmCriterion *self = criterion_new (CRM_CRITERION_REFERENCE);

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
  CrmCriterion *self = criterion_new (CRM_CRITERION_CONTACT);

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
  CrmCriterion *self = criterion_new (CRM_CRITERION_QUIET);

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
  CrmCriterion *self = criterion_new (CRM_CRITERION_STALE);

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
  CrmCriterion *self = criterion_new (due != NULL ? CRM_CRITERION_OVERDUE : CRM_CRITERION_UNPAID);

  self->text = g_strdup (due);

  return self;
}

/**
 * crm_criterion_new_reached:
 * @stage: of a pipeline
 *
 * The record is a deal that was in @stage once, or in a later one of its pipeline, but for those where deals are lost.
 */
CrmCriterion *
crm_criterion_new_reached (gint64 stage)
{
  CrmCriterion *self = criterion_new (CRM_CRITERION_REACHED);

  self->integer = stage;

  return self;
}

/**
 * crm_criterion_new_bought:
 *
 * The record is a person or a company that bought @product.
 */
CrmCriterion *
crm_criterion_new_bought (gint64 product)
{
  CrmCriterion *self = criterion_new (CRM_CRITERION_BOUGHT);

  self->integer = product;

  return self;
}

/**
 * crm_criterion_new_bought_last:
 * @from, @until: days since 1970-01-01, both included
 *
 * The record is a person or a company that bought @product, the last time within those days.
 */
CrmCriterion *
crm_criterion_new_bought_last (gint64 product, gint32 from, gint32 until)
{
  CrmCriterion *self = criterion_new (CRM_CRITERION_LAST_BOUGHT);

  self->integer = product;
  self->from = from;
  self->until = until;

  return self;
}

/**
 * crm_criterion_new_contract:
 * @patience: days after which the next payment has not come
 * @today: since 1970-01-01
 * @ended: %FALSE for those that go on
 *
 * The record is the last invoice by which somebody paid for @product again and again: of each contract one.
 */
CrmCriterion *
crm_criterion_new_contract (gint64 product, gint32 patience, gint32 today, gboolean ended)
{
  CrmCriterion *self = criterion_new (ended ? CRM_CRITERION_ENDED : CRM_CRITERION_RUNNING);

  self->integer = product;
  self->from = patience;
  self->until = today;

  return self;
}

/**
 * crm_criterion_new_purchases:
 * @buying: what is asked
 * @from, @until: both included: days since 1970-01-01, or how many
 *
 * The record is a person or a company whose purchases are so; see the table "purchase".
 */
CrmCriterion *
crm_criterion_new_purchases (CrmBuying buying, gint64 from, gint64 until)
{
  CrmCriterion *self = criterion_new (CRM_CRITERION_PURCHASES);

  self->buying = buying;
  self->integer = from;
  self->until = until;

  return self;
}

/**
 * crm_criterion_new_buying:
 * @func: pure; outlives the criterion
 * @today: since 1970-01-01
 * @wanted: what @func is asked for
 *
 * The record is a person or a company that @func finds.
 */
CrmCriterion *
crm_criterion_new_buying (CrmBuyingFunc func, gint32 today, guint wanted)
{
  CrmCriterion *self = criterion_new (CRM_CRITERION_BUYING);

  self->func = func;
  self->until = today;
  self->integer = wanted;

  return self;
}

/**
 * crm_criterion_new_sold:
 *
 * The record is an invoice of which something was bought and kept.
 */
CrmCriterion *
crm_criterion_new_sold (void)
{
  return criterion_new (CRM_CRITERION_SOLD);
}

/**
 * crm_criterion_new_late:
 * @today: ISO 8601
 *
 * The record is something to be done that was done after its day, or was due before @today and is not done.
 */
CrmCriterion *
crm_criterion_new_late (const char *today)
{
  CrmCriterion *self = criterion_new (CRM_CRITERION_LATE);

  self->text = g_strdup (today);

  return self;
}

/**
 * crm_criterion_new_after_sale:
 *
 * The record took place when one of those it is about had bought something, that day or before.
 */
CrmCriterion *
crm_criterion_new_after_sale (void)
{
  return criterion_new (CRM_CRITERION_AFTER_SALE);
}

/**
 * crm_criterion_new_late_case:
 * @now: the instant it is seen from
 *
 * The record is a case that was solved after it was due, or was due before @now and waits for us.
 */
CrmCriterion *
crm_criterion_new_late_case (gint64 now)
{
  CrmCriterion *self = criterion_new (CRM_CRITERION_LATE_CASE);

  self->integer = now;

  return self;
}

/**
 * crm_criterion_new_cases:
 * @from, @until: both included, and above 0: how many
 *
 * The record is a person or a company of whose cases so many are not solved.
 */
CrmCriterion *
crm_criterion_new_cases (gint64 from, gint64 until)
{
  CrmCriterion *self = criterion_new (CRM_CRITERION_CASES);

  self->integer = from;
  self->until = until;

  return self;
}

/**
 * crm_criterion_new_last_score:
 * @kind: of feedback that has a score
 * @from, @until: both included
 *
 * The record is a person or a company whose last feedback of that kind has such a score.
 */
CrmCriterion *
crm_criterion_new_last_score (const char *kind, gint64 from, gint64 until)
{
  CrmCriterion *self = criterion_new (CRM_CRITERION_LAST_SCORE);

  self->item_kind = g_strdup (kind);
  self->integer = from;
  self->until = until;

  return self;
}

/**
 * crm_criterion_new_turned:
 * @stage: one of crm_lifecycle_choices
 * @from, @until: days since 1970-01-01, both included
 * @left: whether they went on from there, and did not come
 *
 * The record is a person or a company whose life cycle became @stage, or another, within those days.
 */
CrmCriterion *
crm_criterion_new_turned (const char *stage, gint64 from, gint64 until, gboolean left)
{
  CrmCriterion *self = criterion_new (left ? CRM_CRITERION_LEFT : CRM_CRITERION_BECAME);

  self->text = g_strdup (stage);
  self->from = from;
  self->until = until;

  return self;
}

/**
 * crm_criterion_new_allows:
 * @channel: "call", "message", "email" or "post"
 *
 * The record is a person or a company who allows to be told of offers so.
 */
CrmCriterion *
crm_criterion_new_allows (const char *channel)
{
  CrmCriterion *self = criterion_new (CRM_CRITERION_ALLOWS);

  self->text = g_strdup (channel);

  return self;
}

/**
 * crm_criterion_new_customer:
 * @person, @company: (transfer full): what the customer must be like
 * @payer: only who pays counts: the company, where there is one
 *
 * The record, a deal, a document, a payment or an activity, is about such a person or company.
 */
CrmCriterion *
crm_criterion_new_customer (CrmCriterion *person, CrmCriterion *company, gboolean payer)
{
  CrmCriterion *self = criterion_new (CRM_CRITERION_CUSTOMER);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_criterion_unref);
  g_ptr_array_add (self->parts, person);
  g_ptr_array_add (self->parts, company);
  self->payer = payer;

  return self;
}

/**
 * crm_criterion_new_group:
 * @any: whether one of @parts is enough
 * @parts: (element-type CrmCriterion): not empty; of @any it may be: then it holds for none
 */
CrmCriterion *
crm_criterion_new_group (gboolean any, GPtrArray *parts)
{
  CrmCriterion *self = criterion_new (any ? CRM_CRITERION_ANY : CRM_CRITERION_ALL);

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
  CrmCriterion *self = criterion_new (CRM_CRITERION_NOT);

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
