#include "crm-test-file.h"
#include "crm-verify.h"

static char *
search (CrmTestFile *file, const char *type, const char *text)
{
  g_autoptr (CrmQuery) query = crm_query_new (type);

  crm_query_set_search (query, text);
  return crm_test_file_titles (file, query);
}

#define assert_search(file, type, text, expected)       \
  {                                                     \
    g_autofree char *found = search (file, type, text); \
    g_assert_cmpstr (found, ==, expected);              \
  }

static void
assert_people (CrmTestFile *file, const char *expected)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autofree char *found = crm_test_file_titles (file, query);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_save_and_reopen (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "مریم", "احمدی");
  g_autofree char *uid = g_strdup (crm_record_get_uid (person));
  g_autoptr (CrmRecord) again = NULL;

  g_clear_object (&file->store);
  file->store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);

  again = crm_store_get (file->store, crm_store_find_uid (file->store, uid), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (again), "given_name"), ==, "مریم");
  g_assert_cmpstr (crm_record_get_uid (again), ==, uid);
}

static void
test_alphabet (CrmTestFile *file, gconstpointer data)
{
  const char *names[] = { "Zoë", "Anna", "بهرام", "آرش", "پریسا", "Mark", "Bob", "Ann" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_unref (crm_test_file_add_person (file, names[i], NULL));

  assert_people (file, "آرش, بهرام, پریسا, Ann, Anna, Bob, Mark, Zoë");
}

/* Names typed in order all fall into one gap: neighbours have to make room, again and again. */
static void
add_in_stage (CrmTestFile *file, const char *name, const char *lifecycle)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  g_autoptr (GError) error = NULL;

  crm_object_set_text (CRM_OBJECT (person), "given_name", name);
  crm_object_set_text (CRM_OBJECT (person), "lifecycle", lifecycle);
  crm_store_save (file->store, "Add", person, &error);
  g_assert_no_error (error);
}

static void
assert_order (CrmTestFile *file, const char *field, gboolean descending, const char *only_source, const char *expected)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autofree char *found = NULL;

  g_assert_true (crm_query_set_order (query, field, descending));
  if (only_source != NULL)
    crm_query_add_text (query, "source", CRM_OP_EQUAL, only_source);
  found = crm_test_file_titles (file, query);
  g_assert_cmpstr (found, ==, expected);
}

static void
edit_source (CrmTestFile *file, const char *name, const char *source)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) person = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (GError) error = NULL;

  crm_query_set_search (query, name);
  crm_store_query (file->store, query, 0, ids, &error);
  person = crm_store_get (file->store, g_array_index (ids, gint64, 0), &error);
  g_assert_no_error (error);
  draft = crm_record_edit (person);
  crm_object_set_text (CRM_OBJECT (draft), "source", source);
  crm_store_save (file->store, "Edit", draft, &error);
  g_assert_no_error (error);
}

/* Choices stand in the order of their declaration, names within; who has none comes last either way. */
static void
test_orders (CrmTestFile *file, gconstpointer data)
{
  add_in_stage (file, "Ann", "loyal");
  add_in_stage (file, "Bob", "lead");
  add_in_stage (file, "Cid", NULL);
  add_in_stage (file, "Dan", "dormant");
  add_in_stage (file, "Eve", "lead");
  assert_order (file, "lifecycle", FALSE, NULL, "Bob, Eve, Ann, Dan, Cid");
  assert_order (file, "lifecycle", TRUE, NULL, "Dan, Ann, Bob, Eve, Cid");

  /* What was changed last comes first, then the newest. */
  edit_source (file, "Dan", "fair");
  edit_source (file, "Bob", "fair");
  assert_order (file, "updated_at", TRUE, NULL, "Bob, Dan, Eve, Cid, Ann");
  assert_order (file, "updated_at", TRUE, "fair", "Bob, Dan");
  assert_order (file, "lifecycle", TRUE, "fair", "Dan, Bob");
}

static void
test_crowded_alphabet (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autofree char *last = NULL;

  g_object_unref (crm_test_file_add_person (file, "A", NULL));
  g_object_unref (crm_test_file_add_person (file, "Z", NULL));
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *name = g_strdup_printf (i % 2 == 0 ? "M%04u" : "N%04u", i % 2 == 0 ? i : 1000 - i);

      g_object_unref (crm_test_file_add_person (file, name, NULL));
    }

  crm_store_query (file->store, query, 0, ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 402);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (file->store, g_array_index (ids, gint64, i), &error);
      g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

      g_assert_cmpstr (last != NULL ? last : "", <, title);
      g_free (last);
      last = g_steal_pointer (&title);
    }
  assert_search (file, "person", "m0398", "M0398");
  assert_search (file, "person", "n0601", "N0601");
}

static void
test_search (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) company = crm_record_new ("company");
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  g_autoptr (CrmRecord) renamed = NULL;
  CrmObject *affiliation;

  crm_object_set_text (CRM_OBJECT (company), "name", "Atlas Fabrics");
  crm_store_save (file->store, "Add", company, &error);
  g_assert_no_error (error);

  crm_object_set_text (CRM_OBJECT (person), "given_name", "علی‌رضا");
  crm_object_set_text (CRM_OBJECT (person), "family_name", "كريمي");
  crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new ("phone", NULL, "۰۹۱۲ ۳۴۵ ۶۷۸۹", "IR"));
  crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new ("email", NULL, "ali@example.com", NULL));
  affiliation = g_object_new (CRM_TYPE_AFFILIATION, "company", crm_record_get_id (company), NULL);
  crm_object_add_item (CRM_OBJECT (person), "affiliations", affiliation);
  crm_store_save (file->store, "Add", person, &error);
  g_assert_no_error (error);

  assert_search (file, "person", "علیرضا", "علی‌رضا كريمي");
  assert_search (file, "person", "علی رضا کریمی", "علی‌رضا كريمي");
  assert_search (file, "person", "0912 345", "علی‌رضا كريمي");
  assert_search (file, "person", "+98 912", "علی‌رضا كريمي");
  assert_search (file, "person", "۶۷۸۹", "علی‌رضا كريمي");
  assert_search (file, "person", "ali@ex", "علی‌رضا كريمي");
  assert_search (file, "person", "atlas", "علی‌رضا كريمي");
  assert_search (file, "person", "nobody", "");
  assert_search (file, "person", "\"; DROP TABLE", "");

  renamed = crm_record_edit (company);
  crm_object_set_text (CRM_OBJECT (renamed), "name", "Borealis");
  crm_store_save (file->store, "Rename", renamed, &error);
  g_assert_no_error (error);
  assert_search (file, "person", "atlas", "");
  assert_search (file, "person", "boreal", "علی‌رضا كريمي");
  assert_search (file, "company", "boreal", "Borealis");
}

static void
test_undo (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) draft = crm_record_edit (person);
  g_autofree char *title = NULL;

  crm_object_set_text (CRM_OBJECT (draft), "given_name", "Mariam");
  crm_store_save (file->store, "Rename", draft, &error);
  g_assert_no_error (error);
  assert_people (file, "Mariam Ahmadi");

  crm_store_undo (file->store, &title, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (title, ==, "Rename");
  assert_people (file, "Maryam Ahmadi");
  assert_search (file, "person", "mariam", "");

  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
  assert_people (file, "");
  assert_search (file, "person", "maryam", "");

  g_assert_false (crm_store_undo (file->store, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND);
  g_clear_error (&error);

  crm_store_redo (file->store, NULL, &error);
  crm_store_redo (file->store, NULL, &error);
  g_assert_no_error (error);
  assert_people (file, "Mariam Ahmadi");
  assert_search (file, "person", "mariam", "Mariam Ahmadi");
  g_assert_false (crm_store_redo (file->store, NULL, NULL));
}

/* Two windows edit different fields, then different telephone numbers: both edits stay. */
static void
test_concurrent_edits (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Sam", "Reed");
  g_autoptr (CrmRecord) first = crm_record_edit (person);
  g_autoptr (CrmRecord) second = crm_record_edit (person);
  g_autoptr (CrmRecord) now = NULL;

  crm_object_set_text (CRM_OBJECT (first), "source", "Fair");
  crm_object_set_text (CRM_OBJECT (second), "nickname", "Sammy");
  crm_store_save (file->store, "One", first, &error);
  crm_store_save (file->store, "Two", second, &error);
  g_assert_no_error (error);

  now = crm_store_get (file->store, crm_record_get_id (person), &error);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (now), "source"), ==, "Fair");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (now), "nickname"), ==, "Sammy");
}

static CrmRecord *
add_stage (CrmTestFile *file, CrmRecord *pipeline, const char *name, const char *kind)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *stage = crm_record_new ("stage");

  crm_object_set_text (CRM_OBJECT (stage), "name", name);
  crm_object_set_text (CRM_OBJECT (stage), "kind", kind);
  crm_object_set_integer (CRM_OBJECT (stage), "pipeline", crm_record_get_id (pipeline));
  crm_store_save (file->store, "Add a stage", stage, &error);
  g_assert_no_error (error);

  return stage;
}

static void
test_deal_moves (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) pipeline = crm_record_new ("pipeline");
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Ali", "Rezaei");
  g_autoptr (CrmRecord) new_stage = NULL;
  g_autoptr (CrmRecord) won = NULL;
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (CrmRecord) shown = NULL;
  g_autoptr (CrmQuery) timeline = NULL;
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_object_set_text (CRM_OBJECT (pipeline), "name", "Sales");
  crm_store_save (file->store, "Add", pipeline, &error);
  new_stage = add_stage (file, pipeline, "New", "open");
  won = add_stage (file, pipeline, "Won", "won");

  crm_object_set_text (CRM_OBJECT (deal), "title", "Spring order");
  crm_object_set_integer (CRM_OBJECT (deal), "stage", crm_record_get_id (new_stage));
  crm_object_set_integer (CRM_OBJECT (deal), "person", crm_record_get_id (person));
  crm_store_save (file->store, "Add a deal", deal, &error);
  g_assert_no_error (error);

  shown = crm_store_get (file->store, crm_record_get_id (deal), &error);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (shown), "status"), ==, "open");

  draft = crm_record_edit (shown);
  crm_object_set_integer (CRM_OBJECT (draft), "stage", crm_record_get_id (won));
  crm_store_save (file->store, "Win", draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (shown), "status"), ==, "won");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (shown), "closed_at"), !=, CRM_UNSET);

  /* The deal's moves stand on the person's timeline too. */
  timeline = crm_query_new_timeline (crm_record_get_id (person));
  crm_query_set_event_kind (timeline, "stage");
  crm_store_query (file->store, timeline, 0, events, &error);
  g_assert_cmpuint (events->len, ==, 2);

  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (shown), "status"), ==, "open");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (shown), "closed_at"), ==, CRM_UNSET);
  g_array_set_size (events, 0);
  crm_store_query (file->store, timeline, 0, events, &error);
  g_assert_cmpuint (events->len, ==, 1);
}

static gboolean
add_people (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  guint n = GPOINTER_TO_UINT (user_data);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CrmRecord) person = crm_record_new ("person");
      g_autofree char *name = g_strdup_printf ("Person %05u", (i * 7919) % n);
      g_autofree char *phone = g_strdup_printf ("0912%07u", i);

      crm_object_set_text (CRM_OBJECT (person), "given_name", name);
      crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new ("phone", NULL, phone, "IR"));
      if (!crm_transaction_save (transaction, person, error))
        return FALSE;
    }

  return TRUE;
}

static void
test_bulk (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_object_unref (crm_test_file_add_person (file, "Person 00500x", NULL));
  for (guint round = 0; round < 3; round++)
    {
      crm_store_write (file->store, "Import", "import", CRM_TRANSACTION_BULK, add_people, GUINT_TO_POINTER (2000), NULL, &error);
      g_assert_no_error (error);
    }
  crm_store_query (file->store, query, 0, ids, &error);
  g_assert_cmpuint (ids->len, ==, 6001);
  assert_search (file, "person", "0912 0000042", "Person 00598, Person 00598, Person 00598");
  assert_search (file, "person", "00500x", "Person 00500x");

  for (guint round = 0; round < 3; round++)
    {
      crm_store_undo (file->store, NULL, &error);
      g_assert_no_error (error);
    }
  assert_people (file, "Person 00500x");
  assert_search (file, "person", "0912 0000042", "");
}

static void
assert_sound (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = crm_verify (file->path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
}

/* The first import into an empty file: so many names that their words are indexed beside. The connection knew the table when it was empty. */
static void
test_first_bulk (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_search (file, "person", "Person 00042", "");
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (CrmRecord) person = NULL;

      g_assert_true (crm_store_write (file->store, "Import", "import", CRM_TRANSACTION_BULK, add_people, GUINT_TO_POINTER (6000), NULL, &error));
      g_assert_no_error (error);
      assert_sound (file);
      assert_search (file, "person", "0912 0000042", "Person 02598");

      person = crm_test_file_add_person (file, "Person 00042b", NULL);
      assert_search (file, "person", "Person 00042", "Person 00042, Person 00042b");
      assert_sound (file);

      for (guint i = 0; i < 2; i++)
        g_assert_true (crm_store_undo (file->store, NULL, &error));
      assert_search (file, "person", "Person 00042", "");
      assert_sound (file);
    }
}

#define add(name, func) crm_test_file_add ("/store/" name, func)

typedef struct
{
  guint n;
  guint of; /* names of the alphabet that they are spread over */
} Crowd;

static gboolean
add_crowd (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const Crowd *crowd = user_data;

  for (guint i = 0; i < crowd->n; i++)
    {
      g_autoptr (CrmRecord) person = crm_record_new ("person");
      g_autofree char *name = g_strdup_printf ("M%05u", (i * 7919) % crowd->of);

      crm_object_set_text (CRM_OBJECT (person), "given_name", name);
      if (!crm_transaction_save (transaction, person, error))
        return FALSE;
    }

  return TRUE;
}

/* Many new names between few that are there, as in a list that is imported into a young file. Moving neighbours for each took minutes. */
static void
test_crowded_bulk (CrmTestFile *file, gconstpointer data)
{
  static const char *const names[] = { "Ann", "M10000", "M20000", "M20001", "M30000", "Zoe" };
  static const Crowd       crowds[] = { { 30000, 40000 }, { 300, 40000 }, { 600, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_unref (crm_test_file_add_person (file, names[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (crowds); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (crm_store_write (file->store, "Import", "import", CRM_TRANSACTION_BULK, add_crowd, (gpointer) &crowds[i], NULL, &error));
      g_assert_no_error (error);
      assert_sound (file);
    }
}

/* How far apart names are, on average. */
static gint64
get_room (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmConnection) connection = crm_connection_open (file->path, CRM_CONNECTION_READ, &error);
  gint64 room = 0;

  g_assert_no_error (error);
  crm_connection_get_int (connection, "SELECT (max (pos) - min (pos)) / count (*) FROM person_order /* scan: of a test */", &room, &error);
  g_assert_no_error (error);

  return room;
}

/* Page after page of names that fall between those that are there: moving some for each would move most of them each time. */
static void
test_pages_of_names (CrmTestFile *file, gconstpointer data)
{
  const Crowd page = { 300, 40000 };

  g_object_unref (crm_test_file_add_person (file, "M20000", NULL));
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (crm_store_write (file->store, "Page", "sync", CRM_TRANSACTION_BULK, add_crowd, (gpointer) &page, NULL, &error));
      g_assert_no_error (error);
    }
  assert_sound (file);
  g_assert_cmpint (get_room (file), >, 4096);
}

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  add ("save-and-reopen", test_save_and_reopen);
  add ("alphabet", test_alphabet);
  add ("orders", test_orders);
  add ("crowded-alphabet", test_crowded_alphabet);
  add ("pages-of-names", test_pages_of_names);
  add ("search", test_search);
  add ("undo", test_undo);
  add ("concurrent-edits", test_concurrent_edits);
  add ("deal-moves", test_deal_moves);
  add ("bulk", test_bulk);
  add ("first-bulk", test_first_bulk);
  add ("crowded-bulk", test_crowded_bulk);

  return g_test_run ();
}
