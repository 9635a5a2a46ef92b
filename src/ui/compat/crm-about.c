/* A shim: the toolkits to come have an about dialog, the floor an about window. */

#include "config.h"

#include "crm-about.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/**
 * crm_show_about:
 * @parent: the window that asks
 *
 * Shows what the program is, its version and its licence.
 */
void
crm_show_about (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name", _ ("Customers"),
                         "application-icon", CRM_APP_ID,
                         "version", CRM_VERSION,
                         "comments", _ ("Keep up with the people you sell to. Everything stays on this computer until you say otherwise."),
                         "developer-name", _ ("The Customers authors"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, one a line */
                         "translator-credits", _ ("translator-credits"),
                         NULL);
}
