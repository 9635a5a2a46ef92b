/* Bytes that come and go a piece at a time, by SQLite's incremental I/O: a file may be larger than anybody wants in memory.
 * https://www.sqlite.org/c3ref/blob_open.html */

#include "config.h"

#include "crm-connection-private.h"
#include "crm-content.h"
#include "crm-error.h"

#include <glib/gi18n-lib.h>

#define PIECE (256 * 1024)

#define CRM_TYPE_CONTENT_STREAM (crm_content_stream_get_type ())

G_DECLARE_FINAL_TYPE (CrmContentStream, crm_content_stream, CRM, CONTENT_STREAM, GInputStream)

struct _CrmContentStream
{
  GInputStream parent_instance;

  sqlite3_blob *blob; /* (owned) */
  int           place;
};

G_DEFINE_FINAL_TYPE (CrmContentStream, crm_content_stream, G_TYPE_INPUT_STREAM)

static gssize
crm_content_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  CrmContentStream *self = CRM_CONTENT_STREAM (stream);
  int               n = (int) MIN (count, (gsize) (sqlite3_blob_bytes (self->blob) - self->place));

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (sqlite3_blob_read (self->blob, buffer, n, self->place) != SQLITE_OK)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_DAMAGED, _ ("A file within the customer file could not be read."));
      return -1;
    }
  self->place += n;

  return n;
}

static void
crm_content_stream_finalize (GObject *object)
{
  sqlite3_blob_close (CRM_CONTENT_STREAM (object)->blob);

  G_OBJECT_CLASS (crm_content_stream_parent_class)->finalize (object);
}

static void
crm_content_stream_class_init (CrmContentStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_content_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = crm_content_stream_read;
}

static void
crm_content_stream_init (CrmContentStream *self)
{
}

static gint64
find_row (CrmConnection *connection, const char *hash, char **mime)
{
  g_autoptr (CrmStatement) row = crm_connection_prepare (connection, "SELECT rowid, mime FROM content WHERE hash = ?1");

  crm_statement_bind_text_at (row, 1, hash);
  if (!crm_statement_step (row, NULL))
    return 0;
  if (mime != NULL)
    *mime = g_strdup (crm_statement_get_text (row, 1));

  return crm_statement_get_int (row, 0);
}

static sqlite3_blob *
open_blob (CrmConnection *connection, gint64 row, gboolean write, GError **error)
{
  sqlite3_blob *blob = NULL;

  if (sqlite3_blob_open (connection->db, "main", "content", "bytes", row, write, &blob) == SQLITE_OK)
    return blob;

  sqlite3_blob_close (blob);
  crm_connection_set_failed (connection, "open a file", error);
  return NULL;
}

/**
 * crm_content_open:
 * @mime: (out) (transfer full) (nullable): its media type
 * @size: (out): in bytes
 *
 * Returns: (transfer full) (nullable): the bytes, to be read in the thread of @connection and before that is closed
 */
GInputStream *
crm_content_open (CrmConnection *connection, const char *hash, char **mime, gint64 *size, GError **error)
{
  gint64            row = find_row (connection, hash, mime);
  sqlite3_blob     *blob;
  CrmContentStream *self;

  if (row == 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("That file is not in the customer file any more."));
      return NULL;
    }
  blob = open_blob (connection, row, FALSE, error);
  if (blob == NULL)
    return NULL;

  self = g_object_new (CRM_TYPE_CONTENT_STREAM, NULL);
  self->blob = blob;
  *size = sqlite3_blob_bytes (blob);

  return G_INPUT_STREAM (self);
}

static gboolean
make_room (CrmConnection *connection, const char *hash, const char *mime, gint64 size, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT INTO content (hash, size, mime, bytes) VALUES (?1, ?2, ?3, zeroblob (?2))");

  crm_statement_bind_text_at (statement, 1, hash);
  crm_statement_bind_int_at (statement, 2, size);
  crm_statement_bind_text_at (statement, 3, mime);

  return crm_statement_run (statement, error);
}

static gboolean
fill (CrmConnection *connection, sqlite3_blob *blob, GInputStream *bytes, GCancellable *cancellable, GError **error)
{
  g_autofree char *piece = g_malloc (PIECE);
  int              total = sqlite3_blob_bytes (blob);
  gsize            n;

  for (int place = 0; place < total; place += (int) n)
    {
      if (!g_input_stream_read_all (bytes, piece, MIN (PIECE, (gsize) (total - place)), &n, cancellable, error))
        return FALSE;
      if (n == 0)
        {
          g_set_error_literal (error, CRM_ERROR, CRM_ERROR_FAILED, _ ("A file ended before its end."));
          return FALSE;
        }
      if (sqlite3_blob_write (blob, piece, (int) n, place) != SQLITE_OK)
        return crm_connection_set_failed (connection, "keep a file", error);
    }

  return TRUE;
}

/**
 * crm_content_add_stream:
 * @hash: of what is in @bytes: whoever calls has seen it
 * @mime: (nullable): its media type
 * @size: in bytes
 *
 * As crm_content_add(), a piece at a time; within a transaction.
 */
gboolean
crm_content_add_stream (CrmConnection *connection, const char *hash, const char *mime, GInputStream *bytes, gint64 size, GCancellable *cancellable, GError **error)
{
  sqlite3_blob *blob;
  gboolean      ok;

  if (crm_content_has (connection, hash))
    return TRUE;
  if (!make_room (connection, hash, mime, size, error))
    return FALSE;
  blob = open_blob (connection, find_row (connection, hash, NULL), TRUE, error);
  if (blob == NULL)
    return FALSE;
  ok = fill (connection, blob, bytes, cancellable, error);
  sqlite3_blob_close (blob);

  return ok;
}
