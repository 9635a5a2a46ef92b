#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one place that asks what time it is, so that tests and the tour can say it themselves. */

gint64     crm_clock_now (void);
void       crm_clock_set (gint64 instant);
GTimeZone *crm_clock_get_zone (void);

G_END_DECLS
