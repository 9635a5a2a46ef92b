#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_SERVICE_CASE (crm_service_case_get_type ())

/* Something a customer asked, until it is solved. What was said about it meanwhile are the activities that are linked to it. */
CRM_DECLARE_RECORD (CrmServiceCase, crm_service_case, CRM, SERVICE_CASE)

extern const CrmChoice crm_service_case_statuses[];
extern const CrmChoice crm_service_case_channels[];
extern const CrmChoice crm_service_case_priorities[];

gboolean    crm_service_case_is_solved (CrmRecord *self);
gboolean    crm_service_case_is_late (CrmRecord *self, gint64 now);
const char *crm_service_case_get_activity_kind (CrmRecord *self);
gboolean    crm_service_case_follow (CrmRecord *activity, CrmRecordContext *context, GError **error);

G_END_DECLS
