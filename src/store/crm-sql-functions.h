#pragma once

#include <sqlite3.h>

/* What statements of ours may call; internal to the connection. A file's own schema may not (SQLITE_DIRECTONLY). */

void crm_sql_functions_add (sqlite3 *db);
