#include "config.h"

#include "crm-vcard-convert.h"
#include "crm-vcard-writer.h"
#include "exchange-testing.h"

static void
assert_survives (const CrmVcard *card, CrmVcardVersion version)
{
  g_autofree char *text = crm_vcard_to_string (card, version);
  g_autoptr (CrmVcard) again = read_card (text);
  g_autoptr (CrmVcard) converted = crm_vcard_convert (card, version);

  if (crm_vcard_get_version (card) == version)
    g_assert_true (crm_vcard_equal (card, again));
  else
    g_assert_true (crm_vcard_equal (converted, again));
}

/* Each fixture, written in each version and read again, says the same. */
static void
test_files (void)
{
  static const char *const files[] = { "android-2.1.vcf", "apple-3.0.vcf", "google-3.0.vcf", "rfc-4.0.vcf" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "vcard", files[i], NULL);
      g_autoptr (CrmVcardReader) reader = crm_vcard_reader_new_for_path (path, NULL);
      CrmVcard *next;

      while ((next = crm_vcard_reader_next (reader, NULL)) != NULL)
        {
          g_autoptr (CrmVcard) card = next;

          assert_survives (card, CRM_VCARD_3_0);
          assert_survives (card, CRM_VCARD_4_0);
        }
    }
}

static void
test_unknown_kept (void)
{
  static const char text[] = "BEGIN:VCARD\r\nVERSION:3.0\r\nitem7.X-Odd-One;X-p=a,\"b;c\";TYPE=x:raw\\;stuff,,\\q;\r\nTEL:1\r\nX-LAST:\r\nEND:VCARD\r\n";
  g_autoptr (CrmVcard) card = read_card (text);
  g_autofree char *written = crm_vcard_to_string (card, CRM_VCARD_3_0);

  g_assert_cmpstr (written, ==, text);
}

static void
test_folding (void)
{
  g_autoptr (CrmVcard) card = crm_vcard_new (CRM_VCARD_4_0);
  g_autoptr (GString) note = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (int i = 0; i < 60; i++)
    g_string_append (note, i % 3 == 0 ? "گل‌فروشی " : "a🌷");
  crm_vcard_add_text (card, NULL, "NOTE", note->str);
  text = crm_vcard_to_string (card, CRM_VCARD_4_0);
  lines = g_strsplit (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
  g_assert_cmpuint (g_strv_length (lines), >, 8);
  assert_survives (card, CRM_VCARD_4_0);
}

static void
test_build (void)
{
  static const char *const name[] = { "O;Hara, x", "Ann", NULL, "Dr." };
  g_autoptr (CrmVcard) card = crm_vcard_new (CRM_VCARD_3_0);
  CrmVcardProperty *tel;
  g_autofree char  *text = NULL;

  crm_vcard_add_components (card, NULL, "N", name, G_N_ELEMENTS (name));
  crm_vcard_add_text (card, NULL, "NOTE", "a,b;c\\d\r\ne");
  tel = crm_vcard_add_text (card, "item1", "TEL", "+98 21");
  crm_vcard_add_param (tel, "TYPE", "work");
  crm_vcard_add_param (tel, "type", "pref");
  crm_vcard_add_param (tel, "X-NOTE", "say \"a:b\"\n^");
  crm_vcard_add_text (card, NULL, "X-GONE", "x");
  crm_vcard_remove (card, 3);
  text = crm_vcard_to_string (card, CRM_VCARD_3_0);

  g_assert_cmpstr (text, ==, "BEGIN:VCARD\r\nVERSION:3.0\r\nN:O\\;Hara\\, x;Ann;;Dr.\r\nNOTE:a\\,b\\;c\\\\d\\ne\r\n"
                             "item1.TEL;TYPE=work,pref;X-NOTE=\"say ^'a:b^'^n^^\":+98 21\r\nEND:VCARD\r\n");
  assert_survives (card, CRM_VCARD_3_0);
}

static void
assert_converted (const char *version, const char *line, CrmVcardVersion to, const char *expected)
{
  g_autofree char *text = g_strdup_printf ("BEGIN:VCARD\r\nVERSION:%s\r\n%s\r\nEND:VCARD\r\n", version, line);
  g_autoptr (CrmVcard) card = read_card (text);
  g_autofree char *written = crm_vcard_to_string (card, to);
  g_autofree char *wanted = g_strdup_printf ("BEGIN:VCARD\r\nVERSION:%s\r\n%s\r\nEND:VCARD\r\n", to == CRM_VCARD_4_0 ? "4.0" : "3.0", expected);

  g_assert_cmpstr (written, ==, wanted);
}

static void
test_convert (void)
{
  assert_converted ("3.0", "TEL;TYPE=CELL,pref:1", CRM_VCARD_4_0, "TEL;TYPE=CELL;PREF=1:1");
  assert_converted ("4.0", "TEL;PREF=1;TYPE=cell;VALUE=uri:tel:+98-21", CRM_VCARD_3_0, "TEL;TYPE=cell,pref:+98-21");
  assert_converted ("4.0", "EMAIL;PREF=50:a", CRM_VCARD_3_0, "EMAIL;PREF=50:a");
  assert_converted ("3.0", "PHOTO;ENCODING=b;TYPE=JPEG:SGVsbG8=", CRM_VCARD_4_0, "PHOTO:data:image/jpeg;base64,SGVsbG8=");
  assert_converted ("4.0", "PHOTO:data:image/png;base64\\,SGVsbG8=", CRM_VCARD_3_0, "PHOTO;ENCODING=b;TYPE=PNG:SGVsbG8=");
  assert_converted ("2.1", "PHOTO;PNG;BASE64:SGVs\r\n bG8=\r\n", CRM_VCARD_3_0, "PHOTO;TYPE=PNG;ENCODING=b:SGVsbG8=");
  assert_converted ("4.0", "BDAY:--0512", CRM_VCARD_3_0, "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-12");
  assert_converted ("3.0", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-12", CRM_VCARD_4_0, "BDAY:--0512");
  assert_converted ("3.0", "UID:abc", CRM_VCARD_4_0, "UID;VALUE=text:abc");
  assert_converted ("2.1", "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:a,b=0D=0Ac;d\\", CRM_VCARD_3_0, "NOTE:a\\,b\\nc\\;d\\\\");
}

static void
test_stream (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (CrmVcardWriter) writer = crm_vcard_writer_new (stream, CRM_VCARD_3_0);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CrmVcardReader) reader = NULL;
  CrmVcard *next;
  guint     n = 0;

  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (CrmVcard) card = crm_vcard_new (CRM_VCARD_3_0);

      crm_vcard_add_text (card, NULL, "FN", "سارا احمدی");
      g_assert_true (crm_vcard_writer_write (writer, card, NULL));
    }
  g_assert_true (crm_vcard_writer_finish (writer, NULL));
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  reader = open_vcard (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  while ((next = crm_vcard_reader_next (reader, NULL)) != NULL)
    {
      g_autoptr (CrmVcard) card = next;

      g_assert_cmpstr (text_of (card, "FN"), ==, "سارا احمدی");
      n++;
    }
  g_assert_cmpuint (n, ==, 3000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vcard/writer/files", test_files);
  g_test_add_func ("/vcard/writer/unknown-kept", test_unknown_kept);
  g_test_add_func ("/vcard/writer/folding", test_folding);
  g_test_add_func ("/vcard/writer/build", test_build);
  g_test_add_func ("/vcard/writer/convert", test_convert);
  g_test_add_func ("/vcard/writer/stream", test_stream);

  return g_test_run ();
}
