/* Commands that bring records in and take them out. */

#include "config.h"

#include "crm-cli.h"
#include "crm-error.h"
#include "crm-export.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

static gboolean
find_format (const char *name, CrmExportFormat *format)
{
  if (g_strcmp0 (name, "csv") == 0)
    *format = CRM_EXPORT_CSV;
  else if (g_strcmp0 (name, "vcard") == 0)
    *format = CRM_EXPORT_VCARD;
  else if (g_strcmp0 (name, "json") == 0)
    *format = CRM_EXPORT_JSON;
  else
    return FALSE;

  return TRUE;
}

/* Everything, in an order in which no record comes before one it refers to. */
static gboolean
collect_all (CrmCli *cli, GArray *ids, GError **error)
{
  static const char *const order[] = { "setting", "tag", "pipeline", "stage", "company", "person", "deal", "stage_change", "activity" };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autoptr (CrmQuery) query = crm_query_new (order[i]);

      crm_query_set_order (query, "id", FALSE);
      if (!crm_store_query (cli->store, query, 0, ids, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_to (CrmCli *cli, const char *type_name, GArray *ids, CrmExportFormat format, const char *path, GError **error)
{
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_commandline_arg (path) : NULL;
  g_autoptr (GOutputStream) raw = NULL;
  g_autoptr (GOutputStream) stream = NULL;

  if (file != NULL)
    raw = G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error));
  else
    raw = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  if (raw == NULL)
    return FALSE;

  stream = g_buffered_output_stream_new_sized (raw, 1 << 16);
  return crm_export (cli->store, type_name, ids, format, stream, NULL, error) && g_output_stream_close (stream, NULL, error);
}

static gboolean
run_export (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *as = NULL;
  g_autofree char *output = NULL;
  GOptionEntry     entries[] = {
        { "as", 0, 0, G_OPTION_ARG_STRING, &as, NULL, NULL },
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
        { NULL },
  };
  CrmExportFormat format;
  gboolean        everything;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmQuery) query = NULL;

  if (!crm_cli_parse (&argc, &argv, entries, error))
    return FALSE;
  if (argc != 2 || !find_format (as, &format))
    return crm_cli_usage (error, _ ("Say a type or “all”, and --as csv, vcard or json."));
  everything = strcmp (argv[1], "all") == 0;
  if (everything && format != CRM_EXPORT_JSON)
    return crm_cli_usage (error, _ ("Everything at once can be written as JSON only."));
  if ((!everything && crm_cli_find_type (argv[1], error) == NULL) || !crm_cli_open (cli, error))
    return FALSE;

  query = everything ? NULL : crm_query_new (argv[1]);
  if (!(everything ? collect_all (cli, ids, error) : crm_store_query (cli->store, query, 0, ids, error)))
    return FALSE;

  return write_to (cli, everything ? "person" : argv[1], ids, format, output, error);
}

const CrmCliCommand crm_cli_exchange_commands[] = {
  { "export", "TYPE|all --as csv|vcard|json [-o PATH]", N_ ("Write records to a file or to standard output."), run_export },
  { NULL },
};
