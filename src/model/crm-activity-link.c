#include "config.h"

#include "crm-activity-link.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_activity_link_fields[] = {
  CRM_REFERENCE ("target", N_ ("About"), CRM_FIELD_REQUIRED, NULL),
};

CRM_DEFINE_ITEM (CrmActivityLink, crm_activity_link)

static void
crm_activity_link_override (CrmItemClass *klass)
{
}
