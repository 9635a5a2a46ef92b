#pragma once

#include "crm-directory-type.h"
#include "crm-places.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DIRECTORY_ROW (crm_directory_row_get_type ())

/* A person or a company in a narrow list: who, and where we stand with them. */
G_DECLARE_FINAL_TYPE (CrmDirectoryRow, crm_directory_row, CRM, DIRECTORY_ROW, AdwBin)

GtkWidget *crm_directory_row_new (CrmContext *context, const CrmDirectoryType *type);
CrmRecord *crm_directory_row_get_record (CrmDirectoryRow *self);
void       crm_directory_row_set_place (CrmDirectoryRow *self, CrmPlace *place);
void       crm_directory_row_refresh (CrmDirectoryRow *self);

G_END_DECLS
