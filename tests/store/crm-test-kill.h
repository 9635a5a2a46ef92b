#pragma once

#include "crm-test-file.h"
#include "crm-verify.h"

#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* A process that writes to a customer file is killed, and the file is looked at. */

static void
crm_test_die (int signal_number)
{
  kill (getpid (), SIGKILL);
}

static inline void
crm_test_die_within (guint microseconds)
{
  struct itimerval timer = { { 0, 0 }, { (time_t) (microseconds / G_USEC_PER_SEC), (suseconds_t) (microseconds % G_USEC_PER_SEC) } };

  signal (SIGALRM, crm_test_die);
  setitimer (ITIMER_REAL, &timer, NULL);
}

/* Whether the process was killed, rather than being done before. */
static inline gboolean
crm_test_wait_killed (pid_t child)
{
  int status;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGKILL : WEXITSTATUS (status) == 0);

  return WIFSIGNALED (status);
}

/* Does @func in a process of its own, since one that has threads does not fork well, which lives that many microseconds at most. */
static inline gboolean
crm_test_kill_within (guint life, void (*func) (gpointer user_data), gpointer user_data)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      crm_test_die_within (life);
      func (user_data);
      _exit (0);
    }

  return crm_test_wait_killed (child);
}

/* Returns: how many microseconds @func takes, which nobody kills */
static inline gint64
crm_test_measure (void (*func) (gpointer user_data), gpointer user_data)
{
  gint64 begin = g_get_monotonic_time ();

  g_assert_false (crm_test_kill_within (100 * G_USEC_PER_SEC, func, user_data));

  return g_get_monotonic_time () - begin;
}

static inline guint
crm_test_count_people (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = crm_store_open (path, CRM_STORE_OPEN_NONE, &error);
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_no_error (error);
  crm_store_query (store, query, 0, ids, &error);
  g_assert_no_error (error);

  return ids->len;
}

static inline void
crm_test_assert_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = crm_verify (path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);
}
