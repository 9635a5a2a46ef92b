#include "config.h"

#include "crm-remote-content.h"

/**
 * crm_remote_content_note:
 * @trouble: (nullable): why the remote does not take the file; %NULL where it has it
 */
gboolean
crm_remote_content_note (CrmConnection *connection, gint64 remote, const char *hash, const char *trouble, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT INTO remote_content (remote, hash, trouble) VALUES (?1, ?2, ?3)"
                                                                           " ON CONFLICT (remote, hash) DO UPDATE SET trouble = excluded.trouble");

  crm_statement_bind_int_at (statement, 1, remote);
  crm_statement_bind_text_at (statement, 2, hash);
  crm_statement_bind_text_at (statement, 3, trouble);

  return crm_statement_run (statement, error);
}

/**
 * crm_remote_content_forget:
 *
 * The remote does not have that file.
 */
gboolean
crm_remote_content_forget (CrmConnection *connection, gint64 remote, const char *hash, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "DELETE FROM remote_content WHERE remote = ?1 AND hash = ?2");

  crm_statement_bind_int_at (statement, 1, remote);
  crm_statement_bind_text_at (statement, 2, hash);

  return crm_statement_run (statement, error);
}

/**
 * crm_remote_content_forget_all:
 *
 * It is not known any more what the remote has.
 */
gboolean
crm_remote_content_forget_all (CrmConnection *connection, gint64 remote, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "DELETE FROM remote_content WHERE remote = ?1");

  crm_statement_bind_int_at (statement, 1, remote);

  return crm_statement_run (statement, error);
}

static GPtrArray *
list (CrmConnection *connection, const char *sql, gint64 remote, guint limit, GError **error)
{
  g_autoptr (CrmStatement) row = crm_connection_prepare (connection, sql);
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);

  crm_statement_bind_int_at (row, 1, remote);
  crm_statement_bind_int_at (row, 2, limit);
  while (crm_statement_next (row))
    g_ptr_array_add (hashes, g_strdup (crm_statement_get_text (row, 0)));

  return crm_statement_finish (row, error) ? g_steal_pointer (&hashes) : NULL;
}

/**
 * crm_remote_content_list_unsent:
 *
 * Returns: (transfer full) (element-type utf8) (nullable): hashes of files that are here, and not on the remote
 */
GPtrArray *
crm_remote_content_list_unsent (CrmConnection *connection, gint64 remote, guint limit, GError **error)
{
  return list (connection,
               "SELECT hash FROM content WHERE NOT EXISTS (SELECT 1 FROM remote_content AS there WHERE there.remote = ?1 AND there.hash = content.hash)"
               " LIMIT ?2 /* scan: the index of hashes */",
               remote, limit, error);
}

/**
 * crm_remote_content_list_to_come:
 *
 * Returns: (transfer full) (element-type utf8) (nullable): hashes of files that are awaited here, and on the remote
 */
GPtrArray *
crm_remote_content_list_to_come (CrmConnection *connection, gint64 remote, guint limit, GError **error)
{
  return list (connection,
               "SELECT DISTINCT hash FROM awaited_content WHERE EXISTS (SELECT 1 FROM remote_content AS there WHERE there.remote = ?1 AND there.hash = awaited_content.hash)"
               " LIMIT ?2 /* scan: what is awaited */",
               remote, limit, error);
}
