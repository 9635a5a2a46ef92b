#include "config.h"

#include "crm-invoice.h"

#include "crm-decimal.h"
#include "crm-error.h"
#include "crm-sale-private.h"

const CrmChoice crm_invoice_kinds[] = {
  { "sale", N_ ("Sale") },
  { "return", N_ ("Return") },
  { NULL, NULL },
};

const CrmChoice crm_invoice_statuses[] = {
  { "draft", NC_ ("invoice", "Draft"), "invoice" },
  { "issued", NC_ ("invoice", "Issued"), "invoice" },
  { "cancelled", NC_ ("invoice", "Cancelled"), "invoice" },
  { NULL, NULL },
};

static const CrmField crm_invoice_fields[] = {
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_NONE, crm_invoice_kinds), /* unset: a sale */
  CRM_SALE_FIELDS_BEFORE (crm_invoice_statuses),
  CRM_DATE ("due", N_ ("Due"), CRM_FIELD_NONE),
  CRM_REFERENCE ("sales_order", N_ ("Sales order"), CRM_FIELD_NONE, "sales_order"),
  CRM_REFERENCE ("returns", N_ ("Return of"), CRM_FIELD_NONE, "invoice"),
  CRM_SALE_FIELDS_AFTER,
};

CRM_DEFINE_RECORD (CrmInvoice, crm_invoice)

gboolean
crm_invoice_is_return (CrmRecord *self)
{
  return g_strcmp0 (crm_object_get_text (CRM_OBJECT (self), "kind"), "return") == 0;
}

/**
 * crm_invoice_dup_returns_key:
 *
 * Returns: (transfer full): what returns of @invoice are looked up by
 */
char *
crm_invoice_dup_returns_key (gint64 invoice)
{
  return g_strdup_printf ("returns:%" G_GINT64_FORMAT, invoice);
}

static void
crm_invoice_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  gint64 returns = crm_object_get_integer (CRM_OBJECT (self), "returns");

  crm_sale_collect_keys (self, keys);
  if (returns != CRM_UNSET)
    g_ptr_array_add (keys, crm_invoice_dup_returns_key (returns));
}

/* Two lines are about the same: the product, or the words where it is none of those we know. */
static gboolean
is_same_thing (CrmObject *line, CrmObject *other)
{
  gint64 product = crm_object_get_integer (line, "product");

  if (product != crm_object_get_integer (other, "product"))
    return FALSE;

  return product != CRM_UNSET || g_strcmp0 (crm_object_get_text (line, "text"), crm_object_get_text (other, "text")) == 0;
}

/* How much of it the document has, in millionths. */
static gint64
count_thing (CrmRecord *document, CrmObject *thing)
{
  GPtrArray *lines = crm_object_get_items (CRM_OBJECT (document), "lines");
  gint64     count = 0;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const char *text = crm_object_get_text (lines->pdata[i], "quantity");
      gint64      quantity = CRM_SALE_UNIT;

      if (is_same_thing (lines->pdata[i], thing) && (text == NULL || crm_decimal_to_scaled (text, CRM_SALE_DIGITS, &quantity)))
        count += quantity;
    }

  return count;
}

static gint64
count_returned (CrmRecord *self, gint64 invoice, CrmObject *thing, CrmRecordContext *context)
{
  g_autofree char *key = crm_invoice_dup_returns_key (invoice);
  g_autoptr (GArray) ids = context->list (context, "invoice", key);
  gint64 count = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) other = g_array_index (ids, gint64, i) != crm_record_get_id (self) ? context->load (context, g_array_index (ids, gint64, i)) : NULL;

      if (other != NULL && crm_sale_counts (other))
        count += count_thing (other, thing);
    }

  return count;
}

/* Nobody brings back more than they got. */
static gboolean
check_return (CrmRecord *self, CrmRecordContext *context, GError **error)
{
  gint64     id = crm_object_get_integer (CRM_OBJECT (self), "returns");
  GPtrArray *lines = crm_object_get_items (CRM_OBJECT (self), "lines");
  g_autoptr (CrmRecord) sold = id != CRM_UNSET ? context->load (context, id) : NULL;

  for (guint i = 0; sold != NULL && lines != NULL && i < lines->len; i++)
    {
      CrmObject       *line = lines->pdata[i];
      gint64           left = count_thing (sold, line) - count_returned (self, id, line, context);
      g_autofree char *most = NULL;

      if (count_thing (self, line) <= left)
        continue;
      most = crm_decimal_from_scaled (MAX (left, 0), CRM_SALE_DIGITS);
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s”: no more than %s can come back, which is what was sold and has not come back yet."),
                   crm_object_get_text (line, "text") != NULL ? crm_object_get_text (line, "text") : "", most);
      return FALSE;
    }

  return TRUE;
}

static gboolean
crm_invoice_before_save (CrmRecord *self, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  if (!context->restoring && crm_invoice_is_return (self) && !crm_sale_is_draft (self) && (before == NULL || crm_sale_is_draft (before)) && !check_return (self, context, error))
    return FALSE;

  return crm_sale_before_save (self, before, context, error);
}

static gboolean
crm_invoice_validate (CrmRecord *record, GError **error)
{
  const char *day = crm_object_get_text (CRM_OBJECT (record), "date");
  const char *due = crm_object_get_text (CRM_OBJECT (record), "due");

  if (day != NULL && due != NULL && strcmp (due, day) < 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("An invoice is due on its day or later."));
      return FALSE;
    }

  return crm_sale_validate (record, error);
}

static void
crm_invoice_override (CrmRecordClass *klass)
{
  crm_sale_override (klass);
  klass->collect_keys = crm_invoice_collect_keys;
  klass->before_save = crm_invoice_before_save;
  klass->validate = crm_invoice_validate;
}
