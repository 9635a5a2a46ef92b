/* What a dashboard is made of, and whom it names. */

#include "config.h"

#include "crm-dashboard-private.h"

#include "crm-money.h"
#include "crm-rfm.h"

#include <glib/gi18n-lib.h>

/* So many customers of each aim are named. */
#define CUSTOMERS_MOST 4

/* Of so many of the best it is looked up what to offer. */
#define GROW_TRIED 40

/* Who came for the first time is asked how it went within so many days. */
#define NURTURE_DAYS 90

static void
figure_free (gpointer data)
{
  CrmDashboardFigure *self = data;

  g_free (self->title);
  g_free (self->sentence);
  g_free (self->filter);
  g_free (self);
}

static CrmDashboard *
dashboard_new (gint32 today)
{
  CrmDashboard *self = g_new0 (CrmDashboard, 1);

  self->today = today;
  self->figures = g_ptr_array_new_with_free_func (figure_free);
  for (guint i = 0; i < CRM_N_AIMS; i++)
    self->customers[i] = g_array_new (FALSE, FALSE, sizeof (CrmDashboardCustomer));

  return self;
}

void
crm_dashboard_free (CrmDashboard *self)
{
  g_ptr_array_unref (self->figures);
  for (guint i = 0; i < CRM_N_AIMS; i++)
    g_array_unref (self->customers[i]);
  g_free (self);
}

static void
run_clear (CrmDashboardRun *self)
{
  g_clear_pointer (&self->deals, crm_deal_facts_free);
  g_clear_pointer (&self->works, crm_work_facts_free);
  g_clear_pointer (&self->cases, crm_case_facts_free);
  g_clear_pointer (&self->sold, g_array_unref);
  g_clear_pointer (&self->receivables, g_array_unref);
  g_clear_pointer (&self->run.reading, crm_reading_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CrmDashboardRun, run_clear)

static gboolean
load (CrmDashboardRun *self, GError **error)
{
  CrmReportMoney money = { .n_known = 0 };

  self->run.reading = crm_reading_new (self->run.question->path, error);
  self->deals = self->run.reading != NULL ? crm_deal_facts_load (self->run.reading, error) : NULL;
  self->works = self->deals != NULL ? crm_work_facts_load (self->run.reading, self->run.question->today, FALSE, error) : NULL;
  self->cases = self->works != NULL ? crm_case_facts_load (self->run.reading, error) : NULL;
  self->sold = self->cases != NULL ? crm_purchases_load_sold (self->run.reading, error) : NULL;
  self->receivables = self->sold != NULL ? crm_purchases_load_receivables (self->run.reading, error) : NULL;
  if (self->receivables == NULL)
    return FALSE;

  for (guint i = 0; i < self->sold->len; i++)
    crm_report_money_add (&money, g_array_index (self->sold, CrmSold, i).currency);
  for (guint i = 0; i < self->deals->deals->len; i++)
    crm_report_money_add (&money, g_array_index (self->deals->deals, CrmDealFact, i).currency);
  crm_report_money_find (&money, self->money.currency);

  return TRUE;
}

static int
compare_customers (gconstpointer a, gconstpointer b)
{
  const CrmDashboardCustomer *x = a;
  const CrmDashboardCustomer *y = b;

  if (x->stat.amount != y->stat.amount)
    return x->stat.amount < y->stat.amount ? 1 : -1;

  return (x->customer > y->customer) - (x->customer < y->customer);
}

/* What might be offered them; @customer->offer.product is 0 for nothing. */
static gboolean
find_offer (CrmDashboardRun *self, const CrmInsight *insight, CrmDashboardCustomer *customer, GError **error)
{
  g_autoptr (GArray) products = crm_purchases_load_products (self->run.reading, customer->customer, error);
  g_autoptr (GArray) found = NULL;

  if (products == NULL)
    return FALSE;
  found = crm_companions_find (insight->companions, products, 1);
  if (found->len > 0 && g_array_index (found, CrmCompanion, 0).with >= CRM_COMPANIONS_WITH_LEAST)
    customer->offer = g_array_index (found, CrmCompanion, 0);

  return TRUE;
}

static void
sort_customers (CrmDashboardRun *self, const CrmInsight *insight, GArray *loyal)
{
  gint32 gap = crm_silence_get_shop_gap (insight->purchases);

  for (guint i = 0; i < insight->purchases->customers->len; i++)
    {
      const CrmCustomerStat *stat = &g_array_index (insight->purchases->customers, CrmCustomerStat, i);
      CrmRfmSegment          segment = g_array_index (insight->scores, CrmRfm, i).segment;
      CrmDashboardCustomer   one = { .customer = stat->customer, .stat = *stat };

      if (crm_silence_is_likely (stat, gap, insight->today))
        g_array_append_val (self->dashboard->customers[CRM_AIM_PROTECT], one);
      else if (stat->days == 1 && insight->today - stat->first <= NURTURE_DAYS)
        g_array_append_val (self->dashboard->customers[CRM_AIM_NURTURE], one);
      else if (segment == CRM_RFM_LOYAL || segment == CRM_RFM_GROWING)
        g_array_append_val (loyal, one);
    }
  for (guint i = 0; i < CRM_N_AIMS; i++)
    g_array_sort (self->dashboard->customers[i], compare_customers);
  g_array_sort (loyal, compare_customers);
}

static gboolean
find_customers (CrmDashboardRun *self, const CrmInsight *insight, GError **error)
{
  g_autoptr (GArray) loyal = g_array_new (FALSE, FALSE, sizeof (CrmDashboardCustomer));
  GArray *protect = self->dashboard->customers[CRM_AIM_PROTECT];
  GArray *grow = self->dashboard->customers[CRM_AIM_GROW];
  guint   tried = crm_companions_count_baskets (insight->companions) >= CRM_COMPANIONS_LEAST ? GROW_TRIED : 0;

  self->dashboard->n_customers = insight->purchases->customers->len;
  if (self->dashboard->n_customers < CRM_RFM_LEAST)
    return TRUE;

  sort_customers (self, insight, loyal);
  for (guint i = 0; i < MIN (loyal->len, tried) && grow->len < CUSTOMERS_MOST; i++)
    {
      CrmDashboardCustomer *customer = &g_array_index (loyal, CrmDashboardCustomer, i);

      if (!find_offer (self, insight, customer, error))
        return FALSE;
      if (customer->offer.product != 0)
        g_array_append_vals (grow, customer, 1);
    }
  for (guint i = 0; i < CRM_N_AIMS; i++)
    g_array_set_size (self->dashboard->customers[i], MIN (self->dashboard->customers[i]->len, CUSTOMERS_MOST));
  for (guint i = 0; i < protect->len; i++)
    {
      CrmDashboardCustomer *customer = &g_array_index (protect, CrmDashboardCustomer, i);

      crm_silence_find (insight->purchases, &customer->stat, insight->today, &customer->silence);
    }

  return TRUE;
}

/**
 * crm_dashboard_make:
 * @question: of the business as a whole: its time and its segment are not asked
 *
 * On any thread.
 *
 * Returns: (transfer full) (nullable)
 */
CrmDashboard *
crm_dashboard_make (CrmReportQuestion *question, GError **error)
{
  gint32 today = crm_date_to_days (question->today);
  g_autoptr (CrmDashboard) dashboard = dashboard_new (today);
  g_autoptr (CrmInsight) insight = crm_insight_load (question->path, today, error);
  g_auto (CrmDashboardRun) self = { .run = { .question = question }, .dashboard = dashboard };

  if (insight == NULL || !load (&self, error) || !find_customers (&self, insight, error))
    return NULL;

  crm_dashboard_add_figures (&self);

  return g_steal_pointer (&dashboard);
}

static void
make_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError       *error = NULL;
  CrmDashboard *self = crm_dashboard_make (task_data, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) crm_dashboard_free);
  else
    g_task_return_error (task, error);
}

/**
 * crm_dashboard_make_async:
 * @callback: ends with crm_dashboard_make_finish()
 */
void
crm_dashboard_make_async (CrmReportQuestion *question, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, crm_dashboard_make_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, crm_report_question_ref (question), (GDestroyNotify) crm_report_question_unref);
  g_task_run_in_thread (task, make_thread);
}

/**
 * crm_dashboard_make_finish:
 *
 * Returns: (transfer full) (nullable)
 */
CrmDashboard *
crm_dashboard_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * crm_dashboard_figure_dup_text:
 *
 * Returns: (transfer full): the figure for people
 */
char *
crm_dashboard_figure_dup_text (const CrmDashboardFigure *self, const CrmCulture *culture)
{
  CrmReportCell cell = { .is_set = TRUE, .value = self->value, .whole = self->whole };

  if (self->kind == CRM_REPORT_MONEY)
    return crm_money_format (self->value, self->currency[0] != '\0' ? self->currency : NULL, culture, CRM_MONEY_STYLE_FULL);

  return crm_report_cell_dup_text (&cell, self->kind, self->currency, culture);
}
