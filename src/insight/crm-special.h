#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Functions that the models are made of. */

double crm_log_gamma (double x);
double crm_log_beta (double a, double b);
double crm_log_sum_exp (double a, double b);
double crm_hyp2f1 (double a, double b, double c, double z);

G_END_DECLS
