#pragma once

#include <glib.h>
#include <math.h>

/* Samples of one figure, and the line they are printed as: what was measured, what was wished for, and whether that was met. */

typedef struct
{
  const char *name;
  const char *unit;
  GArray     *samples; /* (owned) (element-type double) */
  gint64      started;
} CrmBench;

/* What is wished for, in the figure's own unit; 0 where nothing is. */
typedef struct
{
  double p50;
  double p95;
  double p99;
  double max;
} CrmBenchTarget;

static guint crm_bench_missed;

static inline void
crm_bench_begin_in (CrmBench *self, const char *name, const char *unit)
{
  self->name = name;
  self->unit = unit;
  self->samples = g_array_new (FALSE, FALSE, sizeof (double));
}

static inline void
crm_bench_begin (CrmBench *self, const char *name)
{
  crm_bench_begin_in (self, name, "ms");
}

static inline void
crm_bench_add (CrmBench *self, double value)
{
  g_array_append_val (self->samples, value);
}

static inline void
crm_bench_start (CrmBench *self)
{
  self->started = g_get_monotonic_time ();
}

static inline void
crm_bench_stop (CrmBench *self)
{
  crm_bench_add (self, (double) (g_get_monotonic_time () - self->started) / 1000);
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
crm_bench_judge (GString *line, const char *name, double value, double target, gboolean *missed)
{
  if (target <= 0)
    return;

  g_string_append_printf (line, " %s %g", name, target);
  *missed |= value > target;
}

static inline void
crm_bench_end (CrmBench *self, CrmBenchTarget target)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean missed = FALSE;

  if (self->samples->len > 0)
    {
      g_array_sort (self->samples, crm_bench_compare);
      crm_bench_judge (line, "p50", crm_bench_percentile (self, 0.5), target.p50, &missed);
      crm_bench_judge (line, "p95", crm_bench_percentile (self, 0.95), target.p95, &missed);
      crm_bench_judge (line, "p99", crm_bench_percentile (self, 0.99), target.p99, &missed);
      crm_bench_judge (line, "max", crm_bench_percentile (self, 1), target.max, &missed);
      g_print ("%-54s p50 %9.3f  p95 %9.3f  p99 %9.3f  max %9.3f %-2s  %s%s\n", self->name, crm_bench_percentile (self, 0.5),
               crm_bench_percentile (self, 0.95), crm_bench_percentile (self, 0.99), crm_bench_percentile (self, 1), self->unit,
               line->len == 0 ? "" : missed ? "MISSED"
                                            : "met",
               line->str);
    }
  crm_bench_missed += missed;
  g_array_unref (self->samples);
}
