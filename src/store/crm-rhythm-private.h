#pragma once

#include "crm-derived.h"
#include "crm-rhythm.h"

G_BEGIN_DECLS

/* The table "rhythm" follows from the timelines of people and companies; crm-aftermath.h says when. */

/* The kinds for which crm_activity_kind_is_contact() holds, as SQL writes them. */
#define CRM_CONTACT_KINDS "'call', 'email', 'message', 'meeting', 'visit'"

void     crm_rhythm_touch (GArray *touched, const CrmDerived *derived);
gboolean crm_rhythm_update (CrmConnection *connection, gint64 contact, GError **error);
gboolean crm_rhythm_stands (CrmConnection *connection, gint64 contact, gboolean *has_one, GError **error);

G_END_DECLS
