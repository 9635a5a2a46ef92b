#pragma once

#include "crm-csv-reader.h"
#include "crm-error.h"
#include "crm-vcard-reader.h"

#include <string.h>

/* What the tests of the parsers share. */

static inline CrmCsvReader *
open_csv (const char *bytes, gsize length, const CrmCsvOptions *options, GError **error)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes, length);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (data);

  return crm_csv_reader_new_for_stream (stream, options, error);
}

static inline CrmCsvReader *
open_csv_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "csv", name, NULL);
  g_autoptr (GError) error = NULL;
  CrmCsvReader *reader = crm_csv_reader_new_for_path (path, NULL, &error);

  g_assert_no_error (error);

  return reader;
}

/* All rows, cells in brackets, a line a row; rows that cannot be read as "!". */
static inline char *
describe_rows (CrmCsvReader *reader)
{
  GString *out = g_string_new (NULL);

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      const CrmCsvRow *row = crm_csv_reader_next (reader, &error);

      if (row == NULL && error == NULL)
        return g_string_free (out, FALSE);
      if (row == NULL)
        {
          g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
          g_string_append (out, "!\n");
          continue;
        }
      for (gsize i = 0; i < row->n_fields; i++)
        {
          g_assert_cmpuint (row->lengths[i], ==, strlen (row->fields[i]));
          g_string_append_printf (out, "[%s]", row->fields[i]);
        }
      g_string_append_c (out, '\n');
    }
}

static inline CrmVcardReader *
open_vcard (const char *bytes, gsize length, GError **error)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes, length);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (data);

  return crm_vcard_reader_new_for_stream (stream, error);
}

/* The first card of @text. */
static inline CrmVcard *
read_card (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmVcardReader) reader = open_vcard (text, strlen (text), &error);
  CrmVcard *card;

  g_assert_no_error (error);
  card = crm_vcard_reader_next (reader, &error);
  g_assert_no_error (error);
  g_assert_nonnull (card);

  return card;
}

static inline const char *
text_of (CrmVcard *card, const char *name)
{
  CrmVcardProperty *property = crm_vcard_find (card, name, NULL);

  g_assert_nonnull (property);

  return crm_vcard_property_get_text (property);
}
