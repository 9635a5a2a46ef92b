#include "config.h"

#include "crm-contract-model.h"

#include "crm-fit.h"

#include <float.h>
#include <math.h>

/**
 * crm_contract_model_get_log_likelihood:
 * @lost: (array length=n): how many ended after so many periods; the first is nothing
 * @kept: (array length=n): how many run on and have been renewed so often
 */
double
crm_contract_model_get_log_likelihood (const CrmContractModel *self, const double *lost, const double *kept, guint n)
{
  double ended = self->alpha / (self->alpha + self->beta);
  double survival = 1;
  double sum = 0;

  for (guint t = 1; t < n; t++)
    {
      if (t > 1)
        ended *= (self->beta + t - 2) / (self->alpha + self->beta + t - 1);
      survival -= ended;
      if (lost[t] > 0)
        sum += lost[t] * log (ended);
      if (kept[t] > 0)
        sum += kept[t] * log (MAX (survival, DBL_MIN));
    }

  return sum;
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
  const double *lost;
  const double *kept;
  guint         n;
} Sample;

static double
get_loss (const double *parameters, guint n, gpointer user_data)
{
  const Sample    *sample = user_data;
  CrmContractModel model = { parameters[0], parameters[1] };

  return -crm_contract_model_get_log_likelihood (&model, sample->lost, sample->kept, sample->n);
}

gboolean
crm_contract_model_fit (CrmContractModel *self, const double *lost, const double *kept, guint n, double *log_likelihood)
{
  Sample   sample = { lost, kept, n };
  double   parameters[] = { 1, 1 };
  double   loss = 0;
  gboolean good = crm_fit (get_loss, &sample, parameters, G_N_ELEMENTS (parameters), &loss);

  *self = (CrmContractModel){ parameters[0], parameters[1] };
  *log_likelihood = -loss;

  return good;
}
