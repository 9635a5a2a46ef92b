/* Pictures of people.
 *
 * They come from cameras, cards and strangers: a picture says how large it is before it is unpacked, and one that would fill the memory is
 * refused. All functions are of their arguments alone and may run on any thread. */

#include "config.h"

#include "crm-photo-image.h"

#include "crm-error.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

/* More than any camera takes. */
#define PIXELS_MAX (G_GINT64_CONSTANT (200) * 1000 * 1000)

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gboolean *too_large)
{
  int longer = MAX (width, height);

  if ((gint64) width * height > PIXELS_MAX)
    {
      *too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
    }
  else if (longer > CRM_PHOTO_SIDE)
    {
      gdk_pixbuf_loader_set_size (loader, MAX (1, (int) ((gint64) width * CRM_PHOTO_SIDE / longer)), MAX (1, (int) ((gint64) height * CRM_PHOTO_SIDE / longer)));
    }
}

static void
set_unreadable (GError **error, gboolean too_large)
{
  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, too_large ? _ ("That picture is too large. Choose a smaller one.") : _ ("That is no picture this program can read. Choose a JPEG or PNG file."));
}

/* Returns: (transfer full) (nullable): the picture, upright, with no side longer than is kept */
static GdkPixbuf *
load (GBytes *bytes, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean   too_large = FALSE;
  gboolean   written;
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &too_large);
  written = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  /* A loader has to be closed, whatever was written. */
  if (!gdk_pixbuf_loader_close (loader, NULL) || !written || too_large)
    {
      set_unreadable (error, too_large);
      return NULL;
    }

  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      set_unreadable (error, FALSE);
      return NULL;
    }

  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/**
 * crm_photo_read:
 * @bytes: any
 *
 * Returns: (transfer full) (nullable): the picture, to be shown; %CRM_ERROR_INVALID if it is none
 */
GdkTexture *
crm_photo_read (GBytes *bytes, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = load (bytes, error);
  g_autoptr (GBytes) pixels = NULL;

  if (pixbuf == NULL)
    return NULL;

  pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);
  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf),
                                 gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                 pixels,
                                 (gsize) gdk_pixbuf_get_rowstride (pixbuf));
}

/**
 * crm_photo_shrink:
 * @bytes: any
 * @mime: (out): of what is returned; static
 *
 * Returns: (transfer full) (nullable): the picture, as small as it is kept; %CRM_ERROR_INVALID if it is none
 */
GBytes *
crm_photo_shrink (GBytes *bytes, const char **mime, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = load (bytes, error);
  gboolean saved;
  char    *data = NULL;
  gsize    size = 0;

  if (pixbuf == NULL)
    return NULL;

  *mime = gdk_pixbuf_get_has_alpha (pixbuf) ? "image/png" : "image/jpeg";
  if (gdk_pixbuf_get_has_alpha (pixbuf))
    saved = gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", error, NULL);
  else
    saved = gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", error, "quality", "85", NULL);

  return saved ? g_bytes_new_take (data, size) : NULL;
}
