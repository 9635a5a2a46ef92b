#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_MERGE_CHOICE (crm_merge_choice_get_type ())

/* Of one field, the values of two records side by side, one of which is taken; on a narrow window one above the other.
 *
 * Signal: "chosen" (), when the user has taken the other one. */
G_DECLARE_FINAL_TYPE (CrmMergeChoice, crm_merge_choice, CRM, MERGE_CHOICE, AdwPreferencesRow)

GtkWidget *crm_merge_choice_new (CrmContext *context, CrmRecord *one, CrmRecord *other, guint field);
guint      crm_merge_choice_get_field (CrmMergeChoice *self);
gboolean   crm_merge_choice_takes_other (CrmMergeChoice *self);
void       crm_merge_choice_take (CrmMergeChoice *self, gboolean other);

G_END_DECLS
