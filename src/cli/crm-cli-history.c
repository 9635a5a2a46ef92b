/* Commands about what was done. */

#include "config.h"

#include "crm-cli.h"
#include "crm-error.h"
#include "crm-field-text.h"

#include <glib/gi18n-lib.h>

#define HISTORY_MAX 1000

static gboolean
run_undo (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *title = NULL;
  gboolean         rest = FALSE;
  guint            n_kept = 0;
  gint64           change = 0;
  GOptionEntry     entries[] = {
        { "rest", 0, 0, G_OPTION_ARG_NONE, &rest, NULL, NULL },
        { NULL },
  };

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc > 2 || (argc == 2 && !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &change, NULL)) || (rest && argc < 2))
    return crm_cli_usage (error, _ ("Say the number of one change, as “history” tells it, or nothing for the last one."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  if (!(change != 0 ? crm_store_undo_change (cli->store, change, rest, &n_kept, &title, error) : crm_store_undo (cli->store, &title, error)))
    return FALSE;

  if (!cli->json)
    crm_cli_print (_ ("Undone: %s"), crm_journal_get_shown (title));
  if (!cli->json && n_kept > 0)
    crm_cli_print (g_dngettext (GETTEXT_PACKAGE, "%lu record stays as it is: it was edited or used since.", "%lu records stay as they are: they were edited or used since.", n_kept), (gulong) n_kept);
  return TRUE;
}

static gboolean
run_redo (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *title = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error) || !crm_cli_open (cli, error) || !crm_store_redo (cli->store, &title, error))
    return FALSE;

  if (!cli->json)
    crm_cli_print (_ ("Redone: %s"), crm_journal_get_shown (title));
  return TRUE;
}

static JsonObject *
row_to_json (CrmCli *cli, const CrmJournalRow *row)
{
  g_autoptr (CrmRecord) record = crm_store_get (cli->store, row->record, NULL);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "record", record != NULL ? crm_record_get_uid (record) : "");
  json_object_set_string_member (object, "field", row->field);
  if (row->before != NULL)
    json_object_set_string_member (object, "before", row->before);
  if (row->after != NULL)
    json_object_set_string_member (object, "after", row->after);

  return object;
}

static gboolean
add_rows (CrmCli *cli, JsonObject *object, gint64 change, gint64 record, GError **error)
{
  g_autoptr (GPtrArray) rows = crm_store_load_change_rows (cli->store, change, record, error);
  JsonArray *array;

  if (rows == NULL)
    return FALSE;

  array = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (array, row_to_json (cli, g_ptr_array_index (rows, i)));
  json_object_set_array_member (object, "fields", array);

  return TRUE;
}

static JsonObject *
change_to_json (const CrmJournalChange *change)
{
  g_autofree char *at = crm_instant_to_iso (change->at);
  JsonObject      *object = json_object_new ();

  json_object_set_int_member (object, "change", change->id);
  json_object_set_string_member (object, "at", at);
  json_object_set_string_member (object, "title", change->title);
  json_object_set_string_member (object, "kind", change->kind);
  json_object_set_string_member (object, "author", change->author != NULL ? change->author : "");
  json_object_set_string_member (object, "device", change->device != NULL ? change->device : "");
  json_object_set_boolean_member (object, "undone", change->reverted_by != 0);

  return object;
}

static gboolean
run_history (CrmCli *cli, int argc, char *argv[], GError **error)
{
  gint64 id = 0;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error) || !crm_cli_open (cli, error))
    return FALSE;
  if (argc > 1)
    {
      g_autoptr (CrmRecord) record = crm_cli_find (cli, argv[1], error);

      if (record == NULL)
        return FALSE;
      id = crm_record_get_id (record);
    }
  changes = crm_store_load_history (cli->store, id, HISTORY_MAX, error);
  if (changes == NULL)
    return FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      const CrmJournalChange *change = g_ptr_array_index (changes, i);
      JsonObject             *object = change_to_json (change);

      if (id != 0 && !add_rows (cli, object, change->id, id, error))
        {
          json_object_unref (object);
          return FALSE;
        }
      if (!cli->json)
        crm_cli_print ("%6" G_GINT64_FORMAT "  %s  %s  %s%s", change->id, json_object_get_string_member (object, "at"), change->kind, crm_journal_get_shown (change->title), change->reverted_by != 0 ? _ (" (undone)") : "");
      json_array_add_object_element (array, object);
    }
  node = json_node_init_array (json_node_alloc (), array);
  if (cli->json)
    crm_cli_print_json (node);

  return TRUE;
}

const CrmCliCommand crm_cli_history_commands[] = {
  { "undo", "[CHANGE [--rest]]", N_ ("Turn back the last change, or another one."), run_undo },
  { "redo", "", N_ ("Do again what was undone last."), run_redo },
  { "history", "[UID]", N_ ("What was changed, by whom and when, newest first."), run_history },
  { NULL },
};
