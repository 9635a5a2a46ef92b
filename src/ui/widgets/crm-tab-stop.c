#include "config.h"

#include "crm-tab-stop.h"

struct _CrmTabStop
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CrmTabStop, crm_tab_stop, ADW_TYPE_BIN)

static gboolean
is_list (GtkWidget *widget)
{
  return GTK_IS_LIST_BASE (widget) || GTK_IS_LIST_BOX (widget);
}

/* (nullable): the row that the focus is in; where there are no rows, what has the focus itself */
static GtkWidget *
find_row (CrmTabStop *self)
{
  GtkWidget *widget = gtk_widget_get_focus_child (GTK_WIDGET (self));

  while (widget != NULL && !is_list (widget) && gtk_widget_get_focus_child (widget) != NULL)
    widget = gtk_widget_get_focus_child (widget);

  return widget != NULL && is_list (widget) ? gtk_widget_get_focus_child (widget) : widget;
}

static gboolean
crm_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *row = find_row (CRM_TAB_STOP (widget));

  if (row != NULL && (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD))
    return gtk_widget_child_focus (row, direction);

  return GTK_WIDGET_CLASS (crm_tab_stop_parent_class)->focus (widget, direction);
}

static void
crm_tab_stop_class_init (CrmTabStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = crm_tab_stop_focus;
}

static void
crm_tab_stop_init (CrmTabStop *self)
{
}
