#include "config.h"

#include "crm-spend-model.h"

#include "crm-fit.h"
#include "crm-special.h"

#include <math.h>

/* So many purchases the overall mean counts for, where there are too few customers for the model. */
#define SHRINKAGE 2.5

double
crm_spend_model_get_log_likelihood (const CrmSpendModel *self, const CrmSpender *spenders, guint n)
{
  double p = self->p, q = self->q, v = self->v;
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      double x = spenders[i].repeats, z = spenders[i].mean;

      sum += crm_log_gamma (p * x + q) - crm_log_gamma (p * x) - crm_log_gamma (q) + q * log (v) + (p * x - 1) * log (z) + p * x * log (x) - (p * x + q) * log (v + x * z);
    }

  return sum;
}

/**
 * crm_spend_model_expect:
 * @repeats: purchases whose mean is known; 0 for none
 *
 * Returns: what the customer is expected to spend at a time
 */
double
crm_spend_model_expect (const CrmSpendModel *self, double repeats, double mean)
{
  return self->p * (self->v + repeats * mean) / (self->p * repeats + self->q - 1);
}

typedef struct
{
  const CrmSpender *spenders;
  guint             n;
} Sample;

static double
get_loss (const double *parameters, guint n, gpointer user_data)
{
  const Sample *sample = user_data;
  CrmSpendModel model = { parameters[0], parameters[1], parameters[2] };

  return -crm_spend_model_get_log_likelihood (&model, sample->spenders, sample->n);
}

/**
 * crm_spend_model_fit:
 * @self: (out)
 * @spenders: (array length=n): those who have bought again
 *
 * Amounts are divided by their mean before and multiplied after: amounts in rials would let the search run away.
 *
 * Returns: whether the parameters are sensible; with q of 1 or less nobody would be expected to spend anything
 */
gboolean
crm_spend_model_fit (CrmSpendModel *self, const CrmSpender *spenders, guint n)
{
  g_autofree CrmSpender *scaled = g_new (CrmSpender, n + 1);
  Sample                 sample = { scaled, n };
  double                 parameters[] = { 4, 3, 2 };
  double                 scale = 0;
  gboolean               good;

  for (guint i = 0; i < n; i++)
    scale += spenders[i].mean / n;
  if (!(scale > 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    scaled[i] = (CrmSpender){ spenders[i].repeats, spenders[i].mean / scale };

  good = crm_fit (get_loss, &sample, parameters, G_N_ELEMENTS (parameters), NULL);
  *self = (CrmSpendModel){ parameters[0], parameters[1], parameters[2] * scale };

  return good && self->q > 1;
}

/**
 * crm_spend_shrink:
 * @overall: the mean of all customers
 *
 * Returns: what the customer is expected to spend at a time, where there are too few customers for the model: between their mean and that of all
 */
double
crm_spend_shrink (double repeats, double mean, double overall)
{
  return (repeats * mean + SHRINKAGE * overall) / (repeats + SHRINKAGE);
}
