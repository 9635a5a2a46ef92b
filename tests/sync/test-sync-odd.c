/* What is seldom, and must not matter: clocks, two programs with one file, references that come before what they refer to, numbers and texts that others write. */

#include "crm-clock.h"
#include "crm-document.h"
#include "sync-testing.h"

/* One device lives ten years ago, the other in ten years: who knew more stands, whatever the clocks say. */
static void
test_clocks (Pair *pair, gconstpointer data)
{
  const gint64 years = 3652 * G_TIME_SPAN_DAY;
  gint64       now = g_get_real_time ();
  g_autoptr (CrmRecord) person = NULL;
  const char *uid;

  crm_clock_set (now + years);
  person = device_add (&pair->a, "person", "given_name", "Future");
  uid = crm_record_get_uid (person);
  device_sync (&pair->a);
  crm_clock_set (now - years);
  device_sync (&pair->b);
  device_assert (&pair->b, uid, "given_name", "Future");
  device_set (&pair->b, uid, "given_name", "Past");
  device_sync (&pair->b);
  crm_clock_set (now + years);
  device_sync (&pair->a);
  device_assert (&pair->a, uid, "given_name", "Past");
  device_set (&pair->a, uid, "source", "later");
  device_sync (&pair->a);
  crm_clock_set (now - years);
  device_sync (&pair->b);
  device_assert (&pair->b, uid, "source", "later");
  crm_clock_set (0);
  g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 0);
  device_verify (&pair->a);
  device_verify (&pair->b);
}

/* crmctl beside the window: both send, both read, and neither undoes the other. */
static void
test_two_programs (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
  const char *uid = crm_record_get_uid (person);
  g_autoptr (GError) error = NULL;
  Device second = { g_strdup (pair->a.path) };

  device_sync (&pair->a);
  second.store = crm_store_open (second.path, CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);
  second.transport = crm_fake_transport_new (pair->couch);
  second.sync = crm_sync_new (second.store, 1, second.transport);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *one = g_strdup_printf ("one %u", i);
      g_autofree char *two = g_strdup_printf ("two %u", i);

      device_set (&pair->a, uid, "source", one);
      crm_store_look_for_changes (second.store);
      device_set (&second, uid, "nickname", two);
      crm_store_look_for_changes (pair->a.store);
      device_sync (&second);
      device_sync (&pair->a);
      device_sync (&pair->b);
      device_assert (&pair->b, uid, "source", one);
      device_assert (&pair->b, uid, "nickname", two);
    }
  g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 0);
  device_close (&second);
  device_verify (&pair->a);
}

/* A note about somebody, and a deal in a stage, that come before them; on a cluster there is no order. */
static void
test_before_their_time (Pair *pair, gconstpointer data)
{
  static const char person[] = "01a20000-0000-7000-8000-000000000001";
  static const char note[] = "01a20000-0000-7000-8000-000000000002";
  g_autofree char  *one = crm_fake_couch_put (pair->couch, "activity:01a20000-0000-7000-8000-000000000002", NULL,
                                              "{\"type\":\"activity\",\"created_at\":\"2026-01-02T00:00:00Z\",\"f\":{\"kind\":\"note\",\"body\":\"x\",\"links\":[{\"id\":\"1\",\"target\":\"person:01a20000-0000-7000-8000-000000000001\"}]}}");
  g_autofree char  *two = NULL;
  g_autoptr (CrmRecord) found = NULL;

  device_sync (&pair->a);
  device_assert (&pair->a, note, "body", "x");
  device_assert (&pair->a, person, "given_name", "gone");
  g_assert_cmpint (crm_sync_get_counts (pair->a.sync)->sent, ==, 0);
  device_verify (&pair->a);
  two = crm_fake_couch_put (pair->couch, "person:01a20000-0000-7000-8000-000000000001", NULL, "{\"type\":\"person\",\"created_at\":\"2026-01-01T00:00:00Z\",\"f\":{\"given_name\":\"Sara\"}}");
  device_sync (&pair->a);
  device_assert (&pair->a, person, "given_name", "Sara");
  found = device_find (&pair->a, person);
  g_assert_cmpint (crm_record_get_created_at (found), ==, G_GINT64_CONSTANT (1767225600000000));
  g_assert_cmpint (crm_sync_get_counts (pair->a.sync)->sent, ==, 0);
  g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 0);
  device_verify (&pair->a);
}

static guint
count_points (Device *device, const char *uid)
{
  g_autoptr (CrmRecord) person = device_find (device, uid);
  GPtrArray *points = crm_object_get_items (CRM_OBJECT (person), "contact_points");

  return points != NULL ? points->len : 0;
}

/* Another program calls its items what it likes: they are the same ones on all devices, and grow no more in number, however often they are edited. */
static void
test_ids_of_others (Pair *pair, gconstpointer data)
{
  static const char uid[] = "01a20000-0000-7000-8000-000000000003";
  g_autofree char  *revision = crm_fake_couch_put (pair->couch, "person:01a20000-0000-7000-8000-000000000003", NULL,
                                                   "{\"type\":\"person\",\"created_at\":\"2026-01-02T00:00:00Z\",\"f\":{\"given_name\":\"Sara\",\"contact_points\":["
                                                    "{\"id\":\"Home-1.a\",\"kind\":\"email\",\"value\":\"a@b.example\"},"
                                                    "{\"id\":\"more letters than there is room for; and signs\",\"kind\":\"phone\",\"value\":\"123456\"}]}}");

  sync_both (pair);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i);

      device_set (&pair->a, uid, "nickname", value);
      device_set (&pair->b, uid, "source", value);
      sync_both (pair);
      sync_both (pair);
      g_assert_cmpuint (count_points (&pair->a, uid), ==, 2);
      g_assert_cmpuint (count_points (&pair->b, uid), ==, 2);
    }
  g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 0);
  device_verify (&pair->a);
}

/* Each value goes in, an edit of something else goes out, and the value is there still, as it was. */
static void
test_edge_values (Pair *pair, gconstpointer data)
{
  static const char *const values[] = { "12345678901234567890", "9007199254740993", "1.0", "0.1", "1e25", "-0", "\"a\\u0000b\"", "\"\\u06f1\\u200c\"", "[]", "{}", "null", "[[1,{\"a\":[2]}]]", "\"\\ud83d\\ude00\"" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *uid = g_strdup_printf ("01a20000-0000-7000-8000-0000000000%02u", i + 10);
      g_autofree char *name = g_strconcat ("person:", uid, NULL);
      g_autofree char *body = g_strdup_printf ("{\"type\":\"person\",\"strange\":%s,\"f\":{\"given_name\":\"Sara\",\"odd\":%s,\"source\":%s,\"contact_points\":[{\"id\":\"1\",\"kind\":\"email\",\"value\":\"a@b.example\",\"odd\":%s}]}}",
                                               values[i], values[i], values[i], values[i]);
      g_autofree char *revision = crm_fake_couch_put (pair->couch, name, NULL, body);
      g_autofree char *kept = NULL;
      guint            n = 0;
      g_autofree char *member = NULL;

      device_sync (&pair->a);
      device_assert (&pair->a, uid, "given_name", "Sara");
      device_set (&pair->a, uid, "nickname", "S");
      device_sync (&pair->a);
      kept = crm_fake_couch_get (pair->couch, name, NULL);
      g_assert_nonnull (strstr (kept, "\"nickname\":\"S\""));
      member = g_strdup_printf ("\":%s", values[i]);
      for (const char *at = strstr (kept, member); at != NULL; at = strstr (at + 1, member))
        n++;
      g_assert_cmpuint (n, ==, 4);
    }
}

/* A document that breaks a rule of its type, or is none, changes nothing and is told apart; mended there, it arrives. */
static void
test_unfit (Pair *pair, gconstpointer data)
{
  static const char name[] = "person:01a20000-0000-7000-8000-000000000001";
  g_autofree char  *one = crm_fake_couch_put (pair->couch, name, NULL, "{\"type\":\"person\",\"f\":{}}");
  g_autofree char  *two = crm_fake_couch_put (pair->couch, "person:01a20000-0000-7000-8000-000000000002", NULL, "{\"type\":\"company\",\"f\":{\"name\":\"x\"}}");
  g_autofree char  *three = crm_fake_couch_put (pair->couch, "person:01a20000-0000-7000-8000-000000000003", NULL, "{\"type\":\"person\",\"f\":[1]}");
  g_autofree char  *four = crm_fake_couch_put (pair->couch, "somebody-elses", NULL, "{\"hello\":\"world\"}");
  g_autofree char  *five = NULL;

  device_sync (&pair->a);
  g_assert_cmpuint (device_count (&pair->a, "person"), ==, 0);
  five = crm_fake_couch_put (pair->couch, name, one, "{\"type\":\"person\",\"f\":{\"given_name\":\"Sara\"}}");
  device_sync (&pair->a);
  g_assert_cmpuint (device_count (&pair->a, "person"), ==, 1);
  g_assert_cmpint (crm_sync_get_counts (pair->a.sync)->sent, ==, 0);
  device_verify (&pair->a);
}

/* More pages than one, and a line that breaks after each request in turn. */
static CrmFakeFault
break_often (const char *method, const char *path, gpointer user_data)
{
  guint *n = user_data;

  return ++*n % 4 == 0 ? CRM_FAKE_LOST_REPLY : CRM_FAKE_FINE;
}

static void
test_resumes (Pair *pair, gconstpointer data)
{
  guint n = 0;
  guint cycles = 0;

  for (guint i = 0; i < 2500; i++)
    {
      g_autofree char *name = g_strdup_printf ("person:01a20000-0000-7000-8000-%012u", i);
      g_autofree char *body = g_strdup_printf ("{\"type\":\"person\",\"edit\":{\"dev\":\"x\",\"n\":1},\"f\":{\"given_name\":\"Sara %u\"}}", i);

      g_free (crm_fake_couch_put (pair->couch, name, NULL, body));
    }
  crm_fake_transport_set_fault (pair->a.transport, break_often, &n);
  while (!crm_sync_run (pair->a.sync, CRM_SYNC_ASK, NULL, NULL))
    g_assert_cmpuint (++cycles, <, 20);
  g_assert_cmpuint (cycles, >, 0);
  g_assert_cmpuint (device_count (&pair->a, "person"), ==, 2500);
  device_verify (&pair->a);
}

/* (transfer full): a document that a person cannot have */
static char *
new_large_body (void)
{
  g_autofree char *text = g_strnfill (20 * 1024 * 1024, 'x');

  return g_strdup_printf ("{\"type\":\"person\",\"schema\":1,\"edit\":{\"dev\":\"z\",\"n\":100000},\"f\":{\"nickname\":\"Large\",\"about\":\"%s\"}}", text);
}

/* It is left where it is; what is here is, too; and the rest goes on. */
static void
test_large_document (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "nickname", "Shirin");
  g_autoptr (CrmRecord) next = NULL;
  const char      *uid = crm_record_get_uid (person);
  g_autofree char *id = g_strconcat ("person:", uid, NULL);
  g_autofree char *revision = NULL;
  g_autofree char *body = new_large_body ();
  g_autofree char *after = NULL;

  device_sync (&pair->a);
  g_free (crm_fake_couch_get (pair->couch, id, &revision));
  g_free (crm_fake_couch_put (pair->couch, id, revision, body));
  g_free (crm_fake_couch_put (pair->couch, "person:01900000-0000-7000-8000-000000000001", NULL, body));
  next = device_add (&pair->a, "person", "nickname", "Farhad");
  device_sync (&pair->a);
  device_assert (&pair->a, uid, "nickname", "Shirin");
  g_assert_cmpuint (device_count (&pair->a, "person"), ==, 2);

  /* Nothing is written over it. */
  device_set (&pair->a, uid, "nickname", "Sheri");
  device_sync (&pair->a);
  after = crm_fake_couch_get (pair->couch, id, NULL);
  g_assert_nonnull (strstr (after, "Large"));
  device_assert (&pair->a, uid, "nickname", "Sheri");
  device_sync (&pair->b);
  device_assert (&pair->b, crm_record_get_uid (next), "nickname", "Farhad");
  device_verify (&pair->a);
}

/* A page of more than so many documents is too large to be held. */
static CrmFakeFault
hold_few (const char *method, const char *path, gpointer user_data)
{
  const char *limit = strstr (path, "limit=");

  if (!g_str_has_prefix (path, "_changes") || limit == NULL)
    return CRM_FAKE_FINE;

  return g_ascii_strtoull (limit + strlen ("limit="), NULL, 10) > GPOINTER_TO_UINT (user_data) ? CRM_FAKE_LARGE : CRM_FAKE_FINE;
}

static void
test_large_pages (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (CrmRecord) person = device_add (&pair->a, "person", "given_name", "Sara");
    }
  device_sync (&pair->a);
  crm_fake_transport_set_fault (pair->b.transport, hold_few, GUINT_TO_POINTER (3));
  device_sync (&pair->b);
  g_assert_cmpuint (device_count (&pair->b, "person"), ==, 7);
  device_verify (&pair->b);

  /* Less than one cannot be asked for. */
  crm_fake_transport_set_fault (pair->b.transport, hold_few, GUINT_TO_POINTER (0));
  g_assert_false (crm_sync_run (pair->b.sync, CRM_SYNC_ASK, NULL, &error));
  g_assert_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  pair_add ("/sync-odd/ids-of-others", test_ids_of_others);
  pair_add ("/sync-odd/clocks", test_clocks);
  pair_add ("/sync-odd/two-programs", test_two_programs);
  pair_add ("/sync-odd/before-their-time", test_before_their_time);
  pair_add ("/sync-odd/edge-values", test_edge_values);
  pair_add ("/sync-odd/unfit", test_unfit);
  pair_add ("/sync-odd/resumes", test_resumes);
  pair_add ("/sync-odd/large-document", test_large_document);
  pair_add ("/sync-odd/large-pages", test_large_pages);

  return g_test_run ();
}
