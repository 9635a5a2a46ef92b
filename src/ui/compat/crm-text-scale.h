#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lengths that hold text grow with it, where somebody has asked the desktop for larger text. */

int crm_text_scale_length (int length);

G_END_DECLS
