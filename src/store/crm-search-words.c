#include "config.h"

#include "crm-search-words.h"

#include "crm-text.h"

/* So many letters say which word it is; its end may be another the next time: returned, returns. */
#define STEM 5

#define YEH "ی"
#define ENDING_WORD 4

#define ZWNJ "\u200c"

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

/* Words that are in every question and say nothing of it, folded. */
static const char *const empty_words[] = {
  "a",
  "an",
  "and",
  "are",
  "at",
  "by",
  "can",
  "could",
  "did",
  "do",
  "does",
  "for",
  "from",
  "have",
  "how",
  "i",
  "in",
  "is",
  "it",
  "me",
  "my",
  "of",
  "on",
  "or",
  "our",
  "that",
  "the",
  "there",
  "this",
  "to",
  "was",
  "we",
  "what",
  "which",
  "with",
  "you",
  "your",
  "آن",
  "است",
  "ام",
  "ایا",
  "این",
  "ان",
  "اید",
  "با",
  "برای",
  "به",
  "بر",
  "تا",
  "تان",
  "چه",
  "چطور",
  "چگونه",
  "دارم",
  "دارید",
  "در",
  "را",
  "شما",
  "شد",
  "کدام",
  "کنم",
  "کنید",
  "که",
  "ما",
  "مان",
  "من",
  "می",
  "ها",
  "های",
  "هست",
  "هم",
  "و",
  "یا",
  "یک",
  NULL,
};

/* The beginning of a word, without what makes an adjective in Persian, or a plural in English. */
static char *
dup_stem (const char *word)
{
  glong    length = g_utf8_strlen (word, -1);
  gboolean plural = g_str_has_suffix (word, "s") && !g_str_has_suffix (word, "ss");

  if (length >= ENDING_WORD && (plural || g_str_has_suffix (word, YEH)))
    length--;

  return g_utf8_substring (word, 0, MIN (length, STEM));
}

/**
 * crm_search_list_stems:
 * @text: any text
 * @most: no more than so many words are looked at
 *
 * Returns: (transfer full) (element-type utf8): the beginnings of its words, each once, in their order, without single letters and, in English and
 *   Persian, words that every question has. They are meant for what is compared, in any language, and shown to nobody
 */
GPtrArray *
crm_search_list_stems (const char *text, guint most)
{
  GPtrArray *stems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) apart = g_string_new (text);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *words = NULL;
  g_auto (GStrv) all = NULL;

  g_string_replace (apart, ZWNJ, " ", 0); /* what is joined to a word is another */
  words = crm_search_words (apart->str);
  all = g_strsplit (words, " ", (int) most + 1);
  for (guint i = 0; all[i] != NULL && i < most; i++)
    {
      char *stem = dup_stem (all[i]);

      if (g_utf8_strlen (stem, -1) >= 2 && !g_strv_contains (empty_words, all[i]) && g_hash_table_add (known, stem))
        g_ptr_array_add (stems, stem);
      else
        g_free (stem);
    }

  return stems;
}
