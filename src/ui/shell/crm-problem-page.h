#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_PROBLEM_PAGE (crm_problem_page_get_type ())

/* Why a file cannot be opened. What its buttons do are actions of the window. */
G_DECLARE_FINAL_TYPE (CrmProblemPage, crm_problem_page, CRM, PROBLEM_PAGE, AdwBin)

GtkWidget *crm_problem_page_new (void);
void       crm_problem_page_set_error (CrmProblemPage *self, const GError *error, gboolean has_backups);

G_END_DECLS
