#pragma once

#include "crm-field.h"
#include "crm-purchases.h"
#include "crm-query.h"

G_BEGIN_DECLS

/* What records must be like: one test, or several of which all or any must hold. A value; what people type becomes one in
 * exchange/crm-filter.h, and a query keeps to it. Fields may be declared or custom; a custom one must live as long as the criterion. */

typedef struct _CrmCriterion CrmCriterion;

/* What is asked of a customer's purchases. */
typedef enum
{
  CRM_BUYING_EVER,  /* the day of any of them */
  CRM_BUYING_FIRST, /* the day of the first */
  CRM_BUYING_LAST,  /* the day of the last */
  CRM_BUYING_COUNT, /* how many invoices */
} CrmBuying;

/* Finds customers by all that was bought: for what no index can answer. On a worker.
 * @today: since 1970-01-01; @wanted: what is asked for; @found: (element-type gint64): takes the ids */
typedef void (*CrmBuyingFunc) (const CrmPurchases *purchases, gint32 today, guint wanted, GArray *found);

CrmCriterion *crm_criterion_new_text (const CrmField *field, CrmOp op, const char *value);
CrmCriterion *crm_criterion_new_integer (const CrmField *field, CrmOp op, gint64 value);
CrmCriterion *crm_criterion_new_number (const CrmField *field, CrmOp op, double value);
CrmCriterion *crm_criterion_new_set (const CrmField *field);
CrmCriterion *crm_criterion_new_instant (const char *column, CrmOp op, gint64 instant);
CrmCriterion *crm_criterion_new_item (const CrmField *items, const char *kind, const char *member, CrmOp op, const char *value);
CrmCriterion *crm_criterion_new_reference (gint64 target);
CrmCriterion *crm_criterion_new_contact (gint64 since, gint64 until);
CrmCriterion *crm_criterion_new_quiet (gint64 now);
CrmCriterion *crm_criterion_new_stale (gint64 now);
CrmCriterion *crm_criterion_new_unpaid (const char *due);
CrmCriterion *crm_criterion_new_reached (gint64 stage);
CrmCriterion *crm_criterion_new_bought (gint64 product);
CrmCriterion *crm_criterion_new_bought_last (gint64 product, gint32 from, gint32 until);
CrmCriterion *crm_criterion_new_contract (gint64 product, gint32 patience, gint32 today, gboolean ended);
CrmCriterion *crm_criterion_new_purchases (CrmBuying buying, gint64 from, gint64 until);
CrmCriterion *crm_criterion_new_buying (CrmBuyingFunc func, gint32 today, guint wanted);
CrmCriterion *crm_criterion_new_sold (void);
CrmCriterion *crm_criterion_new_late (const char *today);
CrmCriterion *crm_criterion_new_after_sale (void);
CrmCriterion *crm_criterion_new_late_case (gint64 now);
CrmCriterion *crm_criterion_new_cases (gint64 from, gint64 until);
CrmCriterion *crm_criterion_new_last_score (const char *kind, gint64 from, gint64 until);
CrmCriterion *crm_criterion_new_turned (const char *stage, gint64 from, gint64 until, gboolean left);
CrmCriterion *crm_criterion_new_allows (const char *channel);
CrmCriterion *crm_criterion_new_customer (CrmCriterion *person, CrmCriterion *company, gboolean payer);
CrmCriterion *crm_criterion_new_group (gboolean any, GPtrArray *parts);
CrmCriterion *crm_criterion_new_not (CrmCriterion *part);

CrmCriterion *crm_criterion_ref (CrmCriterion *self);
void          crm_criterion_unref (CrmCriterion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmCriterion, crm_criterion_unref)

G_END_DECLS
