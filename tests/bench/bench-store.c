/* What the store answers and how fast, on seeded data: bench-store FILE, where FILE was made by
 *   crmctl -f FILE init && crmctl -f FILE generate --people 1000000 --deals 100000 --activities 1000000 --hot 100000
 * The file is changed; the changes are undone. */

#include "crm-bench.h"
#include "crm-agenda.h"
#include "crm-board.h"
#include "crm-bulk-edit.h"
#include "crm-count.h"
#include "crm-culture.h"
#include "crm-filter.h"
#include "crm-clock.h"
#include "crm-model.h"
#include "crm-record-list.h"

#include <sqlite3.h>
#include <string.h>

static CrmStore *store;

static void
wait_for (CrmRecordList *list)
{
  while (crm_record_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
bench_open (const char *path)
{
  CrmBench first;
  CrmBench whole;

  crm_bench_begin (&first, "open the file, first 256 people");
  crm_bench_begin (&whole, "open the file, all people's order");
  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (CrmQuery) query = crm_query_new ("person");
      g_autoptr (CrmRecordList) list = NULL;
      g_autoptr (GObject) item = NULL;

      g_clear_object (&store);
      crm_bench_start (&first);
      crm_bench_start (&whole);
      store = crm_store_open (path, CRM_STORE_OPEN_NONE, NULL);
      g_assert_nonnull (store);
      list = crm_record_list_new (store, query);
      item = g_list_model_get_item (G_LIST_MODEL (list), 0);
      crm_bench_stop (&first);
      wait_for (list);
      crm_bench_stop (&whole);
    }
  crm_bench_end (&first, (CrmBenchTarget){ 0 });
  crm_bench_end (&whole, (CrmBenchTarget){ 0 });
}

static void
bench_search_with (const char *name, const char *const *words, guint n_words)
{
  CrmBench bench;

  crm_bench_begin (&bench, name);
  for (guint i = 0; i < n_words; i++)
    {
      const char *end = words[i];

      for (guint letters = 0; letters < 6 && *end != '\0'; letters++)
        {
          g_autofree char *prefix = NULL;
          g_autoptr (CrmQuery) query = crm_query_new ("person");
          g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

          end = g_utf8_next_char (end);
          prefix = g_strndup (words[i], (gsize) (end - words[i]));
          crm_bench_start (&bench);
          crm_query_set_search (query, prefix);
          crm_store_query (store, query, 50, ids, NULL);
          crm_bench_stop (&bench);
        }
    }
  crm_bench_end (&bench, (CrmBenchTarget){ .p95 = 5, .max = 16 });
}

static void
bench_search (void)
{
  static const char *const latin[] = { "smith", "laura", "garcia", "jürgen", "dvorak", "user12", "blue tr", "pixel", "obrien", "ostergaard", "zoe", "summit" };
  static const char *const persian[] = { "محمدی", "علی", "رضایی", "نیک‌پور", "فاطمه", "حق شناس", "علیزاده", "بازرگانی", "شیرین", "كاظمي", "مهدی" };
  static const char *const phones[] = { "091234", "+98912", "00989", "4915", "۰۹۳۵۱", "98765", "015123", "0911 22" };

  bench_search_with ("a key of search, Latin", latin, G_N_ELEMENTS (latin));
  bench_search_with ("a key of search, Persian", persian, G_N_ELEMENTS (persian));
  bench_search_with ("a key of search, telephone", phones, G_N_ELEMENTS (phones));
}

static void
bench_query_within (const char *name, CrmQuery *query, double p50)
{
  CrmBench bench;

  crm_bench_begin (&bench, name);
  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      crm_bench_start (&bench);
      crm_store_query (store, query, 0, ids, NULL);
      crm_bench_stop (&bench);
    }
  crm_bench_end (&bench, (CrmBenchTarget){ .p50 = p50 });
  crm_query_free (query);
}

static void
bench_query (const char *name, CrmQuery *query)
{
  bench_query_within (name, query, 150);
}

static void
bench_lists (void)
{
  CrmQuery *query = crm_query_new ("person");

  crm_query_set_order (query, "created_at", TRUE);
  bench_query ("sort everybody by age in the file", query);
  query = crm_query_new ("person");
  crm_query_set_order (query, NULL, TRUE);
  bench_query ("sort everybody by name, backward", query);
  query = crm_query_new ("person");
  crm_query_set_order (query, "lifecycle", FALSE);
  bench_query ("sort everybody by life cycle", query);
  query = crm_query_new ("person");
  crm_query_set_order (query, "updated_at", TRUE);
  bench_query ("sort everybody by last change", query);
  query = crm_query_new ("person");
  crm_query_add_text (query, "lifecycle", CRM_OP_EQUAL, "loyal");
  bench_query ("filter everybody by life cycle, by name", query);
  query = crm_query_new ("person");
  crm_query_set_search (query, "a");
  bench_query ("every hit of one letter", query);
  query = crm_query_new ("person");
  crm_query_set_leads (query, crm_clock_now ());
  bench_query ("leads, the most promising first", query);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gint64 *count = user_data;

  *count = crm_count_finish (store, result, NULL);
}

static void
bench_count (const char *name, CrmQuery *query)
{
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();
  CrmBench bench;

  g_ptr_array_add (queries, query);
  crm_bench_begin (&bench, name);
  for (guint i = 0; i < 7; i++)
    {
      gint64 count = -1;

      crm_bench_start (&bench);
      crm_count_async (store, queries, NULL, counted_cb, &count);
      while (count < 0)
        g_main_context_iteration (NULL, TRUE);
      crm_bench_stop (&bench);
    }
  crm_bench_end (&bench, (CrmBenchTarget){ .p50 = 500 });
}

/* Three conditions, as a view asks for its people when it is opened, and for the number beside its name. */
static void
bench_views (void)
{
  static const struct
  {
    const char *name;
    const char *where;
  } views[] = {
    { "a view of three conditions: fields of people", "lifecycle = loyal and source is set and created_at < \"30 days ago\"" },
    { "the same: what they have several of", "lifecycle != lost and email ~ example and addresses.city is set" },
    { "the same: when one last spoke", "last_contact < \"60 days ago\" and last_contact is set and not lifecycle = lost" },
  };
  CrmCulture culture;

  crm_culture_init_default (&culture, "en");
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autoptr (CrmQuery) counted = crm_query_new ("person");
      CrmQuery        *query = crm_query_new ("person");
      g_autofree char *count = g_strdup_printf ("its number: %s", views[i].where);
      g_autoptr (GError) error = NULL;

      crm_filter_parse (views[i].where, query, store, &culture, &error);
      g_assert_no_error (error);
      crm_filter_parse (views[i].where, counted, store, &culture, &error);
      g_assert_no_error (error);
      bench_query_within (views[i].name, query, 500);
      bench_count (count, counted);
    }
}

static void
undo_changes (guint n)
{
  for (guint i = 0; i < n; i++)
    crm_store_undo (store, NULL, NULL);
}

static gint64
first_of (const char *type)
{
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_query_set_order (query, "id", FALSE);
  crm_store_query (store, query, 1, ids, NULL);

  return ids->len > 0 ? g_array_index (ids, gint64, 0) : 0;
}

static GArray *
find_stages (gint64 pipeline)
{
  g_autoptr (CrmQuery) query = crm_query_new ("stage");
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_query_add_integer (query, "pipeline", CRM_OP_EQUAL, pipeline);
  crm_query_set_order (query, "position", FALSE);
  crm_store_query (store, query, 0, ids, NULL);

  return ids;
}

static CrmRecordList *
open_column (gint64 stage)
{
  g_autoptr (CrmQuery) query = crm_query_new ("deal");

  crm_query_add_integer (query, "stage", CRM_OP_EQUAL, stage);
  crm_query_set_order (query, "rank", FALSE);

  return crm_record_list_new (store, query);
}

static gint64
find_busy_pipeline (void)
{
  g_autoptr (CrmRecord) deal = crm_store_get (store, first_of ("deal"), NULL);

  return crm_object_get_integer (CRM_OBJECT (deal), "pipeline");
}

/* The table of deals, and what the day begins with. */
static void
bench_deals (void)
{
  static const char *const orders[] = { "title", "value", "expected_close", "stage", "stage_entered_at", "updated_at", "created_at" };
  CrmQuery                *query;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *name = g_strdup_printf ("sort all deals by %s", orders[i]);

      query = crm_query_new ("deal");
      crm_query_set_order (query, orders[i], FALSE);
      bench_query (name, query);
    }
  query = crm_query_new ("deal");
  crm_query_set_order (query, "value", TRUE);
  crm_query_add_integer (query, "pipeline", CRM_OP_EQUAL, find_busy_pipeline ());
  bench_query ("the same of one pipeline, by value", query);
  query = crm_query_new ("deal");
  crm_query_set_stale (query, crm_clock_now ());
  bench_query ("deals past the days of their stage", query);
  query = crm_query_new ("deal");
  crm_query_set_stale (query, crm_clock_now () + 400 * G_TIME_SPAN_DAY);
  bench_query ("the same when all of them are", query);
}

static void
bench_board (void)
{
  gint64 pipeline = find_busy_pipeline ();
  g_autoptr (GArray) stages = find_stages (pipeline);
  CrmBench open;
  CrmBench move;

  crm_bench_begin (&open, "board: totals, and every column's cards in order");
  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GArray) totals = NULL;

      crm_bench_start (&open);
      totals = crm_board_load_totals (store, pipeline, NULL);
      for (guint j = 0; j < stages->len; j++)
        g_ptr_array_add (columns, open_column (g_array_index (stages, gint64, j)));
      for (guint j = 0; j < columns->len; j++)
        wait_for (g_ptr_array_index (columns, j));
      crm_bench_stop (&open);
    }
  crm_bench_end (&open, (CrmBenchTarget){ .p50 = 100 });

  crm_bench_begin (&move, "board: move a card, journal included");
  for (guint i = 0; i < 100; i++)
    {
      crm_bench_start (&move);
      crm_board_move (store, first_of ("deal"), g_array_index (stages, gint64, i % 3), 0, NULL, NULL, NULL);
      crm_bench_stop (&move);
    }
  crm_bench_end (&move, (CrmBenchTarget){ .p50 = 16 });
  undo_changes (100);
}

static void
bench_timeline (void)
{
  gint64   person = first_of ("person");
  CrmBench first;
  CrmBench whole;

  crm_bench_begin (&first, "timeline of 100,000 events: first screen");
  crm_bench_begin (&whole, "timeline of 100,000 events: all of its order");
  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (CrmQuery) query = crm_query_new_timeline (person);
      g_autoptr (CrmRecordList) list = NULL;
      g_autoptr (GObject) item = NULL;

      crm_bench_start (&first);
      crm_bench_start (&whole);
      list = crm_record_list_new (store, query);
      item = g_list_model_get_item (G_LIST_MODEL (list), 0);
      crm_bench_stop (&first);
      wait_for (list);
      crm_bench_stop (&whole);
    }
  crm_bench_end (&first, (CrmBenchTarget){ .p50 = 30 });
  crm_bench_end (&whole, (CrmBenchTarget){ 0 });
}

/* The six weeks a month is shown in, of every month of two years. */
static void
bench_agenda (void)
{
  CrmBench month;

  crm_bench_begin (&month, "calendar: the six weeks of a month");
  for (int i = 0; i < 24; i++)
    {
      CrmDate from = crm_date_add_months ((CrmDate){ 2024, 1, 1 }, CRM_CALENDAR_GREGORIAN, i);
      g_autoptr (GPtrArray) found = NULL;

      crm_bench_start (&month);
      found = crm_agenda_load (store, from, crm_date_add_days (from, 41), NULL);
      crm_bench_stop (&month);
    }
  crm_bench_end (&month, (CrmBenchTarget){ .p50 = 50 });
}

static void
bench_write (void)
{
  CrmBench bench;
  gint64   person = first_of ("person");

  crm_bench_begin (&bench, "one edit, journal and search included");
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (store, person + ((gint64) (i * 1993) << CRM_ID_CODE_BITS), NULL);
      g_autoptr (CrmRecord) draft = crm_record_edit (record);
      g_autofree char *name = g_strdup_printf ("Nick%u", i);

      crm_object_set_text (CRM_OBJECT (draft), "nickname", name);
      crm_bench_start (&bench);
      crm_store_save (store, "Edit", draft, NULL);
      crm_bench_stop (&bench);
    }
  crm_bench_end (&bench, (CrmBenchTarget){ .p50 = 1, .p99 = 10 });
  undo_changes (500);
}

static GArray *
find_many (void)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_store_query (store, query, 10000, ids, NULL);

  return ids;
}

static CrmBulkEdit *
new_bulk_edit (GArray *ids)
{
  g_autoptr (CrmRecord) values = crm_record_new ("person");
  CrmBulkEdit *edit = crm_bulk_edit_new (ids);

  g_object_set (values, "source", "Trade fair", NULL);
  crm_bulk_edit_set (edit, crm_field_set_find (crm_store_get_fields (store, crm_record_type_find ("person")), "source"), values);

  return edit;
}

/* Nobody does the next such thing at once: when nothing is asked of it, the writer brings its log into the file. */
static void
rest (void)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (crm_store_get_path (store), &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
bench_undo (CrmBench *bench)
{
  rest ();
  crm_bench_start (bench);
  g_assert_true (crm_store_undo (store, NULL, NULL));
  crm_bench_stop (bench);
  rest ();
}

static void
bench_bulk (void)
{
  g_autoptr (GArray) ids = find_many ();
  CrmBench change, undo, delete, revive;

  crm_bench_begin (&change, "one edit of 10,000 people");
  crm_bench_begin (&undo, "its undo");
  crm_bench_begin (&delete, "delete 10,000 people");
  crm_bench_begin (&revive, "its undo");
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (CrmBulkEdit) edit = new_bulk_edit (ids);

      crm_bench_start (&change);
      g_assert_true (crm_store_write (store, "Change", "edit", CRM_TRANSACTION_NONE, crm_bulk_edit_apply, edit, NULL, NULL));
      crm_bench_stop (&change);
      bench_undo (&undo);
      crm_bench_start (&delete);
      g_assert_true (crm_store_delete (store, "Delete", (const gint64 *) (gpointer) ids->data, ids->len, NULL));
      crm_bench_stop (&delete);
      bench_undo (&revive);
    }
  crm_bench_end (&change, (CrmBenchTarget){ .p50 = 1000 });
  crm_bench_end (&undo, (CrmBenchTarget){ .p50 = 1000 });
  crm_bench_end (&delete, (CrmBenchTarget){ .p50 = 1000 });
  crm_bench_end (&revive, (CrmBenchTarget){ .p50 = 1000 });
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (void);
  } parts[] = {
    { "search", bench_search },
    { "lists", bench_lists },
    { "views", bench_views },
    { "deals", bench_deals },
    { "board", bench_board },
    { "timeline", bench_timeline },
    { "agenda", bench_agenda },
    { "write", bench_write },
    { "bulk", bench_bulk },
  };

  if (argc < 2 || argc > 3)
    {
      g_printerr ("usage: bench-store FILE [PART]\n");
      return 2;
    }

  bench_open (argv[1]);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (argc == 2 || g_str_equal (parts[i].name, argv[2]))
        parts[i].run ();
    }
  g_clear_object (&store);

  return 0;
}
