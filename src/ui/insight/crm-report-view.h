#pragma once

#include "crm-context.h"
#include "crm-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_REPORT_VIEW (crm_report_view_get_type ())

/* One report: of which time and whom, its chart, its table, what one has to know to read it; and as a file or on paper.
 *
 * Actions: report.print, report.save-pdf, report.save-csv; report.calendar ("gregorian" or "jalali"). */
G_DECLARE_FINAL_TYPE (CrmReportView, crm_report_view, CRM, REPORT_VIEW, AdwBin)

GtkWidget *crm_report_view_new (CrmContext *context);
void       crm_report_view_show (CrmReportView *self, const CrmReport *report);

G_END_DECLS
