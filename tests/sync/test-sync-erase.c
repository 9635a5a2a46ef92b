/* Somebody who was erased on one device: the server's newest revisions say nothing of them, and what another device still wrote does not bring them back. */

#include "crm-erase.h"
#include "sync-testing.h"

typedef struct
{
  char         *folder;
  CrmFakeCouch *couch;
  Device        one;
  Device        other;
} Devices;

static void
set_up (Devices *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("crm-test-XXXXXX", NULL);
  self->couch = crm_fake_couch_new ();
  device_open (&self->one, self->folder, 1, self->couch);
  device_open (&self->other, self->folder, 2, self->couch);
}

static void
tear_down (Devices *self, gconstpointer data)
{
  device_close (&self->one);
  device_close (&self->other);
  crm_fake_couch_free (self->couch);
  remove_folder (self->folder);
  g_free (self->folder);
}

static gboolean
server_says (Devices *self, const char *word)
{
  g_autoptr (GPtrArray) ids = crm_fake_couch_list (self->couch);
  gboolean says = FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *body = crm_fake_couch_get (self->couch, ids->pdata[i], NULL);

      says = says || (body != NULL && strstr (body, word) != NULL);
    }

  return says;
}

static char *
add_person (Devices *self)
{
  g_autoptr (CrmRecord) person = device_add (&self->one, "person", "given_name", "Zephyrine");

  device_set (&self->one, crm_record_get_uid (person), "about", "likes kaleidoscopes");
  device_sync (&self->one);
  device_sync (&self->other);
  g_assert_true (server_says (self, "Zephyrine") && server_says (self, "kaleidoscopes"));

  return g_strdup (crm_record_get_uid (person));
}

static void
erase (Device *device, const char *uid)
{
  g_autoptr (GError) error = NULL;

  crm_erase (device->store, crm_store_find_uid (device->store, uid), &error);
  g_assert_no_error (error);
}

static void
test_goes_everywhere (Devices *self, gconstpointer data)
{
  g_autofree char *uid = add_person (self);

  erase (&self->one, uid);
  device_sync (&self->one);
  g_assert_false (server_says (self, "Zephyrine") || server_says (self, "kaleidoscopes"));
  device_sync (&self->other);
  device_assert (&self->other, uid, "given_name", "gone");
  device_verify (&self->one);
  device_verify (&self->other);
}

/* An edit wins over a deletion, but not over this. */
static void
test_edited_meanwhile (Devices *self, gconstpointer data)
{
  g_autofree char *uid = add_person (self);

  device_set (&self->other, uid, "about", "moved to Hippopotamus Lane");
  device_sync (&self->other);
  erase (&self->one, uid);
  for (guint i = 0; i < 3; i++)
    {
      device_sync (&self->one);
      device_sync (&self->other);
    }
  device_assert (&self->one, uid, "given_name", "gone");
  device_assert (&self->other, uid, "given_name", "gone");
  g_assert_false (server_says (self, "Zephyrine") || server_says (self, "Hippopotamus"));
  device_verify (&self->one);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/sync-erase/goes-everywhere", Devices, NULL, set_up, test_goes_everywhere, tear_down);
  g_test_add ("/sync-erase/edited-meanwhile", Devices, NULL, set_up, test_edited_meanwhile, tear_down);

  return g_test_run ();
}
