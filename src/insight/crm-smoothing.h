#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Forecasts of a series of equal periods: exponential smoothing, and Holt-Winters with a multiplied season (P. R. Winters, Forecasting Sales by
 * Exponentially Weighted Moving Averages, 1960), begun as R's HoltWinters() begins them; and the last season again, which a model has to beat. */

typedef struct
{
  double alpha;  /* of the level */
  double beta;   /* of the trend */
  double gamma;  /* of the season */
  double level;  /* at the end of the series */
  double trend;  /* a period; 0 where there is none */
  double error;  /* the sum of the squares of what was foreseen wrongly by one period */
  guint  period; /* 1 where there is no season */
  double season[64];
  guint  phase; /* of `season`: that of the next value */
} CrmSmoothing;

#define CRM_SMOOTHING_PERIOD_MAX 64

gboolean crm_smoothing_fit_level (CrmSmoothing *self, const double *values, guint n);
gboolean crm_smoothing_fit_season (CrmSmoothing *self, const double *values, guint n, guint period);
double   crm_smoothing_forecast (const CrmSmoothing *self, guint ahead);
double   crm_naive_forecast (const double *values, guint n, guint period, guint ahead);

G_END_DECLS
