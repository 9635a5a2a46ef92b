#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_TODAY_ROW (crm_today_row_get_type ())

/* Where something that is due stands, seen from a day. */
typedef enum
{
  CRM_TODAY_OVERDUE,
  CRM_TODAY_TODAY,
  CRM_TODAY_SOON,
} CrmTodaySection;

/* One thing to do: what, with whom, when; under the head of its section where it is the first of it. */
G_DECLARE_FINAL_TYPE (CrmTodayRow, crm_today_row, CRM, TODAY_ROW, GtkWidget)

CrmTodaySection crm_today_section_of (CrmRecord *activity, CrmDate today);
gint64          crm_today_find_subject (CrmRecord *activity);

GtkWidget  *crm_today_row_new (CrmContext *context, GtkListItem *item);
CrmRecord  *crm_today_row_get_activity (CrmTodayRow *self);
guint       crm_today_row_get_position (CrmTodayRow *self);
void        crm_today_row_bind (CrmTodayRow *self);
void        crm_today_row_unbind (CrmTodayRow *self);
void        crm_today_row_refresh (CrmTodayRow *self, CrmRecord *previous);
const char *crm_today_row_get_head (CrmTodayRow *self);

G_END_DECLS
