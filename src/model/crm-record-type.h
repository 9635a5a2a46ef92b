#pragma once

#include "crm-object.h"

G_BEGIN_DECLS

typedef enum
{
  CRM_TYPE_PLAIN = 0,
  CRM_TYPE_NAMED = 1 << 0,   /* has an alphabetical order and is found by name as you type */
  CRM_TYPE_EVENT = 1 << 1,   /* stands on timelines */
  CRM_TYPE_CONTACT = 1 << 2, /* somebody one speaks with */
  CRM_TYPE_STAYS = 1 << 3,   /* an undo of what made it leaves it */
} CrmTypeFlags;

/**
 * CrmRecordType:
 * @name: table, JSON `type` and crmctl TYPE
 * @label: one of them, for people
 * @plural: several of them, for people
 * @code: 1 to 62, for ever: the low six bits of the ids of its records
 */
typedef struct
{
  const char  *name;
  const char  *label;
  const char  *plural;
  guint        code;
  CrmTypeFlags flags;
  GType (*get_type) (void);
} CrmRecordType;

/* An id is (sequence << 6 | code), so one integer names any record of a file together with its type. Code 63 is a change. */
#define CRM_ID_CODE_BITS 6
#define CRM_CODE_CHANGE 63
#define crm_id_make(sequence, code) ((gint64) (sequence) << CRM_ID_CODE_BITS | (code))
#define crm_id_code(id) ((guint) ((id) &63))
#define crm_id_sequence(id) ((id) >> CRM_ID_CODE_BITS)

const CrmRecordType *crm_record_type_find (const char *name);
const CrmRecordType *crm_record_type_from_code (guint code);
const CrmRecordType *crm_record_type_from_gtype (GType gtype);
const CrmRecordType *crm_record_type_of_id (gint64 id);
GPtrArray           *crm_record_type_list (void);
void                 crm_record_type_register (const CrmRecordType *type);
const CrmField      *crm_record_type_get_fields (const CrmRecordType *type, guint *n_fields);
CrmObjectClass      *crm_record_type_peek_class (const CrmRecordType *type);

G_END_DECLS
