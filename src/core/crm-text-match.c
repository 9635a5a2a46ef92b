/* Where the words that were typed begin words of a text, in either script, as search takes them: folded.
 *
 * The text is folded a character at a time, so that each byte of the fold is known by the character it comes from. A separator ends a word;
 * digits and letters that touch are two words, as they are in the search tables; digits in groups are one number. */

#include "config.h"

#include "crm-text-match.h"

#include "crm-text.h"

#include <string.h>

typedef struct
{
  char  letter; /* a byte of the fold */
  guint start;  /* of the character it comes from */
  guint end;
} Folded;

static gboolean
is_digit_at (GArray *folded, guint i)
{
  return i < folded->len && g_ascii_isdigit (g_array_index (folded, Folded, i).letter);
}

static gboolean
is_space_at (GArray *folded, guint i)
{
  return g_array_index (folded, Folded, i).letter == ' ';
}

/* Whether a character stands between words; what folds to nothing else, such as a vowel mark, belongs to the letter before it. */
static gboolean
is_separator (const char *character)
{
  g_autofree char *between = g_strconcat ("x", character, "x", NULL);
  g_autofree char *folded = crm_text_fold (between);

  return strchr (folded, ' ') != NULL;
}

static void
append_letter (GArray *folded, char letter, guint start, guint end)
{
  Folded each = { letter, start, end };

  g_array_append_val (folded, each);
}

static void
lengthen_last (GArray *folded, guint from, guint to)
{
  for (guint i = folded->len; i > 0 && g_array_index (folded, Folded, i - 1).end == from; i--)
    g_array_index (folded, Folded, i - 1).end = to;
}

static void
append_character (GArray *folded, const char *character, guint start, guint end)
{
  g_autofree char *fold = crm_text_fold (character);

  for (const char *p = fold; *p != '\0'; p++)
    append_letter (folded, *p, start, end);
  if (*fold != '\0')
    return;

  if (is_separator (character))
    append_letter (folded, ' ', start, end);
  else
    lengthen_last (folded, start, end);
}

static GArray *
fold_each (const char *text)
{
  GArray *folded = g_array_new (FALSE, FALSE, sizeof (Folded));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);
      guint       start = (guint) (p - text);
      guint       end = (guint) (next - text);

      if (next == p + 1)
        {
          append_letter (folded, g_ascii_isalnum (*p) ? g_ascii_tolower (*p) : ' ', start, end);
        }
      else
        {
          g_autofree char *character = g_strndup (p, (gsize) (next - p));

          append_character (folded, character, start, end);
        }
    }

  return folded;
}

static gboolean
begins_word (GArray *folded, guint i)
{
  if (is_space_at (folded, i))
    return FALSE;

  return i == 0 || is_space_at (folded, i - 1) || is_digit_at (folded, i) != is_digit_at (folded, i - 1);
}

/* Returns: where the word ends that begins at @i, or 0 where it does not stand there */
static guint
match_at (GArray *folded, guint i, const char *word)
{
  for (; *word != '\0' && i < folded->len; i++)
    {
      if (is_space_at (folded, i) && g_ascii_isdigit (*word) && is_digit_at (folded, i - 1))
        continue;
      if (g_array_index (folded, Folded, i).letter != *word)
        return 0;
      word++;
    }

  return *word == '\0' ? i : 0;
}

static gboolean
match_word (GArray *folded, const char *word, GArray *ranges)
{
  gboolean found = FALSE;

  for (guint i = 0; i < folded->len; i++)
    {
      guint        end = begins_word (folded, i) ? match_at (folded, i, word) : 0;
      CrmTextRange range;

      if (end == 0)
        continue;
      found = TRUE;
      range.start = g_array_index (folded, Folded, i).start;
      range.end = g_array_index (folded, Folded, end - 1).end;
      if (ranges != NULL)
        g_array_append_val (ranges, range);
    }

  return found;
}

/**
 * crm_text_match:
 * @text: (nullable): UTF-8
 * @typed: (nullable): as typed
 * @ranges: (nullable) (element-type CrmTextRange): where the parts of @text are appended, in bytes; those of two words may overlap
 *
 * Looks for the words that were typed at the beginnings of words.
 *
 * Returns: whether each of them begins some word of @text; %TRUE where none was typed
 */
gboolean
crm_text_match (const char *text, const char *typed, GArray *ranges)
{
  g_autofree char *fold = crm_text_fold (typed);
  g_auto (GStrv) words = g_strsplit (fold, " ", -1);
  g_autoptr (GArray) folded = NULL;
  gboolean all = TRUE;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return *fold == '\0';

  folded = fold_each (text);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0' && !match_word (folded, words[i], ranges))
        all = FALSE;
    }

  return all;
}
