#pragma once

#include "crm-error.h"
#include "crm-model.h"
#include "crm-store.h"

#include <glib/gstdio.h>

/* A customer file in a folder of its own, for one test. */

typedef struct
{
  char     *folder;
  char     *path;
  CrmStore *store;
} CrmTestFile;

static inline void
crm_test_file_open (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;

  file->folder = g_dir_make_tmp ("crm-test-XXXXXX", &error);
  g_assert_no_error (error);
  file->path = g_build_filename (file->folder, "test.crm", NULL);
  file->store = crm_store_create (file->path, &error);
  g_assert_no_error (error);
}

static inline void
crm_test_file_close (CrmTestFile *file)
{
  GDir       *folder;
  const char *name;

  g_clear_object (&file->store);
  folder = g_dir_open (file->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (file->folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (folder);
  g_rmdir (file->folder);
  g_clear_pointer (&file->folder, g_free);
  g_clear_pointer (&file->path, g_free);
}

/* For a test whose fixture is the file alone. */
#define crm_test_file_add(path, func) g_test_add (path, CrmTestFile, NULL, crm_test_file_set_up, func, crm_test_file_tear_down)

static inline void
crm_test_file_set_up (CrmTestFile *file, gconstpointer data)
{
  crm_test_file_open (file);
}

static inline void
crm_test_file_tear_down (CrmTestFile *file, gconstpointer data)
{
  crm_test_file_close (file);
}

static inline CrmRecord *
crm_test_file_add_person (CrmTestFile *file, const char *given, const char *family)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", given);
  crm_object_set_text (CRM_OBJECT (person), "family_name", family);
  crm_store_save (file->store, "Add a person", person, &error);
  g_assert_no_error (error);

  return person;
}

static inline char *
crm_test_file_titles (CrmTestFile *file, const CrmQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *titles = g_string_new (NULL);

  crm_store_query (file->store, query, 0, ids, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (file->store, g_array_index (ids, gint64, i), &error);
      g_autofree char *title = NULL;

      g_assert_no_error (error);
      title = crm_object_dup_title (CRM_OBJECT (record));
      g_string_append_printf (titles, "%s%s", i > 0 ? ", " : "", title);
    }

  return g_string_free (titles, FALSE);
}
