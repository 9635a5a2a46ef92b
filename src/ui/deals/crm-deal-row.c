#include "config.h"

#include "crm-deal-row.h"

#include "crm-deal-columns.h"
#include "crm-format.h"
#include "crm-inscribe.h"
#include "crm-table.h"

struct _CrmDealRow
{
  AdwBin parent_instance;

  CrmContext *context; /* (owned) (nullable) */
  CrmPlace   *place;   /* (owned) (nullable) */
  CrmRecord  *deal;    /* (owned) (nullable): who stands there */
  gulong      changed_handler;

  /* Template widgets */
  GtkInscription *title;
  GtkInscription *value;
  GtkInscription *about;
};

G_DEFINE_FINAL_TYPE (CrmDealRow, crm_deal_row, ADW_TYPE_BIN)

static void
show (CrmDealRow *self)
{
  CrmObject       *deal = CRM_OBJECT (self->deal);
  g_autofree char *title = crm_format_title (deal);
  g_autofree char *value = crm_deal_columns_dup_value (self->context, deal);
  g_autofree char *who = crm_deal_columns_dup_who (self->context, deal);
  g_autofree char *stage = crm_format_reference (self->context, crm_object_get_integer (deal, "stage"));
  g_autofree char *about = crm_format_parts ((const char *const[]){ who, stage }, 2);

  crm_inscribe (self->title, title);
  crm_inscribe (self->value, value);
  crm_inscribe (self->about, about);
}

static void
place_changed_cb (CrmDealRow *self)
{
  g_set_object (&self->deal, crm_place_get_record (self->place));
  if (self->deal != NULL)
    show (self);
}

static void
crm_deal_row_dispose (GObject *object)
{
  CrmDealRow *self = CRM_DEAL_ROW (object);

  crm_deal_row_set_place (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DEAL_ROW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_deal_row_parent_class)->dispose (object);
}

static void
crm_deal_row_class_init (CrmDealRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_deal_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-deal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDealRow, title);
  gtk_widget_class_bind_template_child (widget_class, CrmDealRow, value);
  gtk_widget_class_bind_template_child (widget_class, CrmDealRow, about);
}

static void
crm_deal_row_init (CrmDealRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CrmContext *context)
{
  CrmDealRow *row = g_object_new (CRM_TYPE_DEAL_ROW, NULL);

  row->context = g_object_ref (context);
  gtk_list_item_set_child (item, crm_grouped_new (GTK_WIDGET (row)));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  crm_deal_row_set_place (crm_grouped_get_child (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  crm_deal_row_set_place (crm_grouped_get_child (gtk_list_item_get_child (item)), NULL);
}

static void
unref_context (gpointer context, GClosure *closure)
{
  g_clear_object (&context);
}

/**
 * crm_deal_row_new_factory:
 *
 * Returns: (transfer full): what makes rows for #CrmPlace
 */
GtkListItemFactory *
crm_deal_row_new_factory (CrmContext *context)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), g_object_ref (context), unref_context, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  return factory;
}

/**
 * crm_deal_row_pick:
 * @rows: a view with rows of such a factory
 *
 * Returns: (transfer none) (nullable): the deal at that point of the view
 */
CrmRecord *
crm_deal_row_pick (GtkListView *rows, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (rows), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL ? gtk_widget_get_ancestor (picked, CRM_TYPE_DEAL_ROW) : NULL;

  return row != NULL ? CRM_DEAL_ROW (row)->deal : NULL;
}

/**
 * crm_deal_row_set_place:
 * @place: (nullable): whose place to show, and follow from now on
 */
void
crm_deal_row_set_place (CrmDealRow *self, CrmPlace *place)
{
  if (self->place != NULL)
    g_clear_signal_handler (&self->changed_handler, self->place);
  g_clear_object (&self->deal);
  g_set_object (&self->place, place);
  if (place == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (place, "changed", G_CALLBACK (place_changed_cb), self);
  place_changed_cb (self);
}
