#pragma once

#include "crm-recurrence.h"

G_BEGIN_DECLS

/* A rule as it was read: what libical is given is written anew from this, never passed on as it came. Internal to core. */

typedef struct
{
  CrmRepeatUnit unit;
  int           every;
  int           count;    /* 0 for none */
  int           until;    /* Julian day number, 0 for none */
  CrmCalendar   calendar; /* RSCALE */
  char          skip;     /* 0, or B or F: a day that is wanting is the one before or after */
  int           week_start;
  char         *days;       /* (owned) (nullable): BYDAY, checked */
  guint         weekdays;   /* of @days, without their numbers */
  gboolean      is_nth;     /* some of @days have numbers */
  char         *month_days; /* (owned) (nullable): BYMONTHDAY, and so on */
  char         *months;     /* (owned) (nullable) */
  char         *year_days;  /* (owned) (nullable) */
  char         *weeks;      /* (owned) (nullable) */
  char         *places;     /* (owned) (nullable): BYSETPOS */
} CrmRepeatRule;

struct _CrmRecurrence
{
  CrmRepeatRule rule;
  gboolean      has_rule; /* or only days that are added */
  char         *text;     /* (owned) (nullable): of the rule */
  GArray       *excluded; /* (owned) (element-type int): Julian day numbers, sorted */
  GArray       *added;    /* (owned) (element-type int): the same */
};

/* Days that are left out or added, in all. */
#define CRM_RECURRENCE_EXCEPTIONS_MAX 5000

typedef gboolean (*CrmDayFunc) (int day, gpointer user_data);

void     crm_recurrence_walk (const CrmRecurrence *self, int start, int from, CrmDayFunc func, gpointer user_data);
gboolean crm_recurrence_contains (GArray *days, int day);
int      crm_recurrence_compare_days (gconstpointer a, gconstpointer b);

gboolean crm_repeat_rule_parse (CrmRepeatRule *self, const char *text, GError **error);
char    *crm_repeat_rule_to_text (const CrmRepeatRule *self);
void     crm_repeat_rule_clear (CrmRepeatRule *self);
gboolean crm_repeat_rule_set_weekdays (CrmRepeatRule *self, guint weekdays);
gboolean crm_repeat_read_day (const char *text, int *jdn);

G_END_DECLS
