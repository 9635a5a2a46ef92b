#pragma once

#include "crm-hit.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_HIT_ROW (crm_hit_row_get_type ())

G_DECLARE_FINAL_TYPE (CrmHitRow, crm_hit_row, CRM, HIT_ROW, GtkListBoxRow)

GtkWidget *crm_hit_row_new (void);
CrmHit    *crm_hit_row_get_hit (CrmHitRow *self);
char      *crm_hit_row_dup_name (CrmHitRow *self);
void       crm_hit_row_set_hit (CrmHitRow *self, CrmHit *hit, const char *typed);

G_END_DECLS
