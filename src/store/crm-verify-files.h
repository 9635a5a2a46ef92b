#pragma once

#include "crm-connection.h"
#include "crm-record.h"

G_BEGIN_DECLS

/* Files against the hashes that they are kept by. Each fault is a sentence, told to a function. */

typedef void (*CrmVerifyFunc) (const char *fault, gpointer user_data);

gboolean crm_verify_contents (CrmConnection *connection, CrmVerifyFunc func, gpointer user_data, GError **error);
void     crm_verify_files_of (CrmConnection *connection, CrmRecord *record, CrmVerifyFunc func, gpointer user_data);

G_END_DECLS
