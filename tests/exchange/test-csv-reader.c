#include "config.h"

#include "exchange-testing.h"

static void
assert_rows (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmCsvReader) reader = open_csv (text, strlen (text), NULL, &error);
  g_autofree char *rows = NULL;

  g_assert_no_error (error);
  rows = describe_rows (reader);
  g_assert_cmpstr (rows, ==, expected);
}

static void
assert_delimiter (const char *text, char delimiter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmCsvReader) reader = open_csv (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (crm_csv_reader_get_delimiter (reader), ==, delimiter);
}

static void
assert_header (CrmCsvReader *reader, const char *expected)
{
  g_autofree char *header = g_strjoinv (",", (GStrv) crm_csv_reader_get_header (reader));

  g_assert_cmpstr (header, ==, expected);
}

static void
test_rfc4180 (void)
{
  assert_rows ("name,note\r\nAli,x\r\nSara,\"a,b\"\r\n", "[Ali][x]\n[Sara][a,b]\n");
  assert_rows ("name,note\nAli,\"say \"\"hi\"\"\"\nSara,\"\"\nB,\"\"\"\"", "[Ali][say \"hi\"]\n[Sara][]\n[B][\"]\n");
  assert_rows ("name,note\nAli,\"two\r\nlines\"\nSara,x", "[Ali][two\r\nlines]\n[Sara][x]\n");
  assert_rows ("name,note\n,\n\"\",\"\"\n", "[][]\n[][]\n");
}

static void
test_line_ends (void)
{
  assert_rows ("a,b\r1,2\r3,4", "[1][2]\n[3][4]\n");
  assert_rows ("a,b\n1,2\r\n3,4\r5,6\n\n\n7,8\r\n\r\n", "[1][2]\n[3][4]\n[5][6]\n[7][8]\n");
}

static void
test_lines_are_counted (void)
{
  static const char text[] = "a,b\n\n1,\"x\ny\r\nz\"\r\n2,\"\"\n";
  g_autoptr (CrmCsvReader) reader = open_csv (text, strlen (text), NULL, NULL);

  g_assert_cmpuint (crm_csv_reader_next (reader, NULL)->line, ==, 3);
  g_assert_cmpuint (crm_csv_reader_next (reader, NULL)->line, ==, 6);
  g_assert_null (crm_csv_reader_next (reader, NULL));
}

static void
test_ragged (void)
{
  assert_rows ("a,b,c\n1\n1,2,3,4\n1,2,3\n", "[1]\n[1][2][3][4]\n[1][2][3]\n");
}

static void
test_blanks_around_quotes (void)
{
  assert_rows ("a, b\n1, \"x, y\"\n\"2\" , z\n", "[1][x, y]\n[2][ z]\n");
}

static void
test_quotes_inside (void)
{
  assert_rows ("item,size\npipe,5\" wide\nhose,\"the \"big\" one\"\n", "[pipe][5\" wide]\n[hose][the \"big\" one]\n");
}

static void
test_backslash (void)
{
  assert_rows ("name,note\nAli,\"say \\\"hi\\\"\"\nSara,\"c:\\\\x\"\n", "[Ali][say \"hi\"]\n[Sara][c:\\x]\n");
  /* A path that ends in a backslash is no escape. */
  assert_rows ("name,path\nAli,\"c:\\dir\\\"\nSara,\"d:\\\"\n", "[Ali][c:\\dir\\]\n[Sara][d:\\]\n");
}

static void
test_delimiters (void)
{
  assert_delimiter ("a,b,c\n1,2,3\n", ',');
  assert_delimiter ("a;b;c\n1,5;2,5;3\n2,5;4;5,5\n", ';');
  assert_delimiter ("a\tb\n\"x, y\"\tz\nc, d\te\n", '\t');
  assert_delimiter ("a|b|c\n1|2|3\n", '|');
  assert_delimiter ("name;address\nAli;\"1, Main, London\"\nSara;\"2, High, Leeds\"\n", ';');
  assert_delimiter ("name,tags\nAli,a;b;c\nSara,d\nB,e;f\n", ',');
  assert_delimiter ("name\nAli\nSara\n", ',');
  assert_delimiter ("name,note\nAli,\"a;b;c\nd;e;f\"\nSara,\"g;h;i\"\n", ',');
}

static void
test_sep_line (void)
{
  assert_rows ("sep=;\r\na;b\r\n1;2,3\r\n", "[1][2,3]\n");
  assert_rows ("\"sep=|\"\na|b\n1|2\n", "[1][2]\n");
}

static void
test_options (void)
{
  static const char          text[] = "a;b\n1,2;3\n";
  static const CrmCsvOptions comma = { .delimiter = ',' };
  static const CrmCsvOptions none = { .header = CRM_CSV_HEADER_NO };
  static const CrmCsvOptions latin = { .charset = "windows-1252" };
  g_autoptr (CrmCsvReader) by_comma = open_csv (text, strlen (text), &comma, NULL);
  g_autoptr (CrmCsvReader) headless = open_csv (text, strlen (text), &none, NULL);
  g_autoptr (CrmCsvReader) mislabelled = open_csv ("n\n\xc7\xe1", 4, &latin, NULL);
  g_autofree char *commas = describe_rows (by_comma);
  g_autofree char *all = describe_rows (headless);
  g_autofree char *letters = describe_rows (mislabelled);

  g_assert_cmpstr (commas, ==, "[1][2;3]\n");
  g_assert_null (crm_csv_reader_get_header (headless));
  g_assert_cmpstr (all, ==, "[a][b]\n[1,2][3]\n");
  g_assert_cmpstr (letters, ==, "[Çá]\n");
}

static void
test_header_guess (void)
{
  static const char data[] = "Ali,ali@shop.example,09125550101\nSara,sara@shop.example,09125550102\n";
  static const char local[] = "سارا,۰۹۱۲۵۵۵۰۱۰۱\nرضا,۰۹۱۲۵۵۵۰۱۰۲\n";
  g_autoptr (CrmCsvReader) reader = open_csv (data, strlen (data), NULL, NULL);
  g_autoptr (CrmCsvReader) persian = open_csv (local, strlen (local), NULL, NULL);
  g_autoptr (CrmCsvReader) one = open_csv ("E-mail\nali@shop.example\n", 24, NULL, NULL);

  g_assert_null (crm_csv_reader_get_header (reader));
  g_assert_cmpuint (crm_csv_reader_next (reader, NULL)->n_fields, ==, 3);
  g_assert_null (crm_csv_reader_get_header (persian));
  assert_header (one, "E-mail");
}

static void
test_preamble (void)
{
  static const char titled[] = "Customers of the spring fair\n\nName,City,Phone\nAli,Tehran,1\nSara,Shiraz,2\n";
  static const char notes[] = "Notes:\r\n\"Some, and others, are missing\"\r\n\r\nFirst Name,Last Name,URL\r\nAli,Ahmadi,x\r\n";
  g_autoptr (CrmCsvReader) title = open_csv (titled, strlen (titled), NULL, NULL);
  g_autoptr (CrmCsvReader) note = open_csv (notes, strlen (notes), NULL, NULL);

  assert_header (title, "Name,City,Phone");
  g_assert_cmpuint (crm_csv_reader_next (title, NULL)->line, ==, 4);
  assert_header (note, "First Name,Last Name,URL");
  g_assert_cmpuint (crm_csv_reader_next (note, NULL)->line, ==, 5);
}

static void
test_marked_header (void)
{
  g_autoptr (CrmCsvReader) reader = open_csv ("\xef\xbb\xbf Name , City\nAli,x\n", 23, NULL, NULL);

  assert_header (reader, "Name,City");
  g_assert_cmpuint (crm_csv_reader_get_bytes_read (reader), ==, 23);
}

typedef struct
{
  const char *name;
  const char *charset;
  char        delimiter;
  guint       columns;
  const char *first_header;
  guint       column; /* of the first row ... */
  const char *cell;   /* ... holds this */
} File;

static const File files[] = {
  { "google-new.csv", "UTF-8", ',', 38, "First Name", 16, "* myContacts ::: Customers" },
  { "google-old.csv", "UTF-16LE", ',', 61, "Name", 0, "لیلا پاکزاد" },
  { "outlook.csv", "UTF-8", ',', 88, "First Name", 87, "Customers;Newsletter" },
  { "hubspot-contacts.csv", "UTF-8", ',', 10, "Record ID", 0, "51000" },
  { "salesforce-report.csv", "UTF-8", ',', 15, "Salutation", 10, "leila@sonboleh.example" },
  { "pipedrive.csv", "UTF-8", ',', 13, "Person - Name*", 3, "۰۹۱۲۵۵۵۰۱۱۰,021-55501101" },
  { "linkedin.csv", "UTF-8", ',', 7, "First Name", 6, "10 Jun 2024" },
  { "atomic.csv", "UTF-8", ',', 18, "first_name", 9, "vip,wholesale" },
  { "utf16le-tabs.csv", "UTF-16LE", '\t', 9, "نام", 8, "سفارش هفتگی، شنبه‌ها" },
  { "windows1256-semicolons.csv", "windows-1256", ';', 9, "نام", 1, "پاکزاد" },
  { "windows1252.csv", "windows-1252", ';', 7, "Prénom", 1, "Oldkirk" },
};

static void
test_file (gconstpointer data)
{
  const File *file = data;
  g_autoptr (CrmCsvReader) reader = open_csv_data (file->name);
  const char *const *header = crm_csv_reader_get_header (reader);
  const CrmCsvRow   *row;
  guint              rows = 0;

  g_assert_cmpstr (crm_csv_reader_get_charset (reader), ==, file->charset);
  g_assert_cmpint (crm_csv_reader_get_delimiter (reader), ==, file->delimiter);
  g_assert_cmpuint (g_strv_length ((GStrv) header), ==, file->columns);
  g_assert_cmpstr (header[0], ==, file->first_header);

  while ((row = crm_csv_reader_next (reader, NULL)) != NULL)
    {
      g_assert_cmpuint (row->n_fields, ==, file->columns);
      if (rows++ == 0)
        g_assert_cmpstr (row->fields[file->column], ==, file->cell);
    }
  g_assert_cmpuint (rows, >=, 10);
  g_assert_cmpuint (crm_csv_reader_get_bytes_read (reader), ==, crm_csv_reader_get_size (reader));
  g_assert_cmpuint (crm_csv_reader_get_replaced (reader), ==, 0);
  g_assert_cmpuint (crm_problems_get_total (crm_csv_reader_get_problems (reader)), ==, 0);
}

/* Every place where a buffer may end: the rows must not depend on it. */
static void
test_buffer_edges (void)
{
  for (gsize pad = 0; pad < 40; pad++)
    {
      g_autoptr (GString) text = g_string_new ("name,note\n");
      g_autoptr (CrmCsvReader) reader = NULL;
      g_autofree char *rows = NULL;

      g_string_append_printf (text, "%*s,x\n", (int) (256 * 1024 - 30 - pad), "z");
      g_string_append (text, "\"سارا \"\"گل\"\"\",\"a\r\nb\"\r\nend,\"\"\r\n");
      reader = open_csv (text->str, text->len, NULL, NULL);
      rows = describe_rows (reader);
      g_assert_true (g_str_has_suffix (rows, "][x]\n[سارا \"گل\"][a\r\nb]\n[end][]\n"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/rfc4180", test_rfc4180);
  g_test_add_func ("/csv/line-ends", test_line_ends);
  g_test_add_func ("/csv/lines-are-counted", test_lines_are_counted);
  g_test_add_func ("/csv/ragged", test_ragged);
  g_test_add_func ("/csv/blanks-around-quotes", test_blanks_around_quotes);
  g_test_add_func ("/csv/quotes-inside", test_quotes_inside);
  g_test_add_func ("/csv/backslash", test_backslash);
  g_test_add_func ("/csv/delimiters", test_delimiters);
  g_test_add_func ("/csv/sep-line", test_sep_line);
  g_test_add_func ("/csv/options", test_options);
  g_test_add_func ("/csv/header-guess", test_header_guess);
  g_test_add_func ("/csv/preamble", test_preamble);
  g_test_add_func ("/csv/marked-header", test_marked_header);
  g_test_add_func ("/csv/buffer-edges", test_buffer_edges);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/csv/file/%s", files[i].name);

      g_test_add_data_func (path, &files[i], test_file);
    }

  return g_test_run ();
}
