#pragma once

#include "crm-date.h"

G_BEGIN_DECLS

/* How something repeats, as lines of RFC 5545: one RRULE, whose years and months may be Jalali ones (RSCALE of RFC 7529), EXDATE for days it is
 * left out on and RDATE for days it is added on. Counted in whole days; the time of day is the owner's. */

typedef enum
{
  CRM_REPEAT_DAY,
  CRM_REPEAT_WEEK,
  CRM_REPEAT_MONTH,
  CRM_REPEAT_YEAR,
} CrmRepeatUnit;

/* The part of a rule that people choose from. */
typedef struct
{
  CrmRepeatUnit unit;
  int           every;    /* so many units: 1 or more */
  guint         weekdays; /* of CRM_REPEAT_WEEK: 1 << 1 for Monday to 1 << 7 for Sunday; 0 for that of the first day */
  CrmCalendar   calendar; /* of CRM_REPEAT_MONTH and _YEAR */
  int           count;    /* so many times in all, 0 for no such end */
  CrmDate       until;    /* the last day it may fall on, none for no such end */
} CrmRepeatPlan;

/* A rule counts so many days at most, whatever is asked of it. */
#define CRM_RECURRENCE_DAYS_MAX 200000

/* The largest COUNT and INTERVAL that is taken. */
#define CRM_RECURRENCE_COUNT_MAX 9999

typedef struct _CrmRecurrence CrmRecurrence;

CrmRecurrence *crm_recurrence_new (const char *text, GError **error);
CrmRecurrence *crm_recurrence_new_from_plan (const CrmRepeatPlan *plan, CrmDate start);
void           crm_recurrence_free (CrmRecurrence *self);
char          *crm_recurrence_to_text (const CrmRecurrence *self);
const char    *crm_recurrence_get_rule (const CrmRecurrence *self);
gboolean       crm_recurrence_get_plan (const CrmRecurrence *self, CrmRepeatPlan *plan);
void           crm_recurrence_expand (const CrmRecurrence *self, CrmDate start, CrmDate from, CrmDate to, GArray *days);
CrmDate        crm_recurrence_find_next (const CrmRecurrence *self, CrmDate start, CrmDate after);
gboolean       crm_recurrence_falls_on (const CrmRecurrence *self, CrmDate start, CrmDate day);
void           crm_recurrence_exclude (CrmRecurrence *self, CrmDate day);
gboolean       crm_recurrence_is_excluded (const CrmRecurrence *self, CrmDate day);
void           crm_recurrence_take_exceptions (CrmRecurrence *self, const CrmRecurrence *from, CrmDate since);
void           crm_recurrence_end_before (CrmRecurrence *self, CrmDate day);
void           crm_recurrence_pin (CrmRecurrence *self, CrmDate start);
void           crm_recurrence_advance (CrmRecurrence *self, CrmDate start, CrmDate next);
gboolean       crm_recurrence_shift (CrmRecurrence *self, int days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmRecurrence, crm_recurrence_free)

G_END_DECLS
