#pragma once

#include "crm-insight.h"
#include "crm-report.h"

G_BEGIN_DECLS

/* How the business stands at one look: figures, each with the filter of what it counted and a sentence beside it; and whom to protect, to nurture, and to sell
 * more to. */

/**
 * CrmDashboardFigure:
 * @name: what programs call it
 * @title: what people read
 * @value: of a share, the part
 * @whole: of a share, of how many
 * @sentence: what it compares with
 * @opens: type of the records that were counted
 * @filter: which of them; see crm-expression.h
 */
typedef struct
{
  const char   *name;
  char         *title; /* (owned) */
  CrmReportKind kind;
  gint64        value;
  gint64        whole;
  char          currency[4];
  char         *sentence; /* (owned) (nullable) */
  const char   *opens;
  char         *filter; /* (owned) (nullable) */
} CrmDashboardFigure;

typedef enum
{
  CRM_AIM_PROTECT, /* good customers who have gone quiet */
  CRM_AIM_NURTURE, /* who came for the first time */
  CRM_AIM_GROW,    /* who come often, and might buy something else */
  CRM_N_AIMS,
} CrmAim;

/**
 * CrmDashboardCustomer:
 * @customer: id of a person or a company
 * @stat: what they have bought
 * @silence: of CRM_AIM_PROTECT
 * @offer: of CRM_AIM_GROW: what to offer, and why
 */
typedef struct
{
  gint64          customer;
  CrmCustomerStat stat;
  CrmSilence      silence;
  CrmCompanion    offer;
} CrmDashboardCustomer;

/**
 * CrmDashboard:
 * @figures: (element-type CrmDashboardFigure): those of which there is something to say
 * @customers: (element-type CrmDashboardCustomer): of each aim, who is worth most first
 * @n_customers: who have bought: of fewer than %CRM_RFM_LEAST nobody is named
 * @today: since 1970-01-01
 */
typedef struct
{
  GPtrArray *figures;               /* (owned) */
  GArray    *customers[CRM_N_AIMS]; /* (owned) */
  guint      n_customers;
  gint32     today;
} CrmDashboard;

CrmDashboard *crm_dashboard_make (CrmReportQuestion *question, GError **error);
void          crm_dashboard_make_async (CrmReportQuestion *question, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
CrmDashboard *crm_dashboard_make_finish (GAsyncResult *result, GError **error);
void          crm_dashboard_free (CrmDashboard *self);

char *crm_dashboard_figure_dup_text (const CrmDashboardFigure *self, const CrmCulture *culture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmDashboard, crm_dashboard_free)

G_END_DECLS
