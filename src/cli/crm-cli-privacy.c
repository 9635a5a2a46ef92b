/* What a person may ask for: everything that is kept about them, and that it be erased. */

#include "config.h"

#include "crm-cli.h"
#include "crm-erase.h"
#include "crm-error.h"
#include "crm-personal-data.h"
#include "crm-snapshot.h"
#include "crm-whole-file.h"

#include <glib/gi18n-lib.h>

static gint64
find_person (CrmCli *cli, const char *uid, GError **error)
{
  g_autoptr (CrmRecord) record = crm_cli_open (cli, error) ? crm_cli_find (cli, uid, error) : NULL;

  return record != NULL ? crm_record_get_id (record) : 0;
}

static gboolean
run_privacy_export (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *output = NULL;
  GOptionEntry     entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL }, { NULL } };
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 person;

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc != 2 || output == NULL)
    return crm_cli_usage (error, _ ("Say whom it is about, and with -o where to write it."));
  person = find_person (cli, argv[1], error);
  bytes = person != 0 ? crm_personal_data_make (cli->path, person, &cli->culture, error) : NULL;
  if (bytes == NULL)
    return FALSE;

  file = g_file_new_for_commandline_arg (output);

  return crm_whole_file_write_bytes (file, cli->path, bytes, NULL, error);
}

static const struct
{
  CrmEraseFate fate;
  const char  *name;
  const char  *text; /* translatable */
} fates[] = {
  { CRM_ERASE_GONE, "erased", N_ ("Erased whole") },
  { CRM_ERASE_EMPTIED, "emptied", N_ ("Their words are erased, figures and days stay") },
  { CRM_ERASE_NEEDED, "needed", N_ ("Stay, because they were issued") },
  { CRM_ERASE_SHARED, "shared", N_ ("Stay, because they are about others as well") },
};

static void
print_plan (CrmCli *cli, const CrmErasePlan *plan, guint n_copies)
{
  JsonObject *object = cli->json ? json_object_new () : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fates); i++)
    {
      if (object != NULL)
        json_object_set_int_member (object, fates[i].name, plan->counts[fates[i].fate]);
      else
        crm_cli_print ("%s: %u", _ (fates[i].text), plan->counts[fates[i].fate]);
    }
  if (object != NULL)
    {
      json_object_set_boolean_member (object, "keeps_name", crm_erase_plan_keeps_name (plan));
      json_object_set_int_member (object, "copies", n_copies);
      crm_cli_print_object (object);
      return;
    }
  if (crm_erase_plan_keeps_name (plan))
    crm_cli_print ("%s", _ ("Name and address stay with the documents."));
  if (n_copies > 0)
    crm_cli_print (g_dngettext (GETTEXT_PACKAGE, "%u backup beside the file still has them.", "%u backups beside the file still have them.", n_copies), n_copies);
}

static gboolean
run_erase (CrmCli *cli, int argc, char *argv[], GError **error)
{
  gboolean     dry = FALSE;
  gboolean     copies = FALSE;
  GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry, NULL, NULL },
    { "backups", 0, 0, G_OPTION_ARG_NONE, &copies, NULL, NULL },
    { NULL },
  };
  g_autoptr (CrmReading) reading = NULL;
  g_autoptr (CrmErasePlan) plan = NULL;
  guint  n_left = 0;
  gint64 person;

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc != 2)
    return crm_cli_usage (error, _ ("Say who is to be erased."));
  person = find_person (cli, argv[1], error);
  reading = person != 0 ? crm_reading_new (cli->path, error) : NULL;
  plan = reading != NULL ? crm_erase_plan_new (reading, person, error) : NULL;
  if (plan == NULL)
    return FALSE;

  /* It would keep the log from being emptied. */
  g_clear_pointer (&reading, crm_reading_free);
  if (!dry && (!crm_erase (cli->store, person, error) || (copies && !crm_snapshot_delete_all (cli->path, error))))
    return FALSE;
  n_left = crm_snapshot_count (cli->path);
  print_plan (cli, plan, n_left);

  return TRUE;
}

const CrmCliCommand crm_cli_privacy_commands[] = {
  { "privacy-export", "PERSON -o PATH", N_ ("Write everything about a person into an archive, to hand out to them."), run_privacy_export },
  { "erase", "PERSON [--backups] [--dry-run]", N_ ("Erase a person for good, and with --backups the backups beside the file."), run_erase },
  { NULL },
};
