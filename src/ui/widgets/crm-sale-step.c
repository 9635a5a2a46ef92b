#include "config.h"

#include "crm-sale-step.h"

#include "crm-format.h"
#include "crm-journal.h"
#include "crm-person-role.h"
#include "crm-person.h"
#include "crm-sales.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64      from;
  const char *type;     /* (nullable): what is made of it; interned */
  const char *currency; /* where a deal names none; interned */
  const char *status;   /* (nullable): what it is to be; interned */
  CrmRecord  *payment;  /* (owned) (nullable): of it */
  gint64      made;     /* id of what was made; 0 for nothing */
} Step;

static void
step_free (Step *step)
{
  g_clear_object (&step->payment);
  g_free (step);
}

static gboolean
step_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Step *step = user_data;
  g_autoptr (CrmRecord) made = NULL;

  if (step->status != NULL)
    return crm_sales_set_status (transaction, step->from, step->status, error);
  if (step->payment != NULL)
    return crm_sales_pay (transaction, step->from, step->payment, error);

  made = g_str_equal (step->type, "quote") ? crm_sales_quote_deal (transaction, step->from, step->currency, error) : crm_sales_make_next (transaction, step->from, step->type, NULL, error);
  if (made != NULL)
    step->made = crm_record_get_id (made);

  return made != NULL;
}

static void
open_made (CrmContext *context, gint64 id)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (CrmRecord) record = store != NULL ? crm_store_get (store, id, NULL) : NULL;

  if (record != NULL)
    crm_context_open (context, record);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CrmContext      *context = g_task_get_source_object (task);
  Step            *step = g_task_get_task_data (task);
  GError          *error = NULL;
  g_autofree char *title = NULL;

  if (!crm_store_write_finish (CRM_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  title = crm_store_dup_undo_title (CRM_STORE (source));
  if (title != NULL)
    crm_context_toast_undo (context, title);
  if (step->made != 0)
    open_made (context, step->made);
  g_task_return_boolean (task, TRUE);
}

/* What nobody waits for tells by itself when it fails. */
static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    crm_context_report (CRM_CONTEXT (source), error);
}

static void
start (CrmContext *context, const char *title, Step step, GAsyncReadyCallback callback, gpointer user_data)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (GTask) task = g_task_new (context, NULL, callback, user_data);
  Step *data = g_new (Step, 1);

  *data = step;
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, data, (GDestroyNotify) step_free);
  if (store == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
  else
    crm_store_write_async (store, title, "edit", CRM_TRANSACTION_NONE, step_func, data, NULL, NULL, written_cb, g_object_ref (task));
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmRecord) draft = user_data;

  if (crm_context_commit_finish (CRM_CONTEXT (source), result, NULL))
    open_made (CRM_CONTEXT (source), crm_record_get_id (draft));
}

/**
 * crm_sale_step_begin:
 * @type_name: "quote", "sales_order" or "invoice"
 * @customer: (nullable): a person or a company
 *
 * Begins an empty document, a draft, and shows it.
 */
void
crm_sale_step_begin (CrmContext *context, const char *type_name, CrmRecord *customer)
{
  const CrmRecordType *type = crm_record_type_find (type_name);
  g_autoptr (CrmRecord) draft = crm_record_new (type_name);
  /* Translators: %s is a kind of record: quote, order, invoice */
  g_autofree char *title = g_strdup_printf (_ ("Begin: %s"), _ (type->label));

  crm_object_set_text (CRM_OBJECT (draft), "currency", crm_context_default_currency (context));
  if (customer != NULL)
    crm_object_set_integer (CRM_OBJECT (draft), crm_record_get_record_type (customer)->name, crm_record_get_id (customer));
  if (customer != NULL && CRM_IS_PERSON (customer))
    crm_object_set_integer (CRM_OBJECT (draft), "company", crm_person_find_company (CRM_OBJECT (customer)));
  crm_context_take_on (context, draft);
  crm_context_commit_record (context, title, draft, begun_cb, g_object_ref (draft));
}

/**
 * crm_sale_step_make:
 * @from: a deal, of which a quote is made; else a quote, an order or an invoice
 * @type_name: what is made of it: "quote", "sales_order" or "invoice"
 */
void
crm_sale_step_make (CrmContext *context, CrmRecord *from, const char *type_name)
{
  const char *title = N_ ("Make the next document");

  if (g_str_equal (type_name, "quote"))
    title = N_ ("Make a quote");
  else if (g_str_equal (type_name, "sales_order"))
    title = N_ ("Make an order");
  else if (g_str_equal (type_name, crm_record_get_record_type (from)->name))
    title = N_ ("Enter a return");
  else
    title = N_ ("Make an invoice");

  start (context, title, (Step){ .from = crm_record_get_id (from), .type = g_intern_string (type_name), .currency = g_intern_string (crm_context_default_currency (context)) }, ended_cb, NULL);
}

static const char *
get_status_title (const char *status)
{
  static const struct
  {
    const char *status;
    const char *title;
  } titles[] = {
    { "issued", N_ ("Issue an invoice") },
    { "cancelled", N_ ("Cancel a document") },
    { "declined", N_ ("Decline a quote") },
    { "confirmed", N_ ("Confirm an order") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (g_str_equal (titles[i].status, status))
        return titles[i].title;
    }

  return N_ ("Change the status of a document");
}

/**
 * crm_sale_step_set_status:
 *
 * Issues, sends, confirms or cancels @document.
 */
void
crm_sale_step_set_status (CrmContext *context, CrmRecord *document, const char *status)
{
  start (context, get_status_title (status), (Step){ .from = crm_record_get_id (document), .status = g_intern_string (status) }, ended_cb, NULL);
}

/**
 * crm_sale_step_pay:
 * @payment: (transfer none): as crm_sales_pay() has it; nobody else's any more
 * @callback: ends with crm_sale_step_pay_finish()
 */
void
crm_sale_step_pay (CrmContext *context, CrmRecord *invoice, CrmRecord *payment, GAsyncReadyCallback callback, gpointer user_data)
{
  start (context, N_ ("Enter a payment"), (Step){ .from = crm_record_get_id (invoice), .payment = g_object_ref (payment) }, callback, user_data);
}

gboolean
crm_sale_step_pay_finish (CrmContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
