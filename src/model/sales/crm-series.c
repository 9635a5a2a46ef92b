#include "config.h"

#include "crm-series.h"

#include "crm-error.h"
#include "crm-sale.h"
#include "crm-serial.h"
#include "crm-text.h"
#include "crm-uid.h"

#include <glib/gi18n-lib.h>

const CrmChoice crm_series_kinds[] = {
  { "quote", N_ ("Quotes") },
  { "sales_order", N_ ("Sales orders") },
  { "invoice", N_ ("Invoices") },
  { "return", N_ ("Returns") },
  { NULL, NULL },
};

static const CrmField crm_series_fields[] = {
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_REQUIRED, crm_series_kinds),
  CRM_TEXT ("label", N_ ("Before the number"), CRM_FIELD_NONE),
  CRM_INTEGER ("last", N_ ("Number given last"), CRM_FIELD_GIVEN),
  CRM_TEXT ("device", N_ ("Device"), CRM_FIELD_REQUIRED | CRM_FIELD_HIDDEN), /* uid of the file that gives them */
};

CRM_DEFINE_RECORD (CrmSeries, crm_series)

#define SERIAL_MAX G_GINT64_CONSTANT (999999999999)

/* No letter looks like another one or like a digit, and they make no words. */
static const char letters[] = "BCDFGHJKLMNPRTVWXZ";

static char *
dup_own_key (const char *kind, const char *device)
{
  return g_strdup_printf ("series:%s:%s", kind, device);
}

static char *
dup_label_key (const char *kind, const char *label)
{
  g_autofree char *folded = crm_text_fold (label != NULL ? label : "");

  return g_strdup_printf ("series-label:%s:%s", kind, folded);
}

static char *
crm_series_dup_natural_key (CrmRecord *self)
{
  const char *kind = crm_object_get_text (CRM_OBJECT (self), "kind");
  const char *device = crm_object_get_text (CRM_OBJECT (self), "device");

  return kind != NULL && device != NULL ? dup_own_key (kind, device) : NULL;
}

static void
crm_series_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  char       *own = crm_series_dup_natural_key (self);
  const char *kind = crm_object_get_text (CRM_OBJECT (self), "kind");

  if (own == NULL)
    return;

  g_ptr_array_add (keys, own);
  g_ptr_array_add (keys, dup_label_key (kind, crm_object_get_text (CRM_OBJECT (self), "label")));
}

/* Whether another device has that label and goes before this one: it had it first, or nobody can say. */
static gboolean
is_taken (CrmRecordContext *context, const char *kind, const char *label, CrmRecord *own)
{
  g_autofree char *key = dup_label_key (kind, label);
  g_autoptr (GArray) ids = context->list (context, "series", key);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) other = context->load (context, g_array_index (ids, gint64, i));

      if (other == NULL || (own != NULL && crm_record_get_id (other) == crm_record_get_id (own)))
        continue;
      if (own == NULL || crm_object_get_integer (CRM_OBJECT (own), "last") == CRM_UNSET || g_strcmp0 (crm_record_get_uid (other), crm_record_get_uid (own)) < 0)
        return TRUE;
    }

  return FALSE;
}

/* Four letters of what the device is known by; @round makes others of it. */
static char *
make_label (const char *device, guint round)
{
  g_autofree char *text = g_strdup_printf ("series:%u:%s", round, device);
  char             uid[CRM_UID_LENGTH + 1];
  guint8           bytes[CRM_UID_SIZE];
  GString         *label = g_string_new (NULL);

  crm_uid_derive (text, uid);
  crm_uid_to_bytes (uid, bytes);
  /* The first bytes: those behind them hold the version and the variant. */
  for (guint i = 0; i < CRM_SERIES_LABEL_LETTERS; i++)
    g_string_append_c (label, letters[bytes[i] % (sizeof letters - 1)]);

  return g_string_free (label, FALSE);
}

static char *
choose_label (CrmRecordContext *context, const char *kind, const char *device, CrmRecord *own)
{
  const char *label = own != NULL ? crm_object_get_text (CRM_OBJECT (own), "label") : NULL;
  gboolean    first = own == NULL || (label == NULL && crm_object_get_integer (CRM_OBJECT (own), "last") == CRM_UNSET);

  if (!(first && context->is_shared (context)) && !is_taken (context, kind, label, own))
    return g_strdup (label);

  for (guint round = 0;; round++)
    {
      g_autofree char *made = make_label (device, round);

      if (!is_taken (context, kind, made, own))
        return g_steal_pointer (&made);
    }
}

static char *
dup_number (CrmRecord *series, gint64 serial)
{
  const char *label = crm_object_get_text (CRM_OBJECT (series), "label");

  return label != NULL ? g_strdup_printf ("%s-%" G_GINT64_FORMAT, label, serial) : g_strdup_printf ("%" G_GINT64_FORMAT, serial);
}

/* Its id is that of the series, of which a document has one number: so the same number that comes twice is one. */
static void
add_serial (CrmRecord *document, CrmRecord *series, gint64 serial)
{
  g_autofree char *natural = crm_series_dup_natural_key (series);
  char             uid[CRM_UID_LENGTH + 1];
  CrmItem         *item = g_object_new (CRM_TYPE_SERIAL, NULL);
  g_autofree char *number = dup_number (series, serial);
  g_autofree char *id = NULL;

  crm_uid_derive (natural, uid);
  id = g_strdup_printf ("s%.8s", uid);
  crm_item_set_id (item, id);
  crm_object_set_text (CRM_OBJECT (item), "number", number);
  crm_object_set_text (CRM_OBJECT (item), "series", uid);
  crm_object_set_integer (CRM_OBJECT (item), "serial", serial);
  crm_object_add_item (CRM_OBJECT (document), "serials", item);
  crm_object_set_text (CRM_OBJECT (document), "number", number);
}

/* Numbers of documents that came from elsewhere, or that somebody has typed, are passed over. */
static gint64
find_next (CrmRecordContext *context, CrmRecord *series, const char *kind)
{
  gint64   last = crm_object_get_integer (CRM_OBJECT (series), "last");
  gint64   next = last == CRM_UNSET ? 1 : last + 1;
  gboolean is_return = g_str_equal (kind, "return");

  for (;; next++)
    {
      g_autofree char *number = dup_number (series, next);
      g_autofree char *key = crm_sale_dup_number_key (kind, number);

      if (context->find (context, is_return ? "invoice" : kind, key) == 0)
        return next;
    }
}

/**
 * crm_series_take:
 * @document: being saved; has the fields "number" and "serials"
 * @kind: of the series
 *
 * Gives the document the next number of this device, and saves which that was. For `before_save`.
 */
gboolean
crm_series_take (CrmRecordContext *context, CrmRecord *document, const char *kind, GError **error)
{
  g_autofree char *device = context->dup_device (context);
  g_autofree char *key = dup_own_key (kind, device != NULL ? device : "");
  gint64           id = context->find (context, "series", key);
  g_autoptr (CrmRecord) own = id != 0 ? context->load (context, id) : NULL;
  g_autoptr (CrmRecord) draft = own != NULL ? crm_record_edit (own) : crm_record_new ("series");
  g_autofree char *label = choose_label (context, kind, device, own);
  gint64           serial;

  crm_object_set_text (CRM_OBJECT (draft), "kind", kind);
  crm_object_set_text (CRM_OBJECT (draft), "device", device);
  crm_object_set_text (CRM_OBJECT (draft), "label", label);
  serial = find_next (context, draft, kind);
  crm_object_set_integer (CRM_OBJECT (draft), "last", serial);
  add_serial (document, draft, serial);

  return context->save (context, draft, error);
}

static gboolean
crm_series_validate (CrmRecord *self, GError **error)
{
  gint64 last = crm_object_get_integer (CRM_OBJECT (self), "last");

  if (last == CRM_UNSET || (last >= 0 && last <= SERIAL_MAX))
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A number is from 1 to 999,999,999,999."));
  return FALSE;
}

/* Numbers only go up: one that was given is not given again. */
static gboolean
crm_series_before_save (CrmRecord *self, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  gint64 was = before != NULL ? crm_object_get_integer (CRM_OBJECT (before), "last") : CRM_UNSET;

  g_autofree char *number = NULL;

  if (was == CRM_UNSET || crm_object_get_integer (CRM_OBJECT (self), "last") >= was)
    return TRUE;

  number = g_strdup_printf ("%" G_GINT64_FORMAT, was);
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The number %s was given already. The next one can only be a later one."), number);
  return FALSE;
}

static gboolean
crm_series_may_go (CrmRecord *self, GError **error)
{
  if (crm_object_get_integer (CRM_OBJECT (self), "last") == CRM_UNSET)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("Numbers were given from this series, so it cannot be deleted."));
  return FALSE;
}

static void
crm_series_override (CrmRecordClass *klass)
{
  klass->dup_natural_key = crm_series_dup_natural_key;
  klass->collect_keys = crm_series_collect_keys;
  klass->validate = crm_series_validate;
  klass->before_save = crm_series_before_save;
  klass->may_go = crm_series_may_go;
}
