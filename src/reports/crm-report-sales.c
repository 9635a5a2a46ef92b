/* Reports of what was sold: by month, by product, and what of it is not paid yet. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-invoice.h"
#include "crm-sale.h"
#include "crm-sum.h"

#include <glib/gi18n-lib.h>

/* So many products are listed. */
#define PRODUCTS_MOST 50

typedef struct
{
  gint64      invoices;
  gint64      revenue;
  gint64      others; /* in other currencies */
  gint64      customers;
  gint64      fresh;
  GHashTable *seen; /* (owned) (element-type gint64): customers */
} Month;

static void
month_clear (gpointer data)
{
  g_clear_pointer (&((Month *) data)->seen, g_hash_table_unref);
}

static GArray *
new_months (guint n)
{
  GArray *months = g_array_new (FALSE, TRUE, sizeof (Month));

  g_array_set_clear_func (months, month_clear);
  g_array_set_size (months, n);
  for (guint i = 0; i < n; i++)
    g_array_index (months, Month, i).seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return months;
}

static char *
filter_sold (CrmReportRun *run, const CrmPeriod *days, const char *day_field)
{
  CrmReportFilter *filter = crm_report_filter_new (run, "invoice");

  crm_report_filter_add (filter, "sold", "yes");
  crm_report_filter_add_days (filter, "date", days);
  if (day_field != NULL)
    crm_report_filter_add_days (filter, day_field, days);

  return crm_report_filter_end (filter);
}

static void
count_sold (const CrmReportTable *table, Month *month, const CrmSold *sold, gboolean fresh)
{
  month->invoices++;
  month->revenue = crm_report_money_sum (table, month->revenue, sold->amount, sold->currency);
  month->others += !crm_report_money_is (table, sold->currency);
  if (!g_hash_table_add (month->seen, g_memdup2 (&sold->customer, sizeof sold->customer)))
    return;

  month->customers++;
  month->fresh += fresh;
}

static void
fill_month (CrmReportRun *run, const CrmReportTable *table, CrmReportRow *row, const Month *month, const CrmPeriod *days)
{
  crm_report_row_set (row, 0, month->invoices, filter_sold (run, days, NULL));
  crm_report_row_set (row, 1, month->revenue, filter_sold (run, days, NULL));
  if (month->invoices > month->others)
    crm_report_row_set (row, 3, crm_report_run_round (run, table, (double) month->revenue / (double) (month->invoices - month->others)), filter_sold (run, days, NULL));
  crm_report_row_set (row, 4, month->customers, filter_sold (run, days, NULL));
  crm_report_row_set (row, 5, month->fresh, filter_sold (run, days, "payer.first_purchase"));
}

static CrmPeriod
get_year_before (CrmReportRun *run, const CrmPeriod *days)
{
  CrmCalendar calendar = run->question->culture.calendar;

  return (CrmPeriod){ crm_date_add_years (days->first, calendar, -1), crm_date_add_years (days->last, calendar, -1) };
}

/* What was sold in the same days a year ago; nothing is said of a time from which there is no sale at all. */
static void
fill_year_before (CrmReportRun *run, CrmReportTable *table, CrmReportRow *row, GArray *sold, const CrmPeriod *days, gint32 earliest)
{
  CrmPeriod before = get_year_before (run, days);
  gint64    revenue = 0;

  if (crm_date_to_days (before.last) < earliest)
    return;
  for (guint i = 0; i < sold->len; i++)
    {
      const CrmSold *one = &g_array_index (sold, CrmSold, i);

      if (one->day >= crm_date_to_days (before.first) && one->day <= crm_date_to_days (before.last) &&
          crm_report_run_wants (run, CRM_REPORT_INVOICES, one->document))
        revenue = crm_report_money_sum (table, revenue, one->amount, one->currency);
    }
  crm_report_row_set (row, 2, revenue, filter_sold (run, &before, NULL));
}

static CrmReportTable *
new_sales_table (void)
{
  CrmReportTable *table = crm_report_table_new (_ ("Month"));

  crm_report_table_add_column (table, "invoices", _ ("Invoices"), CRM_REPORT_COUNT, "invoice");
  crm_report_table_chart (table, crm_report_table_add_column (table, "revenue", _ ("Sold"), CRM_REPORT_MONEY, "invoice"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "year_before", _ ("The year before"), CRM_REPORT_MONEY, "invoice"));
  crm_report_table_add_column (table, "average", _ ("An invoice, on average"), CRM_REPORT_MONEY, "invoice");
  crm_report_table_add_column (table, "customers", _ ("Customers"), CRM_REPORT_COUNT, "invoice");
  crm_report_table_add_column (table, "new_customers", _ ("New customers"), CRM_REPORT_COUNT, "invoice");

  return table;
}

/* A customer is new on the day of the very first purchase. @sold: by customer and day */
static void
count_months (CrmReportRun *run, CrmReportTable *table, GArray *sold, GArray *periods, GArray *months, gint32 *earliest)
{
  Month *all = &g_array_index (months, Month, periods->len);
  gint64 customer = 0;
  gint32 first = 0;

  for (guint i = 0; i < sold->len; i++)
    {
      const CrmSold *one = &g_array_index (sold, CrmSold, i);
      gint           place = crm_report_find_month (periods, crm_date_from_days (one->day));

      if (one->customer != customer)
        {
          customer = one->customer;
          first = one->day;
        }
      *earliest = MIN (*earliest, one->day);
      if (place < 0 || !crm_report_run_wants (run, CRM_REPORT_INVOICES, one->document))
        continue;
      count_sold (table, &g_array_index (months, Month, place), one, one->day == first);
      count_sold (table, all, one, one->day == first);
    }
}

CrmReportTable *
crm_report_make_sales (CrmReportRun *run, GError **error)
{
  g_autoptr (GArray) sold = crm_purchases_load_sold (run->reading, error);
  g_autoptr (GArray) periods = crm_report_run_list_months (run);
  g_autoptr (GArray) months = new_months (periods->len + 1);
  gint32          earliest = G_MAXINT32;
  CrmReportMoney  money = { .n_known = 0 };
  CrmReportTable *table;
  CrmReportRow   *total;

  if (sold == NULL)
    return NULL;

  table = new_sales_table ();
  for (guint i = 0; i < sold->len; i++)
    {
      const CrmSold *one = &g_array_index (sold, CrmSold, i);

      if (crm_report_run_has_day (run, crm_date_from_days (one->day)) && crm_report_run_wants (run, CRM_REPORT_INVOICES, one->document))
        crm_report_money_add (&money, one->currency);
    }
  crm_report_money_choose (&money, run, table);
  count_months (run, table, sold, periods, months, &earliest);
  if (money.n_all == 0)
    return table;

  for (guint i = 0; i < periods->len; i++)
    {
      const CrmPeriod *days = &g_array_index (periods, CrmPeriod, i);
      g_autofree char *label = crm_report_run_dup_month (run, days);
      CrmReportRow    *row = crm_report_table_add_row (table, label);

      fill_month (run, table, row, &g_array_index (months, Month, i), days);
      fill_year_before (run, table, row, sold, days, earliest);
    }
  total = crm_report_table_add_row (table, C_ ("report", "All"));
  total->is_total = TRUE;
  fill_month (run, table, total, &g_array_index (months, Month, periods->len), &run->question->period);
  fill_year_before (run, table, total, sold, &run->question->period, earliest);
  crm_report_table_take_note (table, g_strdup (_ ("Without tax, and without what came back.")));
  if (crm_report_run_has_day (run, run->question->today))
    crm_report_table_take_note (table, g_strdup (_ ("The last month is not over yet.")));

  return table;
}

typedef struct
{
  gint64 product;
  gint64 invoices;
  gint64 revenue;
  gint64 last; /* document that was counted */
} Product;

typedef struct
{
  GHashTable    *products; /* (owned) (element-type gint64 Product) */
  CrmReportMoney money;
} Products;

static void
count_line (Products *self, CrmRecord *invoice, CrmObject *line, const CrmSaleFigures *figures, gboolean counted)
{
  gint64   id = crm_object_get_integer (line, "product");
  gboolean back = crm_invoice_is_return (invoice);
  Product *product = g_hash_table_lookup (self->products, &id);

  if (id == CRM_UNSET)
    return;
  if (product == NULL)
    {
      product = g_new0 (Product, 1);
      product->product = id;
      g_hash_table_insert (self->products, &product->product, product);
    }
  if (counted)
    product->revenue = crm_sum_add (product->revenue, back ? -figures->net : figures->net);
  if (!back && product->last != crm_record_get_id (invoice))
    {
      product->invoices++;
      product->last = crm_record_get_id (invoice);
    }
}

static gboolean
count_invoice (Products *self, const CrmReportTable *table, CrmRecord *invoice, GError **error)
{
  g_autoptr (GPtrArray) lines = crm_sale_list_lines (CRM_OBJECT (invoice));
  g_autofree CrmSaleFigures *figures = NULL;
  const char                *currency = crm_object_get_text (CRM_OBJECT (invoice), "currency");
  CrmSaleTotals              totals;

  if (!crm_sale_get_figures (CRM_OBJECT (invoice), lines, &figures, &totals, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    count_line (self, invoice, lines->pdata[i], &figures[i], crm_report_money_is (table, currency != NULL ? currency : ""));

  return TRUE;
}

/* The invoices of the time, and what came back in it. */
static GPtrArray *
load_invoices (CrmReportRun *run, CrmReportMoney *money, GError **error)
{
  g_autoptr (CrmQuery) query = crm_query_new ("invoice");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) invoices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *first = crm_date_to_iso (run->question->period.first);
  g_autofree char *last = crm_date_to_iso (run->question->period.last);

  crm_query_add_text (query, "date", CRM_OP_MORE_OR_EQUAL, first);
  crm_query_add_text (query, "date", CRM_OP_LESS_OR_EQUAL, last);
  if (!crm_reading_query (run->reading, query, 0, ids, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      CrmRecord  *invoice = crm_reading_load (run->reading, g_array_index (ids, gint64, i), error);
      const char *currency;

      if (invoice == NULL)
        return NULL;
      g_ptr_array_add (invoices, invoice);
      if (!crm_sale_counts (invoice) || !crm_report_run_wants (run, CRM_REPORT_INVOICES, crm_record_get_id (invoice)))
        {
          g_ptr_array_set_size (invoices, (gint) invoices->len - 1);
          continue;
        }
      currency = crm_object_get_text (CRM_OBJECT (invoice), "currency");
      crm_report_money_add (money, currency != NULL ? currency : "");
    }

  return g_steal_pointer (&invoices);
}

static int
compare_products (gconstpointer a, gconstpointer b)
{
  const Product *x = *(Product *const *) a;
  const Product *y = *(Product *const *) b;

  if (x->revenue != y->revenue)
    return x->revenue < y->revenue ? 1 : -1;

  return (x->product > y->product) - (x->product < y->product);
}

static char *
filter_product (CrmReportRun *run, const Product *product, gboolean returns)
{
  CrmReportFilter *filter = crm_report_filter_new (run, "invoice");

  crm_report_filter_add_record (filter, "lines.product", product->product);
  crm_report_filter_add (filter, "status", "issued");
  if (!returns)
    crm_report_filter_add_test (filter, "kind", CRM_OP_NOT_EQUAL, "return");

  return crm_report_filter_end (crm_report_filter_add_days (filter, "date", &run->question->period));
}

static void
fill_products (CrmReportRun *run, CrmReportTable *table, Products *self)
{
  g_autoptr (GPtrArray) ranked = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       value;
  gint64         all = 0;

  g_hash_table_iter_init (&iter, self->products);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (ranked, value);
  g_ptr_array_sort (ranked, compare_products);
  for (guint i = 0; i < ranked->len; i++)
    all = crm_sum_add (all, MAX (((Product *) ranked->pdata[i])->revenue, 0));
  for (guint i = 0; i < MIN (ranked->len, PRODUCTS_MOST); i++)
    {
      const Product   *product = ranked->pdata[i];
      g_autofree char *label = crm_report_run_dup_title (run, product->product);
      CrmReportRow    *row = crm_report_table_add_row (table, label);

      crm_report_row_set (row, 0, product->invoices, filter_product (run, product, FALSE));
      crm_report_row_set (row, 1, product->revenue, filter_product (run, product, TRUE));
      crm_report_row_set_percent (row, 2, product->revenue, all);
    }
}

CrmReportTable *
crm_report_make_products (CrmReportRun *run, GError **error)
{
  g_autoptr (GHashTable) products = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  Products self = { .products = products };
  g_autoptr (GPtrArray) invoices = load_invoices (run, &self.money, error);
  g_autoptr (CrmReportTable) table = crm_report_table_new (_ ("Product"));

  if (invoices == NULL)
    return NULL;

  crm_report_table_add_column (table, "invoices", _ ("Invoices"), CRM_REPORT_COUNT, "invoice");
  crm_report_table_chart (table, crm_report_table_add_column (table, "revenue", _ ("Sold"), CRM_REPORT_MONEY, "invoice"));
  crm_report_table_add_column (table, "share", _ ("Of all sold"), CRM_REPORT_PERCENT, NULL);
  crm_report_money_choose (&self.money, run, table);
  for (guint i = 0; i < invoices->len; i++)
    {
      if (!count_invoice (&self, table, invoices->pdata[i], error))
        return NULL;
    }
  fill_products (run, table, &self);
  if (table->rows->len > 0)
    crm_report_table_take_note (table, g_strdup (_ ("Without tax; what came back in this time is taken off.")));

  return g_steal_pointer (&table);
}

/* By how many days it has been due. */
static const struct
{
  const char *label;
  int         first; /* days since it was due; G_MININT for any fewer */
  int         last;  /* G_MAXINT for any more */
} ages[] = {
  { N_ ("Not due yet"), G_MININT, 0 },
  { N_ ("Up to 30 days"), 1, 30 },
  { N_ ("31 to 60 days"), 31, 60 },
  { N_ ("61 to 90 days"), 61, 90 },
  { N_ ("More than 90 days"), 91, G_MAXINT },
};

static char *
filter_between (CrmReportRun *run, const char *field, guint age)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (ages[age].last != G_MAXINT)
    {
      g_autofree char *day = crm_date_to_iso (crm_date_add_days (run->question->today, -ages[age].last));

      g_string_append_printf (text, "%s >= %s", field, day);
    }
  if (ages[age].first != G_MININT)
    {
      g_autofree char *day = crm_date_to_iso (crm_date_add_days (run->question->today, -ages[age].first));

      g_string_append_printf (text, "%s%s <= %s", text->len > 0 ? " and " : "", field, day);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* An invoice that says no day is due on its own. */
static char *
filter_age (CrmReportRun *run, guint age)
{
  g_autofree char *open = crm_report_filter_end (crm_report_filter_add (crm_report_filter_new (run, "invoice"), "unpaid", "yes"));
  g_autofree char *due = filter_between (run, "due", age);
  g_autofree char *date = filter_between (run, "date", age);

  return g_strdup_printf ("%s and (%s or due is not set and %s)", open, due, date);
}

CrmReportTable *
crm_report_make_receivables (CrmReportRun *run, GError **error)
{
  g_autoptr (GArray) open = crm_purchases_load_receivables (run->reading, error);
  gint64          invoices[G_N_ELEMENTS (ages)] = { 0 };
  gint64          amounts[G_N_ELEMENTS (ages)] = { 0 };
  CrmReportMoney  money = { .n_known = 0 };
  CrmReportTable *table;

  if (open == NULL)
    return NULL;

  table = crm_report_table_new (_ ("Due for"));
  crm_report_table_add_column (table, "invoices", _ ("Invoices"), CRM_REPORT_COUNT, "invoice");
  crm_report_table_chart (table, crm_report_table_add_column (table, "open", _ ("Open"), CRM_REPORT_MONEY, "invoice"));
  for (guint i = open->len; i > 0; i--)
    {
      if (crm_report_run_wants (run, CRM_REPORT_INVOICES, g_array_index (open, CrmReceivable, i - 1).invoice))
        crm_report_money_add (&money, g_array_index (open, CrmReceivable, i - 1).currency);
      else
        g_array_remove_index (open, i - 1);
    }
  crm_report_money_choose (&money, run, table);
  for (guint i = 0; i < open->len; i++)
    {
      const CrmReceivable *one = &g_array_index (open, CrmReceivable, i);
      int                  days = crm_date_is_full (one->due) ? crm_date_days_between (one->due, run->question->today) : 0;
      guint                age = 0;

      while (age + 1 < G_N_ELEMENTS (ages) && days > ages[age].last)
        age++;
      invoices[age]++;
      amounts[age] = crm_report_money_sum (table, amounts[age], one->open, one->currency);
    }
  for (guint i = 0; open->len > 0 && i < G_N_ELEMENTS (ages); i++)
    {
      CrmReportRow *row = crm_report_table_add_row (table, _ (ages[i].label));

      crm_report_row_set (row, 0, invoices[i], filter_age (run, i));
      crm_report_row_set (row, 1, amounts[i], filter_age (run, i));
    }

  return table;
}
