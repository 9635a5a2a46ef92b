#pragma once

#include "crm-join.h"

G_BEGIN_DECLS

/* Internal to joining: how items of one type are told to be the same, and what becomes of one that is. */
typedef struct
{
  gboolean (*same) (CrmObject *known, CrmObject *said);
  CrmItem *(*join) (CrmObject *known, CrmObject *said, gboolean update); /* (transfer full) (nullable): %NULL for nothing new */
} CrmJoinRule;

const CrmJoinRule *crm_join_rule_find (GType item_type, CrmJoinMode mode);
const CrmJoinRule *crm_join_rule_by_id (void);
CrmItem           *crm_join_fields (CrmObject *known, CrmObject *said, gboolean update);

G_END_DECLS
