#include "config.h"

#include "crm-sale-related.h"

#include "crm-format.h"
#include "crm-invoice.h"
#include "crm-payment.h"
#include "crm-sale-words.h"
#include "crm-sale.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _CrmSaleRelated
{
  GtkWidget parent_instance;

  CrmContext          *context; /* (owned) */
  AdwPreferencesGroup *group;   /* a child */
  GPtrArray           *rows;    /* (owned) (element-type GtkWidget): of the group */
};

G_DEFINE_FINAL_TYPE (CrmSaleRelated, crm_sale_related, GTK_TYPE_WIDGET)

static void
open_cb (CrmSaleRelated *self, GtkWidget *row)
{
  crm_context_open (self->context, g_object_get_data (G_OBJECT (row), "crm-record"));
}

static char *
dup_about (CrmSaleRelated *self, CrmRecord *record)
{
  if (crm_sale_get_kind (record) != NULL)
    return crm_sale_words_dup_sentence (self->context, record);

  return CRM_IS_PAYMENT (record) ? crm_format_day (self->context, crm_object_get_text (CRM_OBJECT (record), "date")) : g_strdup (_ (crm_record_get_record_type (record)->label));
}

static char *
dup_title (CrmSaleRelated *self, CrmRecord *record)
{
  if (crm_sale_get_kind (record) != NULL)
    return crm_sale_words_dup_title (self->context, CRM_OBJECT (record));

  return CRM_IS_PAYMENT (record) ? crm_sale_words_dup_payment (self->context, record) : crm_format_title (record);
}

static void
add_row (CrmSaleRelated *self, CrmRecord *record)
{
  g_autofree char *title = dup_title (self, record);
  g_autofree char *about = dup_about (self, record);
  GtkWidget       *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about != NULL ? about : "");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "crm-record", g_object_ref (record), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->group, row);
}

static void
add_sources (CrmSaleRelated *self, CrmRecord *document)
{
  static const char *const fields[] = { "deal", "quote", "sales_order", "returns", "person", "company" };
  CrmStore                *store = crm_context_get_store (self->context);
  gboolean                 fixed = crm_sale_get_kind (document)->fixed && !crm_sale_is_draft (document);
  guint                    n_fields = G_N_ELEMENTS (fields) - (fixed ? 2 : 0); /* there the facts lead to the customer */

  for (guint i = 0; i < n_fields; i++)
    {
      int    number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (document), fields[i]);
      gint64 id = number >= 0 ? crm_object_get_integer (CRM_OBJECT (document), fields[i]) : CRM_UNSET;
      g_autoptr (CrmRecord) source = id != CRM_UNSET ? crm_store_get (store, id, NULL) : NULL;

      if (source != NULL && !crm_record_is_deleted (source))
        add_row (self, source);
    }
}

static void
add_payments (CrmSaleRelated *self, CrmRecord *invoice)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = crm_query_new ("payment");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_query_add_reference_to (query, crm_record_get_id (invoice));
  crm_query_set_order (query, "created_at", FALSE);
  crm_store_query (store, query, G_MAXUINT, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) payment = crm_store_get (store, g_array_index (ids, gint64, i), NULL);

      if (payment != NULL)
        add_row (self, payment);
    }
}

static void
crm_sale_related_dispose (GObject *object)
{
  CrmSaleRelated *self = CRM_SALE_RELATED (object);
  GtkWidget      *group = GTK_WIDGET (self->group);

  self->group = NULL;
  g_clear_pointer (&group, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_sale_related_parent_class)->dispose (object);
}

static void
crm_sale_related_class_init (CrmSaleRelatedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_sale_related_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
crm_sale_related_init (CrmSaleRelated *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
}

GtkWidget *
crm_sale_related_new (CrmContext *context)
{
  CrmSaleRelated *self = g_object_new (CRM_TYPE_SALE_RELATED, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

/**
 * crm_sale_related_show:
 * @document: (nullable): a quote, an order or an invoice of the open file
 * @made: (nullable) (element-type CrmRecord): what was made of it, or what else is to be shown
 */
void
crm_sale_related_show (CrmSaleRelated *self, CrmRecord *document, GPtrArray *made)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  if (document != NULL)
    add_sources (self, document);
  for (guint i = 0; made != NULL && i < made->len; i++)
    add_row (self, made->pdata[i]);
  if (document != NULL && CRM_IS_INVOICE (document))
    add_payments (self, document);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}
