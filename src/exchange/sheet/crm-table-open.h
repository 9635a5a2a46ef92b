#pragma once

#include "crm-csv-reader.h"

G_BEGIN_DECLS

CrmCsvReader *crm_table_open (const char *path, const CrmCsvOptions *options, GStrv *sheets, guint *sheet, GError **error);

G_END_DECLS
