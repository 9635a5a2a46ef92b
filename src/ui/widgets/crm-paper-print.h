#pragma once

#include "crm-context.h"
#include "crm-paper.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A sheet on paper, through the desktop's printing, or as a PDF. */

void crm_paper_print (GtkWidget *parent, CrmContext *context, CrmPaper *paper, const char *name);
void crm_paper_save_pdf (GtkWidget *parent, CrmContext *context, CrmPaper *paper, const char *name);

G_END_DECLS
