#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

/* What somebody allows about offers, and what not, in a line each; empty where nothing was said. (transfer full) */

char *crm_consent_words_dup_refused (CrmObject *contact);
char *crm_consent_words_dup_given (CrmObject *contact);

/* That they were called and written to as often this week as the business wants at most; empty while that is not so. (transfer full) */
char *crm_consent_words_dup_enough (CrmContext *context, CrmRecord *contact);

G_END_DECLS
