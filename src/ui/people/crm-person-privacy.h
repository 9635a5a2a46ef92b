#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What somebody may ask of the business that keeps data about them: to have it all, and that it be erased. */

void crm_person_privacy_answer (GtkWidget *parent, CrmContext *context, CrmRecord *person, const char *wish);

G_END_DECLS
