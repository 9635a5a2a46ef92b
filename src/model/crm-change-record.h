#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_CHANGE_RECORD (crm_change_record_get_type ())

/* A change of the journal as timelines and histories show it. Read only: it has no table of its own. */
CRM_DECLARE_RECORD (CrmChangeRecord, crm_change_record, CRM, CHANGE_RECORD)

G_END_DECLS
