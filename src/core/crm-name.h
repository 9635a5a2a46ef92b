#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of people and of companies, for telling whether two are the same: titles and legal forms say nothing about that, nor does which of
 * the names comes first, nor where a half-space stands. */

char    *crm_name_fold_person (const char *name);
char    *crm_name_fold_company (const char *name);
gboolean crm_name_agree (const char *a, const char *b);
gboolean crm_name_is_same_script (const char *a, const char *b);
void     crm_name_collect_turns (const char *folded, GPtrArray *turns);
void     crm_name_collect_spellings (const char *folded, GPtrArray *spellings);

G_END_DECLS
