#pragma once

#include "crm-date.h"
#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_IMPORTANT_DATE (crm_important_date_get_type ())

/* A birthday or another day of the year; any part of it may be unknown. */
CRM_DECLARE_ITEM (CrmImportantDate, crm_important_date, CRM, IMPORTANT_DATE)

char    *crm_important_date_dup_key (int month, int day);
gboolean crm_important_date_find_next (CrmObject *self, CrmDate from, CrmCalendar calendar, CrmDate *next, int *years);

G_END_DECLS
