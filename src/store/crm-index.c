#include "config.h"

#include "crm-index.h"

#include "crm-custom-index.h"
#include "crm-name-order.h"
#include "crm-record-table.h"
#include "crm-aftermath.h"

#include <string.h>

typedef gboolean (*WriteId) (CrmConnection *connection, gint64 id, gpointer data, GError **error);

/* Calls @removed and @added for what only @before and only @after have; both ascend. */
static gboolean
apply_difference (CrmConnection *connection, GArray *before, GArray *after, WriteId removed, WriteId added, gpointer data, GError **error)
{
  guint i = 0;
  guint j = 0;

  while (i < before->len || j < after->len)
    {
      gint64 old = i < before->len ? g_array_index (before, gint64, i) : G_MAXINT64;
      gint64 new = j < after->len ? g_array_index (after, gint64, j) : G_MAXINT64;

      if (i < before->len && (j >= after->len || old < new))
        {
          if (!removed (connection, old, data, error))
            return FALSE;
          i++;
        }
      else if (j < after->len && (i >= before->len || new < old))
        {
          if (!added (connection, new, data, error))
            return FALSE;
          j++;
        }
      else
        {
          i++;
          j++;
        }
    }

  return TRUE;
}

static gboolean
write_pair (CrmConnection *connection, const char *sql, gint64 first, gint64 record, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);

  crm_statement_bind_int_at (statement, 1, first);
  crm_statement_bind_int_at (statement, 2, record);
  return crm_statement_run (statement, error);
}

static gboolean
remove_key (CrmConnection *connection, gint64 key, gpointer record, GError **error)
{
  return write_pair (connection, "DELETE FROM lookup WHERE key = ?1 AND record = ?2", key, crm_record_get_id (record), error);
}

static gboolean
add_key (CrmConnection *connection, gint64 key, gpointer record, GError **error)
{
  return write_pair (connection, "INSERT OR IGNORE INTO lookup (key, record) VALUES (?1, ?2)", key, crm_record_get_id (record), error);
}

static gboolean
remove_link (CrmConnection *connection, gint64 target, gpointer record, GError **error)
{
  return write_pair (connection, "DELETE FROM link WHERE target = ?1 AND kind = ?2 & 63 AND source = ?2", target, crm_record_get_id (record), error);
}

static gboolean
add_link (CrmConnection *connection, gint64 target, gpointer record, GError **error)
{
  return write_pair (connection, "INSERT OR IGNORE INTO link (target, kind, source) VALUES (?1, ?2 & 63, ?2)", target, crm_record_get_id (record), error);
}

/**
 * crm_index_add_event:
 * @target: whose timeline
 * @source: what stands there
 */
gboolean
crm_index_add_event (CrmConnection *connection, gint64 target, gint64 at, gint64 source, const char *kind, gboolean pinned, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT OR REPLACE INTO timeline (target, at, source, kind, pinned) VALUES (?1, ?2, ?3, ?4, ?5)");

  crm_statement_bind_int_at (statement, 1, target);
  crm_statement_bind_int_at (statement, 2, at);
  crm_statement_bind_int_at (statement, 3, source);
  crm_statement_bind_text_at (statement, 4, kind);
  crm_statement_bind_int_at (statement, 5, pinned);
  return crm_statement_run (statement, error);
}

static gboolean
remove_event (CrmConnection *connection, gint64 target, gint64 at, gint64 source, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "DELETE FROM timeline WHERE target = ?1 AND at = ?2 AND source = ?3");

  crm_statement_bind_int_at (statement, 1, target);
  crm_statement_bind_int_at (statement, 2, at);
  crm_statement_bind_int_at (statement, 3, source);
  return crm_statement_run (statement, error);
}

static gboolean
apply_timelines (CrmConnection *connection, gint64 id, const CrmDerived *before, const CrmDerived *after, GError **error)
{
  if (before->at == after->at && before->pinned == after->pinned && g_strcmp0 (before->kind, after->kind) == 0 && crm_derived_equal_ids (before->timelines, after->timelines))
    return TRUE;

  for (guint i = 0; i < before->timelines->len; i++)
    {
      if (!remove_event (connection, g_array_index (before->timelines, gint64, i), before->at, id, error))
        return FALSE;
    }
  for (guint i = 0; i < after->timelines->len; i++)
    {
      if (!crm_index_add_event (connection, g_array_index (after->timelines, gint64, i), after->at, id, after->kind, after->pinned, error))
        return FALSE;
    }

  return TRUE;
}

/* @name: of a record type, or "text" for the long texts of all */
static gboolean
write_text (CrmConnection *connection, const char *name, gint64 rowid, const char *text, gboolean remove, GError **error)
{
  g_autoptr (CrmStatement) statement = NULL;

  if (text == NULL || *text == '\0')
    return TRUE;
  statement = crm_connection_prepare_for (connection, remove ? "INSERT INTO %s_search (%s_search, rowid, text) VALUES ('delete', ?1, ?2)" : "INSERT INTO %s_search (rowid, text) VALUES (?1, ?2)", name);
  crm_statement_bind_int_at (statement, 1, rowid);
  crm_statement_bind_text_at (statement, 2, text);
  return crm_statement_run (statement, error);
}

/**
 * crm_index_write_words:
 * @position: the record's place in the order of its type
 * @words: (nullable): exactly what was written there, where @remove
 */
gboolean
crm_index_write_words (CrmConnection *connection, const CrmRecordType *type, gint64 position, const char *words, gboolean remove, GError **error)
{
  return write_text (connection, type->name, position, words, remove, error);
}

/**
 * crm_index_words_moved:
 * @user_data: a #CrmDeriver
 *
 * A #CrmNameOrderMoved: a neighbour moved to make room, and its words move with it.
 */
gboolean
crm_index_words_moved (gint64 id, gint64 from, gint64 to, gpointer user_data, GError **error)
{
  const CrmDeriver    *deriver = user_data;
  const CrmRecordType *type = crm_record_type_of_id (id);
  g_autoptr (CrmRecord) record = crm_record_table_load (deriver->connection, id, error);
  g_autoptr (CrmDerived) derived = NULL;

  if (record == NULL)
    return FALSE;

  derived = crm_derived_new (deriver, record);
  return crm_index_write_words (deriver->connection, type, from, derived->words, TRUE, error) &&
         crm_index_write_words (deriver->connection, type, to, derived->words, FALSE, error);
}

static gboolean
same_key (GByteArray *a, GByteArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len) == 0);
}

static gboolean
apply_name (const CrmDeriver *deriver, CrmRecord *record, const CrmDerived *before, const CrmDerived *after, GError **error)
{
  const CrmRecordType *type = crm_record_get_record_type (record);
  CrmNameOrder         order = { deriver->connection, type, crm_index_words_moved, (gpointer) deriver };
  gint64               id = crm_record_get_id (record);
  gboolean             same = same_key (before->sort_key, after->sort_key);
  gint64               position = 0;
  gboolean             known = FALSE;

  if (same && g_strcmp0 (before->words, after->words) == 0)
    return TRUE;

  if (before->sort_key != NULL)
    {
      g_autoptr (GError) failure = NULL;

      known = crm_name_order_find (&order, id, before->sort_key, &position, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (known && !crm_index_write_words (deriver->connection, type, position, before->words, TRUE, error))
        return FALSE;
      if (known && !same && !crm_name_order_remove (&order, position, error))
        return FALSE;
    }
  if (after->sort_key == NULL)
    return TRUE;
  if ((!known || !same) && !crm_name_order_insert (&order, id, after->sort_key, &position, error))
    return FALSE;

  return crm_index_write_words (deriver->connection, type, position, after->words, FALSE, error);
}

static gboolean
apply_long_text (CrmConnection *connection, gint64 id, const CrmDerived *before, const CrmDerived *after, GError **error)
{
  if (g_strcmp0 (before->long_text, after->long_text) == 0)
    return TRUE;

  return write_text (connection, "text", id, before->long_text, TRUE, error) &&
         write_text (connection, "text", id, after->long_text, FALSE, error);
}

static gboolean
apply_customs (CrmConnection *connection, const CrmDerived *before, const CrmDerived *after, GError **error)
{
  if (crm_custom_entries_equal (before->customs, after->customs))
    return TRUE;

  return crm_custom_entries_remove (connection, before->customs, error) && crm_custom_entries_write (connection, after->customs, error);
}

/**
 * crm_index_apply:
 * @record: the record, its row already written
 * @before: what followed from it before
 * @after: what follows from it now
 */
gboolean
crm_index_apply (const CrmDeriver *deriver, CrmRecord *record, const CrmDerived *before, const CrmDerived *after, GError **error)
{
  CrmConnection *connection = deriver->connection;
  gint64         id = crm_record_get_id (record);

  crm_aftermath_note (deriver->aftermath, record, before);
  crm_aftermath_note (deriver->aftermath, record, after);

  return apply_difference (connection, before->keys, after->keys, remove_key, add_key, record, error) &&
         apply_difference (connection, before->targets, after->targets, remove_link, add_link, record, error) &&
         apply_timelines (connection, id, before, after, error) &&
         apply_customs (connection, before, after, error) &&
         apply_long_text (connection, id, before, after, error) &&
         apply_name (deriver, record, before, after, error);
}

/**
 * crm_index_find_key:
 * @key: "kind:value"
 *
 * Returns: the id of the first living record of @type found under @key, 0 for none
 */
gint64
crm_index_find_key (CrmConnection *connection, const char *key, const CrmRecordType *type)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT record FROM lookup WHERE key = ?1 AND record & 63 = ?2");

  crm_statement_bind_int_at (statement, 1, crm_lookup_hash (key));
  crm_statement_bind_int_at (statement, 2, type->code);

  return crm_statement_step (statement, NULL) ? crm_statement_get_int (statement, 0) : 0;
}
