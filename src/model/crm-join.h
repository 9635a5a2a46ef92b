#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

/* Two records that are about one and the same, laid over each other: what an import says over what we have, or two of ours that are to be one. */

typedef enum
{
  CRM_JOIN_FILL,   /* what we have stays, gaps are filled */
  CRM_JOIN_UPDATE, /* what is said wins where both say something */
  CRM_JOIN_UNITE,  /* as FILL, but sets and long texts keep what both say */
} CrmJoinMode;

CrmRecord *crm_join_records (CrmRecord *known, CrmRecord *said, CrmJoinMode mode);
CrmRecord *crm_join_whole_records (CrmRecord *known, CrmRecord *said, CrmJoinMode mode);
CrmRecord *crm_join_merge (CrmRecord *kept, CrmRecord *other, guint64 from_other);
guint64    crm_join_find_choices (CrmRecord *kept, CrmRecord *other);
gboolean   crm_join_redirect (CrmRecord *draft, gint64 from, gint64 to);

G_END_DECLS
