#include "config.h"

#include "crm-lock-private.h"

#include "crm-error.h"
#include "crm-whole-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const CrmLockCost crm_lock_usual_cost = { crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE / 1024 };

/* What a file of somebody else's may make this computer do. */
#define PASSES_MOST 16
#define MEMORY_MOST (1024 * 1024)

/* Fewer letters are guessed however dear a guess is. */
#define LETTERS_LEAST 10

#define COPY_SIZE (256 * 1024)

/* Of libsodium; on any thread, as often as one likes. */
gboolean
crm_lock_start (GError **error)
{
  if (sodium_init () >= 0)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_FAILED, _ ("Nothing can be locked or unlocked on this computer: it gives no random numbers."));
  return FALSE;
}

void
crm_lock_head_init (CrmLockHead *self, const CrmLockCost *cost)
{
  guint32 passes = GUINT32_TO_LE (cost->passes);
  guint32 memory = GUINT32_TO_LE (cost->memory);

  self->cost = *cost;
  randombytes_buf (self->salt, sizeof self->salt);
  memcpy (self->bytes, CRM_LOCK_MAGIC, CRM_LOCK_MAGIC_SIZE);
  memcpy (self->bytes + CRM_LOCK_MAGIC_SIZE, &passes, 4);
  memcpy (self->bytes + CRM_LOCK_MAGIC_SIZE + 4, &memory, 4);
  memcpy (self->bytes + CRM_LOCK_MAGIC_SIZE + 8, self->salt, sizeof self->salt);
}

static gboolean
check_head (const CrmLockHead *self, gsize size, GError **error)
{
  if (size < CRM_LOCK_MAGIC_SIZE || memcmp (self->bytes, CRM_LOCK_MAGIC, CRM_LOCK_MAGIC_SIZE - 1) != 0)
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_OURS, _ ("This is no file that Customers has locked."));
  else if (self->bytes[CRM_LOCK_MAGIC_SIZE - 1] != CRM_LOCK_MAGIC[CRM_LOCK_MAGIC_SIZE - 1])
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NEWER, _ ("A newer version of Customers has locked this file. Unlock it with that one."));
  else if (size < CRM_LOCK_HEAD_SIZE)
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_DAMAGED, _ ("The locked file is cut off. Use another copy of it."));
  else if (self->cost.passes < crypto_pwhash_OPSLIMIT_MIN || self->cost.passes > PASSES_MOST || self->cost.memory < crypto_pwhash_MEMLIMIT_MIN / 1024 || self->cost.memory > MEMORY_MOST)
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_DAMAGED, _ ("The locked file asks for more work than any of ours does. It is damaged, or was made to do harm."));
  else
    return TRUE;

  return FALSE;
}

gboolean
crm_lock_head_read (CrmLockHead *self, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  gsize   size;
  guint32 numbers[2] = { 0 };

  memset (self, 0, sizeof *self);
  if (!g_input_stream_read_all (stream, self->bytes, sizeof self->bytes, &size, cancellable, error))
    return FALSE;

  memcpy (numbers, self->bytes + CRM_LOCK_MAGIC_SIZE, sizeof numbers);
  self->cost = (CrmLockCost){ GUINT32_FROM_LE (numbers[0]), GUINT32_FROM_LE (numbers[1]) };
  memcpy (self->salt, self->bytes + CRM_LOCK_MAGIC_SIZE + 8, sizeof self->salt);

  return check_head (self, size, error);
}

/* The same letters typed on another keyboard are the same passphrase. */
gboolean
crm_lock_head_make_key (const CrmLockHead *self, const char *passphrase, guint8 *key, GError **error)
{
  char    *normal = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFKC);
  gboolean made = normal != NULL && crypto_pwhash (key, crypto_secretstream_xchacha20poly1305_KEYBYTES, normal, strlen (normal), self->salt, self->cost.passes, (gsize) self->cost.memory * 1024,
                                                   crypto_pwhash_ALG_ARGON2ID13) == 0;

  if (normal != NULL)
    sodium_memzero (normal, strlen (normal));
  g_free (normal);
  if (!made)
    g_set_error (error, CRM_ERROR, CRM_ERROR_FAILED, _ ("Making a key of the passphrase takes %u MB of memory, which are not free. Close other programs and try again."), self->cost.memory / 1024);

  return made;
}

/**
 * crm_lock_is_locked:
 *
 * Returns: whether the file at @path is one that was locked, by its first bytes
 */
gboolean
crm_lock_is_locked (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char  bytes[CRM_LOCK_MAGIC_SIZE - 1];
  gsize size;

  return stream != NULL && g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, sizeof bytes, &size, NULL, NULL) && size == sizeof bytes && memcmp (bytes, CRM_LOCK_MAGIC, size) == 0;
}

/**
 * crm_lock_check_passphrase:
 *
 * Returns: whether it is worth locking something with; %CRM_ERROR_INVALID in words otherwise
 */
gboolean
crm_lock_check_passphrase (const char *passphrase, GError **error)
{
  if (passphrase != NULL && g_utf8_validate (passphrase, -1, NULL) && g_utf8_strlen (passphrase, -1) >= LETTERS_LEAST)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A passphrase has at least ten letters. Four or five words that have nothing to do with one another are easy to keep in mind and hard to guess."));
  return FALSE;
}

/* A copy whose end is the end of what was read. */
static gboolean
copy (GInputStream *from, GOutputStream *to, GCancellable *cancellable, GError **error)
{
  g_autofree char *buffer = g_malloc (COPY_SIZE);
  gssize           size;

  while ((size = g_input_stream_read (from, buffer, COPY_SIZE, cancellable, error)) > 0)
    {
      if (!g_output_stream_write_all (to, buffer, (gsize) size, NULL, cancellable, error))
        break;
    }
  sodium_memzero (buffer, COPY_SIZE);

  return size == 0;
}

typedef struct
{
  const char *from;
  const char *passphrase;
} Job;

static gboolean
lock_func (GOutputStream *stream, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const Job *job = user_data;
  g_autoptr (GFile) file = g_file_new_for_path (job->from);
  g_autoptr (GFileInputStream) from = g_file_read (file, cancellable, error);
  g_autoptr (GOutputStream) locked = from != NULL ? crm_lock_stream_new (stream, job->passphrase, &crm_lock_usual_cost, error) : NULL;

  return locked != NULL && copy (G_INPUT_STREAM (from), locked, cancellable, error) && crm_lock_stream_finish (locked, cancellable, error);
}

static gboolean
unlock_func (GOutputStream *stream, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const Job *job = user_data;
  g_autoptr (GFile) file = g_file_new_for_path (job->from);
  g_autoptr (GInputStream) plain = crm_unlock_stream_open (file, job->passphrase, cancellable, error);

  return plain != NULL && copy (plain, stream, cancellable, error);
}

/**
 * crm_lock_file:
 * @from: any file
 * @to: is replaced whole; with @error set it is as it was
 *
 * Not on the main thread: making the key alone takes half a second.
 */
gboolean
crm_lock_file (const char *from, GFile *to, const char *passphrase, GCancellable *cancellable, GError **error)
{
  Job job = { from, passphrase };

  return crm_whole_file_write (to, from, lock_func, &job, cancellable, error);
}

/**
 * crm_unlock_file:
 * @from: a file that was locked
 * @to: is replaced whole, once all of @from has proved right; with @error set it is as it was
 *
 * Not on the main thread. A wrong passphrase is %CRM_ERROR_INVALID, a file that was cut off or changed %CRM_ERROR_DAMAGED.
 */
gboolean
crm_unlock_file (const char *from, GFile *to, const char *passphrase, GCancellable *cancellable, GError **error)
{
  Job job = { from, passphrase };

  return crm_whole_file_write (to, from, unlock_func, &job, cancellable, error);
}
