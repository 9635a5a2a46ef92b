#pragma once

#include "crm-connection.h"
#include "crm-criterion.h"
#include "crm-id-set.h"
#include "crm-record-type.h"

G_BEGIN_DECLS

CrmIdSet *crm_criterion_run (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, GError **error);
gboolean  crm_criterion_matches (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, gint64 id, gboolean *matches, GError **error);

G_END_DECLS
