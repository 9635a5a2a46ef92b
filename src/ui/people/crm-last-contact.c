/* When somebody was last spoken to, in words. */

#include "config.h"

#include "crm-last-contact.h"

#include "crm-format.h"

#include <glib/gi18n-lib.h>

/**
 * crm_last_contact_format:
 *
 * Returns: (transfer full) (nullable): «spoken to 2 days ago»
 */
char *
crm_last_contact_format (CrmContext *context, gint64 at)
{
  g_autofree char *day = crm_format_instant_relative (context, at);

  /* Translators: %s is a day: today, 2 days ago */
  return *day != '\0' ? g_strdup_printf (_ ("spoken to %s"), day) : NULL;
}
