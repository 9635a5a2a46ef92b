#include "config.h"

#include "crm-address.h"

#include "crm-country.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_address_fields[] = {
  CRM_TEXT ("label", N_ ("Label"), CRM_FIELD_NONE),
  CRM_LONG_TEXT ("street", N_ ("Street"), CRM_FIELD_NONE),
  CRM_TEXT ("extended", N_ ("Flat, floor"), CRM_FIELD_NONE),
  CRM_TEXT ("po_box", N_ ("P.O. box"), CRM_FIELD_NONE),
  CRM_TEXT ("district", N_ ("District"), CRM_FIELD_NONE),
  CRM_TEXT ("city", N_ ("City"), CRM_FIELD_NONE),
  CRM_TEXT ("region", N_ ("Province or state"), CRM_FIELD_NONE),
  CRM_TEXT ("postal_code", N_ ("Postal code"), CRM_FIELD_NONE),
  CRM_TEXT ("country", N_ ("Country"), CRM_FIELD_NONE),
  CRM_LONG_TEXT ("formatted", N_ ("Whole address"), CRM_FIELD_NONE),
  CRM_BOOLEAN ("preferred", N_ ("Preferred"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmAddress, crm_address)

/* A country is kept as ISO 3166 has it, where it is known. */
static gboolean
is_code (const char *part, const char *text)
{
  return g_str_equal (part, "country") && g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]) && text[2] == '\0';
}

static char *
crm_address_dup_title (CrmObject *self)
{
  const char *parts[] = { "street", "extended", "district", "city", "region", "postal_code", "country" };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *country = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = crm_object_get_text (self, parts[i]);

      if (part != NULL && is_code (parts[i], part))
        g_ptr_array_add (words, country = crm_country_dup_name (part, NULL));
      else if (part != NULL)
        g_ptr_array_add (words, (gpointer) part);
    }
  if (words->len == 0)
    return g_strdup (crm_object_get_text (self, "formatted"));
  g_ptr_array_add (words, NULL);

  /* Translators: what stands between the parts of a postal address */
  return g_strjoinv (_ (", "), (char **) words->pdata);
}

static void
crm_address_override (CrmItemClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_address_dup_title;
}
