#include "config.h"

#include "crm-fit.h"

#include <math.h>
#include <nlopt.h>

/* No parameter of ours is sensible beyond exp (±12). */
#define LOG_MAX 12.0
#define EVALUATIONS_MAX 5000
#define TOLERANCE 1e-7
/* A search that thinks it is at the bottom is begun again there, with shorter steps, until nothing is gained by it. */
#define SEARCHES_MAX 8
#define FIRST_STEP 0.5
#define GAIN 1e-8

/* Worse than anything that is a number. */
#define HOPELESS 1e300

typedef struct
{
  CrmFitFunc func;
  gpointer   user_data;
  gboolean   logarithms;
} Task;

static double
evaluate (unsigned int n, const double *theta, double *gradient, void *data)
{
  Task  *task = data;
  double parameters[CRM_FIT_PARAMETERS_MAX];
  double value;

  for (unsigned int i = 0; i < n; i++)
    parameters[i] = task->logarithms ? exp (theta[i]) : theta[i];
  value = task->func (parameters, n, task->user_data);

  return isfinite (value) ? value : HOPELESS;
}

static nlopt_opt
new_search (Task *task, guint n, double lower, double upper, double step)
{
  nlopt_opt search = nlopt_create (NLOPT_LN_BOBYQA, n);

  nlopt_set_min_objective (search, evaluate, task);
  nlopt_set_lower_bounds1 (search, lower);
  nlopt_set_upper_bounds1 (search, upper);
  nlopt_set_initial_step1 (search, step);
  nlopt_set_xtol_abs1 (search, TOLERANCE);
  nlopt_set_maxeval (search, EVALUATIONS_MAX);

  return search;
}

/* Returns: the smallest value that was found */
static double
search_again (Task *task, double *theta, guint n, double lower, double upper, double step)
{
  double best = HOPELESS;

  for (guint i = 0; i < SEARCHES_MAX; i++)
    {
      nlopt_opt    search = new_search (task, n, lower, upper, step);
      double       found = HOPELESS;
      nlopt_result result = nlopt_optimize (search, theta, &found);

      nlopt_destroy (search);
      /* Stopping because nothing can be made better by rounding is success enough. */
      if (result < 0 && result != NLOPT_ROUNDOFF_LIMITED)
        return best;
      if (best - found < GAIN)
        return MIN (best, found);
      best = found;
      step /= 2;
    }

  return best;
}

/**
 * crm_fit:
 * @parameters: (array length=n) (inout): where to begin; the best that were found
 * @value: (out) (optional): of @func there
 *
 * Returns: %FALSE where nothing was found, or where a parameter ran away to the end of what is sensible
 */
gboolean
crm_fit (CrmFitFunc func, gpointer user_data, double *parameters, guint n, double *value)
{
  Task     task = { func, user_data, TRUE };
  double   theta[CRM_FIT_PARAMETERS_MAX];
  double   found;
  gboolean good;

  g_return_val_if_fail (n <= CRM_FIT_PARAMETERS_MAX, FALSE);

  for (guint i = 0; i < n; i++)
    theta[i] = log (parameters[i]);
  found = search_again (&task, theta, n, -LOG_MAX, LOG_MAX, FIRST_STEP);
  good = found < HOPELESS;
  for (guint i = 0; i < n; i++)
    {
      parameters[i] = exp (theta[i]);
      good = good && fabs (theta[i]) < LOG_MAX - 1e-3;
    }
  if (value != NULL)
    *value = found;

  return good;
}

/**
 * crm_fit_bounded:
 * @parameters: (array length=n) (inout): each from 0 to 1
 *
 * Returns: the smallest value that was found with parameters from 0 to 1
 */
double
crm_fit_bounded (CrmFitFunc func, gpointer user_data, double *parameters, guint n)
{
  Task task = { func, user_data, FALSE };

  return search_again (&task, parameters, n, 0, 1, FIRST_STEP / 5);
}
