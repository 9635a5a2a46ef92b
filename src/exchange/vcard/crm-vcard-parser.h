#pragma once

#include "crm-problems.h"
#include "crm-vcard.h"

G_BEGIN_DECLS

/* Reads one card from its text. */

CrmVcard *crm_vcard_parse (const char  *text,
                           gsize        length,
                           guint64      line,
                           const char  *fallback,
                           CrmProblems *problems,
                           GError     **error);
gboolean  crm_vcard_is_marker (const char *line,
                               gsize       length,
                               const char *marker);

G_END_DECLS
