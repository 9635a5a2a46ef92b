#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean crm_html_is_html (const char *text);
char    *crm_html_to_text (const char *html);

G_END_DECLS
