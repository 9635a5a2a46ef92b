#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_DISTINCTION (crm_distinction_get_type ())

/* Two records look alike and are not the same: nobody wants to be asked twice. Which is called one and which the other means nothing. */
CRM_DECLARE_RECORD (CrmDistinction, crm_distinction, CRM, DISTINCTION)

CrmRecord *crm_distinction_new (gint64 one, gint64 other);
char      *crm_distinction_dup_key (gint64 one, gint64 other);

G_END_DECLS
