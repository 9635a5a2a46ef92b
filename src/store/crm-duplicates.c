/* Duplicates of the whole file, and those of a record that is being typed.
 *
 * The whole file is read at one instant, on a thread and with a connection of its own: a second of work for a hundred thousand people, in
 * which lists go on being asked for on the query worker. Candidates are compared closely (crm_likeness_new()), and of a handful that are all
 * alike only as many pairs are told as it takes to make them one. */

#include "config.h"

#include "crm-duplicates.h"

#include "crm-derived.h"
#include "crm-distinction.h"
#include "crm-duplicate-candidates.h"
#include "crm-name.h"
#include "crm-record-table.h"
#include "crm-store-private.h"

#include <glib/gi18n-lib.h>

/* Records that are held while pairs are compared, which come in the order of the first. */
#define HELD_MAX 4096

void
crm_duplicate_free (CrmDuplicate *self)
{
  crm_likeness_free (self->likeness);
  g_free (self);
}

static GPtrArray *
duplicates_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) crm_duplicate_free);
}

static int
compare_duplicates (gconstpointer a, gconstpointer b)
{
  const CrmDuplicate *x = *(CrmDuplicate *const *) a;
  const CrmDuplicate *y = *(CrmDuplicate *const *) b;

  if (x->likeness->score != y->likeness->score)
    return x->likeness->score > y->likeness->score ? -1 : 1;
  if (x->one != y->one)
    return x->one < y->one ? -1 : 1;

  return (x->other > y->other) - (x->other < y->other);
}

static gboolean
are_told_apart (CrmConnection *connection, gint64 one, gint64 other)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT 1 FROM lookup WHERE key = ?1");
  g_autofree char *key = crm_distinction_dup_key (one, other);

  crm_statement_bind_int_at (statement, 1, crm_lookup_hash (key));

  return crm_statement_step (statement, NULL);
}

/* NULL where they are not alike. */
static CrmDuplicate *
compare (CrmConnection *connection, CrmRecord *one, CrmRecord *other)
{
  g_autoptr (CrmLikeness) likeness = crm_likeness_new (one, other);
  CrmDuplicate *duplicate;

  if (likeness->score < CRM_LIKENESS_LEAST || are_told_apart (connection, crm_record_get_id (one), crm_record_get_id (other)))
    return NULL;

  duplicate = g_new (CrmDuplicate, 1);
  *duplicate = (CrmDuplicate){ crm_record_get_id (one), crm_record_get_id (other), g_steal_pointer (&likeness) };

  return duplicate;
}

static CrmRecord *
load (CrmConnection *connection, GHashTable *held, gint64 id, GError **error)
{
  CrmRecord *record = g_hash_table_lookup (held, (gpointer) (gintptr) id);

  if (record != NULL)
    return record;

  record = crm_record_table_load (connection, id, error);
  if (record != NULL)
    g_hash_table_insert (held, (gpointer) (gintptr) id, record);

  return record;
}

static gboolean
compare_all (CrmConnection *connection, GArray *pairs, GPtrArray *duplicates, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) held = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);

  for (guint i = 0; i < pairs->len; i++)
    {
      const CrmPair *pair = &g_array_index (pairs, CrmPair, i);
      CrmRecord     *one;
      CrmRecord     *other;
      CrmDuplicate  *duplicate;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (g_hash_table_size (held) >= HELD_MAX)
        g_hash_table_remove_all (held);
      one = load (connection, held, pair->one, error);
      other = one != NULL ? load (connection, held, pair->other, error) : NULL;
      if (other == NULL)
        return FALSE;
      duplicate = compare (connection, one, other);
      if (duplicate != NULL)
        g_ptr_array_add (duplicates, duplicate);
    }

  return TRUE;
}

static gint64
find_root (GHashTable *roots, gint64 id)
{
  gpointer above;

  while (g_hash_table_lookup_extended (roots, (gpointer) (gintptr) id, NULL, &above))
    id = (gint64) (gintptr) above;

  return id;
}

/* Of five that are one, four pairs make them one; the others tell nothing new. */
static void
thin_out (GPtrArray *duplicates)
{
  g_autoptr (GHashTable) roots = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < duplicates->len;)
    {
      CrmDuplicate *duplicate = g_ptr_array_index (duplicates, i);
      gint64        one = find_root (roots, duplicate->one);
      gint64        other = find_root (roots, duplicate->other);

      if (one == other)
        {
          g_ptr_array_remove_index (duplicates, i);
          continue;
        }
      g_hash_table_insert (roots, (gpointer) (gintptr) MAX (one, other), (gpointer) (gintptr) MIN (one, other));
      i++;
    }
}

static gboolean
find_of_type (CrmConnection *connection, const char *type_name, CrmProgressFunc progress, gpointer progress_data, GPtrArray *duplicates, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) pairs = crm_duplicate_candidates_new (connection, crm_record_type_find (type_name), progress, progress_data, cancellable, error);

  return pairs != NULL && compare_all (connection, pairs, duplicates, cancellable, error);
}

/**
 * crm_duplicates_find:
 * @path: of a customer file
 * @type_name: (nullable): "person" or "company"; %NULL for both
 * @progress: (nullable): told on this thread now and then how many records are looked at, of how many
 *
 * Looks for duplicates in the whole file as it is now.
 *
 * Returns: (transfer full) (nullable) (element-type CrmDuplicate): the likeliest first
 */
GPtrArray *
crm_duplicates_find (const char *path, const char *type_name, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmConnection) connection = crm_connection_open (path, CRM_CONNECTION_READ, error);
  g_autoptr (GPtrArray) duplicates = duplicates_new ();

  if (connection == NULL || !crm_connection_exec (connection, "BEGIN", error))
    return NULL;
  if ((type_name == NULL || g_str_equal (type_name, "person")) && !find_of_type (connection, "person", progress, progress_data, duplicates, cancellable, error))
    return NULL;
  if ((type_name == NULL || g_str_equal (type_name, "company")) && !find_of_type (connection, "company", NULL, NULL, duplicates, cancellable, error))
    return NULL;
  g_ptr_array_sort (duplicates, compare_duplicates);
  thin_out (duplicates);

  return g_steal_pointer (&duplicates);
}

typedef struct
{
  char        *path;      /* (owned) */
  char        *type_name; /* (owned) (nullable) */
  CrmProgress *progress;  /* (owned) */
} FindJob;

static void
find_job_free (FindJob *job)
{
  crm_progress_stop (job->progress);
  crm_progress_unref (job->progress);
  g_free (job->path);
  g_free (job->type_name);
  g_free (job);
}

static void
return_duplicates (GTask *task, GPtrArray *duplicates, GError *error)
{
  if (duplicates != NULL)
    g_task_return_pointer (task, duplicates, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
run_find (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FindJob   *job = data;
  GError    *error = NULL;
  GPtrArray *duplicates = crm_duplicates_find (job->path, job->type_name, crm_progress_tell, job->progress, cancellable, &error);

  return_duplicates (task, duplicates, error);
}

/**
 * crm_duplicates_find_async:
 * @progress: (nullable): as in crm_duplicates_find(), in the caller's main context, until @callback
 *
 * Does the same on a thread; end it with crm_duplicates_finish().
 */
void
crm_duplicates_find_async (CrmStore *store, const char *type_name, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  FindJob *job = g_new (FindJob, 1);

  *job = (FindJob){ g_strdup (crm_store_get_path (store)), g_strdup (type_name), crm_progress_new (progress, progress_data) };
  g_task_set_source_tag (task, crm_duplicates_find_async);
  g_task_set_task_data (task, job, (GDestroyNotify) find_job_free);
  g_task_run_in_thread (task, run_find);
}

typedef struct
{
  CrmConnection *connection;
  CrmRecord     *draft; /* (owned) */
} LookUpJob;

static void
look_up_job_free (LookUpJob *job)
{
  g_object_unref (job->draft); /* taken over */
  g_free (job);
}

/* Under the name as it would be known by, and as others may have written it: without its title, with a half-space less, family first. */
static void
collect_keys (CrmRecord *draft, GPtrArray *keys)
{
  const char *kind = g_str_equal (crm_record_get_record_type (draft)->name, "person") ? "name:" : "company:";
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) spellings = g_ptr_array_new_with_free_func (g_free);

  crm_record_collect_keys (draft, keys);
  crm_likeness_collect_names (draft, names);
  for (guint i = 0; i < names->len; i++)
    crm_name_collect_spellings (g_ptr_array_index (names, i), spellings);
  for (guint i = 0; i < spellings->len; i++)
    g_ptr_array_add (keys, g_strconcat (kind, g_ptr_array_index (spellings, i), NULL));
}

static gboolean
collect_ids (LookUpJob *job, GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  guint code = crm_record_get_record_type (job->draft)->code;

  collect_keys (job->draft, keys);
  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (CrmStatement) statement = crm_connection_prepare (job->connection, "SELECT record FROM lookup WHERE key = ?1 AND record & 63 = ?2 LIMIT 20");

      crm_statement_bind_int_at (statement, 1, crm_lookup_hash (g_ptr_array_index (keys, i)));
      crm_statement_bind_int_at (statement, 2, code);
      while (crm_statement_next (statement))
        {
          gint64 id = crm_statement_get_int (statement, 0);

          if (id != crm_record_get_id (job->draft))
            g_array_append_val (ids, id);
        }
      if (!crm_statement_finish (statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_told (GPtrArray *duplicates, gint64 id)
{
  for (guint i = 0; i < duplicates->len; i++)
    {
      if (((CrmDuplicate *) g_ptr_array_index (duplicates, i))->other == id)
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
look_up (LookUpJob *job, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) duplicates = duplicates_new ();

  if (!collect_ids (job, ids, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) known = NULL;
      CrmDuplicate *duplicate;

      if (is_told (duplicates, g_array_index (ids, gint64, i)))
        continue;
      known = crm_record_table_load (job->connection, g_array_index (ids, gint64, i), error);
      if (known == NULL)
        return NULL;
      duplicate = compare (job->connection, job->draft, known);
      if (duplicate != NULL)
        g_ptr_array_add (duplicates, duplicate);
    }
  g_ptr_array_sort (duplicates, compare_duplicates);

  return g_steal_pointer (&duplicates);
}

static void
run_look_up (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError    *error = NULL;
  GPtrArray *duplicates = look_up (data, &error);

  return_duplicates (task, duplicates, error);
}

/**
 * crm_duplicates_look_up_async:
 * @draft: a person or a company as it is being typed; copied
 *
 * Looks for those the draft may be about, by its numbers, its addresses and its name: quick whatever the size of the file. End it with
 * crm_duplicates_finish().
 */
void
crm_duplicates_look_up_async (CrmStore *store, CrmRecord *draft, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  LookUpJob *job = g_new (LookUpJob, 1);

  *job = (LookUpJob){ store->queries, crm_record_edit (draft) };
  g_task_set_source_tag (task, crm_duplicates_look_up_async);
  g_task_set_task_data (task, job, (GDestroyNotify) look_up_job_free);
  if (store->query_worker != NULL)
    crm_worker_push (store->query_worker, task, run_look_up);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
}

/**
 * crm_duplicates_finish:
 *
 * Returns: (transfer full) (nullable) (element-type CrmDuplicate): the likeliest first
 */
GPtrArray *
crm_duplicates_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
