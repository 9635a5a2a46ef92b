/* One order for all lists, from ICU.
 *
 * Persian names must sort right whatever language the window speaks, and the root order of Unicode gets them wrong (ه before و).
 * So there is one rule: Persian's own tailoring always, the tailoring of the user's language after it, and the scripts in the
 * order of the user's language: Persian names first for a Persian reader, Latin ones first for an English one.
 */

#include "config.h"

#include "crm-collator.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define SCRIPTS_MAX 64
#define STACK_CHARS 256
#define STACK_BYTES 512

struct _CrmCollator
{
  UCollator *order;    /* (owned) */
  char      *language; /* (owned) */
};

/* Text as ICU wants it: on the stack when it is short. */
typedef struct
{
  UChar  stack[STACK_CHARS];
  UChar *heap; /* (owned) (nullable) */
  UChar *chars;
  int    length;
} Wide;

static void
wide_init (Wide *self, const char *text)
{
  gsize      length = text != NULL ? strlen (text) : 0;
  int        size = (int) MIN (length, G_MAXINT32 / 2);
  UErrorCode status = U_ZERO_ERROR;

  self->heap = size > STACK_CHARS ? g_new (UChar, size) : NULL;
  self->chars = self->heap != NULL ? self->heap : self->stack;
  u_strFromUTF8WithSub (self->chars, MAX (size, STACK_CHARS), &self->length, text != NULL ? text : "", size, 0xfffd, NULL, &status);
  if (U_FAILURE (status))
    self->length = 0;
}

static void
wide_clear (Wide *self)
{
  g_clear_pointer (&self->heap, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wide, wide_clear)

/* A whole sort key, without ICU's closing NUL. */
typedef struct
{
  guint8  stack[STACK_BYTES];
  guint8 *heap; /* (owned) (nullable) */
  guint8 *bytes;
  gsize   length;
} Key;

static void
key_init (Key *self, CrmCollator *collator, const char *text)
{
  g_auto (Wide) wide;
  int needed;

  wide_init (&wide, text);
  self->heap = NULL;
  self->bytes = self->stack;
  needed = ucol_getSortKey (collator->order, wide.chars, wide.length, self->stack, STACK_BYTES);
  if (needed > STACK_BYTES)
    {
      self->bytes = self->heap = g_malloc ((gsize) needed);
      ucol_getSortKey (collator->order, wide.chars, wide.length, self->heap, needed);
    }
  self->length = needed > 0 ? (gsize) needed - 1 : 0;
}

static void
key_clear (Key *self)
{
  g_clear_pointer (&self->heap, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Key, key_clear)

static char *
language_of (const char *locale)
{
  char       language[ULOC_LANG_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  int        n = uloc_getLanguage (locale != NULL ? locale : "", language, sizeof language, &status);

  return U_SUCCESS (status) && n > 0 && n < (int) sizeof language && strcmp (language, "c") != 0 ? g_strdup (language) : g_strdup ("en");
}

/* An order with the rules of Persian and then those of @own, or NULL. */
static UCollator *
open_combined (UCollator *persian, UCollator *own)
{
  g_autofree UChar *rules = NULL;
  UErrorCode        status = U_ZERO_ERROR;
  int               n_persian, n_own;
  const UChar      *persian_rules = ucol_getRules (persian, &n_persian);
  const UChar      *own_rules = ucol_getRules (own, &n_own);
  UCollator        *order;
  int32_t           scripts[SCRIPTS_MAX];
  int               n_scripts;

  rules = g_new (UChar, n_persian + n_own + 1);
  u_memcpy (rules, persian_rules, n_persian);
  u_memcpy (rules + n_persian, own_rules, n_own);

  order = ucol_openRules (rules, n_persian + n_own, UCOL_DEFAULT, UCOL_TERTIARY, NULL, &status);
  n_scripts = ucol_getReorderCodes (own, scripts, SCRIPTS_MAX, &status);
  if (U_SUCCESS (status))
    ucol_setReorderCodes (order, scripts, n_scripts, &status);
  if (U_SUCCESS (status))
    return order;

  ucol_close (order);

  return NULL;
}

static UCollator *
open_order (const char *language)
{
  UErrorCode status = U_ZERO_ERROR;
  UCollator *persian = ucol_open ("fa", &status);
  UCollator *own, *order;

  if (U_FAILURE (status))
    g_error ("ICU has no collation data: %s", u_errorName (status));
  if (strcmp (language, "fa") == 0)
    return persian;

  own = ucol_open (language, &status);
  order = U_SUCCESS (status) ? open_combined (persian, own) : NULL;
  ucol_close (own);
  if (order == NULL)
    return persian;
  ucol_close (persian);

  return order;
}

/**
 * crm_collator_new:
 * @language: (nullable): the language of the interface, as "fa" or "de_DE.UTF-8"
 *
 * Makes the order: capital letters and marks decide last, numbers go by their value (فاکتور ۲ before فاکتور ۱۰), spaces, ZWNJ
 * and punctuation are passed over.
 *
 * Returns: (transfer full): the collator
 */
CrmCollator *
crm_collator_new (const char *language)
{
  CrmCollator *self = g_new0 (CrmCollator, 1);
  UErrorCode   status = U_ZERO_ERROR;

  self->language = language_of (language);
  self->order = open_order (self->language);
  ucol_setAttribute (self->order, UCOL_STRENGTH, UCOL_TERTIARY, &status);
  ucol_setAttribute (self->order, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
  ucol_setAttribute (self->order, UCOL_ALTERNATE_HANDLING, UCOL_SHIFTED, &status);
  g_assert (U_SUCCESS (status));

  return self;
}

void
crm_collator_free (CrmCollator *self)
{
  ucol_close (self->order);
  g_free (self->language);
  g_free (self);
}

/**
 * crm_collator_key:
 * @self: a collator
 * @text: (nullable): any text
 * @buffer: where the key goes
 * @size: room in @buffer, in bytes
 *
 * Writes the sort key of @text, cut at @size. Keys are compared with memcmp() over the shorter length, the shorter first; cut
 * keys never stand in the wrong order, they only cease to tell apart what is alike until the cut.
 *
 * Returns: bytes written
 */
gsize
crm_collator_key (CrmCollator *self, const char *text, guint8 *buffer, gsize size)
{
  g_auto (Key) key;
  gsize written;

  key_init (&key, self, text);
  written = MIN (key.length, size);
  memcpy (buffer, key.bytes, written);

  return written;
}

/**
 * crm_collator_append_key:
 * @self: a collator
 * @text: (nullable): any text
 * @out: where the key is added
 *
 * Appends the whole sort key of @text.
 */
void
crm_collator_append_key (CrmCollator *self, const char *text, GByteArray *out)
{
  g_auto (Key) key;

  key_init (&key, self, text);
  g_byte_array_append (out, key.bytes, (guint) key.length);
}

/**
 * crm_collator_compare:
 * @self: a collator
 * @a: (nullable): any text
 * @b: (nullable): any text
 *
 * Says what the keys of both say. (ICU 72's own comparison does not always: it can miss that the number in 10۲ goes on.)
 *
 * Returns: less than, equal to or more than 0, as @a stands before, with or after @b
 */
int
crm_collator_compare (CrmCollator *self, const char *a, const char *b)
{
  g_auto (Key) key_a;
  g_auto (Key) key_b;
  int order;

  key_init (&key_a, self, a);
  key_init (&key_b, self, b);
  order = memcmp (key_a.bytes, key_b.bytes, MIN (key_a.length, key_b.length));

  return order != 0 ? order : (key_a.length > key_b.length) - (key_a.length < key_b.length);
}

/**
 * crm_collator_version:
 * @self: a collator
 *
 * Keys made under different versions must not be compared: keep this beside them, and make them anew when it changes.
 *
 * Returns: (transfer full): the language and the version of the order, as "fa 153.120.42.1"
 */
char *
crm_collator_version (CrmCollator *self)
{
  UVersionInfo version;
  char         text[U_MAX_VERSION_STRING_LENGTH];

  ucol_getVersion (self->order, version);
  u_versionToString (version, text);

  return g_strdup_printf ("%s %s", self->language, text);
}
