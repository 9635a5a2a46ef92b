/* The window's program: the language first, because everything after speaks it; then the application. */

#include "config.h"

#include "crm-application.h"
#include "crm-fonts.h"

#include <libintl.h>
#include <locale.h>
#include <unistd.h>

/* The language chosen in Preferences, where one is: gettext and GTK's direction of text both follow LANGUAGE. */
static void
choose_language (void)
{
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  g_autofree char *language = g_settings_get_string (settings, "language");

  if (*language != '\0')
    g_setenv ("LANGUAGE", language, TRUE);
}

/* The catalogues of a build that is not installed are where the environment says. */
static const char *
find_catalogues (void)
{
  const char *folder = g_getenv ("CRM_LOCALE_DIR");

  return folder != NULL ? folder : CRM_LOCALE_DIR;
}

/* Begins again as the desktop began it, so that a language that is not wished for any more does not linger. Returns if that fails. */
static void
begin_again (const char *program, char **environment)
{
  char *argv[] = { (char *) program, NULL };

  execve ("/proc/self/exe", argv, environment);
}

int
main (int argc, char *argv[])
{
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (CrmApplication) application = NULL;
  int status;

  choose_language ();
  crm_fonts_add_folder ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, find_catalogues ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = crm_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  g_settings_sync ();
  if (crm_application_wants_restart (application))
    begin_again (argv[0], environment);

  return status;
}
