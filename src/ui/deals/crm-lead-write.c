#include "config.h"

#include "crm-lead-write.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* A write that is under way, and where its outcome will stand. */
typedef struct
{
  gpointer       data; /* (owned) */
  GDestroyNotify destroy;
  gboolean       converts;
} Write;

static void
write_free (Write *write)
{
  write->destroy (write->data);
  g_free (write);
}

static gint64
get_outcome (const Write *write)
{
  return write->converts ? ((CrmLeadConversion *) write->data)->deal : crm_record_get_id (((CrmLeadArrival *) write->data)->person);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError          *error = NULL;
  g_autofree char *title = NULL;

  if (!crm_store_write_finish (CRM_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  title = crm_store_dup_undo_title (CRM_STORE (source));
  if (title != NULL)
    crm_context_toast_undo (g_task_get_source_object (task), title);
  g_task_return_int (task, get_outcome (g_task_get_task_data (task)));
}

static void
start (CrmContext *context, const char *title, CrmWriteFunc func, gpointer data, GDestroyNotify destroy, GAsyncReadyCallback callback, gpointer user_data)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (GTask) task = g_task_new (context, NULL, callback, user_data);
  Write *write = g_new0 (Write, 1);

  g_task_set_source_tag (task, start);
  *write = (Write){ data, destroy, func == crm_lead_convert };
  g_task_set_task_data (task, write, (GDestroyNotify) write_free);
  if (store == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
  else
    crm_store_write_async (store, title, "edit", CRM_TRANSACTION_NONE, func, data, NULL, NULL, written_cb, g_object_ref (task));
}

/**
 * crm_lead_write_arrival:
 * @arrival: (transfer full)
 * @callback: ends with crm_lead_write_finish()
 */
void
crm_lead_write_arrival (CrmContext *context, CrmLeadArrival *arrival, GAsyncReadyCallback callback, gpointer user_data)
{
  start (context, N_ ("Add a lead"), crm_lead_add, arrival, (GDestroyNotify) crm_lead_arrival_free, callback, user_data);
}

/**
 * crm_lead_write_conversion:
 * @conversion: (transfer full)
 * @callback: ends with crm_lead_write_finish()
 */
void
crm_lead_write_conversion (CrmContext *context, CrmLeadConversion *conversion, GAsyncReadyCallback callback, gpointer user_data)
{
  start (context, N_ ("Make a deal of a lead"), crm_lead_convert, conversion, (GDestroyNotify) crm_lead_conversion_free, callback, user_data);
}

/**
 * crm_lead_write_finish:
 *
 * Returns: who has come, or the deal that was made; -1 with @error set, and nothing is changed
 */
gint64
crm_lead_write_finish (CrmContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmContext) context = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  if (!crm_store_write_finish (CRM_STORE (source), result, &error))
    {
      crm_context_report (context, error);
      return;
    }

  title = crm_store_dup_undo_title (CRM_STORE (source));
  if (title != NULL)
    crm_context_toast_undo (context, title);
}

/**
 * crm_lead_write_dismissal:
 * @reason: (nullable): in words
 */
void
crm_lead_write_dismissal (CrmContext *context, CrmRecord *person, const char *reason)
{
  CrmStore         *store = crm_context_get_store (context);
  CrmLeadDismissal *dismissal;

  if (store == NULL)
    return;

  dismissal = g_new0 (CrmLeadDismissal, 1);
  dismissal->person = crm_record_get_id (person);
  dismissal->reason = g_strdup (reason);
  crm_store_write_async (store, N_ ("Dismiss a lead"), "edit", CRM_TRANSACTION_NONE, crm_lead_dismiss, dismissal, (GDestroyNotify) crm_lead_dismissal_free, NULL, dismissed_cb, g_object_ref (context));
}
