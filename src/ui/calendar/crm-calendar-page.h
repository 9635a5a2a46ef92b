#pragma once

#include "crm-page.h"

G_BEGIN_DECLS

#define CRM_TYPE_CALENDAR_PAGE (crm_calendar_page_get_type ())

/* Appointments by day, week, month, or as a list. */
G_DECLARE_FINAL_TYPE (CrmCalendarPage, crm_calendar_page, CRM, CALENDAR_PAGE, GtkWidget)

G_END_DECLS
