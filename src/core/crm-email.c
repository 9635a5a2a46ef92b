/* E-mail addresses.
 *
 * The part before the @ belongs to its server, which may tell capitals apart: it is kept as typed, and only matched in lower
 * case. The rest is a name of the DNS, where case means nothing; names in other scripts stay as people write them.
 */

#include "config.h"

#include "crm-email.h"

#include "crm-text.h"

#include <string.h>

/* RFC 5321, section 4.5.3.1. */
#define ADDRESS_MAX 254
#define LOCAL_MAX 64
#define LABEL_MAX 63

/* Takes the address out of "Ali <ali@example.com>" and "mailto:ali@example.com?subject=…". */
static char *
take_address (const char *clean)
{
  const char      *open = strrchr (clean, '<');
  const char      *close = open != NULL ? strchr (open, '>') : NULL;
  g_autofree char *inner = close != NULL ? g_strndup (open + 1, (gsize) (close - open - 1)) : g_strdup (clean);
  const char      *start = g_strstrip (inner);
  char            *address;

  if (g_ascii_strncasecmp (start, "mailto:", strlen ("mailto:")) != 0)
    return g_steal_pointer (&inner);
  start += strlen ("mailto:");
  address = g_strndup (start, strcspn (start, "?"));

  return g_strstrip (address);
}

/**
 * crm_email_normalise:
 * @text: (nullable): what was typed or read: with or without a name, angle brackets, or `mailto:`
 *
 * Returns: (transfer full) (nullable): the address with its domain in lower case; text that is no address is only cleaned;
 * %NULL if nothing is left
 */
char *
crm_email_normalise (const char *text)
{
  g_autofree char *clean = crm_text_clean (text);
  g_autofree char *address = clean != NULL ? take_address (clean) : NULL;
  g_autofree char *domain = NULL;
  char            *at;

  if (address == NULL || *address == '\0')
    return NULL;
  at = strrchr (address, '@');
  if (at == NULL)
    return g_steal_pointer (&address);

  domain = g_utf8_strdown (at, -1);
  *at = '\0';

  return g_strconcat (address, domain, NULL);
}

/* Nothing to clean, to take out or to normalise: nine addresses of ten. */
static gboolean
is_bare (const char *email)
{
  for (const char *p = email; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr ("@.-_+", *p) == NULL)
        return FALSE;
    }

  return *email != '\0';
}

/**
 * crm_email_key:
 * @email: (nullable): an address
 *
 * Returns: (transfer full) (nullable): what two spellings of one address have in common, for matching; %NULL for none
 */
char *
crm_email_key (const char *email)
{
  g_autofree char *address = NULL;

  if (email != NULL && is_bare (email))
    return g_ascii_strdown (email, -1);

  address = crm_email_normalise (email);
  return address != NULL ? g_utf8_strdown (address, -1) : NULL;
}

static gboolean
is_local_char (char c)
{
  return (c & 0x80) != 0 || g_ascii_isalnum (c) || strchr ("!#$%&'*+-/=?^_`{|}~.", c) != NULL;
}

static gboolean
is_plausible_local (const char *local, gsize length)
{
  if (length == 0 || length > LOCAL_MAX || local[0] == '.' || local[length - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!is_local_char (local[i]) || (local[i] == '.' && local[i + 1] == '.'))
      return FALSE;

  return TRUE;
}

static gboolean
is_plausible_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > LABEL_MAX || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if ((label[i] & 0x80) == 0 && !g_ascii_isalnum (label[i]) && label[i] != '-')
      return FALSE;

  return TRUE;
}

/**
 * crm_email_is_plausible:
 * @email: (nullable): an address
 *
 * Whether mail could go there. Only a warning should hang on it; quoted local parts and bare host names are not expected.
 *
 * Returns: whether @email is one address of the usual shape
 */
gboolean
crm_email_is_plausible (const char *email)
{
  const char *at = email != NULL ? strrchr (email, '@') : NULL;
  g_auto (GStrv) labels = NULL;
  guint n;

  if (at == NULL || strlen (email) > ADDRESS_MAX || !g_utf8_validate (email, -1, NULL))
    return FALSE;
  if (!is_plausible_local (email, (gsize) (at - email)))
    return FALSE;

  labels = g_strsplit (at + 1, ".", -1);
  for (n = 0; labels[n] != NULL; n++)
    if (!is_plausible_label (labels[n]))
      return FALSE;

  return n >= 2 && strlen (labels[n - 1]) >= 2 && !g_ascii_isdigit (labels[n - 1][0]);
}
