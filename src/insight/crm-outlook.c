#include "config.h"

#include "crm-outlook.h"

#include "crm-smoothing.h"
#include "crm-statistic.h"

#include <math.h>
#include <stdlib.h>

#define MEAN_MONTHS 3

/* A business that grows quicker has changed, and its last year says nothing. */
#define GROWTH_MOST 3.0

static double
sum (const double *months, guint n)
{
  double all = 0;

  for (guint i = 0; i < n; i++)
    all += months[i];

  return all;
}

/* From the same months of two years; as good as none where there was nothing. */
static double
get_growth (const double *months, guint n, guint year)
{
  guint  compared = MIN (MEAN_MONTHS, n - year);
  double now = sum (months + n - compared, compared);
  double before = sum (months + n - compared - year, compared);

  return before > 0 ? CLAMP (now / before, 1 / GROWTH_MOST, GROWTH_MOST) : 1;
}

/* Returns: %FALSE where there are too few months for that way */
static gboolean
foresee (CrmOutlookWay way, const double *months, guint n, guint year, guint ahead, double *value)
{
  CrmSmoothing season;

  switch (way)
    {
    case CRM_OUTLOOK_LAST_YEAR:
      if (n <= year || ahead > year)
        return FALSE;
      *value = months[n - year + ahead - 1] * get_growth (months, n, year);
      return TRUE;
    case CRM_OUTLOOK_SEASON:
      if (!crm_smoothing_fit_season (&season, months, n, year))
        return FALSE;
      *value = MAX (crm_smoothing_forecast (&season, ahead), 0);
      return TRUE;
    case CRM_OUTLOOK_MEAN:
    case CRM_OUTLOOK_N_WAYS:
    default:
      if (n < MEAN_MONTHS)
        return FALSE;
      *value = sum (months + n - MEAN_MONTHS, MEAN_MONTHS) / MEAN_MONTHS;
      return TRUE;
    }
}

/* How wrong a way was in the last months, which it can be asked about. */
typedef struct
{
  guint  n;
  double foreseen[CRM_OUTLOOK_TESTED]; /* the latest first */
  double errors[CRM_OUTLOOK_TESTED];
  double all;      /* of the errors */
  double mean_all; /* of those of the mean, in the same months */
  double came;
} Trial;

static void
try_way (Trial *self, CrmOutlookWay way, const double *months, guint n, guint year)
{
  *self = (Trial){ .n = 0 };
  while (self->n < CRM_OUTLOOK_TESTED && self->n < n)
    {
      guint  before = n - self->n - 1;
      double value, mean;

      if (!foresee (way, months, before, year, 1, &value) || !foresee (CRM_OUTLOOK_MEAN, months, before, year, 1, &mean))
        break;
      self->foreseen[self->n] = value;
      self->errors[self->n] = fabs (months[before] - value);
      self->all += self->errors[self->n];
      self->mean_all += fabs (months[before] - mean);
      self->came += months[before];
      self->n++;
    }
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
take (CrmOutlook *self, CrmOutlookWay way, Trial *trial)
{
  *self = (CrmOutlook){ .way = way, .n_tested = trial->n };
  for (guint i = 0; i < trial->n; i++)
    self->foreseen[i] = trial->foreseen[trial->n - 1 - i];
  if (trial->came > 0)
    {
      self->wrong = trial->all / trial->came;
      self->mean_wrong = trial->mean_all / trial->came;
    }
  qsort (trial->errors, trial->n, sizeof (double), compare);
  self->spread = trial->n >= CRM_OUTLOOK_TESTED_LEAST ? crm_quantile (trial->errors, trial->n, 0.8) : 0;
}

/**
 * crm_outlook_find:
 * @self: (out)
 * @months: (array length=n): what came in each whole month, not below 0, the oldest first
 * @year: how many months make a season
 *
 * Returns: %FALSE where there are fewer than %CRM_OUTLOOK_LEAST months
 */
gboolean
crm_outlook_find (CrmOutlook *self, const double *months, guint n, guint year)
{
  double best = 1;

  if (n < CRM_OUTLOOK_LEAST)
    return FALSE;

  for (guint way = 0; way < CRM_OUTLOOK_N_WAYS; way++)
    {
      Trial  trial;
      double worse;

      try_way (&trial, (CrmOutlookWay) way, months, n, year);
      worse = trial.mean_all > 0 ? trial.all / trial.mean_all : 1;
      if (way != CRM_OUTLOOK_MEAN && (trial.n < CRM_OUTLOOK_TESTED_LEAST || worse >= best))
        continue;
      best = worse;
      take (self, (CrmOutlookWay) way, &trial);
    }

  return TRUE;
}

/**
 * crm_outlook_foresee:
 * @self: found of the same @months
 * @ahead: 1 for the month after the last
 */
double
crm_outlook_foresee (const CrmOutlook *self, const double *months, guint n, guint year, guint ahead)
{
  double value = 0;

  if (!foresee (self->way, months, n, year, ahead, &value))
    foresee (CRM_OUTLOOK_MEAN, months, n, year, ahead, &value);

  return value;
}
