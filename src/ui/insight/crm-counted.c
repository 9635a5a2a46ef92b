#include "config.h"

#include "crm-counted.h"

#include "crm-counted-window.h"
#include "crm-dialog.h"

/**
 * crm_counted_open:
 * @parent: in whose window
 * @name: what people call them
 * @record_type: of the records
 * @filter: which of them; see crm-expression.h
 */
void
crm_counted_open (CrmContext *context, GtkWidget *parent, const char *name, const char *record_type, const char *filter)
{
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");

  g_object_set (view, "name", name, "record-type", record_type, "filter", filter, NULL);
  if (g_str_equal (record_type, "activity"))
    crm_dialog_present (GTK_WINDOW (crm_counted_window_new (context, view)), parent);
  else
    crm_context_open (context, view);
}
