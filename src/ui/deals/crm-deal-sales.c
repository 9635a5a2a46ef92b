#include "config.h"

#include "crm-deal-sales.h"

#include "crm-format.h"
#include "crm-quote.h"
#include "crm-sale-related.h"
#include "crm-sale-step.h"
#include "crm-sale-words.h"
#include "crm-sale.h"
#include "crm-sales.h"

#include <glib/gi18n-lib.h>

struct _CrmDealSales
{
  GtkWidget parent_instance;

  CrmContext     *context; /* (owned) */
  CrmRecord      *deal;    /* (owned) (nullable) */
  CrmRecord      *quote;   /* (owned) (nullable): whose order comes next */
  GtkWidget      *box;     /* a child */
  CrmSaleRelated *related; /* a child of the box */
  GtkButton      *order;   /* a child of the box */
  GtkButton      *make;    /* a child of the box */
  guint           idle;
};

G_DEFINE_FINAL_TYPE (CrmDealSales, crm_deal_sales, GTK_TYPE_WIDGET)

static GPtrArray *
load_documents (CrmDealSales *self, CrmStore *store)
{
  static const char *const types[] = { "quote", "sales_order", "invoice" };
  GPtrArray               *documents = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (CrmQuery) query = crm_query_new (types[i]);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      crm_query_add_reference_to (query, crm_record_get_id (self->deal));
      crm_query_set_order (query, "created_at", FALSE);
      crm_store_query (store, query, G_MAXUINT, ids, NULL);
      for (guint j = 0; j < ids->len; j++)
        {
          CrmRecord *record = crm_store_get (store, g_array_index (ids, gint64, j), NULL);

          if (record != NULL)
            g_ptr_array_add (documents, record);
        }
    }

  return documents;
}

/* The newest quote that was not declined and of which something has not been ordered. */
static CrmRecord *
find_quote (CrmStore *store, GPtrArray *documents)
{
  for (guint i = documents->len; i > 0; i--)
    {
      CrmRecord *quote = documents->pdata[i - 1];
      g_autoptr (GPtrArray) made = NULL;

      if (!CRM_IS_QUOTE (quote) || !(crm_sale_is_draft (quote) || crm_sale_counts (quote)))
        continue;
      made = crm_sales_list_made (store, quote);
      if (crm_sales_has_left (quote, made))
        return quote;
    }

  return NULL;
}

/* A deal that is won offers the order of its quote. */
static void
show_order (CrmDealSales *self, CrmRecord *quote)
{
  gboolean         won = g_strcmp0 (crm_object_get_text (CRM_OBJECT (self->deal), "status"), "won") == 0;
  g_autofree char *title = quote != NULL ? crm_sale_words_dup_title (self->context, CRM_OBJECT (quote)) : NULL;
  /* Translators: %s is a quote: its number and what it is about */
  g_autofree char *label = title != NULL ? g_strdup_printf (_ ("Make the Order of “%s”"), title) : NULL;

  g_set_object (&self->quote, quote);
  if (label != NULL)
    gtk_label_set_text (GTK_LABEL (gtk_button_get_child (self->order)), label);
  gtk_widget_set_visible (GTK_WIDGET (self->order), quote != NULL);
  if (won)
    gtk_widget_add_css_class (GTK_WIDGET (self->order), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->order), "suggested-action");
}

static void
show (CrmDealSales *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (GPtrArray) documents = NULL;
  gboolean writable = store != NULL && !crm_store_is_read_only (store);

  if (self->deal == NULL || store == NULL)
    return;

  documents = load_documents (self, store);
  crm_sale_related_show (self->related, NULL, documents);
  show_order (self, writable ? find_quote (store, documents) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->make), writable && g_strcmp0 (crm_object_get_text (CRM_OBJECT (self->deal), "status"), "lost") != 0);
}

static gboolean
show_idle_cb (gpointer data)
{
  CrmDealSales *self = data;

  self->idle = 0;
  show (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (CrmDealSales *self)
{
  if (self->deal != NULL && self->idle == 0)
    self->idle = g_idle_add (show_idle_cb, self);
}

static void
store_changed_cb (CrmDealSales *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
order_cb (CrmDealSales *self)
{
  if (self->quote != NULL)
    crm_sale_step_make (self->context, self->quote, "sales_order");
}

static void
make_cb (CrmDealSales *self)
{
  if (self->deal != NULL)
    crm_sale_step_make (self->context, self->deal, "quote");
}

static GtkButton *
new_button (CrmDealSales *self, const char *text, GCallback clicked)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), button);

  return GTK_BUTTON (button);
}

static void
crm_deal_sales_dispose (GObject *object)
{
  CrmDealSales *self = CRM_DEAL_SALES (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->quote);
  g_clear_object (&self->deal);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_deal_sales_parent_class)->dispose (object);
}

static void
crm_deal_sales_class_init (CrmDealSalesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_deal_sales_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
crm_deal_sales_init (CrmDealSales *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
crm_deal_sales_new (CrmContext *context)
{
  CrmDealSales *self = g_object_new (CRM_TYPE_DEAL_SALES, NULL);

  self->context = g_object_ref (context);
  self->related = CRM_SALE_RELATED (crm_sale_related_new (context));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->related));
  self->order = new_button (self, "", G_CALLBACK (order_cb));
  self->make = new_button (self, _ ("Make a Quote"), G_CALLBACK (make_cb));
  gtk_widget_add_css_class (GTK_WIDGET (self->make), "flat");
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * crm_deal_sales_set_deal:
 * @deal: (nullable): whose sales
 */
void
crm_deal_sales_set_deal (CrmDealSales *self, CrmRecord *deal)
{
  g_set_object (&self->deal, deal);
  show (self);
}
