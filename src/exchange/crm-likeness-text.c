/* Why two records may be one, in the words of people: for the window and for crmctl. */

#include "config.h"

#include "crm-likeness-text.h"

#include "crm-phone.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

static char *
dup_company (gint64 id, const CrmResolver *resolver)
{
  g_autoptr (CrmRecord) company = crm_resolver_load (resolver, id);
  g_autofree char *name = company != NULL ? crm_object_dup_title (CRM_OBJECT (company)) : g_strdup ("");

  return crm_text_isolate (name);
}

static char *
dup_value (const CrmLikenessReason *reason, const CrmResolver *resolver, const CrmCulture *culture)
{
  switch (reason->alike)
    {
    case CRM_ALIKE_PHONE:
    case CRM_ALIKE_PHONE_END:
      return crm_phone_format (reason->value, culture);
    case CRM_ALIKE_EMAIL:
    case CRM_ALIKE_WEB:
      return crm_text_isolate_ltr (reason->value);
    case CRM_ALIKE_COMPANY:
      return dup_company (reason->company, resolver);
    case CRM_ALIKE_NAME:
    case CRM_ALIKE_NAME_TURNED:
    default:
      return crm_text_isolate (reason->value);
    }
}

/**
 * crm_likeness_reason_to_text:
 * @resolver: names the company, where that is the reason
 *
 * Returns: (transfer full): "Same phone: 0912 345 6789"
 */
char *
crm_likeness_reason_to_text (const CrmLikenessReason *reason, const CrmResolver *resolver, const CrmCulture *culture)
{
  g_autofree char *value = dup_value (reason, resolver, culture);

  switch (reason->alike)
    {
    case CRM_ALIKE_EMAIL:
      return g_strdup_printf (_ ("Same e-mail: %s"), value);
    case CRM_ALIKE_PHONE:
      return g_strdup_printf (_ ("Same phone: %s"), value);
    case CRM_ALIKE_PHONE_END:
      return g_strdup_printf (_ ("Same phone but for the area code: %s"), value);
    case CRM_ALIKE_WEB:
      return g_strdup_printf (_ ("Same web page: %s"), value);
    case CRM_ALIKE_NAME_TURNED:
      return g_strdup_printf (_ ("Same name, written another way: %s"), value);
    case CRM_ALIKE_COMPANY:
      return g_strdup_printf (_ ("Same company: %s"), value);
    case CRM_ALIKE_NAME:
    default:
      return g_strdup_printf (_ ("Same name: %s"), value);
    }
}

/**
 * crm_likeness_to_text:
 *
 * Returns: (transfer full): all the reasons, on one line
 */
char *
crm_likeness_to_text (const CrmLikeness *likeness, const CrmResolver *resolver, const CrmCulture *culture)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < likeness->reasons->len; i++)
    {
      g_autofree char *text = crm_likeness_reason_to_text (g_ptr_array_index (likeness->reasons, i), resolver, culture);

      g_strv_builder_add (builder, text);
    }
  texts = g_strv_builder_end (builder);

  return g_strjoinv (_ (" · "), texts);
}
