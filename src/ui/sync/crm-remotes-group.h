#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_REMOTES_GROUP (crm_remotes_group_get_type ())

/* The servers of the open file, and a row to add one: on the page of sync and among the preferences. */
G_DECLARE_FINAL_TYPE (CrmRemotesGroup, crm_remotes_group, CRM, REMOTES_GROUP, AdwPreferencesGroup)

void crm_remotes_group_set_context (CrmRemotesGroup *self, CrmContext *context);

G_END_DECLS
