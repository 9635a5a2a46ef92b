/* One edit of many records: one change, one undo, and a word about each that could not have it. */

#include "crm-bulk-edit.h"
#include "crm-field-value.h"
#include "crm-test-file.h"
#include "crm-verify.h"

static const CrmField *
find (CrmTestFile *file, const char *name)
{
  const CrmField *field = crm_field_set_find (crm_store_get_fields (file->store, crm_record_type_find ("person")), name);

  g_assert_nonnull (field);

  return field;
}

static gint64
add_person (CrmTestFile *file, const char *given, const char *source)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  g_autoptr (GError) error = NULL;

  g_object_set (person, "given-name", given, "source", source, NULL);
  crm_store_save (file->store, "Add", person, &error);
  g_assert_no_error (error);

  return crm_record_get_id (person);
}

static GArray *
add_people (CrmTestFile *file, guint n)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);
      gint64           id = add_person (file, name, i % 2 == 0 ? "fair" : NULL);

      g_array_append_val (ids, id);
    }

  return ids;
}

static char *
dup_title (guint n_changed, gpointer user_data)
{
  return g_strdup_printf ("Changed %u", n_changed);
}

static CrmBulkEdit *
new_source (CrmTestFile *file, GArray *ids, const char *source)
{
  g_autoptr (CrmRecord) values = crm_record_new ("person");
  CrmBulkEdit *edit = crm_bulk_edit_new (ids);

  g_object_set (values, "source", source, NULL);
  crm_bulk_edit_set (edit, find (file, "source"), values);
  crm_bulk_edit_entitle (edit, dup_title, NULL, NULL);

  return edit;
}

static void
apply (CrmTestFile *file, CrmBulkEdit *edit)
{
  g_autoptr (GError) error = NULL;

  crm_store_write (file->store, "Change", "edit", CRM_TRANSACTION_NONE, crm_bulk_edit_apply, edit, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_text (CrmTestFile *file, gint64 id, const char *name, const char *expected)
{
  g_autoptr (CrmRecord) record = crm_store_get (file->store, id, NULL);

  g_assert_cmpstr (crm_field_peek_text (find (file, name), CRM_OBJECT (record)), ==, expected);
}

static void
assert_sound (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = crm_verify (file->path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_one_change (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GArray) ids = add_people (file, 200);
  g_autoptr (CrmBulkEdit) edit = new_source (file, ids, "fair");
  g_autofree char *title = NULL;

  apply (file, edit);

  g_assert_cmpuint (crm_bulk_edit_count_changed (edit), ==, 100);
  g_assert_cmpuint (crm_bulk_edit_count_same (edit), ==, 100);
  for (guint i = 0; i < ids->len; i++)
    assert_text (file, g_array_index (ids, gint64, i), "source", "fair");
  title = crm_store_dup_undo_title (file->store);
  g_assert_cmpstr (title, ==, "Changed 100");

  g_assert_true (crm_store_undo (file->store, NULL, NULL));
  for (guint i = 0; i < ids->len; i++)
    assert_text (file, g_array_index (ids, gint64, i), "source", i % 2 == 0 ? "fair" : NULL);
  assert_sound (file);
}

static void
test_clear (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GArray) ids = add_people (file, 4);
  g_autoptr (CrmBulkEdit) edit = new_source (file, ids, NULL);

  apply (file, edit);

  g_assert_cmpuint (crm_bulk_edit_count_changed (edit), ==, 2);
  assert_text (file, g_array_index (ids, gint64, 0), "source", NULL);
}

static void
test_nothing_to_change (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GArray) ids = add_people (file, 1);
  g_autoptr (CrmBulkEdit) edit = new_source (file, ids, "fair");
  g_autofree char *title = NULL;

  apply (file, edit);

  title = crm_store_dup_undo_title (file->store);
  g_assert_cmpstr (title, ==, "Add");
}

/* Somebody known by nothing but a first name cannot lose it; the others do. */
static void
test_refused (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) full = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  gint64 both[] = { add_person (file, "Reza", NULL), crm_record_get_id (full) };
  g_autoptr (GArray) ids = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (gint64)), both, 2);
  g_autoptr (CrmBulkEdit) edit = crm_bulk_edit_new (ids);
  g_autoptr (CrmRecord) nothing = crm_record_new ("person");
  CrmBulkRefusal *refusal;

  crm_bulk_edit_set (edit, find (file, "given_name"), nothing);
  apply (file, edit);

  g_assert_cmpuint (crm_bulk_edit_get_refusals (edit)->len, ==, 1);
  refusal = &g_array_index (crm_bulk_edit_get_refusals (edit), CrmBulkRefusal, 0);
  g_assert_cmpint (refusal->id, ==, both[0]);
  g_assert_cmpstr (refusal->reason, ==, "A person needs a name, a phone number or an e-mail address.");
  assert_text (file, both[0], "given_name", "Reza");
  assert_text (file, both[1], "given_name", NULL);
  assert_sound (file);
}

static void
test_gone (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GArray) ids = add_people (file, 3);
  g_autoptr (CrmBulkEdit) edit = new_source (file, ids, "shop");
  gint64 stranger = crm_id_make (4711, crm_record_type_find ("person")->code);

  g_array_append_val (ids, stranger);
  g_assert_true (crm_store_delete (file->store, "Delete", &g_array_index (ids, gint64, 1), 1, NULL));
  apply (file, edit);

  g_assert_cmpuint (crm_bulk_edit_count_changed (edit), ==, 2);
  g_assert_cmpuint (crm_bulk_edit_count_gone (edit), ==, 2);
}

static guint
count_tags (CrmTestFile *file, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_store_get (file->store, id, NULL);
  GPtrArray *tags = crm_object_get_items (CRM_OBJECT (record), "tags");

  return tags != NULL ? tags->len : 0;
}

static void
test_tags (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GArray) ids = add_people (file, 3);
  g_autoptr (CrmRecord) tag = crm_record_new ("tag");
  g_autoptr (CrmItem) tagging = NULL;
  g_autoptr (CrmBulkEdit) add = crm_bulk_edit_new (ids);
  g_autoptr (CrmBulkEdit) again = crm_bulk_edit_new (ids);
  g_autoptr (CrmBulkEdit) take_off = crm_bulk_edit_new (ids);

  g_object_set (tag, "name", "Wholesale", NULL);
  g_assert_true (crm_store_save (file->store, "Add", tag, NULL));
  tagging = g_object_new (CRM_TYPE_TAGGING, "tag", crm_record_get_id (tag), NULL);
  crm_bulk_edit_add_item (add, find (file, "tags"), tagging);
  crm_bulk_edit_add_item (again, find (file, "tags"), tagging);
  crm_bulk_edit_remove_item (take_off, find (file, "tags"), tagging);

  apply (file, add);
  g_assert_cmpuint (crm_bulk_edit_count_changed (add), ==, 3);
  g_assert_cmpuint (count_tags (file, g_array_index (ids, gint64, 2)), ==, 1);
  apply (file, again);
  g_assert_cmpuint (crm_bulk_edit_count_same (again), ==, 3);
  apply (file, take_off);
  g_assert_cmpuint (count_tags (file, g_array_index (ids, gint64, 2)), ==, 0);
  g_assert_true (crm_store_undo (file->store, NULL, NULL));
  g_assert_cmpuint (count_tags (file, g_array_index (ids, gint64, 2)), ==, 1);
  assert_sound (file);
}

/* A field of the business's own that is removed before the writer comes to it is not written to. */
static void
test_field_gone (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GArray) ids = add_people (file, 2);
  g_autoptr (CrmRecord) made = crm_record_new ("custom_field");
  g_autoptr (CrmRecord) values = crm_record_new ("person");
  g_autoptr (CrmBulkEdit) edit = crm_bulk_edit_new (ids);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_object_set (made, "record-type", "person", "label", "Shoe", "kind", "text", NULL);
  g_assert_true (crm_store_save (file->store, "Add", made, NULL));
  crm_field_put_text (find (file, "Shoe"), CRM_OBJECT (values), "wide");
  crm_bulk_edit_set (edit, find (file, "Shoe"), values);
  apply (file, edit);
  assert_text (file, g_array_index (ids, gint64, 1), "Shoe", "wide");

  id = crm_record_get_id (made);
  g_assert_true (crm_store_delete (file->store, "Remove", &id, 1, NULL));
  g_assert_false (crm_store_write (file->store, "Change", "edit", CRM_TRANSACTION_NONE, crm_bulk_edit_apply, edit, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "There is no field “Shoe” any more.");
}

static void
test_cancelled (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GArray) ids = add_people (file, 2);
  g_autoptr (CrmBulkEdit) edit = new_source (file, ids, "shop");
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancelled);
  g_assert_false (crm_store_write (file->store, "Change", "edit", CRM_TRANSACTION_NONE, crm_bulk_edit_apply, edit, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_text (file, g_array_index (ids, gint64, 0), "source", "fair");
}

/* An amount is nothing without the currency it is in. */
static void
test_money (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");
  g_autoptr (CrmRecord) values = crm_record_new ("deal");
  g_autoptr (CrmRecord) back = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmBulkEdit) edit = crm_bulk_edit_new (ids);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_object_set (deal, "title", "Silk", NULL);
  crm_store_save (file->store, "Add", deal, &error);
  g_assert_no_error (error);
  id = crm_record_get_id (deal);
  g_array_append_val (ids, id);
  g_object_set (values, "value", G_GINT64_CONSTANT (2500), "currency", "IRR", NULL);
  crm_bulk_edit_set (edit, crm_field_set_find (crm_store_get_fields (file->store, crm_record_type_find ("deal")), "value"), values);
  apply (file, edit);

  back = crm_store_get (file->store, id, NULL);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (back), "value"), ==, 2500);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (back), "currency"), ==, "IRR");
}

static gboolean
add_many (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  GArray *ids = user_data;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);
      g_autoptr (CrmRecord) person = crm_record_new ("person");
      gint64 id;

      g_object_set (person, "given-name", name, NULL);
      if (!crm_transaction_save (transaction, person, error))
        return FALSE;
      id = crm_record_get_id (person);
      g_array_append_val (ids, id);
    }

  return TRUE;
}

static guint
count_people (CrmTestFile *file)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_true (crm_store_query (file->store, query, 0, ids, NULL));

  return ids->len;
}

/* A part of the file and most of it are deleted in two different ways; what follows from the records is right after both, and after their undo. */
static void
test_delete_many (CrmTestFile *file, gconstpointer data)
{
  static const guint counts[] = { 1100, 4000 };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  crm_store_write (file->store, "Import", "import", CRM_TRANSACTION_BULK, add_many, ids, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      crm_store_delete (file->store, "Delete", (const gint64 *) (gpointer) ids->data, counts[i], &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_people (file), ==, 5000 - counts[i]);
      assert_sound (file);
      g_assert_true (crm_store_undo (file->store, NULL, NULL));
      g_assert_cmpuint (count_people (file), ==, 5000);
      assert_sound (file);
    }
}

#define add(name, func) crm_test_file_add ("/bulk-edit/" name, func)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("one-change", test_one_change);
  add ("clear", test_clear);
  add ("nothing-to-change", test_nothing_to_change);
  add ("refused", test_refused);
  add ("gone", test_gone);
  add ("tags", test_tags);
  add ("field-gone", test_field_gone);
  add ("cancelled", test_cancelled);
  add ("money", test_money);
  add ("delete-many", test_delete_many);

  return g_test_run ();
}
