#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_TEAM_GROUP (crm_team_group_get_type ())

/* Who works with the open file: by which name one's own changes are known, and the users records can belong to. */
G_DECLARE_FINAL_TYPE (CrmTeamGroup, crm_team_group, CRM, TEAM_GROUP, AdwPreferencesGroup)

void crm_team_group_set_context (CrmTeamGroup *self, CrmContext *context);

G_END_DECLS
