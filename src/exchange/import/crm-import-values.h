#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* What the text of a cell means. Pure functions; internal to the importer. */

gboolean    crm_import_is_own_uid (const char *uid);
const char *crm_import_clean (const char *cell, char **fresh);
gboolean    crm_import_read_integer (const char *cell, gint64 *value);
gboolean    crm_import_read_boolean (const char *cell, gboolean *value);
gboolean    crm_import_is_no_date (const char *cell);
gboolean    crm_import_read_day (const char *cell, const CrmCulture *culture, CrmDate today, CrmDate *day, GError **error);
gboolean    crm_import_read_birthday (const char *cell, const CrmCulture *culture, CrmDate today, CrmDate *day, GError **error);
gboolean    crm_import_read_instant (const char *cell, const CrmCulture *culture, CrmDate today, gint64 *instant, GError **error);
char       *crm_import_read_time (const char *cell);

G_END_DECLS
