#pragma once

#include "crm-context.h"
#include "crm-page.h"
#include "crm-today-list.h"

G_BEGIN_DECLS

#define CRM_TYPE_TODAY_PAGE (crm_today_page_get_type ())

/* What is to be done, what was promised, and what is suggested: see crm-today-section.h. Property: context (construct only).
 *
 * Actions, on the row that has the focus: today.done, today.tomorrow, today.next-week, today.call, today.open. */
G_DECLARE_FINAL_TYPE (CrmTodayPage, crm_today_page, CRM, TODAY_PAGE, GtkWidget)

GtkWidget    *crm_today_page_new (CrmContext *context);
GPtrArray    *crm_today_page_get_counted (CrmContext *context);
CrmTodayList *crm_today_page_get_list (CrmTodayPage *self);

G_END_DECLS
