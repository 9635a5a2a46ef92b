#include "config.h"

#include "crm-silence.h"

/* The own gap counts as often as there were gaps, the business's as often as this: one gap of three days says little yet. */
#define SHOP_WEIGHT 2

/* A silence is unusual from twice the usual gap on, and never before a week more than it: as crm-rhythm.h has it of conversations. */
#define TIMES 2
#define MARGIN 7

/**
 * crm_silence_get_shop_gap:
 *
 * Returns: days between two purchases, the median of all there were; 0 where nobody has come twice
 */
gint32
crm_silence_get_shop_gap (const CrmPurchases *purchases)
{
  guint half = crm_purchases_count_gaps (purchases, 0) / 2;
  guint count = 0;

  for (guint i = 0; i < purchases->gaps->len; i++)
    {
      count += g_array_index (purchases->gaps, guint, i);
      if (count > half)
        return (gint32) i;
    }

  return 0;
}

/* Days between two of theirs, as far as is known. */
static gint32
get_usual (const CrmCustomerStat *customer, gint32 shop_gap)
{
  gint64 n_gaps = customer->days - 1;

  return (gint32) ((n_gaps * customer->gap + SHOP_WEIGHT * (gint64) shop_gap) / (n_gaps + SHOP_WEIGHT));
}

/**
 * crm_silence_find:
 * @customer: one of @purchases
 * @silence: (out)
 *
 * Returns: whether they have bought often enough to have a rhythm
 */
gboolean
crm_silence_find (const CrmPurchases *purchases, const CrmCustomerStat *customer, gint32 today, CrmSilence *silence)
{
  *silence = (CrmSilence){ .days = today - customer->last };
  if (customer->days < CRM_SILENCE_DAYS_LEAST)
    return FALSE;

  silence->usual = get_usual (customer, crm_silence_get_shop_gap (purchases));
  silence->returned = crm_purchases_count_gaps (purchases, silence->days);
  silence->alike = silence->returned;
  for (guint i = 0; i < purchases->customers->len; i++)
    {
      const CrmCustomerStat *other = &g_array_index (purchases->customers, CrmCustomerStat, i);

      silence->alike += today - other->last >= silence->days;
    }

  return TRUE;
}

/**
 * crm_silence_is_unusual:
 *
 * Returns: whether they would have come again by now
 */
gboolean
crm_silence_is_unusual (const CrmSilence *self)
{
  return self->days >= MAX (TIMES * self->usual, self->usual + MARGIN);
}

/**
 * crm_silence_is_likely:
 * @shop_gap: as crm_silence_get_shop_gap() tells it
 *
 * Returns: whether crm_silence_find() would find an unusual silence; without counting those alike, for all customers in a row
 */
gboolean
crm_silence_is_likely (const CrmCustomerStat *customer, gint32 shop_gap, gint32 today)
{
  CrmSilence silence = { .days = today - customer->last };

  if (customer->days < CRM_SILENCE_DAYS_LEAST)
    return FALSE;
  silence.usual = get_usual (customer, shop_gap);

  return crm_silence_is_unusual (&silence);
}

static void
find_silent (const CrmPurchases *purchases, gint32 today, guint wanted, GArray *found)
{
  gint32 shop_gap = crm_silence_get_shop_gap (purchases);

  for (guint i = 0; i < purchases->customers->len; i++)
    {
      const CrmCustomerStat *customer = &g_array_index (purchases->customers, CrmCustomerStat, i);

      if (crm_silence_is_likely (customer, shop_gap, today))
        g_array_append_val (found, customer->customer);
    }
}

/**
 * crm_silence_new_criterion:
 * @today: day it is seen from, since 1970-01-01
 *
 * Returns: (transfer full): the record is a person or company that would have come again by now
 */
CrmCriterion *
crm_silence_new_criterion (gint32 today)
{
  return crm_criterion_new_buying (find_silent, today, 0);
}
