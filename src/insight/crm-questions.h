#pragma once

#include "crm-case-facts.h"

G_BEGIN_DECLS

/* What is asked again and again: cases whose subjects say the same in other words. Each is compared with those before by the cosine of their words,
 * weighed by how rare they are (Salton, Wong and Yang, 1975), and joins the likest that is like enough. */

/**
 * CrmQuestion:
 * @cases: (element-type gint64): ids, the newest first
 * @article: the answer that was given to the newest that has one; CRM_UNSET for none, like @product
 * @product: that the newest that says one is about
 * @last: when it was asked last, instant
 */
typedef struct
{
  GArray     *cases;   /* (owned) */
  const char *subject; /* of the newest; the facts' */
  gint64      article;
  gint64      product;
  gint64      last;
} CrmQuestion;

GPtrArray *crm_questions_group (const CrmCaseFacts *facts, guint least);

G_END_DECLS
