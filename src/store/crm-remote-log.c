#include "config.h"

#include "crm-remote-log.h"

void
crm_remote_logged_free (CrmRemoteLogged *self)
{
  g_free (self->trouble);
  g_free (self);
}

static gboolean
drop_oldest (CrmConnection *connection, gint64 remote, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "DELETE FROM sync_log WHERE remote = ?1 AND id <="
                                                                           " (SELECT id FROM sync_log WHERE remote = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)");

  crm_statement_bind_int_at (statement, 1, remote);
  crm_statement_bind_int_at (statement, 2, CRM_REMOTE_LOG_MAX);

  return crm_statement_run (statement, error);
}

/**
 * crm_remote_log_add:
 * @entry: its id is not looked at
 */
gboolean
crm_remote_log_add (CrmConnection *connection, gint64 remote, const CrmRemoteLogged *entry, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT INTO sync_log (remote, at, received, sent, conflicts, files, trouble) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");

  crm_statement_bind_int_at (statement, 1, remote);
  crm_statement_bind_int_at (statement, 2, entry->at);
  crm_statement_bind_int_at (statement, 3, entry->received);
  crm_statement_bind_int_at (statement, 4, entry->sent);
  crm_statement_bind_int_at (statement, 5, entry->conflicts);
  crm_statement_bind_int_at (statement, 6, entry->files);
  crm_statement_bind_text_at (statement, 7, entry->trouble);

  return crm_statement_run (statement, error) && drop_oldest (connection, remote, error);
}

/**
 * crm_remote_log_list:
 *
 * Returns: (transfer full) (element-type CrmRemoteLogged) (nullable): the newest first
 */
GPtrArray *
crm_remote_log_list (CrmConnection *connection, gint64 remote, guint limit, GError **error)
{
  g_autoptr (CrmStatement) row = crm_connection_prepare (connection, "SELECT id, at, received, sent, conflicts, files, trouble FROM sync_log WHERE remote = ?1 ORDER BY id DESC LIMIT ?2");
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_remote_logged_free);

  crm_statement_bind_int_at (row, 1, remote);
  crm_statement_bind_int_at (row, 2, limit);
  while (crm_statement_next (row))
    {
      CrmRemoteLogged *entry = g_new0 (CrmRemoteLogged, 1);

      entry->id = crm_statement_get_int (row, 0);
      entry->at = crm_statement_get_int (row, 1);
      entry->received = crm_statement_get_int (row, 2);
      entry->sent = crm_statement_get_int (row, 3);
      entry->conflicts = crm_statement_get_int (row, 4);
      entry->files = crm_statement_get_int (row, 5);
      entry->trouble = g_strdup (crm_statement_get_text (row, 6));
      g_ptr_array_add (list, entry);
    }

  return crm_statement_finish (row, error) ? g_steal_pointer (&list) : NULL;
}
