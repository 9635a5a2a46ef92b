#include "config.h"

#include "crm-sync-lock.h"

#include "crm-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>

/* How often somebody who waits looks whether it is their turn, in milliseconds. */
#define LOOK_MS 50

struct _CrmSyncLock
{
  char *path; /* (owned): of a file that is there as long as somebody has the turn */
  int   fd;
};

/**
 * crm_sync_lock_release:
 * @self: (transfer full)
 *
 * Lets the next one have the turn.
 */
void
crm_sync_lock_release (CrmSyncLock *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    {
      g_unlink (self->path);
      g_close (self->fd, NULL);
    }
  g_free (self->path);
  g_free (self);
}

/* In the folder of this session: a file on a disk that several computers have is no different from two files. */
static char *
dup_lock_path (const char *path)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);
  g_autofree char *name = g_strconcat ("customers-sync-", hash, ".lock", NULL);

  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);

  return g_build_filename (g_get_user_runtime_dir (), name, NULL);
}

/* Whoever had the turn takes the file away, so that what was locked may be a file that nobody finds any more. */
static gboolean
try (CrmSyncLock *self)
{
  GStatBuf found;
  int      fd = g_open (self->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    return FALSE;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0 && fstat (fd, &found) == 0 && found.st_nlink > 0)
    {
      self->fd = fd;
      return TRUE;
    }
  g_close (fd, NULL);
  errno = EWOULDBLOCK;

  return FALSE;
}

static gboolean
wait_a_moment (GCancellable *cancellable, GError **error)
{
  GPollFD  poll;
  gboolean cancellable_has_one = g_cancellable_make_pollfd (cancellable, &poll);

  g_poll (&poll, cancellable_has_one ? 1 : 0, LOOK_MS);
  if (cancellable_has_one)
    g_cancellable_release_fd (cancellable);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * crm_sync_lock_acquire:
 * @path: of a customer file
 *
 * Waits until no other program, window or thread speaks with a remote of that file.
 *
 * Returns: (transfer full) (nullable): the turn
 */
CrmSyncLock *
crm_sync_lock_acquire (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmSyncLock) self = g_new0 (CrmSyncLock, 1);

  self->fd = -1;
  self->path = dup_lock_path (path);
  while (!try (self))
    {
      if (errno != EWOULDBLOCK)
        {
          g_set_error (error, CRM_ERROR, CRM_ERROR_FAILED, _ ("“%s” could not be written: %s."), self->path, g_strerror (errno));
          return NULL;
        }
      if (!wait_a_moment (cancellable, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}
