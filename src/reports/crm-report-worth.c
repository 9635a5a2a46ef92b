/* What customers will bring in a year: a number where there are enough of them, else how likely they are to come again, else that it is too early. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-worth.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CUSTOMERS_SHOWN 50

/* Who is rather a customer than not, and who is rather not. */
#define LIKELY 0.8
#define UNLIKELY 0.4

typedef enum
{
  BOUGHT,
  AMOUNT,
  AGAIN,
  PURCHASES,
  WORTH,
} Column;

static const char *
get_class (double alive)
{
  if (alive >= LIKELY)
    return C_ ("customer", "likely");

  return alive < UNLIKELY ? C_ ("customer", "unlikely") : C_ ("customer", "unsure");
}

/* All they bought, as payers. */
static char *
filter_customer (CrmReportRun *run, gint64 customer)
{
  gboolean         company = g_str_equal (crm_record_type_of_id (customer)->name, "company");
  CrmReportFilter *filter = crm_report_filter_add (crm_report_filter_new (run, "invoice"), "sold", "yes");

  crm_report_filter_add_record (filter, company ? "company" : "person", customer);
  if (!company)
    crm_report_filter_add_record (filter, "company", CRM_UNSET);

  return crm_report_filter_end (filter);
}

static void
note_early (CrmReportRun *run, CrmReportTable *table, const CrmWorth *worth)
{
  g_autofree char *have = crm_culture_count (&run->question->culture, worth->customers);
  g_autofree char *again = crm_culture_count (&run->question->culture, worth->repeats);
  g_autofree char *need = crm_culture_count (&run->question->culture, CRM_WORTH_LEAST);
  g_autofree char *repeats = crm_culture_count (&run->question->culture, CRM_WORTH_REPEATS_LEAST);

  /* Translators: 1, 2: numbers of customers, of whom some came again, 3, 4: how many it takes */
  crm_report_table_take_note (table, g_strdup_printf (_ ("It is too early to say: %1$s customers, of whom %2$s came again. It takes %3$s, and %4$s who came again."), have, again, need, repeats));
}

static void
note_classes (CrmReportRun *run, CrmReportTable *table, const CrmWorth *worth)
{
  g_autofree char *have = crm_culture_count (&run->question->culture, worth->customers);
  g_autofree char *need = crm_culture_count (&run->question->culture, CRM_WORTH_NUMBERS_LEAST);

  /* Translators: numbers of customers */
  crm_report_table_take_note (table, g_strdup_printf (_ ("From %1$s customers one can tell who is likely to come again; from %2$s on there are amounts, too."), have, need));
}

static char *
dup_amount (CrmReportRun *run, const CrmReportTable *table, double amount)
{
  CrmReportCell cell = { .is_set = TRUE, .value = crm_report_run_round (run, table, amount) };

  return crm_report_cell_dup_text (&cell, CRM_REPORT_MONEY, table->currency, &run->question->culture);
}

static void
note_total (CrmReportRun *run, CrmReportTable *table, const CrmWorth *worth)
{
  double           total = 0;
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  for (guint i = 0; i < worth->ones->len; i++)
    {
      const CrmWorthOne *one = &g_array_index (worth->ones, CrmWorthOne, i);

      if (crm_report_run_wants_customer (run, one->stat.customer))
        total += one->worth;
    }
  least = dup_amount (run, table, total * (1 - CRM_WORTH_MARGIN));
  most = dup_amount (run, table, total * (1 + CRM_WORTH_MARGIN));

  /* Translators: 1, 2: amounts */
  crm_report_table_take_note (table, g_strdup_printf (_ ("All customers together: %1$s to %2$s in a year, if they go on as they did and prices stay. What a campaign brings cannot be foreseen."), least, most));
}

static void
fill_row (CrmReportRun *run, CrmReportTable *table, const CrmWorth *worth, const CrmWorthOne *one)
{
  g_autofree char *label = crm_report_run_dup_title (run, one->stat.customer);
  CrmReportRow    *row = crm_report_table_add_row (table, label);

  crm_report_row_set (row, BOUGHT, one->stat.orders, filter_customer (run, one->stat.customer));
  crm_report_row_set (row, AMOUNT, one->stat.amount, NULL);
  crm_report_row_set_text (row, AGAIN, get_class (one->alive));
  if (worth->gate != CRM_WORTH_NUMBERS)
    return;

  crm_report_row_set (row, PURCHASES, (gint64) round (one->purchases), NULL);
  crm_report_row_set (row, WORTH, crm_report_run_round (run, table, one->worth), NULL);
}

/* The first of those who are asked for; what is likely is told from all. */
static void
fill (CrmReportRun *run, CrmReportTable *table, const CrmWorth *worth)
{
  guint shown = 0;

  for (guint i = 0; i < worth->ones->len && shown < CUSTOMERS_SHOWN; i++)
    {
      const CrmWorthOne *one = &g_array_index (worth->ones, CrmWorthOne, i);

      if (!crm_report_run_wants_customer (run, one->stat.customer))
        continue;
      fill_row (run, table, worth, one);
      shown++;
    }
}

CrmReportTable *
crm_report_make_worth (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmPurchases) purchases = crm_purchases_load (run->reading, error);
  g_autoptr (GArray) sold = purchases != NULL ? crm_purchases_load_sold (run->reading, error) : NULL;
  g_autoptr (CrmWorth) worth = NULL;
  CrmReportMoney  money = { .n_known = 0 };
  CrmReportTable *table;
  gboolean        numbers;

  if (sold == NULL)
    return NULL;

  table = crm_report_table_new (_ ("Customer"));
  for (guint i = 0; i < sold->len; i++)
    crm_report_money_add (&money, g_array_index (sold, CrmSold, i).currency);
  crm_report_money_choose (&money, run, table);
  worth = crm_worth_new (purchases, sold, table->currency, crm_date_to_days (run->question->today));
  numbers = worth->gate == CRM_WORTH_NUMBERS;
  crm_report_table_add_column (table, "invoices", _ ("Invoices so far"), CRM_REPORT_COUNT, "invoice");
  crm_report_table_add_column (table, "amount", _ ("Bought so far"), CRM_REPORT_MONEY, NULL);
  crm_report_table_add_column (table, "again", _ ("Comes again"), CRM_REPORT_TEXT, NULL);
  if (numbers)
    {
      crm_report_table_add_column (table, "purchases", _ ("Purchases in a year"), CRM_REPORT_COUNT, NULL);
      crm_report_table_chart (table, crm_report_table_add_column (table, "worth", _ ("Worth in a year"), CRM_REPORT_MONEY, NULL));
    }
  fill (run, table, worth);
  if (worth->gate == CRM_WORTH_EARLY)
    note_early (run, table, worth);
  else if (numbers)
    note_total (run, table, worth);
  else
    note_classes (run, table, worth);

  return table;
}
