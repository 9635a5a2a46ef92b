#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_CUSTOM_FIELD (crm_custom_field_get_type ())

CRM_DECLARE_RECORD (CrmCustomField, crm_custom_field, CRM, CUSTOM_FIELD)

extern const CrmChoice crm_custom_field_kinds[];

CrmKind  crm_custom_field_get_kind (CrmRecord *self);
char    *crm_custom_field_dup_name (CrmRecord *self);
gboolean crm_custom_field_is_name (const char *name);
char    *crm_custom_field_dup_key (const char *type_name, const char *label);
gboolean crm_record_type_takes_custom_fields (const CrmRecordType *type);

G_END_DECLS
