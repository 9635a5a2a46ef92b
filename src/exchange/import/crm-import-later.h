#pragma once

#include "crm-import-private.h"

G_BEGIN_DECLS

/* Rows that name records which are not there yet, such as who has sent them: a sheet has its own order. They are tried again when all others are
 * in. Internal to the importer. */

typedef struct _CrmImportLater CrmImportLater;

CrmImportLater *crm_import_later_new (void);
void            crm_import_later_free (CrmImportLater *self);
gboolean        crm_import_later_add (CrmImportLater *self, const CrmImportEntry *entry);
gboolean        crm_import_later_take (CrmImportLater *self, CrmImportJob *job, CrmImportRowReader *reader, CrmImportRejectFunc reject, gpointer user_data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmImportLater, crm_import_later_free)

G_END_DECLS
