#pragma once

#include "crm-resolver.h"

G_BEGIN_DECLS

/* What somebody answers to a record of type conflict: which of two values is right. */

typedef enum
{
  CRM_CONFLICT_KEEP_THIS, /* what the record has */
  CRM_CONFLICT_KEEP_THAT, /* the other value takes its place */
  CRM_CONFLICT_KEEP_BOTH, /* the other one stands beside it */
} CrmConflictAnswer;

/* Instead of a field: one side deleted the record, and the other went on with it. */
#define CRM_CONFLICT_DELETED "deleted_at"

CrmRecord      *crm_conflict_read (CrmRecord *conflict, gboolean other, const CrmResolver *resolver);
const CrmField *crm_conflict_get_field (CrmRecord *conflict);
gboolean        crm_conflict_can_keep_both (CrmRecord *conflict);
gboolean        crm_conflict_answer (CrmTransaction *transaction, CrmRecord *conflict, CrmConflictAnswer answer, GError **error);

G_END_DECLS
