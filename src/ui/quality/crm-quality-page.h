#pragma once

#include "crm-page.h"
#include "crm-context.h"

G_BEGIN_DECLS

#define CRM_TYPE_QUALITY_PAGE (crm_quality_page_get_type ())

/* What is in the file twice, wrong or missing: figures, and the records behind each. Property: context (construct only). */
G_DECLARE_FINAL_TYPE (CrmQualityPage, crm_quality_page, CRM, QUALITY_PAGE, GtkWidget)

GtkWidget  *crm_quality_page_new (CrmContext *context);
GListModel *crm_quality_page_get_duplicates (CrmQualityPage *self);

G_END_DECLS
