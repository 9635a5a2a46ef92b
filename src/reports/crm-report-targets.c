/* What was reached of what somebody meant to reach, and whether that is as much as the days that are over. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-activity.h"
#include "crm-date-format.h"
#include "crm-sum.h"
#include "crm-target.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  CrmReportRun   *run;
  CrmReportTable *table;
  CrmDealFacts   *deals; /* (owned) */
  CrmWorkFacts   *works; /* (owned) */
  GArray         *sold;  /* (owned) (element-type CrmSold): by customer and day */
} Counting;

static void
counting_clear (Counting *self)
{
  g_clear_pointer (&self->deals, crm_deal_facts_free);
  g_clear_pointer (&self->works, crm_work_facts_free);
  g_clear_pointer (&self->sold, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counting, counting_clear)

/* A target as it is counted. */
typedef struct
{
  const char *measure;
  CrmPeriod   days;
  gint64      owner;    /* CRM_UNSET for all */
  const char *currency; /* empty where none was said */
  gboolean    is_amount;
  gint64      goal;
} Goal;

static gboolean
is_theirs (const Goal *goal, gint64 owner)
{
  return goal->owner == CRM_UNSET || goal->owner == owner;
}

static gboolean
is_then (const Goal *goal, CrmDate day)
{
  return crm_date_compare (day, goal->days.first) >= 0 && crm_date_compare (day, goal->days.last) <= 0;
}

static gboolean
is_money (const Goal *goal, const char *code)
{
  return strcmp (goal->currency, code) == 0;
}

/* An invoice's owner stands in the invoice alone, so only those of the days are read. */
static gboolean
is_sold_by (Counting *self, const Goal *goal, const CrmSold *sold)
{
  g_autoptr (CrmRecord) invoice = goal->owner != CRM_UNSET ? crm_reading_load (self->run->reading, sold->document, NULL) : NULL;

  return goal->owner == CRM_UNSET || (invoice != NULL && is_theirs (goal, crm_object_get_integer (CRM_OBJECT (invoice), "owner")));
}

static gint64
count_sold (Counting *self, const Goal *goal)
{
  gint64 all = 0;

  for (guint i = 0; i < self->sold->len; i++)
    {
      const CrmSold *sold = &g_array_index (self->sold, CrmSold, i);

      if (is_then (goal, crm_date_from_days (sold->day)) && is_money (goal, sold->currency) && is_sold_by (self, goal, sold))
        all = crm_sum_add (all, sold->amount);
    }

  return all;
}

/* A customer is new on the day of the very first purchase, and belongs to whoever sold that. */
static gint64
count_new (Counting *self, const Goal *goal)
{
  gint64 count = 0;

  for (guint i = 0; i < self->sold->len; i++)
    {
      const CrmSold *sold = &g_array_index (self->sold, CrmSold, i);
      gboolean       first = i == 0 || g_array_index (self->sold, CrmSold, i - 1).customer != sold->customer;

      count += first && is_then (goal, crm_date_from_days (sold->day)) && is_sold_by (self, goal, sold);
    }

  return count;
}

static gint64
count_won (Counting *self, const Goal *goal)
{
  gint64 all = 0;

  for (guint i = 0; i < self->deals->deals->len; i++)
    {
      const CrmDealFact *deal = &g_array_index (self->deals->deals, CrmDealFact, i);

      if (strcmp (deal->status, "won") != 0 || deal->closed_at == CRM_UNSET || !is_then (goal, crm_date_from_instant (deal->closed_at)) || !is_theirs (goal, deal->owner))
        continue;
      if (!goal->is_amount)
        all++;
      else if (is_money (goal, deal->currency))
        all = crm_sum_add (all, deal->value);
    }

  return all;
}

static gint64
count_spoken (Counting *self, const Goal *goal)
{
  gint64 count = 0;

  for (guint i = 0; i < self->works->works->len; i++)
    {
      const CrmWorkFact *work = &g_array_index (self->works->works, CrmWorkFact, i);

      count += work->kind != NULL && crm_activity_kind_is_contact (work->kind) && work->occurred_at != CRM_UNSET && is_then (goal, crm_date_from_instant (work->occurred_at)) &&
               is_theirs (goal, work->owner);
    }

  return count;
}

/**
 * Measure:
 * @type: of the records that are counted
 * @field: the field of their day
 * @filter: (nullable): what they must be beside; of activities they must be contacts
 */
typedef struct
{
  const char *name;
  const char *type;
  const char *field;
  const char *filter;
  gint64 (*count) (Counting *self, const Goal *goal);
} Measure;

static const Measure measures[] = {
  { "sold", "invoice", "date", "sold = yes", count_sold },
  { "won_amount", "deal", "closed_at", "status = won", count_won },
  { "won", "deal", "closed_at", "status = won", count_won },
  { "new_customers", "invoice", "date", "sold = yes", count_new },
  { "spoken", "activity", "occurred_at", NULL, count_spoken },
};

static const Measure *
find_measure (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      if (g_strcmp0 (measures[i].name, name) == 0)
        return &measures[i];
    }

  return NULL;
}

static char *
dup_filter (Counting *self, const Measure *measure, const Goal *goal)
{
  CrmReportFilter *filter = crm_report_filter_new (self->run, measure->type);
  g_autofree char *text = NULL;

  crm_report_filter_add_days (filter, measure->field, &goal->days);
  if (strcmp (measure->name, "new_customers") == 0)
    crm_report_filter_add_days (filter, "payer.first_purchase", &goal->days);
  if (goal->owner != CRM_UNSET)
    crm_report_filter_add_record (filter, "owner", goal->owner);
  if (goal->is_amount)
    crm_report_filter_add (filter, "currency", goal->currency);
  text = crm_report_filter_end (filter);

  if (measure->filter == NULL)
    return crm_report_with_kinds (g_steal_pointer (&text), crm_activity_kind_is_contact);

  return g_strdup_printf ("%s and %s", measure->filter, text);
}

/* "Maryam: Amount sold, 1 March 2026 – 31 March 2026" */
static char *
dup_label (Counting *self, CrmRecord *target, const Goal *goal)
{
  const CrmCulture *culture = &self->run->question->culture;
  g_autofree char  *title = crm_object_dup_title (CRM_OBJECT (target));
  g_autofree char  *first = crm_date_format (goal->days.first, culture, CRM_DATE_STYLE_MEDIUM);
  g_autofree char  *last = crm_date_format (goal->days.last, culture, CRM_DATE_STYLE_MEDIUM);
  g_autofree char  *who = goal->owner != CRM_UNSET ? crm_report_run_dup_title (self->run, goal->owner) : NULL;

  if (who != NULL)
    /* Translators: 1: a user, 2: what is to be reached, 3, 4: days */
    return g_strdup_printf (C_ ("target", "%1$s: %2$s, %3$s – %4$s"), who, title, first, last);

  /* Translators: 1: what is to be reached, 2, 3: days */
  return g_strdup_printf (C_ ("target", "%1$s, %2$s – %3$s"), title, first, last);
}

/* How much of its days are over. */
static void
set_time (Counting *self, CrmReportRow *row, guint column, const Goal *goal)
{
  int all = crm_date_days_between (goal->days.first, goal->days.last) + 1;
  int over = crm_date_days_between (goal->days.first, self->run->question->today) + 1;

  crm_report_row_set_percent (row, column, CLAMP (over, 0, all), all);
}

static void
add_target (Counting *self, CrmRecord *target, const Measure *measure, const Goal *goal)
{
  g_autofree char *label = dup_label (self, target, goal);
  CrmReportRow    *row = crm_report_table_add_row (self->table, label);
  gint64           reached = measure->count (self, goal);
  guint            place = goal->is_amount ? 0 : 2;

  crm_report_row_set (row, place, goal->goal, NULL);
  crm_report_row_set (row, place + 1, reached, dup_filter (self, measure, goal));
  row->cells[place + 1].opens = measure->type;
  crm_report_row_set_percent (row, 4, reached, goal->goal);
  set_time (self, row, 5, goal);
}

/* Returns: whether it is about some of the days that are asked for */
static gboolean
read_goal (CrmReportRun *run, CrmObject *target, Goal *goal)
{
  const char *first = crm_object_get_text (target, "first");
  const char *last = crm_object_get_text (target, "last");
  const char *currency = crm_object_get_text (target, "currency");

  *goal = (Goal){
    .measure = crm_object_get_text (target, "measure"),
    .owner = crm_object_get_integer (target, "owner"),
    .currency = currency != NULL ? currency : "",
    .is_amount = crm_target_is_amount (target),
    .goal = crm_object_get_integer (target, crm_target_is_amount (target) ? "amount" : "count"),
  };
  if (first == NULL || last == NULL || !crm_date_from_iso (first, &goal->days.first) || !crm_date_from_iso (last, &goal->days.last) || goal->goal == CRM_UNSET || goal->goal <= 0)
    return FALSE;

  return crm_date_compare (goal->days.first, run->question->period.last) <= 0 && crm_date_compare (goal->days.last, run->question->period.first) >= 0;
}

static gboolean
load (Counting *self, GError **error)
{
  self->deals = crm_deal_facts_load (self->run->reading, error);
  self->works = self->deals != NULL ? crm_work_facts_load (self->run->reading, self->run->question->today, FALSE, error) : NULL;
  self->sold = self->works != NULL ? crm_purchases_load_sold (self->run->reading, error) : NULL;

  return self->sold != NULL;
}

/* Those about the days that are asked for, and the currencies of their amounts. */
static GPtrArray *
load_targets (CrmReportRun *run, GArray *ids, CrmReportMoney *money, GError **error)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < ids->len; i++)
    {
      CrmRecord *target = crm_reading_load (run->reading, g_array_index (ids, gint64, i), error);
      Goal       goal;

      if (target == NULL)
        return NULL;
      g_ptr_array_add (targets, target);
      if (read_goal (run, CRM_OBJECT (target), &goal) && goal.is_amount)
        crm_report_money_add (money, goal.currency);
    }

  return g_steal_pointer (&targets);
}

static void
note_others (Counting *self, guint n)
{
  g_autofree char *count = crm_culture_count (&self->run->question->culture, n);

  if (n > 0)
    crm_report_table_take_note (self->table, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s target is in another currency, and left out.", "%s targets are in other currencies, and left out.", n), count));
}

CrmReportTable *
crm_report_make_targets (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmReportTable) table = crm_report_table_new (_ ("Target"));
  g_autoptr (CrmQuery) query = crm_query_new ("target");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) targets = NULL;
  g_auto (Counting) self = { .run = run, .table = table };
  CrmReportMoney money = { .n_known = 0 };

  crm_report_table_add_column (table, "amount", _ ("Amount to reach"), CRM_REPORT_MONEY, NULL);
  crm_report_table_add_column (table, "amount_reached", _ ("Amount reached"), CRM_REPORT_MONEY, NULL);
  crm_report_table_add_column (table, "number", _ ("Number to reach"), CRM_REPORT_COUNT, NULL);
  crm_report_table_add_column (table, "number_reached", _ ("Number reached"), CRM_REPORT_COUNT, NULL);
  crm_report_table_chart (table, crm_report_table_add_column (table, "attained", _ ("Of the target"), CRM_REPORT_PERCENT, NULL));
  crm_report_table_chart (table, crm_report_table_add_column (table, "over", _ ("Of its time"), CRM_REPORT_PERCENT, NULL));
  crm_query_set_order (query, "first", TRUE);
  if (!load (&self, error) || !crm_reading_query (run->reading, query, 0, ids, error))
    return NULL;
  targets = load_targets (run, ids, &money, error);
  if (targets == NULL)
    return NULL;

  note_others (&self, crm_report_money_find (&money, table->currency));
  for (guint i = 0; i < targets->len; i++)
    {
      const Measure *measure = find_measure (crm_object_get_text (targets->pdata[i], "measure"));
      Goal           goal;

      if (measure != NULL && read_goal (run, targets->pdata[i], &goal) && (!goal.is_amount || crm_report_money_is (table, goal.currency)))
        add_target (&self, targets->pdata[i], measure, &goal);
    }
  crm_report_table_take_note (table, g_strdup (_ ("Targets are set in the preferences, under Your Business. All customers are counted.")));

  return g_steal_pointer (&table);
}
