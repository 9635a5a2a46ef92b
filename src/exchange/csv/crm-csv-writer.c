/* Writes CSV that RFC 4180 readers and spreadsheets both read, and that no spreadsheet runs.
 *
 * A cell that begins with = + - @ or a tab or a line end is a formula to a spreadsheet, whatever the quotes around it, and
 * a customer's name can come from a web form. Such a cell gets an apostrophe in front, which spreadsheets take as "text
 * follows". Plain numbers and telephone numbers cannot call anything and stay as they are: see crm_csv_needs_guard().
 * crm_csv_unguard() takes exactly those apostrophes away. Not thread-safe.
 */

#include "config.h"

#include "crm-csv-writer.h"

#include <string.h>

#define FLUSH_SIZE (64 * 1024)

struct _CrmCsvWriter
{
  GObject parent_instance;

  GOutputStream    *stream; /* (owned) */
  GString          *buffer; /* (owned) */
  char              delimiter;
  CrmCsvWriterFlags flags;
  gsize             cells;     /* of the row so far */
  gsize             row_begin; /* in the buffer */
  gboolean          first_row;
};

G_DEFINE_FINAL_TYPE (CrmCsvWriter, crm_csv_writer, G_TYPE_OBJECT)

static gboolean
is_number (const char *text)
{
  gsize sign = *text == '-' || *text == '+', length = strspn (text + sign, "0123456789.,");

  return length > 0 && text[sign + length] == '\0' && strpbrk (text, "0123456789") != NULL;
}

static gboolean
is_phone (const char *text)
{
  gsize length = strspn (text + 1, "0123456789 -()");

  return *text == '+' && length > 0 && text[1 + length] == '\0' && strpbrk (text, "0123456789") != NULL;
}

/* Some spreadsheets take the full-width forms of the four signs as well. */
static gboolean
begins_formula (const char *text)
{
  static const char *const wide[] = { "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0" };

  if (*text == '\0')
    return FALSE;
  if (strchr ("=+-@\t\r\n", *text) != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;

  return FALSE;
}

static gboolean
needs_quotes (const CrmCsvWriter *self, const char *cell)
{
  gsize      length = strlen (cell);
  const char special[] = { '"', '\r', '\n', self->delimiter, '\0' };

  if (length == 0)
    return FALSE;
  /* A file that begins with the letters ID is a SYLK table to Excel, and U+FEFF there is a byte order mark. */
  if (self->first_row && self->cells == 0 && (g_str_has_prefix (cell, "ID") || g_str_has_prefix (cell, "\xef\xbb\xbf")))
    return TRUE;

  return cell[0] == ' ' || cell[length - 1] == ' ' || cell[strcspn (cell, special)] != '\0';
}

static void
append_quoted (GString *out, const char *cell)
{
  const char *quote;

  while ((quote = strchr (cell, '"')) != NULL)
    {
      g_string_append_len (out, cell, quote + 1 - cell);
      g_string_append_c (out, '"');
      cell = quote + 1;
    }
  g_string_append (out, cell);
}

static gboolean
flush (CrmCsvWriter *self, GError **error)
{
  gboolean done = g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL, NULL, error);

  g_string_truncate (self->buffer, 0);

  return done;
}

static void
crm_csv_writer_finalize (GObject *object)
{
  CrmCsvWriter *self = CRM_CSV_WRITER (object);

  g_clear_object (&self->stream);
  g_string_free (self->buffer, TRUE);

  G_OBJECT_CLASS (crm_csv_writer_parent_class)->finalize (object);
}

static void
crm_csv_writer_class_init (CrmCsvWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_csv_writer_finalize;
}

static void
crm_csv_writer_init (CrmCsvWriter *self)
{
  self->buffer = g_string_sized_new (FLUSH_SIZE + 4096);
  self->first_row = TRUE;
}

/**
 * crm_csv_writer_new:
 * @stream: where the bytes go; stays open
 * @delimiter: what ends a cell: a comma, semicolon, tab or bar
 * @flags: how to write
 *
 * Returns: (transfer full): a writer of UTF-8 with CRLF line ends
 */
CrmCsvWriter *
crm_csv_writer_new (GOutputStream *stream, char delimiter, CrmCsvWriterFlags flags)
{
  CrmCsvWriter *self = g_object_new (CRM_TYPE_CSV_WRITER, NULL);

  self->stream = g_object_ref (stream);
  self->delimiter = delimiter;
  self->flags = flags;
  if (flags & CRM_CSV_WRITER_MARK)
    g_string_append (self->buffer, "\xef\xbb\xbf");
  self->row_begin = self->buffer->len;

  return self;
}

/**
 * crm_csv_writer_add:
 * @cell: (nullable): a cell in UTF-8
 *
 * Puts a cell at the end of the row that is being written.
 */
void
crm_csv_writer_add (CrmCsvWriter *self, const char *cell)
{
  gboolean quotes, guard;

  cell = cell != NULL ? cell : "";
  guard = !(self->flags & CRM_CSV_WRITER_RAW) && crm_csv_needs_guard (cell);
  quotes = guard || needs_quotes (self, cell);

  if (self->cells > 0)
    g_string_append_c (self->buffer, self->delimiter);
  if (quotes)
    g_string_append_c (self->buffer, '"');
  if (guard)
    g_string_append_c (self->buffer, '\'');
  append_quoted (self->buffer, cell);
  if (quotes)
    g_string_append_c (self->buffer, '"');
  self->cells++;
}

/**
 * crm_csv_writer_end_row:
 *
 * Ends the row, and writes it out once enough has gathered.
 *
 * Returns: %FALSE with the error of the stream; what was written then is cut
 */
gboolean
crm_csv_writer_end_row (CrmCsvWriter *self, GError **error)
{
  /* A single empty cell would be an empty line, which readers skip. */
  if (self->buffer->len == self->row_begin)
    g_string_append (self->buffer, "\"\"");
  g_string_append (self->buffer, "\r\n");
  self->cells = 0;
  self->first_row = FALSE;

  if (self->buffer->len >= FLUSH_SIZE && !flush (self, error))
    return FALSE;
  self->row_begin = self->buffer->len;

  return TRUE;
}

/**
 * crm_csv_writer_write_row:
 * @cells: (array length=n_cells) (element-type utf8): the cells, each of which may be %NULL
 *
 * Writes a whole row.
 *
 * Returns: %FALSE with the error of the stream
 */
gboolean
crm_csv_writer_write_row (CrmCsvWriter *self, const char *const *cells, gsize n_cells, GError **error)
{
  for (gsize i = 0; i < n_cells; i++)
    crm_csv_writer_add (self, cells[i]);

  return crm_csv_writer_end_row (self, error);
}

/**
 * crm_csv_writer_finish:
 *
 * Writes out what is left and flushes the stream. Must be called after the last row.
 *
 * Returns: %FALSE with the error of the stream
 */
gboolean
crm_csv_writer_finish (CrmCsvWriter *self, GError **error)
{
  return flush (self, error) && g_output_stream_flush (self->stream, NULL, error);
}

/**
 * crm_csv_needs_guard:
 * @cell: a cell
 *
 * Returns: whether a spreadsheet could take @cell for a formula. Not so are numbers (a sign, digits, points, commas) and
 * telephone numbers (a plus, then digits, blanks, hyphens and brackets only). A cell of apostrophes and then a formula
 * needs one more, so that crm_csv_unguard() can tell.
 */
gboolean
crm_csv_needs_guard (const char *cell)
{
  cell += strspn (cell, "'");

  return begins_formula (cell) && !is_number (cell) && !is_phone (cell);
}

/**
 * crm_csv_unguard:
 * @cell: a cell as it was read
 *
 * The inverse of the guard: crm_csv_unguard() of what the writer wrote is what it was given, for every text.
 *
 * Returns: (transfer none): @cell, or what follows its apostrophe
 */
const char *
crm_csv_unguard (const char *cell)
{
  return *cell == '\'' && crm_csv_needs_guard (cell + 1) ? cell + 1 : cell;
}
