#include "config.h"

#include "crm-spool.h"

#include "crm-error.h"
#include "crm-sync-error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _CrmSpool
{
  GOutputStream parent_instance;

  int        fd;
  GChecksum *checksum; /* (owned) */
  gint64     size;
  gint64     size_max;
};

G_DEFINE_FINAL_TYPE (CrmSpool, crm_spool, G_TYPE_OUTPUT_STREAM)

static gboolean
fail (int code, GError **error)
{
  g_set_error (error, CRM_ERROR, code == ENOSPC || code == EDQUOT ? CRM_ERROR_FULL : CRM_ERROR_FAILED, _ ("A file from the server could not be kept: %s."), g_strerror (code));
  return FALSE;
}

static gssize
crm_spool_write (GOutputStream *stream, const void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  CrmSpool *self = CRM_SPOOL (stream);
  gssize    n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (self->size + (gint64) count > self->size_max)
    {
      g_set_error_literal (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_REFUSED, _ ("The file is too large to be kept here."));
      return -1;
    }
  do
    n = write (self->fd, buffer, count);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    {
      fail (errno, error);
      return -1;
    }
  g_checksum_update (self->checksum, buffer, n);
  self->size += n;

  return n;
}

static void
crm_spool_finalize (GObject *object)
{
  CrmSpool *self = CRM_SPOOL (object);

  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_checksum_free (self->checksum);

  G_OBJECT_CLASS (crm_spool_parent_class)->finalize (object);
}

static void
crm_spool_class_init (CrmSpoolClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_spool_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = crm_spool_write;
}

static void
crm_spool_init (CrmSpool *self)
{
  self->fd = -1;
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
}

/**
 * crm_spool_new:
 * @folder: that can be written to
 * @size_max: more bytes are refused with %CRM_SYNC_ERROR_REFUSED
 *
 * Returns: (transfer full) (nullable)
 */
CrmSpool *
crm_spool_new (const char *folder, gint64 size_max, GError **error)
{
  g_autoptr (CrmSpool) self = g_object_new (CRM_TYPE_SPOOL, NULL);
  g_autofree char *path = g_build_filename (folder, ".customers-XXXXXX", NULL);

  self->size_max = size_max;
  self->fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      fail (errno, error);
      return NULL;
    }
  g_unlink (path);

  return g_steal_pointer (&self);
}

/**
 * crm_spool_get_hash:
 *
 * Returns: (transfer none): the SHA-256 of what was written, in lower-case hexadecimal; nothing can be written after
 */
const char *
crm_spool_get_hash (CrmSpool *self)
{
  return g_checksum_get_string (self->checksum);
}

gint64
crm_spool_get_size (CrmSpool *self)
{
  return self->size;
}

/**
 * crm_spool_read:
 *
 * Returns: (transfer full) (nullable): what was written; ends with the spool
 */
GInputStream *
crm_spool_read (CrmSpool *self, GError **error)
{
  if (lseek (self->fd, 0, SEEK_SET) != 0)
    {
      fail (errno, error);
      return NULL;
    }

  return g_unix_input_stream_new (self->fd, FALSE);
}
