#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_CARD_CODE (crm_card_code_get_type ())

/* A contact card as a code that a telephone's camera reads. */
G_DECLARE_FINAL_TYPE (CrmCardCode, crm_card_code, CRM, CARD_CODE, AdwWindow)

GtkWindow *crm_card_code_present (GtkWidget *parent, CrmContext *context, CrmRecord *record);

G_END_DECLS
