#pragma once

/* What the tests of reports say of a table. */

#include "crm-report.h"
#include "crm-text.h"

G_BEGIN_DECLS

static const CrmCulture english = { CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "EUR", FALSE };

/* As it is read in English, column by column. */
static void
assert_row (const CrmReportTable *table, guint place, const char *label, ...)
{
  const CrmReportRow *row = crm_report_table_get_row (table, place);
  va_list             texts;

  g_assert_cmpstr (row->label, ==, label);
  va_start (texts, label);
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *text = crm_report_table_dup_text (table, row, i, &english);
      g_autofree char *clean = crm_text_clean (text);

      g_assert_cmpstr (clean != NULL ? clean : "", ==, va_arg (texts, const char *));
    }
  va_end (texts);
}

G_END_DECLS
