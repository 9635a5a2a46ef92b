/* Says in one version of vCard what a card says in another.
 *
 * Between 3.0 and 4.0 the same things are written in other places: the preferred value, pictures, birthdays without a year,
 * telephones as URIs. All else, known or not, is copied as it is. Pure functions.
 */

#include "config.h"

#include "crm-vcard-convert.h"

#include "crm-vcard-private.h"
#include "crm-vcard-value.h"

#include <string.h>

#define APPLE_NO_YEAR "1604"

static void
drop_type (CrmVcardProperty *property, const char *type)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < property->n_params; i++)
    if (g_ascii_strcasecmp (property->params[i].name, "TYPE") == 0)
      for (; n < property->params[i].n_values; n++)
        if (g_ascii_strcasecmp (property->params[i].values[n], type) != 0)
          g_ptr_array_add (kept, (gpointer) property->params[i].values[n]);

  crm_vcard_remove_param (property, "TYPE");
  for (guint i = 0; i < kept->len; i++)
    crm_vcard_add_param (property, "TYPE", g_ptr_array_index (kept, i));
}

static void
convert_pref (CrmVcardProperty *property, CrmVcardVersion version)
{
  guint pref = crm_vcard_property_get_pref (property);

  if (version == CRM_VCARD_4_0 && crm_vcard_property_has_type (property, "pref"))
    {
      drop_type (property, "pref");
      if (crm_vcard_property_get_param (property, "PREF") == NULL)
        crm_vcard_add_param (property, "PREF", "1");
    }
  else if (version == CRM_VCARD_3_0 && pref == 1 && !crm_vcard_property_has_type (property, "pref"))
    {
      crm_vcard_remove_param (property, "PREF");
      crm_vcard_add_param (property, "TYPE", "pref");
    }
}

static gboolean
is_media (const CrmVcardProperty *property)
{
  static const char *const names[] = { "PHOTO", "LOGO", "SOUND", "KEY" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (crm_vcard_property_is (property, names[i]))
      return TRUE;

  return FALSE;
}

/* 3.0: PHOTO;ENCODING=b;TYPE=JPEG:... and 4.0: PHOTO:data:image/jpeg;base64,... */
static void
convert_media (CrmVcardProperty *property, CrmVcardVersion version)
{
  g_autofree char *type = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *raw = NULL;
  g_autoptr (GBytes) bytes = crm_vcard_property_get_binary (property, &type);
  gsize       length;
  const void *data;

  if (bytes == NULL)
    return;

  data = g_bytes_get_data (bytes, &length);
  base64 = g_base64_encode (data, length);
  crm_vcard_remove_param (property, "ENCODING");
  crm_vcard_remove_param (property, "VALUE");
  crm_vcard_remove_param (property, "MEDIATYPE");
  crm_vcard_remove_param (property, "TYPE");
  if (version == CRM_VCARD_4_0)
    {
      raw = g_strdup_printf ("data:%s;base64,%s", type, base64);
      crm_vcard_set_raw (property, raw);
      return;
    }
  raw = g_ascii_strup (g_str_has_prefix (type, "image/") ? type + strlen ("image/") : type, -1);
  crm_vcard_add_param (property, "ENCODING", "b");
  crm_vcard_add_param (property, "TYPE", raw);
  crm_vcard_set_raw (property, base64);
}

/* 3.0, as Apple's programs do: BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-12, and 4.0: BDAY:--0512 */
static void
convert_birthday (CrmVcardProperty *property, CrmVcardVersion version)
{
  CrmVcardDate     date;
  g_autofree char *raw = NULL;

  if (!crm_vcard_property_get_date (property, &date) || date.year != 0 || date.month == 0 || date.day == 0)
    return;

  crm_vcard_remove_param (property, "X-APPLE-OMIT-YEAR");
  if (version == CRM_VCARD_4_0)
    raw = g_strdup_printf ("--%02u%02u", date.month, date.day);
  else
    {
      crm_vcard_add_param (property, "X-APPLE-OMIT-YEAR", APPLE_NO_YEAR);
      raw = g_strdup_printf (APPLE_NO_YEAR "-%02u-%02u", date.month, date.day);
    }
  crm_vcard_set_raw (property, raw);
}

/* 4.0 may write a telephone as TEL;VALUE=uri:tel:+98-21-5555, which 3.0 does not know. */
static void
convert_telephone (CrmVcardProperty *property)
{
  const char *text = crm_vcard_property_get_text (property);

  if (g_ascii_strncasecmp (text, "tel:", 4) != 0)
    return;

  crm_vcard_remove_param (property, "VALUE");
  crm_vcard_set_raw (property, property->raw + 4);
}

/* 4.0 takes a UID for a URI unless told otherwise. */
static void
convert_uid (CrmVcardProperty *property, CrmVcardVersion version)
{
  if (version == CRM_VCARD_3_0)
    crm_vcard_remove_param (property, "VALUE");
  else if (crm_vcard_property_get_uri (property) == NULL && crm_vcard_property_get_param (property, "VALUE") == NULL)
    crm_vcard_add_param (property, "VALUE", "text");
}

static void
convert_property (CrmVcardProperty *property, CrmVcardVersion version)
{
  convert_pref (property, version);
  if (is_media (property))
    convert_media (property, version);
  else if (crm_vcard_property_is (property, "BDAY"))
    convert_birthday (property, version);
  else if (crm_vcard_property_is (property, "TEL") && version == CRM_VCARD_3_0)
    convert_telephone (property);
  else if (crm_vcard_property_is (property, "UID"))
    convert_uid (property, version);
}

/**
 * crm_vcard_convert:
 * @version: %CRM_VCARD_3_0 or %CRM_VCARD_4_0
 *
 * Returns: (transfer full): a card of @version that says what @card does
 */
CrmVcard *
crm_vcard_convert (const CrmVcard *card, CrmVcardVersion version)
{
  CrmVcard *converted = crm_vcard_new (version);
  gboolean  other = card->version == CRM_VCARD_4_0 || version == CRM_VCARD_4_0;

  converted->line = card->line;
  for (guint i = 0; i < card->n_properties; i++)
    {
      CrmVcardProperty *copy = crm_vcard_add_copy (converted, card->properties[i]);

      if (other && card->version != version)
        convert_property (copy, version);
    }

  return converted;
}
