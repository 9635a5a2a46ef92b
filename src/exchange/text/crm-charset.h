#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which character encoding a text file is in, found by what it holds: files of customers carry no label. */

#define CRM_CHARSET_UTF_8 "UTF-8"
#define CRM_CHARSET_UTF_16LE "UTF-16LE"
#define CRM_CHARSET_UTF_16BE "UTF-16BE"
#define CRM_CHARSET_WINDOWS_1252 "windows-1252"
#define CRM_CHARSET_WINDOWS_1256 "windows-1256"

typedef struct
{
  const char *charset;    /* (unowned): a static name, one of the above */
  const char *reason;     /* (unowned): a sentence in the user's language */
  gsize       mark;       /* bytes of the byte order mark to skip */
  gboolean    ascii_only; /* nothing was seen yet that would tell one 8-bit encoding from another */
} CrmCharsetGuess;

gboolean    crm_charset_detect (const guint8    *data,
                                gsize            length,
                                CrmCharsetGuess *guess,
                                GError         **error);
void        crm_charset_detect_8bit (const guint8    *data,
                                     gsize            length,
                                     CrmCharsetGuess *guess);
const char *crm_charset_guess_8bit (const guint8 *data,
                                    gsize         length);
gboolean    crm_charset_is_known (const char *charset);
gsize       crm_charset_utf8_length (const guint8 *data,
                                     gsize         length,
                                     gboolean     *cut);
gsize       crm_charset_ascii_length (const guint8 *data,
                                      gsize         length);
char       *crm_charset_to_utf8 (const char *bytes,
                                 gsize       length,
                                 const char *charset,
                                 gsize      *replaced);

G_END_DECLS
