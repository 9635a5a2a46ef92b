#pragma once

#include <gio/gio.h>

/* Waiting for the main loop, with a word about what never came.
 *
 * The limit is below that of the test program, so that a test that hangs names its condition instead of being ended from outside. No
 * test is slower or faster for it: it only ever fails. */

#define CRM_WAIT_SECONDS 60

static inline gboolean
crm_wait_expired_cb (gpointer expired)
{
  *(gboolean *) expired = TRUE;

  return G_SOURCE_REMOVE;
}

static inline void
crm_wait_once (gboolean *expired, const char *condition, const char *file, int line)
{
  if (*expired)
    g_error ("%s:%d: waited %d seconds for: %s", file, line, CRM_WAIT_SECONDS, condition);
  g_main_context_iteration (NULL, TRUE);
}

/* Runs the main loop until the condition holds. */
#define wait_for(condition)                                                                     \
  G_STMT_START                                                                                  \
  {                                                                                             \
    gboolean expired_ = FALSE;                                                                  \
    guint    limit_ = g_timeout_add_seconds (CRM_WAIT_SECONDS, crm_wait_expired_cb, &expired_); \
                                                                                                \
    while (!(condition))                                                                        \
      crm_wait_once (&expired_, #condition, __FILE__, __LINE__);                                \
    if (!expired_)                                                                              \
      g_source_remove (limit_);                                                                 \
  }                                                                                             \
  G_STMT_END

/* Runs what is ready, and nothing that comes later. */
static inline void
settle (void)
{
  gboolean expired = FALSE;
  guint    limit = g_timeout_add_seconds (CRM_WAIT_SECONDS, crm_wait_expired_cb, &expired);

  while (g_main_context_iteration (NULL, FALSE))
    {
      if (expired)
        g_error ("the main loop was not idle after %d seconds", CRM_WAIT_SECONDS);
    }
  g_source_remove (limit);
}
