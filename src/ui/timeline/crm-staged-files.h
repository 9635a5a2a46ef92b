#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_STAGED_FILES (crm_staged_files_get_type ())

/* Files that wait in the composer, to be attached to what is being written. Hidden while there is none. The signal "changed" tells that one came or
 * went. */
G_DECLARE_FINAL_TYPE (CrmStagedFiles, crm_staged_files, CRM, STAGED_FILES, AdwBin)

GtkWidget *crm_staged_files_new (CrmContext *context);
void       crm_staged_files_add (CrmStagedFiles *self, GFile *file);
void       crm_staged_files_choose (CrmStagedFiles *self);
GPtrArray *crm_staged_files_get (CrmStagedFiles *self);
GPtrArray *crm_staged_files_dup (CrmStagedFiles *self);
void       crm_staged_files_remove (CrmStagedFiles *self, GFile *file);
void       crm_staged_files_clear (CrmStagedFiles *self);

G_END_DECLS
