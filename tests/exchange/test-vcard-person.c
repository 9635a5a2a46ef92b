/* Cards into people and back: what we understand is in our fields, what we do not is kept, and nothing is lost on the way. */

#include "import-testing.h"

#include "crm-vcard-person.h"
#include "crm-vcard-reader.h"
#include "crm-vcard-writer.h"

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\n" lines "END:VCARD\r\n"
#define CARD_4(lines) "BEGIN:VCARD\r\nVERSION:4.0\r\n" lines "END:VCARD\r\n"

static CrmRecord *
import_card (CrmTestFile *file, const char *text, const char *type)
{
  g_autoptr (CrmImportReport) report = import_text (file, "card.vcf", text, NULL);

  g_assert_cmpuint (report->n_rejected, ==, 0);

  return only_record (file, type);
}

static char *
write_card (CrmTestFile *file, CrmRecord *record, CrmVcardVersion version)
{
  g_autoptr (CrmVcard) card = crm_vcard_new_from_store (file->store, record, version);
  g_autofree char *folded = crm_vcard_to_string (card, version);
  GString         *text = g_string_new (folded);

  g_string_replace (text, "\r\n ", "", 0);

  return g_string_free (text, FALSE);
}

static void
assert_line (const char *card, const char *line)
{
  g_autofree char *whole = g_strconcat ("\r\n", line, "\r\n", NULL);

  if (strstr (card, whole) == NULL)
    g_error ("no line “%s” in:\n%s", line, card);
}

static void
assert_no_line (const char *card, const char *part)
{
  if (strstr (card, part) != NULL)
    g_error ("“%s” in:\n%s", part, card);
}

static void
test_fields (void)
{
  CrmTestFile file;
  g_autoptr (CrmRecord) person = NULL;

  crm_test_file_open (&file);
  person = import_card (&file,
                        CARD ("N:Oldkirk;Maren;Jane;Dr.;MBA\r\nFN:Maren O.\r\nNICKNAME:Mo\r\nORG:Oldkirk Timber;Sales\r\nTITLE:Owner\r\n"
                              "TEL;TYPE=CELL,VOICE,PREF:+44 7700 900142\r\nTEL;TYPE=FAX,WORK:+44 20 1\r\nEMAIL;TYPE=INTERNET,HOME:m@oldkirk.example\r\n"
                              "item1.TEL:77\r\nitem1.X-ABLabel:Front desk\r\nX-SOCIALPROFILE;TYPE=telegram:maren\r\nURL:https://oldkirk.example\r\n"
                              "ADR;TYPE=HOME:12;Flat 2;14 Sawmill Lane;Leeds;Yorkshire;LS1 4AB;UK\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-05-12\r\n"
                              "item2.X-ABDATE:2001-02-03\r\nitem2.X-ABLabel:First order\r\nX-ANNIVERSARY:1999-08-08\r\nNOTE:Pays\\nlate\r\nNOTE:Often\r\nCATEGORIES:vip,whole\\,sale\r\n"),
                        "person");
  g_assert_cmpstr (text_of_field (person, "given_name"), ==, "Maren");
  g_assert_cmpstr (text_of_field (person, "family_name"), ==, "Oldkirk");
  g_assert_cmpstr (text_of_field (person, "additional_name"), ==, "Jane");
  g_assert_cmpstr (text_of_field (person, "name_prefix"), ==, "Dr.");
  g_assert_cmpstr (text_of_field (person, "name_suffix"), ==, "MBA");
  g_assert_cmpstr (text_of_field (person, "display_name"), ==, "Maren O.");
  g_assert_cmpstr (text_of_field (person, "nickname"), ==, "Mo");
  g_assert_cmpstr (text_of_field (person, "about"), ==, "Pays\nlate\n\nOften");
  assert_set (&file, person, "affiliations", "Oldkirk Timber|Owner|Sales");
  assert_set (&file, person, "contact_points",
              "phone|mobile|+44 7700 900142|preferred\nfax|work|+44 20 1\nemail|home|m@oldkirk.example\nphone|Front desk|77\ntelegram|maren\nweb|https://oldkirk.example");
  assert_set (&file, person, "addresses", "home|14 Sawmill Lane|Flat 2|12|Leeds|Yorkshire|LS1 4AB|UK");
  assert_set (&file, person, "dates", "birthday|5|12\nother|First order|2001|2|3\nanniversary|1999|8|8");
  assert_set (&file, person, "tags", "vip\nwhole,sale");
  /* Not a word is left that has no field. */
  assert_set (&file, person, "foreign_fields", "");
  crm_test_file_close (&file);
}

/* Lines and parameters that we know nothing about come out as they went in. */
static void
test_kept (void)
{
  static const char *const lines[] = {
    "UID:abc-123",
    "FN;LANGUAGE=en:Ali Rezaei",
    "N;SORT-AS=\"Rezaei,Ali\":Rezaei;Ali;;;",
    "TEL;TYPE=CELL,X-DUAL-SIM:+98 912 555 0101",
    "item1.ADR;TYPE=WORK:;;Street 1;Tehran;;;Iran",
    "item1.X-ABADR:ir",
    "X-FAVOURITE;A=\"b;c\";D=e^^f:tea\\, black",
    "X-FAVOURITE:coffee",
    "RELATED;TYPE=friend:urn:uuid:1",
    "BDAY;CALSCALE=jalali:1369-01-01",
    "PHOTO:https://photos.example/1.jpg",
    "IMPP;PREF=2:xmpp:ali@example.com",
    "TITLE:Buyer",
    "TITLE:Driver",
    "ORG:Atlas;Sales;North",
  };
  CrmTestFile file;
  g_autoptr (CrmRecord) person = NULL;
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\r\nVERSION:3.0\r\n");
  g_autofree char *card = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_string_append_printf (text, "%s\r\n", lines[i]);
  g_string_append (text, "END:VCARD\r\n");
  crm_test_file_open (&file);
  person = import_card (&file, text->str, "person");
  card = write_card (&file, person, CRM_VCARD_3_0);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    assert_line (card, lines[i]);
  /* Each once: one that says what our field says stands in its place. */
  g_assert_cmpuint (strlen (card), ==, text->len);
  crm_test_file_close (&file);
}

/* A value that was edited since has lost what its old line said besides; the others have not. */
static void
test_edited (void)
{
  CrmTestFile file;
  g_autoptr (CrmRecord) person = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *card = NULL;

  crm_test_file_open (&file);
  person = import_card (&file, CARD ("FN;LANGUAGE=en:Ali Rezaei\r\nN:Rezaei;Ali;;;\r\nX-FOO:bar\r\nTITLE;LANGUAGE=en:Buyer\r\nORG:Atlas\r\n"), "person");
  draft = crm_record_edit (person);
  crm_object_set_text (CRM_OBJECT (draft), "family_name", "Karimi");
  crm_store_save (file.store, "Rename", draft, &error);
  g_assert_no_error (error);
  card = write_card (&file, person, CRM_VCARD_3_0);
  assert_line (card, "FN:Ali Karimi");
  assert_line (card, "N:Karimi;Ali;;;");
  assert_line (card, "X-FOO:bar");
  assert_line (card, "TITLE;LANGUAGE=en:Buyer");
  assert_no_line (card, "Rezaei");
  crm_test_file_close (&file);
}

static void
test_photo (void)
{
  CrmTestFile file;
  g_autoptr (CrmRecord) person = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *mime = NULL;
  g_autofree char *three = NULL;
  g_autofree char *four = NULL;

  crm_test_file_open (&file);
  person = import_card (&file, CARD ("FN:Ali\r\nPHOTO;ENCODING=b;TYPE=PNG;X-CROP=1:AAECAw==\r\n"), "person");
  bytes = crm_store_load_content (file.store, text_of_field (person, "photo"), &mime, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "\0\1\2\3", 4);
  g_assert_cmpstr (mime, ==, "image/png");
  three = write_card (&file, person, CRM_VCARD_3_0);
  assert_line (three, "PHOTO;ENCODING=b;TYPE=PNG;X-CROP=1:AAECAw==");
  four = write_card (&file, person, CRM_VCARD_4_0);
  assert_no_line (four, "ENCODING=b");
  g_assert_nonnull (strstr (four, "data:image/png;base64,AAECAw=="));
  crm_test_file_close (&file);
}

static void
test_company (void)
{
  CrmTestFile file;
  g_autoptr (CrmRecord) company = NULL;
  g_autofree char *three = NULL;
  g_autofree char *four = NULL;

  crm_test_file_open (&file);
  company = import_card (&file, CARD_4 ("KIND:org\r\nUID:urn:x:1\r\nFN:Atlas Fabrics\r\nTEL;TYPE=work:+98 21 1\r\nNOTE:Silk\r\nCATEGORIES:supplier\r\nX-FOO:1\r\n"), "company");
  g_assert_cmpuint (count_records (&file, "person"), ==, 0);
  g_assert_cmpstr (text_of_field (company, "name"), ==, "Atlas Fabrics");
  g_assert_cmpstr (text_of_field (company, "about"), ==, "Silk");
  assert_set (&file, company, "contact_points", "phone|work|+98 21 1");
  assert_set (&file, company, "tags", "supplier");
  four = write_card (&file, company, CRM_VCARD_4_0);
  assert_line (four, "KIND:org");
  assert_line (four, "UID:urn:x:1");
  assert_line (four, "X-FOO:1");
  three = write_card (&file, company, CRM_VCARD_3_0);
  assert_line (three, "ORG:Atlas Fabrics");
  crm_test_file_close (&file);
}

/* A card without a person's name that is shown as its company is the company's; a list of people is nobody's. */
static void
test_whose (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  report = import_text (&file, "cards.vcf", CARD ("N:;;;;\r\nFN:Atlas\r\nORG:Atlas;\r\n") CARD ("FN:Club\r\nKIND:group\r\nMEMBER:urn:uuid:1\r\n") CARD ("EMAIL:who@example.com\r\n") CARD ("NOTE:of nobody\r\n"), NULL);
  assert_counts (report, "company", 1, 0, 0);
  assert_counts (report, "person", 1, 0, 0);
  g_assert_cmpuint (report->n_rejected, ==, 2);
  crm_test_file_close (&file);
}

/* Known again by what another program calls it, though all else has changed. */
static void
test_uid (void)
{
  CrmTestFile file;
  g_autoptr (CrmRecord) person = NULL;
  g_autoptr (CrmRecord) after = NULL;

  crm_test_file_open (&file);
  person = import_card (&file, CARD ("UID:phone-1\r\nFN:Ali Rezaei\r\nTEL:1234567\r\n"), "person");
  after = import_card (&file, CARD ("UID:phone-1\r\nFN:Alireza Karimi\r\nTEL:7654321\r\nREV:2026\r\n"), "person");
  g_assert_cmpint (crm_record_get_id (person), ==, crm_record_get_id (after));
  g_assert_cmpstr (text_of_field (after, "given_name"), ==, "Alireza");
  crm_test_file_close (&file);
}

/* Our own identifier goes out and comes back, also into another file. */
static void
test_own_uid (void)
{
  CrmTestFile file;
  CrmTestFile other;
  g_autoptr (CrmRecord) person = NULL;
  g_autoptr (CrmRecord) there = NULL;
  g_autofree char *card = NULL;
  g_autofree char *line = NULL;
  g_autoptr (CrmImportReport) again = NULL;

  crm_test_file_open (&file);
  crm_test_file_open (&other);
  person = import_card (&file, CARD ("FN:Ali Rezaei\r\n"), "person");
  card = write_card (&file, person, CRM_VCARD_3_0);
  line = g_strconcat ("UID:urn:uuid:", crm_record_get_uid (person), NULL);
  assert_line (card, line);
  there = import_card (&other, card, "person");
  g_assert_cmpstr (crm_record_get_uid (there), ==, crm_record_get_uid (person));
  again = import_text (&file, "own.vcf", card, NULL);
  g_assert_cmpint (again->change, ==, 0);
  crm_test_file_close (&other);
  crm_test_file_close (&file);
}

static char *
export_all (CrmTestFile *file, CrmVcardVersion version)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *text = g_string_new (NULL);

  crm_store_query (file->store, query, 0, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) person = crm_store_get (file->store, g_array_index (ids, gint64, i), NULL);
      g_autoptr (CrmVcard) card = crm_vcard_new_from_store (file->store, person, version);
      g_autofree char *one = crm_vcard_to_string (card, version);

      g_string_append (text, one);
    }

  return g_string_free (text, FALSE);
}

/* In, out, in again: nothing changes, in either version; and out of a second file comes the very same text. */
static void
round_trip (const char *name, CrmVcardVersion version, guint people)
{
  CrmTestFile file;
  CrmTestFile other;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmImportReport) back = NULL;
  g_autoptr (CrmImportReport) there = NULL;
  g_autofree char *text = NULL;
  g_autofree char *same = NULL;

  crm_test_file_open (&file);
  crm_test_file_open (&other);
  report = import_data (&file, "vcard", name, NULL);
  assert_counts (report, "person", people, 0, 0);
  g_assert_cmpuint (report->n_rejected, ==, 0);
  assert_nothing_new (&file, "vcard", name, NULL);
  text = export_all (&file, version);
  back = import_text (&file, "back.vcf", text, NULL);
  assert_counts (back, "person", 0, 0, people);
  g_assert_cmpint (back->change, ==, 0);
  there = import_text (&other, "there.vcf", text, NULL);
  assert_counts (there, "person", people, 0, 0);
  same = export_all (&other, version);
  g_assert_cmpstr (same, ==, text);
  crm_test_file_close (&other);
  crm_test_file_close (&file);
}

static void
test_apple (void)
{
  round_trip ("apple-3.0.vcf", CRM_VCARD_3_0, 12);
}

static void
test_google (void)
{
  round_trip ("google-3.0.vcf", CRM_VCARD_3_0, 12);
}

static void
test_rfc (void)
{
  round_trip ("rfc-4.0.vcf", CRM_VCARD_4_0, 12);
}

static void
test_android (void)
{
  round_trip ("android-2.1.vcf", CRM_VCARD_3_0, 5);
}

static void
test_android_fields (void)
{
  CrmTestFile file;
  g_autoptr (CrmRecord) person = NULL;

  crm_test_file_open (&file);
  crm_import_report_unref (import_data (&file, "vcard", "android-2.1.vcf", NULL));
  person = find_record (&file, "email:leila@sonboleh.example", "person");
  g_assert_cmpstr (text_of_field (person, "given_name"), ==, "لیلا");
  g_assert_cmpstr (text_of_field (person, "about"), ==, "سفارش هفتگی، شنبه‌ها");
  assert_set (&file, person, "contact_points", "phone|mobile|09125550110|preferred\nphone|work|021-55501101\nemail|home|leila@sonboleh.example");
  assert_set (&file, person, "addresses", "home|خیابان سبلان، کوچه ۴، پلاک ۱۲|تهران|1641756391|ایران");
  assert_set (&file, person, "foreign_fields", "");
  g_assert_nonnull (text_of_field (person, "photo"));
  crm_test_file_close (&file);
}

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vcard/person/fields", test_fields);
  g_test_add_func ("/vcard/person/kept", test_kept);
  g_test_add_func ("/vcard/person/edited", test_edited);
  g_test_add_func ("/vcard/person/photo", test_photo);
  g_test_add_func ("/vcard/person/company", test_company);
  g_test_add_func ("/vcard/person/whose", test_whose);
  g_test_add_func ("/vcard/person/uid", test_uid);
  g_test_add_func ("/vcard/person/own-uid", test_own_uid);
  g_test_add_func ("/vcard/person/apple", test_apple);
  g_test_add_func ("/vcard/person/google", test_google);
  g_test_add_func ("/vcard/person/rfc", test_rfc);
  g_test_add_func ("/vcard/person/android", test_android);
  g_test_add_func ("/vcard/person/android-fields", test_android_fields);

  return g_test_run ();
}
