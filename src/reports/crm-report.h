#pragma once

#include "crm-filter.h"
#include "crm-period.h"
#include "crm-report-table.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reports: questions about the business, each answered by a table whose figures open the records that they count. A report is a line in the register of
 * crm-report.c and a function; the window, crmctl, CSV and PDF know no more of it. */

typedef enum
{
  CRM_REPORT_GROUP_SALES,
  CRM_REPORT_GROUP_DEALS,
  CRM_REPORT_GROUP_CUSTOMERS,
  CRM_REPORT_GROUP_WORK,
  CRM_REPORT_GROUP_SERVICE,
  CRM_REPORT_N_GROUPS,
} CrmReportGroup;

typedef enum
{
  CRM_REPORT_CHART_NONE,
  CRM_REPORT_CHART_BARS,    /* one below the other: what can be compared */
  CRM_REPORT_CHART_COLUMNS, /* side by side: time */
} CrmReportChart;

typedef struct _CrmReportRun CrmReportRun;

/**
 * CrmReport:
 * @name: what programs call it
 * @title, @about: what people read; to be translated
 * @has_period: whether it is about a time; others are about now
 * @make: fills the table; on a worker
 */
typedef struct
{
  const char    *name;
  const char    *title;
  const char    *about;
  CrmReportGroup group;
  CrmReportChart chart;
  gboolean       has_period;
  CrmReportTable *(*make) (CrmReportRun *run, GError **error);
} CrmReport;

typedef struct _CrmReportQuestion CrmReportQuestion;

const CrmReport *crm_report_list (guint *n_reports);
const CrmReport *crm_report_find (const char *name);
const char      *crm_report_group_get_title (CrmReportGroup group);

CrmReportQuestion *crm_report_question_new (CrmStore *store, CrmPeriod period, CrmDate today, const CrmCulture *culture, CrmRecord *segment, GError **error);
CrmReportQuestion *crm_report_question_ref (CrmReportQuestion *self);
void               crm_report_question_unref (CrmReportQuestion *self);
CrmPeriod          crm_report_get_usual_period (CrmDate today, CrmCalendar calendar);

CrmReportTable *crm_report_make (const CrmReport *report, CrmReportQuestion *question, GError **error);
void            crm_report_make_async (const CrmReport *report, CrmReportQuestion *question, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
CrmReportTable *crm_report_make_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmReportQuestion, crm_report_question_unref)

G_END_DECLS
