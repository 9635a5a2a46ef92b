/* Whose turn it is. */

#include "crm-sync-lock.h"

/* Who may not wait is told at once. */
static gboolean
may_go (const char *path)
{
  g_autoptr (GCancellable) impatient = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmSyncLock) turn = NULL;

  g_cancellable_cancel (impatient);
  turn = crm_sync_lock_acquire (path, impatient, &error);
  if (turn == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  return turn != NULL;
}

static void
test_turns (void)
{
  g_autoptr (GError) error = NULL;
  CrmSyncLock *turn = crm_sync_lock_acquire ("/tmp/../tmp/customers-of-a-test.crm", NULL, &error);

  g_assert_no_error (error);
  g_assert_false (may_go ("/tmp/customers-of-a-test.crm"));
  g_assert_true (may_go ("/tmp/customers-of-another-test.crm"));
  crm_sync_lock_release (turn);
  g_assert_true (may_go ("/tmp/customers-of-a-test.crm"));
  g_assert_true (may_go ("/tmp/customers-of-a-test.crm"));
}

typedef struct
{
  int inside; /* atomic */
  int rounds; /* atomic */
} Crowd;

static gpointer
crowd_func (gpointer data)
{
  Crowd *crowd = data;

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (CrmSyncLock) turn = crm_sync_lock_acquire ("/tmp/customers-of-a-crowd.crm", NULL, NULL);

      g_assert_nonnull (turn);
      g_assert_cmpint (g_atomic_int_add (&crowd->inside, 1), ==, 0);
      g_thread_yield ();
      g_atomic_int_add (&crowd->inside, -1);
      g_atomic_int_inc (&crowd->rounds);
    }

  return NULL;
}

static void
test_crowd (void)
{
  Crowd    crowd = { 0, 0 };
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("crowd", crowd_func, &crowd);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (crowd.rounds, ==, 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync-lock/turns", test_turns);
  g_test_add_func ("/sync-lock/crowd", test_crowd);

  return g_test_run ();
}
