/* The fold: what text becomes before it is indexed, searched for or compared.
 *
 * Two spellings that a person takes for the same word fold to the same bytes: ي and ی, ك and ک, with or without vowel marks,
 * ۱ and 1, ZWNJ and space, É and e. An import folds millions of values, so the answer for each code point is worked out once,
 * with ICU, a page of 256 at a time, and then only looked up. Pages are kept until the process ends. Thread-safe.
 */

#include "config.h"

#include "crm-text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>
#include <unicode/utf16.h>

#define PAGE_SIZE 256
#define N_PAGES 0x1100
#define DECOMPOSITION_MAX 32 /* the longest in Unicode, of U+FDFA, has 18 */

typedef struct
{
  guint16 start[PAGE_SIZE + 1]; /* where the fold of each code point begins; it ends where the next one begins */
  char    bytes[];
} FoldPage;

static FoldPage *pages[N_PAGES];

/* Persian letters that keyboards and old files write with Arabic, Urdu or Kurdish ones, and what is no letter at all (0). */
static const struct
{
  gunichar from;
  gunichar to;
} letters[] = {
  { 0x064a, 0x06cc }, /* ي */
  { 0x0649, 0x06cc }, /* ى */
  { 0x06d0, 0x06cc }, /* ې */
  { 0x06d2, 0x06cc }, /* ے */
  { 0x0643, 0x06a9 }, /* ك */
  { 0x0629, 0x0647 }, /* ة */
  { 0x06c1, 0x0647 }, /* ہ */
  { 0x06be, 0x0647 }, /* ھ */
  { 0x06d5, 0x0647 }, /* ە */
  { 0x0671, 0x0627 }, /* ٱ */
  { 0x0621, 0 },      /* ء */
  { 0x0640, 0 },      /* tatweel */
  { 0x200c, ' ' },    /* ZWNJ */
  { 0x200b, ' ' },    /* zero-width space */
};

static gboolean
is_separator (UChar32 c)
{
  const guint32 separators = U_GC_P_MASK | U_GC_Z_MASK | U_GC_CC_MASK | U_GC_SK_MASK | U_GC_SM_MASK | U_GC_SC_MASK;

  return (U_GET_GC_MASK (c) & separators) != 0;
}

static gboolean
is_dropped (UChar32 c)
{
  return (U_GET_GC_MASK (c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CS_MASK)) != 0;
}

static void
append_case_folded (GString *out, UChar32 c)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar      source[2];
  UChar      folded[8];
  int        length = 0;
  int        n;

  U16_APPEND_UNSAFE (source, length, c);
  n = u_strFoldCase (folded, G_N_ELEMENTS (folded), source, length, U_FOLD_CASE_DEFAULT, &status);
  for (int i = 0; U_SUCCESS (status) && i < n;)
    {
      UChar32 each;

      U16_NEXT (folded, i, n, each);
      if (!is_dropped (each))
        g_string_append_unichar (out, (gunichar) each);
    }
}

static void
append_element (GString *out, UChar32 c)
{
  int digit = u_charDigitValue (c);

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].from == (gunichar) c)
      {
        if (letters[i].to != 0)
          g_string_append_unichar (out, letters[i].to);
        return;
      }

  if (digit >= 0 && digit <= 9)
    g_string_append_c (out, (char) ('0' + digit));
  else if (is_separator (c))
    g_string_append_c (out, ' ');
  else if (!is_dropped (c))
    append_case_folded (out, c);
}

static void
append_code_point (GString *out, const UNormalizer2 *nfkd, UChar32 c)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar      parts[DECOMPOSITION_MAX];
  int        n = unorm2_getDecomposition (nfkd, c, parts, DECOMPOSITION_MAX, &status);

  if (U_FAILURE (status) || n < 0)
    {
      append_element (out, c);
      return;
    }
  for (int i = 0; i < n;)
    {
      UChar32 each;

      U16_NEXT (parts, i, n, each);
      append_element (out, each);
    }
}

static FoldPage *
make_page (guint number)
{
  g_autoptr (GString) bytes = g_string_sized_new (4 * PAGE_SIZE);
  UErrorCode          status = U_ZERO_ERROR;
  const UNormalizer2 *nfkd = unorm2_getNFKDInstance (&status);
  guint16             start[PAGE_SIZE + 1];
  FoldPage           *page;

  if (U_FAILURE (status))
    g_error ("ICU has no normalisation data: %s", u_errorName (status));

  for (guint i = 0; i < PAGE_SIZE; i++)
    {
      start[i] = (guint16) bytes->len;
      append_code_point (bytes, nfkd, (UChar32) (number * PAGE_SIZE + i));
    }
  start[PAGE_SIZE] = (guint16) bytes->len;

  page = g_malloc (sizeof *page + bytes->len);
  memcpy (page->start, start, sizeof start);
  memcpy (page->bytes, bytes->str, bytes->len);

  return page;
}

static const FoldPage *
get_page (guint number)
{
  FoldPage *page = g_atomic_pointer_get (&pages[number]);

  if (G_LIKELY (page != NULL))
    return page;

  page = make_page (number);
  if (!g_atomic_pointer_compare_and_exchange (&pages[number], NULL, page))
    {
      g_free (page);
      page = g_atomic_pointer_get (&pages[number]);
    }

  return page;
}

static void
make_room (GString *out, gsize more)
{
  gsize length = out->len;

  if (G_LIKELY (length + more < out->allocated_len))
    return;
  g_string_set_size (out, length + more);
  out->len = length;
}

/* Appends the @length bytes at @fold; *@gap is whether a separator was met since the last letter. */
static inline void
put (GString *out, const char *fold, gsize length, gboolean *gap)
{
  make_room (out, 2 * length + 1);
  for (gsize i = 0; i < length; i++)
    {
      if (fold[i] == ' ')
        {
          *gap = TRUE;
          continue;
        }
      if (*gap && out->len > 0)
        out->str[out->len++] = ' ';
      *gap = FALSE;
      out->str[out->len++] = fold[i];
    }
}

static void
fold_onto (GString *out, const char *text)
{
  const guint8 *p = (const guint8 *) text;
  gboolean      gap = TRUE;

  while (*p != '\0')
    {
      const FoldPage *page;
      UChar32         c;
      int             used = 0;

      if (*p < 0x80)
        {
          char ascii = (char) *p++;

          ascii = g_ascii_isalnum (ascii) ? g_ascii_tolower (ascii) : ' ';
          put (out, &ascii, 1, &gap);
          continue;
        }
      U8_NEXT (p, used, -1, c);
      p += used;
      if (c < 0)
        c = ' ';
      page = get_page ((guint) c / PAGE_SIZE);
      put (out, page->bytes + page->start[c % PAGE_SIZE], page->start[c % PAGE_SIZE + 1] - page->start[c % PAGE_SIZE], &gap);
    }
  out->str[out->len] = '\0';
}

/**
 * crm_text_fold:
 * @text: (nullable): any text; bytes that are not UTF-8 count as spaces
 *
 * Folds @text for search: compatibility forms, marks, letter variants, digits and case are levelled; runs of spaces, ZWNJ,
 * punctuation and signs become one space; the ends are trimmed. Folding twice changes nothing more.
 *
 * Returns: (transfer full): the fold, "" if nothing is left
 */
char *
crm_text_fold (const char *text)
{
  gsize   size = (text != NULL ? strlen (text) : 0) + 8;
  GString out = { g_malloc (size), 0, size }; /* on the stack, so that the result is the only allocation */

  fold_onto (&out, text != NULL ? text : "");

  return out.str;
}

/* Signs that tell one name from another, as C, C++ and C# are told. */
#define TELLING_SIGNS "+#"

/**
 * crm_text_dup_name_key:
 * @name: (nullable): as somebody wrote it
 *
 * Returns: (transfer full) (nullable): equal for names that are one, however they are written: the fold, and the signs + and # in it; %NULL for a name
 *   without a letter or digit
 */
char *
crm_text_dup_name_key (const char *name)
{
  g_autofree char *fold = crm_text_fold (name);
  GString         *key;

  if (*fold == '\0')
    return NULL;

  key = g_string_new (fold);
  for (const char *p = strpbrk (name, TELLING_SIGNS); p != NULL; p = strpbrk (p + 1, TELLING_SIGNS))
    g_string_append_c (key, *p);

  return g_string_free (key, FALSE);
}

/**
 * crm_text_is_same_name:
 *
 * Returns: whether two names are one, however they are written
 */
gboolean
crm_text_is_same_name (const char *a, const char *b)
{
  g_autofree char *one = crm_text_dup_name_key (a);
  g_autofree char *other = crm_text_dup_name_key (b);

  return g_strcmp0 (one, other) == 0;
}

/**
 * crm_text_fold_append:
 * @out: folded text
 * @text: (nullable): any text
 *
 * Appends the fold of @text to @out, after a space if both have something.
 */
void
crm_text_fold_append (GString *out, const char *text)
{
  if (text != NULL)
    fold_onto (out, text);
}

/**
 * crm_text_join:
 * @folded: (nullable): folded text
 *
 * The form in which علی‌رضا, علیرضا and علی رضا are the same.
 *
 * Returns: (transfer full): @folded without its spaces
 */
char *
crm_text_join (const char *folded)
{
  char *joined = g_strdup (folded != NULL ? folded : "");
  char *to = joined;

  for (const char *from = joined; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';

  return joined;
}
