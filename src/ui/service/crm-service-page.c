#include "config.h"

#include "crm-service-page.h"

#include "crm-answers.h"
#include "crm-case-page.h"
#include "crm-service-types.h"

#include <glib/gi18n-lib.h>

struct _CrmServicePage
{
  CrmListsPage parent_instance;
};

static void page_init (CrmPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmServicePage, crm_service_page, CRM_TYPE_LISTS_PAGE, G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_init))

static const CrmCommandGroup *
crm_service_page_get_keys (guint *n_groups)
{
  static CrmCommandGroup groups[] = { { N_ ("The Case That Is Open") } };

  groups[0].commands = crm_case_page_list_commands (&groups[0].n_commands);
  *n_groups = G_N_ELEMENTS (groups);

  return groups;
}

static void
page_init (CrmPageInterface *iface)
{
  iface->get_keys = crm_service_page_get_keys;
}

static void
crm_service_page_class_init (CrmServicePageClass *klass)
{
  CrmListsPageClass *lists_class = CRM_LISTS_PAGE_CLASS (klass);

  lists_class->title = N_ ("Service");
  lists_class->icon_name = "crm-service-symbolic";
  lists_class->first = "service_case";
  lists_class->list = crm_service_types_list;
}

static void
crm_service_page_init (CrmServicePage *self)
{
}

/**
 * crm_service_page_get_counted:
 *
 * Returns: (transfer full) (element-type CrmQuery): the cases of one's own, and nobody's, that are to be answered until the end of today
 */
GPtrArray *
crm_service_page_get_counted (CrmContext *context)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);
  gint64     until = crm_date_to_instant (crm_date_add_days (crm_context_get_today (context), 1));

  g_ptr_array_add (queries, crm_answers_new_due_query (until, crm_context_get_me (context)));

  return queries;
}
