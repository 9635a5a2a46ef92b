#pragma once

#include "crm-erase.h"

G_BEGIN_DECLS

CrmErasePlan *crm_erase_plan_make (CrmConnection *connection, gint64 person, GError **error);

gboolean crm_erased_add (CrmConnection *connection, gint64 record, const char *uid, gint64 at, GError **error);

G_END_DECLS
