/* Commands that write records. */

#include "config.h"

#include "crm-board.h"
#include "crm-bulk-edit.h"
#include "crm-cli.h"
#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-model.h"
#include "crm-record-json.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  CrmCli     *cli;
  const char *type_name; /* of a new record, or */
  char      **uids;      /* of those to edit */
  guint       n_uids;
  GArray     *ids; /* (owned) (nullable) (element-type gint64): the same */
  char      **pairs;
  const char *format; /* of the change's title */
  CrmRecord  *record; /* (owned) (nullable): the result */
  CrmResolver resolver;
} Edit;

/* What people write for what is really an item: `phone=0912…`, `tag=wholesale`, `company=Atlas`. */
static gboolean
add_contact_point (Edit *self, CrmObject *object, const char *kind, const char *value)
{
  if (crm_object_class_find_field (CRM_OBJECT_GET_CLASS (object), "contact_points") < 0)
    return FALSE;
  for (const CrmChoice *choice = crm_contact_point_kinds; choice->value != NULL; choice++)
    {
      if (strcmp (choice->value, kind) != 0)
        continue;
      crm_object_add_item (object, "contact_points", crm_contact_point_new (kind, NULL, value, self->cli->country));
      return TRUE;
    }

  return FALSE;
}

static gint64
find_or_add (Edit *self, const char *type_name, const char *name, GError **error)
{
  gint64 id = crm_resolver_find (&self->resolver, type_name, name);
  g_autoptr (CrmRecord) record = NULL;

  if (id != 0)
    return id;

  record = crm_record_new (type_name);
  crm_object_set_text (CRM_OBJECT (record), "name", name);

  return crm_transaction_save (self->resolver.transaction, record, error) ? crm_record_get_id (record) : 0;
}

static gboolean
add_link (Edit *self, CrmObject *object, const char *uid, GError **error)
{
  gint64 target = crm_resolver_find (&self->resolver, NULL, uid);

  if (target == 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no record “%s”."), uid);
      return FALSE;
    }

  crm_object_add_item (object, "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", target, NULL));
  return TRUE;
}

/* Names of ours may be typed with hyphens; a name of the business's own is taken as it is. */
static const CrmField *
find_field (CrmFieldSet *fields, const char *name)
{
  g_autofree char *plain = g_strdelimit (g_strdup (name), "-", '_');
  const CrmField  *field = crm_field_set_find (fields, name);

  return field != NULL ? field : crm_field_set_find (fields, plain);
}

static gboolean
has_tag (CrmObject *object, gint64 tag)
{
  GPtrArray *taggings = crm_object_get_items (object, "tags");

  for (guint i = 0; taggings != NULL && i < taggings->len; i++)
    {
      if (crm_object_get_integer (g_ptr_array_index (taggings, i), "tag") == tag)
        return TRUE;
    }

  return FALSE;
}

static gboolean
set_one (Edit *self, CrmObject *object, const char *name, const char *value, GError **error)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (object);
  CrmFieldSet    *fields = crm_transaction_get_fields (self->resolver.transaction, crm_record_get_record_type (CRM_RECORD (object)));
  const CrmField *field = find_field (fields, name);
  gboolean        tag = strcmp (name, "tag") == 0 && crm_object_class_find_field (klass, "tags") >= 0;
  gboolean        company = strcmp (name, "company") == 0 && crm_object_class_find_field (klass, "affiliations") >= 0;
  gint64          id;

  if (field != NULL && (field->flags & CRM_FIELD_DERIVED) != 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” follows from what else is known of the record, and cannot be set."), crm_field_get_label (field));
      return FALSE;
    }
  if (field != NULL)
    return crm_field_from_text (field, object, value, &self->cli->culture, &self->resolver, error);
  if (add_contact_point (self, object, name, value))
    return TRUE;
  if (strcmp (name, "link") == 0 && crm_object_class_find_field (klass, "links") >= 0)
    return add_link (self, object, value, error);
  if (strcmp (name, "choice") == 0 && crm_object_class_find_field (klass, "choices") >= 0)
    {
      crm_object_add_item (object, "choices", g_object_new (CRM_TYPE_CUSTOM_CHOICE, "label", value, NULL));
      return TRUE;
    }
  if (!tag && !company)
    return crm_cli_usage (error, _ ("There is no field “%s” here."), name);

  id = find_or_add (self, name, value, error);
  if (id != 0 && tag && !has_tag (object, id))
    crm_object_add_item (object, "tags", g_object_new (CRM_TYPE_TAGGING, "tag", id, NULL));
  else if (id != 0 && company)
    crm_object_add_item (object, "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", id, NULL));

  return id != 0;
}

/* What is sold is sold in some currency: the business's, where nobody says another. */
static void
put_usual_currency (Edit *self, CrmObject *object)
{
  CrmRecord *record = CRM_RECORD (object);
  gboolean   sold = CRM_IS_PRODUCT (record) || CRM_IS_PAYMENT (record) || crm_sale_get_kind (record) != NULL;

  if (sold && crm_record_get_id (record) == 0)
    crm_object_set_text (object, "currency", self->cli->culture.currency);
}

/* Amounts that are said before it are in it, too. */
static gboolean
set_currency (Edit *self, CrmObject *object, GError **error)
{
  put_usual_currency (self, object);
  for (guint i = 0; self->pairs[i] != NULL; i++)
    {
      if (g_str_has_prefix (self->pairs[i], "currency=") && crm_object_class_find_field (CRM_OBJECT_GET_CLASS (object), "currency") >= 0)
        return set_one (self, object, "currency", self->pairs[i] + strlen ("currency="), error);
    }

  return TRUE;
}

static gboolean
set_all (Edit *self, CrmObject *object, GError **error)
{
  if (!set_currency (self, object, error))
    return FALSE;

  for (guint i = 0; self->pairs[i] != NULL; i++)
    {
      const char      *equals = strchr (self->pairs[i], '=');
      g_autofree char *name = NULL;

      if (equals == NULL)
        return crm_cli_usage (error, _ ("“%s” is not of the form FIELD=VALUE."), self->pairs[i]);
      name = g_strndup (self->pairs[i], (gsize) (equals - self->pairs[i]));
      if (!set_one (self, object, name, equals + 1, error))
        {
          g_prefix_error (error, "%s: ", name);
          return FALSE;
        }
    }

  return TRUE;
}

static void
entitle (Edit *self)
{
  g_autofree char *name = crm_object_dup_title (CRM_OBJECT (self->record));
  g_autofree char *isolated = crm_text_isolate (name);
  g_autofree char *title = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  title = g_strdup_printf (self->format, isolated);
#pragma GCC diagnostic pop
  crm_transaction_set_title (self->resolver.transaction, title);
}

/* The record and whatever it names that is new (a tag, a company) are one change. */
static gboolean
add_in_transaction (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Edit *self = user_data;

  self->resolver.transaction = transaction;
  self->record = crm_record_new (self->type_name);
  if (!set_all (self, CRM_OBJECT (self->record), error))
    return FALSE;
  entitle (self);

  return crm_transaction_save (transaction, self->record, error);
}

static gboolean
run_new (CrmCli *cli, Edit *self, GError **error)
{
  gboolean ok;

  self->cli = cli;
  self->resolver = cli->resolver;
  ok = crm_store_write (cli->store, self->format, "edit", CRM_TRANSACTION_NONE, add_in_transaction, self, NULL, error);
  if (ok)
    crm_cli_print_done (cli, self->record);
  g_clear_object (&self->record);

  return ok;
}

static gboolean
run_add (CrmCli *cli, int argc, char *argv[], GError **error)
{
  Edit edit = { .pairs = argv + 2, .format = _ ("Added “%s”") };

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error))
    return FALSE;
  if (argc < 3)
    return crm_cli_usage (error, _ ("Say the type and at least one FIELD=VALUE."));
  if (crm_cli_find_type (argv[1], error) == NULL || !crm_cli_open (cli, error))
    return FALSE;

  edit.type_name = argv[1];
  return run_new (cli, &edit, error);
}

static gboolean
find_all (Edit *self, GError **error)
{
  for (guint i = 0; i < self->n_uids; i++)
    {
      gint64 id = crm_resolver_find (&self->resolver, NULL, self->uids[i]);

      if (id == 0)
        {
          g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no record “%s”."), self->uids[i]);
          return FALSE;
        }
      g_array_append_val (self->ids, id);
    }

  return TRUE;
}

static gboolean
set_draft (CrmTransaction *transaction, CrmRecord *draft, gpointer user_data, GError **error)
{
  Edit *self = user_data;

  g_set_object (&self->record, draft);

  return set_all (self, CRM_OBJECT (draft), error);
}

/* A script has all of them changed, or none. */
static gboolean
insist (Edit *self, CrmBulkEdit *bulk, GError **error)
{
  GArray         *refusals = crm_bulk_edit_get_refusals (bulk);
  CrmBulkRefusal *first = refusals->len > 0 ? &g_array_index (refusals, CrmBulkRefusal, 0) : NULL;
  g_autoptr (CrmRecord) record = NULL;

  if (crm_bulk_edit_count_gone (bulk) > 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no such record any more."));
      return FALSE;
    }
  if (first == NULL)
    return TRUE;

  record = crm_resolver_load (&self->resolver, first->id);
  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, first->reason);
  if (self->n_uids > 1 && record != NULL)
    g_prefix_error (error, "%s: ", crm_record_get_uid (record));
  return FALSE;
}

static gboolean
set_in_transaction (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Edit *self = user_data;
  g_autoptr (CrmBulkEdit) bulk = crm_bulk_edit_new (self->ids);
  g_autofree char *title = NULL;

  self->resolver.transaction = transaction;
  crm_bulk_edit_do (bulk, set_draft, self);
  if (!find_all (self, error) || !crm_bulk_edit_apply (transaction, bulk, cancellable, error) || !insist (self, bulk, error))
    return FALSE;
  if (self->n_uids == 1)
    {
      entitle (self);
      return TRUE;
    }

  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Edited %u record", "Edited %u records", self->n_uids), self->n_uids);
  crm_transaction_set_title (transaction, title);
  return TRUE;
}

static void
print_set (CrmCli *cli, Edit *self)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  for (guint i = 0; i < self->n_uids; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (cli->store, g_array_index (self->ids, gint64, i), NULL);

      if (record != NULL && cli->json && self->n_uids > 1)
        json_array_add_object_element (array, crm_record_to_json (record, &cli->resolver));
      else if (record != NULL)
        crm_cli_print_done (cli, record);
    }
  if (cli->json && self->n_uids > 1)
    crm_cli_print_json (node);
}

static gboolean
run_set (CrmCli *cli, int argc, char *argv[], GError **error)
{
  Edit     edit = { .cli = cli, .uids = argv + 1, .n_uids = 1, .format = _ ("Edited “%s”") };
  gboolean ok;

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error))
    return FALSE;
  while ((int) edit.n_uids + 1 < argc && strchr (argv[edit.n_uids + 1], '=') == NULL)
    edit.n_uids++;
  edit.pairs = argv + 1 + edit.n_uids;
  if (argc < 3 || *edit.pairs == NULL)
    return crm_cli_usage (error, _ ("Say the records' uids and at least one FIELD=VALUE."));
  if (!crm_cli_open (cli, error))
    return FALSE;

  edit.resolver = cli->resolver;
  edit.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  ok = crm_store_write (cli->store, edit.format, "edit", CRM_TRANSACTION_NONE, set_in_transaction, &edit, NULL, error);
  if (ok)
    print_set (cli, &edit);
  g_array_unref (edit.ids);
  g_clear_object (&edit.record);

  return ok;
}

static gint64
find_stage (CrmCli *cli, CrmObject *deal, const char *name, GError **error)
{
  gint64 id = crm_store_find_uid (cli->store, name);
  g_autoptr (CrmQuery) query = NULL;
  g_autoptr (GArray) stages = NULL;
  g_autofree char *folded = crm_text_fold (name);

  if (id != 0)
    return id;

  query = crm_query_new ("stage");
  stages = g_array_new (FALSE, FALSE, sizeof (gint64));
  crm_query_add_integer (query, "pipeline", CRM_OP_EQUAL, crm_object_get_integer (deal, "pipeline"));
  if (!crm_store_query (cli->store, query, 0, stages, error))
    return 0;
  for (guint i = 0; i < stages->len; i++)
    {
      g_autoptr (CrmRecord) stage = crm_store_get (cli->store, g_array_index (stages, gint64, i), NULL);
      g_autofree char *stage_name = crm_text_fold (crm_object_get_text (CRM_OBJECT (stage), "name"));

      if (strcmp (stage_name, folded) == 0)
        return crm_record_get_id (stage);
    }

  g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("The deal's pipeline has no stage “%s”."), name);
  return 0;
}

/* What of the checklist is left undone by a move, as a sentence. */
static char *
dup_undone (CrmCli *cli, CrmRecord *deal, gint64 stage)
{
  g_autoptr (CrmRecord) before = crm_store_get (cli->store, crm_object_get_integer (CRM_OBJECT (deal), "stage"), NULL);

  return before != NULL && crm_record_get_id (before) != stage ? crm_deal_dup_unticked (deal, before, &cli->culture) : NULL;
}

static gboolean
run_move (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *reason = NULL;
  GOptionEntry     entries[] = { { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, NULL }, { NULL } };
  g_autofree char *undone = NULL;
  gint64           stage;
  g_autoptr (CrmRecord) deal = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc != 3)
    return crm_cli_usage (error, _ ("Say the deal's uid and the stage's name or uid."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  deal = crm_cli_find (cli, argv[1], error);
  if (deal == NULL)
    return FALSE;
  if (!CRM_IS_DEAL (deal))
    return crm_cli_usage (error, _ ("“%s” is no deal."), argv[1]);

  stage = find_stage (cli, CRM_OBJECT (deal), argv[2], error);
  undone = stage != 0 ? dup_undone (cli, deal, stage) : NULL;
  if (stage == 0 || !crm_board_move (cli->store, crm_record_get_id (deal), stage, 0, reason, NULL, error))
    return FALSE;

  crm_cli_print_done (cli, deal);
  if (!cli->json && undone != NULL)
    crm_cli_print ("%s", undone);
  return TRUE;
}

static void
add_pair (GStrvBuilder *pairs, const char *name, const char *value)
{
  g_autofree char *pair = g_strdup_printf ("%s=%s", name, value);

  g_strv_builder_add (pairs, pair);
}

static gboolean
run_log (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *at = NULL;
  GOptionEntry     entries[] = { { "at", 0, 0, G_OPTION_ARG_STRING, &at, NULL, NULL }, { NULL } };
  g_autoptr (GStrvBuilder) pairs = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  Edit edit = { .type_name = "activity", .format = _ ("Logged “%s”") };

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc != 4)
    return crm_cli_usage (error, _ ("Say the record's uid, the kind (note, call, …) and the text."));
  if (!crm_cli_open (cli, error))
    return FALSE;

  add_pair (pairs, "kind", argv[2]);
  add_pair (pairs, "body", argv[3]);
  add_pair (pairs, "link", argv[1]);
  if (at != NULL)
    add_pair (pairs, crm_activity_kind_is_plan (argv[2]) ? "due" : "occurred_at", at);
  list = g_strv_builder_end (pairs);
  edit.pairs = list;

  return run_new (cli, &edit, error);
}

static gboolean
run_delete (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *title = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error))
    return FALSE;
  if (argc < 2)
    return crm_cli_usage (error, _ ("Say which records by their uids."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (CrmRecord) record = crm_cli_find (cli, argv[i], error);
      gint64 id = record != NULL ? crm_record_get_id (record) : 0;

      if (record == NULL)
        return FALSE;
      g_array_append_val (ids, id);
    }
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Deleted %u record", "Deleted %u records", ids->len), ids->len);

  return crm_store_delete (cli->store, title, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

const CrmCliCommand crm_cli_record_commands[] = {
  { "add", "TYPE FIELD=VALUE…", N_ ("Add a record."), run_add },
  { "set", "UID… FIELD=VALUE…", N_ ("Edit records, as one change; an empty value unsets the field."), run_set },
  { "move", "DEAL STAGE [--reason REASON]", N_ ("Move a deal to another stage."), run_move },
  { "log", "UID KIND TEXT [--at WHEN]", N_ ("Write a note, call, task … on a record's timeline."), run_log },
  { "delete", "UID…", N_ ("Delete records; undo brings them back."), run_delete },
  { NULL },
};
