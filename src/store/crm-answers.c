#include "config.h"

#include "crm-answers.h"

#include "crm-model.h"
#include "crm-search-words.h"
#include "crm-store-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Of a long letter the first words say what it is about. */
#define WORDS_MOST 40

/* Below it two texts only happen to share a word. */
#define LIKENESS_LEAST 0.4

/* From so many letters on another end makes no other word. */
#define OPEN_WORD 4

/* Where an answer may be: cases by all their words, articles by their texts and by their titles. */
#define HITS                                                                                         \
  "SELECT rowid FROM text_search WHERE text_search MATCH :match AND rowid & 63 IN (:case, :article)" \
  " UNION SELECT id FROM article_search CROSS JOIN article_order ON pos = article_search.rowid"      \
  " WHERE article_search MATCH :match"

#define IS_ANSWER                                                                                                                              \
  "SELECT 1 FROM service_case WHERE id = :id AND deleted_at IS NULL AND status = 'solved' AND (resolution IS NOT NULL OR article IS NOT NULL)" \
  " UNION ALL SELECT 1 FROM article WHERE id = :id AND deleted_at IS NULL AND body IS NOT NULL"

#define N_TEXTS "SELECT (SELECT count (*) FROM service_case) + (SELECT count (*) FROM article) /* scan: how many there are */"

typedef struct
{
  CrmConnection *connection; /* (unowned) */
  char          *question;   /* (owned) */
  gint64         except;
  guint          limit;
} Search;

static void
search_free (Search *self)
{
  g_free (self->question);
  g_free (self);
}

/* What the full-text index is asked for a word: as good as all may end otherwise, and the last one may not be finished yet. */
static char *
dup_match (const char *stem, gboolean unfinished)
{
  return g_strdup_printf (unfinished || g_utf8_strlen (stem, -1) >= OPEN_WORD ? "\"%s\"*" : "\"%s\"", stem);
}

static gboolean
add_hits (Search *self, const char *match, double n_texts, GHashTable *scores, double *sum, GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (self->connection, HITS);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  double weight;

  crm_statement_bind_text (rows, ":match", match);
  crm_statement_bind_int (rows, ":case", crm_record_type_find ("service_case")->code);
  crm_statement_bind_int (rows, ":article", crm_record_type_find ("article")->code);
  while (crm_statement_next (rows))
    {
      gint64 id = crm_statement_get_int (rows, 0);

      g_array_append_val (ids, id);
    }
  if (!crm_statement_finish (rows, error))
    return FALSE;
  if (ids->len == 0)
    return TRUE;

  weight = log ((n_texts + 1) / (ids->len + 0.5));
  *sum += MAX (weight, 0);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64  id = g_array_index (ids, gint64, i);
      double *score = g_hash_table_lookup (scores, &id);

      if (score == NULL)
        {
          score = g_new0 (double, 1);
          g_hash_table_insert (scores, g_memdup2 (&id, sizeof id), score);
        }
      *score += MAX (weight, 0);
    }

  return TRUE;
}

/* The likest first; of those that are as like, what was kept on purpose, then the newest. */
static int
compare_answers (gconstpointer a, gconstpointer b)
{
  const CrmAnswer *x = a;
  const CrmAnswer *y = b;
  gboolean         kept = crm_record_type_of_id (x->id) != crm_record_type_of_id (y->id);

  if (x->likeness != y->likeness)
    return x->likeness < y->likeness ? 1 : -1;
  if (kept)
    return g_str_equal (crm_record_type_of_id (x->id)->name, "article") ? -1 : 1;

  return (x->id < y->id) - (x->id > y->id);
}

static GArray *
rank (GHashTable *scores, double sum, gint64 except)
{
  GArray        *answers = g_array_new (FALSE, FALSE, sizeof (CrmAnswer));
  GHashTableIter iter;
  gpointer       id, score;

  g_hash_table_iter_init (&iter, scores);
  while (g_hash_table_iter_next (&iter, &id, &score))
    {
      CrmAnswer answer = { *(gint64 *) id, sum > 0 ? *(double *) score / sum : 0 };

      if (answer.likeness >= LIKENESS_LEAST && answer.id != except)
        g_array_append_val (answers, answer);
    }
  g_array_sort (answers, compare_answers);

  return answers;
}

/* What shares the words and answers nothing is left out. */
static gboolean
keep_answers (Search *self, GArray *answers, GError **error)
{
  guint kept = 0;

  for (guint i = 0; i < answers->len && kept < self->limit; i++)
    {
      CrmAnswer answer = g_array_index (answers, CrmAnswer, i);
      g_autoptr (CrmStatement) row = crm_connection_prepare (self->connection, IS_ANSWER);

      crm_statement_bind_int (row, ":id", answer.id);
      if (crm_statement_next (row))
        g_array_index (answers, CrmAnswer, kept++) = answer;
      if (!crm_statement_finish (row, error))
        return FALSE;
    }
  g_array_set_size (answers, kept);

  return TRUE;
}

static GArray *
run (Search *self, GError **error)
{
  g_autoptr (GPtrArray) stems = crm_search_list_stems (self->question, WORDS_MOST);
  g_autoptr (GHashTable) scores = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GArray) answers = NULL;
  gint64 n_texts;
  double sum = 0;

  if (!crm_connection_get_int (self->connection, N_TEXTS, &n_texts, error))
    return NULL;
  for (guint i = 0; i < stems->len; i++)
    {
      g_autofree char *match = dup_match (stems->pdata[i], i + 1 == stems->len && !g_str_has_suffix (self->question, " "));

      if (!add_hits (self, match, (double) n_texts, scores, &sum, error))
        return NULL;
    }
  answers = rank (scores, sum, self->except);

  return keep_answers (self, answers, error) ? g_steal_pointer (&answers) : NULL;
}

/**
 * crm_answers_find:
 * @question: any text, as it is typed
 * @except: the case that is asked about itself; 0 for none
 * @limit: so many at most
 *
 * Returns: (transfer full) (element-type CrmAnswer) (nullable): the likest first
 */
GArray *
crm_answers_find (CrmStore *store, const char *question, gint64 except, guint limit, GError **error)
{
  Search search = { store->reader, (char *) question, except, limit };

  return run (&search, error);
}

static void
cancelled_cb (GCancellable *cancellable, CrmConnection *connection)
{
  crm_connection_interrupt (connection);
}

static void
run_search (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  gulong  handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), search->connection, NULL) : 0;
  GError *error = NULL;
  GArray *answers = g_cancellable_set_error_if_cancelled (cancellable, &error) ? NULL : run (search, &error);

  g_cancellable_disconnect (cancellable, handler);
  if (answers != NULL)
    g_task_return_pointer (task, answers, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * crm_answers_find_async:
 * @callback: ends with crm_answers_find_finish()
 *
 * The same, while somebody types.
 */
void
crm_answers_find_async (CrmStore *store, const char *question, gint64 except, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Search *search = g_new (Search, 1);

  *search = (Search){ store->queries, g_strdup (question), except, limit };
  g_task_set_source_tag (task, crm_answers_find_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  if (store->query_worker != NULL)
    crm_worker_push (store->query_worker, task, run_search);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
}

/**
 * crm_answers_find_finish:
 *
 * Returns: (transfer full) (element-type CrmAnswer) (nullable): see crm_answers_find()
 */
GArray *
crm_answers_find_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * crm_answers_new_due_query:
 * @until: instant
 * @user: whose they are, or nobody's; 0 for everybody's
 *
 * Returns: (transfer full): the cases that are to be answered until then, as far as it is our turn; what is due first comes first
 */
CrmQuery *
crm_answers_new_due_query (gint64 until, gint64 user)
{
  CrmQuery *query = crm_query_new ("service_case");

  crm_query_add_text (query, "status", CRM_OP_NOT_EQUAL, "solved");
  crm_query_add_text (query, "status", CRM_OP_NOT_EQUAL, "waiting");
  crm_query_add_integer (query, "due_at", CRM_OP_LESS, until);
  crm_query_set_order (query, "due_at", FALSE);
  crm_query_set_user (query, user);

  return query;
}
