/* Photos and files by way of a server: each once, whole, and behind what refers to it. */

#include "sync-testing.h"

static void
device_assert_bytes (Device *self, const char *hash, GBytes *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *mime = NULL;
  g_autoptr (GBytes) bytes = crm_store_load_content (self->store, hash, &mime, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, expected));
  g_assert_cmpstr (mime, ==, "image/png");
}

static GBytes *
new_bytes (gsize size)
{
  guchar *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guchar) (i * 7 + i / 251);

  return g_bytes_new_take (bytes, size);
}

typedef struct
{
  gint64 record;
  guint  n_told;
} Told;

static void
changed_cb (CrmStore *store, CrmChangeSet *set, Told *told)
{
  told->n_told += crm_change_set_has_id (set, told->record);
}

static gboolean
is_path_of_file (const char *path)
{
  return g_str_has_prefix (path, "file%3A");
}

/* It comes with the next cycle at the latest, and who shows the record is told. */
static void
test_arrives (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "nickname", "Shirin");
  const char *uid = crm_record_get_uid (person);
  g_autoptr (GBytes) bytes = new_bytes (1000 * 1000 + 1);
  g_autofree char *hash = device_set_photo (&pair->a, uid, bytes);

  device_sync (&pair->a);
  device_sync (&pair->b);
  device_assert (&pair->b, uid, "photo", hash);
  device_assert_bytes (&pair->b, hash, bytes);
  device_verify (&pair->b);
  g_assert_cmpint (crm_sync_get_counts (pair->b.sync)->files, ==, 1);

  /* It is sent by nobody again. */
  device_sync (&pair->b);
  g_assert_cmpint (crm_sync_get_counts (pair->b.sync)->files, ==, 0);
  device_sync (&pair->a);
  g_assert_cmpint (crm_sync_get_counts (pair->a.sync)->files, ==, 0);
}

static CrmFakeFault
lose_files (const char *method, const char *path, gpointer user_data)
{
  return is_path_of_file (path) ? CRM_FAKE_LOST_REQUEST : CRM_FAKE_FINE;
}

/* The record is there before its photo. That is no fault, and told as what it is. */
static void
test_comes_later (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "nickname", "Shirin");
  const char *uid = crm_record_get_uid (person);
  g_autoptr (GBytes) bytes = new_bytes (100);
  g_autofree char *hash = device_set_photo (&pair->a, uid, bytes);
  Told             told = { 0, 0 };

  device_sync (&pair->a);
  crm_fake_transport_set_fault (pair->b.transport, lose_files, NULL);
  g_assert_false (crm_sync_run (pair->b.sync, CRM_SYNC_ASK, NULL, &error));
  g_assert_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_UNREACHABLE);
  device_assert (&pair->b, uid, "photo", hash);
  device_verify (&pair->b);
  g_assert_null (crm_store_load_content (pair->b.store, hash, NULL, &missing));
  g_assert_nonnull (strstr (missing->message, "not come"));

  told.record = crm_store_find_uid (pair->b.store, uid);
  g_signal_connect (pair->b.store, "changed", G_CALLBACK (changed_cb), &told);
  crm_fake_transport_set_fault (pair->b.transport, NULL, NULL);
  device_sync (&pair->b);
  device_assert_bytes (&pair->b, hash, bytes);
  g_assert_cmpuint (told.n_told, ==, 1);
  device_verify (&pair->b);
}

typedef struct
{
  guint n_left;
  guint n_asked;
} Cuts;

static CrmFakeFault
cut_files (const char *method, const char *path, gpointer user_data)
{
  Cuts *cuts = user_data;

  if (!is_path_of_file (path))
    return CRM_FAKE_FINE;
  cuts->n_asked++;

  return cuts->n_left > 0 && cuts->n_left-- > 0 ? CRM_FAKE_CUT_REPLY : CRM_FAKE_FINE;
}

static void
test_cut_off (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "nickname", "Shirin");
  g_autoptr (GBytes) bytes = new_bytes (100000);
  g_autofree char *hash = device_set_photo (&pair->a, crm_record_get_uid (person), bytes);
  Cuts             cuts = { 1, 0 };

  device_sync (&pair->a);
  crm_fake_transport_set_fault (pair->b.transport, cut_files, &cuts);
  device_sync (&pair->b);
  g_assert_cmpuint (cuts.n_asked, ==, 2);
  device_assert_bytes (&pair->b, hash, bytes);
}

/* What stands there under the name of a file and is another is left there, and not asked for at every cycle. */
static void
test_wrong_bytes (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "nickname", "Shirin");
  g_autoptr (CrmRecord) other = device_add (&pair->a, "person", "nickname", "Farhad");
  g_autoptr (GBytes) bytes = new_bytes (100);
  g_autoptr (GBytes) more = new_bytes (200);
  g_autoptr (GBytes) wrong = g_bytes_new_static ("wrong", 5);
  g_autofree char *hash = device_set_photo (&pair->a, crm_record_get_uid (person), bytes);
  g_autofree char *second = device_set_photo (&pair->a, crm_record_get_uid (other), more);
  g_autofree char *path = g_strconcat ("file%3A", hash, "/bytes", NULL);
  Cuts             cuts = { 0, 0 };

  g_assert_cmpuint (crm_fake_couch_put_file (pair->couch, path, "image/png", wrong), ==, 201);
  device_sync (&pair->a);
  crm_fake_transport_set_fault (pair->b.transport, cut_files, &cuts);
  device_sync (&pair->b);
  g_assert_null (crm_store_load_content (pair->b.store, hash, NULL, NULL));
  device_assert_bytes (&pair->b, second, more);
  device_verify (&pair->b);
  cuts.n_asked = 0;
  device_sync (&pair->b);
  g_assert_cmpuint (cuts.n_asked, ==, 0);
}

/* A server may take records and no files. */
static void
test_refused (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "nickname", "Shirin");
  const char *uid = crm_record_get_uid (person);
  g_autoptr (GBytes) bytes = new_bytes (100);
  g_autofree char *hash = NULL;

  hash = device_set_photo (&pair->a, uid, bytes);
  crm_fake_couch_refuse (pair->couch, "image/png", "no pictures");
  device_sync (&pair->a);
  device_sync (&pair->a);
  device_sync (&pair->b);
  device_assert (&pair->b, uid, "nickname", "Shirin");
  device_verify (&pair->b);
}

static void
test_put_back (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmFakeCouch) copy = NULL;
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "nickname", "Shirin");
  g_autoptr (GBytes) bytes = new_bytes (100);
  g_autofree char *hash = NULL;

  device_sync (&pair->a);
  copy = crm_fake_couch_copy (pair->couch);
  hash = device_set_photo (&pair->a, crm_record_get_uid (person), bytes);
  device_sync (&pair->a);
  crm_fake_couch_put_back (pair->couch, copy);
  device_sync (&pair->a);
  device_sync (&pair->b);
  device_assert_bytes (&pair->b, hash, bytes);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  pair_add ("/sync-files/arrives", test_arrives);
  pair_add ("/sync-files/comes-later", test_comes_later);
  pair_add ("/sync-files/cut-off", test_cut_off);
  pair_add ("/sync-files/wrong-bytes", test_wrong_bytes);
  pair_add ("/sync-files/refused", test_refused);
  pair_add ("/sync-files/put-back", test_put_back);

  return g_test_run ();
}
