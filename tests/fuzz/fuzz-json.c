/* Reads the input as records of JSON, and each of them once more from where it stood: both must say the same. */

#include "config.h"

#include "crm-json-reader.h"
#include "fuzz.h"

#include <string.h>

#define RECORDS_MAX 2000

static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

static void
check_again (CrmJsonReader *reader, CrmJsonPlace place, JsonObject *object)
{
  g_autoptr (JsonObject) again = NULL;
  g_autofree char *before = to_text (object);
  g_autofree char *after = NULL;

  fuzz_check (crm_json_reader_go_to (reader, place, NULL));
  again = crm_json_reader_next (reader, NULL, NULL);
  fuzz_check (again != NULL);
  after = to_text (again);
  fuzz_check (strcmp (before, after) == 0);
  fuzz_check (g_utf8_validate (after, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GInputStream) other = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (CrmJsonReader) reader = crm_json_reader_new_for_stream (stream);
  g_autoptr (CrmJsonReader) second = crm_json_reader_new_for_stream (other);
  guint64 offset = 0;

  for (guint i = 0; i < RECORDS_MAX; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) object = crm_json_reader_next (reader, NULL, &error);
      CrmJsonPlace place = crm_json_reader_get_place (reader);

      if (object == NULL && error == NULL)
        break;
      fuzz_check (i == 0 || place.offset > offset);
      offset = place.offset;
      fuzz_check (place.line > 0 && place.offset < size);
      if (object != NULL)
        check_again (second, place, object);
    }

  return 0;
}
