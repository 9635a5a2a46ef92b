#pragma once

#include "crm-today-section.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_TODAY_ROW (crm_today_row_get_type ())

/* One thing to do: what, with whom or why, when; under the head of its section where it is the first of it. */
G_DECLARE_FINAL_TYPE (CrmTodayRow, crm_today_row, CRM, TODAY_ROW, GtkWidget)

GtkWidget  *crm_today_row_new (CrmContext *context, GtkListItem *item);
CrmRecord  *crm_today_row_get_record (CrmTodayRow *self);
guint       crm_today_row_get_position (CrmTodayRow *self);
void        crm_today_row_bind (CrmTodayRow *self);
void        crm_today_row_unbind (CrmTodayRow *self);
void        crm_today_row_refresh (CrmTodayRow *self, CrmTodaySection section, gboolean is_first, const CrmCelebration *celebration);
const char *crm_today_row_get_head (CrmTodayRow *self);

G_END_DECLS
