#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text as it is indexed and as it is asked for: folded, and cut where letters meet digits, so that a million addresses like
 * user12345@… share their first word and "user12" is found by two short prefixes instead of one long one. */

void  crm_search_words_append (GString *words, const char *text);
char *crm_search_words (const char *text);

GPtrArray *crm_search_list_stems (const char *text, guint most);

G_END_DECLS
