/* Sheets and cards that nobody meant well: no crash, nothing half done, and the file is sound afterwards. */

#include "import-testing.h"

#define SEEDS 100

static const char *const headers[] = { "First name", "نام خانوادگی", "Email", "Phone", "id", "Company", "Tags", "Birthday", "Amount", "Stage", "Deal", "Note", "Kind", "Due date",
                                       "Address 1 - Label", "Address 1 - Street", "Person - Name", "uid", "created", "Done", "", "Phone 2", "contact_id", "person.date:x", "Currency" };
static const char *const cells[] = { "", "", "Ali", "علی‌رضا", "a@b.example", "@", "::: ::: :::", " ::: ", "=1+1", "'=x", "0912 555 0101", "+", "1990-01-01", "0/0/00", "۱۴۰۲/۱/۱",
                                     "99999999999999999999", "-1", "EUR", "won", "<b>x</b><", "&amp;&", "a,b;c|d", "\xd9\x84\xe2\x80\x8c", "\xef\xbf\xbd", "0190a0b0-c0d0-7000-8000-000000000001",
                                     "--02-30", "21 March", "* Work", "* myContacts ::: x", "yes", "{\"a\":1}", "\xe2\x80\xae", "n/a", "<<<<<<<<<<<<" };

static void
append_cell (GString *text, GRand *random)
{
  guint kind = (guint) g_rand_int_range (random, 0, 40);

  if (kind == 0)
    {
      for (int i = g_rand_int_range (random, 0, 3000); i > 0; i--)
        g_string_append_c (text, 'x');
    }
  else if (kind == 1)
    g_string_append_c (text, (char) g_rand_int_range (random, 1, 256));
  else if (kind == 2)
    g_string_append (text, "\"quo\"\"ted\n\"");
  else
    g_string_append (text, cells[g_rand_int_range (random, 0, G_N_ELEMENTS (cells))]);
}

static char *
make_sheet (guint32 seed)
{
  GRand   *random = g_rand_new_with_seed (seed);
  GString *text = g_string_new (NULL);
  int      columns = g_rand_int_range (random, 1, 14);

  for (int i = 0; i < columns; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", headers[g_rand_int_range (random, 0, G_N_ELEMENTS (headers))]);
  g_string_append_c (text, '\n');
  for (int row = g_rand_int_range (random, 0, 30); row > 0; row--)
    {
      int n = g_rand_int_range (random, 0, 8) == 0 ? g_rand_int_range (random, 0, 20) : columns;

      for (int i = 0; i < n; i++)
        {
          if (i > 0)
            g_string_append_c (text, ',');
          append_cell (text, random);
        }
      g_string_append_c (text, '\n');
    }
  g_rand_free (random);

  return g_string_free (text, FALSE);
}

static void
assert_none_new (const CrmImportReport *report, guint32 seed, const char *text)
{
  for (guint i = 0; i < report->counts->len; i++)
    {
      const CrmImportCount *count = g_ptr_array_index (report->counts, i);

      if (count->n[CRM_IMPORT_CREATED] == 0)
        continue;
      g_test_message ("%s", text);
      g_error ("seed %u: new again: %s", seed, count->type);
    }
}

/* What was written is known again: a second time nobody is new. */
static void
test_random_sheets (void)
{
  for (guint32 seed = 0; seed < SEEDS; seed++)
    {
      CrmTestFile      file;
      CrmImportOptions options = { .on_match = (CrmImportOnMatch) (seed % 4), .default_country = seed % 2 != 0 ? "IR" : NULL };
      g_autofree char *text = make_sheet (seed);
      g_autoptr (CrmImportReport) report = NULL;
      g_autoptr (CrmImportReport) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *path = NULL;

      crm_test_file_open (&file);
      path = write_file (&file, "random.csv", text);
      if (crm_import_run (file.store, path, &options, NULL, NULL, NULL, &report, &error))
        {
          again = import_path (&file, path, &options);
          assert_none_new (again, seed, text);
          if (crm_import_report_get_written (report) > 0)
            {
              while (crm_store_undo (file.store, NULL, &error))
                ;
              g_assert_cmpuint (count_records (&file, "person") + count_records (&file, "deal") + count_records (&file, "activity"), ==, 0);
            }
        }
      crm_test_file_close (&file);
    }
}

static void
assert_survives (const char *name, const char *text)
{
  CrmTestFile      file;
  g_autofree char *path = NULL;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  crm_test_file_open (&file);
  path = write_file (&file, name, text);
  if (!crm_import_run (file.store, path, NULL, NULL, NULL, NULL, &report, &error))
    g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  crm_test_file_close (&file);
}

static char *
repeat (const char *text, guint n)
{
  GString *out = g_string_sized_new (strlen (text) * n);

  while (n-- > 0)
    g_string_append (out, text);

  return g_string_free (out, FALSE);
}

static void
test_shapes (void)
{
  g_autofree char *wide = repeat ("Address 1 - Street,", 1999);
  g_autofree char *tags = repeat ("a;", 400000);
  g_autofree char *brackets = repeat ("<a", 400000);
  g_autofree char *values = repeat ("1 ::: ", 150000);
  g_autofree char *sheet_wide = g_strconcat (wide, "Name\n", wide, "Ali\n", NULL);
  g_autofree char *sheet_tags = g_strconcat ("Name,Tags\nAli,", tags, "\n", NULL);
  g_autofree char *sheet_brackets = g_strconcat ("Name,Note\nAli,", brackets, "\n", NULL);
  g_autofree char *sheet_values = g_strconcat ("First Name,File As,Phone 1 - Label,Phone 1 - Value,Address 1 - Street\nAli,,", values, ",", values, ",", values, "\n", NULL);

  assert_survives ("empty.csv", "");
  assert_survives ("header.csv", "Name,Email\n");
  assert_survives ("blank.csv", "\n\n\n");
  assert_survives ("nul.csv", "\x01\x02\x03");
  assert_survives ("wide.csv", sheet_wide);
  assert_survives ("tags.csv", sheet_tags);
  assert_survives ("brackets.csv", sheet_brackets);
  assert_survives ("values.csv", sheet_values);
  assert_survives ("empty.vcf", "");
  assert_survives ("junk.vcf", "this is no card\n");
}

/* Cards of odd lines: kept, found again, and written as they were. */
static void
assert_refused_on (const char *name, const char *text, guint64 line)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  report = import_text (&file, name, text, NULL);
  g_assert_cmpuint (report->n_rejected, ==, 1);
  g_assert_cmpuint (((const CrmImportReject *) report->rejects->pdata[0])->line, ==, line);
  assert_counts (report, "person", 1, 0, 0);
  crm_test_file_close (&file);
}

/* What cannot even be read is told with its line, and the rest goes on. */
static void
test_unreadable (void)
{
  g_autofree char *cell = repeat ("x", 2 * 1024 * 1024);
  g_autofree char *notes = repeat ("NOTE:x\n", 20000);
  g_autofree char *sheet = g_strconcat ("First name,About\nAnn,short\nBob,", cell, "\n", NULL);
  g_autofree char *cards = g_strconcat ("BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nFN:Bob\n", notes, "END:VCARD\n", NULL);

  assert_refused_on ("cell.csv", sheet, 3);
  assert_refused_on ("cards.vcf", cards, 5);
}

static void
test_random_cards (void)
{
  static const char *const lines[] = { "FN:Ali", "FN;LANGUAGE=fa:علی", "N:Rezaei;Ali;;;", "N:;;;;", "ORG:Atlas;Sales;North", "ORG:", "TITLE:Buyer", "TITLE:Other", "TEL;CELL:0912", "TEL;TYPE=HOME,CELL,X-A:1",
                                       "item1.TEL:5", "item1.X-ABLabel:_$!<Home>!$_", "item1.X-ABLabel:Desk", "item1.X-ABADR:ir", "EMAIL;PREF=1:a@b.example", "EMAIL:", "ADR:;;;;;;", "ADR;LABEL=\"a^nb\":;;s;;;;",
                                       "BDAY:1604-02-29", "BDAY:--0229", "BDAY:circa 1800", "ANNIVERSARY:2001", "X-ABDATE:2001-01-01", "NOTE:a\\nb", "NOTE:c", "CATEGORIES:a,b\\,c,myContacts", "UID:x", "UID:urn:uuid:0190a0b0-c0d0-7000-8000-000000000001",
                                       "KIND:org", "KIND:group", "X-ABShowAs:COMPANY", "PHOTO:http://x.example/y", "PHOTO;ENCODING=b;TYPE=PNG:AAAA", "PHOTO;X-CROP=1:data:image/png;base64,AAAA", "X-FOO;A=\"b:c\":d", "X-FOO:e",
                                       "IMPP:telegram:ali", "X-SOCIALPROFILE;TYPE=bale:ali", "URL:", "REV:2020", "VERSION:4.0", "NICKNAME:a,b", "AGENT:BEGIN:VCARD", ";;;:", "TEL;TYPE=" };

  for (guint32 seed = 0; seed < SEEDS; seed++)
    {
      GRand      *random = g_rand_new_with_seed (seed);
      CrmTestFile file;
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *path = NULL;
      g_autoptr (CrmImportReport) report = NULL;
      g_autoptr (GError) error = NULL;

      for (int card = g_rand_int_range (random, 1, 6); card > 0; card--)
        {
          g_string_append (text, "BEGIN:VCARD\r\n");
          for (int i = g_rand_int_range (random, 0, 12); i > 0; i--)
            g_string_append_printf (text, "%s\r\n", lines[g_rand_int_range (random, 0, G_N_ELEMENTS (lines))]);
          g_string_append (text, "END:VCARD\r\n");
        }
      crm_test_file_open (&file);
      path = write_file (&file, "random.vcf", text->str);
      if (crm_import_run (file.store, path, NULL, NULL, NULL, NULL, &report, &error))
        {
          g_autoptr (CrmImportReport) again = import_path (&file, path, NULL);

          assert_none_new (again, seed, text->str);
        }
      else
        {
          g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
        }
      crm_test_file_close (&file);
      g_rand_free (random);
    }
}

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/hostile/random-sheets", test_random_sheets);
  g_test_add_func ("/import/hostile/shapes", test_shapes);
  g_test_add_func ("/import/hostile/unreadable", test_unreadable);
  g_test_add_func ("/import/hostile/random-cards", test_random_cards);

  return g_test_run ();
}
