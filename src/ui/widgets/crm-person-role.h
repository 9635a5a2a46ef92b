#pragma once

#include "crm-context.h"
#include "crm-object.h"

G_BEGIN_DECLS

/* Whom somebody works for now, and as what. */

gint64 crm_person_find_company (CrmObject *person);
char  *crm_person_dup_role (CrmContext *context, CrmObject *person);

G_END_DECLS
