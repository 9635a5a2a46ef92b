#pragma once

#include "crm-context.h"
#include "crm-settlement.h"

G_BEGIN_DECLS

/* How a document stands, in words. */

typedef enum
{
  CRM_SALE_DRAFT,
  CRM_SALE_STANDS, /* it is sent, confirmed, issued */
  CRM_SALE_DONE,   /* it is ordered, delivered, paid */
  CRM_SALE_WAITS,  /* it is overdue, or later than promised */
  CRM_SALE_OFF,    /* it is declined or cancelled */
} CrmSaleState;

CrmSaleState crm_sale_words_get_state (CrmContext *context, CrmRecord *document);
char        *crm_sale_words_dup_state (CrmContext *context, CrmRecord *document);
char        *crm_sale_words_dup_sentence (CrmContext *context, CrmRecord *document);
char        *crm_sale_words_dup_line (CrmContext *context, CrmRecord *document);
char        *crm_sale_words_dup_title (CrmContext *context, CrmObject *document);
char        *crm_sale_words_dup_payment (CrmContext *context, CrmRecord *payment);
char        *crm_sale_words_dup_customer (CrmContext *context, CrmObject *document);
char        *crm_sale_words_dup_total (CrmContext *context, CrmObject *document);

G_END_DECLS
