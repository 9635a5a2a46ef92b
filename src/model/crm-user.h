#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_USER (crm_user_get_type ())

/* Somebody who works with the file, and to whom records can belong. Whoever changes something is one by the name it is done under. */
CRM_DECLARE_RECORD (CrmUser, crm_user, CRM, USER)

char *crm_user_dup_key (const char *name);

G_END_DECLS
