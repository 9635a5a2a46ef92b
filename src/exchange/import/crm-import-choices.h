#pragma once

#include "crm-field.h"

G_BEGIN_DECLS

/* Words that stand for a choice, a currency or a kind of stage in files of other programs. Internal to the importer. */

const char *crm_import_find_choice (const CrmField *field, const char *text);
const char *crm_import_find_stage_kind (const char *name);
char       *crm_import_find_currency (const char *text);

G_END_DECLS
