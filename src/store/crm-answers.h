#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* How something was answered before: cases that were solved and answers that are kept, found by the words that a question shares with them. The rarer a
 * word is among them, the more it says (inverse document frequency: Spärck Jones, 1972). */

typedef struct
{
  gint64 id;       /* of a case or an article */
  double likeness; /* 0 to 1: how much of what the question says is in it */
} CrmAnswer;

CrmQuery *crm_answers_new_due_query (gint64 until, gint64 user);

GArray *crm_answers_find (CrmStore *store, const char *question, gint64 except, guint limit, GError **error);
void    crm_answers_find_async (CrmStore *store, const char *question, gint64 except, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GArray *crm_answers_find_finish (CrmStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
