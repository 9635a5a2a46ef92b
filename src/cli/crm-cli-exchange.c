/* Commands that bring records in and take them out. */

#include "config.h"

#include "crm-cli.h"
#include "crm-error.h"
#include "crm-export-file.h"
#include "crm-export.h"
#include "crm-field-text.h"
#include "crm-lock.h"
#include "crm-import-report-json.h"
#include "crm-import.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
find_format (const char *name, CrmExportFormat *format)
{
  if (g_strcmp0 (name, "csv") == 0)
    *format = CRM_EXPORT_CSV;
  else if (g_strcmp0 (name, "vcard") == 0)
    *format = CRM_EXPORT_VCARD;
  else if (g_strcmp0 (name, "json") == 0)
    *format = CRM_EXPORT_JSON;
  else if (g_strcmp0 (name, "ics") == 0)
    *format = CRM_EXPORT_ICAL;
  else
    return FALSE;

  return TRUE;
}

static gboolean
write_to_output (CrmCli *cli, const char *type_name, const CrmQuery *query, CrmExportFormat format, GError **error)
{
  g_autoptr (GOutputStream) raw = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (GOutputStream) stream = g_buffered_output_stream_new_sized (raw, 1 << 16);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmReading) reading = crm_reading_new (crm_store_get_path (cli->store), error);

  return reading != NULL && crm_export_collect (reading, type_name, query, ids, error) &&
         crm_export (reading, type_name != NULL ? type_name : "person", ids, format, stream, NULL, NULL, NULL, error) &&
         g_output_stream_close (stream, NULL, error);
}

static gboolean
write_to_file (CrmCli *cli, const char *type_name, const CrmQuery *query, CrmExportFormat format, const char *path, const char *passphrase, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  return (passphrase == NULL || crm_lock_check_passphrase (passphrase, error)) && crm_export_file_write (crm_store_get_path (cli->store), type_name, query, format, file, passphrase, NULL, error);
}

static gboolean
run_export (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *as = NULL;
  g_autofree char *output = NULL;
  g_autofree char *view = NULL;
  g_autofree char *passphrase_file = NULL;
  g_autofree char *passphrase = NULL;
  g_autoptr (CrmQuery) query = NULL;
  GOptionEntry entries[] = {
    { "view", 0, 0, G_OPTION_ARG_STRING, &view, NULL, NULL },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase_file, NULL, NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { NULL },
  };
  CrmExportFormat format;
  const char     *type_name;

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc != 2 || !find_format (as, &format))
    return crm_cli_usage (error, _ ("Say a type or “all”, and --as csv, vcard, ics or json."));
  type_name = strcmp (argv[1], "all") != 0 ? argv[1] : NULL;
  if (type_name == NULL && format != CRM_EXPORT_JSON)
    return crm_cli_usage (error, _ ("Everything at once can be written as JSON only."));
  if ((type_name != NULL && crm_cli_find_type (type_name, error) == NULL) || !crm_cli_open (cli, error))
    return FALSE;

  if (view != NULL && type_name == NULL)
    return crm_cli_usage (error, _ ("A view shows records of one type: say which."));
  query = view != NULL ? crm_cli_new_view_query (cli, crm_record_type_find (type_name), view, error) : NULL;
  if (view != NULL && query == NULL)
    return FALSE;

  if (passphrase_file != NULL && output == NULL)
    return crm_cli_usage (error, _ ("What is locked goes into a file: name it with -o."));
  if (!crm_cli_read_passphrase (passphrase_file, &passphrase, error))
    return FALSE;

  return output != NULL ? write_to_file (cli, type_name, query, format, output, passphrase, error) : write_to_output (cli, type_name, query, format, error);
}

static const struct
{
  const char   *word;
  CrmImportKeys key;
} match_words[] = {
  { "uid", CRM_IMPORT_BY_UID },
  { "external", CRM_IMPORT_BY_EXTERNAL },
  { "email", CRM_IMPORT_BY_EMAIL },
  { "phone", CRM_IMPORT_BY_PHONE },
  { "name", CRM_IMPORT_BY_NAME },
};

static const char *const on_match_words[] = { "auto", "skip", "update", "fill", "create", NULL };

static gboolean
find_word (const char *word, const char *const *words, guint *number, GError **error)
{
  for (*number = 0; words[*number] != NULL; (*number)++)
    {
      if (word == NULL || strcmp (words[*number], word) == 0)
        return TRUE;
    }

  return crm_cli_usage (error, _ ("“%s” is none of the words that can stand there."), word);
}

static gboolean
read_keys (const char *text, CrmImportKeys *keys, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      CrmImportKeys known = *keys;

      for (guint j = 0; j < G_N_ELEMENTS (match_words); j++)
        {
          if (strcmp (words[i], match_words[j].word) == 0)
            *keys |= match_words[j].key;
        }
      if (*keys == known)
        return crm_cli_usage (error, _ ("People can be recognised by uid, external, email, phone and name, not by “%s”."), words[i]);
    }

  return TRUE;
}

/* Line 0 is that of the file as a whole. */
static void
print_line (guint64 line, const char *text)
{
  if (line > 0)
    crm_cli_print (_ ("  line %lu: %s"), (gulong) line, text);
  else
    crm_cli_print ("  %s", text);
}

static void
print_report (const char *path, const CrmImportReport *report)
{
  crm_cli_print (_ ("%s: %s, %lu rows, %lu rejected"), path, report->format, (gulong) report->rows, (gulong) report->n_rejected);
  for (guint i = 0; i < report->counts->len; i++)
    {
      const CrmImportCount *count = g_ptr_array_index (report->counts, i);

      crm_cli_print (_ ("  %s: %lu new, %lu changed, %lu the same, %lu left alone"), count->type, (gulong) count->n[CRM_IMPORT_CREATED],
                     (gulong) count->n[CRM_IMPORT_UPDATED], (gulong) (count->n[CRM_IMPORT_UNCHANGED] + count->n[CRM_IMPORT_JOINED]), (gulong) count->n[CRM_IMPORT_SKIPPED]);
    }
  for (guint i = 0; i < report->rejects->len; i++)
    {
      const CrmImportReject *reject = g_ptr_array_index (report->rejects, i);

      if (reject->column != NULL)
        crm_cli_print (_ ("  line %lu, %s: %s"), (gulong) reject->line, reject->column, reject->reason);
      else
        print_line (reject->line, reject->reason);
    }
  for (guint i = 0; i < report->problems->len; i++)
    {
      const CrmProblem *problem = g_ptr_array_index (report->problems, i);

      print_line (problem->line, problem->message);
    }
}

static gboolean
import_all (CrmCli *cli, const CrmImportOptions *options, char **paths, JsonArray *reports, GError **error)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (CrmImportReport) report = NULL;
      JsonObject *object;

      if (!crm_import_run (cli->store, paths[i], options, crm_cli_get_progress (), NULL, NULL, &report, error))
        return FALSE;
      crm_cli_end_progress ();
      if (!cli->json)
        print_report (paths[i], report);
      object = crm_import_report_to_json (report);
      json_object_set_string_member (object, "path", paths[i]);
      json_array_add_object_element (reports, object);
    }

  return TRUE;
}

/* The matching of an earlier import, by the name of its file; other words say it themselves. */
static gboolean
find_map (CrmCli *cli, char **map, GError **error)
{
  g_autoptr (GPtrArray) imports = NULL;

  if (*map == NULL || strchr (*map, '=') != NULL)
    return TRUE;
  imports = crm_store_load_imports (cli->store, G_MAXINT, error);
  for (guint i = 0; imports != NULL && i < imports->len; i++)
    {
      const CrmImportLogged *logged = g_ptr_array_index (imports, i);

      if (logged->map == NULL || !g_str_equal (logged->name, *map))
        continue;
      g_free (*map);
      *map = g_strdup (logged->map);
      return TRUE;
    }

  if (imports != NULL)
    g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("No file “%s” was imported whose columns somebody had matched."), *map);
  return FALSE;
}

static gboolean
run_import (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *as = NULL;
  g_autofree char *map = NULL;
  g_autofree char *match = NULL;
  g_autofree char *on_match = NULL;
  g_autofree char *rejects = NULL;
  g_autofree char *sheet = NULL;
  gboolean         dry_run = FALSE;
  guint            format;
  guint            rule;
  CrmImportOptions options = { 0 };
  g_autoptr (JsonArray) reports = json_array_new ();
  g_autoptr (JsonNode) node = NULL;
  GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, NULL, NULL },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING, &map, NULL, NULL },
    { "match", 0, 0, G_OPTION_ARG_STRING, &match, NULL, NULL },
    { "on-match", 0, 0, G_OPTION_ARG_STRING, &on_match, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, NULL, NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, NULL, NULL },
    { NULL },
  };

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc < 2)
    return crm_cli_usage (error, _ ("Say which files to import."));
  if (argc > 2 && rejects != NULL)
    return crm_cli_usage (error, _ ("Import one file at a time where rejected rows are to be kept."));
  if (!find_word (as, crm_import_format_words, &format, error) || !find_word (on_match, on_match_words, &rule, error) || !read_keys (match, &options.match, error) || !crm_cli_open (cli, error))
    return FALSE;

  if (!find_map (cli, &map, error))
    return FALSE;
  options.format = (CrmImportFormat) format;
  options.on_match = (CrmImportOnMatch) rule;
  options.map_spec = map;
  options.csv.sheet = sheet;
  options.dry_run = dry_run;
  options.rejects_path = rejects;
  options.default_country = cli->country;
  options.culture = &cli->culture;
  if (!import_all (cli, &options, argv + 1, reports, error))
    return FALSE;

  node = json_node_init_array (json_node_alloc (), reports);
  if (cli->json)
    crm_cli_print_json (node);
  return TRUE;
}

static gboolean
print_import (CrmCli *cli, gint64 change, GError **error)
{
  g_autoptr (CrmImportLogged) logged = crm_store_find_import (cli->store, change, error);
  g_autoptr (CrmImportReport) report = logged != NULL ? crm_import_report_from_text (logged->report, error) : NULL;
  g_autoptr (JsonNode) node = NULL;

  if (report == NULL)
    return FALSE;
  if (!cli->json)
    print_report (logged->name, report);
  node = json_from_string (logged->report, NULL);
  if (cli->json)
    crm_cli_print_json (node);

  return TRUE;
}

static JsonObject *
logged_to_json (const CrmImportLogged *logged, const char *at)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "change", logged->change);
  json_object_set_string_member (object, "at", at);
  json_object_set_string_member (object, "name", logged->name);
  json_object_set_string_member (object, "title", logged->title);
  json_object_set_boolean_member (object, "undone", logged->undone);

  return object;
}

static gboolean
print_imports (CrmCli *cli, GError **error)
{
  g_autoptr (GPtrArray) imports = crm_store_load_imports (cli->store, G_MAXINT, error);
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  if (imports == NULL)
    return FALSE;
  for (guint i = 0; i < imports->len; i++)
    {
      const CrmImportLogged *logged = g_ptr_array_index (imports, i);
      g_autofree char       *at = crm_instant_to_iso (logged->at);

      json_array_add_object_element (array, logged_to_json (logged, at));
      if (!cli->json)
        crm_cli_print ("%6" G_GINT64_FORMAT "  %s  %s%s", logged->change, at, logged->title, logged->undone ? _ (" (undone)") : "");
    }
  node = json_node_init_array (json_node_alloc (), array);
  if (cli->json)
    crm_cli_print_json (node);

  return TRUE;
}

static gboolean
run_imports (CrmCli *cli, int argc, char *argv[], GError **error)
{
  gint64 change = 0;

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error))
    return FALSE;
  if (argc > 2 || (argc == 2 && !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &change, NULL)))
    return crm_cli_usage (error, _ ("Say the number of one import, or nothing for all of them."));
  if (!crm_cli_open (cli, error))
    return FALSE;

  return change != 0 ? print_import (cli, change, error) : print_imports (cli, error);
}

const CrmCliCommand crm_cli_exchange_commands[] = {
  { "import", "PATH… [--as auto|csv|vcard|json|ics|xlsx|ods|mbox|eml] [--sheet NAME] [--map NAME|FIELD=COLUMN,…] [--match KEYS] [--on-match skip|update|fill|create] [--dry-run] [--rejects PATH]", N_ ("Bring in people, companies, deals and notes from files."), run_import },
  { "imports", "[CHANGE]", N_ ("What was imported, newest first, or the report of one import."), run_imports },
  { "export", "TYPE|all [--view NAME] --as csv|vcard|json|ics [-o PATH [--passphrase-file PATH]]", N_ ("Write records to a file or to standard output."), run_export },
  { NULL },
};
