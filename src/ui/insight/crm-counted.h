#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows the records that a figure counted: in the list of their page, or in a window of their own where no page has a list of such. */

void crm_counted_open (CrmContext *context, GtkWidget *parent, const char *name, const char *record_type, const char *filter);

G_END_DECLS
