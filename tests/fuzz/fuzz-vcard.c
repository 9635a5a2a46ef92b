/* Reads the input as cards, asks each value for all it can mean, and writes and reads each card again. */

#include "config.h"

#include "crm-vcard-convert.h"
#include "crm-vcard-reader.h"
#include "crm-vcard-writer.h"
#include "fuzz.h"

#include <string.h>

static void
ask_all (CrmVcard *card)
{
  for (guint i = 0; i < crm_vcard_get_n_properties (card); i++)
    {
      CrmVcardProperty *property = crm_vcard_get_property (card, i);
      g_autofree char  *type = NULL;
      g_autoptr (GBytes) bytes = crm_vcard_property_get_binary (property, &type);
      CrmVcardDate date;
      guint        n;

      fuzz_check (bytes == NULL || type != NULL);
      fuzz_check (strlen (property->raw) == property->raw_length);
      fuzz_check (g_utf8_validate (crm_vcard_property_get_text (property), -1, NULL));
      fuzz_check (crm_vcard_property_get_components (property, &n) != NULL && n > 0);
      g_strfreev (crm_vcard_property_get_list (property));
      if (crm_vcard_property_get_date (property, &date))
        fuzz_check (date.month <= 12 && date.day <= 31);
      crm_vcard_property_get_uri (property);
      crm_vcard_property_get_pref (property);
      crm_vcard_get_label (card, property);
    }
}

static void
check_same (const CrmVcard *card, CrmVcardVersion version)
{
  g_autofree char *text = crm_vcard_to_string (card, version);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (CrmVcardReader) reader = crm_vcard_reader_new_for_stream (stream, NULL);
  g_autoptr (CrmVcard) again = NULL;

  fuzz_check (g_utf8_validate (text, -1, NULL));
  /* A card of control characters makes a file that is no text. */
  if (reader == NULL)
    return;
  again = crm_vcard_reader_next (reader, NULL);
  fuzz_check (again != NULL);
  if (crm_vcard_get_version (card) == version)
    fuzz_check (crm_vcard_equal (card, again));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (CrmVcardReader) reader = crm_vcard_reader_new_for_stream (stream, NULL);

  while (reader != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CrmVcard) card = crm_vcard_reader_next (reader, &error);

      if (card == NULL && error == NULL)
        break;
      if (card == NULL)
        continue;
      ask_all (card);
      check_same (card, CRM_VCARD_3_0);
      check_same (card, CRM_VCARD_4_0);
    }

  return 0;
}
