#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_GROUPED (crm_grouped_get_type ())

/* A row, or the first cell of one, with the head of its group above it where it is the first: GTK 4.8 has no sections. */
G_DECLARE_FINAL_TYPE (CrmGrouped, crm_grouped, CRM, GROUPED, GtkWidget)

GtkWidget  *crm_grouped_new (GtkWidget *child);
gpointer    crm_grouped_get_child (gpointer self);
void        crm_grouped_set_head (CrmGrouped *self, const char *head);
const char *crm_grouped_get_head (CrmGrouped *self);

G_END_DECLS
