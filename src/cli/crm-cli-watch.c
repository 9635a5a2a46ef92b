/* Keeping a file in step for as long as the program runs. */

#include "config.h"

#include "crm-cli-watch.h"

#include "crm-sync-service.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct
{
  CrmCli         *cli;
  CrmCliPassword  ask;
  CrmSyncService *service;
  GMainLoop      *loop;
  GHashTable     *said;  /* (owned): remote → (owned) what was printed last of it */
  GHashTable     *asked; /* (owned): remotes whose password was asked for */
} Watch;

static char *
describe (const CrmSyncStatus *status)
{
  switch (status->phase)
    {
    case CRM_SYNC_PHASE_IN_STEP:
      return g_strdup (_ ("in step"));
    case CRM_SYNC_PHASE_AT_WORK:
      return g_strdup (_ ("reading and sending"));
    case CRM_SYNC_PHASE_METERED:
      return g_strdup_printf (_ ("the network is metered, %u waiting"), status->n_waiting);
    case CRM_SYNC_PHASE_PAUSED:
      return g_strdup_printf (_ ("paused, %u waiting"), status->n_waiting);
    case CRM_SYNC_PHASE_OFFLINE:
    case CRM_SYNC_PHASE_STUCK:
    case CRM_SYNC_PHASE_REMOVED:
    default:
      return g_strdup (status->trouble != NULL ? status->trouble : _ ("not reached"));
    }
}

static const char *
get_phase_name (CrmSyncPhase phase)
{
  static const char *const names[] = { "in-step", "at-work", "offline", "metered", "stuck", "paused", "removed" };

  return names[phase];
}

static void
print_json (const CrmSyncStatus *status)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "url", status->url);
  json_object_set_string_member (object, "state", get_phase_name (status->phase));
  json_object_set_int_member (object, "waiting", status->n_waiting);
  json_object_set_int_member (object, "refused", status->n_refused);
  json_object_set_int_member (object, "received", status->counts.received);
  json_object_set_int_member (object, "sent", status->counts.sent);
  json_object_set_string_member (object, "trouble", status->trouble != NULL ? status->trouble : "");
  crm_cli_print_object (object);
}

static gboolean
needs_password (const CrmSyncStatus *status)
{
  return status->phase == CRM_SYNC_PHASE_STUCK && status->trouble_code == CRM_SYNC_ERROR_LOGIN && status->user != NULL;
}

static void
give_password (Watch *watch, const CrmSyncStatus *status)
{
  g_autofree char *password = NULL;

  if (!g_hash_table_add (watch->asked, GSIZE_TO_POINTER ((gsize) status->remote)))
    return;
  password = watch->ask (status->url, status->user);
  if (password != NULL)
    crm_sync_service_set_password (watch->service, status->remote, password);
}

static void
tell (Watch *watch, const CrmSyncStatus *status)
{
  g_autofree char *text = describe (status);
  g_autofree char *line = g_strdup_printf (_ ("%s: %s (received %lu, sent %lu)"), status->url, text, (gulong) status->counts.received, (gulong) status->counts.sent);
  gpointer         key = GSIZE_TO_POINTER ((gsize) status->remote);

  if (g_strcmp0 (line, g_hash_table_lookup (watch->said, key)) == 0)
    return;
  if (watch->cli->json)
    print_json (status);
  else
    crm_cli_print ("%s", line);
  fflush (stdout);
  g_hash_table_insert (watch->said, key, g_steal_pointer (&line));
}

static void
changed_cb (Watch *watch)
{
  g_autoptr (GPtrArray) list = crm_sync_service_list (watch->service);

  for (guint i = 0; i < list->len; i++)
    {
      const CrmSyncStatus *status = list->pdata[i];

      if (status->url == NULL)
        continue;
      tell (watch, status);
      if (needs_password (status))
        give_password (watch, status);
    }
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

/**
 * crm_cli_watch:
 * @ask: for passwords
 *
 * Keeps the file that is open in step with its remotes until somebody ends the program.
 */
void
crm_cli_watch (CrmCli *cli, CrmCliPassword ask)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GHashTable) said = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) asked = g_hash_table_new (NULL, NULL);
  g_autoptr (CrmSyncService) service = NULL;
  Watch watch = { cli, ask, NULL, loop, said, asked };
  guint interrupt = g_unix_signal_add (SIGINT, quit_cb, loop);
  guint terminate = g_unix_signal_add (SIGTERM, quit_cb, loop);

  crm_store_watch (cli->store);
  service = crm_sync_service_new (cli->store, NULL);
  watch.service = service;
  g_signal_connect_swapped (service, "changed", G_CALLBACK (changed_cb), &watch);
  g_main_loop_run (loop);

  g_signal_handlers_disconnect_by_data (service, &watch);
  crm_sync_service_stop (service);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}
