#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_RELATED_LIST (crm_related_list_get_type ())

/* The records of one type that refer to another: the people of a company, the deals of a person. Absent while there are none. */
G_DECLARE_FINAL_TYPE (CrmRelatedList, crm_related_list, CRM, RELATED_LIST, AdwBin)

GtkWidget  *crm_related_list_new (CrmContext *context, const char *type_name, const char *title);
void        crm_related_list_set_target (CrmRelatedList *self, gint64 target);
GListModel *crm_related_list_get_records (CrmRelatedList *self);

G_END_DECLS
