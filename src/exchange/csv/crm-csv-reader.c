/* Reads a CSV file row by row in constant memory.
 *
 * One buffer holds at least one whole record; a row's cells point into it, ended in place, so nothing is allocated a row.
 * It starts at a quarter of a megabyte and grows to RECORD_MAX at most. A row that cannot be read is an error of that row
 * alone: see crm_csv_reader_next(). Not thread-safe; blocking, so meant for a worker.
 */

#include "config.h"

#include "crm-csv-reader.h"

#include "crm-csv-dialect.h"
#include "crm-csv-scan.h"
#include "crm-error.h"
#include "crm-text-stream.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUFFER_SIZE (256 * 1024)
#define RECORD_MAX (16 * 1024 * 1024)

struct _CrmCsvReader
{
  GObject parent_instance;

  CrmTextStream *text;   /* (owned) */
  GSeekable     *source; /* (owned) (nullable): whose place tells how much was read */
  guint64        size;
  gboolean       record_a_line;
  CrmCsvDialect  dialect;
  CrmCsvScan    *scan;     /* (owned) */
  GStrv          header;   /* (owned) (nullable) */
  CrmProblems   *problems; /* (owned) */

  char    *buffer; /* (owned): one byte longer than its capacity, for the scanner */
  gsize    capacity;
  gsize    begin; /* of the next record */
  gsize    end;
  gboolean at_end;
  guint64  line; /* of the next record */

  CrmCsvRow   row;
  const char *fields[CRM_CSV_COLUMNS_MAX];
  gsize       lengths[CRM_CSV_COLUMNS_MAX];
};

G_DEFINE_FINAL_TYPE (CrmCsvReader, crm_csv_reader, G_TYPE_OBJECT)

typedef enum
{
  FOUND,
  NOTHING_LEFT,
  FAILED,
} Found;

static gboolean
read_more (CrmCsvReader *self, GError **error)
{
  while (!self->at_end && self->end < self->capacity)
    {
      gssize n = g_input_stream_read (G_INPUT_STREAM (self->text), self->buffer + self->end, self->capacity - self->end, NULL, error);

      if (n < 0)
        return FALSE;
      self->at_end = n == 0;
      self->end += (gsize) n;
    }

  return TRUE;
}

static gsize
shifted (gsize offset, gsize by)
{
  return offset == G_MAXSIZE ? offset : offset > by ? offset - by
                                                    : 0;
}

/* Drops what has been read, and moves the scanner's memory along. */
static void
compact (CrmCsvReader *self)
{
  memmove (self->buffer, self->buffer + self->begin, self->end - self->begin);
  self->scan->literal_from = shifted (self->scan->literal_from, self->begin);
  self->scan->no_close_before = shifted (self->scan->no_close_before, self->begin);
  self->end -= self->begin;
  self->begin = 0;
}

static guint64
count_lines (const char *text, gsize length)
{
  guint64     lines = 0;
  const char *end = text + length;

  while (text < end && (text = memchr (text, '\n', (gsize) (end - text))) != NULL)
    {
      lines++;
      text++;
    }

  return lines;
}

/* Gives up a record that is too long to hold: all of it that was looked at, and on to the end of the line. */
static Found
skip_record (CrmCsvReader *self, GError **error)
{
  guint64 line = self->line;

  for (;;)
    {
      char *newline;

      self->line += count_lines (self->buffer, self->end);
      self->begin = self->end = 0;
      if (!read_more (self, error))
        return FAILED;
      newline = memchr (self->buffer, '\n', self->end);
      if (newline != NULL)
        {
          self->begin = (gsize) (newline + 1 - self->buffer);
          self->line++;
          break;
        }
      if (self->end == 0)
        break;
    }

  self->scan->literal_from = G_MAXSIZE;
  self->scan->no_close_before = 0;
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID,
               _ ("The row on line %lu is longer than 16 MB and was skipped. Look for a missing line end or quotation mark there."), (gulong) line);

  return FAILED;
}

static Found
read_longer (CrmCsvReader *self, GError **error)
{
  if (self->begin > 0)
    compact (self);
  else if (self->end == self->capacity && self->capacity == RECORD_MAX)
    return skip_record (self, error);
  else if (self->end == self->capacity)
    {
      self->capacity = MIN (2 * self->capacity, RECORD_MAX);
      self->buffer = g_realloc (self->buffer, self->capacity + 1);
    }

  return read_more (self, error) ? FOUND : FAILED;
}

static void
note_unclosed (CrmCsvReader *self)
{
  crm_problems_add (self->problems, self->line + self->scan->quote_line,
                    _ ("A quotation mark opens here and never closes; it was read as part of the text."));
}

static void
note_strays (CrmCsvReader *self)
{
  crm_problems_add (self->problems, self->line,
                    _ ("A quotation mark inside a cell is not doubled; it was read as part of the text."));
}

static guint64
count_lines_of_record (CrmCsvReader *self)
{
  return self->record_a_line ? 1 : self->scan->lines;
}

/* Leaves the next record that is not an empty line in @self->scan. */
static Found
find_record (CrmCsvReader *self, GError **error)
{
  for (;;)
    {
      CrmCsvScanResult result = CRM_CSV_SCAN_MORE;

      if (self->begin == self->end && self->at_end)
        return NOTHING_LEFT;
      if (self->begin < self->end)
        result = crm_csv_scan_record (self->scan, self->buffer, self->end, self->begin, self->at_end);

      if (result == CRM_CSV_SCAN_MORE)
        {
          if (read_longer (self, error) == FAILED)
            return FAILED;
        }
      else if (result == CRM_CSV_SCAN_UNCLOSED)
        {
          note_unclosed (self);
          self->scan->literal_from = self->scan->quote;
        }
      else
        {
          self->begin = self->scan->next;
          self->scan->literal_from = G_MAXSIZE;
          if (!crm_csv_scan_is_blank (self->scan))
            return FOUND;
          self->line += count_lines_of_record (self);
        }
    }
}

static gboolean
check_record (CrmCsvReader *self, guint64 line, GError **error)
{
  const CrmCsvScan *scan = self->scan;

  if (scan->n_fields > CRM_CSV_COLUMNS_MAX)
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID,
                 _ ("The row on line %lu has %u columns; at most %u can be read."),
                 (gulong) line, (guint) MIN (scan->n_fields, G_MAXUINT), CRM_CSV_COLUMNS_MAX);
  else if (scan->longest > CRM_CSV_FIELD_MAX)
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID,
                 _ ("The row on line %lu has a cell longer than 1 MB, which cannot be read."), (gulong) line);
  else
    return TRUE;

  return FALSE;
}

static void
fill_row (CrmCsvReader *self, guint64 line)
{
  const CrmCsvScan *scan = self->scan;

  for (gsize i = 0; i < scan->n_fields; i++)
    {
      const CrmCsvSpan *span = &scan->spans[i];
      gsize             length = span->end - span->begin;

      if (G_UNLIKELY (span->escaped))
        length = crm_csv_scan_unescape (scan, self->buffer, span);
      self->buffer[span->begin + length] = '\0';
      self->fields[i] = self->buffer + span->begin;
      self->lengths[i] = length;
    }
  self->row = (CrmCsvRow){ self->fields, self->lengths, scan->n_fields, line };
}

/* Without a header the first row counts as a row. */
static gboolean
read_header (CrmCsvReader *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const CrmCsvRow *row;

  row = crm_csv_reader_next (self, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (row == NULL)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The file holds no rows. Export it again from where it came from."));
      return FALSE;
    }

  self->header = g_new0 (char *, row->n_fields + 1);
  for (gsize i = 0; i < row->n_fields; i++)
    self->header[i] = g_strstrip (g_strndup (row->fields[i], row->lengths[i]));

  return TRUE;
}

static gboolean
has_rows (CrmCsvReader *self)
{
  for (gsize i = self->begin; i < self->end; i++)
    if (self->buffer[i] != '\n' && self->buffer[i] != '\r')
      return TRUE;

  return !self->at_end;
}

static gboolean
start (CrmCsvReader *self, GInputStream *stream, const CrmCsvOptions *options, GError **error)
{
  char delimiters[2] = { 0 };

  self->record_a_line = options->record_a_line;
  if (self->record_a_line && G_IS_SEEKABLE (stream))
    self->source = G_SEEKABLE (g_object_ref (stream));
  self->text = crm_text_stream_new (stream, options->charset, CRM_TEXT_DECODE, NULL, error);
  if (self->text == NULL || !read_more (self, error))
    return FALSE;

  crm_csv_dialect_guess (&self->dialect, self->buffer, self->end, self->at_end, options->delimiter,
                         options->header == CRM_CSV_HEADER_NO);
  delimiters[0] = self->dialect.delimiter;
  crm_csv_scan_init (self->scan, delimiters, self->dialect.backslash);
  self->begin = self->dialect.begin;
  self->line = self->dialect.line;
  self->dialect.has_header |= options->header == CRM_CSV_HEADER_YES;

  return (!self->dialect.has_header && has_rows (self)) || read_header (self, error);
}

static void
crm_csv_reader_finalize (GObject *object)
{
  CrmCsvReader *self = CRM_CSV_READER (object);

  g_clear_object (&self->text);
  g_clear_object (&self->source);
  g_free (self->scan);
  g_strfreev (self->header);
  g_free (self->buffer);
  crm_problems_free (self->problems);

  G_OBJECT_CLASS (crm_csv_reader_parent_class)->finalize (object);
}

static void
crm_csv_reader_class_init (CrmCsvReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_csv_reader_finalize;
}

static void
crm_csv_reader_init (CrmCsvReader *self)
{
  self->scan = g_new0 (CrmCsvScan, 1);
  self->problems = crm_problems_new ();
  self->capacity = BUFFER_SIZE;
  self->buffer = g_malloc (self->capacity + 1);
}

/**
 * crm_csv_reader_new_for_stream:
 * @stream: the bytes of a CSV file, in any encoding
 * @options: (nullable): what a person said about the file
 *
 * Reads the beginning of @stream and finds out how it is written.
 *
 * Returns: (transfer full): a reader; %NULL with %CRM_ERROR_INVALID if the file is empty, is plainly not text, or has a
 * header wider than 2,000 columns, or with the error of reading
 */
CrmCsvReader *
crm_csv_reader_new_for_stream (GInputStream *stream, const CrmCsvOptions *options, GError **error)
{
  static const CrmCsvOptions none = { 0 };
  g_autoptr (CrmCsvReader) self = g_object_new (CRM_TYPE_CSV_READER, NULL);

  if (!start (self, stream, options != NULL ? options : &none, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * crm_csv_reader_new_for_path:
 * @path: a file
 * @options: (nullable): what a person said about the file
 *
 * As crm_csv_reader_new_for_stream(), and knows the size of the file.
 *
 * Returns: (transfer full): a reader, or %NULL with an error
 */
CrmCsvReader *
crm_csv_reader_new_for_path (const char *path, const CrmCsvOptions *options, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GFileInfo) info = NULL;
  CrmCsvReader *self;

  if (stream == NULL)
    return NULL;

  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  self = crm_csv_reader_new_for_stream (G_INPUT_STREAM (stream), options, error);
  if (self != NULL && info != NULL)
    self->size = (guint64) g_file_info_get_size (info);

  return self;
}

/**
 * crm_csv_reader_next:
 *
 * Reads a row. One that cannot be read gives %CRM_ERROR_INVALID, naming its line, and the call after it goes on with the
 * row that follows; any other error means that the file cannot be read any further.
 *
 * Returns: (transfer none) (nullable): the row, valid until the next call; %NULL without an error at the end
 */
const CrmCsvRow *
crm_csv_reader_next (CrmCsvReader *self, GError **error)
{
  guint64 line;

  if (find_record (self, error) != FOUND)
    return NULL;
  if (G_UNLIKELY (self->scan->strays > 0))
    note_strays (self);

  line = self->line;
  self->line += count_lines_of_record (self);
  self->row.line = line;
  if (!check_record (self, line, error))
    return NULL;
  fill_row (self, line);

  return &self->row;
}

/**
 * crm_csv_reader_get_line:
 *
 * Returns: the first line, from 1, of the row that was read last, or that could not be read; 0 before the first
 */
guint64
crm_csv_reader_get_line (CrmCsvReader *self)
{
  g_return_val_if_fail (CRM_IS_CSV_READER (self), 0);

  return self->row.line;
}

/**
 * crm_csv_reader_get_header:
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the names of the columns, without blanks around them;
 * %NULL if the file has none, and then the first line is the first row
 */
const char *const *
crm_csv_reader_get_header (CrmCsvReader *self)
{
  return (const char *const *) self->header;
}

/**
 * crm_csv_reader_get_delimiter:
 *
 * Returns: what ends a cell; a comma also where there is one column only
 */
char
crm_csv_reader_get_delimiter (CrmCsvReader *self)
{
  return self->dialect.delimiter;
}

/**
 * crm_csv_reader_get_charset:
 *
 * Returns: (transfer none): the encoding. Where a file begins as plain ASCII this is certain only at its end.
 */
const char *
crm_csv_reader_get_charset (CrmCsvReader *self)
{
  return crm_text_stream_get_charset (self->text);
}

/**
 * crm_csv_reader_get_charset_reason:
 *
 * Returns: (transfer none): why that encoding, as a sentence in the user's language
 */
const char *
crm_csv_reader_get_charset_reason (CrmCsvReader *self)
{
  return crm_text_stream_get_reason (self->text);
}

/**
 * crm_csv_reader_get_bytes_read:
 *
 * Returns: how many bytes of the file were taken so far; runs ahead of the rows by a buffer
 */
guint64
crm_csv_reader_get_bytes_read (CrmCsvReader *self)
{
  return self->source != NULL ? (guint64) g_seekable_tell (self->source) : crm_text_stream_get_bytes_read (self->text);
}

/**
 * crm_csv_reader_set_size:
 * @size: how far crm_csv_reader_get_bytes_read() will come, where the stream does not know
 */
void
crm_csv_reader_set_size (CrmCsvReader *self, guint64 size)
{
  self->size = size;
}

/**
 * crm_csv_reader_get_size:
 *
 * Returns: the size of the file in bytes; 0 if not known
 */
guint64
crm_csv_reader_get_size (CrmCsvReader *self)
{
  return self->size;
}

/**
 * crm_csv_reader_get_replaced:
 *
 * Returns: how many damaged characters became U+FFFD so far
 */
guint64
crm_csv_reader_get_replaced (CrmCsvReader *self)
{
  return crm_text_stream_get_replaced (self->text);
}

/**
 * crm_csv_reader_get_nuls:
 *
 * Returns: how many NULs were left out so far
 */
guint64
crm_csv_reader_get_nuls (CrmCsvReader *self)
{
  return crm_text_stream_get_nuls (self->text);
}

/**
 * crm_csv_reader_get_problems:
 *
 * Returns: (transfer none): what was odd in rows that were read all the same
 */
const CrmProblems *
crm_csv_reader_get_problems (CrmCsvReader *self)
{
  return self->problems;
}
