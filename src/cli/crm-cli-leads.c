/* Commands about leads: somebody new who asked and has not been looked at. */

#include "config.h"

#include "crm-cli.h"
#include "crm-clock.h"
#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-leads.h"
#include "crm-lifecycle-rules.h"
#include "crm-model.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static JsonArray *
reasons_to_json (CrmCli *cli, const CrmLead *lead)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < CRM_N_LEAD_REASONS; i++)
    {
      g_autofree char *text = NULL;
      JsonObject      *object;

      if (lead->counts[i] == 0)
        continue;
      text = crm_lead_reason_dup_text (i, lead->counts[i], &cli->culture);
      object = json_object_new ();
      json_object_set_string_member (object, "reason", crm_lead_reason_get_code (i));
      json_object_set_string_member (object, "text", text);
      json_object_set_int_member (object, "points", (gint64) lead->counts[i] * crm_lead_reason_get_points (i));
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonNode *
lead_to_json (CrmCli *cli, const CrmLead *lead, CrmRecord *person)
{
  g_autofree char *name = crm_object_dup_title (CRM_OBJECT (person));
  JsonObject      *object = json_object_new ();
  JsonNode        *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "uid", crm_record_get_uid (person));
  json_object_set_string_member (object, "name", name);
  json_object_set_int_member (object, "score", lead->score);
  json_object_set_array_member (object, "reasons", reasons_to_json (cli, lead));
  json_node_take_object (node, object);

  return node;
}

static void
print_lead (CrmCli *cli, const CrmLead *lead, CrmRecord *person)
{
  g_autofree char *name = crm_object_dup_title (CRM_OBJECT (person));
  g_autofree char *reasons = crm_lead_dup_reasons (lead, &cli->culture);

  crm_cli_print ("%s  %s", crm_record_get_uid (person), name);
  crm_cli_print ("  %d  %s", lead->score, reasons);
}

static gboolean
run_leads (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autoptr (GArray) leads = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array;

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error))
    return FALSE;
  if (argc != 1)
    return crm_cli_usage (error, _ ("“leads” takes nothing."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  leads = crm_leads_load (cli->store, crm_clock_now (), error);
  if (leads == NULL)
    return FALSE;

  array = json_array_new ();
  json_node_take_array (node, array);
  for (guint i = 0; i < leads->len; i++)
    {
      const CrmLead *lead = &g_array_index (leads, CrmLead, i);
      g_autoptr (CrmRecord) person = crm_store_get (cli->store, lead->person, NULL);

      if (person != NULL && cli->json)
        json_array_add_element (array, lead_to_json (cli, lead, person));
      else if (person != NULL)
        print_lead (cli, lead, person);
    }
  if (cli->json)
    crm_cli_print_json (node);

  return TRUE;
}

/* By name, or uid. */
static gint64
find_pipeline (CrmCli *cli, const char *name, GError **error)
{
  gint64 id = crm_store_find_uid (cli->store, name);
  g_autoptr (CrmQuery) query = crm_query_new ("pipeline");
  g_autoptr (GArray) pipelines = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *folded = crm_text_fold (name);

  if (id != 0)
    return id;
  if (!crm_store_query (cli->store, query, 0, pipelines, error))
    return 0;
  for (guint i = 0; i < pipelines->len; i++)
    {
      g_autoptr (CrmRecord) pipeline = crm_store_get (cli->store, g_array_index (pipelines, gint64, i), NULL);
      g_autofree char *other = crm_text_fold (crm_object_get_text (CRM_OBJECT (pipeline), "name"));

      if (strcmp (other, folded) == 0)
        return crm_record_get_id (pipeline);
    }

  g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no pipeline “%s”."), name);
  return 0;
}

static gboolean
read_value (CrmCli *cli, CrmLeadConversion *conversion, const char *text, GError **error)
{
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (deal);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (klass, &n_fields);

  if (!crm_field_from_text (&fields[crm_object_class_find_field (klass, "value")], CRM_OBJECT (deal), text, &cli->culture, &cli->resolver, error))
    return FALSE;

  conversion->value = crm_object_get_integer (CRM_OBJECT (deal), "value");
  conversion->currency = g_strdup (crm_object_get_text (CRM_OBJECT (deal), "currency"));
  return TRUE;
}

/* Somebody who is past being a lead is not made one again by mistake. */
static gboolean
check_lead (CrmRecord *person, GError **error)
{
  g_autofree char *name = NULL;

  if (CRM_IS_PERSON (person) && g_strcmp0 (crm_object_get_text (CRM_OBJECT (person), "lifecycle"), "lead") == 0)
    return TRUE;

  name = crm_object_dup_title (CRM_OBJECT (person));
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no lead."), name);
  return FALSE;
}

static gboolean
convert (CrmCli *cli, CrmRecord *person, const char *pipeline, const char *title, const char *value, const char *company, GError **error)
{
  g_autoptr (CrmLeadConversion) conversion = g_new0 (CrmLeadConversion, 1);
  g_autoptr (CrmRecord) deal = NULL;

  conversion->person = crm_record_get_id (person);
  conversion->value = CRM_UNSET;
  conversion->company = company != NULL ? crm_text_clean (company) : NULL;
  conversion->title = title != NULL ? crm_text_clean (title) : crm_leads_dup_request (cli->store, person);
  conversion->pipeline = pipeline != NULL ? find_pipeline (cli, pipeline, error) : 0;
  if ((pipeline != NULL && conversion->pipeline == 0) || (value != NULL && !read_value (cli, conversion, value, error)))
    return FALSE;
  if (!crm_store_write (cli->store, N_ ("Make a deal of a lead"), "edit", CRM_TRANSACTION_NONE, crm_lead_convert, conversion, NULL, error))
    return FALSE;

  deal = crm_store_get (cli->store, conversion->deal, error);
  if (deal == NULL)
    return FALSE;
  crm_cli_print_done (cli, deal);
  return TRUE;
}

static gboolean
run_convert (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *pipeline = NULL;
  g_autofree char *title = NULL;
  g_autofree char *value = NULL;
  g_autofree char *company = NULL;
  GOptionEntry     entries[] = {
        { "pipeline", 0, 0, G_OPTION_ARG_STRING, &pipeline, NULL, NULL },
        { "title", 0, 0, G_OPTION_ARG_STRING, &title, NULL, NULL },
        { "value", 0, 0, G_OPTION_ARG_STRING, &value, NULL, NULL },
        { "company", 0, 0, G_OPTION_ARG_STRING, &company, NULL, NULL },
        { NULL },
  };
  g_autoptr (CrmRecord) person = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc != 2)
    return crm_cli_usage (error, _ ("Say the uid of the lead."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  person = crm_cli_find (cli, argv[1], error);
  if (person == NULL || !check_lead (person, error))
    return FALSE;

  return convert (cli, person, pipeline, title, value, company, error);
}

static void
print_move (CrmCli *cli, const CrmLifecycleMove *move, gint32 today, JsonArray *array)
{
  g_autoptr (CrmRecord) customer = crm_store_get (cli->store, move->turn.customer, NULL);
  g_autofree char *name = customer != NULL ? crm_object_dup_title (CRM_OBJECT (customer)) : NULL;
  g_autofree char *text = crm_lifecycle_move_dup_text (move, today, &cli->culture);
  JsonObject      *object;

  if (customer == NULL)
    return;
  if (!cli->json)
    {
      crm_cli_print ("%s  %s", crm_record_get_uid (customer), name);
      crm_cli_print ("  %s", text);
      return;
    }

  object = json_object_new ();
  json_object_set_string_member (object, "uid", crm_record_get_uid (customer));
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "from", move->from);
  json_object_set_string_member (object, "to", move->turn.stage);
  json_object_set_string_member (object, "text", text);
  json_array_add_object_element (array, object);
}

static gboolean
apply_moves (CrmCli *cli, GArray *moves, GError **error)
{
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (CrmLifecycleTurn));

  for (guint i = 0; i < moves->len; i++)
    g_array_append_val (turns, g_array_index (moves, CrmLifecycleMove, i).turn);

  return turns->len == 0 || crm_lifecycle_move (cli->store, turns, error);
}

static gboolean
run_lifecycle (CrmCli *cli, int argc, char *argv[], GError **error)
{
  gboolean     apply = FALSE;
  gint32       today = crm_date_to_days (crm_date_from_instant (crm_clock_now ()));
  GOptionEntry entries[] = { { "apply", 0, 0, G_OPTION_ARG_NONE, &apply, NULL, NULL }, G_OPTION_ENTRY_NULL };
  g_autoptr (CrmReading) reading = NULL;
  g_autoptr (GArray) moves = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_node_take_array (node, array);
  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc != 1)
    return crm_cli_usage (error, _ ("“lifecycle” takes nothing but --apply."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  reading = crm_reading_new (crm_store_get_path (cli->store), error);
  moves = reading != NULL ? crm_lifecycle_rules_list (reading, today, error) : NULL;
  if (moves == NULL || (apply && !apply_moves (cli, moves, error)))
    return FALSE;

  for (guint i = 0; i < moves->len; i++)
    print_move (cli, &g_array_index (moves, CrmLifecycleMove, i), today, array);
  if (cli->json)
    crm_cli_print_json (node);

  return TRUE;
}

const CrmCliCommand crm_cli_lead_commands[] = {
  { "leads", "", N_ ("Who asked and has no deal yet, the most promising first, and why."), run_leads },
  { "convert", "UID [--pipeline NAME] [--title T] [--value V] [--company NAME]", N_ ("Make a prospect with a deal of a lead."), run_convert },
  { "lifecycle", "[--apply]", N_ ("Who stands elsewhere in the life cycle by the rules of the business, and why; with --apply they are moved, as one change."), run_lifecycle },
  { NULL },
};
