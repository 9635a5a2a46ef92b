/* Workbooks of Excel and LibreOffice, honest and hostile. */

#include "exchange-testing.h"

#include "crm-number-format.h"
#include "crm-table-open.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>

static char *
dup_data_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "sheet", name, NULL);
}

static CrmCsvReader *
open_data (const char *name, const CrmCsvOptions *options, GStrv *sheets, guint *sheet)
{
  g_autofree char *path = dup_data_path (name);
  g_autoptr (GError) error = NULL;
  CrmCsvReader *reader = crm_table_open (path, options, sheets, sheet, &error);

  g_assert_no_error (error);

  return reader;
}

/* Cells as they were typed, whatever the program shows; rows by their numbers in the sheet, the title above and the empty row between counted. */
static void
test_rows (gconstpointer data)
{
  static const guint64 lines[] = { 4, 5, 7 };
  const char          *name = data;
  gboolean             is_ods = g_str_has_suffix (name, ".ods");
  g_auto (GStrv) sheets = NULL;
  guint sheet = 0;
  g_autoptr (CrmCsvReader) reader = open_data (name, NULL, &sheets, &sheet);
  g_autoptr (CrmCsvReader) again = open_data (name, NULL, NULL, NULL);
  g_autofree char *header = g_strjoinv ("|", (char **) crm_csv_reader_get_header (reader));
  g_autofree char *names = g_strjoinv ("|", sheets);
  g_autofree char *rows = describe_rows (reader);
  g_autofree char *expected = g_strdup_printf (
      "[Lena Hartung][4917604069001][lena@example.com][1984-03-07][01067][1250.5%s][2025-03-21 14:30][TRUE][Likes \"heavy\" paper,\nand ink; blue][15%%][09:05]\n"
      "[رضا امیری][۰۹۱۲ ۳۴۵ ۶۷۸۹][reza@example.com][۱۳۶۲/۰۴/۱۵][۱۲۳۴۵۶۷۸۹۰][۱٬۲۵۰٬۰۰۰][2024-02-29][FALSE][می‌خواهد][7.5%%]\n"
      "[Zoë Quinn][][zoe@example.com][1912-12-31][00001][0.1][123456789012345][][wide and   spaces]\n",
      is_ods ? " EUR" : "");

  g_assert_cmpstr (names, ==, "Cover|People|مشتریان");
  g_assert_cmpuint (sheet, ==, 1);
  g_assert_cmpstr (header, ==, "Name|Phone|E-mail|Birthday|Postal code|Budget|Last order|Newsletter|Notes|Discount|Called at");
  g_assert_cmpstr (rows, ==, expected);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpuint (crm_csv_reader_next (again, NULL)->line, ==, lines[i]);
  g_assert_cmpuint (crm_csv_reader_get_size (again), >, 0);
}

static void
test_named (gconstpointer data)
{
  const CrmCsvOptions persian = { .sheet = "مشتریان" };
  const CrmCsvOptions none = { .sheet = "Orders" };
  guint               sheet = 0;
  g_autoptr (CrmCsvReader) reader = open_data (data, &persian, NULL, &sheet);
  g_autofree char *rows = describe_rows (reader);
  g_autofree char *path = dup_data_path (data);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (sheet, ==, 2);
  g_assert_cmpstr (rows, ==, "[نرگس][02112345678]\n");
  g_assert_null (crm_table_open (path, &none, NULL, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "Orders"));
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *code;
    double      value;
    gboolean    from_1904;
    const char *text;
  } cases[] = {
    { "General", 45631, FALSE, "45631" },
    { "yyyy\\-mm\\-dd", 45631, FALSE, "2024-12-05" },
    { "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 45658, FALSE, "2025-01-01" },
    { "d/m/yy", 45657, FALSE, "2024-12-31" },
    { "mmm", 61, FALSE, "1900-03-01" },
    { "d/m/yy", 1, FALSE, "1900-01-01" },
    { "d/m/yy", 59, FALSE, "1900-02-28" },
    { "d/m/yy", 0, TRUE, "1904-01-01" },
    { "d/m/yy", 2958465, FALSE, "9999-12-31" },
    { "d/m/yy", 2958466, FALSE, "2958466" },
    { "d/m/yy", -1, FALSE, "-1" },
    { "d/m/yy h:mm", 45631.604166666664, FALSE, "2024-12-05 14:30" },
    { "d/m/yy", 45631.99999999, FALSE, "2024-12-06" },
    { "h:mm AM/PM", 0.5, FALSE, "12:00" },
    { "[h]:mm:ss", 1.1458449074074074, FALSE, "27:30:01" },
    { "0.00%", 0.15, FALSE, "15%" },
    { "0%;[Red]-0%", 0.07, FALSE, "7%" },
    { "00000", 1067, FALSE, "01067" },
    { "0", 7, FALSE, "7" },
    { "0.00", 7.5, FALSE, "7.5" },
    { "#,##0.00 \"days\"", 1234.5, FALSE, "1234.5" },
    { "\"y\"0", 3, FALSE, "3" },
    { "General", 0.1, FALSE, "0.1" },
    { "General", 9.1234567891199999E11, FALSE, "912345678912" },
    { "General", 1234567890123456789.0, FALSE, "1234567890123456768" },
    { "General", 0.000012, FALSE, "0.000012" },
    { "General", 1e300, FALSE, "1e+300" },
    { "[", 5, FALSE, "5" },
    { "\"", 5, FALSE, "5" },
    { "\\", 5, FALSE, "5" },
    { "", 5, FALSE, "5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      crm_number_format_append (crm_number_format_parse (cases[i].code), cases[i].value, cases[i].from_1904, text);
      g_assert_cmpstr (text->str, ==, cases[i].text);
    }
}

typedef struct
{
  const char *name;
  const char *text;
} Part;

static void
add_part (struct archive *archive, const char *name, const char *text, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (gint64) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (archive, text, length), ==, (gssize) length);
  archive_entry_free (entry);
}

#define RELATIONS "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
#define BOOK "<workbook xmlns:r=\"r\"><sheets><sheet name=\"One\" r:id=\"r1\"/></sheets></workbook>"
#define ROWS(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

static char *
make_workbook (const Part *parts, guint n_parts)
{
  g_autofree char *path = NULL;
  struct archive  *archive = archive_write_new ();
  int              fd = g_file_open_tmp ("sheet-XXXXXX.xlsx", &path, NULL);

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_fd (archive, fd), ==, ARCHIVE_OK);
  for (guint i = 0; i < n_parts; i++)
    add_part (archive, parts[i].name, parts[i].text, strlen (parts[i].text));
  archive_write_free (archive);
  g_close (fd, NULL);

  return g_steal_pointer (&path);
}

/* The rows of a workbook whose one sheet is @sheet, or why there are none. */
static char *
read_xlsx (const char *relations, const char *book, const char *sheet, const char *strings, gboolean *failed)
{
  const Part       parts[] = { { "xl/_rels/workbook.xml.rels", relations }, { "xl/workbook.xml", book }, { "xl/worksheets/sheet1.xml", sheet }, { "xl/sharedStrings.xml", strings } };
  g_autofree char *path = make_workbook (parts, strings != NULL ? 4 : 3);
  g_autoptr (GError) error = NULL;
  const CrmCsvOptions options = { .header = CRM_CSV_HEADER_NO };
  g_autoptr (CrmCsvReader) reader = crm_table_open (path, &options, NULL, NULL, &error);
  GString *out = g_string_new (NULL);

  *failed = FALSE;
  while (reader != NULL)
    {
      g_autoptr (GError) failure = NULL;
      const CrmCsvRow *row = crm_csv_reader_next (reader, &failure);

      if (row == NULL)
        {
          error = g_steal_pointer (&failure);
          break;
        }
      g_string_append_printf (out, "%lu:", (gulong) row->line);
      for (gsize i = 0; i < row->n_fields; i++)
        g_string_append_printf (out, "[%s]", row->fields[i]);
    }
  g_unlink (path);
  if (error != NULL)
    {
      *failed = TRUE;
      g_string_assign (out, error->message);
    }

  return g_string_free (out, FALSE);
}

/* What other programs leave out, and what a file may have that nobody ought to have written. */
static void
test_odd (void)
{
  static const struct
  {
    const char *sheet;
    const char *strings;
    const char *rows;
  } cases[] = {
    { ROWS ("<row><c t=\"inlineStr\"><is><t>a</t></is></c><c><v>1</v></c></row>"), NULL, "1:[a][1]" },
    { ROWS ("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c></row>"), "<sst><si><t>x</t></si><si><r><t>y</t></r><r><t xml:space=\"preserve\"> z</t></r><rPh><t>loud</t></rPh></si></sst>", "3:[][y z]" },
    { ROWS ("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c><c r=\"B1\" t=\"s\"><v>-1</v></c><c r=\"C1\"><v>5</v></c></row>"), "<sst><si><t>x</t></si></sst>", "1:[][][5]" },
    { ROWS ("<row r=\"1\"><c r=\"A1\" t=\"str\"><f>1+1</f><v>two_x000A_lines_x000D__x005F_x41_</v></c></row>"), NULL, "1:[two\nlines_x41_]" },
    { ROWS ("<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#N/A</v></c><c r=\"B1\" t=\"b\"><v>1</v></c></row>"), NULL, "1:[#N/A][TRUE]" },
    { ROWS ("<row r=\"5\"><c r=\"A5\"><v>5</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row>"), NULL, "5:[5]6:[2]" },
    { ROWS ("<row r=\"99999999999999\"><c r=\"A1\"><v>5</v></c></row>"), NULL, "1:[5]" },
    { ROWS ("<row r=\"1\"><c r=\"ZZZZZZZZ1\"><v>5</v></c><c r=\"!\" s=\"99\"><v>6e</v></c></row>"), NULL, "1:[5][6e]" },
    { "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>", NULL, "1:[5]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean         failed;
      g_autofree char *rows = read_xlsx (RELATIONS, BOOK, cases[i].sheet, cases[i].strings, &failed);

      g_assert_cmpstr (rows, ==, cases[i].rows);
      g_assert_false (failed);
    }
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *relations;
    const char *book;
    const char *sheet;
    const char *strings;
    const char *says;
  } cases[] = {
    { RELATIONS, BOOK, "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>" ROWS ("<row><c t=\"str\"><v>&b;</v></c></row>"), NULL, "document type" },
    { RELATIONS, BOOK, "<!DOCTYPE w SYSTEM \"file:///etc/passwd\">" ROWS ("<row/>"), NULL, "document type" },
    { RELATIONS, BOOK, ROWS ("<row/>"), "<!DOCTYPE s [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&x;</t></si></sst>", "document type" },
    { RELATIONS, "<!DOCTYPE w [<!ENTITY a \"a\">]>" BOOK, ROWS ("<row/>"), NULL, "document type" },
    { RELATIONS, BOOK, "<worksheet><sheetData><row><c><v>1</v></c></row><row><c><v>", NULL, "cannot be read" },
    { RELATIONS, BOOK, ROWS ("<row><c><v>\xff\xfe</v></c></row>"), NULL, "cannot be read" },
    { RELATIONS, BOOK, "\x01\x02", NULL, "cannot be read" },
    { RELATIONS, BOOK, ROWS (""), NULL, "is empty" },
    { RELATIONS, "<workbook/>", ROWS (""), NULL, "no sheet" },
    { "<Relationships/>", BOOK, ROWS (""), NULL, "no sheet" },
    { "<Relationships><Relationship Id=\"r1\" Target=\"../../etc/passwd\"/></Relationships>", BOOK, ROWS (""), NULL, "etc/passwd" },
    { "<Relationships", BOOK, ROWS (""), NULL, "cannot be read" },
    { RELATIONS, BOOK, ROWS ("<row><c><v>1</v></c></row><row><c r=\"XFD2\"/><c><v>lost</v></c></row>"), NULL, "16,384" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean         failed;
      g_autofree char *why = read_xlsx (cases[i].relations, cases[i].book, cases[i].sheet, cases[i].strings, &failed);

      g_assert_true (failed);
      if (strstr (why, cases[i].says) == NULL)
        g_error ("case %u: %s", i, why);
    }
}

/* A hundred thousand cells that are all the same long text; one row of a sheet that is to be there a million times. */
static void
test_swelling (void)
{
  g_autoptr (GString) strings = g_string_new ("<sst><si><t>");
  g_autoptr (GString) sheet = g_string_new ("<worksheet><sheetData>");
  g_autofree char *bomb = NULL;
  gboolean         failed;

  for (guint i = 0; i < 900000; i++)
    g_string_append_c (strings, 'a');
  g_string_append (strings, "</t></si></sst>");
  for (guint i = 0; i < 2000; i++)
    g_string_append (sheet, "<row><c t=\"s\"><v>0</v></c></row>");
  g_string_append (sheet, "</sheetData></worksheet>");
  bomb = read_xlsx (RELATIONS, BOOK, sheet->str, strings->str, &failed);
  g_assert_true (failed);
  g_assert_nonnull (strstr (bomb, "enormous"));
}

/* Whatever byte is another: rows, or a reason, and an end. */
static void
test_mutations (gconstpointer data)
{
  g_autofree char *path = dup_data_path (data);
  g_autofree char *copy = NULL;
  g_autofree char *bytes = NULL;
  gsize            length;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  int fd = g_file_open_tmp ("sheet-XXXXXX.zip", &copy, NULL);

  g_close (fd, NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *broken = g_memdup2 (bytes, length);
      gsize            kept = i % 4 == 0 ? (gsize) g_rand_int_range (rand, 0, (int) length) : length;
      g_autoptr (CrmCsvReader) reader = NULL;
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < 1 + i % 5; j++)
        broken[g_rand_int_range (rand, 0, (int) length)] = (char) g_rand_int (rand);
      g_assert_true (g_file_set_contents (copy, broken, (gssize) kept, NULL));
      reader = crm_table_open (copy, NULL, NULL, NULL, &error);
      g_assert_true ((reader == NULL) == (error != NULL));
      for (guint n = 0; reader != NULL && n < 100; n++)
        {
          g_autoptr (GError) failure = NULL;

          if (crm_csv_reader_next (reader, &failure) == NULL && !g_error_matches (failure, CRM_ERROR, CRM_ERROR_INVALID))
            break;
        }
    }
  g_unlink (copy);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/sheet/rows/ods", "customers.ods", test_rows);
  g_test_add_data_func ("/sheet/rows/xlsx", "customers.xlsx", test_rows);
  g_test_add_data_func ("/sheet/named/ods", "customers.ods", test_named);
  g_test_add_data_func ("/sheet/named/xlsx", "customers.xlsx", test_named);
  g_test_add_func ("/sheet/numbers", test_numbers);
  g_test_add_func ("/sheet/odd", test_odd);
  g_test_add_func ("/sheet/hostile", test_hostile);
  g_test_add_func ("/sheet/swelling", test_swelling);
  g_test_add_data_func ("/sheet/mutations/ods", "customers.ods", test_mutations);
  g_test_add_data_func ("/sheet/mutations/xlsx", "customers.xlsx", test_mutations);

  return g_test_run ();
}
