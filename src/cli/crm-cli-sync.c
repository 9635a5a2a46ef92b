/* Commands about the servers that a file is kept in step with. */

#include "config.h"

#include "crm-cli-watch.h"
#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-http.h"
#include "crm-remotes.h"
#include "crm-secret.h"
#include "crm-sync.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* From the terminal, without showing it. */
static char *
ask_password (const char *url)
{
  struct termios before, quiet;
  char           line[1024];
  gboolean       ok;

  if (!isatty (STDIN_FILENO) || tcgetattr (STDIN_FILENO, &before) != 0)
    return NULL;

  quiet = before;
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  g_printerr (_ ("Password for %s: "), url);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);
  ok = fgets (line, sizeof line, stdin) != NULL;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");

  return ok ? g_strndup (line, strcspn (line, "\n")) : NULL;
}

static char *
get_password_of_today (const char *url, const char *user)
{
  const char *told = g_getenv ("CRM_REMOTE_PASSWORD");

  return told != NULL ? g_strdup (told) : ask_password (url);
}

/* From the secret service, else the environment, else the terminal. */
static char *
get_password (const char *url, const char *user)
{
  g_autofree char *kept = user != NULL ? crm_secret_lookup (url, user, NULL, NULL) : NULL;

  if (user == NULL || kept != NULL)
    return g_steal_pointer (&kept);

  return get_password_of_today (url, user);
}

static CrmTransport *
connect_to (const char *url, const char *user, GError **error)
{
  g_autofree char *password = get_password (url, user);

  return crm_http_new (url, user, password, error);
}

static gboolean
add (CrmCli *cli, const char *address, const char *name, gboolean create, gboolean validate, GError **error)
{
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;
  g_autofree char *unkept = NULL;
  g_autofree char *url = crm_http_dup_address (address, &user, &password, error);
  gboolean         given = password != NULL;

  if (url == NULL)
    return FALSE;
  if (name != NULL)
    {
      g_free (user);
      user = g_strdup (name);
    }
  if (!given)
    password = get_password (url, user);
  if (!crm_remotes_set_up (cli->store, &(CrmRemoteWish){ url, user, password, create, validate }, NULL, &unkept, NULL, error))
    return FALSE;

  /* Who has it in the environment does so because there is no other place. */
  if (unkept != NULL && given)
    g_printerr ("crmctl: remote: %s\n", unkept);
  if (!cli->json)
    crm_cli_print (_ ("This file is kept in step with %s from now on. “crmctl sync” begins."), url);
  return TRUE;
}

static JsonObject *
status_to_json (const CrmRemoteStatus *status)
{
  const CrmRemote *remote = status->remote;
  g_autofree char *succeeded = remote->succeeded_at != CRM_UNSET ? crm_instant_to_iso (remote->succeeded_at) : NULL;
  JsonObject      *object = json_object_new ();

  json_object_set_string_member (object, "url", remote->url);
  json_object_set_string_member (object, "user", remote->user != NULL ? remote->user : "");
  json_object_set_boolean_member (object, "paused", remote->paused);
  json_object_set_int_member (object, "waiting", status->n_waiting);
  json_object_set_int_member (object, "refused", status->n_refused);
  json_object_set_int_member (object, "deleted_there", status->n_gone);
  json_object_set_string_member (object, "succeeded_at", succeeded != NULL ? succeeded : "");
  json_object_set_string_member (object, "trouble", remote->trouble != NULL ? remote->trouble : "");

  return object;
}

static void
print_status (const CrmRemoteStatus *status)
{
  const CrmRemote *remote = status->remote;
  g_autofree char *succeeded = remote->succeeded_at != CRM_UNSET ? crm_instant_to_iso (remote->succeeded_at) : g_strdup (_ ("never yet"));

  crm_cli_print ("%s%s", remote->url, remote->paused ? _ (" (paused)") : "");
  crm_cli_print (_ ("  in step: %s, waiting to be sent: %u, refused: %u"), succeeded, status->n_waiting, status->n_refused);
  if (status->n_gone > 0)
    crm_cli_print (_ ("  deleted there and not yet here: %u"), status->n_gone);
  if (remote->trouble != NULL)
    crm_cli_print ("  %s", remote->trouble);
}

static gboolean
list (CrmCli *cli, GError **error)
{
  g_autoptr (GPtrArray) remotes = crm_remotes_list (cli->store, error);
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; remotes != NULL && i < remotes->len; i++)
    {
      if (cli->json)
        json_array_add_object_element (array, status_to_json (remotes->pdata[i]));
      else
        print_status (remotes->pdata[i]);
    }
  if (remotes != NULL && cli->json)
    {
      node = json_node_init_array (json_node_alloc (), array);
      crm_cli_print_json (node);
    }

  return remotes != NULL;
}

/* The remote that was named, or the only one. */
static char *
find_url (CrmCli *cli, const char *address, GError **error)
{
  g_autoptr (GPtrArray) remotes = NULL;

  if (address != NULL)
    return crm_http_dup_address (address, NULL, NULL, error);
  remotes = crm_remotes_list (cli->store, error);
  if (remotes == NULL)
    return NULL;
  if (remotes->len == 1)
    return g_strdup (((CrmRemoteStatus *) remotes->pdata[0])->remote->url);

  crm_cli_usage (error, _ ("Name the address: this file has %u."), remotes->len);
  return NULL;
}

static gboolean
pause_one (CrmCli *cli, const char *address, gboolean paused, GError **error)
{
  g_autofree char *url = find_url (cli, address, error);

  return url != NULL && crm_remotes_set_paused (cli->store, url, paused, error);
}

static gboolean
remove_one (CrmCli *cli, const char *address, GError **error)
{
  g_autofree char *url = find_url (cli, address, error);

  if (url == NULL || !crm_remotes_remove (cli->store, url, error))
    return FALSE;
  if (!cli->json)
    crm_cli_print (_ ("This file is on its own again. Nothing was deleted, here or there."));
  return TRUE;
}

static gboolean
run_remote (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *user = NULL;
  gboolean         create = FALSE, validate = FALSE;
  GOptionEntry     entries[] = {
        { "user", 0, 0, G_OPTION_ARG_STRING, &user, NULL, NULL },
        { "create", 0, 0, G_OPTION_ARG_NONE, &create, NULL, NULL },
        { "install-validation", 0, 0, G_OPTION_ARG_NONE, &validate, NULL, NULL },
        { NULL },
  };
  const char *what;
  const char *address;

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  what = argc > 1 ? argv[1] : "list";
  address = argc > 2 ? argv[2] : NULL;
  if (argc > 3 || (strcmp (what, "add") == 0 && address == NULL))
    return crm_cli_usage (error, _ ("Say what to do, and with which address."));
  if (!crm_cli_open (cli, error))
    return FALSE;

  if (strcmp (what, "add") == 0)
    return add (cli, address, user, create, validate, error);
  if (strcmp (what, "list") == 0 || strcmp (what, "status") == 0)
    return list (cli, error);
  if (strcmp (what, "pause") == 0 || strcmp (what, "resume") == 0)
    return pause_one (cli, address, *what == 'p', error);
  if (strcmp (what, "remove") == 0)
    return remove_one (cli, address, error);

  return crm_cli_usage (error, _ ("There is no “remote %s”; there are add, list, status, pause, resume and remove."), what);
}

static void
print_counts (CrmCli *cli, const CrmRemote *remote, const CrmSyncCounts *counts)
{
  JsonObject *object;

  if (!cli->json)
    {
      crm_cli_print (_ ("%s: received %lu, sent %lu, conflicts %lu"), remote->url, (gulong) counts->received, (gulong) counts->sent, (gulong) counts->conflicts);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "url", remote->url);
  json_object_set_int_member (object, "received", counts->received);
  json_object_set_int_member (object, "sent", counts->sent);
  json_object_set_int_member (object, "conflicts", counts->conflicts);
  crm_cli_print_object (object);
}

static gboolean
sync_one (CrmCli *cli, const CrmRemote *remote, CrmSyncDecision decision, GError **error)
{
  g_autoptr (CrmTransport) transport = connect_to (remote->url, remote->user, error);
  g_autoptr (CrmSync) sync = NULL;

  if (transport == NULL)
    return FALSE;
  sync = crm_sync_new (cli->store, remote->id, transport);
  if (!crm_sync_run (sync, decision, NULL, error))
    return FALSE;
  print_counts (cli, remote, crm_sync_get_counts (sync));

  return TRUE;
}

static gboolean
run_sync (CrmCli *cli, int argc, char *argv[], GError **error)
{
  gboolean     once = FALSE, watch = FALSE, take = FALSE, keep = FALSE, missing = FALSE;
  GOptionEntry entries[] = {
    { "once", 0, 0, G_OPTION_ARG_NONE, &once, NULL, NULL },
    { "watch", 0, 0, G_OPTION_ARG_NONE, &watch, NULL, NULL },
    { "take-deletions", 0, 0, G_OPTION_ARG_NONE, &take, NULL, NULL },
    { "keep-deleted", 0, 0, G_OPTION_ARG_NONE, &keep, NULL, NULL },
    { "send-missing", 0, 0, G_OPTION_ARG_NONE, &missing, NULL, NULL },
    { NULL },
  };
  CrmSyncDecision decision = CRM_SYNC_ASK;
  g_autoptr (GPtrArray) remotes = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc > 1 || (take && keep))
    return crm_cli_usage (error, _ ("Deletions are either taken or turned back; nothing else is named."));
  if (watch && (once || take || keep || missing))
    return crm_cli_usage (error, _ ("What is to be decided is said to one “crmctl sync” without --watch."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  remotes = crm_remotes_list (cli->store, error);
  if (remotes == NULL)
    return FALSE;
  if (remotes->len == 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("This file is not kept in step with any server. “crmctl remote add URL” begins."));
      return FALSE;
    }

  if (watch)
    {
      crm_cli_watch (cli, get_password_of_today);
      return TRUE;
    }
  decision |= (take ? CRM_SYNC_TAKE_DELETIONS : 0) | (keep ? CRM_SYNC_KEEP_DELETED : 0) | (missing ? CRM_SYNC_SEND_MISSING : 0);
  for (guint i = 0; i < remotes->len; i++)
    {
      const CrmRemote *remote = ((CrmRemoteStatus *) remotes->pdata[i])->remote;

      if (!remote->paused && !sync_one (cli, remote, decision, error))
        return FALSE;
    }

  return TRUE;
}

const CrmCliCommand crm_cli_sync_commands[] = {
  { "remote", "add URL [--user NAME] [--create] [--install-validation] | list | status | pause [URL] | resume [URL] | remove [URL]", N_ ("The servers that the file is kept in step with."), run_remote },
  { "sync", "[--once | --watch] [--take-deletions | --keep-deleted] [--send-missing]", N_ ("Read what is new on the servers, and send what is new here."), run_sync },
  { NULL },
};
