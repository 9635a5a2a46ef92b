/* Saving and deleting a pipeline with its stages, as one change. A stage that has deals is not deleted: they would stand nowhere. */

#include "config.h"

#include "crm-pipeline-write.h"

#include "crm-error.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GPtrArray *records; /* (owned) (nullable) */
  GArray    *removed; /* (owned) (nullable) */
  gint64     id;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->records, g_ptr_array_unref);
  g_clear_pointer (&job->removed, g_array_unref);
  g_free (job);
}

static gboolean
count_deals (CrmTransaction *transaction, gint64 stage, gint64 *count, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (crm_transaction_get_connection (transaction), "SELECT count (*) FROM deal WHERE stage = :stage AND deleted_at IS NULL");

  crm_statement_bind_int (statement, ":stage", stage);
  *count = crm_statement_next (statement) ? crm_statement_get_int (statement, 0) : 0;

  return crm_statement_finish (statement, error);
}

static gboolean
delete_stage (CrmTransaction *transaction, gint64 stage, GError **error)
{
  g_autoptr (CrmRecord) record = NULL;
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  gint64           count;

  if (!count_deals (transaction, stage, &count, error))
    return FALSE;
  if (count == 0)
    return crm_transaction_delete (transaction, stage, error);

  record = crm_transaction_load (transaction, stage, error);
  if (record == NULL)
    return FALSE;
  name = crm_object_dup_title (CRM_OBJECT (record));
  shown = crm_text_isolate (name);
  /* Translators: a stage of the pipeline */
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” still has deals. Move them to another stage first."), shown);
  return FALSE;
}

/* New records take any field; a draft only what differs, so that nothing is journalled that did not change. */
static void
set_integer (CrmRecord *record, const char *field, gint64 value)
{
  if (crm_object_get_integer (CRM_OBJECT (record), field) != value)
    crm_object_set_integer (CRM_OBJECT (record), field, value);
}

/**
 * crm_pipeline_save:
 * @records: (element-type CrmRecord): the pipeline, then its stages from first to last; each new or a draft
 * @removed: (nullable) (element-type gint64): stages that go; refused where one has deals
 *
 * Saves a pipeline with its stages, which are told whose they are and where they stand.
 */
gboolean
crm_pipeline_save (CrmTransaction *transaction, GPtrArray *records, GArray *removed, GError **error)
{
  CrmRecord *pipeline = g_ptr_array_index (records, 0);

  if (!crm_transaction_save (transaction, pipeline, error))
    return FALSE;
  for (guint i = 1; i < records->len; i++)
    {
      CrmRecord *stage = g_ptr_array_index (records, i);

      set_integer (stage, "pipeline", crm_record_get_id (pipeline));
      set_integer (stage, "position", i - 1);
      if (!crm_transaction_save (transaction, stage, error))
        return FALSE;
    }
  for (guint i = 0; removed != NULL && i < removed->len; i++)
    {
      if (!delete_stage (transaction, g_array_index (removed, gint64, i), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_save (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job *job = user_data;

  return crm_pipeline_save (transaction, job->records, job->removed, error);
}

/**
 * crm_pipeline_save_async:
 *
 * crm_pipeline_save() as a change of its own; end it with crm_store_write_finish(). The records are nobody else's any more.
 */
void
crm_pipeline_save_async (CrmStore *store, const char *title, GPtrArray *records, GArray *removed, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->records = g_ptr_array_ref (records);
  job->removed = removed != NULL ? g_array_ref (removed) : NULL;
  crm_store_write_async (store, title, "edit", CRM_TRANSACTION_NONE, run_save, job, (GDestroyNotify) job_free, NULL, callback, user_data);
}

static GArray *
load_stages (CrmTransaction *transaction, gint64 pipeline, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmStatement) statement = crm_connection_prepare (crm_transaction_get_connection (transaction), "SELECT id FROM stage WHERE pipeline = :pipeline AND deleted_at IS NULL");

  crm_statement_bind_int (statement, ":pipeline", pipeline);
  return crm_statement_collect (statement, ids, error) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
delete_whole (CrmTransaction *transaction, gint64 pipeline, GError **error)
{
  g_autoptr (GArray) stages = load_stages (transaction, pipeline, error);

  if (stages == NULL)
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    {
      if (!delete_stage (transaction, g_array_index (stages, gint64, i), error))
        return FALSE;
    }

  return crm_transaction_delete (transaction, pipeline, error);
}

static gboolean
run_delete (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job *job = user_data;

  return delete_whole (transaction, job->id, error);
}

/* Pipelines that came with the file, that nobody has edited, and in which no deal ever stood. */
static GArray *
list_unused (CrmTransaction *transaction, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmStatement) row = crm_connection_prepare (crm_transaction_get_connection (transaction),
                                                         "SELECT pipeline.id FROM pipeline JOIN creation ON code = (pipeline.id & 63) AND first <= pipeline.id AND last >= pipeline.id"
                                                         " JOIN change ON change.id = creation.change AND change.kind = 'setup'"
                                                         " WHERE deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM journal WHERE record = pipeline.id)"
                                                         " AND NOT EXISTS (SELECT 1 FROM stage WHERE stage.pipeline = pipeline.id AND (EXISTS (SELECT 1 FROM journal WHERE record = stage.id)"
                                                         " OR EXISTS (SELECT 1 FROM deal WHERE deal.stage = stage.id))) /* scan: pipelines are few */");

  return crm_statement_collect (row, ids, error) ? g_steal_pointer (&ids) : NULL;
}

/**
 * crm_pipeline_drop_unused:
 *
 * Deletes what the file was set up with and nobody has used, because others come instead.
 */
gboolean
crm_pipeline_drop_unused (CrmTransaction *transaction, GError **error)
{
  g_autoptr (GArray) pipelines = list_unused (transaction, error);

  for (guint i = 0; pipelines != NULL && i < pipelines->len; i++)
    {
      if (!delete_whole (transaction, g_array_index (pipelines, gint64, i), error))
        return FALSE;
    }

  return pipelines != NULL;
}

/**
 * crm_pipeline_delete_async:
 *
 * Deletes a pipeline and its stages, unless one of them has deals. End it with crm_store_write_finish().
 */
void
crm_pipeline_delete_async (CrmStore *store, const char *title, gint64 pipeline, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->id = pipeline;
  crm_store_write_async (store, title, "edit", CRM_TRANSACTION_NONE, run_delete, job, (GDestroyNotify) job_free, NULL, callback, user_data);
}
