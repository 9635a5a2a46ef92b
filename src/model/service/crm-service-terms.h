#pragma once

#include "crm-record.h"
#include "crm-setting.h"
#include "crm-working-hours.h"

G_BEGIN_DECLS

/* How soon a question is to be answered, and what counts as time: settings of the business. */

typedef struct
{
  CrmWorkingHours hours;
  int             high; /* minutes of work, each */
  int             normal;
  int             low;
} CrmServiceTerms;

void        crm_service_terms_read (CrmServiceTerms *self, CrmSettingFunc get, gpointer source);
int         crm_service_terms_get_minutes (const CrmServiceTerms *self, const char *priority);
gint64      crm_service_terms_find_due (CrmRecordContext *context, const char *priority, gint64 opened);
const char *crm_service_terms_get_day_setting (int weekday);
const char *crm_service_terms_get_answer_setting (const char *priority);
gboolean    crm_service_terms_read_hours (const char *text, int *minutes);

G_END_DECLS
