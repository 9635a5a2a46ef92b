/* HTML to the words a person reads in it. libxml2 reads it, whatever is wrong with it; nothing is ever fetched. */

#include "config.h"

#include "crm-html.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* What nobody sees. */
static const char *const hidden[] = { "head", "style", "script", "title", "template", NULL };

/* What stands in lines of its own. */
static const char *const blocks[] = { "p", "div", "li", "ul", "ol", "tr", "table", "blockquote", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "header", "footer", NULL };

/* What tells HTML from an address in brackets. */
static const char *const tags[] = { "!--", "!doctype", "a", "abbr", "article", "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "img", "li", "link", "meta", "o:p", "ol", "p", "pre", "s", "script", "section", "small", "span", "strike", "strong", "style", "sub", "sup", "table", "tbody", "td", "template", "tfoot", "th", "thead", "title", "tr", "tt", "u", "ul", NULL };

/* Whether a tag's name stands behind the bracket, and no other word that begins so. */
static gboolean
is_tag (const char *text)
{
  const char      *begin = text + (*text == '/');
  gsize            length = strcspn (begin, " \t\r\n/>");
  g_autofree char *name = g_ascii_strdown (begin, (gssize) MIN (length, 16));

  return g_strv_contains (tags, name) || g_str_has_prefix (name, "!--");
}

/**
 * crm_html_is_html:
 * @text: a note that may be HTML
 *
 * Returns: whether it holds a tag, and not only brackets
 */
gboolean
crm_html_is_html (const char *text)
{
  const char *last = strrchr (text, '>');

  for (const char *at = strchr (text, '<'); last != NULL && at != NULL && at < last; at = strchr (at + 1, '<'))
    {
      if (is_tag (at + 1))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_one_of (const xmlNode *node, const char *const *names)
{
  return node->type == XML_ELEMENT_NODE && node->name != NULL && g_strv_contains (names, (const char *) node->name);
}

static gboolean
is_named (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && g_strcmp0 ((const char *) node->name, name) == 0;
}

static void
begin_line (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}

#define NO_BREAK_SPACE "\xc2\xa0"

/* Spaces and line ends of the source are one space, and none where a line begins; those that do not break are spaces as they are. */
static void
append_words (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      gboolean is_space = strchr (" \t\r\n\f", *p) != NULL;

      if (g_str_has_prefix (p, NO_BREAK_SPACE))
        {
          g_string_append_c (out, ' ');
          p++;
        }
      else if (!is_space)
        g_string_append_c (out, *p);
      else if (out->len > 0 && strchr (" \n", out->str[out->len - 1]) == NULL)
        g_string_append_c (out, ' ');
    }
}

static void
enter (GString *out, const xmlNode *node)
{
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    append_words (out, node->content != NULL ? (const char *) node->content : "");
  else if (is_named (node, "br"))
    g_string_append_c (out, '\n');
  else if (is_one_of (node, blocks))
    begin_line (out);
  if (is_named (node, "li"))
    g_string_append (out, "- ");
}

static void
leave (GString *out, const xmlNode *node)
{
  if (is_one_of (node, blocks))
    begin_line (out);
  /* A paragraph has room behind it. */
  if (is_named (node, "p") && out->len > 1 && out->str[out->len - 2] != '\n')
    g_string_append_c (out, '\n');
  if (is_named (node, "td") || is_named (node, "th"))
    append_words (out, " ");
}

/* Without recursion: a letter may be nested as deep as it likes. */
static void
walk (GString *out, const xmlNode *root)
{
  const xmlNode *node = root;

  while (node != NULL)
    {
      gboolean shown = !is_one_of (node, hidden);

      if (shown)
        enter (out, node);
      if (shown && node->type == XML_ELEMENT_NODE && node->children != NULL)
        {
          node = node->children;
          continue;
        }
      if (shown)
        leave (out, node);
      while (node != NULL && node != root && node->next == NULL)
        {
          node = node->parent;
          if (node != NULL && node->type == XML_ELEMENT_NODE)
            leave (out, node);
        }
      node = node == root || node == NULL ? NULL : node->next;
    }
}

/**
 * crm_html_to_text:
 * @html: UTF-8
 *
 * Returns: (transfer full): its words, a line for what stands in a line of its own
 */
char *
crm_html_to_text (const char *html)
{
  GString   *out = g_string_new (NULL);
  htmlDocPtr document = htmlReadMemory (html, (int) MIN (strlen (html), G_MAXINT), NULL, "UTF-8", HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);

  if (document != NULL)
    {
      walk (out, xmlDocGetRootElement (document));
      xmlFreeDoc (document);
    }

  return g_strstrip (g_string_free (out, FALSE));
}
