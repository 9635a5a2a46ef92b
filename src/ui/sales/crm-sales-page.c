#include "config.h"

#include "crm-sales-page.h"

#include "crm-criterion.h"
#include "crm-sale-page.h"
#include "crm-sale-types.h"

#include <glib/gi18n-lib.h>

struct _CrmSalesPage
{
  CrmListsPage parent_instance;
};

static void page_init (CrmPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmSalesPage, crm_sales_page, CRM_TYPE_LISTS_PAGE, G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_init))

static const CrmCommandGroup *
crm_sales_page_get_keys (guint *n_groups)
{
  static CrmCommandGroup groups[] = { { N_ ("The Document That Is Open") } };

  groups[0].commands = crm_sale_page_list_commands (&groups[0].n_commands);
  *n_groups = G_N_ELEMENTS (groups);

  return groups;
}

static void
page_init (CrmPageInterface *iface)
{
  iface->get_keys = crm_sales_page_get_keys;
}

static void
crm_sales_page_class_init (CrmSalesPageClass *klass)
{
  CrmListsPageClass *lists_class = CRM_LISTS_PAGE_CLASS (klass);

  lists_class->title = N_ ("Sales");
  lists_class->icon_name = "crm-sale-symbolic";
  lists_class->first = "invoice";
  lists_class->list = crm_sale_types_list;
}

static void
crm_sales_page_init (CrmSalesPage *self)
{
}

/**
 * crm_sales_page_get_counted:
 *
 * Returns: (transfer full) (element-type CrmQuery): the invoices of one's own that should have been paid
 */
GPtrArray *
crm_sales_page_get_counted (CrmContext *context)
{
  GPtrArray       *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);
  CrmQuery        *overdue = crm_query_new ("invoice");
  g_autofree char *today = crm_date_to_iso (crm_context_get_today (context));
  g_autoptr (CrmCriterion) criterion = crm_criterion_new_unpaid (today);

  crm_query_set_criterion (overdue, criterion);
  crm_query_set_user (overdue, crm_context_get_me (context));
  g_ptr_array_add (queries, overdue);

  return queries;
}
