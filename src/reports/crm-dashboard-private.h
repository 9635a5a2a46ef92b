#pragma once

#include "crm-dashboard.h"
#include "crm-report-private.h"

G_BEGIN_DECLS

/* A dashboard being made: all that is counted, read once. */
typedef struct
{
  CrmReportRun   run;
  CrmDashboard  *dashboard;
  CrmReportTable money;       /* only its currency: the one that most is in */
  CrmDealFacts  *deals;       /* (owned) */
  CrmWorkFacts  *works;       /* (owned) */
  CrmCaseFacts  *cases;       /* (owned): and what customers think */
  GArray        *sold;        /* (owned) (element-type CrmSold) */
  GArray        *receivables; /* (owned) (element-type CrmReceivable) */
} CrmDashboardRun;

void crm_dashboard_add_figures (CrmDashboardRun *self);

G_END_DECLS
