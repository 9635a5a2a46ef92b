#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_SPLIT_VIEW (crm_split_view_get_type ())

/* Two panes side by side where there is room, one at a time where there is not.
 *
 * Properties: sidebar, content (GtkWidget), sidebar-width and content-width (int: the widths, in pixels, at which both fit side by
 * side), folded (read only), show-content (which pane is seen when folded), show-sidebar
 * (whether the sidebar is there at all). */
G_DECLARE_FINAL_TYPE (CrmSplitView, crm_split_view, CRM, SPLIT_VIEW, GtkWidget)

GtkWidget *crm_split_view_new (void);
GtkWidget *crm_split_view_get_sidebar (CrmSplitView *self);
void       crm_split_view_set_sidebar (CrmSplitView *self, GtkWidget *sidebar);
GtkWidget *crm_split_view_get_content (CrmSplitView *self);
void       crm_split_view_set_content (CrmSplitView *self, GtkWidget *content);
gboolean   crm_split_view_get_folded (CrmSplitView *self);
gboolean   crm_split_view_get_show_content (CrmSplitView *self);
void       crm_split_view_set_show_content (CrmSplitView *self, gboolean show_content);
gboolean   crm_split_view_go_back (CrmSplitView *self);
gboolean   crm_split_view_get_show_sidebar (CrmSplitView *self);
void       crm_split_view_set_show_sidebar (CrmSplitView *self, gboolean show_sidebar);

G_END_DECLS
