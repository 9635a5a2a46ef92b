#include "config.h"

#include "crm-smoothing.h"

#include "crm-fit.h"

#include <string.h>

typedef struct
{
  const double *values;
  guint         n;
  guint         period;
  double        level; /* at the beginning */
  double        trend;
  double        season[CRM_SMOOTHING_PERIOD_MAX];
} Series;

static void
run_level (const Series *series, CrmSmoothing *self)
{
  self->level = series->values[0];
  self->error = 0;
  for (guint t = 1; t < series->n; t++)
    {
      double wrong = series->values[t] - self->level;

      self->error += wrong * wrong;
      self->level += self->alpha * wrong;
    }
}

static double
get_level_error (const double *parameters, guint n, gpointer user_data)
{
  CrmSmoothing self = { .alpha = parameters[0] };

  run_level (user_data, &self);
  return self.error;
}

/**
 * crm_smoothing_fit_level:
 * @self: (out)
 *
 * Fits a level alone.
 *
 * Returns: %FALSE where there are fewer than three values
 */
gboolean
crm_smoothing_fit_level (CrmSmoothing *self, const double *values, guint n)
{
  Series series = { .values = values, .n = n, .period = 1 };
  double parameters[] = { 0.5 };

  *self = (CrmSmoothing){ .period = 1, .season = { 1 } };
  if (n < 3)
    return FALSE;

  crm_fit_bounded (get_level_error, &series, parameters, 1);
  self->alpha = parameters[0];
  run_level (&series, self);

  return TRUE;
}

static void
run_season (const Series *series, CrmSmoothing *self)
{
  self->level = series->level;
  self->trend = series->trend;
  self->error = 0;
  memcpy (self->season, series->season, sizeof self->season);
  for (guint t = series->period; t < series->n; t++)
    {
      double *season = &self->season[t % series->period];
      double  before = self->level;
      double  wrong = series->values[t] - (self->level + self->trend) * *season;

      self->error += wrong * wrong;
      self->level = self->alpha * series->values[t] / *season + (1 - self->alpha) * (self->level + self->trend);
      self->trend = self->beta * (self->level - before) + (1 - self->beta) * self->trend;
      *season = self->gamma * series->values[t] / self->level + (1 - self->gamma) * *season;
    }
  self->phase = series->n % series->period;
}

static double
get_season_error (const double *parameters, guint n, gpointer user_data)
{
  CrmSmoothing self = { .alpha = parameters[0], .beta = parameters[1], .gamma = parameters[2] };

  run_season (user_data, &self);
  return self.error;
}

/* The mean of a whole season around each value, half of the outermost ones where the season is even. */
static double
get_moving_mean (const double *values, guint t, guint period)
{
  guint  half = period / 2;
  double sum = 0;

  if (period % 2 == 1)
    {
      for (guint i = t - half; i <= t + half; i++)
        sum += values[i];
      return sum / period;
    }

  for (guint i = t - half + 1; i < t + half; i++)
    sum += values[i];
  return (sum + (values[t - half] + values[t + half]) / 2) / period;
}

/* The line through the moving means of the first two seasons, and how far each phase of a season is from them: as R's decompose(). */
static void
begin_season (Series *self)
{
  guint  period = self->period;
  guint  half = period / 2;
  guint  first = half, end = 2 * period - half;
  guint  n = end - first;
  double mean_x = (n + 1) / 2.0, mean_y = 0, xy = 0, xx = 0, all = 0;
  guint  counts[CRM_SMOOTHING_PERIOD_MAX] = { 0 };

  memset (self->season, 0, sizeof self->season);
  for (guint t = first; t < end; t++)
    mean_y += get_moving_mean (self->values, t, period) / n;
  for (guint t = first; t < end; t++)
    {
      double x = t - first + 1 - mean_x;
      double mean = get_moving_mean (self->values, t, period);

      xy += x * (mean - mean_y);
      xx += x * x;
      self->season[t % period] += self->values[t] / mean;
      counts[t % period]++;
    }
  self->trend = xx > 0 ? xy / xx : 0;
  self->level = mean_y - self->trend * mean_x;
  for (guint i = 0; i < period; i++)
    {
      self->season[i] = counts[i] > 0 ? self->season[i] / counts[i] : 1;
      all += self->season[i] / period;
    }
  for (guint i = 0; i < period; i++)
    self->season[i] /= all;
}

/**
 * crm_smoothing_fit_season:
 * @self: (out)
 * @values: (array length=n): above 0
 * @period: how many values make a season: 12 months
 *
 * Returns: %FALSE where there are fewer than two seasons and a value, or one of them is not above 0
 */
gboolean
crm_smoothing_fit_season (CrmSmoothing *self, const double *values, guint n, guint period)
{
  Series series = { .values = values, .n = n, .period = period };
  double parameters[] = { 0.3, 0.1, 0.1 };

  *self = (CrmSmoothing){ .period = period };
  if (period < 2 || period > CRM_SMOOTHING_PERIOD_MAX || n <= 2 * period)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!(values[i] > 0))
        return FALSE;
    }

  begin_season (&series);
  crm_fit_bounded (get_season_error, &series, parameters, G_N_ELEMENTS (parameters));
  self->alpha = parameters[0];
  self->beta = parameters[1];
  self->gamma = parameters[2];
  run_season (&series, self);

  return TRUE;
}

/**
 * crm_smoothing_forecast:
 * @ahead: 1 for the period after the last value
 */
double
crm_smoothing_forecast (const CrmSmoothing *self, guint ahead)
{
  double season = self->period > 1 ? self->season[(self->phase + ahead - 1) % self->period] : 1;

  return (self->level + ahead * self->trend) * season;
}

/**
 * crm_naive_forecast:
 *
 * Returns: what was one season before; the last value where the series has no whole season
 */
double
crm_naive_forecast (const double *values, guint n, guint period, guint ahead)
{
  if (n == 0)
    return 0;

  return n < period ? values[n - 1] : values[n - period + (ahead - 1) % period];
}
