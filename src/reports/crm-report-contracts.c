/* What is paid for again and again: how many go on, and for how long. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-contracts.h"

#include <glib/gi18n-lib.h>

enum
{
  RUNNING,
  ENDED,
  RENEWED,
  HALF,
};

/* Returns: (transfer full) (nullable) (element-type CrmRecurring) */
static GArray *
load_recurring (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmQuery) query = crm_query_new ("product");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) recurring = g_array_new (FALSE, FALSE, sizeof (CrmRecurring));

  if (!crm_reading_query (run->reading, query, 0, ids, error))
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) product = crm_reading_load (run->reading, g_array_index (ids, gint64, i), error);
      CrmRecurring one = { g_array_index (ids, gint64, i), product != NULL ? crm_contracts_find_days (crm_object_get_text (CRM_OBJECT (product), "recurring_period")) : 0 };

      if (product == NULL)
        return NULL;
      if (one.period > 0)
        g_array_append_val (recurring, one);
    }

  return g_steal_pointer (&recurring);
}

/* Only those of the segment. */
static GArray *
take_wanted (CrmReportRun *run, GArray *sold)
{
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (CrmSold));

  for (guint i = 0; i < sold->len; i++)
    {
      if (crm_report_run_wants (run, CRM_REPORT_INVOICES, g_array_index (sold, CrmSold, i).document))
        g_array_append_val (wanted, g_array_index (sold, CrmSold, i));
    }

  return wanted;
}

static char *
dup_half (CrmReportRun *run, const CrmContracts *one)
{
  g_autofree char *number = crm_culture_count (&run->question->culture, one->half);

  if (one->half == 0)
    return one->running + one->ended < CRM_CONTRACTS_LEAST || one->ended < CRM_CONTRACTS_ENDED_LEAST ? g_strdup (_ ("too early to say")) : g_strdup (_ ("most of them stay"));
  if (one->period == crm_contracts_find_days ("week"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s week", "%s weeks", one->half), number);
  if (one->period == crm_contracts_find_days ("quarter"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s quarter", "%s quarters", one->half), number);
  if (one->period == crm_contracts_find_days ("year"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s year", "%s years", one->half), number);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s month", "%s months", one->half), number);
}

/* The invoices by which they were paid last. */
static char *
filter_paid (CrmReportRun *run, const CrmContracts *one, const char *state)
{
  return crm_report_filter_end (crm_report_filter_add_record (crm_report_filter_new (run, "invoice"), state, one->product));
}

static void
fill_row (CrmReportRun *run, CrmReportTable *table, const CrmContracts *one)
{
  g_autofree char *label = crm_report_run_dup_title (run, one->product);
  g_autofree char *half = dup_half (run, one);
  CrmReportRow    *row = crm_report_table_add_row (table, label);

  crm_report_row_set (row, RUNNING, one->running, filter_paid (run, one, "contract"));
  crm_report_row_set (row, ENDED, one->ended, filter_paid (run, one, "contract_ended"));
  if (one->due > 0)
    crm_report_row_set_share (row, RENEWED, one->renewed, one->due, NULL);
  crm_report_row_set_text (row, HALF, half);
}

static void
add_notes (CrmReportRun *run, CrmReportTable *table)
{
  g_autofree char *need = crm_culture_count (&run->question->culture, CRM_CONTRACTS_LEAST);
  g_autofree char *ended = crm_culture_count (&run->question->culture, CRM_CONTRACTS_ENDED_LEAST);

  crm_report_table_take_note (table, g_strdup (_ ("Whoever has not paid for one and a half of the times after which it is due again counts as ended.")));
  /* Translators: numbers of contracts */
  crm_report_table_take_note (table, g_strdup_printf (_ ("How long half of them stay is said from %1$s contracts on, of which %2$s ended."), need, ended));
}

CrmReportTable *
crm_report_make_contracts (CrmReportRun *run, GError **error)
{
  g_autoptr (GArray) recurring = load_recurring (run, error);
  g_autoptr (GArray) sold = recurring != NULL ? crm_purchases_load_sold (run->reading, error) : NULL;
  g_autoptr (GArray) bought = sold != NULL ? crm_purchases_load_bought (run->reading, error) : NULL;
  g_autoptr (GArray) wanted = bought != NULL ? take_wanted (run, sold) : NULL;
  g_autoptr (GArray) all = wanted != NULL ? crm_contracts_new (wanted, bought, recurring, crm_date_to_days (run->question->today)) : NULL;
  CrmReportTable *table;

  if (all == NULL)
    return NULL;

  table = crm_report_table_new (_ ("Product"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "running", _ ("Go on"), CRM_REPORT_COUNT, "invoice"));
  crm_report_table_add_column (table, "ended", _ ("Ended"), CRM_REPORT_COUNT, "invoice");
  crm_report_table_add_column (table, "renewed", _ ("Paid again when due"), CRM_REPORT_SHARE, NULL);
  crm_report_table_add_column (table, "half", _ ("Half of them stay for"), CRM_REPORT_TEXT, NULL);
  for (guint i = 0; i < all->len; i++)
    fill_row (run, table, &g_array_index (all, CrmContracts, i));
  if (all->len > 0)
    add_notes (run, table);

  return table;
}
