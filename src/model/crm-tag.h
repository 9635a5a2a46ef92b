#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_TAG (crm_tag_get_type ())

/* A word people put on records to find them together. */
CRM_DECLARE_RECORD (CrmTag, crm_tag, CRM, TAG)

G_END_DECLS
