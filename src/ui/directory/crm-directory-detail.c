#include "config.h"

#include "crm-directory-detail.h"

G_DEFINE_INTERFACE (CrmDirectoryDetail, crm_directory_detail, GTK_TYPE_WIDGET)

static void
crm_directory_detail_default_init (CrmDirectoryDetailInterface *iface)
{
}

CrmRecord *
crm_directory_detail_get_record (CrmDirectoryDetail *self)
{
  return CRM_DIRECTORY_DETAIL_GET_IFACE (self)->get_record (self);
}

void
crm_directory_detail_set_record (CrmDirectoryDetail *self, CrmRecord *record)
{
  CRM_DIRECTORY_DETAIL_GET_IFACE (self)->set_record (self, record);
}

const CrmCommand *
crm_directory_detail_get_commands (CrmDirectoryDetail *self, guint *n_commands)
{
  return CRM_DIRECTORY_DETAIL_GET_IFACE (self)->get_commands (self, n_commands);
}
