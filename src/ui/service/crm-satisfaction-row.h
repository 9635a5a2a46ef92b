#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_SATISFACTION_ROW (crm_satisfaction_row_get_type ())

/* How satisfied somebody is with how their case was solved: five numbers to choose from, or what they have said. */
G_DECLARE_FINAL_TYPE (CrmSatisfactionRow, crm_satisfaction_row, CRM, SATISFACTION_ROW, GtkWidget)

GtkWidget *crm_satisfaction_row_new (CrmContext *context);
void       crm_satisfaction_row_show (CrmSatisfactionRow *self, CrmRecord *service_case);

G_END_DECLS
