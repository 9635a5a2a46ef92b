#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* E-mail addresses: as they are kept, as they are matched, and whether one looks like one. */

char    *crm_email_normalise (const char *text);
char    *crm_email_key (const char *email);
gboolean crm_email_is_plausible (const char *email);

G_END_DECLS
