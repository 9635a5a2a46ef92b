#include "config.h"

#include "crm-tagging.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_tagging_fields[] = {
  CRM_REFERENCE ("tag", N_ ("Tag"), CRM_FIELD_REQUIRED, "tag"),
};

CRM_DEFINE_ITEM (CrmTagging, crm_tagging)

static void
crm_tagging_override (CrmItemClass *klass)
{
}
