/* The window's program: the language first, because everything after speaks it; then the application. */

#include "config.h"

#include "crm-application.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <locale.h>

/* The language chosen in Preferences, where one is: gettext and GTK's direction of text both follow LANGUAGE. */
static void
choose_language (void)
{
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  g_autofree char *language = g_settings_get_string (settings, "language");

  if (*language != '\0')
    g_setenv ("LANGUAGE", language, TRUE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (CrmApplication) application = NULL;

  choose_language ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, CRM_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = crm_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
