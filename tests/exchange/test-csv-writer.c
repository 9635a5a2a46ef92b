#include "config.h"

#include "crm-csv-writer.h"
#include "exchange-testing.h"

static char *
write_rows (const char *const *cells, gsize columns, gsize n, CrmCsvWriterFlags flags)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (CrmCsvWriter) writer = crm_csv_writer_new (stream, ',', flags);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i += columns)
    g_assert_true (crm_csv_writer_write_row (writer, cells + i, columns, &error));
  g_assert_true (crm_csv_writer_finish (writer, &error));
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_quoting (void)
{
  static const char *const cells[] = { "ID", "Note", "1", "a,b", "2", "say \"hi\"", "3", "two\nlines", " 4", NULL };
  g_autofree char         *text = write_rows (cells, 2, 10, CRM_CSV_WRITER_PLAIN);
  g_autofree char         *marked = write_rows (cells, 2, 2, CRM_CSV_WRITER_MARK);
  static const char *const empty[] = { "" };
  g_autofree char         *blank = write_rows (empty, 1, 1, CRM_CSV_WRITER_PLAIN);

  g_assert_cmpstr (text, ==, "\"ID\",Note\r\n1,\"a,b\"\r\n2,\"say \"\"hi\"\"\"\r\n3,\"two\nlines\"\r\n\" 4\",\r\n");
  g_assert_cmpstr (marked, ==, "\xef\xbb\xbf\"ID\",Note\r\n");
  g_assert_cmpstr (blank, ==, "\"\"\r\n");
}

static void
test_guard (void)
{
  static const char *const dangerous[] = { "=1+1", "=cmd|' /C calc'!A0", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "+", "+1;2", "＝1", "'=1", "-1-1" };
  static const char *const harmless[] = { "", "Ali", "-12.5", "+5", "-1,234.50", "+98 (21) 5555-0101", "+982155550101", "a=b", "'quoted'", "O'Brien", "۱۲" };

  for (gsize i = 0; i < G_N_ELEMENTS (dangerous); i++)
    {
      g_autofree char *guarded = g_strconcat ("'", dangerous[i], NULL);

      g_assert_true (crm_csv_needs_guard (dangerous[i]));
      g_assert_cmpstr (crm_csv_unguard (guarded), ==, dangerous[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      g_assert_false (crm_csv_needs_guard (harmless[i]));
      g_assert_cmpstr (crm_csv_unguard (harmless[i]), ==, harmless[i]);
    }
}

static void
assert_round_trip (const char *const *cells, gsize columns, gsize rows)
{
  g_autofree char           *text = write_rows (cells, columns, columns * rows, CRM_CSV_WRITER_PLAIN);
  static const CrmCsvOptions options = { "UTF-8", ',', CRM_CSV_HEADER_NO };
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmCsvReader) reader = open_csv (text, strlen (text), &options, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < rows; i++)
    {
      const CrmCsvRow *row = crm_csv_reader_next (reader, NULL);

      g_assert_cmpuint (row->n_fields, ==, columns);
      for (gsize j = 0; j < columns; j++)
        g_assert_cmpstr (crm_csv_unguard (row->fields[j]), ==, cells[i * columns + j]);
    }
  g_assert_null (crm_csv_reader_next (reader, NULL));
  g_assert_cmpuint (crm_problems_get_total (crm_csv_reader_get_problems (reader)), ==, 0);
}

static void
test_round_trip (void)
{
  static const char pieces[][8] = { "\"", ",", "\n", "\r\n", "\r", "'", "=", "+", "-", "1", " ", "a", "گ", ";", "\t", "@", "\"\"", "x y", "\\" };

  for (int round = 0; round < 400; round++)
    {
      gsize columns = (gsize) g_test_rand_int_range (2, 6), rows = 5;
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      for (gsize i = 0; i < columns * rows; i++)
        {
          GString *cell = g_string_new (NULL);

          for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
            g_string_append (cell, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          g_ptr_array_add (cells, g_string_free (cell, FALSE));
        }
      assert_round_trip ((const char *const *) cells->pdata, columns, rows);
    }
}

static void
test_failing_stream (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (NULL, 0, NULL, NULL);
  g_autoptr (CrmCsvWriter) writer = crm_csv_writer_new (stream, ',', CRM_CSV_WRITER_PLAIN);
  g_autoptr (GError) error = NULL;

  crm_csv_writer_add (writer, "Ali");
  g_assert_true (crm_csv_writer_end_row (writer, &error));
  g_assert_false (crm_csv_writer_finish (writer, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/writer/quoting", test_quoting);
  g_test_add_func ("/csv/writer/guard", test_guard);
  g_test_add_func ("/csv/writer/round-trip", test_round_trip);
  g_test_add_func ("/csv/writer/failing-stream", test_failing_stream);

  return g_test_run ();
}
