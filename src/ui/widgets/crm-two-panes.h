#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_TWO_PANES (crm_two_panes_get_type ())

/* What is known of a record, scrolled, and at the end side its timeline; where there is little room one of the two, as a switcher says.
 *
 * Properties: start, end (GtkWidget): the two; narrow: whether one is shown at a time. */
G_DECLARE_FINAL_TYPE (CrmTwoPanes, crm_two_panes, CRM, TWO_PANES, GtkWidget)

gboolean   crm_two_panes_get_narrow (CrmTwoPanes *self);
GtkWidget *crm_two_panes_get_switcher (CrmTwoPanes *self);
void       crm_two_panes_show_start (CrmTwoPanes *self, gboolean start);

G_END_DECLS
