/* Two people changed the same value; somebody says which is right. */

#include "crm-conflict-answer.h"
#include "crm-contact-point.h"
#include "sync-testing.h"

typedef struct
{
  CrmRecord        *conflict;
  CrmConflictAnswer answer;
} Answer;

static gboolean
answer_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Answer *answer = user_data;

  return crm_conflict_answer (transaction, answer->conflict, answer->answer, error);
}

static CrmRecord *
find_conflict (Device *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("conflict");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  CrmRecord *conflict;

  crm_store_query (self->store, query, 0, ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  conflict = crm_store_get (self->store, g_array_index (ids, gint64, 0), &error);
  g_assert_no_error (error);

  return conflict;
}

static void
answer (Device *self, CrmConflictAnswer what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) conflict = find_conflict (self);
  Answer given = { conflict, what };

  crm_store_write (self->store, "Answer", "edit", CRM_TRANSACTION_NONE, answer_func, &given, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (device_count (self, "conflict"), ==, 0);
}

/* Both edit the same field; B's edit has the higher number, and stands. (transfer full): the uid */
static char *
disagree (Pair *pair, const char *field, const char *before, const char *one, const char *other)
{
  g_autoptr (CrmRecord) record = device_add (&pair->a, "person", "family_name", "Karimi");
  char *uid = g_strdup (crm_record_get_uid (record));

  device_set (&pair->a, uid, field, before);
  sync_both (pair);
  device_set (&pair->a, uid, field, one);
  device_set (&pair->b, uid, field, "between");
  device_set (&pair->b, uid, field, other);
  sync_both (pair);
  device_assert (&pair->a, uid, field, other);
  g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 1);

  return uid;
}

static void
test_keep_this (Pair *pair, gconstpointer data)
{
  g_autofree char *uid = disagree (pair, "nickname", "Mimi", "Shirin", "Sheri");

  answer (&pair->a, CRM_CONFLICT_KEEP_THIS);
  sync_both (pair);
  device_assert (&pair->b, uid, "nickname", "Sheri");
  g_assert_cmpuint (device_count (&pair->b, "conflict"), ==, 0);
}

/* Who answers does so for all, and can take it back. */
static void
test_keep_that (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uid = disagree (pair, "nickname", "Mimi", "Shirin", "Sheri");

  answer (&pair->b, CRM_CONFLICT_KEEP_THAT);
  device_assert (&pair->b, uid, "nickname", "Shirin");
  sync_both (pair);
  device_assert (&pair->a, uid, "nickname", "Shirin");
  g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 0);

  g_assert_true (crm_store_undo (pair->b.store, NULL, &error));
  g_assert_no_error (error);
  device_assert (&pair->b, uid, "nickname", "Sheri");
  g_assert_cmpuint (device_count (&pair->b, "conflict"), ==, 1);
}

static void
test_keep_both_texts (Pair *pair, gconstpointer data)
{
  g_autofree char *uid = disagree (pair, "about", "Likes tea.", "Likes silk.", "Likes cotton.");
  g_autofree char *about = NULL;

  answer (&pair->a, CRM_CONFLICT_KEEP_BOTH);
  about = device_get (&pair->a, uid, "about");
  g_assert_cmpstr (about, ==, "Likes cotton.\n\nLikes silk.");
}

/* A line of which there can be only one: the other is on the timeline. */
static void
test_keep_both_names (Pair *pair, gconstpointer data)
{
  g_autofree char *uid = disagree (pair, "nickname", "Mimi", "Shirin", "Sheri");
  g_autoptr (CrmQuery) query = crm_query_new ("activity");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) note = NULL;

  answer (&pair->a, CRM_CONFLICT_KEEP_BOTH);
  device_assert (&pair->a, uid, "nickname", "Sheri");
  g_assert_true (crm_store_query (pair->a.store, query, 0, ids, NULL));
  g_assert_cmpuint (ids->len, ==, 1);
  note = crm_store_get (pair->a.store, g_array_index (ids, gint64, 0), NULL);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (note), "body"), ==, "Nickname: Shirin");
}

static void
set_number (Device *self, const char *uid, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) record = device_find (self, uid);
  g_autoptr (CrmRecord) draft = crm_record_edit (record);
  GPtrArray *before = crm_object_get_items (CRM_OBJECT (draft), "contact_points");
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  CrmItem *point = before != NULL && before->len > 0 ? crm_item_copy (before->pdata[0]) : g_object_new (CRM_TYPE_CONTACT_POINT, NULL);

  crm_object_set_text (CRM_OBJECT (point), "kind", "phone");
  crm_object_set_text (CRM_OBJECT (point), "value", value);
  crm_item_ensure_id (point, items);
  g_ptr_array_add (items, point);
  crm_object_set_items (CRM_OBJECT (draft), "contact_points", items);
  crm_store_save (self->store, "Number", draft, &error);
  g_assert_no_error (error);
}

static void
assert_numbers (Device *self, const char *uid, const char *expected)
{
  g_autoptr (CrmRecord) record = device_find (self, uid);
  GPtrArray *items = crm_object_get_items (CRM_OBJECT (record), "contact_points");
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; items != NULL && i < items->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " " : "", crm_object_get_text (items->pdata[i], "value"));
  g_assert_cmpstr (all->str, ==, expected);
}

/* (transfer full): the uid */
static char *
disagree_about_number (Pair *pair)
{
  g_autoptr (CrmRecord) record = device_add (&pair->a, "person", "nickname", "Shirin");
  char *uid = g_strdup (crm_record_get_uid (record));

  set_number (&pair->a, uid, "+982100000001");
  sync_both (pair);
  set_number (&pair->a, uid, "+982100000002");
  set_number (&pair->b, uid, "+982100000003");
  device_set (&pair->b, uid, "given_name", "S");
  sync_both (pair);
  assert_numbers (&pair->a, uid, "+982100000003");

  return uid;
}

static void
test_keep_that_number (Pair *pair, gconstpointer data)
{
  g_autofree char *uid = disagree_about_number (pair);

  answer (&pair->a, CRM_CONFLICT_KEEP_THAT);
  assert_numbers (&pair->a, uid, "+982100000002");
  sync_both (pair);
  assert_numbers (&pair->b, uid, "+982100000002");
}

static void
test_keep_both_numbers (Pair *pair, gconstpointer data)
{
  g_autofree char *uid = disagree_about_number (pair);

  answer (&pair->a, CRM_CONFLICT_KEEP_BOTH);
  assert_numbers (&pair->a, uid, "+982100000003 +982100000002");
  sync_both (pair);
  assert_numbers (&pair->b, uid, "+982100000003 +982100000002");
}

/* Deleted here, edited there: it lives, until somebody says otherwise. */
static void
test_deleted (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) record = device_add (&pair->a, "person", "nickname", "Shirin");
  const char *uid = crm_record_get_uid (record);

  sync_both (pair);
  device_delete (&pair->a, uid);
  device_set (&pair->b, uid, "nickname", "Sheri");
  sync_both (pair);
  device_assert (&pair->a, uid, "nickname", "Sheri");
  {
    g_autoptr (CrmRecord) conflict = find_conflict (&pair->a);

    g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (conflict), "field"), ==, CRM_CONFLICT_DELETED);
    g_assert_false (crm_conflict_can_keep_both (conflict));
  }
  answer (&pair->a, CRM_CONFLICT_KEEP_THAT);
  sync_both (pair);
  device_assert (&pair->b, uid, "nickname", "gone");
}

/* What the window shows of each of the two. */
static void
test_read (Pair *pair, gconstpointer data)
{
  g_autofree char *uid = disagree_about_number (pair);
  g_autoptr (CrmRecord) conflict = find_conflict (&pair->a);
  const CrmResolver resolver = { .store = pair->a.store, .typed = TRUE };
  g_autoptr (CrmRecord) kept = crm_conflict_read (conflict, FALSE, &resolver);
  g_autoptr (CrmRecord) other = crm_conflict_read (conflict, TRUE, &resolver);
  GPtrArray *items = crm_object_get_items (CRM_OBJECT (kept), "contact_points");

  g_assert_cmpstr (crm_object_get_text (items->pdata[0], "value"), ==, "+982100000003");
  items = crm_object_get_items (CRM_OBJECT (other), "contact_points");
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (crm_object_get_text (items->pdata[0], "value"), ==, "+982100000002");
  g_assert_cmpstr (crm_conflict_get_field (conflict)->name, ==, "contact_points");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  pair_add ("/conflict/keep-this", test_keep_this);
  pair_add ("/conflict/keep-that", test_keep_that);
  pair_add ("/conflict/keep-both-texts", test_keep_both_texts);
  pair_add ("/conflict/keep-both-names", test_keep_both_names);
  pair_add ("/conflict/keep-that-number", test_keep_that_number);
  pair_add ("/conflict/keep-both-numbers", test_keep_both_numbers);
  pair_add ("/conflict/deleted", test_deleted);
  pair_add ("/conflict/read", test_read);

  return g_test_run ();
}
