#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_NARROW_BIN (crm_narrow_bin_get_type ())

/* Holds one child and says when there is little room for it.
 *
 * Properties: child; width (int): below so many pixels there is little; narrow (read only). */
G_DECLARE_FINAL_TYPE (CrmNarrowBin, crm_narrow_bin, CRM, NARROW_BIN, GtkWidget)

GtkWidget *crm_narrow_bin_new (void);
gboolean   crm_narrow_bin_get_narrow (CrmNarrowBin *self);

G_END_DECLS
