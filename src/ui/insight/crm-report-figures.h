#pragma once

#include "crm-context.h"
#include "crm-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_REPORT_FIGURES (crm_report_figures_get_type ())

/* A report as a table; every figure that counted records is a button.
 *
 * Signal: "activated" (guint row, guint column): show what was counted there. */
G_DECLARE_FINAL_TYPE (CrmReportFigures, crm_report_figures, CRM, REPORT_FIGURES, AdwBin)

void crm_report_figures_show (CrmReportFigures *self, CrmContext *context, const CrmReportTable *table);

G_END_DECLS
