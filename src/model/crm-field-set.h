#pragma once

#include "crm-record-type.h"

G_BEGIN_DECLS

/* Every field that records of one type have in one file: those that the program declares, in their order, then those that the business
 * made, in its order. What lists, edits, filters, imports or exports "the fields of a type" goes by this. A value, never changed; its fields
 * are those of crm_record_type_get_fields() and live as long as it does. */

typedef struct _CrmFieldSet CrmFieldSet;

CrmFieldSet *crm_field_set_new (const CrmRecordType *type, GPtrArray *custom_fields);
CrmFieldSet *crm_field_set_ref (CrmFieldSet *self);
void         crm_field_set_unref (CrmFieldSet *self);

const CrmRecordType *crm_field_set_get_type (const CrmFieldSet *self);
guint                crm_field_set_get_size (const CrmFieldSet *self);
const CrmField      *crm_field_set_get (const CrmFieldSet *self, guint position);
const CrmField      *crm_field_set_find (const CrmFieldSet *self, const char *name);
const CrmField      *crm_field_set_find_custom (const CrmFieldSet *self, gint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmFieldSet, crm_field_set_unref)

G_END_DECLS
