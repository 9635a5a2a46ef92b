#pragma once

#include "crm-case-facts.h"
#include "crm-deal-facts.h"
#include "crm-expression.h"
#include "crm-id-set.h"
#include "crm-purchases.h"
#include "crm-report.h"
#include "crm-work-facts.h"

G_BEGIN_DECLS

/* What a report is made with, on a worker. */

/* Records that reports count, and of which a segment may leave some out. */
typedef enum
{
  CRM_REPORT_DEALS,
  CRM_REPORT_INVOICES,
  CRM_REPORT_ACTIVITIES,
  CRM_REPORT_CASES,
  CRM_REPORT_FEEDBACKS,
  CRM_REPORT_PEOPLE,
  CRM_REPORT_COMPANIES,
  CRM_REPORT_N_TYPES,
} CrmReportType;

struct _CrmReportQuestion
{
  char      *path; /* (owned): of the customer file */
  CrmPeriod  period;
  CrmDate    today;
  CrmCulture culture;
  char      *segment;                      /* (owned) (nullable): uid of the view whose people or companies are counted alone */
  char      *segment_name;                 /* (owned) (nullable): what people call it */
  CrmQuery  *segments[CRM_REPORT_N_TYPES]; /* (owned) (nullable): what is about those; NULL where nothing is */
};

struct _CrmReportRun
{
  const CrmReportQuestion *question;
  CrmReading              *reading;
  CrmIdSet                *wanted[CRM_REPORT_N_TYPES]; /* (owned) (nullable): NULL where all are */
};

gboolean crm_report_run_wants (CrmReportRun *self, CrmReportType type, gint64 id);
gboolean crm_report_run_wants_customer (CrmReportRun *self, gint64 id);
gboolean crm_report_run_has_day (CrmReportRun *self, CrmDate day);
gboolean crm_report_run_has_instant (CrmReportRun *self, gint64 instant);
GArray  *crm_report_run_list_months (CrmReportRun *self);
gint     crm_report_find_month (GArray *months, CrmDate day);
char    *crm_report_run_dup_month (CrmReportRun *self, const CrmPeriod *month);
char    *crm_report_run_dup_title (CrmReportRun *self, gint64 id);
char    *crm_report_run_dup_uid (CrmReportRun *self, gint64 id);
gint64   crm_report_run_round (CrmReportRun *self, const CrmReportTable *table, double amount);

/* Filters of what a figure counted, written test by test. */
typedef struct _CrmReportFilter CrmReportFilter;

const char      *crm_report_get_segment_field (const char *type);
CrmReportFilter *crm_report_filter_new (CrmReportRun *run, const char *type);
CrmReportFilter *crm_report_filter_add (CrmReportFilter *self, const char *field, const char *value);
CrmReportFilter *crm_report_filter_add_days (CrmReportFilter *self, const char *field, const CrmPeriod *days);
CrmReportFilter *crm_report_filter_add_record (CrmReportFilter *self, const char *field, gint64 id);
CrmReportFilter *crm_report_filter_add_test (CrmReportFilter *self, const char *field, CrmOp op, const char *value);
char            *crm_report_filter_end (CrmReportFilter *self);

/* Which kinds of activities; see crm_activity_kind_is_contact() */
typedef gboolean (*CrmReportKindFunc) (const char *kind);

char *crm_report_with_kinds (char *filter, CrmReportKindFunc wanted);

/* Who gives as much, of five, is satisfied. */
#define CRM_REPORT_SATISFIED_LEAST 4

/* Of fewer answers nobody says what customers think. */
#define CRM_REPORT_ANSWERS_LEAST 10

gboolean crm_report_is_answer (const CrmFeedbackFact *one, const char *kind);
CrmDate  crm_report_get_answer_day (const CrmFeedbackFact *one);

/* In which currency most is: amounts in others are counted, and not added. */
typedef struct
{
  struct
  {
    char  code[4];
    guint count;
  } known[16];
  guint n_known;
  guint n_all;
} CrmReportMoney;

void     crm_report_money_add (CrmReportMoney *self, const char *code);
guint    crm_report_money_find (const CrmReportMoney *self, char code[4]);
void     crm_report_money_choose (const CrmReportMoney *self, CrmReportRun *run, CrmReportTable *table);
gboolean crm_report_money_is (const CrmReportTable *table, const char *code);
gint64   crm_report_money_sum (const CrmReportTable *table, gint64 sum, gint64 amount, const char *code);

CrmReportTable *crm_report_make_sales (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_forecast (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_products (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_receivables (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_pipeline (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_funnel (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_win_rate (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_lost_reasons (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_velocity (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_sources (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_best_customers (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_cohorts (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_worth (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_contracts (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_lifecycle (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_targets (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_promises (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_workload (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_channels (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_cases (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_topics (CrmReportRun *run, GError **error);
CrmReportTable *crm_report_make_satisfaction (CrmReportRun *run, GError **error);

G_END_DECLS
