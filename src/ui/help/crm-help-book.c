/* Reads the pages, which are Markdown in the program's resources, and finds words in them. A page that a language lacks is read in English. */

#include "config.h"

#include "crm-help-book.h"

#include "crm-help-markup.h"
#include "crm-text.h"

#include <gio/gio.h>
#include <string.h>

#define FOLDER "/com/example/Crm/help"
#define LAST_RESORT "en"
#define RLM "\342\200\217"

/* In a text without its spaces, shorter words are found where two others meet. */
#define JOINED_MIN 4

struct _CrmHelpBook
{
  GPtrArray *pages; /* (owned) (element-type CrmHelpPage) */
};

/* The order of the list: the first steps, the window from its first section to its last, and what belongs to all of it. */
static const char *const names[] = {
  "start", "today", "calendar", "people", "leads", "deals", "sales", "service", "insight",
  "search", "lists", "import", "quality", "privacy", "backup", "server"
};

static gboolean
ends_sentence (gunichar c)
{
  return c == '.' || c == '?' || c == '!' || c == 0x061f || c == 0x061b;
}

static void
add_sentence (GPtrArray *sentences, const char *start, const char *end)
{
  g_autofree char *sentence = g_strstrip (g_strndup (start, (gsize) (end - start)));

  if (*sentence != '\0')
    g_ptr_array_add (sentences, g_steal_pointer (&sentence));
}

static void
add_sentences (GPtrArray *sentences, const char *text)
{
  const char *start = text;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *next = g_utf8_next_char (at);

      if (*at != '\n' && !(ends_sentence (g_utf8_get_char (at)) && *next == ' '))
        continue;
      add_sentence (sentences, start, next);
      start = next;
    }
  add_sentence (sentences, start, start + strlen (start));
}

static void
read_blocks (CrmHelpPage *page, cmark_node *parent)
{
  for (cmark_node *node = cmark_node_first_child (parent); node != NULL; node = cmark_node_next (node))
    {
      g_autofree char *text = crm_help_markup_is_text (node) ? crm_help_markup_to_plain (node) : NULL;

      if (text == NULL)
        {
          read_blocks (page, node);
          continue;
        }
      if (page->title == NULL && cmark_node_get_type (node) == CMARK_NODE_HEADING)
        page->title = g_strdup (text);
      add_sentences (page->sentences, text);
    }
}

/**
 * crm_help_page_new:
 * @name: static
 * @markdown: any bytes; what is no UTF-8 is read as U+FFFD
 *
 * Its title is its first heading.
 */
CrmHelpPage *
crm_help_page_new (const char *name, const char *markdown, gsize length)
{
  CrmHelpPage *page = g_new0 (CrmHelpPage, 1);

  page->name = name;
  page->document = cmark_parse_document (markdown, length, CMARK_OPT_VALIDATE_UTF8);
  page->sentences = g_ptr_array_new_with_free_func (g_free);
  read_blocks (page, page->document);
  if (page->title == NULL)
    page->title = g_strdup (name);
  page->right_to_left = crm_text_is_right_to_left (page->title, FALSE);

  return page;
}

void
crm_help_page_free (CrmHelpPage *page)
{
  g_clear_pointer (&page->document, cmark_node_free);
  g_ptr_array_unref (page->sentences);
  g_free (page->title);
  g_free (page);
}

/**
 * crm_help_page_mark:
 * @plain: the words of @text
 * @text: a text of the page, or its markup
 *
 * A text is laid out by its first letter, which in Persian may be that of a foreign name.
 *
 * Returns: (transfer full): @text, so that it is laid out as the page is written
 */
char *
crm_help_page_mark (const CrmHelpPage *page, const char *plain, const char *text)
{
  return g_strconcat (page->right_to_left && !crm_text_is_right_to_left (plain, TRUE) ? RLM : "", text, NULL);
}

static CrmHelpPage *
read_page (const char *name, const char *language)
{
  g_autofree char *path = g_strdup_printf (FOLDER "/%s/%s.md", language, name);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *text;
  gsize       length;

  if (bytes == NULL)
    return NULL;

  text = g_bytes_get_data (bytes, &length);

  return crm_help_page_new (name, text, length);
}

static void
add_page (CrmHelpBook *self, const char *name)
{
  const char *const *languages = g_get_language_names_with_category ("LC_MESSAGES");
  CrmHelpPage       *page = NULL;

  for (guint i = 0; page == NULL && languages[i] != NULL; i++)
    page = read_page (name, languages[i]);
  if (page == NULL)
    page = read_page (name, LAST_RESORT);
  g_return_if_fail (page != NULL);

  g_ptr_array_add (self->pages, page);
}

/**
 * crm_help_book_new:
 *
 * Reads all pages, in the language that the program speaks.
 */
CrmHelpBook *
crm_help_book_new (void)
{
  CrmHelpBook *self = g_new0 (CrmHelpBook, 1);

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_help_page_free);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_page (self, names[i]);

  return self;
}

void
crm_help_book_free (CrmHelpBook *self)
{
  g_ptr_array_unref (self->pages);
  g_free (self);
}

guint
crm_help_book_get_size (CrmHelpBook *self)
{
  return self->pages->len;
}

/**
 * crm_help_book_get:
 *
 * Returns: (transfer none): a page, in the order in which they are listed
 */
const CrmHelpPage *
crm_help_book_get (CrmHelpBook *self, guint position)
{
  return g_ptr_array_index (self->pages, position);
}

/**
 * crm_help_book_find:
 *
 * Returns: (transfer none) (nullable): the page of that name
 */
const CrmHelpPage *
crm_help_book_find (CrmHelpBook *self, const char *name)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      const CrmHelpPage *page = g_ptr_array_index (self->pages, i);

      if (g_strcmp0 (page->name, name) == 0)
        return page;
    }

  return NULL;
}

/**
 * crm_help_words:
 *
 * Returns: (transfer full): what was typed as words to look for; none where there is nothing to look for
 */
char **
crm_help_words (const char *typed)
{
  g_autofree char *folded = crm_text_fold (typed);

  return g_strsplit (g_strstrip (folded), " ", -1);
}

static gboolean
begins_word (const char *folded, const char *word)
{
  for (const char *at = strstr (folded, word); at != NULL; at = strstr (at + 1, word))
    {
      if (at == folded || at[-1] == ' ')
        return TRUE;
    }

  return FALSE;
}

/* Without spaces it is not known any more where words begin. */
static gboolean
has_word (const char *folded, const char *joined, const char *word)
{
  return begins_word (folded, word) || (g_utf8_strlen (word, -1) >= JOINED_MIN && strstr (joined, word) != NULL);
}

/**
 * crm_help_words_are_in:
 * @words: of crm_help_words()
 *
 * Returns: whether @text has words that begin with them all, however they are spelt
 */
gboolean
crm_help_words_are_in (char **words, const char *text)
{
  g_autofree char *folded = crm_text_fold (text);
  g_autofree char *joined = crm_text_join (folded);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!has_word (folded, joined, words[i]))
        return FALSE;
    }

  return TRUE;
}

/* Words may stand far apart: then the first of them is shown where it stands. */
static const char *
match_apart (const CrmHelpPage *page, char **words)
{
  const char *first = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *one[] = { words[i], NULL };
      guint at = 0;

      while (at < page->sentences->len && !crm_help_words_are_in (one, g_ptr_array_index (page->sentences, at)))
        at++;
      if (at == page->sentences->len)
        return NULL;
      if (first == NULL)
        first = g_ptr_array_index (page->sentences, at);
    }

  return first;
}

/**
 * crm_help_page_match:
 * @words: of crm_help_words()
 *
 * Returns: (transfer none) (nullable): the sentence of the page that has the words; NULL if the page lacks one of them
 */
const char *
crm_help_page_match (const CrmHelpPage *page, char **words)
{
  for (guint i = 0; i < page->sentences->len; i++)
    {
      if (crm_help_words_are_in (words, g_ptr_array_index (page->sentences, i)))
        return g_ptr_array_index (page->sentences, i);
    }

  return match_apart (page, words);
}
