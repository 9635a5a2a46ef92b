#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A document on paper, through the desktop's printing, or as a PDF. */

void crm_sale_print (GtkWidget *parent, CrmContext *context, CrmRecord *document);
void crm_sale_save_pdf (GtkWidget *parent, CrmContext *context, CrmRecord *document);

G_END_DECLS
