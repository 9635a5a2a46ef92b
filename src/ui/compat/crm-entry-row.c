/* Rows to type in, for those who hear them.
 *
 * The text inside an AdwEntryRow has the focus and no role, so nothing is said when somebody comes to it; a GtkEntry speaks for its text, and this
 * row does not. Here the text speaks for itself. */

#include "config.h"

#include "crm-entry-row.h"

G_DEFINE_TYPE (CrmEntryRow, crm_entry_row, ADW_TYPE_ENTRY_ROW)

static void
title_changed_cb (AdwPreferencesRow *row)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, adw_preferences_row_get_title (row), -1);
}

static void
crm_entry_row_class_init (CrmEntryRowClass *klass)
{
}

static void
crm_entry_row_init (CrmEntryRow *self)
{
  crm_entry_row_expose (ADW_ENTRY_ROW (self));
}

GtkWidget *
crm_entry_row_new (void)
{
  return g_object_new (CRM_TYPE_ENTRY_ROW, NULL);
}

/**
 * crm_entry_row_expose:
 * @row: of a kind that cannot be a CrmEntryRow (a password's), and was not shown yet
 */
void
crm_entry_row_expose (AdwEntryRow *row)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  g_object_set (text, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  g_signal_connect (row, "notify::title", G_CALLBACK (title_changed_cb), NULL);
  title_changed_cb (ADW_PREFERENCES_ROW (row));
}
