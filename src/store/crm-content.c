#include "config.h"

#include "crm-content.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>

/**
 * crm_content_add:
 * @mime: (nullable): its media type
 *
 * Keeps @bytes once, however often they are added.
 *
 * Returns: (transfer full) (nullable): the hash that fields refer to it by
 */
char *
crm_content_add (CrmConnection *connection, GBytes *bytes, const char *mime, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT OR IGNORE INTO content (hash, size, mime, bytes) VALUES (:hash, :size, :mime, :bytes)");
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
 * crm_content_has:
 *
 * Returns: whether the bytes of that hash are in the file
 */
gboolean
crm_content_has (CrmConnection *connection, const char *hash)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT 1 FROM content WHERE hash = ?1");

  crm_statement_bind_text_at (statement, 1, hash);

  return crm_statement_step (statement, NULL);
}

/**
 * crm_content_load:
 * @hash: as a field of kind file holds it
 * @mime: (out) (optional) (transfer full) (nullable): its media type
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
crm_content_load (CrmConnection *connection, const char *hash, char **mime, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT bytes, mime FROM content WHERE hash = ?1");
  gconstpointer data;
  gsize         size;

  crm_statement_bind_text_at (statement, 1, hash);
  if (!crm_statement_step (statement, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("That file is not in the customer file any more."));
      return NULL;
    }

  data = crm_statement_get_blob (statement, 0, &size);
  if (mime != NULL)
    *mime = g_strdup (crm_statement_get_text (statement, 1));
  return g_bytes_new (data, size);
}
