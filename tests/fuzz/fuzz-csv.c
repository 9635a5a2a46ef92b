/* Reads the input as CSV, and what it gave once more after writing it: both must say the same. */

#include "config.h"

#include "crm-csv-reader.h"
#include "crm-csv-writer.h"
#include "fuzz.h"

#include <string.h>

#define ROWS_MAX 2000

static void
check_row (const CrmCsvRow *row, guint64 *line)
{
  fuzz_check (row->n_fields > 0 && row->line > *line);
  *line = row->line;
  for (gsize i = 0; i < row->n_fields; i++)
    {
      fuzz_check (strlen (row->fields[i]) == row->lengths[i]);
      fuzz_check (g_utf8_validate (row->fields[i], (gssize) row->lengths[i], NULL));
    }
}

/* All rows of a reader, and a copy of them in @out as our writer writes it. */
static guint
copy_rows (CrmCsvReader *reader, GOutputStream *out, GChecksum *sum)
{
  g_autoptr (CrmCsvWriter) writer = crm_csv_writer_new (out, ',', CRM_CSV_WRITER_PLAIN);
  guint64 line = 0;
  guint   rows = 0;

  while (rows < ROWS_MAX)
    {
      g_autoptr (GError) error = NULL;
      const CrmCsvRow *row = crm_csv_reader_next (reader, &error);

      if (row == NULL && error == NULL)
        break;
      if (row == NULL)
        continue;
      check_row (row, &line);
      for (gsize i = 0; i < row->n_fields; i++)
        {
          const char *cell = row->fields[i];

          g_checksum_update (sum, (const guchar *) cell, (gssize) strlen (cell) + 1);
        }
      g_checksum_update (sum, (const guchar *) "\n", 1);
      crm_csv_writer_write_row (writer, row->fields, row->n_fields, NULL);
      rows++;
    }
  crm_csv_writer_finish (writer, NULL);
  g_output_stream_close (out, NULL, NULL);

  return rows;
}

static gboolean
begins_sep (GBytes *written)
{
  gsize       size;
  const char *text = g_bytes_get_data (written, &size);
  gsize       quoted = size > 0 && *text == '"';

  return size >= 4 + quoted && g_ascii_strncasecmp (text + quoted, "sep=", 4) == 0;
}

/* Takes the guards away again, which the first reading did not have. */
static void
check_again (GBytes *written, const char *sum, guint rows)
{
  static const CrmCsvOptions options = { "UTF-8", ',', CRM_CSV_HEADER_NO };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (written);
  g_autoptr (CrmCsvReader) reader = crm_csv_reader_new_for_stream (stream, &options, NULL);
  g_autoptr (GChecksum) again = g_checksum_new (G_CHECKSUM_MD5);
  const CrmCsvRow *row;

  /* A first cell may read as the line that names the delimiter. */
  if (begins_sep (written))
    return;
  /* Cells of control characters make a file that is no text, and one may begin as a PDF does. */
  if (reader == NULL)
    return;
  for (; (row = crm_csv_reader_next (reader, NULL)) != NULL; rows--)
    {
      for (gsize i = 0; i < row->n_fields; i++)
        {
          const char *cell = crm_csv_unguard (row->fields[i]);

          g_checksum_update (again, (const guchar *) cell, (gssize) strlen (cell) + 1);
        }
      g_checksum_update (again, (const guchar *) "\n", 1);
    }
  fuzz_check (rows == 0);
  fuzz_check (strcmp (g_checksum_get_string (again), sum) == 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (CrmCsvReader) reader = crm_csv_reader_new_for_stream (stream, NULL, NULL);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_MD5);
  g_autoptr (GBytes) written = NULL;
  guint rows;

  if (reader == NULL)
    return 0;
  rows = copy_rows (reader, out, sum);
  written = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  if (rows > 0 && g_utf8_validate (g_bytes_get_data (written, NULL), (gssize) g_bytes_get_size (written), NULL))
    check_again (written, g_checksum_get_string (sum), rows);

  return 0;
}
