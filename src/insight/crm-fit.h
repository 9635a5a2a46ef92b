#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The smallest value of a function of some parameters above 0, by NLopt's BOBYQA (M. J. D. Powell 2009) on their logarithms. */

#define CRM_FIT_PARAMETERS_MAX 8

/**
 * CrmFitFunc:
 * @parameters: (array length=n): above 0
 *
 * Returns: what is to be small
 */
typedef double (*CrmFitFunc) (const double *parameters, guint n, gpointer user_data);

gboolean crm_fit (CrmFitFunc func, gpointer user_data, double *parameters, guint n, double *value);
double   crm_fit_bounded (CrmFitFunc func, gpointer user_data, double *parameters, guint n);

G_END_DECLS
