/* The directory of people. What it shows is said in crm-people-types.c. */

#include "config.h"

#include "crm-people-page.h"

struct _CrmPeoplePage
{
  CrmDirectoryPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CrmPeoplePage, crm_people_page, CRM_TYPE_DIRECTORY_PAGE)

static void
crm_people_page_class_init (CrmPeoplePageClass *klass)
{
  CRM_DIRECTORY_PAGE_CLASS (klass)->type = crm_people_type_find ("person");
}

static void
crm_people_page_init (CrmPeoplePage *self)
{
}

GtkWidget *
crm_people_page_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_PEOPLE_PAGE, "context", context, NULL);
}
