#pragma once

#include "crm-help-book.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_HELP_VIEW (crm_help_view_get_type ())

/* One page of the help, to be read.
 *
 * Signals: link (name): a link to another page was followed; typed (controller): a character was typed, which the view has no use for: give it to a text
 * field with gtk_event_controller_key_forward(). */
G_DECLARE_FINAL_TYPE (CrmHelpView, crm_help_view, CRM, HELP_VIEW, GtkWidget)

void crm_help_view_show (CrmHelpView *self, const CrmHelpPage *page, char **words);

G_END_DECLS
