#pragma once

#include "crm-object.h"

G_BEGIN_DECLS

/* What somebody allows about offers, and what not, in a line each; empty where nothing was said. (transfer full) */

char *crm_consent_words_dup_refused (CrmObject *contact);
char *crm_consent_words_dup_given (CrmObject *contact);

G_END_DECLS
