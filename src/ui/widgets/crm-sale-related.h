#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_SALE_RELATED (crm_sale_related_get_type ())

/* What belongs to a document: what it was made of, what was made of it, and its payments; each opens. Hidden where there is nothing. */
G_DECLARE_FINAL_TYPE (CrmSaleRelated, crm_sale_related, CRM, SALE_RELATED, GtkWidget)

GtkWidget *crm_sale_related_new (CrmContext *context);
void       crm_sale_related_show (CrmSaleRelated *self, CrmRecord *document, GPtrArray *made);

G_END_DECLS
