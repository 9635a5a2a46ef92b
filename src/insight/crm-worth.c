#include "config.h"

#include "crm-worth.h"

#include "crm-buyer-model.h"
#include "crm-silence.h"
#include "crm-spend-model.h"

#include <string.h>

/* The prior expects that customers come about so often. */
#define WEEKS_BETWEEN 10.0

/* A model of a hundred thousand customers says what one of twenty thousand of them does, in a tenth of the time. */
#define FITTED_MOST 20000

/* Below so many who came again the spend model runs away more often than not. */
#define SPENDERS_LEAST 100

#define YEAR_DAYS 365
#define MONTH_DAYS 30

/* Of fewer orders a month's mean says little. */
#define MONTH_ORDERS 5

/* What an order of each month was, the newest first; 0 where there were too few. */
static GArray *
list_month_means (GArray *sold, const char *currency, gint32 today)
{
  GArray *means = g_array_new (FALSE, TRUE, sizeof (double));
  g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (guint));

  for (guint i = 0; i < sold->len; i++)
    {
      const CrmSold *one = &g_array_index (sold, CrmSold, i);
      guint          month = (guint) MAX (today - one->day, 0) / MONTH_DAYS;

      if (strcmp (one->currency, currency) != 0)
        continue;
      if (month >= means->len)
        {
          g_array_set_size (means, month + 1);
          g_array_set_size (counts, month + 1);
        }
      g_array_index (means, double, month) += (double) one->amount;
      g_array_index (counts, guint, month)++;
    }
  for (guint i = 0; i < means->len; i++)
    {
      guint count = g_array_index (counts, guint, i);

      g_array_index (means, double, i) = count >= MONTH_ORDERS ? g_array_index (means, double, i) / count : 0;
    }

  return means;
}

/* The mean of the month, else of the nearest newer one that has one, else of the nearest older; 0 for none. */
static double
find_mean (GArray *means, guint month)
{
  for (guint i = MIN (month + 1, means->len); i > 0; i--)
    {
      if (g_array_index (means, double, i - 1) > 0)
        return g_array_index (means, double, i - 1);
    }
  for (guint i = month; i < means->len; i++)
    {
      if (g_array_index (means, double, i) > 0)
        return g_array_index (means, double, i);
    }

  return 0;
}

/* Returns: (transfer full): id → what they spend at a time, as a part of what an order is at its time */
static GHashTable *
list_spending (GArray *sold, const char *currency, gint32 today, GArray *means)
{
  GHashTable *spending = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < sold->len; i++)
    {
      const CrmSold *one = &g_array_index (sold, CrmSold, i);
      double         mean = find_mean (means, (guint) MAX (today - one->day, 0) / MONTH_DAYS);
      double        *sum = g_hash_table_lookup (spending, &one->customer);

      if (strcmp (one->currency, currency) != 0 || mean <= 0)
        continue;
      if (sum == NULL)
        {
          sum = g_new0 (double, 1);
          g_hash_table_insert (spending, g_memdup2 (&one->customer, sizeof one->customer), sum);
        }
      *sum += (double) one->amount / mean;
    }

  return spending;
}

static CrmBuyer
make_buyer (const CrmCustomerStat *stat, gint32 today, double weeks_a_day)
{
  return (CrmBuyer){ stat->days - 1, (stat->last - stat->first) * weeks_a_day, MAX (today - stat->first, 0) * weeks_a_day };
}

/* Each so many-th, so that old and new customers are in it alike. */
static gboolean
fit_buying (CrmBuyerModel *model, GArray *ones, gint32 today, double weeks_a_day)
{
  guint step = ones->len / FITTED_MOST + 1;
  g_autoptr (GArray) buyers = g_array_new (FALSE, FALSE, sizeof (CrmBuyer));

  for (guint i = 0; i < ones->len; i += step)
    {
      CrmBuyer buyer = make_buyer (&g_array_index (ones, CrmWorthOne, i).stat, today, weeks_a_day);

      g_array_append_val (buyers, buyer);
    }

  return crm_buyer_model_fit (model, CRM_BUYER_MBG_NBD, (const CrmBuyer *) (gpointer) buyers->data, buyers->len, 1);
}

/* Until now `worth` is what they spend at a time. */
static gboolean
fit_spending (CrmSpendModel *model, GArray *ones, double *overall)
{
  guint step = ones->len / FITTED_MOST + 1;
  g_autoptr (GArray) spenders = g_array_new (FALSE, FALSE, sizeof (CrmSpender));
  double sum = 0;

  for (guint i = 0; i < ones->len; i++)
    {
      const CrmWorthOne *one = &g_array_index (ones, CrmWorthOne, i);
      CrmSpender         spender = { one->stat.orders, one->worth };

      sum += one->worth;
      if (one->stat.days > 1 && i % step == 0)
        g_array_append_val (spenders, spender);
    }
  *overall = ones->len > 0 ? sum / ones->len : 0;

  return spenders->len >= SPENDERS_LEAST && crm_spend_model_fit (model, (const CrmSpender *) (gpointer) spenders->data, spenders->len);
}

static int
compare_ones (gconstpointer a, gconstpointer b)
{
  const CrmWorthOne *x = a;
  const CrmWorthOne *y = b;

  if (x->worth != y->worth)
    return x->worth < y->worth ? 1 : -1;

  return (x->stat.customer > y->stat.customer) - (x->stat.customer < y->stat.customer);
}

static void
take_customers (CrmWorth *self, const CrmPurchases *purchases, const char *currency, GHashTable *spending)
{
  for (guint i = 0; i < purchases->customers->len; i++)
    {
      CrmWorthOne   one = { .stat = g_array_index (purchases->customers, CrmCustomerStat, i) };
      const double *sum = g_hash_table_lookup (spending, &one.stat.customer);

      if (strcmp (one.stat.currency, currency) != 0 || sum == NULL || one.stat.orders == 0)
        continue;
      one.worth = *sum / one.stat.orders;
      self->customers++;
      self->repeats += one.stat.days > 1;
      g_array_append_val (self->ones, one);
    }
}

static void
foresee (CrmWorth *self, const CrmBuyerModel *buying, gint32 today, double weeks_a_day, double present)
{
  CrmSpendModel model;
  double        overall;
  gboolean      fitted = fit_spending (&model, self->ones, &overall);

  for (guint i = 0; i < self->ones->len; i++)
    {
      CrmWorthOne *one = &g_array_index (self->ones, CrmWorthOne, i);
      CrmBuyer     buyer = make_buyer (&one->stat, today, weeks_a_day);
      double       times = one->stat.orders;
      double       spent = fitted ? crm_spend_model_expect (&model, times, one->worth) : crm_spend_shrink (times, one->worth, overall);

      one->alive = crm_buyer_model_get_alive (buying, &buyer);
      one->purchases = crm_buyer_model_expect (buying, &buyer, YEAR_DAYS * weeks_a_day);
      one->worth = one->purchases * spent * present;
    }
}

/**
 * crm_worth_new:
 * @sold: (element-type CrmSold): all that was sold
 * @currency: ISO 4217: who mostly bought in another is left out
 * @today: day, since 1970-01-01
 *
 * For a worker: with tens of thousands of customers it takes seconds.
 */
CrmWorth *
crm_worth_new (const CrmPurchases *purchases, GArray *sold, const char *currency, gint32 today)
{
  CrmWorth *self = g_new0 (CrmWorth, 1);
  g_autoptr (GArray) means = list_month_means (sold, currency, today);
  g_autoptr (GHashTable) spending = list_spending (sold, currency, today, means);
  gint32        gap = crm_silence_get_shop_gap (purchases);
  double        weeks_a_day = gap > 0 ? WEEKS_BETWEEN / gap : 1 / 7.0;
  CrmBuyerModel buying;

  self->ones = g_array_new (FALSE, FALSE, sizeof (CrmWorthOne));
  take_customers (self, purchases, currency, spending);
  if (self->customers < CRM_WORTH_LEAST || self->repeats < CRM_WORTH_REPEATS_LEAST || !fit_buying (&buying, self->ones, today, weeks_a_day))
    {
      g_array_set_size (self->ones, 0);
      return self;
    }

  self->gate = self->customers < CRM_WORTH_NUMBERS_LEAST ? CRM_WORTH_CLASSES : CRM_WORTH_NUMBERS;
  foresee (self, &buying, today, weeks_a_day, find_mean (means, 0));
  g_array_sort (self->ones, compare_ones);

  return self;
}

void
crm_worth_free (CrmWorth *self)
{
  g_array_unref (self->ones);
  g_free (self);
}
