/* The first CRM_PROBLEMS_MAX oddities of an input with their lines, and the count of all of them.
 *
 * Not thread-safe: a list belongs to the reader that fills it.
 */

#include "config.h"

#include "crm-problems.h"

struct _CrmProblems
{
  GArray *kept; /* (owned) (element-type CrmProblem) */
  guint64 total;
};

static void
clear_problem (gpointer data)
{
  CrmProblem *problem = data;

  g_clear_pointer (&problem->message, g_free);
}

/**
 * crm_problems_new:
 *
 * Returns: (transfer full): an empty list
 */
CrmProblems *
crm_problems_new (void)
{
  CrmProblems *self = g_new0 (CrmProblems, 1);

  self->kept = g_array_new (FALSE, FALSE, sizeof (CrmProblem));
  g_array_set_clear_func (self->kept, clear_problem);

  return self;
}

/**
 * crm_problems_free:
 * @self: (transfer full): a list
 */
void
crm_problems_free (CrmProblems *self)
{
  g_array_unref (self->kept);
  g_free (self);
}

/**
 * crm_problems_add:
 * @line: of the input, from 1
 * @message: a sentence in the user's language; copied
 *
 * Counts a problem, and keeps it while there is room.
 */
void
crm_problems_add (CrmProblems *self, guint64 line, const char *message)
{
  CrmProblem problem = { line, NULL };

  self->total++;
  if (self->kept->len >= CRM_PROBLEMS_MAX)
    return;

  problem.message = g_strdup (message);
  g_array_append_val (self->kept, problem);
}

/**
 * crm_problems_get_n_kept:
 *
 * Returns: how many can be asked for with crm_problems_get()
 */
guint
crm_problems_get_n_kept (const CrmProblems *self)
{
  return self->kept->len;
}

/**
 * crm_problems_get_total:
 *
 * Returns: how many there were, also those no longer kept
 */
guint64
crm_problems_get_total (const CrmProblems *self)
{
  return self->total;
}

/**
 * crm_problems_get:
 * @index: less than crm_problems_get_n_kept()
 *
 * Returns: (transfer none): the problem, valid until the next is added
 */
const CrmProblem *
crm_problems_get (const CrmProblems *self, guint index)
{
  g_return_val_if_fail (index < self->kept->len, NULL);

  return &g_array_index (self->kept, CrmProblem, index);
}
