#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text as a person types it: what enters the file, what is searched for, what is shown between other words. */

char    *crm_text_fold (const char *text);
void     crm_text_fold_append (GString *out, const char *text);
char    *crm_text_dup_name_key (const char *name);
gboolean crm_text_is_same_name (const char *a, const char *b);

char *crm_text_join (const char *folded);

char *crm_text_clean (const char *text);
char *crm_text_ascii_digits (const char *text);
char *crm_text_persian_digits (const char *text);

char *crm_text_isolate (const char *text);
char *crm_text_isolate_ltr (const char *text);
char *crm_text_initials (const char *name);

gboolean crm_text_is_right_to_left (const char *text, gboolean otherwise);

G_END_DECLS
