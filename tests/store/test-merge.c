/* Two records become one: nothing is lost, everything that was linked comes along, and one undo brings both back as they were. */

#include "crm-join.h"
#include "crm-merge-records.h"
#include "crm-test-file.h"
#include "crm-test-kill.h"
#include "crm-undo.h"

#define ASKED_ORDER "SELECT id FROM %s_order ORDER BY pos /* scan: all */"

static void
add_rows (GString *dump, CrmConnection *connection, const char *sql)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);

  while (crm_statement_next (statement))
    g_string_append_printf (dump, "%s\n", crm_statement_get_text (statement, 0));
  g_assert_true (crm_statement_finish (statement, NULL));
}

/* Every row of every record, and what is looked up by: all but the journal, the moment of the last edit, and what timelines tell of edits. */
static char *
dump_file (CrmTestFile *file)
{
  g_autoptr (CrmConnection) connection = crm_connection_open (file->path, CRM_CONNECTION_READ, NULL);
  g_autoptr (GPtrArray) types = crm_record_type_list ();
  GString *dump = g_string_new (NULL);

  for (guint i = 0; i < types->len; i++)
    {
      const CrmRecordType *type = g_ptr_array_index (types, i);
      guint                n_fields;
      const CrmField      *fields = crm_record_type_get_fields (type, &n_fields);
      g_autoptr (GString) sql = g_string_new ("SELECT id || hex (uid) || created_at || '|' || ifnull (deleted_at, '')");

      for (guint j = 0; j < n_fields; j++)
        g_string_append_printf (sql, " || '|' || ifnull (%s, '')", fields[j].name);
      g_string_append_printf (sql, " FROM %s ORDER BY id /* scan: all */", type->name);
      add_rows (dump, connection, sql->str);
      if ((type->flags & CRM_TYPE_NAMED) != 0)
        {
          g_string_printf (sql, ASKED_ORDER, type->name);
          add_rows (dump, connection, sql->str);
        }
    }
  add_rows (dump, connection, "SELECT key || ' ' || record FROM lookup ORDER BY key, record /* scan: all */");
  add_rows (dump, connection, "SELECT target || ' ' || kind || ' ' || source FROM link ORDER BY target, kind, source /* scan: all */");
  add_rows (dump, connection, "SELECT target || ' ' || at || ' ' || source || kind || pinned FROM timeline WHERE source & 63 <> 63 ORDER BY target, at DESC, source /* scan: all */");

  return g_string_free (dump, FALSE);
}

static gint64
save (CrmTestFile *file, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (file->store, "Save", record, &error);
  g_assert_no_error (error);

  return crm_record_get_id (record);
}

static void
add_point (CrmRecord *person, const char *kind, const char *label, const char *value)
{
  crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new (kind, label, value, "IR"));
}

static gint64
add_named (CrmTestFile *file, const char *type, const char *name)
{
  g_autoptr (CrmRecord) record = crm_record_new (type);

  crm_object_set_text (CRM_OBJECT (record), "name", name);

  return save (file, record);
}

static gint64
add_deal (CrmTestFile *file, gint64 person, gint64 other)
{
  g_autoptr (CrmRecord) stage = crm_record_new ("stage");
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");

  crm_object_set_text (CRM_OBJECT (stage), "name", "New");
  crm_object_set_text (CRM_OBJECT (stage), "kind", "open");
  crm_object_set_text (CRM_OBJECT (deal), "title", "Silk");
  crm_object_set_integer (CRM_OBJECT (deal), "stage", save (file, stage));
  crm_object_set_integer (CRM_OBJECT (deal), "person", person);
  crm_object_add_item (CRM_OBJECT (deal), "people", g_object_new (CRM_TYPE_DEAL_PERSON, "person", person, "role", "buyer", NULL));
  crm_object_add_item (CRM_OBJECT (deal), "people", g_object_new (CRM_TYPE_DEAL_PERSON, "person", other, NULL));

  return save (file, deal);
}

static gint64
add_note (CrmTestFile *file, gint64 one, gint64 other)
{
  g_autoptr (CrmRecord) note = crm_record_new ("activity");

  crm_object_set_text (CRM_OBJECT (note), "kind", "note");
  crm_object_set_text (CRM_OBJECT (note), "body", "Wants silk in May");
  crm_object_add_item (CRM_OBJECT (note), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", one, NULL));
  if (other != 0)
    crm_object_add_item (CRM_OBJECT (note), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", other, NULL));

  return save (file, note);
}

typedef struct
{
  gint64 kept;
  gint64 other;
  gint64 friend;
  gint64 atlas;
  gint64 tag;
  gint64 deal;
  gint64 note;
  gint64 shared;
} Shop;

/* One woman, entered twice, with all that can lead to somebody. */
static Shop
fill (CrmTestFile *file)
{
  Shop shop;
  g_autoptr (CrmRecord) kept = crm_record_new ("person");
  g_autoptr (CrmRecord) other = crm_record_new ("person");
  g_autoptr (CrmRecord) friend = crm_record_new ("person");
  g_autoptr (CrmRecord) distinction = NULL;

  shop.atlas = add_named (file, "company", "Atlas");
  shop.tag = add_named (file, "tag", "wholesale");

  crm_object_set_text (CRM_OBJECT (kept), "given_name", "Maryam");
  crm_object_set_text (CRM_OBJECT (kept), "family_name", "Ahmadi");
  crm_object_set_text (CRM_OBJECT (kept), "about", "Likes silk");
  add_point (kept, "phone", NULL, "0912 345 6789");
  add_point (kept, "email", NULL, "m@atlas.example");
  crm_object_add_item (CRM_OBJECT (kept), "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", shop.atlas, NULL));
  shop.kept = save (file, kept);

  crm_object_set_text (CRM_OBJECT (other), "given_name", "Mariam");
  crm_object_set_text (CRM_OBJECT (other), "family_name", "Ahmadi");
  crm_object_set_text (CRM_OBJECT (other), "name_prefix", "Dr");
  crm_object_set_text (CRM_OBJECT (other), "about", "Mornings only");
  crm_object_set_integer (CRM_OBJECT (other), "referred_by", shop.kept);
  add_point (other, "phone", "work", "+98 912 345 6789");
  add_point (other, "phone", NULL, "021 8877 6655");
  crm_object_add_item (CRM_OBJECT (other), "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", shop.atlas, "role", "Buyer", NULL));
  crm_object_add_item (CRM_OBJECT (other), "tags", g_object_new (CRM_TYPE_TAGGING, "tag", shop.tag, NULL));
  shop.other = save (file, other);

  crm_object_set_text (CRM_OBJECT (friend), "given_name", "Sara");
  crm_object_set_integer (CRM_OBJECT (friend), "referred_by", shop.other);
  shop.friend = save (file, friend);
  shop.deal = add_deal (file, shop.other, shop.kept);
  shop.note = add_note (file, shop.other, 0);
  shop.shared = add_note (file, shop.kept, shop.other);
  distinction = crm_distinction_new (shop.other, shop.kept);
  save (file, distinction);

  return shop;
}

static CrmObject *
get (CrmTestFile *file, gint64 id)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *record = crm_store_get (file->store, id, &error);

  g_assert_no_error (error);

  return CRM_OBJECT (record);
}

static guint
count_items (CrmObject *object, const char *field)
{
  GPtrArray *items = crm_object_get_items (object, field);

  return items != NULL ? items->len : 0;
}

static void
merge (CrmTestFile *file, gint64 kept, gint64 other, guint64 from_other)
{
  g_autoptr (GError) error = NULL;

  crm_store_merge (file->store, kept, other, from_other, &error);
  g_assert_no_error (error);
}

static void
assert_sound (CrmTestFile *file)
{
  g_clear_object (&file->store);
  crm_test_assert_sound (file->path);
  file->store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, NULL);
}

static void
assert_merged_person (CrmTestFile *file, const Shop *shop)
{
  g_autoptr (CrmObject) kept = get (file, shop->kept);

  g_assert_cmpstr (crm_object_get_text (kept, "given_name"), ==, "Maryam");
  g_assert_cmpstr (crm_object_get_text (kept, "name_prefix"), ==, "Dr");
  g_assert_cmpstr (crm_object_get_text (kept, "about"), ==, "Likes silk\n\nMornings only");
  g_assert_cmpint (crm_object_get_integer (kept, "referred_by"), ==, CRM_UNSET);
  g_assert_cmpuint (count_items (kept, "contact_points"), ==, 3);
  g_assert_cmpstr (crm_object_get_text (g_ptr_array_index (crm_object_get_items (kept, "contact_points"), 0), "label"), ==, "work");
  g_assert_cmpuint (count_items (kept, "affiliations"), ==, 1);
  g_assert_cmpstr (crm_object_get_text (g_ptr_array_index (crm_object_get_items (kept, "affiliations"), 0), "role"), ==, "Buyer");
  g_assert_cmpuint (count_items (kept, "tags"), ==, 1);
}

static void
test_everything_moves (CrmTestFile *file, gconstpointer data)
{
  const Shop shop = fill (file);
  g_autoptr (CrmObject) deal = get (file, shop.deal);
  g_autoptr (CrmObject) friend = get (file, shop.friend);
  g_autoptr (CrmObject) note = get (file, shop.note);
  g_autoptr (CrmObject) shared = get (file, shop.shared);
  g_autoptr (CrmObject) other = get (file, shop.other);
  g_autoptr (CrmQuery) timeline = crm_query_new_timeline (shop.kept);
  g_autoptr (CrmQuery) distinctions = crm_query_new ("distinction");
  g_autofree char *events = NULL;
  g_autofree char *told_apart = NULL;

  crm_query_set_event_kind (timeline, "note");
  merge (file, shop.kept, shop.other, 0);

  assert_merged_person (file, &shop);
  g_assert_true (crm_record_is_deleted (CRM_RECORD (other)));
  g_assert_cmpint (crm_object_get_integer (deal, "person"), ==, shop.kept);
  g_assert_cmpuint (count_items (deal, "people"), ==, 1);
  g_assert_cmpstr (crm_object_get_text (g_ptr_array_index (crm_object_get_items (deal, "people"), 0), "role"), ==, "buyer");
  g_assert_cmpint (crm_object_get_integer (friend, "referred_by"), ==, shop.kept);
  g_assert_cmpuint (count_items (note, "links"), ==, 1);
  g_assert_cmpuint (count_items (shared, "links"), ==, 1);
  events = crm_test_file_titles (file, timeline);
  g_assert_cmpstr (events, ==, "Wants silk in May, Wants silk in May");
  told_apart = crm_test_file_titles (file, distinctions);
  g_assert_cmpstr (told_apart, ==, "");
  assert_sound (file);
}

static void
test_chosen_values (CrmTestFile *file, gconstpointer data)
{
  const Shop shop = fill (file);
  g_autoptr (CrmObject) kept = get (file, shop.kept);
  g_autoptr (CrmObject) other = get (file, shop.other);
  guint64 given = G_GUINT64_CONSTANT (1) << crm_object_class_find_field (CRM_OBJECT_GET_CLASS (kept), "given_name");

  g_assert_cmphex (crm_join_find_choices (CRM_RECORD (kept), CRM_RECORD (other)), ==, given);
  merge (file, shop.kept, shop.other, given);
  g_assert_cmpstr (crm_object_get_text (kept, "given_name"), ==, "Mariam");
}

static void
test_undo_brings_both_back (CrmTestFile *file, gconstpointer data)
{
  const Shop       shop = fill (file);
  g_autofree char *before = dump_file (file);
  g_autofree char *merged = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  g_autofree char *title = NULL;

  merge (file, shop.kept, shop.other, 0);
  merged = dump_file (file);
  g_assert_cmpstr (merged, !=, before);

  g_assert_true (crm_store_undo (file->store, &title, NULL));
  after = dump_file (file);
  g_assert_cmpstr (after, ==, before);
  g_assert_nonnull (strstr (title, "Merge"));

  g_assert_true (crm_store_redo (file->store, NULL, NULL));
  assert_merged_person (file, &shop);
  g_assert_true (crm_store_undo (file->store, NULL, NULL));
  again = dump_file (file);
  g_assert_cmpstr (again, ==, before);
  assert_sound (file);
}

static void
test_old_uid_finds_the_kept (CrmTestFile *file, gconstpointer data)
{
  const Shop shop = fill (file);
  g_autoptr (CrmObject) friend = get (file, shop.friend);
  g_autoptr (CrmObject) other = get (file, shop.other);
  g_autoptr (CrmObject) kept = get (file, shop.kept);

  merge (file, shop.kept, shop.other, 0);
  g_assert_cmpint (crm_store_find_uid (file->store, crm_record_get_uid (CRM_RECORD (other))), ==, shop.kept);
  merge (file, shop.friend, shop.kept, 0);
  g_assert_cmpint (crm_store_find_uid (file->store, crm_record_get_uid (CRM_RECORD (other))), ==, shop.friend);
  g_assert_true (crm_store_undo (file->store, NULL, NULL));
  g_assert_true (crm_store_undo (file->store, NULL, NULL));
  g_assert_cmpint (crm_store_find_uid (file->store, crm_record_get_uid (CRM_RECORD (other))), ==, shop.other);
}

static void
assert_refused (CrmTestFile *file, gint64 kept, gint64 other, const char *because)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump_file (file);
  g_autofree char *after = NULL;

  g_assert_false (crm_store_merge (file->store, kept, other, 0, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, because));
  after = dump_file (file);
  g_assert_cmpstr (after, ==, before);
}

static void
test_refused (CrmTestFile *file, gconstpointer data)
{
  const Shop shop = fill (file);

  assert_refused (file, shop.kept, shop.kept, "with itself");
  assert_refused (file, shop.kept, shop.atlas, "one kind");
  assert_refused (file, shop.deal, add_deal (file, shop.kept, shop.friend), "Only people and companies");
  crm_store_delete (file->store, "Delete", &shop.friend, 1, NULL);
  assert_refused (file, shop.kept, shop.friend, "has been deleted");
  assert_refused (file, shop.friend, shop.kept, "has been deleted");
}

static gint64
add_company (CrmTestFile *file, const char *name, gint64 parent)
{
  g_autoptr (CrmRecord) company = crm_record_new ("company");

  crm_object_set_text (CRM_OBJECT (company), "name", name);
  crm_object_set_integer (CRM_OBJECT (company), "parent", parent != 0 ? parent : CRM_UNSET);

  return save (file, company);
}

static void
test_circle_of_parents (CrmTestFile *file, gconstpointer data)
{
  gint64 holding = add_company (file, "Holding", 0);
  gint64 middle = add_company (file, "Middle", holding);
  gint64 shop = add_company (file, "Shop", middle);
  g_autoptr (CrmObject) top = get (file, holding);
  g_autoptr (CrmRecord) draft = crm_record_edit (CRM_RECORD (top));
  g_autoptr (GError) error = NULL;

  crm_object_set_integer (CRM_OBJECT (draft), "parent", shop);
  g_assert_false (crm_store_save (file->store, "Edit", draft, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_clear_error (&error);
  crm_object_set_integer (CRM_OBJECT (draft), "parent", holding);
  g_assert_false (crm_store_save (file->store, "Edit", draft, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);

  /* Middle would be above and below what it is in between of. */
  assert_refused (file, shop, holding, "part of");
}

static void
test_parent_and_part (CrmTestFile *file, gconstpointer data)
{
  gint64 holding = add_company (file, "Holding", 0);
  gint64 middle = add_company (file, "Middle", holding);
  gint64 shop = add_company (file, "Shop", middle);
  g_autoptr (CrmObject) object = get (file, shop);

  merge (file, shop, middle, 0);
  g_assert_cmpint (crm_object_get_integer (object, "parent"), ==, holding);
  merge (file, holding, shop, 0);
  assert_sound (file);
}

#define KILLS 40
#define LONGEST_LIFE_US 30000

static void
run_merger (const char *path, const Shop *shop, guint life)
{
  g_autoptr (CrmStore) store = NULL;

  crm_test_die_within (life);
  store = crm_store_open (path, CRM_STORE_OPEN_NONE, NULL);
  while (crm_store_merge (store, shop->kept, shop->other, 0, NULL) && crm_store_undo (store, NULL, NULL))
    ;

  _exit (1);
}

/* Both or one, never half of each. */
static void
test_killed (CrmTestFile *file, gconstpointer data)
{
  const Shop       shop = fill (file);
  g_autofree char *apart = dump_file (file);

  g_clear_object (&file->store);
  for (guint i = 0; i < KILLS; i++)
    {
      guint            life = (guint) g_test_rand_int_range (200, LONGEST_LIFE_US);
      pid_t            child = fork ();
      g_autofree char *left = NULL;
      g_autoptr (CrmObject) other = NULL;

      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        run_merger (file->path, &shop, life);
      g_assert_true (crm_test_wait_killed (child));

      crm_test_assert_sound (file->path);
      file->store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, NULL);
      other = get (file, shop.other);
      if (crm_record_is_deleted (CRM_RECORD (other)))
        {
          assert_merged_person (file, &shop);
          g_assert_true (crm_store_undo (file->store, NULL, NULL));
        }
      left = dump_file (file);
      g_assert_cmpstr (left, ==, apart);
      g_clear_object (&file->store);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/merge/everything-moves", test_everything_moves);
  crm_test_file_add ("/merge/chosen-values", test_chosen_values);
  crm_test_file_add ("/merge/undo-brings-both-back", test_undo_brings_both_back);
  crm_test_file_add ("/merge/old-uid-finds-the-kept", test_old_uid_finds_the_kept);
  crm_test_file_add ("/merge/refused", test_refused);
  crm_test_file_add ("/merge/circle-of-parents", test_circle_of_parents);
  crm_test_file_add ("/merge/parent-and-part", test_parent_and_part);
  crm_test_file_add ("/merge/killed", test_killed);

  return g_test_run ();
}
