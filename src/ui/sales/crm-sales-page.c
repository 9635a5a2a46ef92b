#include "config.h"

#include "crm-sales-page.h"

#include "crm-criterion.h"
#include "crm-directory-view.h"
#include "crm-narrow-bin.h"
#include "crm-sale-page.h"
#include "crm-sale-step.h"
#include "crm-sale-types.h"

#include <glib/gi18n-lib.h>

struct _CrmSalesPage
{
  GtkWidget parent_instance;

  CrmContext        *context; /* (owned) */
  const CrmSaleType *types;
  guint              n_types;

  /* Template widgets */
  CrmNarrowBin *bin;
  GtkWidget    *switcher;
  GtkDropDown  *chooser;
  GtkStack     *stack;
};

static void page_init (CrmPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmSalesPage, crm_sales_page, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_init))

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint
find_type (CrmSalesPage *self, const char *type_name)
{
  for (guint i = 0; i < self->n_types; i++)
    {
      if (g_strcmp0 (self->types[i].directory.table.type_name, type_name) == 0)
        return i;
    }

  return self->n_types;
}

static guint
get_shown (CrmSalesPage *self)
{
  return find_type (self, gtk_stack_get_visible_child_name (self->stack));
}

/* Made when somebody looks at it first: five lists are not for nothing. */
static CrmDirectoryView *
ensure_view (CrmSalesPage *self, guint number)
{
  GtkWidget *place = gtk_stack_get_child_by_name (self->stack, self->types[number].directory.table.type_name);
  GtkWidget *view = adw_bin_get_child (ADW_BIN (place));

  if (view == NULL)
    {
      view = crm_directory_view_new (self->context, &self->types[number].directory);
      adw_bin_set_child (ADW_BIN (place), view);
    }

  return CRM_DIRECTORY_VIEW (view);
}

static CrmDirectoryView *
get_view (CrmSalesPage *self)
{
  return ensure_view (self, get_shown (self));
}

static CrmDirectoryView *
show_type (CrmSalesPage *self, const char *type_name)
{
  guint number = find_type (self, type_name);

  gtk_stack_set_visible_child_name (self->stack, self->types[number].directory.table.type_name);

  return ensure_view (self, number);
}

static void
shown_cb (CrmSalesPage *self)
{
  guint number = get_shown (self);

  if (self->context == NULL || number >= self->n_types)
    return;

  ensure_view (self, number);
  gtk_drop_down_set_selected (self->chooser, number);
}

static void
chosen_cb (CrmSalesPage *self)
{
  guint number = gtk_drop_down_get_selected (self->chooser);

  if (number < self->n_types)
    gtk_stack_set_visible_child_name (self->stack, self->types[number].directory.table.type_name);
}

static void
arrange (CrmSalesPage *self)
{
  gboolean narrow = crm_narrow_bin_get_narrow (self->bin);

  gtk_widget_set_visible (self->switcher, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), narrow);
}

/* "quote", "sales_order", "invoice", "payment" or "product". */
static void
list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmSalesPage *self = CRM_SALES_PAGE (widget);

  if (find_type (self, g_variant_get_string (parameter, NULL)) < self->n_types)
    show_type (self, g_variant_get_string (parameter, NULL));
}

static const char *
crm_sales_page_get_title (CrmPage *page)
{
  return _ ("Sales");
}

static const char *
crm_sales_page_get_icon_name (CrmPage *page)
{
  return "crm-sale-symbolic";
}

static gboolean
crm_sales_page_can_open (CrmPage *page, const CrmRecordType *type)
{
  CrmSalesPage *self = CRM_SALES_PAGE (page);

  return find_type (self, type->name) < self->n_types;
}

static void
crm_sales_page_open (CrmPage *page, CrmRecord *record)
{
  crm_directory_view_open (show_type (CRM_SALES_PAGE (page), crm_record_get_record_type (record)->name), record);
}

/* What the view is of says which list it is for. */
static void
crm_sales_page_show_view (CrmPage *page, CrmRecord *view)
{
  CrmSalesPage *self = CRM_SALES_PAGE (page);
  const char   *type_name = view != NULL ? crm_object_get_text (CRM_OBJECT (view), "record_type") : NULL;

  crm_directory_view_show_view (find_type (self, type_name) < self->n_types ? show_type (self, type_name) : get_view (self), view);
}

static void
crm_sales_page_search (CrmPage *page, const char *text)
{
  crm_directory_list_search (crm_directory_view_get_list (get_view (CRM_SALES_PAGE (page))), text);
}

static void
crm_sales_page_focus_search (CrmPage *page)
{
  crm_directory_view_focus_search (get_view (CRM_SALES_PAGE (page)));
}

static void
crm_sales_page_create (CrmPage *page)
{
  CrmSalesPage      *self = CRM_SALES_PAGE (page);
  const CrmSaleType *type = &self->types[get_shown (self)];
  g_autoptr (CrmRecord) draft = NULL;

  if (type->begins)
    {
      crm_sale_step_begin (self->context, type->directory.table.type_name, NULL);
      return;
    }

  draft = crm_record_new (type->directory.table.type_name);
  crm_object_set_text (CRM_OBJECT (draft), "currency", crm_context_default_currency (self->context));
  crm_directory_view_create (get_view (self), draft);
}

static const CrmCommand *
crm_sales_page_get_commands (CrmPage *page, GtkWidget **target, guint *n_commands)
{
  return crm_directory_view_get_commands (get_view (CRM_SALES_PAGE (page)), target, n_commands);
}

static const CrmCommandGroup *
crm_sales_page_get_keys (guint *n_groups)
{
  static CrmCommandGroup groups[] = { { N_ ("The Document That Is Open") } };

  groups[0].commands = crm_sale_page_list_commands (&groups[0].n_commands);
  *n_groups = G_N_ELEMENTS (groups);

  return groups;
}

static gboolean
crm_sales_page_go_back (CrmPage *page)
{
  return crm_directory_view_close (get_view (CRM_SALES_PAGE (page)));
}

static void
page_init (CrmPageInterface *iface)
{
  iface->get_title = crm_sales_page_get_title;
  iface->get_icon_name = crm_sales_page_get_icon_name;
  iface->can_open = crm_sales_page_can_open;
  iface->open = crm_sales_page_open;
  iface->show_view = crm_sales_page_show_view;
  iface->search = crm_sales_page_search;
  iface->focus_search = crm_sales_page_focus_search;
  iface->create = crm_sales_page_create;
  iface->get_commands = crm_sales_page_get_commands;
  iface->get_keys = crm_sales_page_get_keys;
  iface->go_back = crm_sales_page_go_back;
}

static void
add_pages (CrmSalesPage *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->n_types; i++)
    {
      gtk_stack_add_titled (self->stack, adw_bin_new (), self->types[i].directory.table.type_name, _ (self->types[i].title));
      gtk_string_list_append (titles, _ (self->types[i].title));
    }
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (titles));
}

static void
crm_sales_page_constructed (GObject *object)
{
  CrmSalesPage *self = CRM_SALES_PAGE (object);

  G_OBJECT_CLASS (crm_sales_page_parent_class)->constructed (object);

  self->types = crm_sale_types_list (&self->n_types);
  add_pages (self);
  show_type (self, "invoice");
  shown_cb (self);
  arrange (self);
}

static void
crm_sales_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmSalesPage *self = CRM_SALES_PAGE (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_sales_page_dispose (GObject *object)
{
  CrmSalesPage *self = CRM_SALES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_SALES_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_sales_page_parent_class)->dispose (object);
}

static void
crm_sales_page_class_init (CrmSalesPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_sales_page_constructed;
  object_class->set_property = crm_sales_page_set_property;
  object_class->dispose = crm_sales_page_dispose;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "sales.list", "s", list_action);

  g_type_ensure (CRM_TYPE_NARROW_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/sales/crm-sales-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmSalesPage, bin);
  gtk_widget_class_bind_template_child (widget_class, CrmSalesPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, CrmSalesPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, CrmSalesPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, arrange);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
crm_sales_page_init (CrmSalesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_sales_page_get_counted:
 *
 * Returns: (transfer full) (element-type CrmQuery): the invoices of one's own that should have been paid
 */
GPtrArray *
crm_sales_page_get_counted (CrmContext *context)
{
  GPtrArray       *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);
  CrmQuery        *overdue = crm_query_new ("invoice");
  g_autofree char *today = crm_date_to_iso (crm_context_get_today (context));
  g_autoptr (CrmCriterion) criterion = crm_criterion_new_unpaid (today);

  crm_query_set_criterion (overdue, criterion);
  crm_query_set_user (overdue, crm_context_get_me (context));
  g_ptr_array_add (queries, overdue);

  return queries;
}
