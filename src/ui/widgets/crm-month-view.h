#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_MONTH_VIEW (crm_month_view_get_type ())

/* A month of days in the user's calendar, one of which is chosen.
 *
 * Signals: "date-changed" (): another day is chosen; "activated" (): the day that is chosen was
 * clicked, or Return or Space pressed on it. Keys: arrows, Page Up and Down for months, with Shift for years, Home for today. */
G_DECLARE_FINAL_TYPE (CrmMonthView, crm_month_view, CRM, MONTH_VIEW, GtkWidget)

GtkWidget *crm_month_view_new (CrmContext *context);
CrmDate    crm_month_view_get_date (CrmMonthView *self);
void       crm_month_view_set_date (CrmMonthView *self, CrmDate date);

G_END_DECLS
