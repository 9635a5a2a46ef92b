#pragma once

#include "crm-command.h"
#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_PALETTE (crm_palette_get_type ())

/* Goes to any record, page or view, and does what can be done, by typing. */
G_DECLARE_FINAL_TYPE (CrmPalette, crm_palette, CRM, PALETTE, AdwWindow)

GtkWindow *crm_palette_new (CrmContext *context, GtkWidget *target, GPtrArray *pages, GPtrArray *commands, const char *words);

G_END_DECLS
