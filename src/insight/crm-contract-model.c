#include "config.h"

#include "crm-contract-model.h"

#include "crm-fit.h"

#include <math.h>

/**
 * crm_contract_model_get_log_likelihood:
 * @left: (array length=n): how many still had a contract after each period; the first is how many began
 */
double
crm_contract_model_get_log_likelihood (const CrmContractModel *self, const double *left, guint n)
{
  double ended = self->alpha / (self->alpha + self->beta);
  double survival = 1;
  double sum = 0;

  for (guint t = 1; t < n; t++)
    {
      if (t > 1)
        ended *= (self->beta + t - 2) / (self->alpha + self->beta + t - 1);
      survival -= ended;
      sum += (left[t - 1] - left[t]) * log (ended);
    }

  return n > 0 ? sum + left[n - 1] * log (survival) : 0;
}

/**
 * crm_contract_model_get_retention:
 * @period: from 1
 *
 * Returns: which share of those who had a contract before the period have one after it
 */
double
crm_contract_model_get_retention (const CrmContractModel *self, guint period)
{
  return (self->beta + period - 1) / (self->alpha + self->beta + period - 1);
}

double
crm_contract_model_get_survival (const CrmContractModel *self, guint period)
{
  double survival = 1;

  for (guint t = 1; t <= period; t++)
    survival *= crm_contract_model_get_retention (self, t);

  return survival;
}

typedef struct
{
  const double *left;
  guint         n;
} Sample;

static double
get_loss (const double *parameters, guint n, gpointer user_data)
{
  const Sample    *sample = user_data;
  CrmContractModel model = { parameters[0], parameters[1] };

  return -crm_contract_model_get_log_likelihood (&model, sample->left, sample->n);
}

gboolean
crm_contract_model_fit (CrmContractModel *self, const double *left, guint n, double *log_likelihood)
{
  Sample   sample = { left, n };
  double   parameters[] = { 1, 1 };
  double   loss = 0;
  gboolean good = crm_fit (get_loss, &sample, parameters, G_N_ELEMENTS (parameters), &loss);

  *self = (CrmContractModel){ parameters[0], parameters[1] };
  *log_likelihood = -loss;

  return good;
}
