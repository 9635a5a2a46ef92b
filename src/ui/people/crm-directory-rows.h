#pragma once

#include "crm-contact-times.h"
#include "crm-directory-type.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The rows of the narrow list; crm-directory-columns.h has those of the wide one. */

GtkListItemFactory *crm_directory_rows_new_factory (CrmContext *context, const CrmDirectoryType *type, CrmContactTimes *times);
CrmRecord          *crm_directory_rows_pick (GtkListView *rows, double x, double y);

G_END_DECLS
