#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* Days on which people rest, for calendars to draw them quietly. */

gboolean crm_holiday_is_iranian (CrmDate date);
gboolean crm_holiday_is_rest_day (CrmDate date, const CrmCulture *culture);

G_END_DECLS
