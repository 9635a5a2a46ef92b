#include "config.h"

#include "crm-sheet-stream.h"

#include "crm-error.h"
#include "crm-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows are gathered up to here. */
#define CHUNK 65536

struct _CrmSheetStream
{
  GInputStream parent_instance;

  CrmWorkbook *book; /* (owned) */
  CrmSheetRows rows;
  GString     *csv; /* (owned): what is read and not yet taken, from @begin on */
  gsize        begin;
  gboolean     at_end;
};

static void seekable_init (GSeekableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmSheetStream, crm_sheet_stream, G_TYPE_INPUT_STREAM, G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE, seekable_init))

static goffset
tell (GSeekable *seekable)
{
  return (goffset) crm_archive_get_position (CRM_SHEET_STREAM (seekable)->rows.archive);
}

static gboolean
cannot (GSeekable *seekable)
{
  return FALSE;
}

static gboolean
seek (GSeekable *seekable, goffset offset, GSeekType type, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "a sheet is read forward");

  return FALSE;
}

static gboolean
truncate_fn (GSeekable *seekable, goffset offset, GCancellable *cancellable, GError **error)
{
  return seek (seekable, offset, G_SEEK_SET, cancellable, error);
}

static void
seekable_init (GSeekableIface *iface)
{
  iface->tell = tell;
  iface->can_seek = cannot;
  iface->seek = seek;
  iface->can_truncate = cannot;
  iface->truncate_fn = truncate_fn;
}

static gboolean
read_rows (CrmSheetStream *self, GError **error)
{
  g_string_truncate (self->csv, 0);
  self->begin = 0;
  while (!self->at_end && self->csv->len < CHUNK)
    {
      self->at_end = !(self->book->kind == CRM_WORKBOOK_ODS ? crm_sheet_rows_next_ods (&self->rows, self->csv) : crm_sheet_rows_next_xlsx (&self->rows, self->csv));
      if (!crm_xml_finish (self->rows.xml, error) || !crm_archive_check_swelling (self->rows.archive, self->rows.written + self->csv->len, error))
        return FALSE;
    }
  self->rows.written += self->csv->len;

  return TRUE;
}

static gssize
crm_sheet_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  CrmSheetStream *self = CRM_SHEET_STREAM (stream);
  gsize           n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || (self->begin == self->csv->len && !read_rows (self, error)))
    return -1;

  n = MIN (count, self->csv->len - self->begin);
  memcpy (buffer, self->csv->str + self->begin, n);
  self->begin += n;

  return (gssize) n;
}

static void
crm_sheet_stream_finalize (GObject *object)
{
  CrmSheetStream *self = CRM_SHEET_STREAM (object);

  g_clear_pointer (&self->rows.xml, crm_xml_free);
  g_clear_pointer (&self->rows.archive, crm_archive_free);
  g_string_free (self->rows.text, TRUE);
  g_string_free (self->rows.line, TRUE);
  g_string_free (self->csv, TRUE);
  g_clear_pointer (&self->book, crm_workbook_unref);

  G_OBJECT_CLASS (crm_sheet_stream_parent_class)->finalize (object);
}

static void
crm_sheet_stream_class_init (CrmSheetStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_sheet_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = crm_sheet_stream_read;
}

static void
crm_sheet_stream_init (CrmSheetStream *self)
{
  self->csv = g_string_new (NULL);
  self->rows.text = g_string_new (NULL);
  self->rows.line = g_string_new (NULL);
}

/* Those before it in its entry are passed over. */
static gboolean
go_to_sheet (CrmSheetStream *self, guint place, GError **error)
{
  gboolean more = crm_xml_next (self->rows.xml);

  while (more && !(crm_xml_begins (self->rows.xml, "table") && place == 0))
    {
      if (crm_xml_begins (self->rows.xml, "table"))
        {
          place--;
          more = crm_xml_skip (self->rows.xml);
        }
      else
        {
          more = crm_xml_next (self->rows.xml);
        }
    }

  return crm_xml_finish (self->rows.xml, error);
}

/**
 * crm_sheet_stream_new:
 * @sheet: the number of the sheet, from 0
 *
 * Returns: (transfer full) (nullable): the sheet, or %NULL with @error set
 */
CrmSheetStream *
crm_sheet_stream_new (CrmWorkbook *book, guint sheet, GError **error)
{
  g_autoptr (CrmSheetStream) self = g_object_new (CRM_TYPE_SHEET_STREAM, NULL);
  const CrmSheet *which = g_ptr_array_index (book->sheets, sheet);

  self->book = crm_workbook_ref (book);
  self->rows.book = book;
  self->rows.archive = crm_archive_new (book->path);
  self->rows.xml = crm_xml_open (self->rows.archive, which->entry, error);
  if (self->rows.xml == NULL || (book->kind == CRM_WORKBOOK_ODS && !go_to_sheet (self, which->place, error)))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * crm_sheet_stream_get_size:
 *
 * Returns: how far g_seekable_tell() will come, about
 */
guint64
crm_sheet_stream_get_size (CrmSheetStream *self)
{
  return crm_archive_get_size (self->rows.archive);
}
