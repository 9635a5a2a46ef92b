#pragma once

#include "crm-paper.h"
#include "crm-report.h"

G_BEGIN_DECLS

/* Reports for elsewhere: a sheet of figures, and pages to be printed. */

typedef enum
{
  CRM_REPORT_CSV,
  CRM_REPORT_PDF,
} CrmReportFormat;

CrmPaper *crm_report_paper_new (const CrmReport *report, const CrmReportQuestion *question, const CrmReportTable *table);
char     *crm_report_question_dup_time (const CrmReportQuestion *self);
gboolean  crm_report_write_csv (const CrmReportTable *table, GOutputStream *stream, GError **error);
gboolean  crm_report_write_file (const CrmReport *report, const CrmReportQuestion *question, const CrmReportTable *table, CrmReportFormat format, GFile *file, GError **error);

G_END_DECLS
