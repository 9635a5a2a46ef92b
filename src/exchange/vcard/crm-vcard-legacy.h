#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What vCard 2.1 did another way: quoted-printable, encodings of their own, values without today's escapes. */

gsize crm_vcard_decode_quoted_printable (char *text,
                                         gsize length);
char *crm_vcard_decode_charset (const char *bytes,
                                gsize       length,
                                const char *charset,
                                const char *fallback);
char *crm_vcard_escape_legacy (const char *name,
                               const char *text);

G_END_DECLS
