/* Text of list cells and of entries, at the start side whatever its script; and what a row says where the pointer rests. */

#include "config.h"

#include "crm-inscribe.h"

#include "crm-text-match.h"
#include "crm-text.h"

#include <string.h>

#define LEFT_TO_RIGHT_MARK "\342\200\216" /* U+200E */
#define RIGHT_TO_LEFT_MARK "\342\200\217" /* U+200F */

#define TOOLTIP_KEY "crm-tooltip"

/**
 * crm_inscribe:
 * @inscription: (type GtkInscription): a cell
 * @text: (nullable): what it shows
 *
 * Lays the text out in its own direction, so that what is cut off is its end, but at the start side of the window, so that Persian and Latin
 * names stand in one column. GtkInscription turns the side with the direction of the text; that is turned back.
 */
void
crm_inscribe (gpointer inscription, const char *text)
{
  gboolean         window_rtl = gtk_widget_get_direction (inscription) == GTK_TEXT_DIR_RTL;
  gboolean         text_rtl = crm_text_is_right_to_left (text, window_rtl);
  g_autofree char *marked = text != NULL && *text != '\0' ? g_strconcat (text_rtl ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK, text, NULL) : NULL;

  gtk_inscription_set_xalign (inscription, text_rtl == window_rtl ? 0 : 1);
  gtk_inscription_set_text (inscription, marked);
}

/**
 * crm_inscribe_figures:
 * @figures: whether to stand on the right in every window, as the figures of a column do, so that their units are above each other
 */
void
crm_inscribe_figures (gpointer inscription, const char *text, gboolean figures)
{
  crm_inscribe (inscription, text);
  if (figures && gtk_widget_get_direction (inscription) != GTK_TEXT_DIR_RTL)
    gtk_inscription_set_xalign (inscription, 1 - gtk_inscription_get_xalign (inscription));
}

/**
 * crm_inscribe_matches:
 * @typed: (nullable): what was looked for
 *
 * crm_inscribe() with the words that were typed in bold.
 */
void
crm_inscribe_matches (gpointer inscription, const char *text, const char *typed)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (CrmTextRange));

  crm_text_match (text, typed, ranges);
  for (guint i = 0; i < ranges->len; i++)
    {
      const CrmTextRange *range = &g_array_index (ranges, CrmTextRange, i);
      PangoAttribute     *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = (guint) strlen (LEFT_TO_RIGHT_MARK) + range->start;
      bold->end_index = (guint) strlen (LEFT_TO_RIGHT_MARK) + range->end;
      pango_attr_list_insert (attributes, bold);
    }
  crm_inscribe (inscription, text);
  gtk_inscription_set_attributes (inscription, attributes);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const char *text = g_object_get_data (G_OBJECT (widget), TOOLTIP_KEY);

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

/**
 * crm_inscribe_tooltip:
 * @widget: (type GtkWidget): in a row
 * @text: (nullable): what it says where the pointer rests on it
 *
 * Is asked for only then. gtk_widget_set_tooltip_text() asks the display where the pointer is, each time and for each row, and waits for the answer.
 */
void
crm_inscribe_tooltip (gpointer widget, const char *text)
{
  g_object_set_data_full (widget, TOOLTIP_KEY, g_strdup (text), g_free);
  if (gtk_widget_get_has_tooltip (widget))
    return;

  g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_widget_set_has_tooltip (widget, TRUE);
}

/**
 * crm_inscribe_entry:
 * @entry: is looked at anew; to be called whenever its text changes
 *
 * Puts what is typed at the start side of the window, below the name of its row: GtkText would put Latin at the left of a Persian window and
 * Persian at the right of an English one.
 */
void
crm_inscribe_entry (GtkEditable *entry)
{
  GtkEditable *text = gtk_editable_get_delegate (entry);
  gboolean     window_rtl = gtk_widget_get_direction (GTK_WIDGET (entry)) == GTK_TEXT_DIR_RTL;
  /* What is neither, a number, runs as the entry does, which may be told to run from left to right. */
  gboolean text_rtl = crm_text_is_right_to_left (gtk_editable_get_text (entry), gtk_widget_get_direction (GTK_WIDGET (text)) == GTK_TEXT_DIR_RTL);

  gtk_editable_set_alignment (text, text_rtl == window_rtl ? 0 : 1);
}
