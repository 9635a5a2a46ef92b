/* crmctl: the heart of Customers from a terminal. `crmctl --help` lists the commands; README.md says how to add one. */

#include "config.h"

#include "crm-cli.h"
#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const CrmCliCommand *const groups[] = {
  crm_cli_file_commands,
  crm_cli_exchange_commands,
  crm_cli_query_commands,
  crm_cli_record_commands,
  crm_cli_duplicate_commands,
  crm_cli_lead_commands,
  crm_cli_sales_commands,
  crm_cli_service_commands,
  crm_cli_report_commands,
  crm_cli_history_commands,
  crm_cli_privacy_commands,
  crm_cli_sync_commands,
};

enum
{
  STATUS_DONE = 0,
  STATUS_REFUSED = 1,
  STATUS_USAGE = 2,
};

static const CrmCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      for (const CrmCliCommand *command = groups[i]; command->name != NULL; command++)
        {
          if (strcmp (command->name, name) == 0)
            return command;
        }
    }

  return NULL;
}

static void
print_help (void)
{
  crm_cli_print (_ ("Usage: crmctl [--file PATH] [--json] COMMAND"));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_print ("\n");
      for (const CrmCliCommand *command = groups[i]; command->name != NULL; command++)
        crm_cli_print ("  %s %s\n      %s", command->name, command->usage, _ (command->about));
    }
}

static int
fail (const char *what, GError *error)
{
  g_printerr ("crmctl: %s: %s\n", what, error->message);

  return g_error_matches (error, CRM_ERROR, CRM_ERROR_USAGE) ? STATUS_USAGE : STATUS_REFUSED;
}

static int
run (CrmCli *cli, int argc, char *argv[])
{
  const CrmCliCommand *command = argc > 0 ? find_command (argv[0]) : NULL;
  g_autoptr (GError) error = NULL;

  if (argc == 0)
    {
      g_printerr ("crmctl: %s\n", _ ("No command was given. “crmctl --help” lists them."));
      return STATUS_USAGE;
    }
  if (command == NULL)
    {
      g_printerr ("crmctl: %s: %s\n", argv[0], _ ("There is no such command. “crmctl --help” lists them."));
      return STATUS_USAGE;
    }
  if (command->run (cli, argc, argv, &error))
    return STATUS_DONE;

  return fail (argv[0], error);
}

static char *
get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "customers", "customers.crm", NULL);
}

int
main (int argc, char *argv[])
{
  CrmCli   cli = { 0 };
  gboolean help = FALSE;
  gboolean version = FALSE;
  int      status;
  g_auto (GStrv) arguments = NULL;
  g_autofree char **view = NULL;
  char            **remaining;
  guint             n_arguments;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  GOptionEntry entries[] = {
    { "file", 'f', 0, G_OPTION_ARG_FILENAME, &cli.path, NULL, NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &cli.json, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, NULL, NULL },
    { NULL },
  };

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("CRM_LOCALE_DIR") != NULL ? g_getenv ("CRM_LOCALE_DIR") : CRM_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE);
  arguments = g_strdupv (argv);
  remaining = arguments;
  if (!g_option_context_parse_strv (context, &remaining, &error))
    {
      g_printerr ("crmctl: %s\n", error->message);
      return STATUS_USAGE;
    }
  if (help)
    {
      print_help ();
      return STATUS_DONE;
    }
  if (version)
    {
      crm_cli_print ("crmctl %s", CRM_VERSION);
      return STATUS_DONE;
    }

  if (cli.path == NULL)
    cli.path = get_default_path ();
  crm_culture_init_default (&cli.culture, g_get_language_names ()[0]);
  /* Commands take options out of their array; the strings stay owned here. */
  n_arguments = g_strv_length (arguments);
  view = g_memdup2 (arguments, (n_arguments + 1) * sizeof (char *));
  status = run (&cli, (int) n_arguments - 1, view + 1);
  g_clear_object (&cli.store);
  g_free (cli.path);
  g_free (cli.country);

  return status;
}
