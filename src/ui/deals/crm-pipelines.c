#include "config.h"

#include "crm-pipelines.h"

#include <string.h>

/* More than anybody can look at; a file that holds more is not ours. */
#define MAX_RECORDS 500

static GPtrArray *
load (CrmStore *store, CrmQuery *query)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  crm_query_set_order (query, "position", FALSE);
  if (!crm_store_query (store, query, MAX_RECORDS, ids, NULL))
    return records;

  for (guint i = 0; i < ids->len; i++)
    {
      CrmRecord *record = crm_store_get (store, g_array_index (ids, gint64, i), NULL);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }

  return records;
}

/**
 * crm_pipelines_load:
 *
 * Returns: (transfer full) (element-type CrmRecord): the pipelines of the file
 */
GPtrArray *
crm_pipelines_load (CrmStore *store)
{
  g_autoptr (CrmQuery) query = crm_query_new ("pipeline");

  return load (store, query);
}

/**
 * crm_pipelines_load_stages:
 *
 * Returns: (transfer full) (element-type CrmRecord): the stages of @pipeline, from first to last
 */
GPtrArray *
crm_pipelines_load_stages (CrmStore *store, gint64 pipeline)
{
  g_autoptr (CrmQuery) query = crm_query_new ("stage");

  crm_query_add_integer (query, "pipeline", CRM_OP_EQUAL, pipeline);

  return load (store, query);
}

/**
 * crm_pipelines_find_stage:
 * @kind: "open", "won", "lost" or "hold"
 *
 * Returns: (transfer none) (nullable): the first stage of that kind
 */
CrmRecord *
crm_pipelines_find_stage (GPtrArray *stages, const char *kind)
{
  for (guint i = 0; i < stages->len; i++)
    {
      if (g_strcmp0 (crm_object_get_text (g_ptr_array_index (stages, i), "kind"), kind) == 0)
        return g_ptr_array_index (stages, i);
    }

  return NULL;
}

/**
 * crm_pipelines_find_position:
 *
 * Returns: where the stage of that id is, or the number of stages where it is not among them
 */
guint
crm_pipelines_find_position (GPtrArray *stages, gint64 stage)
{
  guint i = 0;

  while (i < stages->len && crm_record_get_id (g_ptr_array_index (stages, i)) != stage)
    i++;

  return i;
}

/**
 * crm_pipelines_is_over:
 *
 * Returns: whether deals of that stage are won or lost
 */
gboolean
crm_pipelines_is_over (CrmRecord *stage)
{
  const char *kind = crm_object_get_text (CRM_OBJECT (stage), "kind");

  return g_strcmp0 (kind, "won") == 0 || g_strcmp0 (kind, "lost") == 0;
}
