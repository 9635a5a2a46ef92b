#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Pictures of people, as anybody may send them: read with care, and kept small. */

/* The longer side of a picture that is kept, in pixels. */
#define CRM_PHOTO_SIDE 512

GdkTexture *crm_photo_read (GBytes *bytes, GError **error);
GBytes     *crm_photo_shrink (GBytes *bytes, const char **mime, GError **error);

G_END_DECLS
