#pragma once

#include "crm-date.h"

G_BEGIN_DECLS

/* How one user wants values written: chosen once, then passed to everything that shows or reads one. */

typedef struct
{
  CrmCalendar calendar;
  gboolean    persian_digits; /* ۱۲۳ and ٬ ٫ rather than 123 and , . */
  int         week_start;     /* ISO: 1 is Monday, 6 Saturday, 7 Sunday */
  gboolean    day_first;      /* 3/4/2025 is the third of April */
  char        currency[4];    /* ISO 4217, the one a bare amount is in */
  gboolean    toman;          /* rials are typed and shown in tomans, of ten rials each */
} CrmCulture;

void  crm_culture_init_default (CrmCulture *self, const char *language);
void  crm_culture_set_currency (CrmCulture *self, const char *code);
char *crm_culture_digits (const CrmCulture *self, const char *ascii_text);
char *crm_culture_count (const CrmCulture *self, gint64 count);

G_END_DECLS
