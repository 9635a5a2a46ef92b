#include "config.h"

#include "crm-remote.h"

#include "crm-error.h"
#include "crm-field.h"
#include "crm-journal.h"
#include "crm-record-type.h"
#include "crm-store-private.h"

#include <glib/gi18n-lib.h>

#define REMOTE_COLUMNS "id, url, user, paused, since, generation, session, settled, round, trouble, succeeded_at"

void
crm_remote_free (CrmRemote *self)
{
  if (self == NULL)
    return;

  g_free (self->url);
  g_free (self->user);
  g_free (self->since);
  g_free (self->session);
  g_free (self->trouble);
  g_free (self);
}

void
crm_document_row_clear (CrmDocumentRow *self)
{
  g_clear_pointer (&self->revision, g_free);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->sent, g_free);
  g_clear_pointer (&self->trouble, g_free);
  g_clear_pointer (&self->losers, g_free);
}

/**
 * crm_document_row_send_anew:
 *
 * Has the record sent as one that the remote does not have.
 */
void
crm_document_row_send_anew (CrmDocumentRow *self)
{
  g_clear_pointer (&self->revision, g_free);
  g_clear_pointer (&self->base, g_free);
  self->state = CRM_DOCUMENT_AGAIN;
  self->change = 0;
}

static char *
dup_text (CrmStatement *statement, int column)
{
  return g_strdup (crm_statement_get_text (statement, column));
}

static CrmRemote *
read_remote (CrmStatement *row)
{
  CrmRemote *self = g_new0 (CrmRemote, 1);

  self->id = crm_statement_get_int (row, 0);
  self->url = dup_text (row, 1);
  self->user = dup_text (row, 2);
  self->paused = crm_statement_get_int (row, 3) != 0;
  self->since = dup_text (row, 4);
  self->generation = crm_statement_get_int (row, 5);
  self->session = dup_text (row, 6);
  self->settled = crm_statement_get_int (row, 7);
  self->round = crm_statement_get_int (row, 8);
  self->trouble = dup_text (row, 9);
  self->succeeded_at = crm_statement_get_value (row, 10);

  return self;
}

/**
 * crm_remote_list:
 *
 * Returns: (transfer full) (element-type CrmRemote) (nullable): the remotes of the file, the oldest first
 */
GPtrArray *
crm_remote_list (CrmConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) remotes = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_remote_free);
  g_autoptr (CrmStatement) row = crm_connection_prepare (connection, "SELECT " REMOTE_COLUMNS " FROM remote ORDER BY id /* scan: they are few */");

  while (crm_statement_next (row))
    g_ptr_array_add (remotes, read_remote (row));

  return crm_statement_finish (row, error) ? g_steal_pointer (&remotes) : NULL;
}

/**
 * crm_store_list_remotes:
 *
 * Returns: (transfer full) (element-type gint64): the remotes of the file, the oldest first
 */
GArray *
crm_store_list_remotes (CrmStore *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmStatement) row = crm_connection_prepare (self->reader, "SELECT id FROM remote ORDER BY id /* scan: all of the few */");

  crm_statement_collect (row, ids, NULL);

  return ids;
}

/**
 * crm_remote_load:
 *
 * Returns: (transfer full) (nullable): the remote; %CRM_ERROR_NOT_FOUND where it was removed
 */
CrmRemote *
crm_remote_load (CrmConnection *connection, gint64 id, GError **error)
{
  g_autoptr (CrmStatement) row = crm_connection_prepare (connection, "SELECT " REMOTE_COLUMNS " FROM remote WHERE id = ?1");

  crm_statement_bind_int_at (row, 1, id);
  if (crm_statement_next (row))
    return read_remote (row);
  if (crm_statement_finish (row, error))
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("This file is not kept in step with that server any more."));

  return NULL;
}

/**
 * crm_remote_find:
 *
 * Returns: (transfer full) (nullable): the remote of that address
 */
CrmRemote *
crm_remote_find (CrmConnection *connection, const char *url)
{
  g_autoptr (CrmStatement) row = crm_connection_prepare (connection, "SELECT " REMOTE_COLUMNS " FROM remote WHERE url = ?1");

  crm_statement_bind_text_at (row, 1, url);

  return crm_statement_next (row) ? read_remote (row) : NULL;
}

gboolean
crm_remote_add (CrmConnection *connection, const char *url, const char *user, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT INTO remote (url, user) VALUES (?1, ?2)");

  crm_statement_bind_text_at (statement, 1, url);
  crm_statement_bind_text_at (statement, 2, user);

  return crm_statement_run (statement, error);
}

gboolean
crm_remote_save (CrmConnection *connection, const CrmRemote *self, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection,
                                                               "UPDATE remote SET url = :url, user = :user, paused = :paused, since = :since, generation = :generation, session = :session,"
                                                               " settled = :settled, round = :round, trouble = :trouble, succeeded_at = :succeeded_at WHERE id = :id");

  crm_statement_bind_int (statement, ":id", self->id);
  crm_statement_bind_text (statement, ":url", self->url);
  crm_statement_bind_text (statement, ":user", self->user);
  crm_statement_bind_int (statement, ":paused", self->paused);
  crm_statement_bind_text (statement, ":since", self->since);
  crm_statement_bind_int (statement, ":generation", self->generation);
  crm_statement_bind_text (statement, ":session", self->session);
  crm_statement_bind_int (statement, ":settled", self->settled);
  crm_statement_bind_int (statement, ":round", self->round);
  crm_statement_bind_text (statement, ":trouble", self->trouble);
  if (self->succeeded_at != CRM_UNSET)
    crm_statement_bind_int (statement, ":succeeded_at", self->succeeded_at);

  return crm_statement_run (statement, error);
}

/**
 * crm_remote_remove:
 *
 * Forgets the remote and what it has. No record is touched, here or there.
 */
gboolean
crm_remote_remove (CrmConnection *connection, gint64 id, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "DELETE FROM remote WHERE id = ?1");

  crm_statement_bind_int_at (statement, 1, id);

  return crm_statement_run (statement, error);
}

/**
 * crm_document_row_load:
 * @self: (out caller-allocates): empty, but for the record's id, where the remote was never told of the record
 *
 * Returns: whether it was
 */
gboolean
crm_document_row_load (CrmConnection *connection, gint64 remote, gint64 record, CrmDocumentRow *self)
{
  g_autoptr (CrmStatement) row = crm_connection_prepare (connection, "SELECT revision, base, change, sent, coalesce (sent_change, 0), state, trouble, losers, round FROM document"
                                                                     " WHERE remote = ?1 AND record = ?2");

  *self = (CrmDocumentRow){ .record = record };
  crm_statement_bind_int_at (row, 1, remote);
  crm_statement_bind_int_at (row, 2, record);
  if (!crm_statement_next (row))
    return FALSE;

  self->revision = dup_text (row, 0);
  self->base = dup_text (row, 1);
  self->change = crm_statement_get_int (row, 2);
  self->sent = dup_text (row, 3);
  self->sent_change = crm_statement_get_int (row, 4);
  self->state = (CrmDocumentState) crm_statement_get_int (row, 5);
  self->trouble = dup_text (row, 6);
  self->losers = dup_text (row, 7);
  self->round = crm_statement_get_int (row, 8);

  return TRUE;
}

gboolean
crm_document_row_save (CrmConnection *connection, gint64 remote, const CrmDocumentRow *self, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection,
                                                               "INSERT INTO document (remote, record, revision, base, change, sent, sent_change, state, trouble, losers, round)"
                                                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (remote, record) DO UPDATE SET"
                                                               " revision = excluded.revision, base = excluded.base, change = excluded.change, sent = excluded.sent, sent_change = excluded.sent_change,"
                                                               " state = excluded.state, trouble = excluded.trouble, losers = excluded.losers, round = excluded.round");

  crm_statement_bind_int_at (statement, 1, remote);
  crm_statement_bind_int_at (statement, 2, self->record);
  crm_statement_bind_text_at (statement, 3, self->revision);
  crm_statement_bind_text_at (statement, 4, self->base);
  crm_statement_bind_int_at (statement, 5, self->change);
  crm_statement_bind_text_at (statement, 6, self->sent);
  crm_statement_bind_int_at (statement, 7, self->sent_change);
  crm_statement_bind_int_at (statement, 8, self->state);
  crm_statement_bind_text_at (statement, 9, self->trouble);
  crm_statement_bind_text_at (statement, 10, self->losers);
  crm_statement_bind_int_at (statement, 11, self->round);

  return crm_statement_run (statement, error);
}

/**
 * crm_document_row_touch:
 *
 * Notes that the remote still has the document as it is known.
 */
gboolean
crm_document_row_touch (CrmConnection *connection, gint64 remote, gint64 record, gint64 round, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "UPDATE document SET round = ?3 WHERE remote = ?1 AND record = ?2 AND round <> ?3");

  crm_statement_bind_int_at (statement, 1, remote);
  crm_statement_bind_int_at (statement, 2, record);
  crm_statement_bind_int_at (statement, 3, round);

  return crm_statement_run (statement, error);
}

/* Takes the statement. */
static GArray *
collect_ids (CrmStatement *taken, GError **error)
{
  g_autoptr (CrmStatement) statement = taken;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return crm_statement_collect (statement, ids, error) ? g_steal_pointer (&ids) : NULL;
}

/**
 * crm_document_list_in_state:
 *
 * Returns: (transfer full) (element-type gint64) (nullable): records whose documents are so
 */
GArray *
crm_document_list_in_state (CrmConnection *connection, gint64 remote, CrmDocumentState state, GError **error)
{
  CrmStatement *statement = crm_connection_prepare (connection, "SELECT record FROM document WHERE remote = ?1 AND state = ?2 AND state <> 0");

  crm_statement_bind_int_at (statement, 1, remote);
  crm_statement_bind_int_at (statement, 2, state);

  return collect_ids (statement, error);
}

/**
 * crm_document_list_with_losers:
 *
 * Returns: (transfer full) (element-type gint64) (nullable): records of which the remote still has revisions that were merged
 */
GArray *
crm_document_list_with_losers (CrmConnection *connection, gint64 remote, GError **error)
{
  CrmStatement *statement = crm_connection_prepare (connection, "SELECT record FROM document WHERE remote = ?1 AND losers IS NOT NULL");

  crm_statement_bind_int_at (statement, 1, remote);

  return collect_ids (statement, error);
}

/**
 * crm_document_list_unseen:
 * @round: the number of a complete reading
 *
 * Returns: (transfer full) (element-type gint64) (nullable): records that the remote had, and that did not come in that reading
 */
GArray *
crm_document_list_unseen (CrmConnection *connection, gint64 remote, gint64 round, GError **error)
{
  CrmStatement *statement = crm_connection_prepare (connection, "SELECT record FROM document WHERE remote = ?1 AND revision IS NOT NULL AND round <> ?2 /* scan: after a complete reading */");

  crm_statement_bind_int_at (statement, 1, remote);
  crm_statement_bind_int_at (statement, 2, round);

  return collect_ids (statement, error);
}

gboolean
crm_document_count_known (CrmConnection *connection, gint64 remote, gint64 *count, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM document WHERE remote = %" G_GINT64_FORMAT " AND revision IS NOT NULL /* scan: counted */", remote);

  return crm_connection_get_int (connection, sql, count, error);
}

/**
 * crm_document_get_newest_change:
 *
 * Returns: the newest change that made or touched the record; 0 for none
 */
gint64
crm_document_get_newest_change (CrmConnection *connection, gint64 record)
{
  g_autoptr (CrmStatement) edit = crm_connection_prepare (connection, "SELECT change FROM journal WHERE record = ?1 ORDER BY change DESC LIMIT 1");
  g_autoptr (CrmStatement) creation = NULL;

  crm_statement_bind_int_at (edit, 1, record);
  if (crm_statement_next (edit))
    return crm_statement_get_int (edit, 0);

  creation = crm_connection_prepare (connection, "SELECT change FROM creation WHERE code = ?1 AND first <= ?2 AND last >= ?2 ORDER BY first DESC LIMIT 1");
  crm_statement_bind_int_at (creation, 1, crm_id_code (record));
  crm_statement_bind_int_at (creation, 2, record);

  return crm_statement_next (creation) ? crm_statement_get_int (creation, 0) : 0;
}

/**
 * crm_document_get_last_change:
 * @change: (out): the newest change of the file, 0 for none
 */
gboolean
crm_document_get_last_change (CrmConnection *connection, gint64 *change, GError **error)
{
  return crm_connection_get_int (connection, "SELECT coalesce (max (id), 0) FROM change", change, error);
}

/**
 * crm_document_count_living:
 * @count: (out): how many records of all types there are
 */
gboolean
crm_document_count_living (CrmConnection *connection, gint64 *count, GError **error)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();

  *count = 0;
  for (guint i = 0; i < types->len; i++)
    {
      const CrmRecordType *type = types->pdata[i];
      g_autofree char     *sql = g_strdup_printf ("SELECT count (*) FROM %s WHERE deleted_at IS NULL /* scan: counted */", type->name);
      gint64               living;

      if (!crm_connection_get_int (connection, sql, &living, error))
        return FALSE;
      *count += living;
    }

  return TRUE;
}

/**
 * crm_document_list_touched:
 * @settled: of the remote
 *
 * Returns: (transfer full) (element-type gint64) (nullable): records that may have to be sent, in no order, some of them twice
 */
GArray *
crm_document_list_touched (CrmConnection *connection, gint64 remote, gint64 settled, GError **error)
{
  CrmStatement *edited = crm_connection_prepare (connection, "SELECT DISTINCT record FROM journal WHERE change > ?1");
  CrmStatement *refused;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) more = NULL;

  crm_statement_bind_int_at (edited, 1, settled);
  ids = collect_ids (edited, error);
  if (ids == NULL || !crm_journal_collect_created (connection, settled, G_MAXINT64, ids, error))
    return NULL;

  refused = crm_connection_prepare (connection, "SELECT record FROM document WHERE remote = ?1 AND state <> 0");
  crm_statement_bind_int_at (refused, 1, remote);
  more = collect_ids (refused, error);
  if (more == NULL)
    return NULL;
  g_array_append_vals (ids, more->data, more->len);

  return g_steal_pointer (&ids);
}

/**
 * crm_foreign_document_exist:
 * @exist: (out): whether there is any
 */
gboolean
crm_foreign_document_exist (CrmConnection *connection, gint64 remote, gboolean *exist, GError **error)
{
  g_autoptr (CrmStatement) row = crm_connection_prepare (connection, "SELECT 1 FROM foreign_document WHERE remote = ?1 LIMIT 1");

  crm_statement_bind_int_at (row, 1, remote);
  *exist = crm_statement_next (row);

  return *exist || crm_statement_finish (row, error);
}

/**
 * crm_foreign_document_put:
 * @body: JSON: as it came
 * @trouble: (nullable): why it is no record here, for people
 */
gboolean
crm_foreign_document_put (CrmConnection *connection, gint64 remote, const char *name, const char *revision, const char *body, const char *trouble, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT OR REPLACE INTO foreign_document (remote, name, revision, body, trouble) VALUES (?1, ?2, ?3, ?4, ?5)");

  crm_statement_bind_int_at (statement, 1, remote);
  crm_statement_bind_text_at (statement, 2, name);
  crm_statement_bind_text_at (statement, 3, revision);
  crm_statement_bind_text_at (statement, 4, body);
  crm_statement_bind_text_at (statement, 5, trouble);

  return crm_statement_run (statement, error);
}

gboolean
crm_foreign_document_remove (CrmConnection *connection, gint64 remote, const char *name, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "DELETE FROM foreign_document WHERE remote = ?1 AND name = ?2");

  crm_statement_bind_int_at (statement, 1, remote);
  crm_statement_bind_text_at (statement, 2, name);

  return crm_statement_run (statement, error);
}
