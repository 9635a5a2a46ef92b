#pragma once

#include "crm-context.h"
#include "crm-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_CHART (crm_chart_get_type ())

/* A report's charted columns as bars, one below the other or side by side. Each point is a button that says all its figures; arrows go from one to the
 * next. What it shows stands below it as a table, too.
 *
 * Signal: "activated" (guint row, guint column): show what was counted there. */
G_DECLARE_FINAL_TYPE (CrmChart, crm_chart, CRM, CHART, AdwBin)

void crm_chart_show (CrmChart *self, CrmContext *context, CrmReportChart chart, const CrmReportTable *table);

G_END_DECLS
