#include "config.h"

#include "exchange-testing.h"

#include <stdio.h>

static void
assert_refused (const char *bytes, gsize length, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmCsvReader) reader = open_csv (bytes, length, NULL, &error);

  g_assert_null (reader);
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, word));
}

static void
assert_problem (CrmCsvReader *reader, guint index, guint64 line, const char *word)
{
  const CrmProblem *problem = crm_problems_get (crm_csv_reader_get_problems (reader), index);

  g_assert_cmpuint (problem->line, ==, line);
  g_assert_nonnull (strstr (problem->message, word));
}

static void
test_no_table (void)
{
  assert_refused ("", 0, "empty");
  assert_refused ("\xef\xbb\xbf", 3, "no rows");
  assert_refused ("\n\r\n\n", 4, "no rows");
  assert_refused ("%PDF-1.4\n1 0 obj", 16, "PDF");
}

static void
test_one_column (void)
{
  g_autoptr (CrmCsvReader) reader = open_csv ("Name\nAli\nSara\n", 14, NULL, NULL);
  g_autofree char *rows = describe_rows (reader);

  g_assert_cmpstr (rows, ==, "[Ali]\n[Sara]\n");
}

static void
test_nuls (void)
{
  g_autoptr (CrmCsvReader) reader = open_csv ("Name,City\nA\0li,x\0\0\n", 19, NULL, NULL);
  g_autofree char *rows = describe_rows (reader);

  g_assert_cmpstr (rows, ==, "[Ali][x]\n");
  g_assert_cmpuint (crm_csv_reader_get_nuls (reader), ==, 3);
}

static void
test_bad_bytes (void)
{
  static const char text[] = "نام,شهر\nسارا,تهران\nر\xffضا,شیراز\n";
  g_autoptr (CrmCsvReader) reader = open_csv (text, strlen (text), NULL, NULL);
  g_autofree char *rows = describe_rows (reader);

  g_assert_cmpstr (rows, ==, "[سارا][تهران]\n[ر\uFFFDضا][شیراز]\n");
  g_assert_cmpuint (crm_csv_reader_get_replaced (reader), ==, 1);
}

/* One forgotten quotation mark must not swallow the rows after it. */
static void
test_unclosed_quote (void)
{
  static const char text[] = "name,city,note\nAli,Tehran,x\nSara,\"Shiraz,y\nReza,\"Yazd, old town\",z\nMina,Rasht,w\n";
  g_autoptr (CrmCsvReader) reader = open_csv (text, strlen (text), NULL, NULL);
  g_autofree char *rows = describe_rows (reader);

  g_assert_cmpstr (rows, ==, "[Ali][Tehran][x]\n[Sara][\"Shiraz][y]\n[Reza][Yazd, old town][z]\n[Mina][Rasht][w]\n");
  g_assert_cmpuint (crm_problems_get_total (crm_csv_reader_get_problems (reader)), ==, 1);
  assert_problem (reader, 0, 3, "never closes");
}

static void
test_unclosed_at_end (void)
{
  static const char text[] = "name,note\nAli,\"two\nlines\"\nSara,\"b,c\nlast";
  g_autoptr (CrmCsvReader) reader = open_csv (text, strlen (text), NULL, NULL);
  g_autofree char *rows = describe_rows (reader);

  g_assert_cmpstr (rows, ==, "[Ali][two\nlines]\n[Sara][\"b][c]\n[last]\n");
  assert_problem (reader, 0, 4, "never closes");
}

static void
test_stray_quote (void)
{
  static const char text[] = "name,note\nAli,\"the \"big\" one\"\n";
  g_autoptr (CrmCsvReader) reader = open_csv (text, strlen (text), NULL, NULL);
  g_autofree char *rows = describe_rows (reader);

  assert_problem (reader, 0, 2, "not doubled");
}

/* A file in which every line opens a quotation mark is read in time in proportion to its size. */
static void
test_all_unclosed (void)
{
  static const char *const lines[] = { "\"abc,1\n", "\"\"abc,1\n", "\r\"abc,1", "\r\"\"abc,1", "x,\"y z\n", "\"a\\\"b,\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GString) text = g_string_new ("name,note\n");
      g_autoptr (CrmCsvReader) reader = NULL;
      guint rows = 0;

      while (text->len < 3 * 1024 * 1024)
        g_string_append (text, lines[i]);
      reader = open_csv (text->str, text->len, NULL, NULL);
      while (crm_csv_reader_next (reader, NULL) != NULL)
        rows++;
      g_assert_cmpuint (rows, >=, 3 * 1024 * 1024 / strlen (lines[i]) / 2);
      g_assert_cmpuint (crm_problems_get_n_kept (crm_csv_reader_get_problems (reader)), ==, CRM_PROBLEMS_MAX);
    }
}

static void
test_many_columns (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autoptr (CrmCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *rest = NULL;

  for (int i = 0; i < 9999; i++)
    g_string_append (wide, "x,");
  g_string_append (wide, "x\n");
  g_string_append (text, wide->str);
  g_string_append (text, "1,2\n");

  assert_refused (wide->str, wide->len, "10000 columns");
  reader = open_csv (text->str, text->len, NULL, NULL);
  g_assert_null (crm_csv_reader_next (reader, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "line 2 has 10000 columns"));
  rest = describe_rows (reader);
  g_assert_cmpstr (rest, ==, "[1][2]\n");
}

static void
test_long_cell (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autofree char *long_cell = g_strnfill (1024 * 1024 + 1, 'x');
  g_autofree char *good_cell = g_strnfill (1024 * 1024, '"');
  g_autoptr (CrmCsvReader) reader = NULL;
  g_autofree char *rest = NULL;
  const CrmCsvRow *row;

  g_string_append_printf (text, "%s,1\n\"%s\",2\n3,4\n", long_cell, good_cell);
  reader = open_csv (text->str, text->len, NULL, NULL);
  g_assert_null (crm_csv_reader_next (reader, NULL));
  row = crm_csv_reader_next (reader, NULL);
  g_assert_cmpuint (row->lengths[0], ==, 512 * 1024);
  g_assert_cmpstr (row->fields[1], ==, "2");
  rest = describe_rows (reader);
  g_assert_cmpstr (rest, ==, "[3][4]\n");
}

static void
test_long_row (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n1,2\n");
  g_autoptr (CrmCsvReader) reader = NULL;
  g_autofree char *rows = NULL;
  g_autoptr (GError) error = NULL;

  while (text->len < 40 * 1024 * 1024)
    g_string_append (text, "many words, and no line end, ");
  g_string_append (text, "\n3,4\n");

  reader = open_csv (text->str, text->len, NULL, NULL);
  g_assert_cmpuint (crm_csv_reader_next (reader, NULL)->line, ==, 2);
  g_assert_null (crm_csv_reader_next (reader, &error));
  g_assert_nonnull (strstr (error->message, "line 3 is longer than 16 MB"));
  g_assert_cmpuint (crm_csv_reader_next (reader, NULL)->line, ==, 4);
}

/* A stream of endless rows, so that no file of that size is needed. */
#define TYPE_ROWS (rows_get_type ())
G_DECLARE_FINAL_TYPE (Rows, rows, TEST, ROWS, GInputStream)

struct _Rows
{
  GInputStream parent_instance;
  guint64      left;
};

G_DEFINE_FINAL_TYPE (Rows, rows, G_TYPE_INPUT_STREAM)

static gssize
rows_read (GInputStream *stream, void *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  static const char row[] = "Sara,Ahmadi,sara@shop.example,\"Shop, 12\"\n";
  Rows             *self = TEST_ROWS (stream);
  gsize             n = MIN (MIN (size, 65536), self->left);

  for (gsize i = 0; i < n; i++)
    ((char *) buffer)[i] = row[(self->left - i) % strlen (row)];
  self->left -= n;

  return (gssize) n;
}

static void
rows_class_init (RowsClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = rows_read;
}

static void
rows_init (Rows *self)
{
}

static gsize
memory_in_use (void)
{
  g_autofree char *text = NULL;
  gulong           size = 0, resident = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%lu %lu", &size, &resident), ==, 2);

  return resident * 4096;
}

static void
test_big_file (void)
{
  g_autoptr (Rows) stream = g_object_new (TYPE_ROWS, NULL);
  g_autoptr (CrmCsvReader) reader = NULL;
  gsize   before;
  guint64 rows = 0;

  stream->left = 40 * 1024 * 1024;
  reader = crm_csv_reader_new_for_stream (G_INPUT_STREAM (stream), NULL, NULL);
  before = memory_in_use ();
  while (crm_csv_reader_next (reader, NULL) != NULL)
    rows++;
  g_assert_cmpuint (rows, >, 900000);
  g_assert_cmpuint (memory_in_use (), <, before + 4 * 1024 * 1024);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/hostile/no-table", test_no_table);
  g_test_add_func ("/csv/hostile/one-column", test_one_column);
  g_test_add_func ("/csv/hostile/nuls", test_nuls);
  g_test_add_func ("/csv/hostile/bad-bytes", test_bad_bytes);
  g_test_add_func ("/csv/hostile/unclosed-quote", test_unclosed_quote);
  g_test_add_func ("/csv/hostile/unclosed-at-end", test_unclosed_at_end);
  g_test_add_func ("/csv/hostile/stray-quote", test_stray_quote);
  g_test_add_func ("/csv/hostile/all-unclosed", test_all_unclosed);
  g_test_add_func ("/csv/hostile/many-columns", test_many_columns);
  g_test_add_func ("/csv/hostile/long-cell", test_long_cell);
  g_test_add_func ("/csv/hostile/long-row", test_long_row);
  g_test_add_func ("/csv/hostile/big-file", test_big_file);

  return g_test_run ();
}
