/* Two devices and a database: what one does arrives at the other, whatever happens on the way. */

#include "sync-testing.h"

static void
test_exchange (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  const char      *uid = crm_record_get_uid (person);
  g_autofree char *body = NULL;
  g_autofree char *name = g_strconcat ("person:", uid, NULL);

  sync_both (pair);
  device_assert (&pair->b, uid, "given_name", "Sara");
  body = crm_fake_couch_get (pair->couch, name, NULL);
  g_assert_nonnull (strstr (body, "\"f\":{\"given_name\":\"Sara\"}"));

  device_set (&pair->b, uid, "source", "fair");
  device_set (&pair->b, uid, "family_name", "رضایی");
  device_set (&pair->b, uid, "given_name", NULL);
  sync_both (pair);
  sync_both (pair);
  device_assert (&pair->a, uid, "given_name", "-");
  device_assert (&pair->a, uid, "family_name", "رضایی");
  device_assert (&pair->a, uid, "source", "fair");

  device_delete (&pair->a, uid);
  sync_both (pair);
  device_assert (&pair->b, uid, "source", "gone");
  device_verify (&pair->a);
  device_verify (&pair->b);
}

static void
test_quiet (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  guint before;

  sync_both (pair);
  device_sync (&pair->b);
  before = crm_fake_couch_get_n_requests (pair->couch);
  device_sync (&pair->a);
  g_assert_cmpuint (crm_fake_couch_get_n_requests (pair->couch) - before, <=, 3);
  g_assert_cmpint (crm_sync_get_counts (pair->a.sync)->sent, ==, 0);
  g_assert_cmpint (crm_sync_get_counts (pair->a.sync)->received, ==, 0);
}

static void
test_different_fields (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  const char *uid = crm_record_get_uid (person);

  sync_both (pair);
  device_set (&pair->a, uid, "family_name", "Miller");
  device_set (&pair->b, uid, "source", "web");
  sync_both (pair);
  device_assert (&pair->a, uid, "source", "web");
  device_assert (&pair->b, uid, "family_name", "Miller");
  g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 0);
  g_assert_cmpuint (device_count (&pair->b, "conflict"), ==, 0);
}

static CrmRecord *
get_conflict (Device *device)
{
  g_autoptr (CrmQuery) query = crm_query_new ("conflict");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_true (crm_store_query (device->store, query, 0, ids, NULL));
  g_assert_cmpuint (ids->len, ==, 1);

  return crm_store_get (device->store, g_array_index (ids, gint64, 0), NULL);
}

static void
assert_conflict (Device *device, const char *field, const char *one, const char *other)
{
  g_autoptr (CrmRecord) conflict = get_conflict (device);
  const char *kept = crm_object_get_text (CRM_OBJECT (conflict), "kept");
  const char *lost = crm_object_get_text (CRM_OBJECT (conflict), "other");

  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (conflict), "field"), ==, field);
  g_assert_true ((g_strcmp0 (kept, one) == 0 && g_strcmp0 (lost, other) == 0) || (g_strcmp0 (kept, other) == 0 && g_strcmp0 (lost, one) == 0));
}

static void
test_same_field (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  const char      *uid = crm_record_get_uid (person);
  g_autofree char *here = NULL;

  sync_both (pair);
  device_set (&pair->a, uid, "given_name", "Zahra");
  device_set (&pair->b, uid, "given_name", "Maryam");
  sync_both (pair);
  here = device_get (&pair->a, uid, "given_name");
  device_assert (&pair->b, uid, "given_name", here);
  assert_conflict (&pair->a, "given_name", "\"Zahra\"", "\"Maryam\"");
  assert_conflict (&pair->b, "given_name", "\"Zahra\"", "\"Maryam\"");
}

/* Who edits later, knowing more, is not overruled by a device that was asleep. */
static void
test_later_stands (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  const char *uid = crm_record_get_uid (person);

  sync_both (pair);
  device_set (&pair->b, uid, "given_name", "Old");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("New %u", i);

      device_set (&pair->a, uid, "given_name", name);
    }
  sync_both (pair);
  device_assert (&pair->a, uid, "given_name", "New 4");
  device_assert (&pair->b, uid, "given_name", "New 4");
}

static void
test_deleted_and_edited (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) one = device_add (&pair->a, "person", "given_name", "Sara");
  g_autoptr (CrmRecord) other = device_add (&pair->a, "person", "given_name", "Reza");

  sync_both (pair);
  /* First deleted there, then edited here; then the other way round. */
  device_delete (&pair->a, crm_record_get_uid (one));
  device_set (&pair->b, crm_record_get_uid (one), "source", "web");
  device_set (&pair->a, crm_record_get_uid (other), "source", "fair");
  device_delete (&pair->b, crm_record_get_uid (other));
  sync_both (pair);
  sync_both (pair);
  device_assert (&pair->a, crm_record_get_uid (one), "source", "web");
  device_assert (&pair->b, crm_record_get_uid (one), "source", "web");
  device_assert (&pair->a, crm_record_get_uid (other), "source", "fair");
  device_assert (&pair->b, crm_record_get_uid (other), "source", "fair");
  g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 2);
  g_assert_cmpuint (device_count (&pair->b, "conflict"), ==, 2);
  device_verify (&pair->a);
  device_verify (&pair->b);
}

typedef struct
{
  guint        at;
  CrmFakeFault fault;
  guint        n;
} OneFault;

static CrmFakeFault
fail_once (const char *method, const char *path, gpointer user_data)
{
  OneFault *self = user_data;

  return self->n++ == self->at ? self->fault : CRM_FAKE_FINE;
}

/* Whatever request or answer is lost, the next cycle goes on from there; also where the program is started again in between, and where there was
 * an edit meanwhile. Nobody's own words are held against them. */
static void
test_every_step (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  const char *uid = crm_record_get_uid (person);

  sync_both (pair);
  for (guint at = 0; at < 12; at++)
    {
      OneFault         fault = { at / 2, at % 2 == 0 ? CRM_FAKE_LOST_REPLY : CRM_FAKE_CUT_REPLY, 0 };
      g_autofree char *first = g_strdup_printf ("first %u", at);
      g_autofree char *second = g_strdup_printf ("second %u", at);
      g_autofree char *there = g_strdup_printf ("there %u", at);

      device_set (&pair->b, uid, "source", there);
      device_sync (&pair->b);
      device_set (&pair->a, uid, "given_name", first);
      crm_fake_transport_set_fault (pair->a.transport, fail_once, &fault);
      crm_sync_run (pair->a.sync, CRM_SYNC_ASK, NULL, NULL);
      crm_fake_transport_set_fault (pair->a.transport, NULL, NULL);
      device_set (&pair->a, uid, "given_name", second);
      device_restart (&pair->a);
      /* Somebody else writes on top of what was sent. */
      device_set (&pair->b, uid, "nickname", there);
      device_sync (&pair->b);
      sync_both (pair);
      device_assert (&pair->b, uid, "given_name", second);
      device_assert (&pair->a, uid, "nickname", there);
      g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 0);
      g_assert_cmpuint (device_count (&pair->a, "person"), ==, 1);
    }
  device_verify (&pair->a);
}

/* What a cluster stored without telling anybody. */
static void
test_stored_conflicts (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  const char      *uid = crm_record_get_uid (person);
  g_autofree char *name = g_strconcat ("person:", uid, NULL);
  g_autofree char *revision = NULL;
  g_autofree char *body = NULL;
  g_autofree char *other = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  sync_both (pair);
  body = crm_fake_couch_get (pair->couch, name, &revision);
  device_set (&pair->a, uid, "family_name", "Miller");
  device_sync (&pair->a);
  other = g_strdup_printf ("{\"type\":\"person\",\"edit\":{\"dev\":\"x\",\"n\":900},\"past\":%s,\"f\":{\"given_name\":\"Sara\",\"source\":\"web\"}}", "[]");
  one = crm_fake_couch_put (pair->couch, name, revision, other);
  g_assert_cmpuint (crm_fake_couch_count_leaves (pair->couch, name), ==, 2);
  sync_both (pair);
  g_assert_cmpuint (crm_fake_couch_count_leaves (pair->couch, name), ==, 1);
  device_assert (&pair->a, uid, "family_name", "Miller");
  device_assert (&pair->a, uid, "source", "web");
  device_assert (&pair->b, uid, "family_name", "Miller");
  device_assert (&pair->b, uid, "source", "web");

  /* Two at once, of one value. */
  g_free (g_steal_pointer (&body));
  g_free (g_steal_pointer (&revision));
  body = crm_fake_couch_get (pair->couch, name, &revision);
  device_set (&pair->b, uid, "source", "mine");
  device_sync (&pair->b);
  two = crm_fake_couch_put (pair->couch, name, revision, "{\"type\":\"person\",\"edit\":{\"dev\":\"x\",\"n\":900},\"f\":{\"given_name\":\"Sara\",\"family_name\":\"Miller\",\"source\":\"theirs\"}}");
  sync_both (pair);
  g_assert_cmpuint (crm_fake_couch_count_leaves (pair->couch, name), ==, 1);
  assert_conflict (&pair->a, "source", "\"mine\"", "\"theirs\"");
  assert_conflict (&pair->b, "source", "\"mine\"", "\"theirs\"");
}

static void
test_refused (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) one = device_add (&pair->a, "person", "given_name", "Sara");
  g_autoptr (CrmRecord) other = device_add (&pair->a, "person", "given_name", "Forbidden");

  crm_fake_couch_refuse (pair->couch, "Forbidden", "no such name");
  sync_both (pair);
  device_assert (&pair->b, crm_record_get_uid (one), "given_name", "Sara");
  device_assert (&pair->b, crm_record_get_uid (other), "given_name", "gone");
  /* It is not sent over and over, and not forgotten. */
  device_sync (&pair->a);
  g_assert_cmpint (crm_sync_get_counts (pair->a.sync)->sent, ==, 0);
  device_set (&pair->a, crm_record_get_uid (other), "given_name", "Allowed");
  sync_both (pair);
  device_assert (&pair->b, crm_record_get_uid (other), "given_name", "Allowed");
}

/* One document among many that the server does not even look at. */
static void
test_poison (Pair *pair, gconstpointer data)
{
  g_autofree char *huge = g_strnfill (8100000, 'x');
  g_autoptr (CrmRecord) poison = device_add (&pair->a, "person", "given_name", "Huge");
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);

  device_set (&pair->a, crm_record_get_uid (poison), "about", huge);
  for (guint i = 0; i < 30; i++)
    g_ptr_array_add (people, device_add (&pair->a, "person", "given_name", "Sara"));
  sync_both (pair);
  g_assert_cmpuint (device_count (&pair->b, "person"), ==, 30);
  device_set (&pair->a, crm_record_get_uid (poison), "about", "short");
  sync_both (pair);
  g_assert_cmpuint (device_count (&pair->b, "person"), ==, 31);
}

static void
assert_there (Pair *pair, guint n_documents)
{
  g_autoptr (GPtrArray) names = crm_fake_couch_list (pair->couch);

  g_assert_cmpuint (names->len, ==, n_documents);
}

static void
test_made_anew (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  g_autoptr (CrmFakeCouch) empty = crm_fake_couch_new ();

  sync_both (pair);
  crm_fake_couch_put_back (pair->couch, empty);
  sync_both (pair);
  assert_there (pair, 1);
  g_assert_cmpuint (device_count (&pair->b, "person"), ==, 1);
  device_set (&pair->b, crm_record_get_uid (person), "source", "web");
  sync_both (pair);
  sync_both (pair);
  device_assert (&pair->a, crm_record_get_uid (person), "source", "web");
  g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 0);
}

static void
test_put_back (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  const char *uid = crm_record_get_uid (person);
  g_autoptr (CrmFakeCouch) copy = NULL;
  g_autoptr (CrmRecord) later = NULL;

  sync_both (pair);
  copy = crm_fake_couch_copy (pair->couch);
  device_set (&pair->a, uid, "source", "web");
  later = device_add (&pair->a, "person", "given_name", "Later");
  sync_both (pair);
  crm_fake_couch_put_back (pair->couch, copy);
  /* Others work on with what the copy had. */
  sync_both (pair);
  sync_both (pair);
  device_assert (&pair->a, uid, "source", "web");
  device_assert (&pair->b, uid, "source", "web");
  device_assert (&pair->b, crm_record_get_uid (later), "given_name", "Later");
  assert_there (pair, 2);
  g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 0);
}

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* A file that was put back from a copy learns what was done since, and overrules nobody with what it had forgotten. */
static void
test_file_put_back (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  const char      *uid = crm_record_get_uid (person);
  g_autofree char *copy = g_strconcat (pair->folder, "/copy", NULL);
  g_autoptr (GError) error = NULL;

  sync_both (pair);
  g_clear_pointer (&pair->a.sync, crm_sync_free);
  g_clear_object (&pair->a.store);
  copy_file (pair->a.path, copy);
  pair->a.store = crm_store_open (pair->a.path, CRM_STORE_OPEN_NONE, &error);
  pair->a.sync = crm_sync_new (pair->a.store, 1, pair->a.transport);
  device_set (&pair->a, uid, "source", "web");
  sync_both (pair);

  g_clear_pointer (&pair->a.sync, crm_sync_free);
  g_clear_object (&pair->a.store);
  copy_file (copy, pair->a.path);
  pair->a.store = crm_store_open (pair->a.path, CRM_STORE_OPEN_NONE, &error);
  pair->a.sync = crm_sync_new (pair->a.store, 1, pair->a.transport);
  device_assert (&pair->a, uid, "source", "-");
  device_set (&pair->a, uid, "nickname", "S");
  sync_both (pair);
  sync_both (pair);
  device_assert (&pair->a, uid, "source", "web");
  device_assert (&pair->b, uid, "nickname", "S");
  g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 0);
}

static void
test_flood (Pair *pair, gconstpointer data)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40; i++)
    g_ptr_array_add (people, device_add (&pair->a, "person", "given_name", "Sara"));
  sync_both (pair);
  for (guint i = 0; i < 30; i++)
    device_delete (&pair->a, crm_record_get_uid (people->pdata[i]));
  device_sync (&pair->a);
  g_assert_false (crm_sync_run (pair->b.sync, CRM_SYNC_ASK, NULL, &error));
  g_assert_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_DELETIONS);
  g_assert_cmpuint (device_count (&pair->b, "person"), ==, 40);
  g_clear_error (&error);
  g_assert_true (crm_sync_run (pair->b.sync, CRM_SYNC_KEEP_DELETED, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (device_count (&pair->b, "person"), ==, 40);
  device_sync (&pair->a);
  g_assert_cmpuint (device_count (&pair->a, "person"), ==, 40);

  for (guint i = 0; i < 30; i++)
    device_delete (&pair->a, crm_record_get_uid (people->pdata[i]));
  device_sync (&pair->a);
  g_assert_true (crm_sync_run (pair->b.sync, CRM_SYNC_TAKE_DELETIONS, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (device_count (&pair->b, "person"), ==, 10);
}

/* What a newer version of the program wrote goes through this one unharmed. */
static void
test_newer (Pair *pair, gconstpointer data)
{
  static const char id[] = "person:01a20000-0000-7000-8000-000000000001";
  g_autofree char  *revision = crm_fake_couch_put (pair->couch, id, NULL,
                                                   "{\"type\":\"person\",\"schema\":1,\"edit\":{\"dev\":\"n\",\"n\":5},\"colour\":12345678901234567890,"
                                                    "\"f\":{\"given_name\":\"Sara\",\"shoe\":{\"size\":1.50,\"x\":\"a\\u0000b\"},\"lifecycle\":\"legend\","
                                                    "\"contact_points\":[{\"id\":\"1\",\"kind\":\"phone\",\"value\":\"1\",\"verified\":true},{\"id\":\"2\",\"kind\":\"telepathy\"}]}}");
  g_autofree char  *type = crm_fake_couch_put (pair->couch, "robot:1", NULL, "{\"type\":\"robot\"}");
  g_autofree char  *newer = crm_fake_couch_put (pair->couch, "person:01a20000-0000-7000-8000-000000000002", NULL,
                                                "{\"type\":\"person\",\"schema\":2,\"edit\":{\"dev\":\"n\",\"n\":6},\"f\":{\"given_name\":\"Later\"}}");
  g_autofree char  *body = NULL;
  g_autofree char  *untouched = NULL;
  g_autofree char  *same = NULL;

  device_sync (&pair->a);
  device_assert (&pair->a, "01a20000-0000-7000-8000-000000000001", "given_name", "Sara");
  device_assert (&pair->a, "01a20000-0000-7000-8000-000000000002", "given_name", "Later");
  g_assert_cmpint (crm_sync_get_counts (pair->a.sync)->sent, ==, 0);
  device_set (&pair->a, "01a20000-0000-7000-8000-000000000001", "nickname", "S");
  device_set (&pair->a, "01a20000-0000-7000-8000-000000000002", "nickname", "L");
  device_sync (&pair->a);
  body = crm_fake_couch_get (pair->couch, id, NULL);
  g_assert_nonnull (strstr (body, "\"colour\":12345678901234567890"));
  g_assert_nonnull (strstr (body, "\"shoe\":{\"size\":1.50,\"x\":\"a\\u0000b\"}"));
  g_assert_nonnull (strstr (body, "\"lifecycle\":\"legend\""));
  g_assert_nonnull (strstr (body, "\"verified\":true"));
  g_assert_nonnull (strstr (body, "{\"id\":\"2\",\"kind\":\"telepathy\"}"));
  g_assert_nonnull (strstr (body, "\"nickname\":\"S\""));
  untouched = crm_fake_couch_get (pair->couch, "robot:1", NULL);
  g_assert_cmpstr (untouched, ==, "{\"type\":\"robot\"}");
  same = crm_fake_couch_get (pair->couch, "person:01a20000-0000-7000-8000-000000000002", NULL);
  g_assert_null (strstr (same, "nickname"));
}

static void
test_foreign_token (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  sqlite3 *db;

  sync_both (pair);
  g_assert_cmpint (sqlite3_open (pair->b.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE remote SET since = '\"77-other\"'", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  device_set (&pair->a, crm_record_get_uid (person), "source", "web");
  sync_both (pair);
  device_assert (&pair->b, crm_record_get_uid (person), "source", "web");
}

static void
test_undo (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  const char *uid = crm_record_get_uid (person);
  g_autoptr (GError) error = NULL;

  sync_both (pair);
  device_set (&pair->a, uid, "source", "web");
  device_set (&pair->b, uid, "nickname", "S");
  sync_both (pair);
  sync_both (pair);
  /* One's own last edit is undone, not what came from elsewhere after it. */
  g_assert_true (crm_store_undo (pair->a.store, NULL, &error));
  g_assert_no_error (error);
  device_assert (&pair->a, uid, "source", "-");
  device_assert (&pair->a, uid, "nickname", "S");
  sync_both (pair);
  device_assert (&pair->b, uid, "source", "-");
}

/* Of what has a name there is one of each, though it was made twice: tags, settings. */
static void
test_same_name (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) mine = device_add (&pair->a, "tag", "name", "VIP");
  g_autoptr (CrmRecord) sharp = device_add (&pair->b, "tag", "name", "C#");
  g_autoptr (CrmRecord) yours = device_add (&pair->b, "tag", "name", "vip");
  g_autoptr (CrmRecord) plain = device_add (&pair->a, "tag", "name", "C");
  g_autoptr (CrmRecord) currency = device_add (&pair->a, "setting", "name", "currency");
  g_autoptr (CrmRecord) person = device_add (&pair->b, "person", "given_name", "Sara");
  g_autoptr (CrmRecord) draft = crm_record_edit (person);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) same = device_add (&pair->b, "setting", "name", "currency");
  g_autofree char *value = NULL;

  crm_object_add_item (CRM_OBJECT (draft), "tags", g_object_new (CRM_TYPE_TAGGING, "tag", crm_record_get_id (yours), NULL));
  crm_store_save (pair->b.store, "Tag", draft, &error);
  g_assert_no_error (error);
  device_set (&pair->a, crm_record_get_uid (currency), "value", "EUR");

  sync_both (pair);
  g_assert_cmpstr (crm_record_get_uid (mine), ==, crm_record_get_uid (yours));
  g_assert_cmpuint (device_count (&pair->a, "tag"), ==, 3);
  g_assert_cmpuint (device_count (&pair->b, "tag"), ==, 3);
  g_assert_cmpuint (device_count (&pair->b, "setting"), ==, 1);
  value = crm_store_get_setting (pair->b.store, "currency");
  g_assert_cmpstr (value, ==, "EUR");
}

static void
test_wrong_answers (Pair *pair, gconstpointer data)
{
  static const struct
  {
    guint        status;
    const char  *type;
    const char  *body;
    CrmSyncError code;
  } cases[] = {
    { 200, "text/html", "<html>Please sign in</html>", CRM_SYNC_ERROR_NOT_COUCHDB },
    { 200, "application/json", "{\"hello\":\"world\"}", CRM_SYNC_ERROR_NOT_COUCHDB },
    { 200, "application/json", "{\"db_name\":", CRM_SYNC_ERROR_UNREACHABLE },
    { 302, "text/html", "", CRM_SYNC_ERROR_MOVED },
    { 401, "application/json", "{\"error\":\"unauthorized\",\"reason\":\"Name or password is incorrect.\"}", CRM_SYNC_ERROR_LOGIN },
    { 403, "application/json", "{\"error\":\"forbidden\",\"reason\":\"You are not allowed to access this db.\"}", CRM_SYNC_ERROR_FORBIDDEN },
    { 404, "application/json", "{\"error\":\"not_found\",\"reason\":\"Database does not exist.\"}", CRM_SYNC_ERROR_NO_DATABASE },
    { 429, "application/json", "{}", CRM_SYNC_ERROR_BUSY },
    { 500, "text/plain", "oops", CRM_SYNC_ERROR_BUSY },
    { 507, "application/json", "{}", CRM_SYNC_ERROR_FULL },
  };
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      crm_fake_transport_answer (pair->a.transport, cases[i].status, cases[i].type, cases[i].body);
      g_assert_false (crm_sync_run (pair->a.sync, CRM_SYNC_ASK, NULL, &error));
      g_assert_error (error, CRM_SYNC_ERROR, (int) cases[i].code);
      g_assert_cmpuint (device_count (&pair->a, "person"), ==, 1);
    }
  crm_fake_transport_set_fault (pair->a.transport, NULL, NULL);
  sync_both (pair);
  g_assert_cmpuint (device_count (&pair->b, "person"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  pair_add ("/sync/exchange", test_exchange);
  pair_add ("/sync/quiet", test_quiet);
  pair_add ("/sync/different-fields", test_different_fields);
  pair_add ("/sync/same-field", test_same_field);
  pair_add ("/sync/later-stands", test_later_stands);
  pair_add ("/sync/deleted-and-edited", test_deleted_and_edited);
  pair_add ("/sync/every-step", test_every_step);
  pair_add ("/sync/stored-conflicts", test_stored_conflicts);
  pair_add ("/sync/refused", test_refused);
  pair_add ("/sync/poison", test_poison);
  pair_add ("/sync/made-anew", test_made_anew);
  pair_add ("/sync/put-back", test_put_back);
  pair_add ("/sync/file-put-back", test_file_put_back);
  pair_add ("/sync/flood", test_flood);
  pair_add ("/sync/newer", test_newer);
  pair_add ("/sync/foreign-token", test_foreign_token);
  pair_add ("/sync/undo", test_undo);
  pair_add ("/sync/same-name", test_same_name);
  pair_add ("/sync/wrong-answers", test_wrong_answers);

  return g_test_run ();
}
