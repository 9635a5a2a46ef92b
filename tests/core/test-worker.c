/* The thread behind the store: jobs in their order, and what can wait when there are none. */

#include "config.h"

#include "../crm-wait.h"

#include "crm-worker.h"

typedef struct
{
  GString *log; /* (owned): of the thread; read when it has nothing to do */
  gint     idle;
  GMutex   gate; /* jobs go through it */
} Fixture;

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Fixture *fixture = data;

  g_mutex_lock (&fixture->gate);
  g_mutex_unlock (&fixture->gate);
  g_string_append_c (fixture->log, 'j');
  g_task_return_boolean (task, TRUE);
}

static void
rest (gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append_c (fixture->log, '.');
  g_atomic_int_inc (&fixture->idle);
  g_main_context_wakeup (NULL);
}

static void
push (CrmWorker *worker, Fixture *fixture)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, fixture, NULL);
  crm_worker_push (worker, task, work);
}

static void
test_idle (void)
{
  Fixture fixture = { .log = g_string_new (NULL) };
  g_autoptr (CrmWorker) worker = crm_worker_new ("test", rest, &fixture);

  wait_for (g_atomic_int_get (&fixture.idle) == 1);
  g_mutex_lock (&fixture.gate);
  for (guint i = 0; i < 3; i++)
    push (worker, &fixture);
  g_mutex_unlock (&fixture.gate);
  wait_for (g_atomic_int_get (&fixture.idle) == 2);
  push (worker, &fixture);
  crm_worker_stop (worker);
  g_assert_cmpstr (fixture.log->str, ==, ".jjj.j");
  g_string_free (fixture.log, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/idle", test_idle);

  return g_test_run ();
}
