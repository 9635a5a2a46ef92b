/* Reports of who buys: where they come from, who buys most, and who comes again. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CUSTOMERS_MOST 50
#define COHORT_MONTHS 12

/* Which customers make so much of the sales: the rule of A, B and C. */
#define A_SHARE 0.8
#define B_SHARE 0.95

/* Of a whole, as whole numbers. */
#define PARTS 10000

typedef struct
{
  gint64 customer;
  gint64 invoices;
  gint64 revenue;
} Buyer;

/* The purchases of the time and the segment. */
static GArray *
load_sold (CrmReportRun *run, CrmReportMoney *money, GError **error)
{
  GArray *sold = crm_purchases_load_sold (run->reading, error);
  guint   kept = 0;

  for (guint i = 0; sold != NULL && i < sold->len; i++)
    {
      const CrmSold *one = &g_array_index (sold, CrmSold, i);

      if (!crm_report_run_has_day (run, crm_date_from_days (one->day)) || !crm_report_run_wants (run, CRM_REPORT_INVOICES, one->document))
        continue;
      crm_report_money_add (money, one->currency);
      g_array_index (sold, CrmSold, kept++) = *one;
    }
  if (sold != NULL)
    g_array_set_size (sold, kept);

  return sold;
}

static int
compare_buyers (gconstpointer a, gconstpointer b)
{
  const Buyer *x = a;
  const Buyer *y = b;

  if (x->revenue != y->revenue)
    return x->revenue < y->revenue ? 1 : -1;

  return (x->customer > y->customer) - (x->customer < y->customer);
}

/* @sold: by customer */
static GArray *
list_buyers (const CrmReportTable *table, GArray *sold)
{
  GArray *buyers = g_array_new (FALSE, FALSE, sizeof (Buyer));

  for (guint i = 0; i < sold->len; i++)
    {
      const CrmSold *one = &g_array_index (sold, CrmSold, i);
      Buyer          fresh = { .customer = one->customer };
      Buyer         *buyer;

      if (buyers->len == 0 || g_array_index (buyers, Buyer, buyers->len - 1).customer != one->customer)
        g_array_append_val (buyers, fresh);
      buyer = &g_array_index (buyers, Buyer, buyers->len - 1);
      buyer->invoices++;
      buyer->revenue = crm_report_money_sum (table, buyer->revenue, one->amount, one->currency);
    }
  g_array_sort (buyers, compare_buyers);

  return buyers;
}

static char *
filter_buyer (CrmReportRun *run, gint64 customer)
{
  const CrmRecordType *type = crm_record_type_of_id (customer);
  CrmReportFilter     *filter = crm_report_filter_new (run, "invoice");
  gboolean             company = type != NULL && g_str_equal (type->name, "company");

  crm_report_filter_add (filter, "sold", "yes");
  crm_report_filter_add_record (filter, company ? "company" : "person", customer);
  if (!company)
    crm_report_filter_add_record (filter, "company", CRM_UNSET);

  return crm_report_filter_end (crm_report_filter_add_days (filter, "date", &run->question->period));
}

/* How many of the best make four fifths of it. */
static void
note_best (CrmReportRun *run, CrmReportTable *table, guint best, guint n)
{
  g_autofree char *few = crm_culture_count (&run->question->culture, best);
  g_autofree char *all = crm_culture_count (&run->question->culture, n);
  g_autofree char *most = crm_culture_count (&run->question->culture, (gint64) (A_SHARE * 100));
  g_autofree char *more = crm_culture_count (&run->question->culture, (gint64) (B_SHARE * 100));

  /* Translators: 1, 2: numbers of customers, 3, 4: per cent */
  crm_report_table_take_note (table, g_strdup_printf (_ ("%1$s of %2$s customers make %3$s%% of what was sold (A); the next make it %4$s%% (B); the others are C."), few, all, most, more));
}

static void
fill_buyers (CrmReportRun *run, CrmReportTable *table, GArray *buyers)
{
  double all = 0;
  double so_far = 0;
  guint  best = 0;

  for (guint i = 0; i < buyers->len; i++)
    all += (double) g_array_index (buyers, Buyer, i).revenue;
  for (guint i = 0; i < buyers->len; i++)
    {
      const Buyer *buyer = &g_array_index (buyers, Buyer, i);
      const char *class = so_far < A_SHARE * all ? "A" : so_far < B_SHARE * all ? "B"
                                                                                : "C";
      g_autofree char *label = NULL;
      CrmReportRow    *row;

      best += *class == 'A';
      so_far += (double) buyer->revenue;
      if (i >= CUSTOMERS_MOST)
        continue;
      label = crm_report_run_dup_title (run, buyer->customer);
      row = crm_report_table_add_row (table, label);
      crm_report_row_set_text (row, 0, class);
      crm_report_row_set (row, 1, buyer->invoices, filter_buyer (run, buyer->customer));
      crm_report_row_set (row, 2, buyer->revenue, filter_buyer (run, buyer->customer));
      crm_report_row_set_percent (row, 3, (gint64) (so_far / all * PARTS), PARTS);
    }
  if (buyers->len > 0)
    note_best (run, table, best, buyers->len);
}

CrmReportTable *
crm_report_make_best_customers (CrmReportRun *run, GError **error)
{
  CrmReportMoney money = { .n_known = 0 };
  g_autoptr (GArray) sold = load_sold (run, &money, error);
  g_autoptr (GArray) buyers = NULL;
  CrmReportTable *table;

  if (sold == NULL)
    return NULL;

  table = crm_report_table_new (_ ("Customer"));
  crm_report_table_add_column (table, "class", C_ ("report", "Class"), CRM_REPORT_TEXT, NULL);
  crm_report_table_add_column (table, "invoices", _ ("Invoices"), CRM_REPORT_COUNT, "invoice");
  crm_report_table_chart (table, crm_report_table_add_column (table, "revenue", _ ("Sold"), CRM_REPORT_MONEY, "invoice"));
  crm_report_table_add_column (table, "so_far", _ ("With all above"), CRM_REPORT_PERCENT, NULL);
  crm_report_money_choose (&money, run, table);
  buyers = list_buyers (table, sold);
  fill_buyers (run, table, buyers);

  return table;
}

typedef struct
{
  CrmPeriod days;
  gint64    size;
  gint64    came[COHORT_MONTHS];
} Cohort;

static char *
filter_cohort (CrmReportRun *run, const CrmPeriod *first, const CrmPeriod *days)
{
  CrmReportFilter *filter = crm_report_filter_new (run, "invoice");

  crm_report_filter_add (filter, "sold", "yes");
  crm_report_filter_add_days (filter, "payer.first_purchase", first);

  return crm_report_filter_end (crm_report_filter_add_days (filter, "date", days));
}

/* One customer's purchases: those from @from up to @until, by day. */
static void
count_customer (CrmReportRun *run, GArray *sold, guint from, guint until, GArray *months, Cohort *cohorts)
{
  gint  first = crm_report_find_month (months, crm_date_from_days (g_array_index (sold, CrmSold, from).day));
  gint  last = 0;
  guint i = from;

  while (i < until && !crm_report_run_wants (run, CRM_REPORT_INVOICES, g_array_index (sold, CrmSold, i).document))
    i++;
  if (first < 0 || i == until)
    return;

  cohorts[first].size++;
  for (; i < until; i++)
    {
      gint month = crm_report_find_month (months, crm_date_from_days (g_array_index (sold, CrmSold, i).day));
      gint after = month - first;

      if (month < 0 || after <= last || after > COHORT_MONTHS || !crm_report_run_wants (run, CRM_REPORT_INVOICES, g_array_index (sold, CrmSold, i).document))
        continue;
      cohorts[first].came[after - 1]++;
      last = after;
    }
}

static void
fill_cohort (CrmReportRun *run, CrmReportTable *table, GArray *months, const Cohort *cohort, guint place)
{
  const CrmPeriod *days = &g_array_index (months, CrmPeriod, place);
  g_autofree char *label = crm_report_run_dup_month (run, days);
  CrmReportRow    *row = crm_report_table_add_row (table, label);

  crm_report_row_set (row, 0, cohort->size, filter_cohort (run, days, days));
  for (guint i = 1; i <= COHORT_MONTHS && place + i < months->len; i++)
    crm_report_row_set_share (row, i, cohort->came[i - 1], cohort->size, filter_cohort (run, days, &g_array_index (months, CrmPeriod, place + i)));
}

/* Whole months, up to the one in which the time ends. */
static GArray *
list_whole_months (CrmReportRun *run)
{
  GArray     *months = crm_report_run_list_months (run);
  CrmCalendar calendar = run->question->culture.calendar;

  for (guint i = 0; i < months->len; i++)
    {
      CrmPeriod *month = &g_array_index (months, CrmPeriod, i);

      *month = (CrmPeriod){ crm_date_month_start (month->first, calendar), crm_date_month_end (month->first, calendar) };
    }

  return months;
}

CrmReportTable *
crm_report_make_cohorts (CrmReportRun *run, GError **error)
{
  g_autoptr (GArray) sold = crm_purchases_load_sold (run->reading, error);
  g_autoptr (GArray) months = list_whole_months (run);
  g_autofree Cohort *cohorts = g_new0 (Cohort, months->len);
  CrmReportTable    *table;

  if (sold == NULL)
    return NULL;

  table = crm_report_table_new (_ ("First bought in"));
  crm_report_table_add_column (table, "customers", _ ("Customers"), CRM_REPORT_COUNT, "invoice");
  for (guint i = 1; i <= COHORT_MONTHS; i++)
    {
      static const char *const names[COHORT_MONTHS] = { "month_1", "month_2", "month_3", "month_4", "month_5", "month_6", "month_7", "month_8", "month_9", "month_10", "month_11", "month_12" };
      g_autofree char         *count = crm_culture_count (&run->question->culture, i);
      /* Translators: months after the first purchase */
      g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s month after", "%s months after", i), count);

      crm_report_table_chart (table, crm_report_table_add_column (table, names[i - 1], title, CRM_REPORT_SHARE, "invoice"));
    }
  for (guint i = 0; i < sold->len;)
    {
      guint end = i;

      while (end < sold->len && g_array_index (sold, CrmSold, end).customer == g_array_index (sold, CrmSold, i).customer)
        end++;
      count_customer (run, sold, i, end, months, cohorts);
      i = end;
    }
  for (guint i = 0; i < months->len; i++)
    {
      if (cohorts[i].size > 0)
        fill_cohort (run, table, months, &cohorts[i], i);
    }

  return table;
}

typedef struct
{
  char  *key;    /* (owned) (nullable): folded; NULL for none */
  char  *source; /* (owned) (nullable): as somebody wrote it */
  gint64 deals;
  gint64 won;
  gint64 lost;
  gint64 invoices;
  gint64 revenue;
} Source;

static void
source_free (gpointer data)
{
  Source *self = data;

  g_free (self->key);
  g_free (self->source);
  g_free (self);
}

/* Text is compared as filters compare it. */
static Source *
find_source (GPtrArray *sources, const char *source)
{
  g_autofree char *key = source != NULL ? crm_text_fold (source) : NULL;
  Source          *fresh;

  for (guint i = 0; i < sources->len; i++)
    {
      if (g_strcmp0 (((Source *) sources->pdata[i])->key, key) == 0)
        return sources->pdata[i];
    }
  fresh = g_new0 (Source, 1);
  fresh->key = g_steal_pointer (&key);
  fresh->source = g_strdup (source);
  g_ptr_array_add (sources, fresh);

  return fresh;
}

static char *
filter_source (CrmReportRun *run, const Source *source, const char *type)
{
  CrmReportFilter *filter = crm_report_filter_new (run, type);
  gboolean         invoices = g_str_equal (type, "invoice");

  if (invoices)
    crm_report_filter_add (filter, "sold", "yes");
  crm_report_filter_add_test (filter, invoices ? "payer.source" : "source", source->source != NULL ? CRM_OP_EQUAL : CRM_OP_UNSET, source->source);

  return crm_report_filter_end (crm_report_filter_add_days (filter, invoices ? "date" : "created_at", &run->question->period));
}

static gboolean
count_source_deals (CrmReportRun *run, GPtrArray *sources, GError **error)
{
  g_autoptr (CrmDealFacts) facts = crm_deal_facts_load (run->reading, error);

  for (guint i = 0; facts != NULL && i < facts->deals->len; i++)
    {
      const CrmDealFact *deal = &g_array_index (facts->deals, CrmDealFact, i);
      Source            *source;

      if (!crm_report_run_has_instant (run, deal->created_at) || !crm_report_run_wants (run, CRM_REPORT_DEALS, deal->deal))
        continue;
      source = find_source (sources, deal->source);
      source->deals++;
      source->won += strcmp (deal->status, "won") == 0;
      source->lost += strcmp (deal->status, "lost") == 0;
    }

  return facts != NULL;
}

static void
count_source_sales (CrmReportRun *run, const CrmReportTable *table, GPtrArray *sources, GArray *sold)
{
  gint64  customer = 0;
  Source *source = NULL;

  for (guint i = 0; i < sold->len; i++)
    {
      const CrmSold *one = &g_array_index (sold, CrmSold, i);

      if (one->customer != customer)
        {
          g_autoptr (CrmRecord) record = crm_reading_load (run->reading, one->customer, NULL);

          customer = one->customer;
          source = find_source (sources, record != NULL ? crm_object_get_text (CRM_OBJECT (record), "source") : NULL);
        }
      source->invoices++;
      source->revenue = crm_report_money_sum (table, source->revenue, one->amount, one->currency);
    }
}

static int
compare_sources (gconstpointer a, gconstpointer b)
{
  const Source *x = *(Source *const *) a;
  const Source *y = *(Source *const *) b;

  if (x->revenue != y->revenue)
    return x->revenue < y->revenue ? 1 : -1;
  if (x->deals != y->deals)
    return x->deals < y->deals ? 1 : -1;

  return g_strcmp0 (x->key, y->key);
}

CrmReportTable *
crm_report_make_sources (CrmReportRun *run, GError **error)
{
  CrmReportMoney money = { .n_known = 0 };
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (source_free);
  g_autoptr (GArray) sold = load_sold (run, &money, error);
  CrmReportTable *table;

  if (sold == NULL || !count_source_deals (run, sources, error))
    return NULL;

  table = crm_report_table_new (_ ("Source"));
  crm_report_table_add_column (table, "deals", _ ("Deals begun"), CRM_REPORT_COUNT, "deal");
  crm_report_table_add_column (table, "won", _ ("Won of those that ended"), CRM_REPORT_SHARE, NULL);
  crm_report_table_add_column (table, "invoices", _ ("Invoices"), CRM_REPORT_COUNT, "invoice");
  crm_report_table_chart (table, crm_report_table_add_column (table, "revenue", _ ("Sold"), CRM_REPORT_MONEY, "invoice"));
  crm_report_money_choose (&money, run, table);
  count_source_sales (run, table, sources, sold);
  g_ptr_array_sort (sources, compare_sources);
  for (guint i = 0; i < sources->len; i++)
    {
      const Source *source = sources->pdata[i];
      CrmReportRow *row = crm_report_table_add_row (table, source->source != NULL ? source->source : _ ("Not known"));

      crm_report_row_set (row, 0, source->deals, filter_source (run, source, "deal"));
      crm_report_row_set_share (row, 1, source->won, source->won + source->lost, NULL);
      crm_report_row_set (row, 2, source->invoices, filter_source (run, source, "invoice"));
      crm_report_row_set (row, 3, source->revenue, filter_source (run, source, "invoice"));
    }
  if (sources->len > 0)
    crm_report_table_take_note (table, g_strdup (_ ("Deals by their own source, sales by that of the customer.")));

  return table;
}
