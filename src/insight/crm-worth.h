#pragma once

#include "crm-purchases.h"

G_BEGIN_DECLS

/* What customers will bring: how often they buy again by MBG/NBD (crm-buyer-model.h) and how much by gamma-gamma (crm-spend-model.h), each with the means that
 * keep few data from running away: a prior, and the mean of all. Of too few nothing is said, of few only how likely they are to come again.
 * Old amounts are worth what one would pay today: each is compared with what an order of its month was. */

/* Of fewer customers, or of fewer who came again, nobody says anything. */
#define CRM_WORTH_LEAST 50
#define CRM_WORTH_REPEATS_LEAST 20

/* From so many on there are numbers. */
#define CRM_WORTH_NUMBERS_LEAST 200

/* Totals of such forecasts were off by so much, in the data they were tried on. */
#define CRM_WORTH_MARGIN 0.2

typedef enum
{
  CRM_WORTH_EARLY,
  CRM_WORTH_CLASSES,
  CRM_WORTH_NUMBERS,
} CrmWorthGate;

/**
 * CrmWorthOne:
 * @alive: how likely they are to be customers still, 0 to 1
 * @purchases: days with a purchase that are expected in a year
 * @worth: minor units that are expected in a year, at prices of today
 */
typedef struct
{
  CrmCustomerStat stat;
  double          alive;
  double          purchases;
  double          worth;
} CrmWorthOne;

/**
 * CrmWorth:
 * @customers: who bought in that currency
 * @repeats: how many of them on more than one day
 * @ones: (owned) (element-type CrmWorthOne): who is worth most first; empty while it is too early
 */
typedef struct
{
  CrmWorthGate gate;
  guint        customers;
  guint        repeats;
  GArray      *ones;
} CrmWorth;

CrmWorth *crm_worth_new (const CrmPurchases *purchases, GArray *sold, const char *currency, gint32 today);
void      crm_worth_free (CrmWorth *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmWorth, crm_worth_free)

G_END_DECLS
