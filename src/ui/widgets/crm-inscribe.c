/* Text of list cells and of entries, at the start side whatever its script. */

#include "config.h"

#include "crm-inscribe.h"

#include "crm-text.h"

#define LEFT_TO_RIGHT_MARK "\342\200\216" /* U+200E */
#define RIGHT_TO_LEFT_MARK "\342\200\217" /* U+200F */

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
