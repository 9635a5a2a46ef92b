/* Commands that read records. */

#include "config.h"

#include "crm-board.h"
#include "crm-cli.h"
#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-filter.h"
#include "crm-main-item.h"
#include "crm-model.h"
#include "crm-record-json.h"
#include "crm-sort.h"
#include "crm-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static JsonArray *
records_to_json (CrmCli *cli, GArray *ids, guint first, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = first; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (cli->store, g_array_index (ids, gint64, i), error);

      if (record == NULL)
        return NULL;
      json_array_add_object_element (array, crm_record_to_json (record, &cli->resolver));
    }

  return g_steal_pointer (&array);
}

static gboolean
print_records (CrmCli *cli, GArray *ids, guint first, GError **error)
{
  if (cli->json)
    {
      g_autoptr (JsonArray) array = records_to_json (cli, ids, first, error);
      g_autoptr (JsonNode) node = NULL;

      if (array == NULL)
        return FALSE;
      node = json_node_init_array (json_node_alloc (), array);
      crm_cli_print_json (node);
      return TRUE;
    }

  for (guint i = first; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (cli->store, g_array_index (ids, gint64, i), error);
      g_autofree char *title = NULL;

      if (record == NULL)
        return FALSE;
      title = crm_object_dup_title (CRM_OBJECT (record));
      crm_cli_print ("%s  %s", crm_record_get_uid (record), title);
    }

  return TRUE;
}

/* A view of records of another type is somebody's mistake. */
CrmQuery *
crm_cli_new_view_query (CrmCli *cli, const CrmRecordType *type, const char *name, GError **error)
{
  g_autoptr (CrmRecord) view = crm_view_find (cli->store, name, error);

  if (view == NULL)
    return NULL;
  if (g_strcmp0 (crm_object_get_text (CRM_OBJECT (view), "record_type"), type->name) != 0)
    {
      crm_cli_usage (error, _ ("The view “%1$s” does not show records of the type “%2$s”."), name, type->name);
      return NULL;
    }

  return crm_view_new_query (view, cli->store, &cli->culture, error);
}

static gboolean
set_sort (CrmCli *cli, CrmQuery *query, const char *sort, GError **error)
{
  const CrmRecordType *type = crm_record_type_find (crm_query_get_type_name (query));
  const char          *colon = strrchr (sort, ':');
  g_autofree char     *up = colon != NULL && strcmp (colon, ":asc") == 0 ? g_strndup (sort, (gsize) (colon - sort)) : g_strdup (sort);

  if (crm_sort_apply (up, query, crm_store_get_fields (cli->store, type)))
    return TRUE;

  return crm_cli_usage (error, _ ("There is no field “%s” here."), sort);
}

static gboolean
set_group (CrmCli *cli, CrmQuery *query, const char *name, GError **error)
{
  const CrmRecordType *type = crm_record_type_find (crm_query_get_type_name (query));
  CrmFieldSet         *fields = crm_store_get_fields (cli->store, type);

  if (crm_sort_group (name, query, fields))
    return TRUE;
  if (crm_field_set_find (fields, name) == NULL && crm_main_item_find (type, name) == NULL)
    return crm_cli_usage (error, _ ("There is no field “%s” here."), name);

  return crm_cli_usage (error, _ ("Records cannot be grouped by “%s”: it has too many values, or several for one record."), name);
}

static gboolean
list_types (CrmCli *cli)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  for (guint i = 0; i < types->len; i++)
    {
      const CrmRecordType *type = g_ptr_array_index (types, i);
      JsonObject          *object = json_object_new ();

      json_object_set_string_member (object, "name", type->name);
      json_object_set_string_member (object, "label", _ (type->plural));
      json_array_add_object_element (array, object);
      if (!cli->json)
        crm_cli_print ("%s  %s", type->name, _ (type->plural));
    }
  if (cli->json)
    crm_cli_print_json (node);

  return TRUE;
}

static gboolean
run_list (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *where = NULL;
  g_autofree char *sort = NULL;
  g_autofree char *group = NULL;
  g_autofree char *view = NULL;
  int              limit = 0;
  int              offset = 0;
  GOptionEntry     entries[] = {
        { "view", 0, 0, G_OPTION_ARG_STRING, &view, NULL, NULL },
        { "where", 0, 0, G_OPTION_ARG_STRING, &where, NULL, NULL },
        { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, NULL, NULL },
        { "group", 0, 0, G_OPTION_ARG_STRING, &group, NULL, NULL },
        { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
        { "offset", 0, 0, G_OPTION_ARG_INT, &offset, NULL, NULL },
        { NULL },
  };
  gboolean             is_bare = argc == 1;
  const CrmRecordType *type;
  g_autoptr (CrmQuery) query = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (is_bare)
    return list_types (cli);
  if (argc != 2 || limit < 0 || offset < 0)
    return crm_cli_usage (error, _ ("Say one type; --limit and --offset are not negative."));
  type = crm_cli_find_type (argv[1], error);
  if (type == NULL || !crm_cli_open (cli, error))
    return FALSE;

  query = view != NULL ? crm_cli_new_view_query (cli, type, view, error) : crm_query_new (type->name);
  if (query == NULL)
    return FALSE;
  if (sort != NULL && !set_sort (cli, query, sort, error))
    return FALSE;
  if (group != NULL && !set_group (cli, query, group, error))
    return FALSE;
  if (where != NULL && !crm_filter_parse (where, query, cli->store, &cli->culture, error))
    return FALSE;
  if (!crm_store_query (cli->store, query, limit > 0 ? (guint) (offset + limit) : 0, ids, error))
    return FALSE;

  return print_records (cli, ids, (guint) offset, error);
}

static gboolean
load_timeline (CrmCli *cli, CrmRecord *record, GArray *events, GError **error)
{
  g_autoptr (CrmQuery) query = crm_query_new_timeline (crm_record_get_id (record));

  return crm_store_query (cli->store, query, 0, events, error);
}

static void
print_fields (CrmCli *cli, CrmRecord *record)
{
  CrmFieldSet     *fields = crm_store_get_fields (cli->store, crm_record_get_record_type (record));
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

  crm_cli_print ("%s  %s  %s", crm_record_get_record_type (record)->name, crm_record_get_uid (record), title);
  for (guint i = 0; i < crm_field_set_get_size (fields); i++)
    {
      const CrmField  *field = crm_field_set_get (fields, i);
      g_autofree char *text = crm_field_holds_custom_values (field) ? NULL : crm_field_to_text (field, CRM_OBJECT (record), &cli->resolver);

      if (text != NULL)
        crm_cli_print ("  %s: %s", field->custom != 0 ? field->label : field->name, text);
    }
}

static void
print_event (CrmCli *cli, CrmRecord *record)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));
  g_autofree char *iso = NULL;
  const char      *kind = "";
  gint64           at = 0;

  crm_record_get_event (record, &at, &kind);
  iso = crm_instant_to_iso (at);
  crm_cli_print ("  %s  %s  %s", iso, kind, title);
}

static gboolean
run_show (CrmCli *cli, int argc, char *argv[], GError **error)
{
  gboolean     timeline = FALSE;
  GOptionEntry entries[] = { { "timeline", 0, 0, G_OPTION_ARG_NONE, &timeline, NULL, NULL }, { NULL } };
  g_autoptr (CrmRecord) record = NULL;
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc != 2)
    return crm_cli_usage (error, _ ("Say the record's uid."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  record = crm_cli_find (cli, argv[1], error);
  if (record == NULL || (timeline && !load_timeline (cli, record, events, error)))
    return FALSE;

  if (cli->json)
    {
      JsonObject *object = crm_record_to_json (record, &cli->resolver);

      if (timeline)
        json_object_set_array_member (object, "timeline", records_to_json (cli, events, 0, NULL));
      crm_cli_print_object (object);
      return TRUE;
    }

  print_fields (cli, record);
  for (guint i = 0; i < events->len; i++)
    {
      g_autoptr (CrmRecord) event = crm_store_get (cli->store, g_array_index (events, gint64, i), error);

      if (event == NULL)
        return FALSE;
      print_event (cli, event);
    }

  return TRUE;
}

static gboolean
run_search (CrmCli *cli, int argc, char *argv[], GError **error)
{
  int          limit = 50;
  GOptionEntry entries[] = { { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL }, { NULL } };
  g_autoptr (GPtrArray) types = crm_record_type_list ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc != 2 || limit < 1)
    return crm_cli_usage (error, _ ("Say what to look for, in one argument."));
  if (!crm_cli_open (cli, error))
    return FALSE;

  for (guint i = 0; i < types->len && ids->len < (guint) limit; i++)
    {
      const CrmRecordType *type = g_ptr_array_index (types, i);
      g_autoptr (CrmQuery) query = crm_query_new (type->name);

      if ((type->flags & (CRM_TYPE_NAMED | CRM_TYPE_EVENT)) == 0)
        continue;
      crm_query_set_search (query, argv[1]);
      if (!crm_store_query (cli->store, query, (guint) limit, ids, error))
        return FALSE;
    }

  return print_records (cli, ids, 0, error);
}

static gint64
find_pipeline (CrmCli *cli, const char *name, GError **error)
{
  g_autoptr (CrmQuery) query = crm_query_new ("pipeline");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_query_set_order (query, "position", FALSE);
  if (!crm_store_query (cli->store, query, 0, ids, error))
    return 0;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) pipeline = crm_store_get (cli->store, g_array_index (ids, gint64, i), NULL);

      if (name == NULL || g_strcmp0 (crm_object_get_text (CRM_OBJECT (pipeline), "name"), name) == 0 || strcmp (crm_record_get_uid (pipeline), name) == 0)
        return crm_record_get_id (pipeline);
    }

  g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, name != NULL ? _ ("There is no pipeline “%s”.") : _ ("The file has no pipeline yet.%s"), name != NULL ? name : "");
  return 0;
}

static void
add_total (JsonArray *array, CrmRecord *stage, const CrmStageTotal *total)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "stage", crm_object_get_text (CRM_OBJECT (stage), "name"));
  json_object_set_string_member (object, "uid", crm_record_get_uid (stage));
  json_object_set_string_member (object, "currency", total->currency);
  json_object_set_int_member (object, "count", total->count);
  json_object_set_int_member (object, "sum", total->sum);
  json_object_set_int_member (object, "weighted", total->weighted);
  json_array_add_object_element (array, object);
}

/* One row a currency, and one row for a stage without deals. */
static void
add_stage (CrmCli *cli, JsonArray *array, CrmRecord *stage, GArray *totals)
{
  CrmStageTotal none = { .stage = crm_record_get_id (stage) };
  gboolean      found = FALSE;

  for (guint i = 0; i <= totals->len; i++)
    {
      const CrmStageTotal *total = i < totals->len ? &g_array_index (totals, CrmStageTotal, i) : &none;

      if (total->stage != none.stage || (total == &none && found))
        continue;
      found = TRUE;
      add_total (array, stage, total);
      if (!cli->json)
        crm_cli_print ("%-24s %6u  %s %" G_GINT64_FORMAT, crm_object_get_text (CRM_OBJECT (stage), "name"), total->count, total->currency, total->sum);
    }
}

static gboolean
run_board (CrmCli *cli, int argc, char *argv[], GError **error)
{
  gint64 pipeline;
  g_autoptr (GArray) totals = NULL;
  g_autoptr (GArray) stages = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmQuery) query = crm_query_new ("stage");
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error) || !crm_cli_open (cli, error))
    return FALSE;
  pipeline = find_pipeline (cli, argc > 1 ? argv[1] : NULL, error);
  totals = pipeline != 0 ? crm_board_load_totals (cli->store, pipeline, error) : NULL;
  if (totals == NULL)
    return FALSE;

  crm_query_add_integer (query, "pipeline", CRM_OP_EQUAL, pipeline);
  crm_query_set_order (query, "position", FALSE);
  if (!crm_store_query (cli->store, query, 0, stages, error))
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    {
      g_autoptr (CrmRecord) stage = crm_store_get (cli->store, g_array_index (stages, gint64, i), error);

      if (stage == NULL)
        return FALSE;
      add_stage (cli, array, stage, totals);
    }
  node = json_node_init_array (json_node_alloc (), array);
  if (cli->json)
    crm_cli_print_json (node);

  return TRUE;
}

const CrmCliCommand crm_cli_query_commands[] = {
  { "list", "[TYPE] [--view NAME] [--where EXPR] [--sort FIELD[:desc]] [--group FIELD] [--limit N] [--offset N]", N_ ("List records; without a type, list the types."), run_list },
  { "show", "UID [--timeline]", N_ ("Show a record with all its fields."), run_show },
  { "search", "TEXT [--limit N]", N_ ("Find records by the beginnings of words, names, numbers and addresses."), run_search },
  { "board", "[PIPELINE]", N_ ("Count and sum the deals of each stage."), run_board },
  { NULL },
};
