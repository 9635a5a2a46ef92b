#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One setting of the business, typed in a row and saved when that is applied. What is not understood stays there, marked, and the setting as it was. */

/**
 * CrmSettingReadFunc:
 * @typed: (nullable): without spaces around it
 *
 * Returns: (transfer full) (nullable): what is kept of it; %NULL for what is not understood
 */
typedef char *(*CrmSettingReadFunc) (const char *typed);

CrmRecord *crm_setting_edit (CrmContext *context, const char *name);
void       crm_setting_commit (CrmContext *context, CrmRecord *draft);

GtkWidget *crm_setting_row_new (CrmContext *context, const char *name, const char *title, const char *text);
void       crm_setting_row_set_read (GtkWidget *row, CrmSettingReadFunc read);

G_END_DECLS
