/* The one or two letters that stand for a person or a company in a round picture. */

#include "config.h"

#include "crm-text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#define ZWNJ 0x200c

/* Words before a name that would give everyone the same letter, folded. */
static const char *const titles[] = {
  "اقا", "اقای", "خانم", "بانو", "جناب", "سرکار", "دکتر", "مهندس", "استاد", "پروفسور", "حاج", "حاجی", "شرکت", "فروشگاه", "موسسه",
  "dr", "mr", "mrs", "ms", "miss", "mx", "prof", "eng", "sir", "the", "herr", "frau", "mme",
  NULL
};

static gboolean
is_title (const char *word)
{
  g_autofree char *folded = crm_text_fold (word);

  return g_strv_contains (titles, folded);
}

/* The first letter of @word, or its first digit if it has no letter, or 0. */
static gunichar
first_letter (const char *word)
{
  gunichar digit = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c) && c != 0x0640)
        return g_unichar_totitle (c);
      if (digit == 0 && g_unichar_isdigit (c))
        digit = c;
    }

  return digit;
}

static gboolean
joins (gunichar c)
{
  UErrorCode status = U_ZERO_ERROR;

  return uscript_getScript ((UChar32) c, &status) == USCRIPT_ARABIC;
}

/* Finds the letters of the first and the last word that have one. */
static void
find_letters (char **words, gboolean skip_titles, gunichar *first, gunichar *last)
{
  for (char **word = words; *word != NULL; word++)
    {
      gunichar c = skip_titles && is_title (*word) ? 0 : first_letter (*word);

      if (c == 0)
        continue;
      if (*first == 0)
        *first = c;
      else
        *last = c;
    }
}

/**
 * crm_text_initials:
 * @name: (nullable): the name of a person or a company
 *
 * Titles are passed over. Letters that would join are kept apart by a ZWNJ: «ع‌ر», not «عر».
 *
 * Returns: (transfer full): one or two letters, "" if @name has none
 */
char *
crm_text_initials (const char *name)
{
  g_autofree char *clean = crm_text_clean (name);
  g_auto (GStrv) words = NULL;
  gunichar first = 0, last = 0;
  GString *out = g_string_new (NULL);

  if (clean == NULL)
    return g_string_free (out, FALSE);

  words = g_strsplit_set (clean, " \t\n-_/.,()", -1);
  find_letters (words, TRUE, &first, &last);
  if (first == 0)
    find_letters (words, FALSE, &first, &last);

  if (first != 0)
    g_string_append_unichar (out, first);
  if (last != 0 && joins (first) && joins (last))
    g_string_append_unichar (out, ZWNJ);
  if (last != 0)
    g_string_append_unichar (out, last);

  return g_string_free (out, FALSE);
}
