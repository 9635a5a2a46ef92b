/* What was opened last stands in the settings of this computer, not in the file: it is one person's way through it, and reading a record
 * must not write to the file. For each of the last files, the ids of a few records, newest first. */

#include "config.h"

#include "crm-recent.h"

#define KEY "recent-records"
#define FILES_MAX 8
#define RECORDS_MAX 12

static void
append_but (GVariantBuilder *builder, GVariant *ids, gint64 but)
{
  GVariantIter iter;
  gint64       id;

  g_variant_iter_init (&iter, ids);
  for (guint n = 1; n < RECORDS_MAX && g_variant_iter_next (&iter, "x", &id);)
    {
      if (id == but)
        continue;
      g_variant_builder_add (builder, "x", id);
      n++;
    }
}

/* Returns: (transfer full) (nullable): the ids of the records of that file */
static GVariant *
find_file (GVariant *files, const char *path)
{
  GVariantIter iter;
  const char  *each;
  GVariant    *ids;

  g_variant_iter_init (&iter, files);
  while (g_variant_iter_next (&iter, "(&s@ax)", &each, &ids))
    {
      if (g_str_equal (each, path))
        return ids;
      g_variant_unref (ids);
    }

  return NULL;
}

static void
append_other_files (GVariantBuilder *builder, GVariant *files, const char *path)
{
  for (guint i = 0, n = 1; n < FILES_MAX && i < g_variant_n_children (files); i++)
    {
      g_autoptr (GVariant) file = g_variant_get_child_value (files, i);
      const char *each;

      g_variant_get_child (file, 0, "&s", &each);
      if (g_str_equal (each, path))
        continue;
      g_variant_builder_add_value (builder, file);
      n++;
    }
}

/**
 * crm_recent_add:
 * @record: of the open file; somebody has just opened it
 */
void
crm_recent_add (CrmContext *context, CrmRecord *record)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  g_autoptr (GVariant) files = g_settings_get_value (settings, KEY);
  g_autoptr (GVariant) before = NULL;
  g_auto (GVariantBuilder) ids = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ax"));
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sax)"));

  if (store == NULL || !g_utf8_validate (crm_store_get_path (store), -1, NULL))
    return;

  before = find_file (files, crm_store_get_path (store));
  g_variant_builder_add (&ids, "x", crm_record_get_id (record));
  if (before != NULL)
    append_but (&ids, before, crm_record_get_id (record));
  g_variant_builder_add (&builder, "(s@ax)", crm_store_get_path (store), g_variant_builder_end (&ids));
  append_other_files (&builder, files, crm_store_get_path (store));
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

/**
 * crm_recent_list:
 *
 * Returns: (transfer full) (element-type CrmRecord): what was opened last in the open file and is still there, newest first
 */
GPtrArray *
crm_recent_list (CrmContext *context)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  CrmStore  *store = crm_context_get_store (context);
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  g_autoptr (GVariant) files = g_settings_get_value (settings, KEY);
  g_autoptr (GVariant) ids = store != NULL ? find_file (files, crm_store_get_path (store)) : NULL;

  for (guint i = 0; ids != NULL && i < g_variant_n_children (ids); i++)
    {
      gint64 id;
      g_autoptr (CrmRecord) record = NULL;

      g_variant_get_child (ids, i, "x", &id);
      record = crm_store_get (store, id, NULL);
      if (record != NULL && !crm_record_is_deleted (record))
        g_ptr_array_add (records, g_steal_pointer (&record));
    }

  return records;
}
