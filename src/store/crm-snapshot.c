#include "config.h"

#include "crm-snapshot.h"

#include "crm-clock.h"
#include "crm-error.h"
#include "crm-schema.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* A name nobody has: two snapshots of one second must not become one. */
static char *
make_name (const char *path, GError **error)
{
  g_autofree char *folder = g_strconcat (path, ".snapshots", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (crm_clock_now () / G_USEC_PER_SEC);
  g_autofree char *name = g_date_time_format (now, "%Y-%m-%dT%H%M%SZ");

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY, _ ("The folder “%s” cannot be made: %s."), folder, g_strerror (errno));
      return NULL;
    }

  for (guint i = 1;; i++)
    {
      g_autofree char *file = i == 1 ? g_strconcat (name, ".crm", NULL) : g_strdup_printf ("%s-%u.crm", name, i);
      g_autofree char *full = g_build_filename (folder, file, NULL);

      if (!g_file_test (full, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&full);
    }
}

/* A copy is worth something once it has been opened and read. */
static gboolean
check_copy (const char *path, GError **error)
{
  g_autoptr (CrmConnection) connection = crm_connection_open (path, CRM_CONNECTION_WRITE, error);
  g_autoptr (CrmStatement) statement = NULL;
  int version;

  if (connection == NULL || !crm_schema_check (connection, &version, error))
    return FALSE;

  statement = crm_connection_prepare (connection, "PRAGMA quick_check (1)");
  if (crm_statement_step (statement, error) && g_strcmp0 (crm_statement_get_text (statement, 0), "ok") == 0)
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error (error, CRM_ERROR, CRM_ERROR_DAMAGED, _ ("The copy “%s” cannot be read back, so it was not kept."), path);
  return FALSE;
}

static gboolean
copy (const char *from, const char *to, GError **error)
{
  g_autofree char *part = g_strconcat (to, ".part", NULL);
  g_autofree char *wal = g_strconcat (part, "-wal", NULL);
  g_autofree char *shm = g_strconcat (part, "-shm", NULL);
  g_autoptr (CrmConnection) connection = crm_connection_open (from, CRM_CONNECTION_WRITE, error);
  int      version;
  gboolean ok;

  if (connection == NULL || !crm_schema_check (connection, &version, error))
    return FALSE;

  g_unlink (part);
  ok = crm_connection_backup_to (connection, part, error) && check_copy (part, error);
  if (ok && g_rename (part, to) != 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY, _ ("“%s” cannot be written: %s."), to, g_strerror (errno));
      ok = FALSE;
    }
  g_unlink (part);
  g_unlink (wal);
  g_unlink (shm);

  return ok;
}

/**
 * crm_snapshot_make:
 * @path: a customer file, which others may be writing to
 * @target: (nullable): where to; %NULL for a name of the moment in PATH.snapshots
 *
 * Copies the file as it is at one instant, and checks the copy.
 *
 * Returns: (transfer full) (nullable): the snapshot's path
 */
char *
crm_snapshot_make (const char *path, const char *target, GError **error)
{
  g_autofree char *to = target != NULL ? g_strdup (target) : make_name (path, error);

  if (to == NULL || !copy (path, to, error))
    return NULL;

  return g_steal_pointer (&to);
}

/**
 * crm_snapshot_copy:
 * @path: a customer file that nobody writes to
 *
 * Copies the bytes of the file as they are, sound or not, into PATH.snapshots.
 *
 * Returns: (transfer full) (nullable): the copy's path
 */
char *
crm_snapshot_copy (const char *path, GError **error)
{
  g_autofree char *to = make_name (path, error);
  g_autoptr (CrmConnection) connection = to != NULL ? crm_connection_open (path, CRM_CONNECTION_WRITE, error) : NULL;
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) copied = NULL;

  /* What waits in the log is part of it. */
  if (connection == NULL || !crm_connection_exec (connection, "PRAGMA wal_checkpoint (TRUNCATE)", error))
    return NULL;
  copied = g_file_new_for_path (to);
  if (!g_file_copy (from, copied, G_FILE_COPY_NONE, NULL, NULL, NULL, error))
    return NULL;

  return g_steal_pointer (&to);
}

/**
 * crm_snapshot_restore:
 * @snapshot: a snapshot
 * @target: where the customer file is to be; a file that is there is kept beside it as a snapshot first
 *
 * Puts a snapshot in the place of a customer file.
 */
gboolean
crm_snapshot_restore (const char *snapshot, const char *target, GError **error)
{
  g_autofree char *wal = g_strconcat (target, "-wal", NULL);
  g_autofree char *shm = g_strconcat (target, "-shm", NULL);

  if (!g_file_test (snapshot, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no file “%s”."), snapshot);
      return FALSE;
    }
  if (g_file_test (target, G_FILE_TEST_EXISTS))
    {
      g_autofree char *kept = make_name (target, error);

      /* A damaged file cannot be copied as a database: it is moved as it is, so that nothing is lost either way. */
      if (kept == NULL)
        return FALSE;
      if (!copy (target, kept, NULL) && g_rename (target, kept) != 0)
        {
          g_set_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY, _ ("“%s” cannot be set aside: %s."), target, g_strerror (errno));
          return FALSE;
        }
      g_unlink (target);
      g_unlink (wal);
      g_unlink (shm);
    }

  return copy (snapshot, target, error);
}
