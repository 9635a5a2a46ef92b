#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

#define CRM_LAST_CONTACT_ROWS 8
#define CRM_LAST_CONTACT_PAGE 64

gint64 crm_last_contact_find (CrmStore *store, gint64 id, guint look_at);
char  *crm_last_contact_format (CrmContext *context, gint64 at);

G_END_DECLS
