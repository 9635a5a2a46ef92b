/* Several devices edit, delete, merge, undo and import at random, and now and then speak with the database over a line that loses, cuts and repeats.
 * Afterwards, with the line mended, all files are equal and sound, and no word that somebody wrote is missing from both the records and the list of
 * conflicts, unless somebody who had seen it overwrote or deleted it.
 *
 * test-convergence [FIRST [SEEDS]]: a failing seed is named. */

#include "convergence.h"

#include "crm-clock.h"
#include "crm-record-json.h"

#define STEPS 45
#define ROUNDS 14

/* 2026-01-01. Every step is a second later, so that a seed is the same every time. */
#define START G_GINT64_CONSTANT (1767225600000000)

static guint first_seed = 1;
static guint n_seeds = 100;

static CrmFakeFault
disturb (const char *method, const char *path, gpointer user_data)
{
  World *world = user_data;

  if (world->mended)
    return CRM_FAKE_FINE;
  switch (roll (world, 12))
    {
    case 0:
      return CRM_FAKE_LOST_REQUEST;
    case 1:
      return CRM_FAKE_LOST_REPLY;
    case 2:
      return CRM_FAKE_CUT_REPLY;
    case 3:
      return CRM_FAKE_BUSY;
    default:
      return CRM_FAKE_FINE;
    }
}

static void
world_init (World *world, guint seed)
{
  g_autoptr (GError) error = NULL;

  world->rand = g_rand_new_with_seed (seed);
  g_random_set_seed (seed);
  crm_clock_set (START + seed * G_TIME_SPAN_HOUR);
  world->folder = g_dir_make_tmp ("crm-test-XXXXXX", &error);
  g_assert_no_error (error);
  world->couch = crm_fake_couch_new ();
  crm_fake_couch_shuffle (world->couch, world->rand);
  world->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->strange = g_string_new (NULL);
  world->n_devices = 3 + roll (world, MAX_DEVICES - 2);
  for (guint i = 0; i < world->n_devices; i++)
    {
      device_open (&world->devices[i], world->folder, i, world->couch);
      crm_fake_transport_set_fault (world->devices[i].transport, disturb, world);
    }
}

static void
world_clear (World *world)
{
  for (guint i = 0; i < world->n_devices; i++)
    device_close (&world->devices[i]);
  crm_fake_couch_free (world->couch);
  g_clear_pointer (&world->copy, crm_fake_couch_free);
  g_hash_table_unref (world->wanted);
  g_string_free (world->strange, TRUE);
  remove_folder (world->folder);
  g_free (world->folder);
  g_rand_free (world->rand);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Everything that lives, in an order of its own. */
static char *
dump (Device *device)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) types = crm_record_type_list ();

  for (guint i = 0; i < types->len; i++)
    {
      const CrmRecordType *type = types->pdata[i];
      g_autoptr (CrmQuery) query = crm_query_new (type->name);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      const CrmResolver resolver = { .store = device->store, .typed = TRUE };

      g_assert_true (crm_store_query (device->store, query, 0, ids, NULL));
      for (guint j = 0; j < ids->len; j++)
        {
          g_autoptr (CrmRecord) record = crm_store_get (device->store, g_array_index (ids, gint64, j), NULL);
          g_autoptr (JsonObject) object = crm_record_to_json (record, &resolver);
          g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

          g_ptr_array_add (lines, json_to_string (node, FALSE));
        }
    }
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Everybody speaks until nobody has anything to say. */
static void
settle (World *world)
{
  gboolean quiet = FALSE;

  world->mended = TRUE;
  crm_fake_couch_shuffle (world->couch, NULL);
  for (guint round = 0; !quiet; round++)
    {
      g_assert_cmpuint (round, <, ROUNDS);
      quiet = TRUE;
      for (guint i = 0; i < world->n_devices; i++)
        {
          g_autoptr (GError) error = NULL;
          const CrmSyncCounts *counts = crm_sync_get_counts (world->devices[i].sync);

          crm_sync_run (world->devices[i].sync, CRM_SYNC_TAKE_DELETIONS | CRM_SYNC_SEND_MISSING, NULL, &error);
          g_assert_no_error (error);
          quiet = quiet && counts->sent == 0 && counts->received == 0 && counts->files == 0;
        }
    }
}

/* Whoever has a record has its photo. */
static void
check_photos (Device *device)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_true (crm_store_query (device->store, query, 0, ids, NULL));
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) person = crm_store_get (device->store, g_array_index (ids, gint64, i), NULL);
      const char *hash = crm_object_get_text (CRM_OBJECT (person), "photo");
      g_autoptr (GBytes) bytes = hash != NULL ? crm_store_load_content (device->store, hash, NULL, NULL) : NULL;

      g_assert_true (hash == NULL || bytes != NULL);
    }
}

static void
check (World *world)
{
  g_autofree char *first = dump (&world->devices[0]);
  GHashTableIter   iter;
  gpointer         token;

  for (guint i = 0; i < world->n_devices; i++)
    {
      g_autofree char *other = dump (&world->devices[i]);

      if (strcmp (first, other) != 0)
        g_test_message ("device 0:\n%s\ndevice %u:\n%s", first, i, other);
      g_assert_true (strcmp (first, other) == 0);
      check_photos (&world->devices[i]);
    }
  g_hash_table_iter_init (&iter, world->wanted);
  while (g_hash_table_iter_next (&iter, &token, NULL))
    {
      if (strstr (first, token) == NULL)
        g_test_message ("%s is nowhere in\n%s", (const char *) token, first);
      g_assert_nonnull (strstr (first, token));
    }
  device_verify (&world->devices[roll (world, world->n_devices)]);
}

static void
test_seed (gconstpointer data)
{
  World world = { 0 };

  world_init (&world, GPOINTER_TO_UINT (data));
  for (guint i = 0; i < STEPS; i++)
    step (&world);
  settle (&world);
  check (&world);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (argc > 1)
    first_seed = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  if (argc > 2)
    n_seeds = (guint) g_ascii_strtoull (argv[2], NULL, 10);
  for (guint i = 0; i < n_seeds; i++)
    {
      g_autofree char *path = g_strdup_printf ("/convergence/%u", first_seed + i);

      g_test_add_data_func (path, GUINT_TO_POINTER (first_seed + i), test_seed);
    }

  return g_test_run ();
}
