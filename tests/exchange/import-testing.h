#pragma once

#include "../store/crm-test-file.h"

#include "crm-export-file.h"
#include "crm-import.h"

#include <string.h>

/* What the tests of the importer share. */

static inline CrmImportReport *
import_path (CrmTestFile *file, const char *path, const CrmImportOptions *options)
{
  g_autoptr (GError) error = NULL;
  CrmImportReport *report = NULL;

  crm_import_run (file->store, path, options, NULL, NULL, NULL, &report, &error);
  g_assert_no_error (error);
  g_assert_nonnull (report);

  return report;
}

static inline CrmImportReport *
import_data (CrmTestFile *file, const char *folder, const char *name, const CrmImportOptions *options)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, name, NULL);

  return import_path (file, path, options);
}

/* A file with that text beside the customer file. */
static inline char *
write_file (CrmTestFile *file, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (file->folder, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return path;
}

static inline CrmImportReport *
import_text (CrmTestFile *file, const char *name, const char *text, const CrmImportOptions *options)
{
  g_autofree char *path = write_file (file, name, text);

  return import_path (file, path, options);
}

/* What an export of a type, or of everything, holds. */
static inline char *
export_file (CrmTestFile *file, const char *type, CrmExportFormat format)
{
  g_autofree char *path = g_build_filename (file->folder, "exported", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  crm_export_file_write (file->path, type, NULL, format, to, NULL, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static inline guint
count_records (CrmTestFile *file, const char *type)
{
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  crm_store_query (file->store, query, 0, ids, &error);
  g_assert_no_error (error);

  return ids->len;
}

static inline CrmRecord *
find_record (CrmTestFile *file, const char *key, const char *type)
{
  g_autoptr (GError) error = NULL;
  gint64     id = crm_store_find_key (file->store, key, type);
  CrmRecord *record;

  g_assert_cmpint (id, !=, 0);
  record = crm_store_get (file->store, id, &error);
  g_assert_no_error (error);

  return record;
}

/* The only record of that type. */
static inline CrmRecord *
only_record (CrmTestFile *file, const char *type)
{
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_store_query (file->store, query, 0, ids, NULL);
  g_assert_cmpuint (ids->len, ==, 1);

  return crm_store_get (file->store, g_array_index (ids, gint64, 0), NULL);
}

static inline const char *
text_of_field (CrmRecord *record, const char *field)
{
  return crm_object_get_text (CRM_OBJECT (record), field);
}

/* The items of a set in words: their set fields but for the id, "|" between fields, a line each; references by title. */
static inline char *
describe_set (CrmTestFile *file, CrmRecord *record, const char *field)
{
  GPtrArray *items = crm_object_get_items (CRM_OBJECT (record), field);
  GString   *out = g_string_new (NULL);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      CrmObject      *item = g_ptr_array_index (items, i);
      guint           n_fields;
      const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (item), &n_fields);

      g_string_append (out, i > 0 ? "\n" : "");
      for (guint j = 0, n = 0; j < n_fields; j++)
        {
          gint64 number = crm_object_peek_integer (item, j);

          if (!crm_object_is_set (item, j))
            continue;
          g_string_append (out, n++ > 0 ? "|" : "");
          if (fields[j].kind == CRM_KIND_REFERENCE)
            {
              g_autoptr (CrmRecord) target = crm_store_get (file->store, number, NULL);
              g_autofree char *title = crm_object_dup_title (CRM_OBJECT (target));

              g_string_append (out, title);
            }
          else if (fields[j].kind == CRM_KIND_BOOLEAN)
            g_string_append (out, fields[j].name);
          else if (crm_kind_is_text (fields[j].kind))
            g_string_append (out, crm_object_peek_text (item, j));
          else
            g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
        }
    }

  return g_string_free (out, FALSE);
}

#define assert_set(file, record, field, expected)                      \
  G_STMT_START                                                         \
  {                                                                    \
    g_autofree char *assert_text = describe_set (file, record, field); \
    g_assert_cmpstr (assert_text, ==, expected);                       \
  }                                                                    \
  G_STMT_END

static inline void
assert_counts (const CrmImportReport *report, const char *type, guint created, guint updated, guint unchanged)
{
  g_assert_cmpuint (crm_import_report_get (report, type, CRM_IMPORT_CREATED), ==, created);
  g_assert_cmpuint (crm_import_report_get (report, type, CRM_IMPORT_UPDATED), ==, updated);
  g_assert_cmpuint (crm_import_report_get (report, type, CRM_IMPORT_UNCHANGED), ==, unchanged);
}

/* Importing the same again writes nothing at all. */
static inline void
assert_nothing_new (CrmTestFile *file, const char *folder, const char *name, const CrmImportOptions *options)
{
  g_autoptr (CrmImportReport) report = import_data (file, folder, name, options);

  g_assert_cmpuint (crm_import_report_get_written (report), ==, 0);
  g_assert_cmpuint (report->n_rejected, ==, 0);
  g_assert_cmpint (report->change, ==, 0);
}
