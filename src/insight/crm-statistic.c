#include "config.h"

#include "crm-statistic.h"

#include <math.h>
#include <stdlib.h>

/* Of 95 in 100. */
#define NORMAL_QUANTILE 1.959963984540054

#define QUINTILES 5

/**
 * crm_quantile:
 * @sorted: (array length=n): ascending
 * @share: 0 to 1
 *
 * Returns: the quantile as R's type 7 has it (R. J. Hyndman, Y. Fan, Sample Quantiles in Statistical Packages, 1996); 0 of nothing
 */
double
crm_quantile (const double *sorted, guint n, double share)
{
  double place = (n - 1) * share;
  guint  below = (guint) floor (place);

  if (n == 0)
    return 0;
  if (below + 1 >= n)
    return sorted[n - 1];

  return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/**
 * crm_median:
 * @values: (array length=n) (inout): sorted afterwards
 */
double
crm_median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare);

  return crm_quantile (values, n, 0.5);
}

/**
 * crm_wilson_interval:
 * @low: (out): of the share
 * @high: (out)
 *
 * Between what the share is in 95 cases of 100 (E. B. Wilson 1927).
 */
void
crm_wilson_interval (double successes, double n, double *low, double *high)
{
  double z2 = NORMAL_QUANTILE * NORMAL_QUANTILE;
  double share = n > 0 ? successes / n : 0;
  double middle = n > 0 ? (share + z2 / (2 * n)) / (1 + z2 / n) : 0.5;
  double half = n > 0 ? NORMAL_QUANTILE * sqrt (share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n) : 0.5;

  *low = fmax (middle - half, 0);
  *high = fmin (middle + half, 1);
}

/**
 * crm_quintile_score:
 * @cuts: (array fixed-size=4): the quantiles at 20, 40, 60 and 80 in 100
 * @reversed: whether less is better: days since the last purchase
 *
 * Returns: 1 to 5; who is equal has the same score
 */
guint
crm_quintile_score (double value, const double *cuts, gboolean reversed)
{
  guint above = 0;

  for (guint i = 0; i < QUINTILES - 1; i++)
    above += value > cuts[i];

  return reversed ? QUINTILES - above : above + 1;
}

/**
 * crm_count_distribution:
 * @probabilities: (array length=n)
 * @distribution: (array) (out caller-allocates): n + 1 probabilities, of none, one, two … (the Poisson binomial distribution)
 */
void
crm_count_distribution (const double *probabilities, guint n, double *distribution)
{
  distribution[0] = 1;
  for (guint i = 0; i < n; i++)
    {
      distribution[i + 1] = 0;
      for (guint k = i + 1; k > 0; k--)
        distribution[k] = distribution[k] * (1 - probabilities[i]) + distribution[k - 1] * probabilities[i];
      distribution[0] *= 1 - probabilities[i];
    }
}

/**
 * crm_promoter_error:
 * @promoters: share of those who answered 9 or 10
 * @detractors: share of those who answered 6 or less
 *
 * The net promoter score (F. F. Reichheld, The One Number You Need to Grow, Harvard Business Review 12/2003) is @promoters less @detractors: the mean of answers
 * that are told as 1, 0 and −1, and so with their variance, p + d − (p − d)², over @n. It lies within 1.96 of its errors 19 times in 20.
 *
 * Returns: the standard error of the net promoter score, as a share
 */
double
crm_promoter_error (double promoters, double detractors, guint n)
{
  double score = promoters - detractors;

  return n > 0 ? sqrt (fmax (promoters + detractors - score * score, 0) / n) : 0;
}
