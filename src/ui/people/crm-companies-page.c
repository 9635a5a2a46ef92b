/* The directory of companies. What it shows is said in crm-people-types.c. */

#include "config.h"

#include "crm-companies-page.h"

struct _CrmCompaniesPage
{
  CrmDirectoryPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CrmCompaniesPage, crm_companies_page, CRM_TYPE_DIRECTORY_PAGE)

static void
crm_companies_page_class_init (CrmCompaniesPageClass *klass)
{
  CRM_DIRECTORY_PAGE_CLASS (klass)->type = crm_people_type_find ("company");
}

static void
crm_companies_page_init (CrmCompaniesPage *self)
{
}

GtkWidget *
crm_companies_page_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_COMPANIES_PAGE, "context", context, NULL);
}
