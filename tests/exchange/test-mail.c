/* Mailboxes and messages, honest and hostile. */

#include "import-testing.h"

#include "crm-html.h"
#include "crm-mail-reader.h"

static CrmRecord *
add_person (CrmTestFile *file, const char *name, const char *email)
{
  CrmRecord *person = crm_record_new ("person");
  g_autoptr (GError) error = NULL;

  g_object_set (person, "given-name", name, NULL);
  crm_object_add_item (CRM_OBJECT (person), "contact_points", CRM_OBJECT (crm_contact_point_new ("email", NULL, email, NULL)));
  crm_store_save (file->store, "Add", person, &error);
  g_assert_no_error (error);

  return person;
}

static GPtrArray *
load_all (CrmTestFile *file, const char *type)
{
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  crm_query_set_order (query, "id", FALSE);
  crm_store_query (file->store, query, 0, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (records, crm_store_get (file->store, g_array_index (ids, gint64, i), NULL));

  return records;
}

static char *
dup_moment (CrmRecord *activity)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (crm_object_get_integer (CRM_OBJECT (activity), "occurred_at") / G_USEC_PER_SEC);

  return g_date_time_format (when, "%F %R");
}

/* Of a mailbox with everything: who is known, when, in which words, with which files; again, nothing twice. */
static void
test_mbox (void)
{
  static const struct
  {
    const char *subject;
    const char *body;
    const char *moment;
    const char *direction;
    const char *thread;
    guint       n_links;
    guint       n_files;
  } expected[] = {
    { "Offer für the böoklet", "Could you send the offer by Friday? Grüße\nFrom our side all is ready.", "2025-03-21 14:30", "in", "a1@example.com", 1, 1 },
    { "Re: Offer", "Dear Lena,\nhere it is:\n- booklet € 1.250\n- سلام", "2025-03-22 09:00", "out", "a1@example.com", 2, 0 },
    { NULL, NULL, "2025-03-24 09:00", "in", NULL, 1, 1 },
  };
  CrmTestFile file;

  crm_test_file_open (&file);
  {
    g_autoptr (CrmRecord) lena = add_person (&file, "Lena", "LENA@example.com");
    g_autoptr (CrmRecord) reza = add_person (&file, "Reza", "reza@example.com");
    g_autoptr (CrmImportReport) report = import_data (&file, "mail", "studio.mbox", NULL);
    g_autoptr (CrmImportReport) again = import_data (&file, "mail", "studio.mbox", NULL);
    g_autoptr (GPtrArray) activities = load_all (&file, "activity");
    g_autofree char *mime = NULL;
    g_autoptr (GBytes) original = NULL;

    g_assert_cmpstr (report->format, ==, "mbox");
    g_assert_cmpuint (report->rows, ==, 6);
    g_assert_cmpuint (report->n_rejected, ==, 1);
    g_assert_cmpuint (((CrmImportReject *) report->rejects->pdata[0])->line, ==, 71);
    g_assert_cmpuint (crm_import_report_get (report, "activity", CRM_IMPORT_CREATED), ==, 3);
    g_assert_cmpuint (crm_import_report_get (report, "activity", CRM_IMPORT_JOINED), ==, 1);
    g_assert_cmpuint (crm_import_report_get (report, "activity", CRM_IMPORT_SKIPPED), ==, 1);
    g_assert_cmpint (again->change, ==, 0);
    g_assert_cmpuint (activities->len, ==, G_N_ELEMENTS (expected));
    for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
      {
        CrmObject       *activity = g_ptr_array_index (activities, i);
        GPtrArray       *files = crm_object_get_items (activity, "attachments");
        g_autofree char *moment = dup_moment (CRM_RECORD (activity));

        g_assert_cmpstr (crm_object_get_text (activity, "subject"), ==, expected[i].subject);
        g_assert_cmpstr (crm_object_get_text (activity, "body"), ==, expected[i].body);
        g_assert_cmpstr (crm_object_get_text (activity, "direction"), ==, expected[i].direction);
        g_assert_cmpstr (moment, ==, expected[i].moment);
        if (expected[i].thread != NULL)
          g_assert_cmpstr (crm_object_get_text (activity, "thread"), ==, expected[i].thread);
        g_assert_cmpuint (crm_object_get_items (activity, "links")->len, ==, expected[i].n_links);
        g_assert_cmpuint (files != NULL ? files->len : 0, ==, expected[i].n_files);
      }
    original = crm_store_load_content (file.store, text_of_field (activities->pdata[1], "original"), &mime, NULL);
    g_assert_cmpstr (mime, ==, "message/rfc822");
    g_assert_true (g_str_has_prefix (g_bytes_get_data (original, NULL), "From: The Studio <studio@example.org>"));
  }
  crm_test_file_close (&file);
}

/* One message: about whom somebody says it is, or a stranger becomes a person if that is wanted. */
static void
test_message (void)
{
  static const char message[] = "Subject: Hello\r\nFrom: \"M\xc3\xbcller, Eva\" <eva@example.com>\r\nDate: Fri, 21 Mar 2025 16:30:00 +0330\r\nMessage-ID: <x@y>\r\n\r\nHi\r\nthere\r\n";
  CrmTestFile       file;

  crm_test_file_open (&file);
  {
    g_autoptr (CrmRecord) ann = add_person (&file, "Ann", "ann@example.com");
    CrmImportOptions about = { .about = crm_record_get_id (ann) };
    CrmImportOptions create = { .on_match = CRM_IMPORT_ON_MATCH_CREATE };
    g_autoptr (CrmImportReport) skipped = import_text (&file, "hello.eml", message, NULL);
    g_autoptr (CrmImportReport) linked = NULL;
    g_autoptr (CrmImportReport) made = NULL;
    g_autoptr (GPtrArray) people = NULL;

    g_assert_cmpstr (skipped->format, ==, "eml");
    g_assert_cmpuint (crm_import_report_get (skipped, "activity", CRM_IMPORT_SKIPPED), ==, 1);
    g_assert_cmpint (skipped->change, ==, 0);
    linked = import_text (&file, "hello.eml", message, &about);
    g_assert_cmpuint (crm_import_report_get (linked, "activity", CRM_IMPORT_CREATED), ==, 1);
    g_assert_true (crm_store_undo (file.store, NULL, NULL));
    made = import_text (&file, "hello.eml", message, &create);
    assert_counts (made, "person", 1, 0, 0);
    people = load_all (&file, "person");
    g_assert_cmpuint (people->len, ==, 2);
    g_assert_cmpstr (text_of_field (people->pdata[1], "family_name"), ==, "Müller");
    g_assert_cmpstr (text_of_field (people->pdata[1], "given_name"), ==, "Eva");
  }
  crm_test_file_close (&file);
}

static void
test_html (void)
{
  static const char *const cases[][2] = {
    { "<p>One</p><p>Two &amp; three</p>", "One\n\nTwo & three" },
    { "a<br>b<br/>c", "a\nb\nc" },
    { "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3" },
    { "<style>x</style><script>y()</script><!-- z -->w", "w" },
    { "<b>un<i>closed <p>para", "unclosed\npara" },
    { "  lots   of\n\n space <span> here </span> ", "lots of space here" },
    { "&#1587;&#1604;&#1575;&#1605; &hellip; &unknown;", "سلام … &unknown;" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = crm_html_to_text (cases[i][0]);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

/* A piece of a mailbox has the messages that begin in it; one that only blank lines stand before is whole. */
static void
test_piece (void)
{
  static const char message[] = "From lena@example.com Mon Mar  3 10:00:00 2025\nFrom: lena@example.com\nTo: me@example.com\nMessage-ID: <p1@x>\nDate: Mon, 3 Mar 2025 10:00:00 +0000\n\nhi\n";
  g_autofree char  *piece = g_strconcat ("the end of a letter\n\n", message, NULL);
  g_autofree char  *blank = g_strconcat ("\n\n", message, NULL);
  CrmTestFile       file;
  g_autoptr (CrmRecord) lena = NULL;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmImportReport) again = NULL;

  crm_test_file_open (&file);
  lena = add_person (&file, "Lena", "lena@example.com");
  report = import_text (&file, "piece.mbox", piece, NULL);
  assert_counts (report, "activity", 1, 0, 0);
  g_assert_cmpuint (report->n_rejected, ==, 0);
  g_assert_cmpuint (report->n_problems, ==, 1);
  again = import_text (&file, "blank.mbox", blank, NULL);
  g_assert_cmpuint (again->rows, ==, 1);
  g_assert_cmpuint (again->n_problems, ==, 0);
  g_assert_cmpint (again->change, ==, 0);
  crm_test_file_close (&file);
}

static void
read_bytes (const char *bytes, gsize length)
{
  g_autofree char *path = NULL;
  int              fd = g_file_open_tmp ("mail-XXXXXX", &path, NULL);
  g_autoptr (CrmMailReader) reader = NULL;
  g_autoptr (GError) error = NULL;

  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  reader = crm_mail_reader_new (path, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0;; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (CrmMail) mail = crm_mail_reader_next (reader, &failure);

      if (mail == NULL && failure == NULL)
        break;
      g_assert_cmpuint (i, <, length);
      if (mail != NULL && mail->text != NULL)
        g_assert_true (g_utf8_validate (mail->text, -1, NULL));
    }
  g_unlink (path);
}

/* Parts in parts in parts, a boundary that never comes, a group within a group, no end of addresses: read or refused, and over soon. */
static void
test_hostile (void)
{
  g_autoptr (GString) nested = g_string_new ("From: a@b.c\nTo: d@e.f\nMessage-ID: <1>\n");
  g_autoptr (GString) many = g_string_new ("From: a@b.c\nTo: ");
  g_autoptr (GString) groups = g_string_new ("From: a@b.c\nTo: ");
  static const char *const others[] = {
    "From: a@b.c\nContent-Type: multipart/mixed; boundary=\"\"\n\n--\n",
    "From: a@b.c\nContent-Type: text/plain; charset=no-such\nContent-Transfer-Encoding: base64\n\n!!!!\n",
    "From: a@b.c\nContent-Type: text/plain; charset=utf-7\n\n+2D3eAA-\xff\xfe\n",
    "From: a@b.c\nSubject: =?utf-8?B?4oCu?= =?x?Q?=FF?= =?\nDate: 99 Foo 99999 99:99:99 +9999\n\n",
    "From a@b.c\nFrom a@b.c\nFrom a@b.c\n",
    "From: a@b.c",
    "# No mail\n\nbut a text, of which there are many.\n",
    "",
  };

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (nested, "Content-Type: multipart/mixed; boundary=\"b%u\"\n\n--b%u\n", i, i);
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (many, "%sa%u@b.c", i > 0 ? ",\n " : "", i);
  for (guint i = 0; i < 5000; i++)
    g_string_append (groups, "g: ");
  read_bytes (nested->str, nested->len);
  read_bytes (many->str, many->len);
  read_bytes (groups->str, groups->len);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    read_bytes (others[i], strlen (others[i]));
}

static void
test_mutations (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "mail", "studio.mbox", NULL);
  g_autofree char *bytes = NULL;
  gsize            length;
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *broken = g_memdup2 (bytes, length);

      for (guint j = 0; j < 1 + i % 9; j++)
        broken[g_rand_int_range (rand, 0, (int) length)] = (char) g_rand_int (rand);
      read_bytes (broken, i % 4 == 0 ? (gsize) g_rand_int_range (rand, 0, (int) length) : length);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mail/mbox", test_mbox);
  g_test_add_func ("/mail/message", test_message);
  g_test_add_func ("/mail/html", test_html);
  g_test_add_func ("/mail/piece", test_piece);
  g_test_add_func ("/mail/hostile", test_hostile);
  g_test_add_func ("/mail/mutations", test_mutations);

  return g_test_run ();
}
