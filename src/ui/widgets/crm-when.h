#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* A day and perhaps a time of it, as people type them: «tomorrow 10», «5 Farvardin 14:30», «yesterday». */

#define CRM_WHEN_NO_TIME -1

typedef struct
{
  CrmDate date;
  int     minute; /* of the day, or CRM_WHEN_NO_TIME */
} CrmWhen;

gboolean crm_when_parse (const char *text, const CrmCulture *culture, CrmDate today, CrmWhen *out, GError **error);
gboolean crm_when_cut_tail (const char *text, const CrmCulture *culture, CrmDate today, char **rest, CrmWhen *out);
gint64   crm_when_to_instant (CrmWhen when, gint64 now);
char    *crm_when_to_time_text (CrmWhen when);

G_END_DECLS
