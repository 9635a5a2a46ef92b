#include "config.h"

#include "crm-clock.h"

#include <stdatomic.h>

static _Atomic gint64 fixed_instant;

static void
read_environment (void)
{
  static gsize once;
  const char  *text;
  g_autoptr (GDateTime) when = NULL;

  if (!g_once_init_enter (&once))
    return;

  text = g_getenv ("CRM_NOW");
  if (text != NULL && fixed_instant == 0)
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

      when = g_date_time_new_from_iso8601 (text, utc);
      if (when != NULL)
        fixed_instant = g_date_time_to_unix (when) * G_USEC_PER_SEC + g_date_time_get_microsecond (when);
    }

  g_once_init_leave (&once, 1);
}

/**
 * crm_clock_now:
 *
 * The present instant. The environment variable `CRM_NOW` (ISO 8601) stops the clock there for a whole process.
 *
 * Returns: microseconds since 1970-01-01T00:00:00Z
 */
gint64
crm_clock_now (void)
{
  read_environment ();

  return fixed_instant != 0 ? fixed_instant : g_get_real_time ();
}

/**
 * crm_clock_set:
 * @instant: microseconds since 1970-01-01T00:00:00Z, or 0 to let the clock run again
 *
 * Stops the clock at @instant. For tests.
 */
void
crm_clock_set (gint64 instant)
{
  read_environment ();
  fixed_instant = instant;
}

typedef struct
{
  GTimeZone *zone; /* (owned) (nullable) */
  gint64     until;
} LocalZone;

static void
local_zone_free (gpointer data)
{
  LocalZone *self = data;

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}

static GPrivate local_zone = G_PRIVATE_INIT (local_zone_free);

/**
 * crm_clock_get_zone:
 *
 * The time zone of this computer. To ask for it reads links of the file system, so it is asked for anew only once a second.
 *
 * Returns: (transfer none): it, until this thread asks again
 */
GTimeZone *
crm_clock_get_zone (void)
{
  LocalZone *self = g_private_get (&local_zone);
  gint64     now = g_get_monotonic_time ();

  if (self == NULL)
    {
      self = g_new0 (LocalZone, 1);
      g_private_set (&local_zone, self);
    }
  if (self->zone == NULL || now >= self->until)
    {
      g_clear_pointer (&self->zone, g_time_zone_unref);
      self->zone = g_time_zone_new_local ();
      self->until = now + G_USEC_PER_SEC;
    }

  return self->zone;
}
