#include "config.h"

#include "crm-search-words.h"

#include "crm-text.h"

static gboolean
is_boundary (char a, char b)
{
  return a != ' ' && b != ' ' && g_ascii_isdigit (a) != g_ascii_isdigit (b);
}

/**
 * crm_search_words_append:
 * @words: words so far
 * @text: any text
 *
 * Appends the words of @text, a space between any two.
 */
void
crm_search_words_append (GString *words, const char *text)
{
  gsize start = words->len;

  crm_text_fold_append (words, text);
  for (gsize i = start + 1; i < words->len; i++)
    {
      if (is_boundary (words->str[i - 1], words->str[i]))
        g_string_insert_c (words, (gssize) i++, ' ');
    }
}

/**
 * crm_search_words:
 *
 * Returns: (transfer full): the words of @text, empty where it has none
 */
char *
crm_search_words (const char *text)
{
  GString *words = g_string_new (NULL);

  crm_search_words_append (words, text);

  return g_string_free (words, FALSE);
}
