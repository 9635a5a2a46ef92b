/* A row for an amount of money.
 *
 * The amount is an integer of minor units all the way: GtkSpinButton and the C library turn Persian digits into nothing. */

#include "config.h"

#include "crm-money-entry.h"

#include "crm-field.h"
#include "crm-money.h"
#include "crm-text.h"

struct _CrmMoneyEntry
{
  CrmValueEntry parent_instance;

  gint64 amount; /* CRM_UNSET for none */
  char   currency[4];
  gint64 understood;
  char   understood_currency[4];
};

G_DEFINE_FINAL_TYPE (CrmMoneyEntry, crm_money_entry, CRM_TYPE_VALUE_ENTRY)

enum
{
  PROP_AMOUNT = 1,
  PROP_CURRENCY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const CrmCulture *
culture_of (CrmMoneyEntry *self)
{
  return crm_context_get_culture (crm_value_entry_get_context (CRM_VALUE_ENTRY (self)));
}

static void
take (CrmMoneyEntry *self, gint64 amount, const char *currency)
{
  gboolean other_amount = amount != self->amount;
  gboolean other_currency = !g_str_equal (currency, self->currency);

  self->amount = amount;
  if (other_currency)
    g_strlcpy (self->currency, currency, sizeof self->currency);

  if (other_currency)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENCY]);
  if (other_amount)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AMOUNT]);
}

static char *
crm_money_entry_understand (CrmValueEntry *entry, const char *text, GError **error)
{
  CrmMoneyEntry *self = CRM_MONEY_ENTRY (entry);
  const char    *currency = crm_money_entry_get_currency (self);

  if (!crm_money_parse (text, currency, culture_of (self), &self->understood, self->understood_currency, error))
    return NULL;

  return crm_money_format (self->understood, self->understood_currency, culture_of (self), CRM_MONEY_STYLE_FULL);
}

static void
crm_money_entry_accept (CrmValueEntry *entry, gboolean none)
{
  CrmMoneyEntry *self = CRM_MONEY_ENTRY (entry);

  if (none)
    take (self, CRM_UNSET, self->currency);
  else
    take (self, self->understood, self->understood_currency);
}

static char *
crm_money_entry_dup_shown (CrmValueEntry *entry)
{
  CrmMoneyEntry   *self = CRM_MONEY_ENTRY (entry);
  g_autofree char *isolated = NULL;

  if (self->amount == CRM_UNSET)
    return g_strdup ("");

  isolated = crm_money_format (self->amount, crm_money_entry_get_currency (self), culture_of (self), CRM_MONEY_STYLE_FULL);

  return crm_text_clean (isolated);
}

static void
crm_money_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmMoneyEntry *self = CRM_MONEY_ENTRY (object);

  switch (prop_id)
    {
    case PROP_AMOUNT:
      g_value_set_int64 (value, self->amount);
      break;
    case PROP_CURRENCY:
      g_value_set_string (value, crm_money_entry_get_currency (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_money_entry_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmMoneyEntry *self = CRM_MONEY_ENTRY (object);

  switch (prop_id)
    {
    case PROP_AMOUNT:
      crm_money_entry_set_amount (self, g_value_get_int64 (value), self->currency);
      break;
    case PROP_CURRENCY:
      crm_money_entry_set_amount (self, self->amount, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_money_entry_class_init (CrmMoneyEntryClass *klass)
{
  GObjectClass       *object_class = G_OBJECT_CLASS (klass);
  CrmValueEntryClass *entry_class = CRM_VALUE_ENTRY_CLASS (klass);
  GParamFlags         flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = crm_money_entry_get_property;
  object_class->set_property = crm_money_entry_set_property;
  entry_class->understand = crm_money_entry_understand;
  entry_class->accept = crm_money_entry_accept;
  entry_class->dup_shown = crm_money_entry_dup_shown;

  properties[PROP_AMOUNT] = g_param_spec_int64 ("amount", NULL, NULL, G_MININT64, G_MAXINT64, CRM_UNSET, flags);
  properties[PROP_CURRENCY] = g_param_spec_string ("currency", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crm_money_entry_init (CrmMoneyEntry *self)
{
  self->amount = CRM_UNSET;
}

GtkWidget *
crm_money_entry_new (CrmContext *context, const char *title)
{
  return g_object_new (CRM_TYPE_MONEY_ENTRY, "context", context, "title", title, NULL);
}

/**
 * crm_money_entry_get_amount:
 *
 * Returns: minor units, %CRM_UNSET for none
 */
gint64
crm_money_entry_get_amount (CrmMoneyEntry *self)
{
  g_return_val_if_fail (CRM_IS_MONEY_ENTRY (self), CRM_UNSET);

  return self->amount;
}

/**
 * crm_money_entry_get_currency:
 *
 * Returns: (transfer none): ISO 4217: that of the amount, else the user's
 */
const char *
crm_money_entry_get_currency (CrmMoneyEntry *self)
{
  g_return_val_if_fail (CRM_IS_MONEY_ENTRY (self), NULL);

  return self->currency[0] != '\0' ? self->currency : culture_of (self)->currency;
}

/**
 * crm_money_entry_set_amount:
 * @minor: in the smallest unit of @currency, or %CRM_UNSET
 * @currency: (nullable): ISO 4217; %NULL for the user's
 */
void
crm_money_entry_set_amount (CrmMoneyEntry *self, gint64 minor, const char *currency)
{
  g_return_if_fail (CRM_IS_MONEY_ENTRY (self));

  take (self, minor, currency != NULL ? currency : "");
  crm_value_entry_show (CRM_VALUE_ENTRY (self));
}

/**
 * crm_money_entry_get_valid:
 *
 * Returns: %FALSE while what is typed is not understood
 */
gboolean
crm_money_entry_get_valid (CrmMoneyEntry *self)
{
  return crm_value_entry_get_valid (CRM_VALUE_ENTRY (self));
}
