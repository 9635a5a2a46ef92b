#include "config.h"

#include "crm-archive.h"

#include "crm-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>

#define BLOCK 65536

/* Sheets shrink to a fiftieth at most. What is a thousand times its size, and large, was made to fill a disk. */
#define SWELL 400
#define HARMLESS (64 * 1024 * 1024)

struct _CrmArchive
{
  char           *path;    /* (owned) */
  struct archive *archive; /* (owned) (nullable) */
  guint64         file_size;
  guint64         size; /* of the entry, unpacked, as it says */
  guint64         read; /* of it */
};

/**
 * crm_archive_new:
 * @path: a file, which is opened by crm_archive_find()
 */
CrmArchive *
crm_archive_new (const char *path)
{
  CrmArchive *self = g_new0 (CrmArchive, 1);

  self->path = g_strdup (path);

  return self;
}

static void
close_archive (CrmArchive *self)
{
  g_clear_pointer (&self->archive, archive_read_free);
  self->size = 0;
  self->read = 0;
}

void
crm_archive_free (CrmArchive *self)
{
  close_archive (self);
  g_free (self->path);
  g_free (self);
}

static gboolean
set_damaged (CrmArchive *self, GError **error)
{
  const char *reason = self->archive != NULL ? archive_error_string (self->archive) : NULL;

  /* Translators: %s is what a library says of it, in English */
  g_set_error (error, CRM_ERROR, CRM_ERROR_DAMAGED, _ ("The file cannot be unpacked; it may be damaged, or only a part of it is here. Save it again where it came from. (%s)"),
               reason != NULL ? reason : "?");

  return FALSE;
}

static gboolean
open_archive (CrmArchive *self, GError **error)
{
  struct stat info;

  close_archive (self);
  self->file_size = stat (self->path, &info) == 0 ? (guint64) info.st_size : 0;
  self->archive = archive_read_new ();
  archive_read_support_format_zip (self->archive);

  return archive_read_open_filename (self->archive, self->path, BLOCK) == ARCHIVE_OK || set_damaged (self, error);
}

/**
 * crm_archive_find:
 * @name: of an entry, with slashes
 *
 * Goes to the beginning of an entry.
 *
 * Returns: %FALSE with %CRM_ERROR_NOT_FOUND where the archive has no such entry, %CRM_ERROR_DAMAGED where it is none
 */
gboolean
crm_archive_find (CrmArchive *self, const char *name, GError **error)
{
  struct archive_entry *entry;
  int                   result;

  if (!open_archive (self, error))
    return FALSE;

  while ((result = archive_read_next_header (self->archive, &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN)
    {
      if (g_strcmp0 (archive_entry_pathname (entry), name) != 0)
        continue;
      if (archive_entry_is_encrypted (entry))
        {
          g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The file is protected with a password. Save it again without one."));
          return FALSE;
        }
      self->size = archive_entry_size_is_set (entry) ? (guint64) MAX (archive_entry_size (entry), 0) : 0;
      return TRUE;
    }
  if (result != ARCHIVE_EOF)
    return set_damaged (self, error);

  g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no “%s” in the file."), name);
  return FALSE;
}

/**
 * crm_archive_read:
 * @buffer: (out caller-allocates) (array length=size): gets what comes next of the entry
 *
 * Returns: how many bytes; 0 at the end of the entry; -1 with @error set
 */
gssize
crm_archive_read (CrmArchive *self, char *buffer, gsize size, GError **error)
{
  gssize n = archive_read_data (self->archive, buffer, size);

  if (n < 0)
    {
      set_damaged (self, error);
      return -1;
    }

  self->read += (guint64) n;

  return crm_archive_check_swelling (self, self->read, error) ? n : -1;
}

/**
 * crm_archive_check_swelling:
 * @size: bytes that came of the file
 *
 * Returns: %FALSE with %CRM_ERROR_INVALID where these are more than any honest file makes
 */
gboolean
crm_archive_check_swelling (CrmArchive *self, guint64 size, GError **error)
{
  if (size <= HARMLESS || size / SWELL <= self->file_size)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The file becomes enormous when it is unpacked, which no sheet does. It was not read any further."));
  return FALSE;
}

/**
 * crm_archive_get_position:
 *
 * Returns: how many bytes of the entry were read
 */
guint64
crm_archive_get_position (CrmArchive *self)
{
  return self->read;
}

/**
 * crm_archive_get_size:
 *
 * Returns: how many bytes the entry says it has, or 0
 */
guint64
crm_archive_get_size (CrmArchive *self)
{
  return self->size;
}
