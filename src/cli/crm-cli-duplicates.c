/* Commands about records that are in the file twice. */

#include "config.h"

#include "crm-cli.h"
#include "crm-duplicates.h"
#include "crm-error.h"
#include "crm-likeness-text.h"
#include "crm-merge-records.h"

#include <glib/gi18n-lib.h>

static JsonObject *
record_to_json (CrmRecord *record)
{
  JsonObject      *object = json_object_new ();
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

  json_object_set_string_member (object, "uid", crm_record_get_uid (record));
  json_object_set_string_member (object, "title", title);

  return object;
}

static JsonArray *
reasons_to_json (CrmCli *cli, const CrmLikeness *likeness)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < likeness->reasons->len; i++)
    {
      const CrmLikenessReason *reason = g_ptr_array_index (likeness->reasons, i);
      g_autofree char         *company = reason->alike == CRM_ALIKE_COMPANY ? crm_resolver_describe (&cli->resolver, reason->company) : NULL;
      JsonObject              *object = json_object_new ();

      json_object_set_string_member (object, "reason", crm_alike_get_code (reason->alike));
      json_object_set_string_member (object, "value", company != NULL ? company : reason->value);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonObject *
duplicate_to_json (CrmCli *cli, const CrmDuplicate *duplicate, CrmRecord *one, CrmRecord *other)
{
  JsonObject *object = json_object_new ();
  JsonArray  *records = json_array_new ();

  json_array_add_object_element (records, record_to_json (one));
  json_array_add_object_element (records, record_to_json (other));
  json_object_set_string_member (object, "type", crm_record_get_record_type (one)->name);
  json_object_set_int_member (object, "score", duplicate->likeness->score);
  json_object_set_array_member (object, "records", records);
  json_object_set_array_member (object, "reasons", reasons_to_json (cli, duplicate->likeness));

  return object;
}

static void
print_duplicate (CrmCli *cli, const CrmDuplicate *duplicate, CrmRecord *one, CrmRecord *other)
{
  g_autofree char *name = crm_object_dup_title (CRM_OBJECT (one));
  g_autofree char *other_name = crm_object_dup_title (CRM_OBJECT (other));
  g_autofree char *reasons = crm_likeness_to_text (duplicate->likeness, &cli->resolver, &cli->culture);

  crm_cli_print ("%s  %s", crm_record_get_uid (one), name);
  crm_cli_print ("%s  %s", crm_record_get_uid (other), other_name);
  crm_cli_print ("  %u  %s\n", duplicate->likeness->score, reasons);
}

static gboolean
print_all (CrmCli *cli, GPtrArray *duplicates, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < duplicates->len; i++)
    {
      const CrmDuplicate *duplicate = g_ptr_array_index (duplicates, i);
      g_autoptr (CrmRecord) one = crm_store_get (cli->store, duplicate->one, error);
      g_autoptr (CrmRecord) other = one != NULL ? crm_store_get (cli->store, duplicate->other, error) : NULL;

      if (other == NULL)
        return FALSE;
      if (cli->json)
        json_array_add_object_element (array, duplicate_to_json (cli, duplicate, one, other));
      else
        print_duplicate (cli, duplicate, one, other);
    }
  node = json_node_init_array (json_node_alloc (), array);
  if (cli->json)
    crm_cli_print_json (node);

  return TRUE;
}

static gboolean
run_duplicates (CrmCli *cli, int argc, char *argv[], GError **error)
{
  const char *type;
  g_autoptr (GPtrArray) duplicates = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error))
    return FALSE;
  type = argc > 1 ? argv[1] : NULL;
  if (argc > 2 || (type != NULL && !g_str_equal (type, "person") && !g_str_equal (type, "company")))
    return crm_cli_usage (error, _ ("Duplicates are looked for among people and companies: say person, company or nothing."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  duplicates = crm_duplicates_find (crm_store_get_path (cli->store), type, crm_cli_get_progress (), NULL, NULL, error);
  crm_cli_end_progress ();

  return duplicates != NULL && print_all (cli, duplicates, error);
}

/* Sets in @bits the fields that are named in @list. */
static gboolean
read_fields (CrmRecord *kept, const char *list, guint64 *bits, GError **error)
{
  g_auto (GStrv) names = g_strsplit (list, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      int field = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (kept), g_strdelimit (g_strstrip (names[i]), "-", '_'));

      if (field < 0)
        return crm_cli_usage (error, _ ("There is no field “%s” here."), names[i]);
      *bits |= G_GUINT64_CONSTANT (1) << field;
    }

  return TRUE;
}

/* An uid of a record that was merged leads to the one that has it now. */
static gboolean
check_two (CrmRecord *kept, CrmRecord *other, const char *uid, const char *other_uid, GError **error)
{
  g_autofree char *title = NULL;

  if (crm_record_get_id (kept) != crm_record_get_id (other) || g_ascii_strcasecmp (uid, other_uid) == 0)
    return crm_merge_check (kept, other, error);

  title = crm_object_dup_title (CRM_OBJECT (kept));
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("They are one already: “%s”."), title);
  return FALSE;
}

static gboolean
run_merge (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *take = NULL;
  GOptionEntry     entries[] = { { "take", 0, 0, G_OPTION_ARG_STRING, &take, NULL, NULL }, { NULL } };
  guint64          from_other = 0;
  g_autoptr (CrmRecord) kept = NULL;
  g_autoptr (CrmRecord) other = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc != 3)
    return crm_cli_usage (error, _ ("Say the uid of the record that stays, and the uid of the one that becomes part of it."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  kept = crm_cli_find (cli, argv[1], error);
  other = kept != NULL ? crm_cli_find (cli, argv[2], error) : NULL;
  if (other == NULL || !check_two (kept, other, argv[1], argv[2], error))
    return FALSE;
  if (take != NULL && !read_fields (kept, take, &from_other, error))
    return FALSE;
  if (!crm_store_merge (cli->store, crm_record_get_id (kept), crm_record_get_id (other), from_other, error))
    return FALSE;

  crm_cli_print_done (cli, kept);
  return TRUE;
}

const CrmCliCommand crm_cli_duplicate_commands[] = {
  { "duplicates", "[person|company]", N_ ("Who may be in the file twice, and why, the likeliest first."), run_duplicates },
  { "merge", "UID UID [--take FIELD,…]", N_ ("Make the second record part of the first, with all that leads to it; undo brings both back."), run_merge },
  { NULL },
};
