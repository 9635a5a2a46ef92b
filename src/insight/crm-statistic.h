#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Small statistics: quantiles, shares with how sure they are, scores, and what several uncertain deals come to. */

double crm_quantile (const double *sorted, guint n, double share);
double crm_median (double *values, guint n);
void   crm_wilson_interval (double successes, double n, double *low, double *high);
guint  crm_quintile_score (double value, const double *cuts, gboolean reversed);
void   crm_count_distribution (const double *probabilities, guint n, double *distribution);
double crm_promoter_error (double promoters, double detractors, guint n);

G_END_DECLS
