#include "config.h"
#include "crm-import-private.h"
gboolean
crm_import_read_vcards (CrmImportJob *job, GError **error)
{
  return TRUE;
}
