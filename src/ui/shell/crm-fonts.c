/* Persian is read best in Vazirmatn, and in Noto Sans Arabic where that is not; both come before the font of the desktop where the program speaks Persian, and
 * after it where it does not, for what it shows of others. A family that is not there is passed over. */

#include "config.h"

#include "crm-fonts.h"

#include <fontconfig/fontconfig.h>
#include <gtk/gtk.h>

#define PERSIAN "Vazirmatn,Noto Sans Arabic"

/**
 * crm_fonts_add_folder:
 *
 * Adds the fonts that a program which is not installed finds where CRM_FONT_DIR says. Before the toolkit is there.
 */
void
crm_fonts_add_folder (void)
{
  const char *folder = g_getenv ("CRM_FONT_DIR");

  if (folder != NULL)
    FcConfigAppFontAddDir (NULL, (const FcChar8 *) folder);
}

/**
 * crm_fonts_merge:
 * @name: of a font, as Pango writes it
 * @persian: whether it is mainly to be read in Persian
 *
 * Returns: (transfer full): the same, with families that have Persian letters
 */
char *
crm_fonts_merge (const char *name, gboolean persian)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (name);
  const char      *family = pango_font_description_get_family (font);
  g_autofree char *families = family == NULL ? g_strdup (PERSIAN) : persian ? g_strconcat (PERSIAN ",", family, NULL)
                                                                            : g_strconcat (family, "," PERSIAN, NULL);

  if (family != NULL && strstr (family, PERSIAN) != NULL)
    return g_strdup (name);

  pango_font_description_set_family (font, families);

  return pango_font_description_to_string (font);
}

static void
prefer (GtkSettings *settings)
{
  g_autofree char *name = NULL;
  g_autofree char *merged = NULL;

  g_object_get (settings, "gtk-font-name", &name, NULL);
  if (name == NULL)
    return;

  merged = crm_fonts_merge (name, gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL);
  if (!g_str_equal (merged, name))
    g_object_set (settings, "gtk-font-name", merged, NULL);
}

/**
 * crm_fonts_prefer:
 *
 * Follows the font of the desktop. After the direction of the program is known.
 */
void
crm_fonts_prefer (void)
{
  GtkSettings *settings = gtk_settings_get_default ();

  if (settings == NULL)
    return;

  g_signal_connect (settings, "notify::gtk-font-name", G_CALLBACK (prefer), NULL);
  prefer (settings);
}
