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
