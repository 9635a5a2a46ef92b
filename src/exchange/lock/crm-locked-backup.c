/* Between the customer file and its locked copy stands a plain one for a moment: beside the file, where whoever may read it may read that, too. */

#include "config.h"

#include "crm-locked-backup.h"

#include "crm-lock.h"
#include "crm-snapshot.h"

#include <glib/gstdio.h>

static char *
dup_moment (const char *path, const char *suffix)
{
  char *moment = g_strconcat (path, suffix, NULL);

  /* One that a power cut has left. */
  g_remove (moment);

  return moment;
}

/* Reads what was written to its end, as somebody will who needs it. */
static gboolean
check (GFile *file, const char *passphrase, GError **error)
{
  g_autoptr (GInputStream) plain = crm_unlock_stream_open (file, passphrase, NULL, error);
  gssize size = 1;

  while (plain != NULL && size > 0)
    size = g_input_stream_skip (plain, 1024 * 1024, NULL, error);

  return plain != NULL && size == 0;
}

/**
 * crm_locked_backup_make:
 * @path: a customer file, which others may be writing to
 * @target: is replaced whole; with @error set it is as it was
 *
 * Locks a copy of the file as it is at one instant, and checks it.
 */
gboolean
crm_locked_backup_make (const char *path, GFile *target, const char *passphrase, GError **error)
{
  g_autofree char *moment = dup_moment (path, ".locking");
  g_autofree char *made = crm_snapshot_make (path, moment, error);
  gboolean         locked = made != NULL && crm_lock_file (made, target, passphrase, NULL, error) && check (target, passphrase, error);

  g_remove (moment);

  return locked;
}

/**
 * crm_locked_backup_restore:
 * @locked: of crm_locked_backup_make()
 * @target: where the customer file is to be, which nobody has open; one that is there is kept as a snapshot first
 */
gboolean
crm_locked_backup_restore (const char *locked, const char *target, const char *passphrase, GError **error)
{
  g_autofree char *moment = dup_moment (target, ".unlocking");
  g_autoptr (GFile) file = g_file_new_for_path (moment);
  gboolean restored = crm_unlock_file (locked, file, passphrase, NULL, error) && crm_snapshot_restore (moment, target, error);

  g_remove (moment);

  return restored;
}
