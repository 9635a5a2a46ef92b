#include "config.h"

#include "crm-content.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * crm_content_is_hash:
 *
 * Returns: whether @text is a SHA-256 in lower-case hexadecimal
 */
gboolean
crm_content_is_hash (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

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
        g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, crm_content_is_awaited (connection, hash) ? _ ("That file has not come from the server yet.") : _ ("That file is not in the customer file any more."));
      return NULL;
    }

  data = crm_statement_get_blob (statement, 0, &size);
  if (mime != NULL)
    *mime = g_strdup (crm_statement_get_text (statement, 1));
  return g_bytes_new (data, size);
}

/**
 * crm_content_foreach:
 * @func: told of the hash of every file that @object or one of its items refers to
 */
void
crm_content_foreach (CrmObject *object, CrmContentFunc func, gpointer user_data)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (object), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      GPtrArray  *items = fields[i].kind == CRM_KIND_ITEMS ? crm_object_peek_items (object, i) : NULL;
      const char *hash = fields[i].kind == CRM_KIND_FILE && crm_object_is_set (object, i) ? crm_object_peek_text (object, i) : NULL;

      for (guint j = 0; items != NULL && j < items->len; j++)
        crm_content_foreach (items->pdata[j], func, user_data);
      if (hash != NULL)
        func (hash, user_data);
    }
}

typedef struct
{
  CrmConnection *connection;
  gint64         record;
  GError        *error; /* (owned) (nullable) */
} Awaiting;

static void
await_one (const char *hash, gpointer user_data)
{
  Awaiting *self = user_data;
  g_autoptr (CrmStatement) statement = NULL;

  if (self->error != NULL || crm_content_has (self->connection, hash))
    return;

  statement = crm_connection_prepare (self->connection, "INSERT OR IGNORE INTO awaited_content (hash, record) VALUES (?1, ?2)");
  crm_statement_bind_text_at (statement, 1, hash);
  crm_statement_bind_int_at (statement, 2, self->record);
  crm_statement_run (statement, &self->error);
}

/**
 * crm_content_await:
 * @record: as it came from elsewhere
 *
 * Notes which of its files are still to come.
 */
gboolean
crm_content_await (CrmConnection *connection, CrmRecord *record, GError **error)
{
  Awaiting awaiting = { connection, crm_record_get_id (record), NULL };

  crm_content_foreach (CRM_OBJECT (record), await_one, &awaiting);
  if (awaiting.error == NULL)
    return TRUE;

  g_propagate_error (error, awaiting.error);
  return FALSE;
}

/**
 * crm_content_is_awaited:
 *
 * Returns: whether the bytes of that hash are still to come
 */
gboolean
crm_content_is_awaited (CrmConnection *connection, const char *hash)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT 1 FROM awaited_content WHERE hash = ?1");

  crm_statement_bind_text_at (statement, 1, hash);

  return crm_statement_step (statement, NULL);
}

/**
 * crm_content_end_waiting:
 *
 * Notes that the bytes of that hash are there.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the records that refer to it
 */
GArray *
crm_content_end_waiting (CrmConnection *connection, const char *hash, GError **error)
{
  g_autoptr (CrmStatement) row = crm_connection_prepare (connection, "SELECT record FROM awaited_content WHERE hash = ?1");
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "DELETE FROM awaited_content WHERE hash = ?1");
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_statement_bind_text_at (row, 1, hash);
  crm_statement_bind_text_at (statement, 1, hash);
  if (!crm_statement_collect (row, records, error) || !crm_statement_run (statement, error))
    return NULL;

  return g_steal_pointer (&records);
}
