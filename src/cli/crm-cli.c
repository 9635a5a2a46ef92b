#include "config.h"

#include "crm-cli.h"

#include "crm-error.h"
#include "crm-record-json.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

/**
 * crm_cli_open:
 *
 * Opens the customer file, which must exist.
 */
gboolean
crm_cli_open (CrmCli *cli, GError **error)
{
  g_autofree char *currency = NULL;

  if (cli->store == NULL)
    cli->store = crm_store_open (cli->path, CRM_STORE_OPEN_NONE, error);
  if (cli->store == NULL)
    return FALSE;

  crm_store_set_author (cli->store, g_getenv ("CRM_AUTHOR"));
  cli->resolver.store = cli->store;
  currency = crm_store_get_setting (cli->store, "currency");
  crm_culture_set_currency (&cli->culture, currency);
  if (cli->country == NULL)
    cli->country = crm_store_get_setting (cli->store, "country");
  return TRUE;
}

/**
 * crm_cli_parse:
 * @argv: (inout): the command and its arguments; options are taken out
 *
 * Beside those of the command, @entries, it takes the options that stand before it as well.
 */
gboolean
crm_cli_parse (CrmCli *cli, int *argc, char ***argv, const GOptionEntry *entries, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) failure = NULL;
  g_autofree char *path = NULL;
  GOptionEntry     common[] = {
        { "file", 'f', 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
        { "json", 'j', 0, G_OPTION_ARG_NONE, &cli->json, NULL, NULL },
        { NULL },
  };

  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  if (!g_option_context_parse (context, argc, argv, &failure))
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_USAGE, failure->message);
      return FALSE;
    }

  if (path != NULL)
    {
      g_free (cli->path);
      cli->path = g_steal_pointer (&path);
    }
  return TRUE;
}

/**
 * crm_cli_usage:
 *
 * Sets @error to a wrong usage.
 *
 * Returns: %FALSE
 */
gboolean
crm_cli_usage (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_USAGE, message);

  return FALSE;
}

/**
 * crm_cli_find:
 * @uid: a record's uid
 *
 * Returns: (transfer full) (nullable): the record
 */
CrmRecord *
crm_cli_find (CrmCli *cli, const char *uid, GError **error)
{
  gint64 id = crm_store_find_uid (cli->store, uid);

  if (id != 0)
    return crm_store_get (cli->store, id, error);

  g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no record “%s”."), uid);
  return NULL;
}

const CrmRecordType *
crm_cli_find_type (const char *name, GError **error)
{
  const CrmRecordType *type = crm_record_type_find (name);

  if (type == NULL)
    crm_cli_usage (error, _ ("There is no record type “%s”."), name);

  return type;
}

void
crm_cli_print (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_print ("%s\n", text);
}

void
crm_cli_print_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  g_print ("%s\n", text);
}

/**
 * crm_cli_print_object:
 * @object: (transfer full): what to print
 */
void
crm_cli_print_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  crm_cli_print_json (node);
  json_object_unref (object);
}

static void
show_progress (guint64 done, guint64 total, guint64 rows, gpointer user_data)
{
  if (total > 0)
    g_printerr ("\r%3d %%", (int) (100 * done / total));
}

/**
 * crm_cli_get_progress:
 *
 * Returns: (nullable): what shows on a terminal how far a long job is; %NULL where nobody looks
 */
CrmProgressFunc
crm_cli_get_progress (void)
{
  return isatty (STDERR_FILENO) != 0 ? show_progress : NULL;
}

/**
 * crm_cli_end_progress:
 *
 * Clears the line that the progress was on.
 */
void
crm_cli_end_progress (void)
{
  if (crm_cli_get_progress () != NULL)
    g_printerr ("\r      \r");
}

/**
 * crm_cli_print_done:
 *
 * Says which record a command has written.
 */
void
crm_cli_print_done (CrmCli *cli, CrmRecord *record)
{
  g_autoptr (CrmRecord) fresh = crm_store_get (cli->store, crm_record_get_id (record), NULL);
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

  if (cli->json && fresh != NULL)
    crm_cli_print_object (crm_record_to_json (fresh, &cli->resolver));
  else
    crm_cli_print ("%s  %s", crm_record_get_uid (record), title);
}

/**
 * crm_cli_read_passphrase:
 * @path: (nullable): of a file whose first line it is; %NULL where none is wanted
 * @passphrase: (out) (transfer full) (nullable)
 *
 * Arguments can be read by everybody on the computer, so a passphrase is never one.
 */
gboolean
crm_cli_read_passphrase (const char *path, char **passphrase, GError **error)
{
  g_autofree char *text = NULL;

  *passphrase = NULL;
  if (path == NULL)
    return TRUE;
  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;

  text[strcspn (text, "\r\n")] = '\0';
  *passphrase = g_steal_pointer (&text);

  return TRUE;
}
