/* A change of long ago is turned back: whole, or but for what came after it. */

#include "crm-test-file.h"

#include <string.h>

typedef struct
{
  CrmRecord *ann; /* works at the company */
  CrmRecord *bob;
  CrmRecord *company;
  CrmRecord *dan; /* is there before */
} Made;

static CrmRecord *
new_person (const char *name)
{
  CrmRecord *person = crm_record_new ("person");

  g_object_set (person, "given-name", name, NULL);

  return person;
}

static gboolean
make (CrmTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Made *made = data;
  g_autoptr (CrmRecord) draft = NULL;

  made->company = crm_record_new ("company");
  g_object_set (made->company, "name", "Acme", NULL);
  made->ann = new_person ("Ann");
  made->bob = new_person ("Bob");
  if (!crm_transaction_save (transaction, made->company, error))
    return FALSE;
  crm_object_add_item (CRM_OBJECT (made->ann), "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", crm_record_get_id (made->company), NULL));
  draft = crm_record_edit (made->dan);
  g_object_set (draft, "source", "a sheet", NULL);

  return crm_transaction_save (transaction, made->ann, error) && crm_transaction_save (transaction, made->bob, error) && crm_transaction_save (transaction, draft, error);
}

/* Returns: the change */
static gint64
set_up (CrmTestFile *file, Made *made)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) history = NULL;

  made->dan = new_person ("Dan");
  crm_store_save (file->store, "Add", made->dan, &error);
  g_assert_no_error (error);
  crm_store_write (file->store, "Import", "import", CRM_TRANSACTION_NONE, make, made, NULL, &error);
  g_assert_no_error (error);
  history = crm_store_load_history (file->store, 0, 1, &error);
  g_assert_no_error (error);

  return ((CrmJournalChange *) g_ptr_array_index (history, 0))->id;
}

static void
made_clear (Made *made)
{
  g_clear_object (&made->ann);
  g_clear_object (&made->bob);
  g_clear_object (&made->company);
  g_clear_object (&made->dan);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, made_clear)

static void
edit (CrmTestFile *file, CrmRecord *record, const char *field, const char *value)
{
  g_autoptr (CrmRecord) now = crm_store_get (file->store, crm_record_get_id (record), NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (now);
  g_autoptr (GError) error = NULL;

  crm_object_set_text (CRM_OBJECT (draft), field, value);
  crm_store_save (file->store, "Edit", draft, &error);
  g_assert_no_error (error);
}

/* "Acme Ann Bob Dan(a sheet)" */
static char *
describe (CrmTestFile *file, Made *made)
{
  CrmRecord *all[] = { made->company, made->ann, made->bob, made->dan };
  GString   *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (CrmRecord) now = crm_store_get (file->store, crm_record_get_id (all[i]), NULL);
      g_autofree char *title = crm_object_dup_title (CRM_OBJECT (now));
      const char      *source = crm_object_get_text (CRM_OBJECT (now), "source");

      if (crm_record_is_deleted (now))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", title);
      if (source != NULL)
        g_string_append_printf (text, "(%s)", source);
    }

  return g_string_free (text, FALSE);
}

#define assert_is(file, made, expected)          \
  G_STMT_START                                   \
  {                                              \
    g_autofree char *is = describe (file, made); \
    g_assert_cmpstr (is, ==, expected);          \
  }                                              \
  G_STMT_END

static void
test_whole (CrmTestFile *file, gconstpointer data)
{
  g_auto (Made) made = { NULL };
  gint64 change = set_up (file, &made);
  g_autoptr (CrmRecord) eve = new_person ("Eve");
  g_autoptr (CrmRecord) still = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;
  guint n_kept = 7;

  /* What has nothing to do with it stays. */
  crm_store_save (file->store, "Add", eve, &error);
  g_assert_no_error (error);
  g_assert_true (crm_store_undo_change (file->store, change, FALSE, &n_kept, &title, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_kept, ==, 0);
  g_assert_cmpstr (title, ==, "Import");
  assert_is (file, &made, "Dan");
  still = crm_store_get (file->store, crm_record_get_id (eve), NULL);
  g_assert_false (crm_record_is_deleted (still));

  g_assert_false (crm_store_undo_change (file->store, change, FALSE, NULL, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (crm_store_redo (file->store, NULL, &error));
  g_assert_no_error (error);
  assert_is (file, &made, "Acme Ann Bob Dan(a sheet)");
  g_assert_true (crm_store_undo_change (file->store, change, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_is (file, &made, "Dan");
}

/* Nothing is undone where something was edited since; the rest is, if somebody says so, and what the edited one refers to stays with it. */
static void
test_edited (CrmTestFile *file, gconstpointer data)
{
  g_auto (Made) made = { NULL };
  gint64 change = set_up (file, &made);
  g_autoptr (GError) error = NULL;
  guint n_kept = 0;

  edit (file, made.ann, "source", "her sister");
  g_assert_false (crm_store_undo_change (file->store, change, FALSE, NULL, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "2 records"));
  g_assert_nonnull (strstr (error->message, "Ann"));
  g_clear_error (&error);
  assert_is (file, &made, "Acme Ann(her sister) Bob Dan(a sheet)");

  g_assert_true (crm_store_undo_change (file->store, change, TRUE, &n_kept, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_kept, ==, 2);
  assert_is (file, &made, "Acme Ann(her sister) Dan");
  g_assert_true (crm_store_redo (file->store, NULL, &error));
  g_assert_no_error (error);
  assert_is (file, &made, "Acme Ann(her sister) Bob Dan(a sheet)");
}

static void
test_field (CrmTestFile *file, gconstpointer data)
{
  g_auto (Made) made = { NULL };
  gint64 change = set_up (file, &made);
  g_autoptr (GError) error = NULL;
  guint n_kept = 0;

  edit (file, made.dan, "source", "a fair");
  g_assert_false (crm_store_undo_change (file->store, change, FALSE, NULL, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (crm_store_undo_change (file->store, change, TRUE, &n_kept, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_kept, ==, 1);
  assert_is (file, &made, "Dan(a fair)");
}

/* A note of last week is about somebody whom the import made. */
static void
test_used (CrmTestFile *file, gconstpointer data)
{
  g_auto (Made) made = { NULL };
  gint64 change = set_up (file, &made);
  g_autoptr (CrmRecord) note = crm_record_new ("activity");
  g_autoptr (GError) error = NULL;

  g_object_set (note, "kind", "note", "subject", "Rang back", NULL);
  crm_object_add_item (CRM_OBJECT (note), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", crm_record_get_id (made.bob), NULL));
  crm_store_save (file->store, "Add", note, &error);
  g_assert_no_error (error);
  g_assert_false (crm_store_undo_change (file->store, change, FALSE, NULL, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (crm_store_undo_change (file->store, change, TRUE, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_is (file, &made, "Bob Dan");
}

/* What was edited and put back, or deleted, is in nobody's way. */
static void
test_put_back (CrmTestFile *file, gconstpointer data)
{
  g_auto (Made) made = { NULL };
  gint64 change = set_up (file, &made);
  gint64 bob;
  g_autoptr (GError) error = NULL;

  edit (file, made.ann, "source", "her sister");
  g_assert_true (crm_store_undo (file->store, NULL, &error));
  bob = crm_record_get_id (made.bob);
  g_assert_true (crm_store_delete (file->store, "Delete", &bob, 1, &error));
  g_assert_true (crm_store_undo_change (file->store, change, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_is (file, &made, "Dan");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/undo-change/whole", test_whole);
  crm_test_file_add ("/undo-change/edited", test_edited);
  crm_test_file_add ("/undo-change/field", test_field);
  crm_test_file_add ("/undo-change/used", test_used);
  crm_test_file_add ("/undo-change/put-back", test_put_back);

  return g_test_run ();
}
