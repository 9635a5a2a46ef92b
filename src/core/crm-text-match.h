#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which parts of a text are what somebody typed: what is set in bold where something was found. */

/* From the first byte to the one behind the last. */
typedef struct
{
  guint start;
  guint end;
} CrmTextRange;

gboolean crm_text_match (const char *text, const char *typed, GArray *ranges);

G_END_DECLS
