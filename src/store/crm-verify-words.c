/* An index of words that does not keep the text cannot be read out record by record. So another is made of the same texts, and the two are read
 * side by side, word by word, as FTS5 lists them: each word with the rows it stands in. */

#include "config.h"

#include "crm-verify-words.h"

#include "crm-schema.h"

/**
 * crm_verify_words_begin:
 * @table: of the search
 *
 * Makes an empty table beside it, as long as the connection lives.
 */
gboolean
crm_verify_words_begin (CrmConnection *connection, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("CREATE VIRTUAL TABLE temp.%s_again USING fts5 (words, content = '', detail = none, columnsize = 0, " CRM_SEARCH_TOKENIZER ");"
                                          "CREATE VIRTUAL TABLE temp.%s_is USING fts5vocab ('main', '%s', 'instance');"
                                          "CREATE VIRTUAL TABLE temp.%s_ought USING fts5vocab ('temp', '%s_again', 'instance');",
                                          table, table, table, table, table);

  return crm_connection_exec (connection, sql, error);
}

/**
 * crm_verify_words_add:
 * @words: (nullable): what the row must be found by
 */
gboolean
crm_verify_words_add (CrmConnection *connection, const char *table, gint64 rowid, const char *words, GError **error)
{
  g_autoptr (CrmStatement) statement = NULL;

  if (words == NULL || *words == '\0')
    return TRUE;

  statement = crm_connection_prepare_for (connection, "INSERT INTO temp.%s_again (rowid, words) VALUES (?1, ?2)", table);
  crm_statement_bind_int_at (statement, 1, rowid);
  crm_statement_bind_text_at (statement, 2, words);

  return crm_statement_run (statement, error);
}

static gboolean
is_same_row (CrmStatement *a, CrmStatement *b)
{
  return g_strcmp0 (crm_statement_get_text (a, 0), crm_statement_get_text (b, 0)) == 0 && crm_statement_get_int (a, 1) == crm_statement_get_int (b, 1);
}

/* Returns: whether both have the same rows; an index that cannot be read has not */
static gboolean
compare (CrmConnection *connection, const char *table)
{
  g_autoptr (CrmStatement) is = crm_connection_prepare_for (connection, "SELECT term, doc FROM temp.%s_is /* scan: all words */", table);
  g_autoptr (CrmStatement) ought = crm_connection_prepare_for (connection, "SELECT term, doc FROM temp.%s_ought /* scan: all words */", table);
  gboolean more = crm_statement_next (is);

  while (more)
    {
      if (!crm_statement_next (ought) || !is_same_row (is, ought))
        return FALSE;
      more = crm_statement_next (is);
    }

  return !crm_statement_next (ought) && crm_statement_finish (is, NULL) && crm_statement_finish (ought, NULL);
}

/**
 * crm_verify_words_end:
 * @same: (out): whether the search finds the rows that were added by their words, and no others
 */
gboolean
crm_verify_words_end (CrmConnection *connection, const char *table, gboolean *same, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DROP TABLE temp.%s_is; DROP TABLE temp.%s_ought; DROP TABLE temp.%s_again;", table, table, table);

  *same = compare (connection, table);

  return crm_connection_exec (connection, sql, error);
}
