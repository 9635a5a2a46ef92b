#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long to leave a server in peace that was not reached, or that asked for it. */

/**
 * CRM_BACK_OFF_MAX:
 *
 * Seconds after which it is tried again, however often it failed.
 */
#define CRM_BACK_OFF_MAX 300

guint crm_back_off (guint attempt, guint retry_after, double chance);

G_END_DECLS
