#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What customers spend at a time: gamma-gamma (P. S. Fader, B. G. S. Hardie, note 025, 2013). The mean of a customer with few purchases is drawn
 * towards that of all. */

/**
 * CrmSpender:
 * @repeats: purchases whose mean is known; above 0
 * @mean: what they spent at a time, in any unit
 */
typedef struct
{
  double repeats;
  double mean;
} CrmSpender;

/**
 * CrmSpendModel:
 * @p, @q, @v: as in the note; @v is in the unit of the means
 */
typedef struct
{
  double p;
  double q;
  double v;
} CrmSpendModel;

double   crm_spend_model_get_log_likelihood (const CrmSpendModel *self, const CrmSpender *spenders, guint n);
double   crm_spend_model_expect (const CrmSpendModel *self, double repeats, double mean);
gboolean crm_spend_model_fit (CrmSpendModel *self, const CrmSpender *spenders, guint n);
double   crm_spend_shrink (double repeats, double mean, double overall);

G_END_DECLS
