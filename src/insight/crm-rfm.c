#include "config.h"

#include "crm-rfm.h"

#include "crm-statistic.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define CUTS 4

/* Where fifths cannot tell people apart, because most have bought once: once, twice, three or four times, five to nine, oftener. */
static const double few_cuts[CUTS] = { 1, 2, 4, 9 };

/* In the order of CrmRfmSegment. */
static const CrmChoice rfm_segments[] = {
  { "loyal", NC_ ("customers", "Loyal"), "customers" },
  { "growing", NC_ ("customers", "Growing"), "customers" },
  { "new", NC_ ("customers", "New"), "customers" },
  { "attention", NC_ ("customers", "Need attention"), "customers" },
  { "at_risk", NC_ ("customers", "At risk"), "customers" },
  { "lost", NC_ ("customers", "Lost"), "customers" },
  { NULL, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (rfm_segments) == CRM_RFM_N_SEGMENTS + 1);

static const CrmField segment_field = CRM_CHOICE ("rfm", N_ ("How they buy"), CRM_FIELD_NONE, rfm_segments);

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Sorts @values. Returns: whether the cuts are all different */
static gboolean
find_cuts (double *values, guint n, double *cuts)
{
  gboolean apart = TRUE;

  qsort (values, n, sizeof *values, compare);
  for (guint i = 0; i < CUTS; i++)
    {
      cuts[i] = crm_quantile (values, n, (i + 1) / 5.0);
      apart = apart && (i == 0 || cuts[i] > cuts[i - 1]);
    }

  return apart;
}

static const CrmCustomerStat *
get (GArray *customers, guint i)
{
  return &g_array_index (customers, CrmCustomerStat, i);
}

/* The currency that most customers pay in. */
static const char *
find_currency (GArray *customers)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const char *most = "";
  guint       most_count = 0;

  for (guint i = 0; i < customers->len; i++)
    {
      const char *currency = get (customers, i)->currency;
      guint       count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, currency)) + 1;

      g_hash_table_insert (counts, (gpointer) currency, GUINT_TO_POINTER (count));
      if (count > most_count)
        {
          most_count = count;
          most = currency;
        }
    }

  return most;
}

static CrmRfmSegment
find_segment (guint recency, guint frequency)
{
  if (recency >= 4)
    return frequency >= 4 ? CRM_RFM_LOYAL : frequency >= 2 ? CRM_RFM_GROWING
                                                           : CRM_RFM_NEW;
  if (recency == 3)
    return CRM_RFM_ATTENTION;

  return frequency >= 3 ? CRM_RFM_AT_RISK : CRM_RFM_LOST;
}

/* One of the three values of every customer, and where its fifths end. */
static void
cut_recency (GArray *customers, gint32 today, double *values, double *cuts)
{
  for (guint i = 0; i < customers->len; i++)
    values[i] = today - get (customers, i)->last;
  find_cuts (values, customers->len, cuts);
}

static void
cut_frequency (GArray *customers, double *values, double *cuts)
{
  for (guint i = 0; i < customers->len; i++)
    values[i] = get (customers, i)->orders;
  if (!find_cuts (values, customers->len, cuts))
    memcpy (cuts, few_cuts, sizeof few_cuts);
}

static void
cut_money (GArray *customers, const char *currency, double *values, double *cuts)
{
  guint n = 0;

  for (guint i = 0; i < customers->len; i++)
    {
      if (g_str_equal (get (customers, i)->currency, currency))
        values[n++] = (double) get (customers, i)->amount;
    }
  find_cuts (values, n, cuts);
}

/**
 * crm_rfm_new:
 * @customers: (element-type CrmCustomerStat)
 * @today: day it is seen from, since 1970-01-01
 *
 * Returns: (transfer full) (element-type CrmRfm): of each customer
 */
GArray *
crm_rfm_new (GArray *customers, gint32 today)
{
  GArray            *scores = g_array_sized_new (FALSE, TRUE, sizeof (CrmRfm), customers->len);
  g_autofree double *values = g_new (double, customers->len + 1);
  const char        *currency = find_currency (customers);
  double             recency[CUTS], frequency[CUTS], money[CUTS];

  cut_recency (customers, today, values, recency);
  cut_frequency (customers, values, frequency);
  cut_money (customers, currency, values, money);
  for (guint i = 0; i < customers->len; i++)
    {
      const CrmCustomerStat *customer = get (customers, i);
      CrmRfm                 score = { 0 };

      score.recency = (guint8) crm_quintile_score (today - customer->last, recency, TRUE);
      score.frequency = (guint8) crm_quintile_score (customer->orders, frequency, FALSE);
      if (g_str_equal (customer->currency, currency))
        score.money = (guint8) crm_quintile_score ((double) customer->amount, money, FALSE);
      score.segment = find_segment (score.recency, score.frequency);
      g_array_append_val (scores, score);
    }

  return scores;
}

/**
 * crm_rfm_get_segment_field:
 *
 * Returns: (transfer none): the segments, as a field whose choices are in the order of CrmRfmSegment
 */
const CrmField *
crm_rfm_get_segment_field (void)
{
  return &segment_field;
}

/* Fewer customers are in no segment. */
static void
find_customers (const CrmPurchases *purchases, gint32 today, guint wanted, GArray *found)
{
  g_autoptr (GArray) scores = NULL;

  if (purchases->customers->len < CRM_RFM_LEAST)
    return;

  scores = crm_rfm_new (purchases->customers, today);
  for (guint i = 0; i < scores->len; i++)
    {
      if (g_array_index (scores, CrmRfm, i).segment == wanted)
        g_array_append_val (found, get (purchases->customers, i)->customer);
    }
}

/**
 * crm_rfm_new_criterion:
 * @today: day it is seen from, since 1970-01-01
 *
 * Returns: (transfer full): the record is a person or company of @segment
 */
CrmCriterion *
crm_rfm_new_criterion (CrmRfmSegment segment, gint32 today)
{
  return crm_criterion_new_buying (find_customers, today, segment);
}
