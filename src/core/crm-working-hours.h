#pragma once

#include "crm-date.h"

G_BEGIN_DECLS

/* When a business is open, day by day of the week, and time that is counted by that: "within two hours" of a question that is asked at closing time is
 * the next morning. In the time zone of this computer. A value. */

/* A day has no more: morning, afternoon, evening. */
#define CRM_WORKING_SPANS_MAX 3

/* Minutes of the day: 540 to 780 is nine to one. */
typedef struct
{
  gint16 from;
  gint16 until;
} CrmWorkingSpan;

typedef struct
{
  CrmWorkingSpan spans[7][CRM_WORKING_SPANS_MAX]; /* Monday first, as ISO 8601 has it */
  guint8         n_spans[7];                      /* 0: closed */
  gboolean       iranian;                         /* closed on the fixed holidays of Iran */
} CrmWorkingHours;

void     crm_working_hours_init_default (CrmWorkingHours *self, const char *country);
gboolean crm_working_hours_read_day (CrmWorkingHours *self, int weekday, const char *text);
char    *crm_working_hours_dup_day (const CrmWorkingHours *self, int weekday);
gint64   crm_working_hours_add (const CrmWorkingHours *self, gint64 instant, int minutes);
int      crm_working_hours_between (const CrmWorkingHours *self, gint64 from, gint64 until);

G_END_DECLS
