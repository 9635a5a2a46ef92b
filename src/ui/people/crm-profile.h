#pragma once

#include "crm-command.h"
#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_PROFILE (crm_profile_get_type ())

/* The page of a person or a company: who it is, what to do, what is known, and what happened.
 *
 * Actions: profile.edit, profile.delete, profile.compose (kind), profile.email, profile.new-deal. */
G_DECLARE_FINAL_TYPE (CrmProfile, crm_profile, CRM, PROFILE, AdwBin)

GtkWidget *crm_profile_new (CrmContext *context);

const CrmCommand *crm_profile_list_commands (guint *n_commands);

G_END_DECLS
