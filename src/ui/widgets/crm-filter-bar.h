#pragma once

#include "crm-context.h"
#include "crm-criterion.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_FILTER_BAR (crm_filter_bar_get_type ())

/* What narrows a list, as chips that are made, changed and taken away one by one; all of them must hold. Its text is an expression
 * (crm-expression.h), which saved views keep.
 *
 * Signals: "changed" (). */
G_DECLARE_FINAL_TYPE (CrmFilterBar, crm_filter_bar, CRM, FILTER_BAR, AdwBin)

void          crm_filter_bar_set_context (CrmFilterBar *self, CrmContext *context, const char *type_name);
gboolean      crm_filter_bar_is_set (CrmFilterBar *self);
CrmCriterion *crm_filter_bar_dup_criterion (CrmFilterBar *self);
void          crm_filter_bar_apply (CrmFilterBar *self, CrmQuery *query);
char         *crm_filter_bar_dup_text (CrmFilterBar *self);
void          crm_filter_bar_set_text (CrmFilterBar *self, const char *text);
void          crm_filter_bar_popup (CrmFilterBar *self);

G_END_DECLS
