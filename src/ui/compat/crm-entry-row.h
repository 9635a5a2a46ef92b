#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_ENTRY_ROW (crm_entry_row_get_type ())

/* An AdwEntryRow that a screen reader hears: what is typed into is a text box with the name of its row. All rows to type in are these. */
G_DECLARE_DERIVABLE_TYPE (CrmEntryRow, crm_entry_row, CRM, ENTRY_ROW, AdwEntryRow)

struct _CrmEntryRowClass
{
  AdwEntryRowClass parent_class;
};

GtkWidget *crm_entry_row_new (void);
void       crm_entry_row_expose (AdwEntryRow *row);

G_END_DECLS
