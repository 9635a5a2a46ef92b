#pragma once

#include <glib.h>
#include <math.h>

/* Samples of one figure, in milliseconds, and the line they are printed as. */

typedef struct
{
  const char *name;
  GArray     *samples; /* (owned) (element-type double) */
  gint64      started;
} CrmBench;

static inline void
crm_bench_begin (CrmBench *self, const char *name)
{
  self->name = name;
  self->samples = g_array_new (FALSE, FALSE, sizeof (double));
}

static inline void
crm_bench_start (CrmBench *self)
{
  self->started = g_get_monotonic_time ();
}

static inline void
crm_bench_stop (CrmBench *self)
{
  double milliseconds = (double) (g_get_monotonic_time () - self->started) / 1000;

  g_array_append_val (self->samples, milliseconds);
}

static inline int
crm_bench_compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static inline double
crm_bench_percentile (CrmBench *self, double share)
{
  guint index = (guint) ceil (share * self->samples->len);

  return g_array_index (self->samples, double, index > 0 ? index - 1 : 0);
}

static inline void
crm_bench_end (CrmBench *self, const char *target)
{
  g_array_sort (self->samples, crm_bench_compare);
  g_print ("%-52s p50 %9.3f  p95 %9.3f  max %9.3f ms   target %s\n", self->name, crm_bench_percentile (self, 0.5), crm_bench_percentile (self, 0.95), crm_bench_percentile (self, 1), target);
  g_array_unref (self->samples);
}
