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
  guint n_gaps = customer->days - 1;

  *silence = (CrmSilence){ .days = today - customer->last };
  if (customer->days < CRM_SILENCE_DAYS_LEAST)
    return FALSE;

  silence->usual = (gint32) ((n_gaps * (gint64) customer->gap + SHOP_WEIGHT * (gint64) crm_silence_get_shop_gap (purchases)) / (n_gaps + SHOP_WEIGHT));
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
