#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long contracts last: shifted beta-geometric (P. S. Fader, B. G. S. Hardie, How to Project Customer Retention, Journal of Interactive
 * Marketing 21 (2007) 76-90). Periods are those of the contract: months, years. */

typedef struct
{
  double alpha;
  double beta;
} CrmContractModel;

double   crm_contract_model_get_log_likelihood (const CrmContractModel *self, const double *lost, const double *kept, guint n);
double   crm_contract_model_get_retention (const CrmContractModel *self, guint period);
double   crm_contract_model_get_survival (const CrmContractModel *self, guint period);
gboolean crm_contract_model_fit (CrmContractModel *self, const double *lost, const double *kept, guint n, double *log_likelihood);

G_END_DECLS
