/* Decodes the input, in the encoding that is found and in one that its first byte picks, in pieces of a few bytes. */

#include "config.h"

#include "crm-charset.h"
#include "crm-text-stream.h"
#include "fuzz.h"

#include <string.h>

static void
drain (const guint8 *data, gsize size, const char *charset, gsize step)
{
  g_autoptr (GInputStream) base = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (CrmTextStream) stream = crm_text_stream_new (base, charset, CRM_TEXT_DECODE, NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  char   buffer[64];
  gssize n;

  if (stream == NULL)
    return;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, step, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n);
  fuzz_check (n == 0);
  fuzz_check (g_utf8_validate (text->str, (gssize) text->len, NULL));
  fuzz_check (strlen (text->str) == text->len);
  fuzz_check (crm_text_stream_get_bytes_read (stream) == size);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const charsets[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1256", "windows-1252", "ISO-8859-9", "gb18030", NULL };
  gsize                    pick = size > 0 ? data[0] % G_N_ELEMENTS (charsets) : 0, replaced;

  drain (data, size, NULL, 64);
  drain (data, size, charsets[pick], 1 + pick);
  if (charsets[pick] != NULL)
    {
      g_autofree char *text = crm_charset_to_utf8 ((const char *) data, size, charsets[pick], &replaced);

      fuzz_check (text == NULL || g_utf8_validate (text, -1, NULL));
    }

  return 0;
}
