/* A record type that only this test declares is stored, found, journalled, undone, exported and read back, with nothing written for it. */

#include "import-testing.h"

#include "crm-export.h"
#include "crm-field-text.h"
#include "crm-record-json.h"
#include "crm-verify.h"

#define CRM_TYPE_GADGET (crm_gadget_get_type ())
CRM_DECLARE_RECORD (CrmGadget, crm_gadget, CRM, GADGET)

static const CrmChoice colours[] = { { "red", "Red" }, { "blue", "Blue" }, { NULL, NULL } };

static const CrmField crm_gadget_fields[] = {
  CRM_TEXT ("name", "Name", CRM_FIELD_SEARCHED),
  CRM_LONG_TEXT ("story", "Story", CRM_FIELD_SEARCHED),
  CRM_BOOLEAN ("shiny", "Shiny", CRM_FIELD_NONE),
  CRM_INTEGER ("weight", "Weight", CRM_FIELD_NONE),
  CRM_MONEY ("price", "Price", CRM_FIELD_NONE),
  CRM_TEXT ("currency", "Currency", CRM_FIELD_NONE),
  CRM_DATE ("made", "Made", CRM_FIELD_NONE),
  CRM_INSTANT ("seen_at", "Seen", CRM_FIELD_NONE),
  CRM_CHOICE ("colour", "Colour", CRM_FIELD_NONE, colours),
  CRM_REFERENCE ("owner", "Owner", CRM_FIELD_SEARCHED, "person"),
  CRM_ITEMS ("tags", "Tags", CRM_FIELD_NONE, crm_tagging_get_type),
};

CRM_DEFINE_RECORD (CrmGadget, crm_gadget)

static void
crm_gadget_override (CrmRecordClass *klass)
{
}

static const CrmRecordType gadget_type = { "gadget", "Gadget", "Gadgets", 40, CRM_TYPE_NAMED, crm_gadget_get_type };

/* The one migration. */
static const char migration[] = "CREATE TABLE gadget (id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,"
                                " name TEXT, story TEXT, shiny INTEGER, weight INTEGER, price INTEGER, currency TEXT, made TEXT, seen_at INTEGER, colour TEXT, owner INTEGER, tags TEXT) STRICT;"
                                "CREATE UNIQUE INDEX gadget_uid ON gadget (uid);";

static const CrmCulture culture = { CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "EUR", FALSE };

typedef struct
{
  CrmTestFile file;
  CrmRecord  *gadget; /* (owned) */
  CrmRecord  *owner;  /* (owned) */
} Fixture;

static Fixture fixture;

/* Once for all tests: from the moment the type is registered, every file must have its table. */
static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmConnection) connection = NULL;
  g_autoptr (CrmRecord) tag = crm_record_new ("tag");
  CrmObject *gadget;

  crm_test_file_open (&self->file);
  connection = crm_connection_open (self->file.path, CRM_CONNECTION_WRITE, &error);
  crm_connection_exec (connection, migration, &error);
  g_assert_no_error (error);
  g_clear_object (&self->file.store);
  crm_record_type_register (&gadget_type);
  self->file.store = crm_store_open (self->file.path, CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);

  self->owner = crm_test_file_add_person (&self->file, "Maryam", "Ahmadi");
  crm_object_set_text (CRM_OBJECT (tag), "name", "Precious; \\ and \"odd\"");
  crm_store_save (self->file.store, "Add", tag, &error);
  self->gadget = crm_record_new ("gadget");
  gadget = CRM_OBJECT (self->gadget);
  g_object_set (gadget, "name", "=Lamp, \"big\"", "story", "Two\nlines", "shiny", TRUE, "weight", G_GINT64_CONSTANT (-7), "price", G_GINT64_CONSTANT (123450), "currency", "EUR", "made", "2025-03-21", "seen-at", G_GINT64_CONSTANT (1700000000123456), "colour", "blue", "owner", crm_record_get_id (self->owner), NULL);
  crm_object_add_item (gadget, "tags", g_object_new (CRM_TYPE_TAGGING, "tag", crm_record_get_id (tag), NULL));
  crm_store_save (self->file.store, "Add a gadget", self->gadget, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self)
{
  g_clear_object (&self->gadget);
  g_clear_object (&self->owner);
  crm_test_file_close (&self->file);
}

static void
assert_same (CrmRecord *a, CrmRecord *b)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (a), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (!crm_object_equal_field (CRM_OBJECT (a), CRM_OBJECT (b), i))
        g_error ("“%s” differs", fields[i].name);
    }
}

static void
test_load (gconstpointer data)
{
  Fixture *self = (gpointer) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) loaded = NULL;

  g_clear_object (&self->file.store);
  self->file.store = crm_store_open (self->file.path, CRM_STORE_OPEN_NONE, &error);
  loaded = crm_store_get (self->file.store, crm_store_find_uid (self->file.store, crm_record_get_uid (self->gadget)), &error);
  g_assert_no_error (error);
  assert_same (self->gadget, loaded);
}

static void
test_search (gconstpointer data)
{
  Fixture *self = (gpointer) data;
  g_autoptr (CrmQuery) query = crm_query_new ("gadget");
  g_autofree char *by_owner = NULL;

  crm_query_set_search (query, "ahmadi lamp");
  by_owner = crm_test_file_titles (&self->file, query);
  g_assert_cmpstr (by_owner, ==, "=Lamp, \"big\"");
}

static void
test_journal_and_undo (gconstpointer data)
{
  Fixture *self = (gpointer) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) shown = crm_store_get (self->file.store, crm_record_get_id (self->gadget), &error);
  g_autoptr (CrmRecord) draft = crm_record_edit (shown);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  CrmJournalRow *row;

  crm_object_set_integer (CRM_OBJECT (draft), "weight", 8);
  crm_store_save (self->file.store, "Weigh", draft, &error);
  g_assert_no_error (error);
  changes = crm_store_load_history (self->file.store, crm_record_get_id (self->gadget), 10, &error);
  g_assert_cmpuint (changes->len, ==, 2);
  rows = crm_store_load_change_rows (self->file.store, ((CrmJournalChange *) g_ptr_array_index (changes, 0))->id, crm_record_get_id (self->gadget), &error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->field, ==, "weight");
  g_assert_cmpint (row->before_number, ==, -7);
  g_assert_cmpint (row->after_number, ==, 8);

  crm_store_undo (self->file.store, NULL, &error);
  g_assert_no_error (error);
  assert_same (self->gadget, shown);
}

static void
test_json (gconstpointer data)
{
  Fixture *self = (gpointer) data;
  g_autoptr (GError) error = NULL;
  CrmResolver resolver = { .store = self->file.store };
  g_autoptr (JsonObject) object = crm_record_to_json (self->gadget, &resolver);
  g_autoptr (CrmRecord) back = crm_record_new ("gadget");

  g_assert_cmpstr (json_object_get_string_member (object, "type"), ==, "gadget");
  g_assert_cmpstr (json_object_get_string_member (object, "owner"), ==, crm_record_get_uid (self->owner));
  crm_record_from_json (back, object, &resolver, &error);
  g_assert_no_error (error);
  assert_same (self->gadget, back);
}

static void
test_text (gconstpointer data)
{
  Fixture *self = (gpointer) data;
  g_autoptr (GError) error = NULL;
  CrmResolver resolver = { .store = self->file.store };
  g_autoptr (CrmRecord) back = crm_record_new ("gadget");
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (back), &n_fields);
  guint           order[] = { 5, 0, 1, 2, 3, 4, 6, 7, 8, 9, 10 }; /* an amount is read in its currency */

  g_assert_cmpuint (n_fields, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *text = crm_field_to_text (&fields[order[i]], CRM_OBJECT (self->gadget), &resolver);

      crm_field_from_text (&fields[order[i]], CRM_OBJECT (back), text, &culture, &resolver, &error);
      g_assert_no_error (error);
    }
  assert_same (self->gadget, back);
}

#define ANOTHER "01900000-0000-7000-8000-000000000001"

/* The sheet says nothing new; under another identifier it makes another one that is the same. */
static void
assert_comes_back (Fixture *self, const char *sheet)
{
  g_auto (GStrv) parts = g_strsplit (sheet, crm_record_get_uid (self->gadget), 2);
  g_autofree char *another = g_strconcat (parts[0], ANOTHER, parts[1], NULL);
  g_autoptr (CrmImportReport) same = import_text (&self->file, "gadgets.csv", sheet, NULL);
  g_autoptr (CrmImportReport) report = import_text (&self->file, "gadgets.csv", another, NULL);
  g_autoptr (CrmRecord) back = NULL;

  assert_counts (same, "gadget", 0, 0, 1);
  assert_counts (report, "gadget", 1, 0, 0);
  back = crm_store_get (self->file.store, crm_store_find_uid (self->file.store, ANOTHER), NULL);
  assert_same (self->gadget, back);
  g_assert_cmpint (crm_record_get_created_at (back), ==, crm_record_get_created_at (self->gadget));
}

static void
test_csv (gconstpointer data)
{
  Fixture *self = (gpointer) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmReading) reading = crm_reading_new (self->file.path, &error);
  gint64      id = crm_record_get_id (self->gadget);
  const char *text;

  g_array_append_val (ids, id);
  crm_export (reading, "gadget", ids, CRM_EXPORT_CSV, stream, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, &error);
  text = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_nonnull (strstr (text, "uid,name,story,shiny,weight,price,currency,made,seen_at,colour,owner,tags,created_at\r\n"));
  g_assert_nonnull (strstr (text, ",1234.50,EUR,2025-03-21,2023-11-14T22:13:20.123456Z,blue,"));
  /* What a spreadsheet would take for a formula is guarded. */
  g_assert_nonnull (strstr (text, "\"'=Lamp, \"\"big\"\"\""));
  assert_comes_back (self, text);
}

static void
test_verify (gconstpointer data)
{
  Fixture *self = (gpointer) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = crm_verify (self->file.path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
}

#define add(name, func) g_test_add_data_func ("/declared/" name, &fixture, func)

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  set_up (&fixture);
  add ("load", test_load);
  add ("search", test_search);
  add ("journal-and-undo", test_journal_and_undo);
  add ("json", test_json);
  add ("text", test_text);
  add ("csv", test_csv);
  add ("verify", test_verify);

  status = g_test_run ();
  tear_down (&fixture);

  return status;
}
