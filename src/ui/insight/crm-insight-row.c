#include "config.h"

#include "crm-insight-row.h"

#include "crm-format.h"

#define CUSTOMER_KEY "crm-customer"

static void
open_customer_cb (CrmContext *context, GtkWidget *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), CUSTOMER_KEY);
  CrmStore     *store = crm_context_get_store (context);
  g_autoptr (CrmRecord) record = store != NULL ? crm_store_get (store, *id, NULL) : NULL;

  if (record != NULL)
    crm_context_open (context, record);
}

/**
 * crm_insight_row_new:
 * @activated: called with @object and the row
 */
GtkWidget *
crm_insight_row_new (const char *title, const char *about, GCallback activated, gpointer object)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", activated, object, G_CONNECT_SWAPPED);

  return row;
}

/**
 * crm_insight_row_new_customer:
 * @customer: id of a person or a company
 */
GtkWidget *
crm_insight_row_new_customer (CrmContext *context, gint64 customer, const char *about)
{
  g_autofree char *name = crm_format_reference (context, customer);
  GtkWidget       *row = crm_insight_row_new (name, about, G_CALLBACK (open_customer_cb), context);

  g_object_set_data_full (G_OBJECT (row), CUSTOMER_KEY, g_memdup2 (&customer, sizeof customer), g_free);

  return row;
}
