/* The figures, each by a function of its own that says nothing where there is nothing to say. */

#include "config.h"

#include "crm-dashboard.h"

#include "crm-dashboard-private.h"

#include "crm-activity.h"
#include "crm-clock.h"
#include "crm-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Days that are looked back on. */
#define WEEK 7
#define HALF_YEAR 182
#define QUARTER 90

static CrmDashboardFigure *
add_figure (CrmDashboardRun *self, const char *name, const char *title, CrmReportKind kind, gint64 value, const char *opens, char *filter)
{
  CrmDashboardFigure *figure = g_new0 (CrmDashboardFigure, 1);

  figure->name = name;
  figure->title = g_strdup (title);
  figure->kind = kind;
  figure->value = value;
  figure->opens = opens;
  figure->filter = filter;
  g_strlcpy (figure->currency, self->money.currency, sizeof figure->currency);
  g_ptr_array_add (self->dashboard->figures, figure);

  return figure;
}

static char *
dup_money (CrmDashboardRun *self, gint64 amount)
{
  return crm_money_format (amount, self->money.currency[0] != '\0' ? self->money.currency : NULL, &self->run.question->culture, CRM_MONEY_STYLE_FULL);
}

static char *
dup_count (CrmDashboardRun *self, gint64 count)
{
  return crm_culture_count (&self->run.question->culture, count);
}

static CrmReportFilter *
new_filter (CrmDashboardRun *self, const char *type)
{
  return crm_report_filter_new (&self->run, type);
}

static gboolean
is_in (gint64 instant, const CrmPeriod *days)
{
  CrmDate day = instant != CRM_UNSET ? crm_date_from_instant (instant) : CRM_DATE_NONE;

  return instant != CRM_UNSET && crm_date_compare (day, days->first) >= 0 && crm_date_compare (day, days->last) <= 0;
}

static CrmPeriod
get_days (CrmDashboardRun *self, int from, int until)
{
  return (CrmPeriod){ crm_date_add_days (self->run.question->today, -from), crm_date_add_days (self->run.question->today, -until) };
}

static CrmPeriod
get_month (CrmDashboardRun *self)
{
  return (CrmPeriod){ crm_date_month_start (self->run.question->today, self->run.question->culture.calendar), self->run.question->today };
}

static CrmPeriod
get_year (CrmDashboardRun *self)
{
  return (CrmPeriod){ crm_date_add_days (crm_date_add_years (self->run.question->today, self->run.question->culture.calendar, -1), 1), self->run.question->today };
}

/* In the currency that most is in. */
static gint64
sum_sold (CrmDashboardRun *self, CrmPeriod days)
{
  gint32 first = crm_date_to_days (days.first);
  gint32 last = crm_date_to_days (days.last);
  gint64 all = 0;

  for (guint i = 0; i < self->sold->len; i++)
    {
      const CrmSold *one = &g_array_index (self->sold, CrmSold, i);

      if (one->day >= first && one->day <= last)
        all = crm_report_money_sum (&self->money, all, one->amount, one->currency);
    }

  return all;
}

/* The same days of another month, or of all of it where that is shorter. */
static CrmPeriod
get_same_days (CrmDashboardRun *self, CrmPeriod month, int months)
{
  CrmCalendar calendar = self->run.question->culture.calendar;
  CrmDate     first = crm_date_add_months (month.first, calendar, -months);
  CrmDate     last = crm_date_add_days (first, crm_date_days_between (month.first, month.last));
  CrmDate     end = crm_date_month_end (first, calendar);

  return (CrmPeriod){ first, crm_date_compare (last, end) < 0 ? last : end };
}

static void
add_sold (CrmDashboardRun *self)
{
  CrmPeriod           month = get_month (self);
  gint64              before = sum_sold (self, get_same_days (self, month, 1));
  gint64              year_before = sum_sold (self, get_same_days (self, month, 12));
  gint64              now = sum_sold (self, month);
  g_autofree char    *last_month = dup_money (self, before);
  g_autofree char    *last_year = dup_money (self, year_before);
  CrmDashboardFigure *figure;

  if (self->sold->len == 0)
    return;

  figure = add_figure (self, "sold", _ ("Sold this month"), CRM_REPORT_MONEY, now, "invoice",
                       crm_report_filter_end (crm_report_filter_add_days (crm_report_filter_add (new_filter (self, "invoice"), "sold", "yes"), "date", &month)));
  if (year_before > 0)
    /* Translators: amounts in the same days */
    figure->sentence = g_strdup_printf (_ ("By this day: %1$s last month, %2$s a year ago."), last_month, last_year);
  else
    /* Translators: an amount in the same days */
    figure->sentence = g_strdup_printf (_ ("By this day: %s last month."), last_month);
}

static void
add_pipeline (CrmDashboardRun *self)
{
  gint64              count = 0;
  gint64              value = 0;
  double              weighted = 0;
  g_autofree char    *number = NULL;
  g_autofree char    *expected = NULL;
  CrmDashboardFigure *figure;

  for (guint i = 0; i < self->deals->deals->len; i++)
    {
      const CrmDealFact *deal = &g_array_index (self->deals->deals, CrmDealFact, i);

      if (strcmp (deal->status, "open") != 0)
        continue;
      count++;
      value = crm_report_money_sum (&self->money, value, deal->value, deal->currency);
      if (crm_report_money_is (&self->money, deal->currency))
        weighted += (double) deal->value * deal->probability / 100;
    }
  if (count == 0)
    return;

  number = dup_count (self, count);
  expected = dup_money (self, crm_report_run_round (&self->run, &self->money, weighted));
  figure = add_figure (self, "pipeline", _ ("In open deals"), CRM_REPORT_MONEY, value, "deal", crm_report_filter_end (crm_report_filter_add (new_filter (self, "deal"), "status", "open")));
  /* Translators: 1: number of deals, 2: amount */
  figure->sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s deal; %2$s, weighed by how probable it is.", "%1$s deals; %2$s, weighed by how probable they are.", (gulong) count), number, expected);
}

static char *
filter_closed (CrmDashboardRun *self, const char *status, const CrmPeriod *days)
{
  return crm_report_filter_end (crm_report_filter_add_days (crm_report_filter_add (new_filter (self, "deal"), "status", status), "closed_at", days));
}

typedef struct
{
  gint64 won;
  gint64 lost;
  gint64 value;
} Ended;

static Ended
count_ended (CrmDashboardRun *self, CrmPeriod days)
{
  Ended ended = { 0, 0, 0 };

  for (guint i = 0; i < self->deals->deals->len; i++)
    {
      const CrmDealFact *deal = &g_array_index (self->deals->deals, CrmDealFact, i);

      if (!is_in (deal->closed_at, &days))
        continue;
      ended.won += strcmp (deal->status, "won") == 0;
      ended.lost += strcmp (deal->status, "lost") == 0;
      if (strcmp (deal->status, "won") == 0)
        ended.value = crm_report_money_sum (&self->money, ended.value, deal->value, deal->currency);
    }

  return ended;
}

static void
add_won (CrmDashboardRun *self)
{
  CrmPeriod           month = get_month (self);
  CrmPeriod           year = get_year (self);
  Ended               now = count_ended (self, month);
  Ended               all = count_ended (self, year);
  g_autofree char    *value = dup_money (self, now.value);
  g_autofree char    *lost = dup_count (self, now.lost);
  g_autofree char    *won = dup_count (self, all.won);
  CrmDashboardFigure *figure;

  if (all.won + all.lost == 0)
    return;

  figure = add_figure (self, "won", _ ("Deals won this month"), CRM_REPORT_COUNT, now.won, "deal", filter_closed (self, "won", &month));
  /* Translators: 1: amount, 2: number of deals */
  figure->sentence = g_strdup_printf (_ ("For %1$s; lost: %2$s."), value, lost);
  figure = add_figure (self, "win_rate", _ ("Won in a year, of those that ended"), CRM_REPORT_SHARE, all.won, "deal", filter_closed (self, "won", &year));
  figure->whole = all.won + all.lost;
  /* Translators: number of deals */
  figure->sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s deal was won.", "%s deals were won.", (gulong) all.won), won);
}

static void
add_overdue (CrmDashboardRun *self)
{
  gint64              count = 0;
  gint64              amount = 0;
  g_autofree char    *number = NULL;
  CrmDashboardFigure *figure;

  for (guint i = 0; i < self->receivables->len; i++)
    {
      const CrmReceivable *one = &g_array_index (self->receivables, CrmReceivable, i);

      if (one->open <= 0 || !crm_date_is_full (one->due) || crm_date_compare (one->due, self->run.question->today) >= 0)
        continue;
      count++;
      amount = crm_report_money_sum (&self->money, amount, one->open, one->currency);
    }
  if (self->receivables->len == 0)
    return;

  number = dup_count (self, count);
  figure = add_figure (self, "overdue", _ ("Overdue invoices"), CRM_REPORT_MONEY, amount, "invoice", crm_report_filter_end (crm_report_filter_add (new_filter (self, "invoice"), "overdue", "yes")));
  /* Translators: number of invoices */
  figure->sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s invoice should have been paid.", "%s invoices should have been paid.", (gulong) count), number);
}

static void
add_to_do (CrmDashboardRun *self)
{
  gint64              late = 0;
  gint64              open = 0;
  g_autofree char    *number = NULL;
  CrmReportFilter    *filter;
  CrmDashboardFigure *figure;

  for (guint i = 0; i < self->works->works->len; i++)
    {
      const CrmWorkFact *work = &g_array_index (self->works->works, CrmWorkFact, i);

      if (!crm_activity_kind_is_plan (work->kind) || work->done_at != CRM_UNSET)
        continue;
      open++;
      late += work->late;
    }
  if (open == 0)
    return;

  number = dup_count (self, open);
  filter = crm_report_filter_add (crm_report_filter_add_test (new_filter (self, "activity"), "done_at", CRM_OP_UNSET, NULL), "late", "yes");
  figure = add_figure (self, "late", _ ("Tasks and promises overdue"), CRM_REPORT_COUNT, late, "activity", crm_report_with_kinds (crm_report_filter_end (filter), crm_activity_kind_is_plan));
  /* Translators: number of tasks and promises */
  figure->sentence = g_strdup_printf (_ ("To do in all: %s."), number);
}

static gint64
count_spoken (CrmDashboardRun *self, CrmPeriod days)
{
  gint64 count = 0;

  for (guint i = 0; i < self->works->works->len; i++)
    {
      const CrmWorkFact *work = &g_array_index (self->works->works, CrmWorkFact, i);

      count += work->kind != NULL && crm_activity_kind_is_contact (work->kind) && is_in (work->occurred_at, &days);
    }

  return count;
}

static void
add_spoken (CrmDashboardRun *self)
{
  CrmPeriod           week = get_days (self, WEEK - 1, 0);
  gint64              now = count_spoken (self, week);
  gint64              before = count_spoken (self, get_days (self, 2 * WEEK - 1, WEEK));
  g_autofree char    *number = dup_count (self, before);
  CrmDashboardFigure *figure;

  if (now + before == 0)
    return;

  figure = add_figure (self, "spoken", _ ("Spoken with customers in seven days"), CRM_REPORT_COUNT, now, "activity",
                       crm_report_with_kinds (crm_report_filter_end (crm_report_filter_add_days (new_filter (self, "activity"), "occurred_at", &week)), crm_activity_kind_is_contact));
  /* Translators: number of calls, messages and meetings */
  figure->sentence = g_strdup_printf (_ ("In the seven days before: %s."), number);
}

/* Of those who bought in the half year before the last, who came in the last. @sold: by customer */
static void
add_came_again (CrmDashboardRun *self)
{
  CrmPeriod           before = get_days (self, 2 * HALF_YEAR - 1, HALF_YEAR);
  CrmPeriod           since = get_days (self, HALF_YEAR - 1, 0);
  gint64              customers = 0;
  gint64              again = 0;
  CrmReportFilter    *filter;
  CrmDashboardFigure *figure;

  for (guint i = 0; i < self->sold->len;)
    {
      gint64   customer = g_array_index (self->sold, CrmSold, i).customer;
      gboolean came = FALSE;
      gboolean came_again = FALSE;

      for (; i < self->sold->len && g_array_index (self->sold, CrmSold, i).customer == customer; i++)
        {
          gint32 day = g_array_index (self->sold, CrmSold, i).day;

          came |= day >= crm_date_to_days (before.first) && day <= crm_date_to_days (before.last);
          came_again |= day >= crm_date_to_days (since.first) && day <= crm_date_to_days (since.last);
        }
      customers += came;
      again += came && came_again;
    }
  if (customers == 0)
    return;

  filter = crm_report_filter_add_days (crm_report_filter_add (new_filter (self, "invoice"), "sold", "yes"), "payer.purchase", &before);
  figure = add_figure (self, "came_again", _ ("Customers who came again"), CRM_REPORT_SHARE, again, "invoice", crm_report_filter_end (crm_report_filter_add_days (filter, "date", &since)));
  figure->whole = customers;
  figure->sentence = g_strdup (_ ("Of those who bought in the half year before the last, in the last one."));
}

static void
add_promises (CrmDashboardRun *self)
{
  CrmPeriod           year = get_year (self);
  gint64              made = 0;
  gint64              kept = 0;
  CrmReportFilter    *filter;
  CrmDashboardFigure *figure;

  for (guint i = 0; i < self->works->works->len; i++)
    {
      const CrmWorkFact *work = &g_array_index (self->works->works, CrmWorkFact, i);

      if (g_strcmp0 (work->kind, "promise") != 0 || !crm_date_is_full (work->due) || crm_date_compare (work->due, year.first) < 0 || crm_date_compare (work->due, year.last) > 0)
        continue;
      made++;
      kept += work->done_at != CRM_UNSET && !work->late;
    }
  if (made == 0)
    return;

  filter = crm_report_filter_add_days (crm_report_filter_add (new_filter (self, "activity"), "kind", "promise"), "due", &year);
  filter = crm_report_filter_add (crm_report_filter_add_test (filter, "done_at", CRM_OP_SET, NULL), "late", "no");
  figure = add_figure (self, "promises", _ ("Promises kept in time"), CRM_REPORT_SHARE, kept, "activity", crm_report_filter_end (filter));
  figure->whole = made;
  figure->sentence = g_strdup (_ ("Of those that were due in a year."));
}

/* What waits for the customer is not to be answered. */
static void
add_to_answer (CrmDashboardRun *self)
{
  gint64              now = crm_clock_now ();
  gint64              open = 0;
  gint64              waiting = 0;
  gint64              late = 0;
  g_autofree char    *late_number = NULL;
  g_autofree char    *waiting_number = NULL;
  CrmReportFilter    *filter;
  CrmDashboardFigure *figure;

  for (guint i = 0; i < self->cases->cases->len; i++)
    {
      const CrmCaseFact *one = &g_array_index (self->cases->cases, CrmCaseFact, i);
      gboolean           ours = strcmp (one->status, "solved") != 0 && strcmp (one->status, "waiting") != 0;

      open += ours;
      waiting += strcmp (one->status, "waiting") == 0;
      late += ours && one->due_at != CRM_UNSET && one->due_at < now;
    }
  if (open + waiting == 0)
    return;

  late_number = dup_count (self, late);
  waiting_number = dup_count (self, waiting);
  filter = crm_report_filter_add_test (new_filter (self, "service_case"), "status", CRM_OP_NOT_EQUAL, "solved");
  filter = crm_report_filter_add_test (filter, "status", CRM_OP_NOT_EQUAL, "waiting");
  figure = add_figure (self, "to_answer", _ ("Cases to answer"), CRM_REPORT_COUNT, open, "service_case", crm_report_filter_end (filter));
  /* Translators: 1, 2: numbers of cases */
  figure->sentence = g_strdup_printf (_ ("Late: %1$s; waiting for the customer: %2$s."), late_number, waiting_number);
}

/* Of those who said how satisfied they are. */
static CrmReportCell
count_satisfied (CrmDashboardRun *self, CrmPeriod days)
{
  CrmReportCell counted = { .is_set = TRUE };

  for (guint i = 0; i < self->cases->feedbacks->len; i++)
    {
      const CrmFeedbackFact *one = &g_array_index (self->cases->feedbacks, CrmFeedbackFact, i);
      CrmDate                day = crm_report_get_answer_day (one);

      if (!crm_report_is_answer (one, "satisfaction") || !crm_date_is_full (day) || crm_date_compare (day, days.first) < 0 || crm_date_compare (day, days.last) > 0)
        continue;
      counted.whole++;
      counted.value += one->score >= CRM_REPORT_SATISFIED_LEAST;
    }

  return counted;
}

static char *
compare_satisfied (CrmDashboardRun *self, const CrmReportCell *now, const CrmReportCell *before)
{
  g_autofree char *least = dup_count (self, CRM_REPORT_ANSWERS_LEAST);
  g_autofree char *share = before->whole > 0 ? crm_report_cell_dup_text (before, CRM_REPORT_PERCENT, "", &self->run.question->culture) : NULL;

  if (now->whole < CRM_REPORT_ANSWERS_LEAST)
    /* Translators: number of answers */
    return g_strdup_printf (_ ("Fewer than %s answers say little."), least);
  if (before->whole < CRM_REPORT_ANSWERS_LEAST)
    /* Translators: number of answers */
    return g_strdup_printf (_ ("In the 90 days before, fewer than %s answered."), least);

  /* Translators: per cent */
  return g_strdup_printf (_ ("In the 90 days before: %s."), share);
}

static void
add_satisfied (CrmDashboardRun *self)
{
  CrmPeriod           quarter = get_days (self, QUARTER - 1, 0);
  CrmReportCell       now = count_satisfied (self, quarter);
  CrmReportCell       before = count_satisfied (self, get_days (self, 2 * QUARTER - 1, QUARTER));
  CrmReportFilter    *filter;
  CrmDashboardFigure *figure;

  if (now.whole == 0)
    return;

  filter = crm_report_filter_add (new_filter (self, "feedback"), "kind", "satisfaction");
  filter = crm_report_filter_add_test (filter, "score", CRM_OP_MORE_OR_EQUAL, G_STRINGIFY (CRM_REPORT_SATISFIED_LEAST));
  figure = add_figure (self, "satisfied", _ ("Satisfied in 90 days, of those who answered"), CRM_REPORT_SHARE, now.value, "feedback", crm_report_filter_end (crm_report_filter_add_days (filter, "date", &quarter)));
  figure->whole = now.whole;
  figure->sentence = compare_satisfied (self, &now, &before);
}

void
crm_dashboard_add_figures (CrmDashboardRun *self)
{
  add_sold (self);
  add_pipeline (self);
  add_won (self);
  add_overdue (self);
  add_to_do (self);
  add_spoken (self);
  add_came_again (self);
  add_promises (self);
  add_to_answer (self);
  add_satisfied (self);
}
