#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* Telephone numbers: kept as +COUNTRYNUMBER, with ";ext=N" after it when there is an extension (RFC 3966). */

char *crm_phone_normalise (const char *text, const char *default_country);
char *crm_phone_key (const char *normalised);
char *crm_phone_format (const char *phone, const CrmCulture *culture);

const char *crm_phone_country (const char *phone);

gboolean crm_phone_is_plausible (const char *text, const char *default_country);

G_END_DECLS
