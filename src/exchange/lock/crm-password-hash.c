#include "config.h"

#include "crm-password-hash.h"

#include "crm-error.h"
#include "crm-lock-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The same letters typed on another keyboard are the same passphrase. */
static char *
normalize (const char *passphrase)
{
  return g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFKC);
}

static void
forget (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
}

/**
 * crm_password_hash_new:
 *
 * Returns: (transfer full) (nullable): ASCII, another one each time
 */
char *
crm_password_hash_new (const char *passphrase, GError **error)
{
  char    *normal = normalize (passphrase);
  char     hash[crypto_pwhash_STRBYTES];
  gboolean made;

  if (normal == NULL)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This is no text."));
      return NULL;
    }
  if (!crm_lock_start (error))
    {
      forget (normal);
      return NULL;
    }

  made = crypto_pwhash_str (hash, normal, strlen (normal), crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
  forget (normal);
  if (!made)
    g_set_error (error, CRM_ERROR, CRM_ERROR_FAILED, _ ("Making a key of the passphrase takes %u MB of memory, which are not free. Close other programs and try again."), (guint) (crypto_pwhash_MEMLIMIT_INTERACTIVE / (1024 * 1024)));

  return made ? g_strdup (hash) : NULL;
}

/**
 * crm_password_hash_verify:
 * @hash: what crm_password_hash_new() returned
 *
 * Returns: whether it was made of @passphrase; what is no hash was made of none
 */
gboolean
crm_password_hash_verify (const char *hash, const char *passphrase)
{
  char    *normal = normalize (passphrase);
  gboolean same = normal != NULL && crm_lock_start (NULL) && crypto_pwhash_str_verify (hash, normal, strlen (normal)) == 0;

  forget (normal);

  return same;
}

typedef struct
{
  char *hash; /* (owned) (nullable) */
  char *passphrase;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->hash);
  forget (self->passphrase);
  g_free (self);
}

static void
run (const char *hash, const char *passphrase, GTaskThreadFunc func, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Job *job = g_new (Job, 1);

  *job = (Job){ g_strdup (hash), g_strdup (passphrase) };
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, func);
}

static void
make (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char   *hash = crm_password_hash_new (((Job *) data)->passphrase, &error);

  if (hash != NULL)
    g_task_return_pointer (task, hash, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * crm_password_hash_new_async:
 * @callback: ends with crm_password_hash_new_finish()
 */
void
crm_password_hash_new_async (const char *passphrase, GAsyncReadyCallback callback, gpointer user_data)
{
  run (NULL, passphrase, make, crm_password_hash_new_async, callback, user_data);
}

char *
crm_password_hash_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
verify (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_boolean (task, crm_password_hash_verify (job->hash, job->passphrase));
}

/**
 * crm_password_hash_verify_async:
 * @callback: ends with crm_password_hash_verify_finish()
 */
void
crm_password_hash_verify_async (const char *hash, const char *passphrase, GAsyncReadyCallback callback, gpointer user_data)
{
  run (hash, passphrase, verify, crm_password_hash_verify_async, callback, user_data);
}

gboolean
crm_password_hash_verify_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
