#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a spreadsheet shows a number, as far as it decides what was typed: a day, an hour, a share, a code with zeros before it. */

typedef enum
{
  CRM_NUMBER_PLAIN,
  CRM_NUMBER_DATE,
  CRM_NUMBER_TIME,
  CRM_NUMBER_DATE_TIME,
  CRM_NUMBER_ELAPSED, /* hours, which may be more than a day has */
  CRM_NUMBER_PERCENT,
  CRM_NUMBER_ZEROS, /* digits, at least so many */
} CrmNumberKind;

typedef struct
{
  CrmNumberKind kind;
  guint         digits; /* of CRM_NUMBER_ZEROS */
} CrmNumberFormat;

CrmNumberFormat crm_number_format_parse (const char *code);
CrmNumberFormat crm_number_format_get (guint id);
void            crm_number_format_append (CrmNumberFormat self, double value, gboolean from_1904, GString *text);
void            crm_number_append_plain (double value, GString *text);

G_END_DECLS
