#include "config.h"

#include "crm-verify-files.h"

#include "crm-content.h"

#include <glib/gi18n-lib.h>

/**
 * crm_verify_contents:
 * @func: told of every content that is not what it was when it was kept
 *
 * Returns: whether all of them could be read
 */
gboolean
crm_verify_contents (CrmConnection *connection, CrmVerifyFunc func, gpointer user_data, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT hash, bytes, size FROM content /* scan: all of them */");

  while (crm_statement_next (statement))
    {
      gsize            size;
      gconstpointer    bytes = crm_statement_get_blob (statement, 1, &size);
      const char      *hash = crm_statement_get_text (statement, 0);
      g_autofree char *is = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes != NULL ? bytes : "", size);
      g_autofree char *fault = NULL;

      if (g_strcmp0 (is, hash) == 0 && (gint64) size == crm_statement_get_int (statement, 2))
        continue;
      fault = g_strdup_printf (_ ("The bytes of the file kept as %s are not what they were."), hash);
      func (fault, user_data);
    }

  return crm_statement_finish (statement, error);
}

typedef struct
{
  CrmConnection *connection;
  CrmRecord     *record;
  CrmVerifyFunc  func;
  gpointer       user_data;
} Check;

/* What is still to come from a server is no fault. */
static void
check_one (const char *hash, gpointer user_data)
{
  Check           *check = user_data;
  g_autofree char *fault = NULL;

  if (crm_content_has (check->connection, hash) || crm_content_is_awaited (check->connection, hash))
    return;
  fault = g_strdup_printf (_ ("A file of record %s is not there."), crm_record_get_uid (check->record));
  check->func (fault, check->user_data);
}

/**
 * crm_verify_files_of:
 * @func: told of every file that @record or one of its items refers to and that is not there
 */
void
crm_verify_files_of (CrmConnection *connection, CrmRecord *record, CrmVerifyFunc func, gpointer user_data)
{
  Check check = { connection, record, func, user_data };

  crm_content_foreach (CRM_OBJECT (record), check_one, &check);
}
