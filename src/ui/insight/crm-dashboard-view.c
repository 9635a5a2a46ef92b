#include "config.h"

#include "crm-dashboard-view.h"

#include "crm-counted.h"
#include "crm-dashboard.h"
#include "crm-empty-page.h"
#include "crm-format.h"
#include "crm-insight-row.h"
#include "crm-insight-words.h"
#include "crm-tab-stop.h"

#include <glib/gi18n-lib.h>

struct _CrmDashboardView
{
  AdwBin parent_instance;

  CrmContext   *context;          /* (owned) */
  CrmDashboard *dashboard;        /* (owned) (nullable): what is shown */
  GCancellable *making;           /* (owned) (nullable) */
  gboolean      stale;            /* the file has changed */
  GPtrArray    *rows[CRM_N_AIMS]; /* (owned) (element-type GtkWidget): of each group */

  /* Template widgets */
  GtkStack            *stack;
  GtkWidget           *empty;
  GtkWidget           *content;
  GtkFlowBox          *figures;
  GtkLabel            *early;
  AdwPreferencesGroup *protect;
  AdwPreferencesGroup *nurture;
  AdwPreferencesGroup *grow;
};

G_DEFINE_FINAL_TYPE (CrmDashboardView, crm_dashboard_view, ADW_TYPE_BIN)

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void make (CrmDashboardView *self);

static void
figure_cb (CrmDashboardView *self, GtkWidget *button)
{
  const CrmDashboardFigure *figure = self->dashboard->figures->pdata[GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "crm-figure"))];

  crm_counted_open (self->context, GTK_WIDGET (self), figure->title, figure->opens, figure->filter);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "max-width-chars", 24, NULL);

  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
add_figure (CrmDashboardView *self, guint place)
{
  const CrmDashboardFigure *figure = self->dashboard->figures->pdata[place];
  g_autofree char          *text = crm_dashboard_figure_dup_text (figure, crm_context_get_culture (self->context));
  /* Translators: a figure, for a screen reader: what it is, the figure, and what it compares with */
  g_autofree char *name = g_strdup_printf (C_ ("dashboard", "%1$s: %2$s. %3$s"), figure->title, text, figure->sentence != NULL ? figure->sentence : "");
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget       *child;

  gtk_box_append (GTK_BOX (box), new_label (figure->title, "caption-heading"));
  gtk_box_append (GTK_BOX (box), new_label (text, "title-2"));
  child = new_label (figure->sentence, "caption");
  gtk_widget_add_css_class (child, "dim-label");
  gtk_box_append (GTK_BOX (box), child);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "dashboard-figure");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "crm-figure", GUINT_TO_POINTER (place));
  g_signal_connect_object (button, "clicked", G_CALLBACK (figure_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_append (self->figures, button);
  /* The button has the focus, not what the box puts around it. */
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static char *
dup_about (CrmDashboardView *self, CrmAim aim, const CrmDashboardCustomer *customer)
{
  if (aim == CRM_AIM_PROTECT)
    return crm_insight_words_silence (self->context, &customer->silence);
  if (aim == CRM_AIM_NURTURE)
    return crm_insight_words_first (self->context, &customer->stat, self->dashboard->today);

  return crm_insight_words_offer (self->context, &customer->offer);
}

static void
add_customer (CrmDashboardView *self, AdwPreferencesGroup *group, CrmAim aim, const CrmDashboardCustomer *customer)
{
  g_autofree char *about = dup_about (self, aim, customer);
  GtkWidget       *row = crm_insight_row_new_customer (self->context, customer->customer, about);

  g_ptr_array_add (self->rows[aim], row);
  adw_preferences_group_add (group, row);
}

static void
show_customers (CrmDashboardView *self, AdwPreferencesGroup *group, CrmAim aim)
{
  GArray *customers = self->dashboard->customers[aim];

  for (guint i = 0; i < self->rows[aim]->len; i++)
    adw_preferences_group_remove (group, self->rows[aim]->pdata[i]);
  g_ptr_array_set_size (self->rows[aim], 0);
  for (guint i = 0; i < customers->len; i++)
    add_customer (self, group, aim, &g_array_index (customers, CrmDashboardCustomer, i));
  gtk_widget_set_visible (GTK_WIDGET (group), customers->len > 0);
}

/* Too few customers to tell them apart. */
static void
show_early (CrmDashboardView *self)
{
  g_autofree char *have = crm_format_count (self->context, self->dashboard->n_customers);
  g_autofree char *need = crm_format_count (self->context, CRM_RFM_LEAST);
  /* Translators: numbers of customers */
  g_autofree char *text = g_strdup_printf (_ ("%1$s customers have bought so far. From %2$s on it is said here whom to protect, whom to nurture, and who might like more."), have, need);

  gtk_label_set_text (self->early, text);
  gtk_widget_set_visible (GTK_WIDGET (self->early), self->dashboard->n_customers < CRM_RFM_LEAST);
}

static void
show (CrmDashboardView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->figures))) != NULL)
    gtk_flow_box_remove (self->figures, child);
  for (guint i = 0; i < self->dashboard->figures->len; i++)
    add_figure (self, i);
  show_early (self);
  show_customers (self, self->protect, CRM_AIM_PROTECT);
  show_customers (self, self->nurture, CRM_AIM_NURTURE);
  show_customers (self, self->grow, CRM_AIM_GROW);
  gtk_stack_set_visible_child (self->stack, self->dashboard->figures->len > 0 ? self->content : self->empty);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmDashboardView) self = user_data;
  g_autoptr (GError) error = NULL;
  CrmDashboard *dashboard = crm_dashboard_make_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->making);
  if (dashboard == NULL)
    {
      crm_context_report (self->context, error);
      return;
    }

  g_clear_pointer (&self->dashboard, crm_dashboard_free);
  self->dashboard = dashboard;
  show (self);
  if (self->stale)
    make (self);
}

static void
cancel (CrmDashboardView *self)
{
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
}

/* Only while somebody looks; what is being made is made again at its end. */
static void
make (CrmDashboardView *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  CrmDate   today = crm_context_get_today (self->context);
  g_autoptr (CrmReportQuestion) question = NULL;

  self->stale = TRUE;
  if (self->making != NULL || store == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->stale = FALSE;
  self->making = g_cancellable_new ();
  question = crm_report_question_new (store, (CrmPeriod){ today, today }, today, crm_context_get_culture (self->context), NULL, NULL);
  crm_dashboard_make_async (question, self->making, made_cb, g_object_ref (self));
}

static void
store_changed_cb (CrmDashboardView *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (make), self, G_CONNECT_SWAPPED);
  cancel (self);
  make (self);
}

static void
culture_changed_cb (CrmDashboardView *self)
{
  cancel (self);
  make (self);
}

static void
crm_dashboard_view_map (GtkWidget *widget)
{
  CrmDashboardView *self = CRM_DASHBOARD_VIEW (widget);

  GTK_WIDGET_CLASS (crm_dashboard_view_parent_class)->map (widget);

  if (self->stale)
    make (self);
}

static void
crm_dashboard_view_constructed (GObject *object)
{
  CrmDashboardView *self = CRM_DASHBOARD_VIEW (object);

  G_OBJECT_CLASS (crm_dashboard_view_parent_class)->constructed (object);

  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (culture_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

static void
crm_dashboard_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmDashboardView *self = CRM_DASHBOARD_VIEW (object);

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
crm_dashboard_view_dispose (GObject *object)
{
  CrmDashboardView *self = CRM_DASHBOARD_VIEW (object);

  cancel (self);
  g_clear_pointer (&self->dashboard, crm_dashboard_free);
  for (guint i = 0; i < CRM_N_AIMS; i++)
    g_clear_pointer (&self->rows[i], g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_dashboard_view_parent_class)->dispose (object);
}

static void
crm_dashboard_view_class_init (CrmDashboardViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_dashboard_view_constructed;
  object_class->set_property = crm_dashboard_view_set_property;
  object_class->dispose = crm_dashboard_view_dispose;
  widget_class->map = crm_dashboard_view_map;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRM_TYPE_EMPTY_PAGE);
  g_type_ensure (CRM_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/insight/crm-dashboard-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDashboardView, stack);
  gtk_widget_class_bind_template_child (widget_class, CrmDashboardView, empty);
  gtk_widget_class_bind_template_child (widget_class, CrmDashboardView, content);
  gtk_widget_class_bind_template_child (widget_class, CrmDashboardView, figures);
  gtk_widget_class_bind_template_child (widget_class, CrmDashboardView, early);
  gtk_widget_class_bind_template_child (widget_class, CrmDashboardView, protect);
  gtk_widget_class_bind_template_child (widget_class, CrmDashboardView, nurture);
  gtk_widget_class_bind_template_child (widget_class, CrmDashboardView, grow);
}

static void
crm_dashboard_view_init (CrmDashboardView *self)
{
  for (guint i = 0; i < CRM_N_AIMS; i++)
    self->rows[i] = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_dashboard_view_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_DASHBOARD_VIEW, "context", context, NULL);
}
