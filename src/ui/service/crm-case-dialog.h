#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A question is written down, and while it is, one sees how it was answered before. What is asked opens on its page when it is there. */

GtkWindow *crm_case_dialog_present (GtkWidget *parent, CrmContext *context, CrmRecord *customer);

G_END_DECLS
