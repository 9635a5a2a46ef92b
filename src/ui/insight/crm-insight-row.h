#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A row that says something, and opens what it is about. */

GtkWidget *crm_insight_row_new (const char *title, const char *about, GCallback activated, gpointer object);
GtkWidget *crm_insight_row_new_customer (CrmContext *context, gint64 customer, const char *about);

G_END_DECLS
