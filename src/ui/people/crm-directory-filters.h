#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DIRECTORY_FILTERS (crm_directory_filters_get_type ())

/* What narrows a directory besides words: a tag, a life cycle. Signal: "changed" (). */
G_DECLARE_FINAL_TYPE (CrmDirectoryFilters, crm_directory_filters, CRM, DIRECTORY_FILTERS, AdwBin)

void     crm_directory_filters_set_context (CrmDirectoryFilters *self, CrmContext *context);
gboolean crm_directory_filters_are_set (CrmDirectoryFilters *self);
void     crm_directory_filters_apply (CrmDirectoryFilters *self, CrmQuery *query);
void     crm_directory_filters_clear (CrmDirectoryFilters *self);

G_END_DECLS
