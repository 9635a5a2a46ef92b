#pragma once

#include "crm-connection.h"
#include "crm-field-set.h"

G_BEGIN_DECLS

/* The fields of the types of one file, those that the business made among them: read once, kept until one of these changes. */

typedef struct _CrmFields CrmFields;

CrmFieldSet *crm_fields_load (CrmConnection *connection, const CrmRecordType *type, GError **error);
char        *crm_fields_dup_removed_label (CrmConnection *connection, const CrmRecordType *type, const char *name);

CrmFields   *crm_fields_new (void);
void         crm_fields_free (CrmFields *self);
CrmFieldSet *crm_fields_get (CrmFields *self, CrmConnection *connection, const CrmRecordType *type);
void         crm_fields_forget (CrmFields *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmFields, crm_fields_free)

G_END_DECLS
