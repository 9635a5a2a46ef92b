/* What there is to read, and what is being read. */

#include "config.h"

#include "crm-insight-page.h"

#include "crm-dashboard-view.h"
#include "crm-insight-customers.h"
#include "crm-report-view.h"
#include "crm-split-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _CrmInsightPage
{
  GtkWidget parent_instance;

  CrmContext *context; /* (owned) */

  /* Template widgets */
  CrmSplitView *split;
  GtkListBox   *list;
  GtkStack     *stack;
  GtkWidget    *dashboard; /* pages of `stack` */
  GtkWidget    *customers;
  GtkWidget    *report;
};

static void page_init (CrmPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmInsightPage, crm_insight_page, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_init))

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* (nullable): NULL for the first rows, which are no reports */
static const CrmReport *
get_report (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "crm-report");
}

static void
add_row (CrmInsightPage *self, const char *name, const char *title, GtkWidget *page, const CrmReport *report)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (row), "crm-name", (gpointer) name);
  g_object_set_data (G_OBJECT (row), "crm-page", page);
  g_object_set_data (G_OBJECT (row), "crm-report", (gpointer) report);
  gtk_list_box_append (self->list, row);
}

/* The head of a group stands above its first report. */
static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const CrmReport *report = get_report (row);
  const CrmReport *previous = before != NULL ? get_report (before) : NULL;
  GtkWidget       *header = NULL;

  if (report != NULL && (previous == NULL || previous->group != report->group))
    {
      header = gtk_label_new (crm_report_group_get_title (report->group));
      gtk_label_set_xalign (GTK_LABEL (header), 0);
      gtk_widget_add_css_class (header, "heading");
      gtk_widget_add_css_class (header, "insight-head");
    }
  gtk_list_box_row_set_header (row, header);
}

static void
row_selected_cb (CrmInsightPage *self, GtkListBoxRow *row)
{
  const CrmReport *report = row != NULL ? get_report (row) : NULL;

  if (row == NULL)
    return;
  if (report != NULL)
    crm_report_view_show (CRM_REPORT_VIEW (self->report), report);
  gtk_stack_set_visible_child (self->stack, g_object_get_data (G_OBJECT (row), "crm-page"));
}

static void
row_activated_cb (CrmInsightPage *self)
{
  crm_split_view_set_show_content (self->split, TRUE);
}

static gboolean
is_called (GtkListBoxRow *row, const char *name)
{
  return g_str_equal (g_object_get_data (G_OBJECT (row), "crm-name"), name);
}

/* insight.report('sales'); 'overview' and 'customers' are there, too. */
static void
report_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmInsightPage *self = CRM_INSIGHT_PAGE (widget);
  GtkListBoxRow  *row = gtk_list_box_get_row_at_index (self->list, 0);

  for (int i = 1; row != NULL && !is_called (row, g_variant_get_string (parameter, NULL)); i++)
    row = gtk_list_box_get_row_at_index (self->list, i);
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  crm_split_view_set_show_content (self->split, TRUE);
}

static const char *
crm_insight_page_get_title (CrmPage *page)
{
  return _ ("Insight");
}

static const char *
crm_insight_page_get_icon_name (CrmPage *page)
{
  return "crm-insight-symbolic";
}

static void
crm_insight_page_take_focus (CrmPage *page)
{
  CrmInsightPage *self = CRM_INSIGHT_PAGE (page);
  GtkListBoxRow  *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
crm_insight_page_go_back (CrmPage *page)
{
  CrmInsightPage *self = CRM_INSIGHT_PAGE (page);

  return crm_split_view_go_back (self->split);
}

static void
page_init (CrmPageInterface *iface)
{
  iface->get_title = crm_insight_page_get_title;
  iface->get_icon_name = crm_insight_page_get_icon_name;
  iface->take_focus = crm_insight_page_take_focus;
  iface->go_back = crm_insight_page_go_back;
}

static GtkWidget *
add_page (CrmInsightPage *self, GtkWidget *page)
{
  gtk_stack_add_child (self->stack, page);

  return page;
}

static void
crm_insight_page_constructed (GObject *object)
{
  CrmInsightPage  *self = CRM_INSIGHT_PAGE (object);
  guint            n_reports;
  const CrmReport *reports = crm_report_list (&n_reports);

  G_OBJECT_CLASS (crm_insight_page_parent_class)->constructed (object);

  self->dashboard = add_page (self, crm_dashboard_view_new (self->context));
  self->customers = add_page (self, crm_insight_customers_new (self->context));
  self->report = add_page (self, crm_report_view_new (self->context));
  add_row (self, "overview", _ ("Overview"), self->dashboard, NULL);
  add_row (self, "customers", _ ("What your customers do"), self->customers, NULL);
  for (guint i = 0; i < n_reports; i++)
    add_row (self, reports[i].name, _ (reports[i].title), self->report, &reports[i]);
  gtk_list_box_set_header_func (self->list, update_header_cb, NULL, NULL);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
crm_insight_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmInsightPage *self = CRM_INSIGHT_PAGE (object);

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
crm_insight_page_dispose (GObject *object)
{
  CrmInsightPage *self = CRM_INSIGHT_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_INSIGHT_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_insight_page_parent_class)->dispose (object);
}

static void
crm_insight_page_class_init (CrmInsightPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_insight_page_constructed;
  object_class->set_property = crm_insight_page_set_property;
  object_class->dispose = crm_insight_page_dispose;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "insight.report", "s", report_action);

  g_type_ensure (CRM_TYPE_SPLIT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/insight/crm-insight-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmInsightPage, split);
  gtk_widget_class_bind_template_child (widget_class, CrmInsightPage, list);
  gtk_widget_class_bind_template_child (widget_class, CrmInsightPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
crm_insight_page_init (CrmInsightPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
