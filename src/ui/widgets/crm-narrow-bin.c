/* The toolkit's own breakpoints come after the floor. This watches the width it is given, and says so outside the allocation, where
 * whoever listens may rearrange. */

#include "config.h"

#include "crm-narrow-bin.h"

struct _CrmNarrowBin
{
  GtkWidget parent_instance;

  GtkWidget *child; /* (owned) (nullable) */
  int        width;
  guint      idle;
  gboolean   narrow;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmNarrowBin, crm_narrow_bin, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

enum
{
  PROP_CHILD = 1,
  PROP_WIDTH,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec        *properties[N_PROPS];
static GtkBuildableIface *parent_buildable;

static void
set_child (CrmNarrowBin *self, GtkWidget *child)
{
  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

static gboolean
turn_cb (gpointer data)
{
  CrmNarrowBin *self = data;

  self->idle = 0;
  self->narrow = !self->narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    set_child (CRM_NARROW_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static int
get_least_width (CrmNarrowBin *self)
{
  int least = 0;

  if (self->child != NULL)
    gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);

  return least;
}

/* A child that is arranged for much room must not keep the window from getting narrow. */
static void
crm_narrow_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  CrmNarrowBin *self = CRM_NARROW_BIN (widget);

  if (self->child == NULL)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = MAX (for_size, get_least_width (self));
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && !self->narrow)
    *minimum = 0;
}

static void
crm_narrow_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrmNarrowBin *self = CRM_NARROW_BIN (widget);
  gboolean      narrow = width < self->width;

  if (self->child != NULL)
    gtk_widget_allocate (self->child, MAX (width, get_least_width (self)), height, baseline, NULL);
  if (narrow == self->narrow)
    g_clear_handle_id (&self->idle, g_source_remove);
  else if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, turn_cb, self, NULL);
}

static void
crm_narrow_bin_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmNarrowBin *self = CRM_NARROW_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_WIDTH:
      g_value_set_int (value, self->width);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_narrow_bin_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmNarrowBin *self = CRM_NARROW_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    case PROP_WIDTH:
      self->width = g_value_get_int (value);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_narrow_bin_dispose (GObject *object)
{
  CrmNarrowBin *self = CRM_NARROW_BIN (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (crm_narrow_bin_parent_class)->dispose (object);
}

static void
crm_narrow_bin_class_init (CrmNarrowBinClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = crm_narrow_bin_get_property;
  object_class->set_property = crm_narrow_bin_set_property;
  object_class->dispose = crm_narrow_bin_dispose;
  widget_class->measure = crm_narrow_bin_measure;
  widget_class->size_allocate = crm_narrow_bin_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crm_narrow_bin_init (CrmNarrowBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
crm_narrow_bin_new (void)
{
  return g_object_new (CRM_TYPE_NARROW_BIN, NULL);
}

gboolean
crm_narrow_bin_get_narrow (CrmNarrowBin *self)
{
  return self->narrow;
}
