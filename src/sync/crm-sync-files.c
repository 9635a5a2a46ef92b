/* The part of a cycle that moves files: photos, attachments, e-mails as they came. Records come and go without them; each file goes once, when its
 * record is there already. */

#include "config.h"

#include "crm-sync-private.h"

#include "crm-content.h"
#include "crm-couch-answer.h"
#include "crm-error.h"
#include "crm-remote-content.h"
#include "crm-spool.h"

#include <glib/gi18n-lib.h>

/* So many are asked for at a time; a cycle goes on until there are none. */
#define BATCH_FILES 50

/* SQLite keeps no value above a thousand million bytes, and nobody wants one this large in a customer file. */
#define FILE_MAX (512 * 1024 * 1024)

typedef struct
{
  CrmSync   *sync;
  GPtrArray *hashes; /* (owned) (nullable) (element-type utf8) */
} ListJob;

static gboolean
list_unsent_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  ListJob *job = user_data;

  job->hashes = crm_remote_content_list_unsent (crm_transaction_get_connection (transaction), job->sync->remote, BATCH_FILES, error);

  return job->hashes != NULL;
}

static gboolean
list_to_come_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  ListJob *job = user_data;

  job->hashes = crm_remote_content_list_to_come (crm_transaction_get_connection (transaction), job->sync->remote, BATCH_FILES + g_hash_table_size (job->sync->spoiled), error);
  for (guint i = job->hashes != NULL ? job->hashes->len : 0; i > 0; i--)
    {
      if (g_hash_table_contains (job->sync->spoiled, job->hashes->pdata[i - 1]))
        g_ptr_array_remove_index (job->hashes, i - 1);
    }

  return job->hashes != NULL;
}

typedef struct
{
  CrmSync   *sync;
  GPtrArray *hashes;   /* (element-type utf8): that were offered to the remote */
  GPtrArray *troubles; /* (element-type utf8): of each, why it did not take it; or %NULL */
} SentJob;

static gboolean
note_sent_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  SentJob       *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);

  for (guint i = 0; i < job->troubles->len; i++)
    {
      if (!crm_remote_content_note (connection, job->sync->remote, job->hashes->pdata[i], job->troubles->pdata[i], error))
        return FALSE;
    }

  return crm_sync_count_generation (job->sync, connection, NULL, error);
}

static gboolean
send_file (CrmSync *self, const char *hash, GPtrArray *troubles, GError **error)
{
  g_autofree char *mime = NULL;
  g_autofree char *trouble = NULL;
  gint64           size;
  g_autoptr (GInputStream) bytes = crm_content_open (self->reader, hash, &mime, &size, error);

  if (bytes == NULL || !crm_couch_put_file (self->transport, hash, mime, bytes, size, &trouble, self->cancellable, error))
    return FALSE;

  if (trouble == NULL)
    self->counts.files++;
  g_ptr_array_add (troubles, g_steal_pointer (&trouble));
  crm_sync_tell_progress (self);

  return TRUE;
}

/* What went before one that failed is noted all the same. */
static gboolean
send_files (CrmSync *self, GPtrArray *hashes, GError **error)
{
  g_autoptr (GPtrArray) troubles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  SentJob job = { self, hashes, troubles };

  for (guint i = 0; i < hashes->len && failure == NULL; i++)
    send_file (self, hashes->pdata[i], troubles, &failure);
  if (troubles->len > 0 && (!crm_sync_tell_generation (self, error) || !crm_sync_run_job (self, note_sent_func, &job, error)))
    return FALSE;
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

typedef struct
{
  CrmSync    *sync;
  const char *hash;
  CrmSpool   *spool; /* (owned) (nullable): the bytes; %NULL where the remote does not have them */
  char       *mime;  /* (owned) (nullable) */
} CameJob;

static void
came_job_clear (CameJob *self)
{
  g_clear_object (&self->spool);
  g_clear_pointer (&self->mime, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CameJob, came_job_clear)

static gboolean
tell_records (CrmTransaction *transaction, const char *hash, GError **error)
{
  g_autoptr (GArray) records = crm_content_end_waiting (crm_transaction_get_connection (transaction), hash, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    crm_transaction_tell (transaction, g_array_index (records, gint64, i));

  return records != NULL;
}

static gboolean
note_came_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  CameJob       *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (GInputStream) bytes = NULL;

  if (job->spool == NULL)
    return crm_remote_content_forget (connection, job->sync->remote, job->hash, error);

  bytes = crm_spool_read (job->spool, error);

  return bytes != NULL && crm_content_add_stream (connection, job->hash, job->mime, bytes, crm_spool_get_size (job->spool), cancellable, error) && tell_records (transaction, job->hash, error);
}

static gboolean
download (CrmSync *self, CameJob *job, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (crm_store_get_path (self->store));
  gboolean         found = FALSE;

  came_job_clear (job);
  job->spool = crm_spool_new (folder, FILE_MAX, error);
  if (job->spool == NULL || !crm_couch_get_file (self->transport, job->hash, G_OUTPUT_STREAM (job->spool), &job->mime, &found, self->cancellable, error))
    return FALSE;
  if (!found)
    g_clear_object (&job->spool);

  return TRUE;
}

/* What was cut off on the way comes whole, or is cut off elsewhere, when it is asked for again; what comes the same way twice is so on the server. */
static gboolean
download_right (CrmSync *self, CameJob *job, gboolean *right, GError **error)
{
  g_autofree char *wrong = NULL;

  for (;;)
    {
      if (!download (self, job, error))
        return FALSE;
      *right = job->spool == NULL || g_str_equal (crm_spool_get_hash (job->spool), job->hash);
      if (*right || g_strcmp0 (wrong, crm_spool_get_hash (job->spool)) == 0)
        return TRUE;
      if (wrong != NULL)
        return crm_couch_fail_cut_off (error);
      wrong = g_strdup (crm_spool_get_hash (job->spool));
    }
}

static gboolean
fetch_file (CrmSync *self, const char *hash, GError **error)
{
  g_auto (CameJob) job = { self, hash, NULL, NULL };
  g_autoptr (GError) failure = NULL;
  gboolean right = FALSE;

  if (!download_right (self, &job, &right, &failure) && !g_error_matches (failure, CRM_SYNC_ERROR, CRM_SYNC_ERROR_REFUSED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!right)
    {
      g_hash_table_add (self->spoiled, g_strdup (hash));
      return TRUE;
    }
  if (!crm_sync_run_job (self, note_came_func, &job, error))
    return FALSE;

  self->counts.files += job.spool != NULL;
  crm_sync_tell_progress (self);

  return TRUE;
}

static gboolean
fetch_files (CrmSync *self, GPtrArray *hashes, GError **error)
{
  for (guint i = 0; i < hashes->len; i++)
    {
      if (!fetch_file (self, hashes->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
move (CrmSync *self, CrmWriteFunc list, gboolean (*func) (CrmSync *self, GPtrArray *hashes, GError **error), GError **error)
{
  for (;;)
    {
      ListJob job = { self, NULL };
      g_autoptr (GPtrArray) hashes = NULL;

      if (!crm_sync_run_job (self, list, &job, error))
        return FALSE;
      hashes = job.hashes;
      if (hashes->len == 0)
        return TRUE;
      if (!func (self, hashes, error))
        return FALSE;
    }
}

gboolean
crm_sync_move_files (CrmSync *self, GError **error)
{
  if (self->reader == NULL)
    self->reader = crm_connection_open (crm_store_get_path (self->store), CRM_CONNECTION_READ, error);

  return self->reader != NULL && move (self, list_unsent_func, send_files, error) && move (self, list_to_come_func, fetch_files, error);
}
