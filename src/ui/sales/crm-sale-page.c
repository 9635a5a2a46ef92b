/* What can be done with a document follows from how it stands: each step is an action, enabled while it makes sense; the first of those that lead on
 * is the button, the others are in the menu. */

#include "config.h"

#include "crm-sale-page.h"

#include "crm-directory-detail.h"
#include "crm-format.h"
#include "crm-invoice.h"
#include "crm-narrow-bin.h"
#include "crm-pay-dialog.h"
#include "crm-quote.h"
#include "crm-record-editor.h"
#include "crm-record-facts.h"
#include "crm-sale-lines.h"
#include "crm-sale-news.h"
#include "crm-sale-print.h"
#include "crm-sale-related.h"
#include "crm-sale-step.h"
#include "crm-sale-words.h"
#include "crm-sale.h"
#include "crm-sales-order.h"
#include "crm-sales.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static const CrmCommand commands[] = {
  { "sale.next", "<Control>Return", N_ ("Take the next step of the sale"), "go-next-symbolic" },
  { "sale.add-product", "<Control><Shift>a", N_ ("Add a product"), "list-add-symbolic" },
  { "sale.add-line", "<Control><Shift>l", N_ ("Add a line"), "list-add-symbolic" },
  { "sale.reprice", NULL, N_ ("Use the prices of today"), "view-refresh-symbolic" },
  { "sale.print", "<Control>p", N_ ("Print"), "printer-symbolic" },
  { "sale.pdf", NULL, N_ ("Save as PDF"), "document-save-symbolic" },
  { "sale.edit", "<Control>e", N_ ("Edit all fields"), "document-properties-symbolic" },
  { "sale.return", NULL, N_ ("Enter a return"), "edit-undo-symbolic" },
  { "sale.cancel", NULL, N_ ("Cancel this document"), "process-stop-symbolic" },
  { "sale.delete", NULL, N_ ("Delete"), "user-trash-symbolic" },
};

static const CrmRecordFact quote_facts[] = { { "person" }, { "company" }, { "date" }, { "valid_until" } };
static const CrmRecordFact order_facts[] = { { "person" }, { "company" }, { "date" }, { "promised" }, { "delivered", TRUE }, { "delivery_method" }, { "tracking", TRUE } };
static const CrmRecordFact invoice_facts[] = { { "person" }, { "company" }, { "date" }, { "due" } };

/* Below the lines. */
static const CrmRecordFact more_facts[] = {
  { "discount_percent" },
  { "discount", TRUE },
  { "tax_included" },
  { "subject" },
  { "note" },
  { "owner", TRUE },
  { "source", TRUE },
  { "source_detail", TRUE },
  { "campaign", TRUE },
  { "tags", TRUE },
  { "about", TRUE },
};

typedef struct
{
  const CrmRecordFact *facts;
  guint                n_facts;
} Kind;

static const Kind quotes = { quote_facts, G_N_ELEMENTS (quote_facts) };
static const Kind orders = { order_facts, G_N_ELEMENTS (order_facts) };
static const Kind invoices = { invoice_facts, G_N_ELEMENTS (invoice_facts) };

struct _CrmSalePage
{
  GtkWidget parent_instance;

  CrmContext     *context; /* (owned) */
  CrmRecord      *record;  /* (owned) (nullable) */
  GPtrArray      *made;    /* (owned) (nullable) (element-type CrmRecord): of the document */
  CrmRecordFacts *head;    /* a child */
  CrmRecordFacts *rest;    /* a child */
  CrmSaleLines   *lines;   /* a child */
  CrmSaleRelated *related; /* a child */
  guint           idle;

  /* Template widgets */
  GtkWidget         *top;
  GtkButton         *next;
  GtkWidget         *more;
  CrmNarrowBin      *bin;
  GtkScrolledWindow *scroller;
  GtkLabel          *title;
  GtkLabel          *state;
  GtkBox            *columns;
  AdwBin            *head_place;
  AdwBin            *related_place;
  AdwBin            *lines_place;
  GtkWidget         *news;
  GtkLabel          *news_text;
  GtkWidget         *reprice;
  AdwBin            *rest_place;
  GMenu             *menu;
};

static void detail_init (CrmDirectoryDetailInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmSalePage, crm_sale_page, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_DIRECTORY_DETAIL, detail_init))

/* What may come next of a document: its action, and what that is called. */
typedef struct
{
  const char *action;
  const char *label; /* translatable */
} Step;

/* What the customer is still to pay, minor units; below 0 what they are to get. */
static gint64
get_open (CrmSalePage *self)
{
  CrmSettlement settlement;

  return crm_settlement_find (crm_context_get_store (self->context), crm_record_get_id (self->record), &settlement) ? settlement.open : 0;
}

/* Returns: whether there is a step that leads on */
static gboolean
find_next (CrmSalePage *self, Step *step)
{
  gboolean draft = crm_sale_is_draft (self->record);
  gboolean left = crm_sales_has_left (self->record, self->made);

  if (!draft && !crm_sale_counts (self->record))
    return FALSE;
  if (CRM_IS_QUOTE (self->record))
    *step = draft ? (Step){ "sale.advance", N_ ("Mark as Sent") } : (Step){ left ? "sale.make" : NULL, N_ ("Make an Order") };
  else if (CRM_IS_SALES_ORDER (self->record))
    *step = draft ? (Step){ "sale.advance", N_ ("Confirm") } : (Step){ left ? "sale.make" : NULL, N_ ("Make an Invoice") };
  else if (draft)
    *step = (Step){ "sale.advance", crm_invoice_is_return (self->record) ? N_ ("Enter the Return") : N_ ("Issue") };
  else
    *step = (Step){ get_open (self) != 0 ? "sale.pay" : NULL, get_open (self) < 0 ? N_ ("Pay Back…") : N_ ("Record a Payment…") };

  return step->action != NULL;
}

static void
add_section (CrmSalePage *self, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (self->menu, NULL, G_MENU_MODEL (section));
}

static gboolean
can_return (CrmSalePage *self)
{
  return CRM_IS_INVOICE (self->record) && !crm_invoice_is_return (self->record) && crm_sale_counts (self->record) && crm_sales_has_left (self->record, self->made);
}

static gboolean
can_deliver (CrmSalePage *self)
{
  return CRM_IS_SALES_ORDER (self->record) && crm_sale_counts (self->record) && crm_object_get_text (CRM_OBJECT (self->record), "delivered") == NULL;
}

static void
set_enabled (CrmSalePage *self, const char *action, gboolean enabled)
{
  CrmStore *store = crm_context_get_store (self->context);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled && store != NULL && !crm_store_is_read_only (store));
}

/* What leads on and is not on the button, what goes back, and what goes out. */
static void
show_menu (CrmSalePage *self)
{
  gboolean draft = crm_sale_is_draft (self->record);
  g_autoptr (GMenu) steps = g_menu_new ();
  g_autoptr (GMenu) file = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new ();

  g_menu_remove_all (self->menu);
  if (CRM_IS_QUOTE (self->record) && draft)
    g_menu_append (steps, _ ("Make an Order"), "sale.make");
  if (CRM_IS_SALES_ORDER (self->record) && draft)
    g_menu_append (steps, _ ("Make an Invoice"), "sale.make");
  if (can_deliver (self))
    g_menu_append (steps, _ ("Delivered Today"), "sale.deliver");
  if (can_return (self))
    g_menu_append (steps, _ ("Enter a Return"), "sale.return");
  g_menu_append (file, _ ("Print…"), "sale.print");
  g_menu_append (file, _ ("Save as PDF…"), "sale.pdf");
  g_menu_append (edit, _ ("All Fields…"), "sale.edit");
  if (crm_sale_counts (self->record))
    g_menu_append (edit, CRM_IS_QUOTE (self->record) ? _ ("Mark as Declined") : _ ("Cancel This Document"), "sale.cancel");
  g_menu_append (edit, _ ("Delete"), "sale.delete");
  add_section (self, steps);
  add_section (self, file);
  add_section (self, edit);
}

static void
show_actions (CrmSalePage *self)
{
  gboolean draft = crm_sale_is_draft (self->record);
  gboolean free = draft || !crm_sale_get_kind (self->record)->fixed;
  Step     step = { NULL, NULL };
  gboolean on = find_next (self, &step);

  gtk_widget_set_visible (GTK_WIDGET (self->next), on);
  if (on)
    gtk_button_set_label (self->next, _ (step.label));
  set_enabled (self, "sale.next", on);
  set_enabled (self, "sale.make", crm_sales_has_left (self->record, self->made));
  set_enabled (self, "sale.deliver", can_deliver (self));
  set_enabled (self, "sale.return", can_return (self));
  set_enabled (self, "sale.cancel", crm_sale_counts (self->record));
  set_enabled (self, "sale.delete", draft);
  set_enabled (self, "sale.edit", TRUE);
  set_enabled (self, "sale.add-product", free);
  set_enabled (self, "sale.add-line", free);
  show_menu (self);
}

static void
show_state (CrmSalePage *self)
{
  static const char *const classes[] = { [CRM_SALE_DRAFT] = "dim-label", [CRM_SALE_DONE] = "success", [CRM_SALE_WAITS] = "error", [CRM_SALE_OFF] = "dim-label" };
  g_autofree char         *sentence = crm_sale_words_dup_sentence (self->context, self->record);
  CrmSaleState             state = crm_sale_words_get_state (self->context, self->record);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      if (classes[i] != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self->state), classes[i]);
    }
  if (classes[state] != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), classes[state]);
  gtk_label_set_text (self->state, sentence);
}

static void
show_news (CrmSalePage *self)
{
  gboolean         prices;
  g_autofree char *text = crm_sale_news_dup_text (self->context, self->record, &prices);

  gtk_label_set_text (self->news_text, text);
  gtk_widget_set_visible (self->news, *text != '\0');
  gtk_widget_set_visible (self->reprice, prices);
  set_enabled (self, "sale.reprice", prices);
}

static void
show (CrmSalePage *self)
{
  CrmStore        *store = crm_context_get_store (self->context);
  g_autofree char *title = NULL;

  if (self->record == NULL || store == NULL)
    return;

  g_clear_pointer (&self->made, g_ptr_array_unref);
  self->made = crm_sales_list_made (store, self->record);
  title = crm_sale_words_dup_title (self->context, CRM_OBJECT (self->record));
  gtk_label_set_text (self->title, title);
  show_state (self);
  show_actions (self);
  show_news (self);
  crm_sale_related_show (self->related, self->record, self->made);
}

static gboolean
show_idle_cb (gpointer data)
{
  CrmSalePage *self = data;

  self->idle = 0;
  show (self);

  return G_SOURCE_REMOVE;
}

/* What was made of it and paid for it is in other records: after any change it is looked at again, once. */
static void
changed_cb (CrmSalePage *self)
{
  if (self->record != NULL && self->idle == 0)
    self->idle = g_idle_add (show_idle_cb, self);
}

static void
store_changed_cb (CrmSalePage *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
arrange (CrmSalePage *self)
{
  gboolean narrow = crm_narrow_bin_get_narrow (self->bin);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->columns, !narrow);
  if (self->lines != NULL)
    crm_sale_lines_set_narrow (self->lines, narrow);
}

/* Nothing that is being typed is left behind: FALSE where it is not understood. */
static gboolean
save (CrmSalePage *self)
{
  crm_record_facts_save (self->head);
  crm_record_facts_save (self->rest);

  return crm_sale_lines_save (self->lines);
}

static void
advance (CrmSalePage *self)
{
  const char *status = "issued";

  if (CRM_IS_QUOTE (self->record))
    status = "sent";
  else if (CRM_IS_SALES_ORDER (self->record))
    status = "confirmed";
  crm_sale_step_set_status (self->context, self->record, status);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmSalePage *self = CRM_SALE_PAGE (widget);
  Step         step = { name, NULL };

  if (self->record == NULL || !save (self))
    return;
  if (g_str_equal (name, "sale.next") && !find_next (self, &step))
    return;

  if (g_str_equal (step.action, "sale.advance"))
    advance (self);
  else if (g_str_equal (step.action, "sale.pay"))
    crm_pay_dialog_present (widget, self->context, self->record);
  else
    crm_sale_step_make (self->context, self->record, CRM_IS_QUOTE (self->record) ? "sales_order" : "invoice");
}

static void
deliver_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmSalePage     *self = CRM_SALE_PAGE (widget);
  g_autofree char *today = crm_date_to_iso (crm_context_get_today (self->context));
  g_autoptr (CrmRecord) draft = NULL;

  if (self->record == NULL || !save (self))
    return;

  draft = crm_record_edit (self->record);
  crm_object_set_text (CRM_OBJECT (draft), "delivered", today);
  crm_context_commit_record (self->context, N_ ("Deliver an order"), draft, NULL, NULL);
}

static void
reprice_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmSalePage *self = CRM_SALE_PAGE (widget);
  g_autoptr (CrmRecord) draft = NULL;

  if (self->record == NULL || !save (self))
    return;

  draft = crm_sale_news_take_prices (self->context, self->record);
  crm_context_commit_record (self->context, N_ ("Use the prices of today"), draft, NULL, NULL);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmSalePage *self = CRM_SALE_PAGE (widget);

  if (self->record != NULL)
    crm_sale_step_set_status (self->context, self->record, crm_sale_get_kind (self->record)->cancelled);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmSalePage *self = CRM_SALE_PAGE (widget);

  if (self->record != NULL)
    crm_context_delete_record (self->context, self->record);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmSalePage *self = CRM_SALE_PAGE (widget);
  g_autoptr (CrmRecord) draft = NULL;

  if (self->record == NULL || !save (self))
    return;

  draft = crm_record_edit (self->record);
  crm_record_editor_present (widget, self->context, draft);
}

static void
paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmSalePage *self = CRM_SALE_PAGE (widget);

  if (self->record == NULL || !save (self))
    return;

  if (g_str_equal (name, "sale.print"))
    crm_sale_print (widget, self->context, self->record);
  else
    crm_sale_save_pdf (widget, self->context, self->record);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmSalePage *self = CRM_SALE_PAGE (widget);

  if (g_str_equal (name, "sale.add-product"))
    crm_sale_lines_pick_product (self->lines);
  else
    crm_sale_lines_add (self->lines);
}

static CrmRecord *
crm_sale_page_get_record (CrmDirectoryDetail *detail)
{
  return CRM_SALE_PAGE (detail)->record;
}

static void
crm_sale_page_set_record (CrmDirectoryDetail *detail, CrmRecord *record)
{
  CrmSalePage *self = CRM_SALE_PAGE (detail);

  if (self->record == record)
    return;

  crm_record_facts_set_record (self->head, record);
  crm_sale_lines_set_record (self->lines, record);
  crm_record_facts_set_record (self->rest, record);
  g_set_object (&self->record, record);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  show (self);
}

static const CrmCommand *
crm_sale_page_get_commands (CrmDirectoryDetail *detail, guint *n_commands)
{
  return crm_sale_page_list_commands (n_commands);
}

static void
detail_init (CrmDirectoryDetailInterface *iface)
{
  iface->get_record = crm_sale_page_get_record;
  iface->set_record = crm_sale_page_set_record;
  iface->get_commands = crm_sale_page_get_commands;
}

/* Where another Return does no harm: the first button takes the next step. */
static gboolean
crm_sale_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CRM_SALE_PAGE (widget)->more);
}

static void
crm_sale_page_dispose (GObject *object)
{
  CrmSalePage *self = CRM_SALE_PAGE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_SALE_PAGE);
  g_clear_pointer (&self->made, g_ptr_array_unref);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_sale_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/com/example/Crm/ui/sales/crm-sale-page.ui");
  gtk_widget_class_bind_template_child (klass, CrmSalePage, top);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, next);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, more);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, bin);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, scroller);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, title);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, state);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, columns);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, head_place);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, related_place);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, lines_place);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, news);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, news_text);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, reprice);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, rest_place);
  gtk_widget_class_bind_template_child (klass, CrmSalePage, menu);
  gtk_widget_class_bind_template_callback (klass, arrange);
}

static void
crm_sale_page_class_init (CrmSalePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_sale_page_dispose;
  widget_class->grab_focus = crm_sale_page_grab_focus;

  gtk_widget_class_install_action (widget_class, "sale.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "sale.make", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "sale.return", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "sale.deliver", NULL, deliver_action);
  gtk_widget_class_install_action (widget_class, "sale.reprice", NULL, reprice_action);
  gtk_widget_class_install_action (widget_class, "sale.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "sale.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "sale.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "sale.print", NULL, paper_action);
  gtk_widget_class_install_action (widget_class, "sale.pdf", NULL, paper_action);
  gtk_widget_class_install_action (widget_class, "sale.add-product", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "sale.add-line", NULL, add_action);

  g_type_ensure (CRM_TYPE_NARROW_BIN);
  bind_template (widget_class);
}

static void
crm_sale_page_init (CrmSalePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
new_page (CrmContext *context, const Kind *kind)
{
  CrmSalePage *self = g_object_new (CRM_TYPE_SALE_PAGE, NULL);

  self->context = g_object_ref (context);
  self->head = CRM_RECORD_FACTS (crm_record_facts_new (context, kind->facts, kind->n_facts, FALSE));
  self->rest = CRM_RECORD_FACTS (crm_record_facts_new (context, more_facts, G_N_ELEMENTS (more_facts), TRUE));
  self->lines = CRM_SALE_LINES (crm_sale_lines_new (context));
  self->related = CRM_SALE_RELATED (crm_sale_related_new (context));
  adw_bin_set_child (self->head_place, GTK_WIDGET (self->head));
  adw_bin_set_child (self->rest_place, GTK_WIDGET (self->rest));
  adw_bin_set_child (self->lines_place, GTK_WIDGET (self->lines));
  adw_bin_set_child (self->related_place, GTK_WIDGET (self->related));
  g_object_bind_property (self->related, "visible", self->related_place, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
  arrange (self);

  return GTK_WIDGET (self);
}

GtkWidget *
crm_sale_page_new_for_quotes (CrmContext *context)
{
  return new_page (context, &quotes);
}

GtkWidget *
crm_sale_page_new_for_orders (CrmContext *context)
{
  return new_page (context, &orders);
}

GtkWidget *
crm_sale_page_new_for_invoices (CrmContext *context)
{
  return new_page (context, &invoices);
}

/**
 * crm_sale_page_list_commands:
 *
 * Returns: (array length=n_commands): all that can be done with a document
 */
const CrmCommand *
crm_sale_page_list_commands (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);

  return commands;
}
