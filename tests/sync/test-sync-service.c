/* A file that is kept in step by itself, while its window is open. */

#include "crm-fake-server.h"
#include "crm-remotes.h"
#include "crm-sync-service.h"
#include "../crm-wait.h"
#include "sync-testing.h"

typedef struct
{
  char           *folder;
  CrmFakeServer  *server;
  CrmStore       *store;
  CrmSyncService *service;
} File;

static void
open_file (File *file, const char *user)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  file->folder = g_dir_make_tmp ("crm-test-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (file->folder, "a.crm", NULL);
  file->store = crm_store_create (path, &error);
  g_assert_no_error (error);
  crm_store_watch (file->store);
  file->server = crm_fake_server_new ();
  crm_remotes_add (file->store, crm_fake_server_get_url (file->server), user, &error);
  g_assert_no_error (error);
}

static void
set_up (File *file, gconstpointer data)
{
  open_file (file, NULL);
  file->service = crm_sync_service_new (file->store, NULL);
}

static void
tear_down (File *file, gconstpointer data)
{
  crm_sync_service_stop (file->service);
  g_clear_object (&file->service);
  settle ();
  g_clear_object (&file->store);
  crm_fake_server_free (file->server);
  remove_folder (file->folder);
  g_free (file->folder);
}

static CrmSyncStatus *
get_status (File *file)
{
  g_autoptr (GPtrArray) list = crm_sync_service_list (file->service);

  return list->len > 0 ? g_ptr_array_steal_index (list, 0) : crm_sync_status_new (0);
}

static gboolean
is_in (File *file, CrmSyncPhase phase)
{
  g_autoptr (CrmSyncStatus) status = get_status (file);

  return status->remote != 0 && status->phase == phase && status->url != NULL;
}

static guint
count_waiting (File *file)
{
  g_autoptr (CrmSyncStatus) status = get_status (file);

  return status->n_waiting;
}

static guint
count_remotes (File *file)
{
  g_autoptr (GPtrArray) list = crm_sync_service_list (file->service);

  return list->len;
}

static gboolean
server_has (File *file, const char *text)
{
  CrmFakeCouch *couch = crm_fake_server_lock (file->server);
  g_autoptr (GPtrArray) ids = crm_fake_couch_list (couch);
  gboolean found = FALSE;

  for (guint i = 0; i < ids->len && !found; i++)
    {
      g_autofree char *body = crm_fake_couch_get (couch, ids->pdata[i], NULL);

      found = body != NULL && strstr (body, text) != NULL;
    }
  crm_fake_server_unlock (file->server);

  return found;
}

static CrmRecord *
add_person (File *file, const char *name)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "nickname", name);
  crm_store_save (file->store, "Add", person, &error);
  g_assert_no_error (error);

  return person;
}

/* What is edited here goes there, what is new there comes here, and nobody asks for it. */
static void
test_by_itself (File *file, gconstpointer data)
{
  g_autoptr (CrmRecord) person = NULL;
  CrmFakeCouch *couch;

  wait_for (is_in (file, CRM_SYNC_PHASE_IN_STEP));
  person = add_person (file, "Shirin");
  wait_for (server_has (file, "Shirin"));
  wait_for (is_in (file, CRM_SYNC_PHASE_IN_STEP));

  couch = crm_fake_server_lock (file->server);
  g_free (crm_fake_couch_put (couch, "person:01900000-0000-7000-8000-000000000001", NULL, "{\"type\":\"person\",\"schema\":1,\"edit\":{\"dev\":\"z\",\"n\":1},\"f\":{\"nickname\":\"Farhad\"}}"));
  crm_fake_server_unlock (file->server);
  wait_for (crm_store_find_uid (file->store, "01900000-0000-7000-8000-000000000001") != 0);
}

/* A server that is away is waited for, and what waits is counted meanwhile. */
static void
test_offline (File *file, gconstpointer data)
{
  g_autoptr (CrmRecord) one = NULL;
  g_autoptr (CrmRecord) two = NULL;
  g_autoptr (CrmSyncStatus) status = NULL;

  wait_for (is_in (file, CRM_SYNC_PHASE_IN_STEP));
  crm_fake_server_set_status (file->server, 503);
  one = add_person (file, "Shirin");
  wait_for (is_in (file, CRM_SYNC_PHASE_OFFLINE));
  two = add_person (file, "Farhad");
  wait_for (count_waiting (file) >= 2);
  status = get_status (file);
  g_assert_cmpint (status->trouble_code, ==, CRM_SYNC_ERROR_BUSY);

  crm_fake_server_set_status (file->server, 0);
  crm_sync_service_run_now (file->service);
  wait_for (server_has (file, "Farhad"));
  wait_for (is_in (file, CRM_SYNC_PHASE_IN_STEP));
  g_assert_cmpuint (count_waiting (file), ==, 0);
}

static void
test_paused (File *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = NULL;

  wait_for (is_in (file, CRM_SYNC_PHASE_IN_STEP));
  crm_remotes_set_paused (file->store, crm_fake_server_get_url (file->server), TRUE, &error);
  g_assert_no_error (error);
  crm_sync_service_run_now (file->service);
  wait_for (is_in (file, CRM_SYNC_PHASE_PAUSED));
  person = add_person (file, "Shirin");
  wait_for (count_waiting (file) == 1);
  g_assert_true (is_in (file, CRM_SYNC_PHASE_PAUSED));
  g_assert_false (server_has (file, "Shirin"));

  crm_remotes_set_paused (file->store, crm_fake_server_get_url (file->server), FALSE, &error);
  g_assert_no_error (error);
  crm_sync_service_run_now (file->service);
  wait_for (server_has (file, "Shirin"));
}

static void
test_removed (File *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  wait_for (is_in (file, CRM_SYNC_PHASE_IN_STEP));
  crm_remotes_remove (file->store, crm_fake_server_get_url (file->server), &error);
  g_assert_no_error (error);
  crm_sync_service_run_now (file->service);
  wait_for (count_remotes (file) == 0);
}

static gboolean
is_told (File *file, const char *text)
{
  g_autoptr (CrmSyncStatus) status = get_status (file);

  return status->phase == CRM_SYNC_PHASE_STUCK && status->trouble != NULL && strstr (status->trouble, text) != NULL;
}

static guint
count_requests (File *file)
{
  guint n = crm_fake_couch_get_n_requests (crm_fake_server_lock (file->server));

  crm_fake_server_unlock (file->server);

  return n;
}

/* Who was told that the password is wrong is not asked again and again, nor is the server. */
static void
test_password (File *file, gconstpointer data)
{
  g_autoptr (CrmRecord) person = NULL;
  g_autoptr (CrmSyncStatus) status = NULL;
  guint n_requests;

  crm_fake_server_set_login (file->server, "sara", "right");
  wait_for (is_in (file, CRM_SYNC_PHASE_STUCK));
  status = get_status (file);
  g_assert_cmpint (status->trouble_code, ==, CRM_SYNC_ERROR_LOGIN);

  crm_sync_service_set_password (file->service, status->remote, "wrong");
  wait_for (is_told (file, "did not accept the user name"));
  n_requests = count_requests (file);
  person = add_person (file, "Shirin");
  wait_for (count_waiting (file) == 1);
  g_assert_true (is_in (file, CRM_SYNC_PHASE_STUCK));
  g_assert_cmpuint (count_requests (file), ==, n_requests);

  crm_sync_service_set_password (file->service, status->remote, "right");
  wait_for (server_has (file, "Shirin"));
}

static void
set_up_with_user (File *file, gconstpointer data)
{
  open_file (file, "sara");
  file->service = crm_sync_service_new (file->store, NULL);
}

static guint
count_devices (File *file)
{
  CrmFakeCouch *couch = crm_fake_server_lock (file->server);
  guint         n = crm_fake_couch_count_local (couch);

  crm_fake_server_unlock (file->server);

  return n;
}

static gboolean
has_settled (CrmSyncService *service)
{
  g_autoptr (GPtrArray) list = crm_sync_service_list (service);
  const CrmSyncStatus *status = list->len > 0 ? list->pdata[0] : NULL;

  return status != NULL && status->phase == CRM_SYNC_PHASE_IN_STEP && status->n_waiting == 0;
}

/* Two programs have the file open, and both keep it in step: they take turns, and the server sees one device. */
static void
test_two_programs (File *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup (crm_store_get_path (file->store));
  g_autoptr (CrmStore) other = crm_store_open (path, CRM_STORE_OPEN_NONE, &error);
  g_autoptr (CrmSyncService) service = NULL;

  g_assert_no_error (error);
  crm_store_watch (other);
  service = crm_sync_service_new (other, NULL);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("Number %u.", i);
      g_autoptr (CrmRecord) person = crm_record_new ("person");

      crm_object_set_text (CRM_OBJECT (person), "nickname", name);
      crm_store_save (i % 2 == 0 ? file->store : other, "Add", person, &error);
      g_assert_no_error (error);
      crm_sync_service_run_now (i % 3 == 0 ? file->service : service);
      wait_for (server_has (file, name));
    }
  wait_for (has_settled (file->service) && has_settled (service));
  g_assert_cmpuint (count_devices (file), ==, 1);
  crm_sync_service_stop (service);
  settle ();
}

/* It may end at any moment. */
static void
test_stop (File *file, gconstpointer data)
{
  g_autoptr (CrmRecord) person = add_person (file, "Shirin");

  wait_for (count_remotes (file) == 1);
  crm_sync_service_stop (file->service);
  g_assert_cmpuint (count_remotes (file), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/sync-service/by-itself", File, NULL, set_up, test_by_itself, tear_down);
  g_test_add ("/sync-service/offline", File, NULL, set_up, test_offline, tear_down);
  g_test_add ("/sync-service/paused", File, NULL, set_up, test_paused, tear_down);
  g_test_add ("/sync-service/removed", File, NULL, set_up, test_removed, tear_down);
  g_test_add ("/sync-service/password", File, NULL, set_up_with_user, test_password, tear_down);
  g_test_add ("/sync-service/two-programs", File, NULL, set_up, test_two_programs, tear_down);
  g_test_add ("/sync-service/stop", File, NULL, set_up, test_stop, tear_down);

  return g_test_run ();
}
