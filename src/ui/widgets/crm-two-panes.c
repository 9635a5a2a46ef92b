#include "config.h"

#include "crm-two-panes.h"

#include "crm-narrow-bin.h"

#include <adwaita.h>

#define START_WIDTH 340

struct _CrmTwoPanes
{
  GtkWidget parent_instance;

  GtkWidget       *switcher; /* (owned): stands in the bar of the page */
  GtkToggleButton *toggle;   /* in the switcher */

  /* Template widgets */
  CrmNarrowBin      *bin;
  GtkScrolledWindow *start_pane;
  GtkWidget         *separator;
  AdwBin            *end_pane;
};

G_DEFINE_FINAL_TYPE (CrmTwoPanes, crm_two_panes, GTK_TYPE_WIDGET)

enum
{
  PROP_START = 1,
  PROP_END,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
arrange (CrmTwoPanes *self)
{
  gboolean narrow = crm_narrow_bin_get_narrow (self->bin);
  gboolean start = gtk_toggle_button_get_active (self->toggle);

  gtk_widget_set_visible (self->switcher, narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->start_pane), !narrow || start);
  gtk_widget_set_hexpand (GTK_WIDGET (self->start_pane), narrow);
  gtk_widget_set_size_request (GTK_WIDGET (self->start_pane), narrow ? -1 : START_WIDTH, -1);
  gtk_widget_set_visible (self->separator, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->end_pane), !narrow || !start);
}

static void
narrow_cb (CrmTwoPanes *self)
{
  arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
crm_two_panes_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmTwoPanes *self = CRM_TWO_PANES (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, crm_narrow_bin_get_narrow (self->bin));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_two_panes_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmTwoPanes *self = CRM_TWO_PANES (object);

  switch (prop_id)
    {
    case PROP_START:
      gtk_scrolled_window_set_child (self->start_pane, g_value_get_object (value));
      break;
    case PROP_END:
      adw_bin_set_child (self->end_pane, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_two_panes_dispose (GObject *object)
{
  CrmTwoPanes *self = CRM_TWO_PANES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_TWO_PANES);
  g_clear_object (&self->switcher);

  G_OBJECT_CLASS (crm_two_panes_parent_class)->dispose (object);
}

static void
crm_two_panes_class_init (CrmTwoPanesClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = crm_two_panes_get_property;
  object_class->set_property = crm_two_panes_set_property;
  object_class->dispose = crm_two_panes_dispose;

  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRM_TYPE_NARROW_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/widgets/crm-two-panes.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmTwoPanes, bin);
  gtk_widget_class_bind_template_child (widget_class, CrmTwoPanes, start_pane);
  gtk_widget_class_bind_template_child (widget_class, CrmTwoPanes, separator);
  gtk_widget_class_bind_template_child (widget_class, CrmTwoPanes, end_pane);
  gtk_widget_class_bind_template_child (widget_class, CrmTwoPanes, toggle);
  gtk_widget_class_bind_template_child_full (widget_class, "switcher", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, arrange);
}

static void
crm_two_panes_init (CrmTwoPanes *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->switcher = g_object_ref (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), CRM_TYPE_TWO_PANES, "switcher")));
  arrange (self);
}

gboolean
crm_two_panes_get_narrow (CrmTwoPanes *self)
{
  return crm_narrow_bin_get_narrow (self->bin);
}

/**
 * crm_two_panes_get_switcher:
 *
 * Returns: (transfer none): what chooses between the two while there is little room: for the bar of the page
 */
GtkWidget *
crm_two_panes_get_switcher (CrmTwoPanes *self)
{
  return self->switcher;
}

/**
 * crm_two_panes_show_start:
 * @start: whether the first of the two is shown, where there is room for one
 */
void
crm_two_panes_show_start (CrmTwoPanes *self, gboolean start)
{
  gtk_toggle_button_set_active (self->toggle, start);
}
