/* Two panes side by side, or one at a time.
 *
 * A shim: the toolkits to come call this a navigation split view, the floor has only the leaflet. The leaflet folds at the natural
 * widths of its children, which follow what happens to be in them; here each pane is put into a frame whose natural width is said. */

#include "config.h"

#include "crm-split-view.h"

#include "crm-text-scale.h"

#include <adwaita.h>

#define CRM_TYPE_SPLIT_PANE (crm_split_pane_get_type ())

G_DECLARE_FINAL_TYPE (CrmSplitPane, crm_split_pane, CRM, SPLIT_PANE, GtkWidget)

struct _CrmSplitPane
{
  GtkWidget parent_instance;

  GtkWidget *child; /* (owned) (nullable) */
  int        width;
};

G_DEFINE_FINAL_TYPE (CrmSplitPane, crm_split_pane, GTK_TYPE_WIDGET)

struct _CrmSplitView
{
  GtkWidget parent_instance;

  AdwLeaflet   *leaflet;   /* (owned): a child */
  CrmSplitPane *sidebar;   /* (owned): a child of the leaflet */
  CrmSplitPane *content;   /* (owned): a child of the leaflet */
  GtkWidget    *separator; /* a child of the leaflet */
};

G_DEFINE_FINAL_TYPE (CrmSplitView, crm_split_view, GTK_TYPE_WIDGET)

enum
{
  PROP_SIDEBAR = 1,
  PROP_CONTENT,
  PROP_SIDEBAR_WIDTH,
  PROP_CONTENT_WIDTH,
  PROP_FOLDED,
  PROP_SHOW_CONTENT,
  PROP_SHOW_SIDEBAR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define SIDEBAR_WIDTH 260
#define CONTENT_WIDTH 420

static void
crm_split_pane_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  CrmSplitPane *self = CRM_SPLIT_PANE (widget);

  *minimum = *natural = 0;
  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, crm_text_scale_length (self->width));
  *minimum_baseline = *natural_baseline = -1;
}

static void
crm_split_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrmSplitPane *self = CRM_SPLIT_PANE (widget);

  if (self->child != NULL)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
}

static void
crm_split_pane_dispose (GObject *object)
{
  CrmSplitPane *self = CRM_SPLIT_PANE (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (crm_split_pane_parent_class)->dispose (object);
}

static void
crm_split_pane_class_init (CrmSplitPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_split_pane_dispose;
  GTK_WIDGET_CLASS (klass)->measure = crm_split_pane_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = crm_split_pane_size_allocate;
}

static void
crm_split_pane_init (CrmSplitPane *self)
{
}

static CrmSplitPane *
split_pane_new (int width, gboolean expand)
{
  CrmSplitPane *self = g_object_new (CRM_TYPE_SPLIT_PANE, "hexpand", expand, "hexpand-set", TRUE, NULL);

  self->width = width;

  return self;
}

static gboolean
split_pane_set_child (CrmSplitPane *self, GtkWidget *child)
{
  if (child == self->child)
    return FALSE;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));

  return TRUE;
}

static gboolean
split_pane_set_width (CrmSplitPane *self, int width)
{
  if (width == self->width)
    return FALSE;

  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return TRUE;
}

static void
folded_cb (CrmSplitView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
visible_child_cb (CrmSplitView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_CONTENT]);
}

static void
crm_split_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmSplitView *self = CRM_SPLIT_VIEW (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar->child);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content->child);
      break;
    case PROP_SIDEBAR_WIDTH:
      g_value_set_int (value, self->sidebar->width);
      break;
    case PROP_CONTENT_WIDTH:
      g_value_set_int (value, self->content->width);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, crm_split_view_get_folded (self));
      break;
    case PROP_SHOW_CONTENT:
      g_value_set_boolean (value, crm_split_view_get_show_content (self));
      break;
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, crm_split_view_get_show_sidebar (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_split_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmSplitView *self = CRM_SPLIT_VIEW (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
      crm_split_view_set_sidebar (self, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      crm_split_view_set_content (self, g_value_get_object (value));
      break;
    case PROP_SIDEBAR_WIDTH:
      if (split_pane_set_width (self->sidebar, g_value_get_int (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CONTENT_WIDTH:
      if (split_pane_set_width (self->content, g_value_get_int (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SHOW_CONTENT:
      crm_split_view_set_show_content (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_SIDEBAR:
      crm_split_view_set_show_sidebar (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_split_view_dispose (GObject *object)
{
  CrmSplitView *self = CRM_SPLIT_VIEW (object);

  if (self->leaflet != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->leaflet, self);
      gtk_widget_unparent (GTK_WIDGET (self->leaflet));
      self->leaflet = NULL;
      split_pane_set_child (self->sidebar, NULL);
      split_pane_set_child (self->content, NULL);
    }

  G_OBJECT_CLASS (crm_split_view_parent_class)->dispose (object);
}

static void
crm_split_view_finalize (GObject *object)
{
  CrmSplitView *self = CRM_SPLIT_VIEW (object);

  g_clear_object (&self->sidebar);
  g_clear_object (&self->content);

  G_OBJECT_CLASS (crm_split_view_parent_class)->finalize (object);
}

static void
crm_split_view_class_init (CrmSplitViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = crm_split_view_get_property;
  object_class->set_property = crm_split_view_set_property;
  object_class->dispose = crm_split_view_dispose;
  object_class->finalize = crm_split_view_finalize;

  properties[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SIDEBAR_WIDTH] = g_param_spec_int ("sidebar-width", NULL, NULL, 0, G_MAXINT, SIDEBAR_WIDTH, flags);
  properties[PROP_CONTENT_WIDTH] = g_param_spec_int ("content-width", NULL, NULL, 0, G_MAXINT, CONTENT_WIDTH, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_CONTENT] = g_param_spec_boolean ("show-content", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_SIDEBAR] = g_param_spec_boolean ("show-sidebar", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
crm_split_view_init (CrmSplitView *self)
{
  AdwLeafletPage *page;

  self->sidebar = g_object_ref (split_pane_new (SIDEBAR_WIDTH, FALSE));
  self->content = g_object_ref (split_pane_new (CONTENT_WIDTH, TRUE));
  self->leaflet = g_object_new (ADW_TYPE_LEAFLET,
                                "fold-threshold-policy", ADW_FOLD_THRESHOLD_POLICY_NATURAL,
                                "can-navigate-back", TRUE,
                                NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->leaflet), GTK_WIDGET (self));

  adw_leaflet_append (self->leaflet, GTK_WIDGET (self->sidebar));
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  page = adw_leaflet_append (self->leaflet, self->separator);
  adw_leaflet_page_set_navigatable (page, FALSE);
  adw_leaflet_append (self->leaflet, GTK_WIDGET (self->content));

  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self);
  g_signal_connect_swapped (self->leaflet, "notify::visible-child", G_CALLBACK (visible_child_cb), self);
}

GtkWidget *
crm_split_view_new (void)
{
  return g_object_new (CRM_TYPE_SPLIT_VIEW, NULL);
}

/**
 * crm_split_view_get_sidebar:
 *
 * Returns: (transfer none) (nullable): the pane at the start
 */
GtkWidget *
crm_split_view_get_sidebar (CrmSplitView *self)
{
  g_return_val_if_fail (CRM_IS_SPLIT_VIEW (self), NULL);

  return self->sidebar->child;
}

void
crm_split_view_set_sidebar (CrmSplitView *self, GtkWidget *sidebar)
{
  g_return_if_fail (CRM_IS_SPLIT_VIEW (self));

  if (split_pane_set_child (self->sidebar, sidebar))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDEBAR]);
}

/**
 * crm_split_view_get_content:
 *
 * Returns: (transfer none) (nullable): the pane at the end
 */
GtkWidget *
crm_split_view_get_content (CrmSplitView *self)
{
  g_return_val_if_fail (CRM_IS_SPLIT_VIEW (self), NULL);

  return self->content->child;
}

void
crm_split_view_set_content (CrmSplitView *self, GtkWidget *content)
{
  g_return_if_fail (CRM_IS_SPLIT_VIEW (self));

  if (split_pane_set_child (self->content, content))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTENT]);
}

/**
 * crm_split_view_get_folded:
 *
 * Returns: whether only one pane is seen
 */
gboolean
crm_split_view_get_folded (CrmSplitView *self)
{
  g_return_val_if_fail (CRM_IS_SPLIT_VIEW (self), FALSE);

  return self->leaflet != NULL && adw_leaflet_get_folded (self->leaflet);
}

/**
 * crm_split_view_get_show_content:
 *
 * Returns: whether the content is the pane that is seen when folded
 */
gboolean
crm_split_view_get_show_content (CrmSplitView *self)
{
  g_return_val_if_fail (CRM_IS_SPLIT_VIEW (self), FALSE);

  return self->leaflet != NULL && adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->content);
}

/**
 * crm_split_view_set_show_content:
 *
 * Says which pane is seen when folded. Side by side it changes nothing that is seen, and is remembered.
 */
void
crm_split_view_set_show_content (CrmSplitView *self, gboolean show_content)
{
  g_return_if_fail (CRM_IS_SPLIT_VIEW (self));

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (show_content ? self->content : self->sidebar));
}

/**
 * crm_split_view_go_back:
 *
 * From the content to the sidebar, where only one of them is seen.
 *
 * Returns: whether there was a way back
 */
gboolean
crm_split_view_go_back (CrmSplitView *self)
{
  if (!crm_split_view_get_folded (self) || !crm_split_view_get_show_content (self))
    return FALSE;

  crm_split_view_set_show_content (self, FALSE);
  return TRUE;
}

/**
 * crm_split_view_get_show_sidebar:
 *
 * Returns: whether the pane at the start is there, folded or not
 */
gboolean
crm_split_view_get_show_sidebar (CrmSplitView *self)
{
  g_return_val_if_fail (CRM_IS_SPLIT_VIEW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->sidebar));
}

void
crm_split_view_set_show_sidebar (CrmSplitView *self, gboolean show_sidebar)
{
  g_return_if_fail (CRM_IS_SPLIT_VIEW (self));

  if (show_sidebar == crm_split_view_get_show_sidebar (self))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), show_sidebar);
  gtk_widget_set_visible (self->separator, show_sidebar);
  if (!show_sidebar)
    crm_split_view_set_show_content (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}
