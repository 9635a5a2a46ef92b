#include "config.h"

#include "crm-deal.h"

#include "crm-custom-value.h"
#include "crm-deal-answer.h"
#include "crm-deal-person.h"
#include "crm-error.h"
#include "crm-foreign-field.h"
#include "crm-stage.h"
#include "crm-tagging.h"

#include <glib/gi18n-lib.h>

const CrmChoice crm_deal_recurring_periods[] = {
  { "week", N_ ("Every week") },
  { "month", N_ ("Every month") },
  { "quarter", N_ ("Every quarter") },
  { "year", N_ ("Every year") },
  { NULL, NULL },
};

const CrmChoice crm_deal_lost_reasons[] = {
  { "price", N_ ("Price") },
  { "service", N_ ("Service") },
  { "quality", N_ ("Quality") },
  { "delivery", N_ ("Delivery time") },
  { "competitor", N_ ("Chose a competitor") },
  { "no_need", N_ ("No need any more") },
  { "no_budget", N_ ("No budget") },
  { "no_answer", N_ ("No answer") },
  { "other", N_ ("Other") },
  { NULL, NULL },
};

static const CrmField crm_deal_fields[] = {
  CRM_TEXT ("title", N_ ("Title"), CRM_FIELD_SEARCHED | CRM_FIELD_REQUIRED),
  CRM_MONEY ("value", N_ ("Amount"), CRM_FIELD_NONE),
  CRM_TEXT ("currency", N_ ("Currency"), CRM_FIELD_NONE),
  CRM_REFERENCE ("stage", N_ ("Stage"), CRM_FIELD_REQUIRED | CRM_FIELD_UNLINKED | CRM_FIELD_EVENT, "stage"),
  CRM_REFERENCE ("person", N_ ("Person"), CRM_FIELD_SEARCHED, "person"),
  CRM_REFERENCE ("company", N_ ("Company"), CRM_FIELD_SEARCHED, "company"),
  CRM_DATE ("expected_close", N_ ("Expected close"), CRM_FIELD_NONE),
  CRM_INTEGER ("probability", N_ ("Probability (%)"), CRM_FIELD_NONE), /* by hand; else the stage's */
  CRM_REFERENCE ("owner", N_ ("Owner"), CRM_FIELD_UNLINKED, "user"),
  CRM_MONEY ("recurring_value", N_ ("Recurring value"), CRM_FIELD_NONE),
  CRM_CHOICE ("recurring_period", N_ ("Recurs"), CRM_FIELD_NONE, crm_deal_recurring_periods),
  CRM_ITEMS ("people", N_ ("People"), CRM_FIELD_NONE, crm_deal_person_get_type),
  CRM_ITEMS ("tags", N_ ("Tags"), CRM_FIELD_NONE, crm_tagging_get_type),
  CRM_TEXT ("source", N_ ("Source"), CRM_FIELD_NONE),
  CRM_TEXT ("source_detail", N_ ("Source detail"), CRM_FIELD_NONE),
  CRM_TEXT ("campaign", N_ ("Campaign"), CRM_FIELD_NONE),
  CRM_TEXT ("competitor", N_ ("Competitor"), CRM_FIELD_NONE),
  CRM_CHOICE ("lost_reason", N_ ("Lost reason"), CRM_FIELD_NONE, crm_deal_lost_reasons),
  CRM_LONG_TEXT ("lost_note", N_ ("Lost note"), CRM_FIELD_NONE),
  CRM_LONG_TEXT ("about", N_ ("About"), CRM_FIELD_SEARCHED),
  CRM_ITEMS ("checklist", N_ ("Checklist"), CRM_FIELD_HIDDEN, crm_deal_answer_get_type), /* what is ticked; see crm-deal-steps.h */
  CRM_ITEMS ("answers", N_ ("Answers"), CRM_FIELD_HIDDEN, crm_deal_answer_get_type),
  CRM_ITEMS (CRM_CUSTOM_VALUES, N_ ("Your fields"), CRM_FIELD_NONE, crm_custom_value_get_type),
  CRM_ITEMS ("foreign_fields", N_ ("Imported fields"), CRM_FIELD_HIDDEN, crm_foreign_field_get_type),
  CRM_CHOICE ("status", N_ ("Status"), CRM_FIELD_DERIVED, crm_stage_kinds), /* the kind of its stage */
  CRM_REFERENCE ("pipeline", N_ ("Pipeline"), CRM_FIELD_DERIVED | CRM_FIELD_UNLINKED, "pipeline"),
  CRM_INSTANT ("stage_entered_at", N_ ("In this stage since"), CRM_FIELD_DERIVED),
  CRM_INSTANT ("closed_at", N_ ("Closed"), CRM_FIELD_DERIVED),
  CRM_INTEGER ("rank", N_ ("Rank"), CRM_FIELD_HIDDEN), /* order in its column: lower is higher up */
};

CRM_DEFINE_RECORD (CrmDeal, crm_deal)

static gboolean
record_stage_change (CrmRecord *deal, gint64 from, gint64 to, CrmRecordContext *context, GError **error)
{
  g_autoptr (CrmRecord) row = crm_record_new ("stage_change");

  crm_object_set_integer (CRM_OBJECT (row), "deal", crm_record_get_id (deal));
  crm_object_set_integer (CRM_OBJECT (row), "from_stage", from);
  crm_object_set_integer (CRM_OBJECT (row), "to_stage", to);
  crm_object_set_integer (CRM_OBJECT (row), "at", context->now);

  return context->save (context, row, error);
}

static void
follow_stage (CrmObject *self, CrmObject *stage, gint64 now)
{
  const char *kind = crm_object_get_text (stage, "kind");
  gboolean    over = g_strcmp0 (kind, "won") == 0 || g_strcmp0 (kind, "lost") == 0;

  crm_object_set_text (self, "status", kind);
  crm_object_set_integer (self, "pipeline", crm_object_get_integer (stage, "pipeline"));
  crm_object_set_integer (self, "stage_entered_at", now);
  crm_object_set_integer (self, "closed_at", over ? now : CRM_UNSET);
  if (g_strcmp0 (kind, "lost") != 0)
    {
      crm_object_set_text (self, "lost_reason", NULL);
      crm_object_set_text (self, "lost_note", NULL);
    }
}

/* Whether the deal says itself since when it is in its stage. */
static gboolean
tells_its_stage (CrmObject *self, CrmRecord *before)
{
  gint64 since = crm_object_get_integer (self, "stage_entered_at");

  return since != CRM_UNSET && (before == NULL || since != crm_object_get_integer (CRM_OBJECT (before), "stage_entered_at"));
}

static void
agree_with_stage (CrmObject *self, CrmObject *stage)
{
  gint64 closed = crm_object_get_integer (self, "closed_at");
  gint64 since = crm_object_get_integer (self, "stage_entered_at");

  follow_stage (self, stage, since);
  if (closed != CRM_UNSET && crm_object_get_integer (self, "closed_at") != CRM_UNSET)
    crm_object_set_integer (self, "closed_at", closed);
}

static gboolean
crm_deal_before_save (CrmRecord *record, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);
  gint64     from = before != NULL ? crm_object_get_integer (CRM_OBJECT (before), "stage") : CRM_UNSET;
  gint64     to = crm_object_get_integer (self, "stage");
  g_autoptr (CrmRecord) stage = NULL;

  if (crm_object_get_integer (self, "rank") == CRM_UNSET)
    crm_object_set_integer (self, "rank", -crm_id_sequence (crm_record_get_id (record)) * CRM_DEAL_RANK_STEP);
  if (from == to)
    return TRUE;

  stage = context->load (context, to);
  if (stage == NULL || !CRM_IS_STAGE (stage))
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A deal needs a stage that exists."));
      return FALSE;
    }
  if (context->restoring && tells_its_stage (self, before))
    {
      agree_with_stage (self, CRM_OBJECT (stage));
      return TRUE;
    }
  follow_stage (self, CRM_OBJECT (stage), context->now);

  return record_stage_change (record, from, to, context, error);
}

static void
add_reference (CrmObject *object, const char *name, GArray *ids)
{
  gint64 id = crm_object_get_integer (object, name);

  if (id != CRM_UNSET)
    g_array_append_val (ids, id);
}

static void
crm_deal_collect_parents (CrmRecord *self, GArray *ids)
{
  GPtrArray *people = crm_object_get_items (CRM_OBJECT (self), "people");

  crm_record_collect_references (self, (const char *const[]){ "person", "company", NULL }, ids);
  for (guint i = 0; people != NULL && i < people->len; i++)
    add_reference (g_ptr_array_index (people, i), "person", ids);
}

static gboolean
crm_deal_validate (CrmRecord *self, GError **error)
{
  gint64 probability = crm_object_get_integer (CRM_OBJECT (self), "probability");

  if (crm_object_get_text (CRM_OBJECT (self), "title") == NULL)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A deal needs a title."));
      return FALSE;
    }
  if (probability != CRM_UNSET && (probability < 0 || probability > 100))
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A probability is a number from 0 to 100."));
      return FALSE;
    }

  return TRUE;
}

static void
crm_deal_override (CrmRecordClass *klass)
{
  klass->before_save = crm_deal_before_save;
  klass->collect_parents = crm_deal_collect_parents;
  klass->validate = crm_deal_validate;
}
