#include "config.h"

#include "crm-contact-point.h"

#include "crm-email.h"
#include "crm-phone.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Kinds that are nobody's trade mark first; social handles are the networks our users name. */
const CrmChoice crm_contact_point_kinds[] = {
  { "phone", N_ ("Phone") },
  { "email", N_ ("E-mail") },
  { "fax", N_ ("Fax") },
  { "web", N_ ("Web page") },
  { "instagram", N_ ("Instagram") },
  { "telegram", N_ ("Telegram") },
  { "whatsapp", N_ ("WhatsApp") },
  { "bale", N_ ("Bale") },
  { "eitaa", N_ ("Eitaa") },
  { "linkedin", N_ ("LinkedIn") },
  { "x", N_ ("X") },
  { "social", N_ ("Other network") },
  { NULL, NULL },
};

const CrmChoice crm_reach_channels[] = {
  { "call", N_ ("Call") },
  { "sms", N_ ("Text message") },
  { "messenger", N_ ("Messenger") },
  { "email", N_ ("E-mail") },
  { "visit", N_ ("Visit") },
  { NULL, NULL },
};

static const CrmField crm_contact_point_fields[] = {
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_REQUIRED, crm_contact_point_kinds),
  CRM_TEXT ("label", N_ ("Label"), CRM_FIELD_NONE),
  CRM_TEXT ("value", N_ ("Value"), CRM_FIELD_REQUIRED | CRM_FIELD_SEARCHED),
  CRM_TEXT ("normalised", N_ ("Normalised"), CRM_FIELD_DERIVED), /* where the value alone does not say it */
  CRM_BOOLEAN ("preferred", N_ ("Preferred"), CRM_FIELD_NONE),
  CRM_BOOLEAN ("invalid", N_ ("Does not work"), CRM_FIELD_NONE),
  CRM_BOOLEAN ("opt_out", N_ ("Do not contact"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmContactPoint, crm_contact_point)

static gboolean
is_number (const char *kind)
{
  return g_strcmp0 (kind, "phone") == 0 || g_strcmp0 (kind, "fax") == 0 || g_strcmp0 (kind, "whatsapp") == 0;
}

static const char *
get_normalised (CrmObject *self)
{
  const char *normalised = crm_object_get_text (self, "normalised");

  return normalised != NULL ? normalised : crm_object_get_text (self, "value");
}

static char *
crm_contact_point_dup_key (CrmItem *item)
{
  CrmObject       *self = CRM_OBJECT (item);
  const char      *kind = crm_object_get_text (self, "kind");
  const char      *value = get_normalised (self);
  g_autofree char *key = NULL;

  if (value == NULL || kind == NULL)
    return NULL;
  if (is_number (kind))
    {
      key = crm_phone_key (value);
      return key != NULL ? g_strconcat ("phone:", key, NULL) : NULL;
    }
  if (g_str_equal (kind, "email"))
    {
      key = crm_email_key (value);
      return key != NULL ? g_strconcat ("email:", key, NULL) : NULL;
    }

  return NULL;
}

static char *
crm_contact_point_dup_title (CrmObject *self)
{
  return g_strdup (crm_object_get_text (self, "value"));
}

static void
crm_contact_point_override (CrmItemClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_contact_point_dup_title;
  klass->dup_key = crm_contact_point_dup_key;
}

/* What anybody could read from the value: only a number without its country needs more said. */
static char *
normalise (const char *kind, const char *value, const char *default_country)
{
  if (is_number (kind))
    return crm_phone_normalise (value, default_country);
  if (g_strcmp0 (kind, "email") == 0)
    return crm_email_normalise (value);

  return NULL;
}

static void
complete (CrmObject *self, const char *default_country)
{
  const char      *kind = crm_object_get_text (self, "kind");
  const char      *value = crm_object_get_text (self, "value");
  g_autofree char *normalised = NULL;
  g_autofree char *plain = NULL;

  if (kind == NULL || value == NULL || crm_object_get_text (self, "normalised") != NULL)
    return;

  normalised = normalise (kind, value, default_country);
  plain = normalise (kind, value, NULL);
  if (g_strcmp0 (normalised, plain) != 0)
    crm_object_set_text (self, "normalised", normalised);
}

/**
 * crm_contact_point_new:
 * @kind: one of the kinds above
 * @label: (nullable): "work", "home", or a person's own word
 * @value: as typed
 * @default_country: (nullable): ISO 3166 code a number without one belongs to
 *
 * Returns: (transfer full): the contact point, its value kept as typed and the number it means beside it where the value lacks the country
 */
CrmItem *
crm_contact_point_new (const char *kind, const char *label, const char *value, const char *default_country)
{
  CrmObject *self = g_object_new (CRM_TYPE_CONTACT_POINT, NULL);

  crm_object_set_text (self, "kind", kind);
  crm_object_set_text (self, "label", label);
  crm_object_set_text (self, "value", value);
  complete (self, default_country);

  return CRM_ITEM (self);
}

static gboolean
same_number (const char *mine, const char *theirs)
{
  g_autofree char *a = crm_phone_normalise (mine, NULL);
  g_autofree char *b = crm_phone_normalise (theirs, NULL);
  const char      *extension = a != NULL ? strchr (a, ';') : NULL;
  const char      *other = b != NULL ? strchr (b, ';') : NULL;

  if (a == NULL || b == NULL || g_strcmp0 (extension, other) != 0)
    return FALSE;

  /* Alike without their countries, which are two. */
  return *a != '+' || *b != '+' || strcmp (a, b) == 0;
}

/**
 * crm_contact_point_equal:
 *
 * Returns: whether the two lead to the same place, however it is written: not two extensions of a switchboard, nor one number in two countries
 */
gboolean
crm_contact_point_equal (CrmObject *self, CrmObject *other)
{
  const char *key = crm_item_get_key (CRM_ITEM (self));

  if (key == NULL || g_strcmp0 (key, crm_item_get_key (CRM_ITEM (other))) != 0)
    return FALSE;

  return !is_number (crm_object_get_text (self, "kind")) || same_number (get_normalised (self), get_normalised (other));
}

/**
 * crm_contact_points_complete:
 * @record: a new record or a draft, of a type with contact points
 * @default_country: (nullable): ISO 3166 code a number without one belongs to
 *
 * Gives the numbers that came without it what they mean in full, as crm_contact_point_new() would have.
 */
void
crm_contact_points_complete (CrmObject *record, const char *default_country)
{
  GPtrArray *points = crm_object_get_items (record, "contact_points");
  g_autoptr (GPtrArray) completed = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      CrmItem *point = crm_item_copy (g_ptr_array_index (points, i));

      complete (CRM_OBJECT (point), default_country);
      g_ptr_array_add (completed, point);
    }
  crm_object_set_items (record, "contact_points", completed);
}
