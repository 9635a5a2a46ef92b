/* Somebody is erased: none of their words is anywhere among the bytes of the file, what was issued to them and what is about others stays, and they come back
 * from nowhere. */

#include "crm-test-file.h"
#include "crm-test-kill.h"

#include "crm-activity-link.h"
#include "crm-address.h"
#include "crm-attachment.h"
#include "crm-contact-point.h"
#include "crm-content.h"
#include "crm-erase.h"
#include "crm-merge-records.h"
#include "crm-sale-line.h"
#include "crm-snapshot.h"

#include <string.h>

/* Words that nothing else in a file has. */
#define GIVEN "Zephyrine"
#define FAMILY "Quistgaard"
#define STREET "Mongolfierweg"
#define SAID "kaleidoscopically"

static gint64
save (CrmTestFile *file, gpointer record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (file->store, "Add Person " GIVEN " " FAMILY, record, &error);
  g_assert_no_error (error);

  return crm_record_get_id (record);
}

static gint64
add_person (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  g_object_set (person, "given-name", GIVEN, "family-name", FAMILY, "about", "talks " SAID, "national-id", "0499370899", NULL);
  crm_object_add_item (CRM_OBJECT (person), "contact_points", CRM_OBJECT (crm_contact_point_new ("email", NULL, "zephyrine@quistgaard.example", NULL)));
  crm_object_add_item (CRM_OBJECT (person), "addresses", g_object_new (CRM_TYPE_ADDRESS, "street", STREET " 4", "city", "Aarhus", NULL));

  return save (file, person);
}

static gint64
add_activity (CrmTestFile *file, const char *body, gint64 one, gint64 other)
{
  g_autoptr (CrmRecord) activity = crm_record_new ("activity");

  g_object_set (activity, "kind", "call", "body", body, NULL);
  crm_object_add_item (CRM_OBJECT (activity), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", one, NULL));
  if (other != 0)
    crm_object_add_item (CRM_OBJECT (activity), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", other, NULL));

  return save (file, activity);
}

static gint64
add_invoice (CrmTestFile *file, gint64 person, const char *status)
{
  g_autoptr (CrmRecord) invoice = crm_record_new ("invoice");

  g_object_set (invoice, "date", "2026-02-01", "status", status, "currency", "EUR", "person", person, "subject", "for " SAID, NULL);
  crm_object_add_item (CRM_OBJECT (invoice), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", "Cloth", "price", G_GINT64_CONSTANT (100), NULL));

  return save (file, invoice);
}

static void
edit (CrmTestFile *file, gint64 id, const char *field, const char *text)
{
  g_autoptr (CrmRecord) record = crm_store_get (file->store, id, NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (record);

  crm_object_set_text (CRM_OBJECT (draft), field, text);
  save (file, draft);
}

static void
erase (CrmTestFile *file, gint64 id)
{
  g_autoptr (GError) error = NULL;

  crm_erase (file->store, id, &error);
  g_assert_no_error (error);
  crm_test_assert_sound (file->path);
}

static gboolean
has_bytes (const char *path, const char *word)
{
  g_autofree char *folded = g_ascii_strdown (word, -1);
  g_autofree char *bytes = NULL;
  gsize            size;

  if (!g_file_get_contents (path, &bytes, &size, NULL))
    return FALSE;

  return memmem (bytes, size, word, strlen (word)) != NULL || memmem (bytes, size, folded, strlen (folded)) != NULL;
}

/* In the file, and in the log beside it. */
static gboolean
knows (CrmTestFile *file, const char *word)
{
  g_autofree char *log = g_strconcat (file->path, "-wal", NULL);

  return has_bytes (file->path, word) || has_bytes (log, word);
}

static gboolean
is_gone (CrmTestFile *file, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_store_get (file->store, id, NULL);

  return record == NULL || crm_record_is_deleted (record);
}

static void
test_bytes (CrmTestFile *file, gconstpointer data)
{
  gint64 person = add_person (file);
  gint64 call = add_activity (file, "She said " SAID, person, 0);
  gint64 id;

  /* Edits, deletions and undone changes leave their words, too. */
  edit (file, person, "family_name", FAMILY "-Holm");
  edit (file, person, "nickname", "Zeph" SAID);
  id = add_activity (file, SAID " again", person, 0);
  g_assert_true (crm_store_delete (file->store, "Delete " GIVEN, &id, 1, NULL));
  g_assert_true (knows (file, GIVEN) && knows (file, STREET) && knows (file, SAID));

  erase (file, person);
  for (guint i = 0; i < 5; i++)
    {
      static const char *const words[] = { GIVEN, FAMILY, STREET, SAID, "0499370899" };

      g_test_message ("%s", words[i]);
      g_assert_false (knows (file, words[i]));
    }
  g_assert_true (is_gone (file, person) && is_gone (file, call));
}

static void
test_others_stay (CrmTestFile *file, gconstpointer data)
{
  gint64 person = add_person (file);
  g_autoptr (CrmRecord) other = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) company = g_object_new (CRM_TYPE_COMPANY, "name", "Acme", NULL);
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");
  g_autoptr (CrmRecord) joint = crm_record_new ("deal");
  g_autoptr (CrmRecord) now = NULL;
  g_autoptr (CrmReading) reading = NULL;
  g_autoptr (CrmErasePlan) plan = NULL;
  gint64 both = add_activity (file, "Met both", person, crm_record_get_id (other));
  gint64 bought;

  save (file, company);
  g_object_set (deal, "title", "House of " FAMILY, "person", person, "value", G_GINT64_CONSTANT (4200), "currency", "EUR", NULL);
  bought = save (file, deal);
  g_object_set (joint, "title", "Office", "person", person, "company", crm_record_get_id (company), NULL);
  save (file, joint);
  reading = crm_reading_new (file->path, NULL);
  plan = crm_erase_plan_new (reading, person, NULL);
  g_assert_cmpuint (plan->counts[CRM_ERASE_GONE], ==, 0);
  g_assert_cmpuint (plan->counts[CRM_ERASE_EMPTIED], ==, 1);
  g_assert_cmpuint (plan->counts[CRM_ERASE_SHARED], ==, 2);
  g_assert_cmpuint (plan->counts[CRM_ERASE_NEEDED], ==, 0);
  g_assert_false (crm_erase_plan_keeps_name (plan));
  g_clear_pointer (&reading, crm_reading_free);

  erase (file, person);
  g_assert_false (knows (file, FAMILY));
  g_assert_false (is_gone (file, both));
  now = crm_store_get (file->store, bought, NULL);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (now), "value"), ==, 4200);
  g_assert_true (knows (file, "Ahmadi") && knows (file, "Office"));
}

/* An invoice that was issued names its customer, for as long as the law wants it. */
static void
test_invoice (CrmTestFile *file, gconstpointer data)
{
  gint64 person = add_person (file);
  gint64 issued = add_invoice (file, person, "issued");
  gint64 draft = add_invoice (file, person, "draft");
  g_autoptr (CrmRecord) stays = NULL;
  g_autoptr (CrmRecord) now = NULL;
  g_autoptr (CrmRecord) emptied = NULL;

  erase (file, person);
  stays = crm_store_get (file->store, issued, NULL);
  now = crm_store_get (file->store, person, NULL);
  emptied = crm_store_get (file->store, draft, NULL);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (stays), "subject"), ==, "for " SAID);
  g_assert_null (crm_object_get_text (CRM_OBJECT (emptied), "subject"));
  g_assert_false (crm_record_is_deleted (now));
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (now), "family_name"), ==, FAMILY);
  g_assert_nonnull (crm_object_get_items (CRM_OBJECT (now), "addresses"));
  g_assert_null (crm_object_get_items (CRM_OBJECT (now), "contact_points"));
  g_assert_null (crm_object_get_text (CRM_OBJECT (now), "about"));
  g_assert_false (knows (file, "quistgaard.example"));
}

typedef struct
{
  gint64      record;
  const char *text;
} Attaching;

static gboolean
attach_cb (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const Attaching *self = user_data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (self->text, strlen (self->text));
  g_autofree char *hash = crm_content_add (crm_transaction_get_connection (transaction), bytes, "text/plain", error);
  g_autoptr (CrmRecord) record = crm_transaction_load (transaction, self->record, error);
  g_autoptr (CrmRecord) draft = crm_record_edit (record);

  crm_object_add_item (CRM_OBJECT (draft), "attachments", g_object_new (CRM_TYPE_ATTACHMENT, "name", "letter.txt", "file", hash, NULL));

  return crm_transaction_save (transaction, draft, error);
}

static void
attach (CrmTestFile *file, gint64 record, const char *text)
{
  Attaching attaching = { record, text };
  g_autoptr (GError) error = NULL;

  crm_store_write (file->store, "Attach", "edit", CRM_TRANSACTION_NONE, attach_cb, &attaching, NULL, &error);
  g_assert_no_error (error);
}

static void
test_files (CrmTestFile *file, gconstpointer data)
{
  gint64 person = add_person (file);
  g_autoptr (CrmRecord) ben = crm_test_file_add_person (file, "Ben", "Turner");
  gint64                   other = add_activity (file, "Shared", crm_record_get_id (ben), 0);
  gint64                   own = add_activity (file, "Own", person, 0);
  static const char *const texts[] = { "a letter only she has", "a letter both have" };

  attach (file, own, texts[0]);
  attach (file, own, texts[1]);
  attach (file, other, texts[1]);
  erase (file, person);
  g_assert_false (knows (file, texts[0]));
  g_assert_true (knows (file, texts[1]));
}

/* Neither an undo of what made them, nor its redo, nor a copy of the file brings them back. */
static void
test_no_return (CrmTestFile *file, gconstpointer data)
{
  gint64           person = add_person (file);
  g_autofree char *copy = g_build_filename (file->folder, "copy.crm", NULL);
  g_autofree char *made = NULL;
  g_autoptr (GError) error = NULL;

  made = crm_snapshot_make (file->path, copy, &error);
  g_assert_no_error (error);
  erase (file, person);
  crm_store_undo (file->store, NULL, NULL);
  g_assert_true (is_gone (file, person));
  crm_store_redo (file->store, NULL, NULL);
  g_assert_true (is_gone (file, person));
  crm_test_assert_sound (file->path);

  g_clear_object (&file->store);
  g_assert_true (crm_snapshot_restore (copy, file->path, &error));
  file->store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (is_gone (file, person));
  g_assert_false (knows (file, FAMILY));

  /* The one that was replaced is beside it, and knows nobody either; the copy does. */
  g_assert_cmpuint (crm_snapshot_count (file->path), ==, 1);
  g_assert_true (crm_snapshot_delete_all (file->path, &error));
  g_assert_cmpuint (crm_snapshot_count (file->path), ==, 0);
  g_assert_true (has_bytes (copy, FAMILY));
}

/* A person who was merged into them had been them. */
static void
test_merged (CrmTestFile *file, gconstpointer data)
{
  gint64 person = add_person (file);
  g_autoptr (CrmRecord) twin = g_object_new (CRM_TYPE_PERSON, "given-name", "Zeph", "family-name", "Holmqvistsen", NULL);
  gint64 other = save (file, twin);

  g_assert_true (crm_store_merge (file->store, person, other, 0, NULL));
  erase (file, person);
  g_assert_false (knows (file, "Holmqvistsen"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/erase/bytes", test_bytes);
  crm_test_file_add ("/erase/others-stay", test_others_stay);
  crm_test_file_add ("/erase/invoice", test_invoice);
  crm_test_file_add ("/erase/files", test_files);
  crm_test_file_add ("/erase/no-return", test_no_return);
  crm_test_file_add ("/erase/merged", test_merged);

  return g_test_run ();
}
