#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_PERSON (crm_person_get_type ())

/* Somebody we know, or might come to know. */
CRM_DECLARE_RECORD (CrmPerson, crm_person, CRM, PERSON)

G_END_DECLS
