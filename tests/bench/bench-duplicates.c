/* How long it takes to look for duplicates among all people, and to merge the busiest person into another: bench-duplicates FILE, where FILE
 * was made by
 *   crmctl -f FILE init && crmctl -f FILE generate --people 100000 --deals 10000 --activities 100000 --hot 10000
 * The file is changed; the changes are undone. */

#include "crm-bench.h"
#include "crm-duplicates.h"
#include "crm-merge-records.h"
#include "crm-model.h"

static void
bench_find (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  guint            found = 0;
  CrmBench         bench;

  crm_bench_begin (&bench, "look for duplicates in the whole file");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) duplicates = NULL;

      crm_bench_start (&bench);
      duplicates = crm_duplicates_find (path, NULL, NULL, NULL, NULL, &error);
      crm_bench_stop (&bench);
      g_assert_no_error (error);
      found = duplicates->len;
    }
  crm_bench_end (&bench, (CrmBenchTarget){ .max = 3000 });
  g_print ("  %u pairs\n", found);
}

/* The person of the file that most leads to. */
static gint64
find_busiest (CrmStore *store)
{
  g_autoptr (CrmQuery) query = crm_query_new ("activity");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) activity = NULL;
  GPtrArray *links;

  crm_store_query (store, query, 1, ids, NULL);
  activity = crm_store_get (store, g_array_index (ids, gint64, 0), NULL);
  links = crm_object_get_items (CRM_OBJECT (activity), "links");

  return crm_object_get_integer (g_ptr_array_index (links, 0), "target");
}

static gint64
add_person (CrmStore *store)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", "Twin");
  crm_store_save (store, "Add", person, NULL);

  return crm_record_get_id (person);
}

static void
bench_merge (CrmStore *store, const char *name, gint64 kept, gint64 other)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *undo_name = g_strconcat (name, ", undone", NULL);
  CrmBench         merge;
  CrmBench         undo;

  crm_bench_begin (&merge, name);
  crm_bench_begin (&undo, undo_name);
  for (guint i = 0; i < 5; i++)
    {
      crm_bench_start (&merge);
      crm_store_merge (store, kept, other, 0, &error);
      crm_bench_stop (&merge);
      g_assert_no_error (error);
      crm_bench_start (&undo);
      crm_store_undo (store, NULL, &error);
      crm_bench_stop (&undo);
      g_assert_no_error (error);
    }
  crm_bench_end (&merge, (CrmBenchTarget){ 0 });
  crm_bench_end (&undo, (CrmBenchTarget){ 0 });
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = NULL;
  gint64 one;
  gint64 other;

  if (argc != 2)
    {
      g_printerr ("Usage: bench-duplicates FILE\n");
      return 2;
    }

  bench_find (argv[1]);
  store = crm_store_open (argv[1], CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);
  one = add_person (store);
  other = add_person (store);
  bench_merge (store, "merge two people", one, other);
  bench_merge (store, "merge the busiest person", one, find_busiest (store));

  return 0;
}
