#include "config.h"

#include "crm-vcard-writer.h"
#include "exchange-testing.h"

#include "crm-ical-activity.h"

/* Sound files with random damage: whatever they hold, the readers end, give valid text, and repeat what they wrote. */

static void
mutate (GString *text)
{
  static const char *const pieces[] = { "\"", "\n", "\r", ",", ";", "=", "\\", ":", "\xff", "\xd8", "BEGIN:VCARD\n", "END:VCARD\n", ";ENCODING=b:", ";ENCODING=QUOTED-PRINTABLE", "=\n", " ", "\t", "AGENT:\n" };

  for (int n = g_test_rand_int_range (1, 30); n > 0; n--)
    {
      gssize at = g_test_rand_int_range (0, (gint32) text->len);
      gssize few = MIN (50, (gssize) text->len - at);

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          text->str[at] = (char) g_test_rand_int_range (0, 256);
          break;
        case 1:
          g_string_insert (text, at, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          break;
        case 2:
          g_string_erase (text, at, few - 1);
          break;
        default:
          g_string_insert_len (text, g_test_rand_int_range (0, (gint32) text->len), text->str + at, few);
        }
    }
}

static void
check_csv (const GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmCsvReader) reader = open_csv (text->str, text->len, NULL, &error);
  g_autofree char *rows = NULL;

  if (reader == NULL)
    {
      g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
      return;
    }
  rows = describe_rows (reader);
  g_assert_true (g_utf8_validate (rows, -1, NULL));
}

static void
check_card (CrmVcard *card)
{
  CrmVcardVersion  version = crm_vcard_get_version (card) == CRM_VCARD_4_0 ? CRM_VCARD_4_0 : CRM_VCARD_3_0;
  g_autofree char *written = crm_vcard_to_string (card, version);
  g_autoptr (CrmVcard) again = read_card (written);

  g_assert_true (g_utf8_validate (written, -1, NULL));
  g_assert_true (crm_vcard_equal (card, again));
}

static void
check_vcard (const GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmVcardReader) reader = open_vcard (text->str, text->len, &error);

  while (reader != NULL)
    {
      g_autoptr (CrmVcard) card = NULL;

      g_clear_error (&error);
      card = crm_vcard_reader_next (reader, &error);
      if (card == NULL && error == NULL)
        return;
      if (card != NULL)
        check_card (card);
    }
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
}

/* Whatever it says, it is an activity that can be written and read again, or it is refused. */
static void
check_entry (CrmIcalReader *reader, CrmIcalItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmIcalSaid) said = crm_ical_read_activity (reader, item, &error);
  g_autofree char *written = NULL;

  if (said == NULL)
    {
      g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
      return;
    }
  crm_record_set_uid (said->activity, "018f0000-0000-7000-8000-000000000000");
  written = crm_ical_write_activity (said->activity);
  g_assert_true (g_utf8_validate (written, -1, NULL));
  g_assert_true (g_str_has_prefix (written, "BEGIN:V"));
}

static void
check_ics (const GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text->str, (gssize) text->len, NULL);
  g_autoptr (CrmIcalReader) reader = crm_ical_reader_new_for_stream (stream, &error);

  while (reader != NULL)
    {
      g_autoptr (CrmIcalItem) item = NULL;

      g_clear_error (&error);
      item = crm_ical_reader_next (reader, &error);
      if (item == NULL && !g_error_matches (error, CRM_ERROR, CRM_ERROR_INVALID))
        return;
      if (item != NULL)
        check_entry (reader, item);
    }
}

static void
test_folder (gconstpointer data)
{
  const char      *folder = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *sound = NULL;
      gsize            length;

      g_assert_true (g_file_get_contents (file, &sound, &length, NULL));
      for (int i = 0; i < 150; i++)
        {
          g_autoptr (GString) text = g_string_new_len (sound, (gssize) length);

          mutate (text);
          if (strcmp (folder, "csv") == 0)
            check_csv (text);
          else if (strcmp (folder, "ics") == 0)
            check_ics (text);
          else
            check_vcard (text);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/mutations/csv", "csv", test_folder);
  g_test_add_data_func ("/mutations/ics", "ics", test_folder);
  g_test_add_data_func ("/mutations/vcard", "vcard", test_folder);

  return g_test_run ();
}
