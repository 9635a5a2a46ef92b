#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A new deal with somebody. */

void crm_profile_deal_begin (GtkWidget *parent, CrmContext *context, CrmRecord *customer);

G_END_DECLS
