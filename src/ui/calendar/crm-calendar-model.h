#pragma once

#include "crm-agenda.h"
#include "crm-context.h"

G_BEGIN_DECLS

#define CRM_TYPE_CALENDAR_MODEL (crm_calendar_model_get_type ())

typedef enum
{
  CRM_CALENDAR_SPAN_DAY,
  CRM_CALENDAR_SPAN_WEEK,
  CRM_CALENDAR_SPAN_MONTH,
  CRM_CALENDAR_SPAN_AGENDA,
} CrmCalendarSpan;

/* One step of the cursor and of what is dragged, in minutes. */
#define CRM_CALENDAR_STEP 30

/* What the views of a calendar share: the day and time that is chosen (the cursor), the days that are shown around it, and what takes place on
 * them. It follows the file by itself.
 *
 * Signals: "changed" (): other days, or something else takes place on them; "cursor-changed" (): the cursor moved within them. */
G_DECLARE_FINAL_TYPE (CrmCalendarModel, crm_calendar_model, CRM, CALENDAR_MODEL, GObject)

CrmCalendarModel *crm_calendar_model_new (CrmContext *context);
CrmContext       *crm_calendar_model_get_context (CrmCalendarModel *self);
CrmCalendarSpan   crm_calendar_model_get_span (CrmCalendarModel *self);
void              crm_calendar_model_set_span (CrmCalendarModel *self, CrmCalendarSpan span);
CrmDate           crm_calendar_model_get_day (CrmCalendarModel *self);
int               crm_calendar_model_get_minute (CrmCalendarModel *self);
void              crm_calendar_model_set_cursor (CrmCalendarModel *self, CrmDate day, int minute);
void              crm_calendar_model_turn (CrmCalendarModel *self, int pages);
CrmDate           crm_calendar_model_get_first (CrmCalendarModel *self);
guint             crm_calendar_model_get_n_days (CrmCalendarModel *self);
gboolean          crm_calendar_model_is_loading (CrmCalendarModel *self);
char             *crm_calendar_model_dup_title (CrmCalendarModel *self);
GPtrArray        *crm_calendar_model_get_occurrences (CrmCalendarModel *self);
GPtrArray        *crm_calendar_model_list_day (CrmCalendarModel *self, CrmDate day);

G_END_DECLS
