/* What SQLite's codes mean to people, in sentences that say what happened, why, and what to do. */

#include "config.h"

#include "crm-sqlite-error.h"

#include "crm-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sqlite3.h>

static CrmError
classify (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return CRM_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return CRM_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return CRM_ERROR_BUSY;
    case SQLITE_NOTADB:
      return CRM_ERROR_NOT_OURS;
    case SQLITE_CORRUPT:
      return CRM_ERROR_DAMAGED;
    default:
      return CRM_ERROR_FAILED;
    }
}

/* A disk that is over its quota, or whose files may be no larger, answers otherwise than a full one. */
static gboolean
is_refused_write (int code)
{
  return code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC || code == SQLITE_IOERR_TRUNCATE || code == SQLITE_IOERR_SHMSIZE;
}

static char *
explain (int code, CrmError kind, const char *path, const char *message)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (is_refused_write (code))
    return g_strdup_printf (_ ("The disk refused to write to “%s”: it may be full, over its quota or failing. Nothing was changed. Free some space or copy the file elsewhere, and try again."), name);

  switch (kind)
    {
    case CRM_ERROR_FULL:
      return g_strdup_printf (_ ("The disk is full, so nothing was written to “%s”. Free some space and try again."), name);
    case CRM_ERROR_READ_ONLY:
      return g_strdup_printf (_ ("“%s” cannot be written: the file or its folder is read-only. Change its permissions or copy it elsewhere."), name);
    case CRM_ERROR_BUSY:
      return g_strdup_printf (_ ("Another program is writing to “%s” and has not finished. Try again in a moment."), name);
    case CRM_ERROR_NOT_OURS:
      return g_strdup_printf (_ ("“%s” is not a Customers file."), name);
    case CRM_ERROR_DAMAGED:
      return g_strdup_printf (_ ("“%s” is damaged and cannot be read whole. Restore a snapshot; the damaged file is left as it is."), name);
    case CRM_ERROR_FAILED:
    case CRM_ERROR_NOT_FOUND:
    case CRM_ERROR_INVALID:
    case CRM_ERROR_NEWER:
    case CRM_ERROR_CONFLICT:
    case CRM_ERROR_USAGE:
    default:
      return g_strdup_printf (_ ("“%s” could not be used: %s."), name, message);
    }
}

/**
 * crm_sqlite_set_error:
 * @code: SQLite's, extended or not
 * @path: of the file
 * @message: SQLite's own words, for what has none of ours
 *
 * Sets @error to %CRM_ERROR, or to %G_IO_ERROR_CANCELLED where a statement was interrupted.
 */
void
crm_sqlite_set_error (int code, const char *path, const char *message, GError **error)
{
  CrmError         kind = classify (code);
  g_autofree char *text = NULL;

  if ((code & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
      return;
    }

  text = explain (code, kind, path, message);
  g_set_error_literal (error, CRM_ERROR, kind, text);
}
