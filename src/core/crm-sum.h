#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sums of amounts that end at the largest number there is, whatever a file says. */

static inline gint64
crm_sum_add (gint64 a, gint64 b)
{
  gint64 sum;

  if (__builtin_add_overflow (a, b, &sum))
    return a < 0 ? -G_MAXINT64 : G_MAXINT64;

  return sum;
}

/* The hundredth is taken of quotient and rest apart, so that no value is too large. */
static inline gint64
crm_sum_percent (gint64 value, gint64 percent)
{
  return value / 100 * percent + value % 100 * percent / 100;
}

G_END_DECLS
