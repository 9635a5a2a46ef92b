/* Who works with a file: what is theirs is found, for them and for others, and they are reminded of no one else's work. */

#include "crm-clock.h"
#include "crm-culture.h"
#include "crm-filter.h"
#include "crm-reminders.h"
#include "crm-team.h"
#include "crm-test-file.h"

/* 2025-03-22T10:00:00Z */
#define NOW G_GINT64_CONSTANT (1742637600000000)

static gboolean
join_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  *(gint64 *) user_data = crm_team_join (transaction, error);

  return *(gint64 *) user_data != 0;
}

static gint64
join (CrmTestFile *file, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  crm_store_set_author (file->store, name);
  crm_store_write (file->store, "Join", "edit", CRM_TRANSACTION_NONE, join_func, &id, NULL, &error);
  g_assert_no_error (error);

  return id;
}

static void
add_task (CrmTestFile *file, const char *subject, gint64 owner)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) task = crm_record_new ("activity");

  g_object_set (task, "kind", "task", "subject", subject, "due", "2025-03-22", "due_time", "09:00", "remind", G_GINT64_CONSTANT (0), "owner", owner, NULL);
  crm_store_save (file->store, "Add", task, &error);
  g_assert_no_error (error);
}

static void
assert_listed (CrmTestFile *file, CrmQuery *query, const char *expected)
{
  g_autofree char *titles = crm_test_file_titles (file, query);

  g_assert_cmpstr (titles, ==, expected);
}

/* However it is written, a name is one user. */
static void
test_join (CrmTestFile *file, gconstpointer data)
{
  gint64 sara = join (file, "Sara");

  g_assert_cmpint (join (file, " sara"), ==, sara);
  g_assert_cmpint (crm_team_find_me (file->store), ==, sara);
  g_assert_cmpuint (crm_team_count (file->store), ==, 1);
  g_assert_cmpint (join (file, "Reza"), !=, sara);
  g_assert_cmpuint (crm_team_count (file->store), ==, 2);
  crm_store_set_author (file->store, "Nobody");
  g_assert_cmpint (crm_team_find_me (file->store), ==, 0);
}

static void
test_user (CrmTestFile *file, gconstpointer data)
{
  gint64 sara = join (file, "Sara");
  gint64 reza = join (file, "Reza");
  g_autoptr (CrmQuery) query = crm_query_new ("activity");
  g_autoptr (GError) error = NULL;
  CrmCulture culture;

  add_task (file, "Hers", sara);
  add_task (file, "His", reza);
  add_task (file, "Free", CRM_UNSET);
  crm_query_set_order (query, "due", FALSE);
  assert_listed (file, query, "Hers, His, Free");
  crm_query_set_user (query, reza);
  assert_listed (file, query, "His, Free");

  /* What a view says is everybody's own. */
  crm_query_set_user (query, 0);
  crm_culture_init_default (&culture, "en");
  g_assert_true (crm_filter_parse ("owner = me", query, file->store, &culture, &error));
  assert_listed (file, query, "His");
  crm_store_set_author (file->store, "Sara");
  g_assert_true (crm_filter_parse ("owner = me", query, file->store, &culture, &error));
  assert_listed (file, query, "Hers");
  g_assert_true (crm_filter_parse ("owner = Reza", query, file->store, &culture, &error));
  assert_listed (file, query, "His");
  crm_store_set_author (file->store, "Nobody");
  g_assert_true (crm_filter_parse ("owner = me", query, file->store, &culture, &error));
  assert_listed (file, query, "");
}

static void
assert_reminders (CrmTestFile *file, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 next;
  g_autoptr (GPtrArray) found = crm_reminders_load (file->store, NOW, &next, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", ((CrmReminder *) found->pdata[i])->title);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_reminders (CrmTestFile *file, gconstpointer data)
{
  gint64 sara = join (file, "Sara");
  gint64 reza = join (file, "Reza");

  crm_clock_set (NOW);
  add_task (file, "Hers", sara);
  add_task (file, "His", reza);
  add_task (file, "Free", CRM_UNSET);
  assert_reminders (file, "His, Free");
  crm_store_set_author (file->store, "Sara");
  assert_reminders (file, "Hers, Free");
  crm_store_set_author (file->store, "Somebody the file does not know");
  assert_reminders (file, "Hers, His, Free");
  crm_clock_set (0);
}

#define add(path, func) g_test_add (path, CrmTestFile, NULL, crm_test_file_set_up, func, crm_test_file_tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  add ("/team/join", test_join);
  add ("/team/user", test_user);
  add ("/team/reminders", test_reminders);

  return g_test_run ();
}
