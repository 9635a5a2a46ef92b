#pragma once

#include <cmark.h>
#include <glib.h>

G_BEGIN_DECLS

/* What stands in a line of a page: as Pango markup, and as mere text. */

gboolean crm_help_markup_is_text (cmark_node *node);
char    *crm_help_markup_from_node (cmark_node *node, gboolean right_to_left);
char    *crm_help_markup_to_plain (cmark_node *node);

G_END_DECLS
