#include "config.h"

#include "crm-text-scale.h"

/* Pango units a point has where text is of the usual size. */
#define USUAL_DPI (96 * PANGO_SCALE)

/**
 * crm_text_scale_length:
 * @length: pixels, for text of the usual size
 *
 * A shim: later libadwaita has lengths in units of text (“sp”). Never less than @length.
 *
 * Returns: pixels for text as it is
 */
int
crm_text_scale_length (int length)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int          dpi = 0;

  if (settings != NULL)
    g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);

  return dpi > USUAL_DPI ? (int) ((gint64) length * dpi / USUAL_DPI) : length;
}
