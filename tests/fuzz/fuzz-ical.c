/* Reads the input as a calendar, asks for its times in the zones it names, and follows what repeats. */

#include "config.h"

#include "crm-error.h"
#include "crm-ical-reader.h"
#include "fuzz.h"

#include <string.h>

static void
ask_all (CrmIcalReader *reader, CrmIcalItem *item)
{
  for (icalproperty *property = icalcomponent_get_first_property (item->component, ICAL_ANY_PROPERTY); property != NULL; property = icalcomponent_get_next_property (item->component, ICAL_ANY_PROPERTY))
    {
      g_autofree char *line = icalproperty_as_ical_string_r (property);
      icalparameter   *zone = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
      const char      *tzid = zone != NULL ? icalparameter_get_tzid (zone) : NULL;

      fuzz_check (line != NULL);
      if (tzid != NULL)
        crm_ical_reader_to_unix (reader, tzid, icaltime_from_string ("20250401T100000"));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (CrmIcalReader) reader = crm_ical_reader_new_for_stream (stream, NULL);

  while (reader != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CrmIcalItem) item = crm_ical_reader_next (reader, &error);
      gsize length;

      if (item == NULL && !g_error_matches (error, CRM_ERROR, CRM_ERROR_INVALID))
        break;
      fuzz_check (strlen (crm_ical_reader_get_source (reader, &length)) == length);
      if (item != NULL)
        ask_all (reader, item);
    }

  return 0;
}
