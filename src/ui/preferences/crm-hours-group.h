#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* When the business is open, and within how many of those hours it answers. */

GtkWidget *crm_hours_group_new (CrmContext *context);

G_END_DECLS
