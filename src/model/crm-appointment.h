#pragma once

#include "crm-activity.h"
#include "crm-recurrence.h"

G_BEGIN_DECLS

/* An activity as something that takes place on a day: when it begins, how it repeats, when one is reminded of it. Functions of the activity
 * alone; what they change is a draft. */

/* In place of a minute of the day, where it is the whole day or any time of it. */
#define CRM_WHOLE_DAY -1

/* One is reminded of a whole day before this minute of it: 09:00. */
#define CRM_REMIND_WHOLE_DAY (9 * 60)

/* The largest `remind`: four weeks, in minutes. */
#define CRM_REMIND_MAX (4 * 7 * 24 * 60)

#define CRM_DAY_MINUTES (24 * 60)

/* The largest `duration`: a year, in seconds. */
#define CRM_DURATION_MAX (366 * 24 * 60 * 60)

gboolean crm_appointment_get_start (CrmObject *self, CrmDate *day, int *minute);
void     crm_appointment_set_start (CrmObject *self, CrmDate day, int minute);
int      crm_appointment_parse_time (const char *text);
gint64   crm_appointment_to_instant (CrmDate day, int minute);
gint64   crm_appointment_get_reminder (CrmDate day, int minute, gint64 before);

CrmRecurrence *crm_appointment_get_recurrence (CrmObject *self, GError **error);
gboolean       crm_appointment_advance (CrmObject *self, CrmDate after);
CrmRecord     *crm_appointment_take_out (CrmObject *self, CrmDate day);
gboolean       crm_appointment_remove_day (CrmObject *self, CrmDate day);
GPtrArray     *crm_appointment_draft_one (CrmRecord *record, CrmDate day);

G_END_DECLS
