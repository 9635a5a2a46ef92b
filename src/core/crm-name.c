#include "config.h"

#include "crm-name.h"

#include "crm-text.h"

#include <string.h>

/* More words than any name has; the rest of a longer one is not turned. */
#define TURNS_MAX 6

/* Of so many words a name has 32 spellings, and of one more 80. */
#define SPELT_MAX 4

/* As folding leaves them. سید is one: the same man is written with and without it. */
static const char *const titles[] = {
  "اقای", "اقا", "خانم", "خانوم", "جناب", "سرکار", "دکتر", "مهندس", "استاد", "پروفسور", "حاج", "حاجی", "حاجیه", "سید", "سیده",
  "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "eng", "sir", "herr", "frau", "mme", "mlle",
  NULL
};

static const char *const legal_forms[] = {
  "شرکت", "سهامی", "خاص", "عام", "با", "مسیولیت", "محدود", "تضامنی", "موسسه",
  "ltd", "limited", "llc", "llp", "inc", "incorporated", "co", "company", "corp", "corporation", "plc", "gmbh", "ag", "kg", "sa", "sarl", "srl", "bv", "nv", "the",
  NULL
};

/* The words from *@first up to *@end that are left when those of @idle are taken off the front and, with @both, off the back. */
static void
trim_words (GStrv words, const char *const *idle, gboolean both, guint *first, guint *end)
{
  while (*first < *end && g_strv_contains (idle, words[*first]))
    (*first)++;
  while (both && *first < *end && g_strv_contains (idle, words[*end - 1]))
    (*end)--;
}

static char *
fold_without (const char *name, const char *const *idle, gboolean both)
{
  g_autofree char *folded = crm_text_fold (name);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  guint first = 0;
  guint end = g_strv_length (words);

  trim_words (words, idle, both, &first, &end);
  /* Somebody may be called nothing but Doctor. */
  if (first == end)
    return g_steal_pointer (&folded);

  while (g_strv_length (words) > end)
    g_clear_pointer (&words[g_strv_length (words) - 1], g_free);

  return g_strjoinv (" ", words + first);
}

/**
 * crm_name_fold_person:
 * @name: (nullable): as it is written
 *
 * Returns: (transfer full): the fold of the name without the titles before it
 */
char *
crm_name_fold_person (const char *name)
{
  return fold_without (name, titles, FALSE);
}

/**
 * crm_name_fold_company:
 *
 * Returns: (transfer full): the fold of the name without its legal form
 */
char *
crm_name_fold_company (const char *name)
{
  return fold_without (name, legal_forms, TRUE);
}

static gboolean
take_word (GStrv words, const char *word)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0' || !(g_str_has_prefix (words[i], word) || g_str_has_prefix (word, words[i])))
        continue;
      *words[i] = '\0';
      return TRUE;
    }

  return FALSE;
}

/**
 * crm_name_agree:
 * @a: a folded name; empty where it is not known
 * @b: another
 *
 * Returns: whether both can be one person's: each word of the shorter stands in the longer, whole or as an initial
 */
gboolean
crm_name_agree (const char *a, const char *b)
{
  g_auto (GStrv) mine = NULL;
  g_auto (GStrv) theirs = NULL;
  gboolean swap;

  if (*a == '\0' || *b == '\0' || strcmp (a, b) == 0)
    return TRUE;

  mine = g_strsplit (a, " ", -1);
  theirs = g_strsplit (b, " ", -1);
  swap = g_strv_length (mine) > g_strv_length (theirs);
  for (guint i = 0; (swap ? theirs : mine)[i] != NULL; i++)
    {
      if (!take_word (swap ? mine : theirs, (swap ? theirs : mine)[i]))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_name_is_same_script:
 * @a: a folded name
 * @b: another
 *
 * Returns: whether letters can tell the two apart at all: علی and Ali may be one man
 */
gboolean
crm_name_is_same_script (const char *a, const char *b)
{
  return crm_text_is_right_to_left (a, FALSE) == crm_text_is_right_to_left (b, FALSE);
}

/**
 * crm_name_collect_turns:
 * @folded: a folded name
 * @turns: (element-type utf8): an array that frees its texts
 *
 * Adds the name without its spaces, begun at each of its words: what two ways to write a name have in common, whichever part is named first
 * and wherever a half-space stands. ali reza ahmadi has alirezaahmadi, rezaahmadiali and ahmadialireza.
 */
void
crm_name_collect_turns (const char *folded, GPtrArray *turns)
{
  const char *word = folded;

  for (guint i = 0; i < TURNS_MAX && *word != '\0'; i++)
    {
      g_autofree char *before = g_strndup (folded, (gsize) (word - folded));
      g_autofree char *turned = g_strconcat (word, before, NULL);
      const char      *space = strchr (word, ' ');

      g_ptr_array_add (turns, crm_text_join (turned));
      if (space == NULL)
        break;
      word = space + 1;
    }
}

/* The words from @first on and then those before it, with a space before each whose bit is set in @spaces; the first has none. */
static char *
spell (GStrv words, guint n_words, guint first, guint spaces)
{
  GString *name = g_string_new (words[first]);

  for (guint i = 1; i < n_words; i++)
    {
      if ((spaces & (1u << (i - 1))) != 0)
        g_string_append_c (name, ' ');
      g_string_append (name, words[(first + i) % n_words]);
    }

  return g_string_free (name, FALSE);
}

/**
 * crm_name_collect_spellings:
 * @folded: a folded name
 * @spellings: (element-type utf8): an array that frees its texts
 *
 * Adds the folds of the ways in which somebody may have written the same name, with as many spaces or fewer, whichever part is named
 * first: what a name that is typed is looked up by. Of a name of many words, itself alone.
 */
void
crm_name_collect_spellings (const char *folded, GPtrArray *spellings)
{
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  guint n_words = g_strv_length (words);

  if (n_words == 0 || n_words > SPELT_MAX)
    {
      g_ptr_array_add (spellings, g_strdup (folded));
      return;
    }

  for (guint first = 0; first < n_words; first++)
    {
      for (guint spaces = 0; spaces < 1u << (n_words - 1); spaces++)
        g_ptr_array_add (spellings, spell (words, n_words, first, spaces));
    }
}
