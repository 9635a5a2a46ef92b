/* Commands about the file as a whole. */

#include "config.h"

#include "crm-cli.h"
#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-generate.h"
#include "crm-lock.h"
#include "crm-locked-backup.h"
#include "crm-sample.h"
#include "crm-snapshot.h"
#include "crm-verify.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static gboolean
make_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_mkdir_with_parents (folder, 0700) == 0;
}

static gboolean
run_init (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *sample = NULL;
  GOptionEntry     entries[] = { { "sample", 0, 0, G_OPTION_ARG_STRING, &sample, NULL, NULL }, { NULL } };

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc > 1)
    return crm_cli_usage (error, _ ("“%s” was not expected. The file is named with --file."), argv[1]);
  if (sample != NULL && !crm_sample_exists (sample))
    return crm_cli_usage (error, _ ("There is no sample “%s”; there are shop, freelance and empty."), sample);

  make_folder (cli->path);
  cli->store = crm_store_create (cli->path, error);
  if (cli->store == NULL)
    return FALSE;
  if (!crm_sample_install (cli->store, sample != NULL ? sample : "empty", error))
    return FALSE;
  if (!cli->json)
    crm_cli_print (_ ("Made “%s”."), cli->path);

  return TRUE;
}

static gboolean
run_verify (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *snapshot = NULL;
  gboolean         repair = FALSE;
  GOptionEntry     entries[] = {
        { "repair", 0, 0, G_OPTION_ARG_NONE, &repair, NULL, NULL },
        { NULL },
  };

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  faults = repair ? crm_verify_repair (cli->path, &snapshot, error) : crm_verify (cli->path, error);
  if (faults == NULL)
    return FALSE;
  if (snapshot != NULL && !cli->json)
    crm_cli_print (_ ("Made anew what follows from the records. The file as it was: “%s”."), snapshot);

  if (cli->json)
    {
      JsonObject *object = json_object_new ();
      JsonArray  *array = json_array_new ();

      for (guint i = 0; i < faults->len; i++)
        json_array_add_string_element (array, g_ptr_array_index (faults, i));
      json_object_set_boolean_member (object, "sound", faults->len == 0);
      json_object_set_array_member (object, "faults", array);
      crm_cli_print_object (object);
    }
  for (guint i = 0; i < faults->len && !cli->json; i++)
    crm_cli_print ("%s", (const char *) g_ptr_array_index (faults, i));
  if (faults->len == 0)
    {
      if (!cli->json)
        crm_cli_print (_ ("The file is sound."));
      return TRUE;
    }

  g_set_error (error, CRM_ERROR, CRM_ERROR_DAMAGED, g_dngettext (GETTEXT_PACKAGE, "%u fault was found.", "%u faults were found.", faults->len), faults->len);
  return FALSE;
}

static gboolean
check_exists (CrmCli *cli, GError **error)
{
  if (g_file_test (cli->path, G_FILE_TEST_IS_REGULAR))
    return TRUE;

  g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no file “%s”."), cli->path);
  return FALSE;
}

/* A copy replaces no file, which may be another business, nor takes the name of one that belongs to this. */
static gboolean
check_free (CrmCli *cli, const char *target, GError **error)
{
  g_autofree char *log = g_strconcat (cli->path, "-wal", NULL);
  g_autofree char *memory = g_strconcat (cli->path, "-shm", NULL);
  g_autofree char *name = g_filename_display_name (target);

  if (!g_file_test (target, G_FILE_TEST_EXISTS) && !g_str_equal (target, log) && !g_str_equal (target, memory))
    return TRUE;

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no file that could be replaced. Choose another name."), name);
  return FALSE;
}

static gboolean
make_locked (CrmCli *cli, const char *path, const char *passphrase, GError **error)
{
  g_autoptr (GFile) target = g_file_new_for_commandline_arg (path);

  if (!crm_lock_check_passphrase (passphrase, error) || !crm_locked_backup_make (cli->path, target, passphrase, error))
    return FALSE;

  crm_cli_print ("%s", path);
  return TRUE;
}

static gboolean
run_snapshot (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *passphrase_file = NULL;
  g_autofree char *passphrase = NULL;
  gboolean         daily = FALSE;
  GOptionEntry     entries[] = {
        { "daily", 0, 0, G_OPTION_ARG_NONE, &daily, NULL, NULL },
        { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase_file, NULL, NULL },
        { NULL },
  };

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc > 2 || (daily && argc > 1))
    return crm_cli_usage (error, _ ("Say where to put the copy, or --daily for the one of today in its usual place."));
  if (!check_exists (cli, error) || (argc > 1 && !check_free (cli, argv[1], error)))
    return FALSE;
  if (passphrase_file != NULL && argc < 2)
    return crm_cli_usage (error, _ ("Say where to put the locked copy."));
  if (!crm_cli_read_passphrase (passphrase_file, &passphrase, error))
    return FALSE;
  if (passphrase != NULL)
    return make_locked (cli, argv[1], passphrase, error);
  if (daily)
    return crm_snapshot_make_daily (cli->path, error);

  path = crm_snapshot_make (cli->path, argc > 1 ? argv[1] : NULL, error);
  if (path == NULL)
    return FALSE;

  crm_cli_print ("%s", path);
  return TRUE;
}

/* Returns: (transfer full) */
static JsonObject *
snapshot_to_json (const CrmSnapshot *snapshot, const char *at)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "path", snapshot->path);
  json_object_set_string_member (object, "at", at);
  json_object_set_int_member (object, "size", (gint64) snapshot->size);
  json_object_set_boolean_member (object, "daily", snapshot->daily);

  return object;
}

static gboolean
run_snapshots (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error))
    return FALSE;

  /* Of a file that is gone, too: that is when they are wanted. */
  snapshots = crm_snapshot_list (cli->path);
  for (guint i = 0; i < snapshots->len; i++)
    {
      const CrmSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      g_autofree char   *at = crm_instant_to_iso (snapshot->at);

      json_array_add_object_element (array, snapshot_to_json (snapshot, at));
      if (!cli->json)
        crm_cli_print ("%s  %12" G_GUINT64_FORMAT "  %s", at, snapshot->size, snapshot->path);
    }
  node = json_node_init_array (json_node_alloc (), array);
  if (cli->json)
    crm_cli_print_json (node);

  return TRUE;
}

static gboolean
run_restore (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *passphrase_file = NULL;
  g_autofree char *passphrase = NULL;
  GOptionEntry     entries[] = { { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase_file, NULL, NULL }, { NULL } };

  if (!crm_cli_parse (cli, &argc, &argv, entries, error) || !crm_cli_read_passphrase (passphrase_file, &passphrase, error))
    return FALSE;
  if (argc != 2)
    return crm_cli_usage (error, _ ("Say which snapshot to restore."));
  if (passphrase == NULL && crm_lock_is_locked (argv[1]))
    return crm_cli_usage (error, _ ("This copy is locked: say with --passphrase-file where its passphrase is."));

  make_folder (cli->path);
  if (passphrase != NULL)
    return crm_locked_backup_restore (argv[1], cli->path, passphrase, error);

  return crm_snapshot_restore (argv[1], cli->path, error);
}

static gboolean
run_unlock (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *passphrase_file = NULL;
  g_autofree char *passphrase = NULL;
  GOptionEntry     entries[] = { { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase_file, NULL, NULL }, { NULL } };
  g_autoptr (GFile) to = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, entries, error) || !crm_cli_read_passphrase (passphrase_file, &passphrase, error))
    return FALSE;
  if (argc != 3 || passphrase == NULL)
    return crm_cli_usage (error, _ ("Say which file to unlock, where to, and with --passphrase-file where its passphrase is."));

  to = g_file_new_for_commandline_arg (argv[2]);

  return crm_unlock_file (argv[1], to, passphrase, NULL, error);
}

static gboolean
run_generate (CrmCli *cli, int argc, char *argv[], GError **error)
{
  CrmGenerateOptions options = { .seed = 42, .fa_share = 0.3 };
  gint64             seed = 42;
  int                people = 0;
  int                deals = 0;
  int                activities = 0;
  int                orders = 0;
  int                hot = 0;
  GOptionEntry       entries[] = {
          { "people", 0, 0, G_OPTION_ARG_INT, &people, NULL, NULL },
          { "deals", 0, 0, G_OPTION_ARG_INT, &deals, NULL, NULL },
          { "activities", 0, 0, G_OPTION_ARG_INT, &activities, NULL, NULL },
          { "orders", 0, 0, G_OPTION_ARG_INT, &orders, NULL, NULL },
          { "hot", 0, 0, G_OPTION_ARG_INT, &hot, NULL, NULL },
          { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
          { "fa-share", 0, 0, G_OPTION_ARG_DOUBLE, &options.fa_share, NULL, NULL },
          { NULL },
  };

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (people < 1 || deals < 0 || activities < 0 || orders < 0 || hot < 0)
    return crm_cli_usage (error, _ ("Say how many people with --people N; numbers are not negative."));
  if (!crm_cli_open (cli, error))
    return FALSE;

  options.people = (guint) people;
  options.deals = (guint) deals;
  options.activities = (guint) activities;
  options.orders = (guint) orders;
  options.hot = (guint) hot;
  options.seed = (guint32) seed;

  return crm_generate (cli->store, &options, error);
}

const CrmCliCommand crm_cli_file_commands[] = {
  { "init", "[--sample shop|freelance|empty]", N_ ("Make a new customer file."), run_init },
  { "verify", "[--repair]", N_ ("Check that the file is sound; make anew what can be."), run_verify },
  { "snapshot", "[PATH [--passphrase-file PATH]|--daily]", N_ ("Copy the file as it is now, and check the copy."), run_snapshot },
  { "snapshots", "", N_ ("The copies that are kept beside the file, newest first."), run_snapshots },
  { "unlock", "PATH TO --passphrase-file PATH", N_ ("Write what was locked, a copy or an export, as it was before."), run_unlock },
  { "restore", "PATH [--passphrase-file PATH]", N_ ("Put a snapshot in the file's place; the file is kept beside it."), run_restore },
  { "generate", "--people N [--deals N] [--activities N] [--orders N] [--hot N] [--seed S] [--fa-share 0.3]", N_ ("Add made-up records, the same for the same seed."), run_generate },
  { NULL },
};
