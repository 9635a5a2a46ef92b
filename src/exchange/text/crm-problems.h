#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was odd in an input and was read all the same: a bounded list, so that a hostile file cannot fill memory. */

#define CRM_PROBLEMS_MAX 1000

typedef struct
{
  guint64 line;    /* of the input, from 1 */
  char   *message; /* (owned): a sentence in the user's language */
} CrmProblem;

typedef struct _CrmProblems CrmProblems;

CrmProblems      *crm_problems_new (void);
void              crm_problems_free (CrmProblems *self);
void              crm_problems_add (CrmProblems *self,
                                    guint64      line,
                                    const char  *message);
guint             crm_problems_get_n_kept (const CrmProblems *self);
guint64           crm_problems_get_total (const CrmProblems *self);
const CrmProblem *crm_problems_get (const CrmProblems *self,
                                    guint              index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmProblems, crm_problems_free)

G_END_DECLS
