/* The bytes that fields of kind file refer to by their hash. */

#include "config.h"

#include "crm-transaction.h"

/**
 * crm_transaction_store_content:
 * @mime: (nullable): its media type
 *
 * Keeps @bytes once, however often they are stored.
 *
 * Returns: (transfer full) (nullable): the hash that fields refer to it by
 */
char *
crm_transaction_store_content (CrmTransaction *self, GBytes *bytes, const char *mime, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (crm_transaction_get_connection (self), "INSERT OR IGNORE INTO content (hash, size, mime, bytes) VALUES (:hash, :size, :mime, :bytes)");
  gsize         size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  crm_statement_bind_text (statement, ":hash", hash);
  crm_statement_bind_int (statement, ":size", (gint64) size);
  crm_statement_bind_text (statement, ":mime", mime);
  crm_statement_bind_blob (statement, ":bytes", data != NULL ? data : "", size);
  if (!crm_statement_run (statement, error))
    return NULL;

  return g_steal_pointer (&hash);
}

/**
 * crm_transaction_has_content:
 *
 * Returns: whether the bytes of that hash are in the file
 */
gboolean
crm_transaction_has_content (CrmTransaction *self, const char *hash)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (crm_transaction_get_connection (self), "SELECT 1 FROM content WHERE hash = ?1");

  crm_statement_bind_text_at (statement, 1, hash);

  return crm_statement_step (statement, NULL);
}
