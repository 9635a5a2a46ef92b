#include "config.h"

#include "crm-composer-fields.h"

/**
 * crm_composer_fill_choices:
 * @unset: what stands first, for none of them
 */
void
crm_composer_fill_choices (GtkDropDown *drop_down, const char *unset, const CrmChoice *choices)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, unset);
  for (; choices->value != NULL; choices++)
    gtk_string_list_append (labels, crm_choice_get_label (choices));
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (labels));
}

/**
 * crm_composer_get_choice:
 *
 * Returns: (nullable): the value that is chosen
 */
const char *
crm_composer_get_choice (GtkDropDown *drop_down, const CrmChoice *choices)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  return selected > 0 && selected != GTK_INVALID_LIST_POSITION ? choices[selected - 1].value : NULL;
}

void
crm_composer_mark (GtkEditable *entry, gboolean valid)
{
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}
