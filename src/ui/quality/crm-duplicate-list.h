#pragma once

#include "crm-context.h"
#include "crm-quality-look.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DUPLICATE_LIST (crm_duplicate_list_get_type ())

/* The pairs that a look through the file has found, and what can be done about each. */
G_DECLARE_FINAL_TYPE (CrmDuplicateList, crm_duplicate_list, CRM, DUPLICATE_LIST, AdwBin)

void crm_duplicate_list_set_look (CrmDuplicateList *self, CrmContext *context, CrmQualityLook *look);

G_END_DECLS
