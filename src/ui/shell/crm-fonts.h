#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which letters are shown. */

void  crm_fonts_add_folder (void);
void  crm_fonts_prefer (void);
char *crm_fonts_merge (const char *name, gboolean persian);

G_END_DECLS
