#pragma once

#include "crm-criterion.h"
#include "crm-purchases.h"

G_BEGIN_DECLS

/* Who has not come for long, by their own rhythm, and what became of such silences in this business. No model: counts of what was. */

/* Who has bought on fewer days has no rhythm. */
#define CRM_SILENCE_DAYS_LEAST 3

/* So many silences alike, before it is said what became of them. */
#define CRM_SILENCE_ALIKE_LEAST 5

/**
 * CrmSilence:
 * @days: since the last purchase
 * @usual: days between two, as far as is known
 * @alike: silences as long as this, of anybody, ended or going on
 * @returned: how many of them ended with a purchase
 */
typedef struct
{
  gint32 days;
  gint32 usual;
  guint  alike;
  guint  returned;
} CrmSilence;

gint32        crm_silence_get_shop_gap (const CrmPurchases *purchases);
gboolean      crm_silence_find (const CrmPurchases *purchases, const CrmCustomerStat *customer, gint32 today, CrmSilence *silence);
gboolean      crm_silence_is_unusual (const CrmSilence *self);
gboolean      crm_silence_is_likely (const CrmCustomerStat *customer, gint32 shop_gap, gint32 today);
CrmCriterion *crm_silence_new_criterion (gint32 today);

G_END_DECLS
