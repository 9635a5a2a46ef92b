#include "config.h"

#include "exchange-testing.h"

#define CARD(version, lines) "BEGIN:VCARD\r\nVERSION:" version "\r\n" lines "END:VCARD\r\n"

static void
assert_components (CrmVcard *card, const char *name, const char *expected)
{
  guint              n;
  const char *const *parts = crm_vcard_property_get_components (crm_vcard_find (card, name, NULL), &n);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (joined, "[%s]", parts[i]);
  g_assert_cmpstr (joined->str, ==, expected);
}

static void
test_quoted_printable (void)
{
  g_autoptr (CrmVcard) card = read_card (CARD ("2.1",
                                               "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D8=B1=D8=B6=D8=A7=\r\n=DB=8C=DB=8C;=D8=B3;;;\r\n"
                                               "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D8=B3\r\n"
                                               "NOTE;QUOTED-PRINTABLE:one=0D=0Atwo, three; four=20=\r\nfive=3D\r\n"
                                               "TITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1256:=E3=CF=ED=D1\r\n"
                                               "ROLE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Caf=E9\r\n"
                                               "X-A;ENCODING=QUOTED-PRINTABLE:100=\r\n"));

  assert_components (card, "N", "[رضایی][س][][][]");
  g_assert_cmpstr (text_of (card, "FN"), ==, "س");
  g_assert_cmpstr (text_of (card, "NOTE"), ==, "one\ntwo, three; four five=");
  g_assert_cmpstr (text_of (card, "TITLE"), ==, "مدير");
  g_assert_cmpstr (text_of (card, "ROLE"), ==, "Café");
  g_assert_cmpstr (text_of (card, "X-A"), ==, "100");
  g_assert_cmpuint (crm_vcard_find (card, "N", NULL)->n_params, ==, 0);
}

static void
test_bare_types (void)
{
  g_autoptr (CrmVcard) card = read_card (CARD ("2.1", "TEL;CELL;PREF:0912\r\nADR;HOME:;;1 Some St, Rear;Leeds\r\nPHOTO;VALUE=URL;JPEG:http://x.example/a,b.jpg\r\nORG:A, B;C\r\n"));
  CrmVcardProperty *tel = crm_vcard_find (card, "tel", NULL);

  g_assert_true (crm_vcard_property_has_type (tel, "cell"));
  g_assert_cmpuint (crm_vcard_property_get_pref (tel), ==, 1);
  g_assert_cmpuint (tel->n_params, ==, 1);
  g_assert_true (crm_vcard_property_has_type (crm_vcard_find (card, "ADR", NULL), "home"));
  assert_components (card, "ADR", "[][][1 Some St, Rear][Leeds]");
  assert_components (card, "ORG", "[A, B][C]");
  g_assert_cmpstr (crm_vcard_property_get_uri (crm_vcard_find (card, "PHOTO", NULL)), ==, "http://x.example/a,b.jpg");
}

/* In 2.1 a backslash is a letter, unless a semicolon follows. */
static void
test_literal_escapes (void)
{
  g_autoptr (CrmVcard) card = read_card (CARD ("2.1", "NOTE:c:\\new\\;x\r\nN:O\\;Hara;A\r\n"));

  g_assert_cmpstr (text_of (card, "NOTE"), ==, "c:\\new;x");
  assert_components (card, "N", "[O;Hara][A]");
}

static void
test_escapes (void)
{
  g_autoptr (CrmVcard) card = read_card (CARD ("3.0", "NOTE:a\\, b\\; c\\nd\\Ne\\\\n http\\://x \\q\r\nCATEGORIES:one,two\\,2, three ,,\r\nN:Doe;John;Quinlan,Paul;Mr.;\r\n"));
  g_auto (GStrv) list = crm_vcard_property_get_list (crm_vcard_find (card, "CATEGORIES", NULL));
  g_autofree char *joined = g_strjoinv ("|", list);

  g_assert_cmpstr (text_of (card, "NOTE"), ==, "a, b; c\nd\ne\\n http://x \\q");
  g_assert_cmpstr (joined, ==, "one|two,2|three");
  assert_components (card, "N", "[Doe][John][Quinlan,Paul][Mr.][]");
}

static void
test_groups (void)
{
  g_autoptr (CrmVcard) card = read_card (CARD ("3.0", "item1.URL;type=pref:https://x.example\r\nitem1.X-ABLabel:_$!<HomePage>!$_\r\n"
                                                      "item2.TEL:1\r\nitem2.X-ABLabel:Front desk\r\nTEL:2\r\n"));
  guint             i = 0;
  CrmVcardProperty *first = crm_vcard_find (card, "TEL", &i);

  g_assert_cmpstr (crm_vcard_find (card, "URL", NULL)->group, ==, "item1");
  g_assert_cmpstr (crm_vcard_get_label (card, crm_vcard_find (card, "URL", NULL)), ==, "HomePage");
  g_assert_cmpstr (crm_vcard_get_label (card, first), ==, "Front desk");
  g_assert_null (crm_vcard_get_label (card, crm_vcard_find (card, "TEL", &i)));
  g_assert_null (crm_vcard_find (card, "TEL", &i));
}

static void
test_params (void)
{
  g_autoptr (CrmVcard) card = read_card (CARD ("4.0", "TEL;TYPE=\"voice,home\";PREF=20;X-A=\"x;y:z\",^'q^'^^^n:tel:1\r\nEMAIL;type=INTERNET;type=WORK:a\r\nADR;LABEL=\"unclosed:;;x\r\n"));
  CrmVcardProperty *tel = crm_vcard_find (card, "TEL", NULL);

  g_assert_true (crm_vcard_property_has_type (tel, "HOME"));
  g_assert_cmpuint (crm_vcard_property_get_pref (tel), ==, 20);
  g_assert_cmpstr (tel->params[2].values[0], ==, "x;y:z");
  g_assert_cmpstr (tel->params[2].values[1], ==, "\"q\"^\n");
  g_assert_cmpuint (crm_vcard_find (card, "EMAIL", NULL)->params[0].n_values, ==, 2);
  assert_components (card, "ADR", "[][][x]");
}

static void
test_folding (void)
{
  g_autoptr (CrmVcard) card = read_card ("BEGIN:VCARD\nVERSION:3.0\nNOTE:one\n  two\n\t three\nNO\n TE:four\nEND:VCARD\n");
  guint i = 0;

  g_assert_cmpstr (crm_vcard_property_get_text (crm_vcard_find (card, "NOTE", &i)), ==, "one two three");
  g_assert_cmpstr (crm_vcard_property_get_text (crm_vcard_find (card, "NOTE", &i)), ==, "four");
}

static void
test_line_ends (void)
{
  g_autoptr (CrmVcard) mac = read_card ("BEGIN:VCARD\rVERSION:3.0\rFN:A\r B\rTEL:1\rEND:VCARD\r");

  g_assert_cmpuint (crm_vcard_get_n_properties (mac), ==, 2);
  g_assert_cmpstr (text_of (mac, "FN"), ==, "AB");
}

static void
assert_date (const char *line, guint year, guint month, guint day)
{
  g_autofree char *text = g_strdup_printf (CARD ("3.0", "%s\r\n"), line);
  g_autoptr (CrmVcard) card = read_card (text);
  CrmVcardDate date;

  g_assert_true (crm_vcard_property_get_date (crm_vcard_find (card, "BDAY", NULL), &date));
  g_assert_cmpuint (date.year, ==, year);
  g_assert_cmpuint (date.month, ==, month);
  g_assert_cmpuint (date.day, ==, day);
}

static void
test_dates (void)
{
  static const char *const none[] = { "BDAY:about 1960", "BDAY:", "BDAY:1990-13-01", "BDAY:1990-02-30", "BDAY;CALSCALE=jalali:1370-01-01", "BDAY:1990-01-01x", "BDAY:199", "BDAY:--", "BDAY:0000" };

  assert_date ("BDAY:1990-01-02", 1990, 1, 2);
  assert_date ("BDAY:19900102", 1990, 1, 2);
  assert_date ("BDAY:1990-01-01;", 1990, 1, 1);
  assert_date ("BDAY:1990-01-02T00:00:00Z", 1990, 1, 2);
  assert_date ("BDAY;VALUE=date:1990-1-2", 1990, 1, 2);
  assert_date ("BDAY:1990", 1990, 0, 0);
  assert_date ("BDAY:1990-05", 1990, 5, 0);
  assert_date ("BDAY:--0512", 0, 5, 12);
  assert_date ("BDAY:--05-12", 0, 5, 12);
  assert_date ("BDAY:--05", 0, 5, 0);
  assert_date ("BDAY:---12", 0, 0, 12);
  assert_date ("BDAY:--0229", 0, 2, 29);
  assert_date ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-12", 0, 5, 12);
  assert_date ("BDAY:1604-02-29", 0, 2, 29);
  assert_date ("BDAY;X-APPLE-OMIT-YEAR=1900:1900-05-12", 0, 5, 12);

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autofree char *text = g_strdup_printf (CARD ("3.0", "%s\r\n"), none[i]);
      g_autoptr (CrmVcard) card = read_card (text);
      CrmVcardDate date;

      g_assert_false (crm_vcard_property_get_date (crm_vcard_find (card, "BDAY", NULL), &date));
    }
}

static void
assert_photo (const char *lines, const char *expected_type)
{
  g_autofree char *text = g_strdup_printf (CARD ("3.0", "%sTEL:1\r\n"), lines);
  g_autoptr (CrmVcard) card = read_card (text);
  g_autofree char *type = NULL;
  g_autoptr (GBytes) bytes = crm_vcard_property_get_binary (crm_vcard_find (card, "PHOTO", NULL), &type);

  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "Hello, world", 12);
  g_assert_cmpstr (type, ==, expected_type);
  g_assert_null (crm_vcard_property_get_uri (crm_vcard_find (card, "PHOTO", NULL)));
  g_assert_cmpstr (text_of (card, "TEL"), ==, "1");
}

static void
test_photos (void)
{
  g_autoptr (CrmVcard) remote = read_card (CARD ("3.0", "PHOTO:https://photos.example/a-long\r\n -name.jpg\r\n"));

  assert_photo ("PHOTO;ENCODING=b;TYPE=JPEG:SGVsbG8s\r\n IHdvcmxk\r\n", "image/jpeg");
  assert_photo ("PHOTO;JPEG;ENCODING=BASE64:SGVsbG8s\r\n  IHdvcmxk\r\n\r\n", "image/jpeg");
  assert_photo ("PHOTO;ENCODING=BASE64;TYPE=image/png:\r\nSGVsbG8s\r\nIHdvcmxk\r\n\r\n", "image/png");
  assert_photo ("PHOTO:data:image/gif;base64\\,SGVsbG8sIHdvcmxk\r\n", "image/gif");
  assert_photo ("PHOTO:data:image/gif;base64,SGVsbG8sIHdvcmxk\r\n", "image/gif");
  assert_photo ("PHOTO:data:,Hello%2C%20world\r\n", "text/plain");
  g_assert_cmpstr (crm_vcard_property_get_uri (crm_vcard_find (remote, "PHOTO", NULL)), ==, "https://photos.example/a-long-name.jpg");
  g_assert_null (crm_vcard_property_get_binary (crm_vcard_find (remote, "PHOTO", NULL), NULL));
}

static void
test_agent (void)
{
  g_autoptr (CrmVcard) card = read_card (CARD ("2.1", "FN:Boss\r\nAGENT:\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nFN:Helper\r\nEND:VCARD\r\nTEL:1\r\n"));

  g_assert_cmpuint (crm_vcard_get_n_properties (card), ==, 3);
  g_assert_cmpstr (text_of (card, "FN"), ==, "Boss");
  g_assert_cmpstr (text_of (card, "AGENT"), ==, "BEGIN:VCARD\nVERSION:2.1\nFN:Helper\nEND:VCARD");
  g_assert_cmpstr (text_of (card, "TEL"), ==, "1");
}

/* Values in another encoding without a label, and with one, among others that are UTF-8. */
static void
test_8bit_values (void)
{
  g_autoptr (CrmVcard) latin = read_card (CARD ("3.0", "FN:Ren\xe9 Lef\xe8vre\r\nNOTE;X-A=caf\xe9:سارا\r\n"));
  g_autoptr (CrmVcard) persian = read_card (CARD ("2.1", "FN;CHARSET=windows-1256:\xd3\xc7\xd1\xc7\r\nNOTE:x\r\n"));

  g_assert_cmpstr (text_of (latin, "FN"), ==, "René Lefèvre");
  g_assert_cmpstr (text_of (latin, "NOTE"), ==, "سارا");
  g_assert_cmpstr (crm_vcard_property_get_param (crm_vcard_find (latin, "NOTE", NULL), "X-A"), ==, "café");
  g_assert_cmpstr (text_of (persian, "FN"), ==, "سارا");
}

static void
test_several_names (void)
{
  g_autoptr (CrmVcard) card = read_card (CARD ("3.0", "FN:A\r\nFN:B\r\nPRODID:x\r\nPRODID:y\r\nX-EMPTY:\r\n"));

  g_assert_cmpuint (crm_vcard_get_n_properties (card), ==, 5);
  g_assert_cmpstr (text_of (card, "X-EMPTY"), ==, "");
}

static void
test_bare_line_ends (void)
{
  g_autoptr (CrmVcard) card = read_card (CARD ("3.0", "NOTE:first line\r\nsecond line\r\nTEL:1\r\n"));

  g_assert_cmpstr (text_of (card, "NOTE"), ==, "first line second line");
  g_assert_cmpuint (crm_vcard_find (card, "TEL", NULL)->line, ==, 5);
}

static void
test_late_version (void)
{
  g_autoptr (CrmVcard) card = read_card ("BEGIN:VCARD\nNOTE:a\\nb\nVERSION:2.1\nEND:VCARD\n");
  g_autoptr (CrmVcard) none = read_card ("BEGIN:VCARD\nNOTE:a\\nb\nEND:VCARD\n");

  g_assert_cmpint (crm_vcard_get_version (card), ==, CRM_VCARD_2_1);
  g_assert_cmpstr (text_of (card, "NOTE"), ==, "a\\nb");
  g_assert_cmpstr (text_of (none, "NOTE"), ==, "a\nb");
}

typedef struct
{
  const char     *name;
  CrmVcardVersion version;
  guint           cards;
  const char     *full_name;
  const char     *note;
  guint           photos;
} File;

static const File files[] = {
  { "android-2.1.vcf", CRM_VCARD_2_1, 5, "لیلا پاکزاد", "سفارش هفتگی، شنبه‌ها", 1 },
  { "apple-3.0.vcf", CRM_VCARD_3_0, 12, "لیلا پاکزاد", "سفارش هفتگی، شنبه‌ها", 1 },
  { "google-3.0.vcf", CRM_VCARD_3_0, 12, "لیلا پاکزاد", "سفارش هفتگی، شنبه‌ها", 0 },
  { "rfc-4.0.vcf", CRM_VCARD_4_0, 12, "لیلا پاکزاد", "سفارش هفتگی، شنبه‌ها", 2 },
};

static void
test_file (gconstpointer data)
{
  const File      *file = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "vcard", file->name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmVcardReader) reader = crm_vcard_reader_new_for_path (path, &error);
  CrmVcard *next;
  guint     cards = 0, photos = 0;

  g_assert_no_error (error);
  while ((next = crm_vcard_reader_next (reader, &error)) != NULL)
    {
      g_autoptr (CrmVcard) card = next;
      CrmVcardProperty *photo = crm_vcard_find (card, "PHOTO", NULL);
      g_autoptr (GBytes) bytes = photo != NULL ? crm_vcard_property_get_binary (photo, NULL) : NULL;

      g_assert_cmpint (crm_vcard_get_version (card), ==, file->version);
      if (cards++ == 0)
        {
          g_assert_cmpstr (text_of (card, "FN"), ==, file->full_name);
          g_assert_cmpstr (text_of (card, "NOTE"), ==, file->note);
        }
      if (bytes != NULL)
        g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
      photos += bytes != NULL;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (cards, ==, file->cards);
  g_assert_cmpuint (photos, ==, file->photos);
  g_assert_cmpuint (crm_problems_get_total (crm_vcard_reader_get_problems (reader)), ==, 0);
  g_assert_cmpuint (crm_vcard_reader_get_bytes_read (reader), ==, crm_vcard_reader_get_size (reader));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vcard/quoted-printable", test_quoted_printable);
  g_test_add_func ("/vcard/bare-types", test_bare_types);
  g_test_add_func ("/vcard/literal-escapes", test_literal_escapes);
  g_test_add_func ("/vcard/escapes", test_escapes);
  g_test_add_func ("/vcard/groups", test_groups);
  g_test_add_func ("/vcard/params", test_params);
  g_test_add_func ("/vcard/folding", test_folding);
  g_test_add_func ("/vcard/line-ends", test_line_ends);
  g_test_add_func ("/vcard/dates", test_dates);
  g_test_add_func ("/vcard/photos", test_photos);
  g_test_add_func ("/vcard/agent", test_agent);
  g_test_add_func ("/vcard/8bit-values", test_8bit_values);
  g_test_add_func ("/vcard/several-names", test_several_names);
  g_test_add_func ("/vcard/bare-line-ends", test_bare_line_ends);
  g_test_add_func ("/vcard/late-version", test_late_version);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/vcard/file/%s", files[i].name);

      g_test_add_data_func (path, &files[i], test_file);
    }

  return g_test_run ();
}
