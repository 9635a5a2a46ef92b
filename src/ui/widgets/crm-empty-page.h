#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_EMPTY_PAGE (crm_empty_page_get_type ())

/* What stands where a list would: what would be here, and a button that makes the first.
 *
 * Properties: icon-name, title, description; action-label and action-name of the button, other-label and other-name of a
 * second one; each is absent without a label. */
G_DECLARE_FINAL_TYPE (CrmEmptyPage, crm_empty_page, CRM, EMPTY_PAGE, AdwBin)

GtkWidget *crm_empty_page_new (const char *icon_name, const char *title, const char *description);
void       crm_empty_page_set_action (CrmEmptyPage *self, const char *label, const char *action_name);
void       crm_empty_page_set_other_action (CrmEmptyPage *self, const char *label, const char *action_name);

G_END_DECLS
