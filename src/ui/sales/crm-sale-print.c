#include "config.h"

#include "crm-sale-print.h"

#include "crm-paper-print.h"
#include "crm-sale-paper.h"

static CrmPaper *
new_paper (CrmContext *context, CrmRecord *document)
{
  return crm_sale_paper_new (crm_context_get_store (context), document, crm_context_get_culture (context));
}

/**
 * crm_sale_print:
 * @parent: in whose window it is asked where to
 * @document: a quote, an order or an invoice
 */
void
crm_sale_print (GtkWidget *parent, CrmContext *context, CrmRecord *document)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (document));

  crm_paper_print (parent, context, new_paper (context, document), title);
}

/**
 * crm_sale_save_pdf:
 * @parent: in whose window it is asked where to
 * @document: a quote, an order or an invoice
 */
void
crm_sale_save_pdf (GtkWidget *parent, CrmContext *context, CrmRecord *document)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (document));

  crm_paper_save_pdf (parent, context, new_paper (context, document), title);
}
