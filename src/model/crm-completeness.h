#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

/* How much of what helps one to keep up with somebody is known. */

typedef struct
{
  guint      known;
  guint      wanted;
  GPtrArray *lacking; /* (owned) (element-type utf8): what is not known, as people say it in the middle of a sentence; translated */
} CrmCompleteness;

CrmCompleteness *crm_completeness_new (CrmRecord *record);
void             crm_completeness_free (CrmCompleteness *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmCompleteness, crm_completeness_free)

G_END_DECLS
