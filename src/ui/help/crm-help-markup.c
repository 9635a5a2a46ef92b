/* Only what a page is meant to have becomes markup: bold, slanted and typed words, and links to other pages and to https. All else
 * is shown as it is written. */

#include "config.h"

#include "crm-help-markup.h"

#include "crm-text.h"

#include <string.h>

#define LRM "\342\200\216"

static const struct
{
  cmark_node_type type;
  const char     *open;
  const char     *close;
} spans[] = {
  { CMARK_NODE_EMPH, "<i>", "</i>" },
  { CMARK_NODE_STRONG, "<b>", "</b>" },
};

/* What is typed reads from left to right: between Persian words @mark has it do so. It stays outside, so that it is not copied with what it is for.
 * Persian that is typed stands in quotes: the fonts of code are not made for it. */
static void
append_code (GString *out, const char *text, const char *mark)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (crm_text_is_right_to_left (text, FALSE))
    g_string_append_printf (out, "«%s»", escaped);
  else
    g_string_append_printf (out, "%s<tt>%s</tt>%s", mark, escaped, mark);
}

static gboolean
is_followed (const char *uri)
{
  return g_str_has_suffix (uri, ".md") || g_str_has_prefix (uri, "https:");
}

static void append_inlines (GString *out, cmark_node *parent, const char *mark);

static void
append_link (GString *out, cmark_node *node, const char *mark)
{
  const char      *uri = cmark_node_get_url (node);
  g_autofree char *escaped = g_markup_escape_text (uri, -1);

  if (is_followed (uri))
    g_string_append_printf (out, "<a href=\"%s\">", escaped);
  append_inlines (out, node, mark);
  if (is_followed (uri))
    g_string_append (out, "</a>");
}

static void
append_inline (GString *out, cmark_node *node, const char *mark)
{
  cmark_node_type  type = cmark_node_get_type (node);
  const char      *literal = cmark_node_get_literal (node);
  g_autofree char *escaped = literal != NULL ? g_markup_escape_text (literal, -1) : NULL;

  if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
    g_string_append_c (out, type == CMARK_NODE_SOFTBREAK ? ' ' : '\n');
  else if (type == CMARK_NODE_CODE)
    append_code (out, literal, mark);
  else if (escaped != NULL)
    g_string_append (out, escaped);
  else if (type == CMARK_NODE_LINK)
    append_link (out, node, mark);
  else
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (spans) && spans[i].type != type)
        i++;
      if (i < G_N_ELEMENTS (spans))
        g_string_append (out, spans[i].open);
      append_inlines (out, node, mark);
      if (i < G_N_ELEMENTS (spans))
        g_string_append (out, spans[i].close);
    }
}

static void
append_inlines (GString *out, cmark_node *parent, const char *mark)
{
  for (cmark_node *node = cmark_node_first_child (parent); node != NULL; node = cmark_node_next (node))
    append_inline (out, node, mark);
}

static void
append_plain (GString *out, cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);
  const char     *literal = cmark_node_get_literal (node);

  if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
    g_string_append_c (out, ' ');
  else if (literal != NULL)
    g_string_append (out, literal);
  for (cmark_node *child = cmark_node_first_child (node); child != NULL; child = cmark_node_next (child))
    append_plain (out, child);
}

/**
 * crm_help_markup_is_text:
 *
 * Returns: whether the block is words, and not more blocks
 */
gboolean
crm_help_markup_is_text (cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);

  return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING || cmark_node_get_literal (node) != NULL;
}

/**
 * crm_help_markup_from_node:
 * @node: a block that crm_help_markup_is_text()
 * @right_to_left: how the page is written
 *
 * Returns: (transfer full): its words as Pango markup, valid whatever the page says
 */
char *
crm_help_markup_from_node (cmark_node *node, gboolean right_to_left)
{
  const char *literal = cmark_node_get_literal (node);
  GString    *out;

  if (literal != NULL)
    return g_strchomp (g_markup_escape_text (literal, -1));

  out = g_string_new (NULL);
  append_inlines (out, node, right_to_left ? LRM : "");

  return g_string_free (out, FALSE);
}

/**
 * crm_help_markup_to_plain:
 *
 * Returns: (transfer full): its words
 */
char *
crm_help_markup_to_plain (cmark_node *node)
{
  GString *out = g_string_new (NULL);

  append_plain (out, node);

  return g_string_free (out, FALSE);
}
