#include "config.h"

#include "crm-payment.h"

#include "crm-error.h"
#include "crm-invoice.h"
#include "crm-sale-private.h"
#include "crm-text.h"

const CrmChoice crm_payment_methods[] = {
  { "cash", N_ ("Cash") },
  { "card", N_ ("Card") },
  { "transfer", N_ ("Bank transfer") },
  { "cheque", N_ ("Cheque") },
  { "online", N_ ("Online") },
  { "barter", N_ ("Barter") },
  { NULL, NULL },
};

const CrmChoice crm_payment_directions[] = {
  { "in", NC_ ("payment", "Received"), "payment" },
  { "out", NC_ ("payment", "Paid back"), "payment" },
  { NULL, NULL },
};

const CrmChoice crm_cheque_states[] = {
  { "held", NC_ ("cheque", "In hand"), "cheque" },
  { "cleared", NC_ ("cheque", "Cleared"), "cheque" },
  { "bounced", NC_ ("cheque", "Bounced"), "cheque" },
  { NULL, NULL },
};

static const CrmField crm_payment_fields[] = {
  CRM_MONEY ("amount", N_ ("Amount"), CRM_FIELD_REQUIRED),
  CRM_TEXT ("currency", N_ ("Currency"), CRM_FIELD_NONE),
  CRM_CHOICE ("method", N_ ("Paid by"), CRM_FIELD_NONE, crm_payment_methods),
  CRM_DATE ("date", N_ ("Date"), CRM_FIELD_NONE),
  CRM_REFERENCE ("person", N_ ("Person"), CRM_FIELD_SEARCHED, "person"),
  CRM_REFERENCE ("company", N_ ("Company"), CRM_FIELD_SEARCHED, "company"),
  CRM_ITEMS ("shares", N_ ("For"), CRM_FIELD_NONE, crm_payment_share_get_type),
  CRM_CHOICE ("direction", N_ ("Direction"), CRM_FIELD_NONE, crm_payment_directions), /* unset: received */
  CRM_TEXT ("reference", N_ ("Reference number"), CRM_FIELD_SEARCHED),
  CRM_TEXT ("bank", N_ ("Bank"), CRM_FIELD_NONE),
  CRM_DATE ("cheque_due", N_ ("Cheque is due"), CRM_FIELD_NONE),
  CRM_CHOICE ("cheque_state", N_ ("The cheque"), CRM_FIELD_NONE, crm_cheque_states),
  CRM_TEXT ("goods", N_ ("Got instead of money"), CRM_FIELD_SEARCHED),
  CRM_REFERENCE ("owner", N_ ("Owner"), CRM_FIELD_UNLINKED, "user"),
  CRM_ITEMS ("tags", N_ ("Tags"), CRM_FIELD_NONE, crm_tagging_get_type),
  CRM_LONG_TEXT ("about", N_ ("About"), CRM_FIELD_SEARCHED),
  CRM_ITEMS (CRM_CUSTOM_VALUES, N_ ("Your fields"), CRM_FIELD_NONE, crm_custom_value_get_type),
  CRM_ITEMS ("foreign_fields", N_ ("Imported fields"), CRM_FIELD_HIDDEN, crm_foreign_field_get_type),
};

CRM_DEFINE_RECORD (CrmPayment, crm_payment)

/**
 * crm_payment_counts:
 *
 * Returns: whether the money came: a cheque that bounced brought none
 */
gboolean
crm_payment_counts (CrmRecord *self)
{
  return g_strcmp0 (crm_object_get_text (CRM_OBJECT (self), "cheque_state"), "bounced") != 0;
}

gboolean
crm_payment_is_refund (CrmRecord *self)
{
  return g_strcmp0 (crm_object_get_text (CRM_OBJECT (self), "direction"), "out") == 0;
}

/* Only a cheque has what cheques have, and only barter brings goods. */
static CrmFieldUse
crm_payment_get_use (CrmObject *self, const CrmField *field)
{
  const char *method = crm_object_get_text (self, "method");

  if (g_str_equal (field->name, "cheque_due") || g_str_equal (field->name, "cheque_state"))
    return g_strcmp0 (method, "cheque") == 0 ? CRM_FIELD_USE_OPEN : CRM_FIELD_USE_NONE;
  if (g_str_equal (field->name, "bank") || g_str_equal (field->name, "reference"))
    return g_strcmp0 (method, "cash") == 0 || g_strcmp0 (method, "barter") == 0 ? CRM_FIELD_USE_NONE : CRM_FIELD_USE_OPEN;

  return g_str_equal (field->name, "goods") && g_strcmp0 (method, "barter") != 0 ? CRM_FIELD_USE_NONE : CRM_FIELD_USE_OPEN;
}

static void
crm_payment_prepare (CrmObject *self)
{
  crm_items_share_currency (self, "shares");
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, why);
  return FALSE;
}

static gboolean
crm_payment_validate (CrmRecord *record, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);
  GPtrArray *shares = crm_object_get_items (self, "shares");
  gint64     amount = crm_object_get_integer (self, "amount");
  gint64     left = amount;

  if (amount == CRM_UNSET || amount <= 0 || amount > CRM_SALE_AMOUNT_MAX)
    return refuse (error, _ ("A payment is of an amount above nothing."));

  for (guint i = 0; shares != NULL && i < shares->len; i++)
    {
      gint64 part = crm_object_get_integer (shares->pdata[i], "amount");

      if (part == CRM_UNSET || part <= 0)
        return refuse (error, _ ("What is paid for an invoice is an amount above nothing."));
      if (part > left)
        return refuse (error, _ ("More is said to be for invoices than was paid."));
      left -= part;
    }

  return TRUE;
}

static gboolean
check_share (CrmRecord *self, CrmObject *share, CrmRecordContext *context, GError **error)
{
  gint64 id = crm_object_get_integer (share, "invoice");
  g_autoptr (CrmRecord) invoice = id != CRM_UNSET ? context->load (context, id) : NULL;
  g_autofree char *title = NULL;

  if (invoice == NULL || !CRM_IS_INVOICE (invoice))
    return refuse (error, _ ("There is no such invoice."));

  title = crm_object_dup_title (CRM_OBJECT (invoice));
  if (!crm_sale_counts (invoice) || crm_record_is_deleted (invoice))
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is a draft or was cancelled: nothing is to be paid for it."), title);
  else if (g_strcmp0 (crm_object_get_text (CRM_OBJECT (invoice), "currency"), crm_object_get_text (CRM_OBJECT (self), "currency")) != 0)
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is in another currency than the payment."), title);
  else
    return TRUE;

  return FALSE;
}

/* The same transfer or cheque is entered once. */
static char *
dup_reference_key (CrmRecord *self)
{
  const char      *method = crm_object_get_text (CRM_OBJECT (self), "method");
  const char      *reference = crm_object_get_text (CRM_OBJECT (self), "reference");
  g_autofree char *folded = reference != NULL ? crm_text_fold (reference) : NULL;

  return folded != NULL && *folded != '\0' ? g_strdup_printf ("payment:%s:%s:%" G_GINT64_FORMAT, method != NULL ? method : "", folded, crm_object_get_integer (CRM_OBJECT (self), "amount")) : NULL;
}

static gboolean
check_twice (CrmRecord *self, CrmRecordContext *context, GError **error)
{
  g_autofree char *key = dup_reference_key (self);
  gint64           other = key != NULL ? context->find (context, "payment", key) : 0;

  if (other == 0 || other == crm_record_get_id (self))
    return TRUE;

  return refuse (error, _ ("A payment of this amount with this reference number has been entered already."));
}

static gboolean
crm_payment_before_save (CrmRecord *record, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);
  GPtrArray *shares = crm_object_get_items (self, "shares");

  if (context->restoring)
    return TRUE;
  crm_sale_settle_day (self, context);
  for (guint i = 0; shares != NULL && i < shares->len; i++)
    {
      if (!check_share (record, shares->pdata[i], context, error))
        return FALSE;
    }

  return check_twice (record, context, error);
}

static void
crm_payment_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  char *key = dup_reference_key (self);

  if (key != NULL)
    g_ptr_array_add (keys, key);
}

static gboolean
crm_payment_get_event (CrmRecord *self, gint64 *at, const char **kind)
{
  *kind = "payment";
  *at = crm_record_place_on_day (self);

  return TRUE;
}

static char *
crm_payment_dup_title (CrmObject *self)
{
  const char *detail = crm_object_get_text (self, "reference");
  const char *method = crm_object_get_text (self, "method");
  const char *label = _ ("Payment");

  for (const CrmChoice *choice = crm_payment_methods; choice->value != NULL; choice++)
    {
      if (g_strcmp0 (choice->value, method) == 0)
        label = crm_choice_get_label (choice);
    }
  if (detail == NULL)
    detail = crm_object_get_text (self, "goods");

  return detail != NULL ? g_strdup_printf (_ ("%1$s · %2$s"), label, detail) : g_strdup (label);
}

static void
crm_payment_override (CrmRecordClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_payment_dup_title;
  CRM_OBJECT_CLASS (klass)->get_use = crm_payment_get_use;
  CRM_OBJECT_CLASS (klass)->prepare = crm_payment_prepare;
  klass->get_event = crm_payment_get_event;
  klass->collect_keys = crm_payment_collect_keys;
  klass->before_save = crm_payment_before_save;
  klass->validate = crm_payment_validate;
}
