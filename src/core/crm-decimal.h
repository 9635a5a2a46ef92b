#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* Numbers that are neither money nor counts: 2.5 metres, 36.6 degrees. Kept as decimal text, so that what was typed stays: "-2.5". */

char    *crm_decimal_parse (const char *text, GError **error);
char    *crm_decimal_format (const char *decimal, const CrmCulture *culture);
gboolean crm_decimal_to_double (const char *decimal, double *value);
gboolean crm_decimal_to_scaled (const char *decimal, guint digits, gint64 *value);
char    *crm_decimal_from_scaled (gint64 value, guint digits);

G_END_DECLS
