#include "config.h"

#include "crm-special.h"

#include <math.h>

/* The series is cut where nothing changes any more, or here. */
#define TERMS_MAX 20000
#define SMALL 1e-14

/* lgamma() itself writes a global variable. */
double
crm_log_gamma (double x)
{
  int sign;

  return lgamma_r (x, &sign);
}

double
crm_log_beta (double a, double b)
{
  return crm_log_gamma (a) + crm_log_gamma (b) - crm_log_gamma (a + b);
}

/**
 * crm_log_sum_exp:
 *
 * Returns: ln (exp (a) + exp (b)), also where these would be too large or too small
 */
double
crm_log_sum_exp (double a, double b)
{
  double larger = fmax (a, b);

  return isinf (larger) ? larger : larger + log1p (exp (fmin (a, b) - larger));
}

/**
 * crm_hyp2f1:
 * @z: from 0 to below 1
 *
 * Returns: Gauss's hypergeometric function, by its series (DLMF 15.2.1)
 */
double
crm_hyp2f1 (double a, double b, double c, double z)
{
  double term = 1;
  double sum = 1;

  for (int k = 0; k < TERMS_MAX; k++)
    {
      term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
      sum += term;
      if (fabs (term) < SMALL * fabs (sum))
        break;
    }

  return sum;
}
