/* Text of list cells, at the start side whatever its script. */

#include "config.h"

#include "crm-inscribe.h"

#define LEFT_TO_RIGHT_MARK "\342\200\216" /* U+200E */
#define RIGHT_TO_LEFT_MARK "\342\200\217" /* U+200F */

/**
 * crm_inscribe:
 * @inscription: (type GtkInscription): a cell
 * @text: (nullable): what it shows
 *
 * GtkInscription lays each text out in the text's own direction, so that in one column Persian names would stand at one side and
 * Latin ones at the other. A mark before the text gives all of them the direction of the window.
 */
void
crm_inscribe (gpointer inscription, const char *text)
{
  gboolean         rtl = gtk_widget_get_direction (inscription) == GTK_TEXT_DIR_RTL;
  g_autofree char *marked = text != NULL && *text != '\0' ? g_strconcat (rtl ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK, text, NULL) : NULL;

  gtk_inscription_set_text (inscription, marked);
}
