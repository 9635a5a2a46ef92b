#include "config.h"

#include "crm-stage-bar.h"

#include "crm-format.h"

struct _CrmStageBar
{
  GtkWidget parent_instance;

  GtkWidget *scroller; /* a child */
  GtkBox    *box;
  GPtrArray *stages;  /* (owned) (nullable) (element-type CrmRecord) */
  GPtrArray *buttons; /* (owned) (element-type GtkToggleButton): children of the box */
  gint64     stage;
  guint      idle;
};

G_DEFINE_FINAL_TYPE (CrmStageBar, crm_stage_bar, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What leads up to the stage is marked a little too, so that the eye sees how far it has come. */
static void
mark (CrmStageBar *self)
{
  gboolean passed = TRUE;

  for (guint i = 0; i < self->buttons->len; i++)
    {
      gboolean here = crm_record_get_id (self->stages->pdata[i]) == self->stage;

      passed = passed && !here;
      gtk_toggle_button_set_active (self->buttons->pdata[i], here);
      if (passed)
        gtk_widget_add_css_class (self->buttons->pdata[i], "stage-passed");
      else
        gtk_widget_remove_css_class (self->buttons->pdata[i], "stage-passed");
    }
}

/* The stage it is in is seen, however many there are. */
static gboolean
scroll_cb (gpointer data)
{
  CrmStageBar    *self = data;
  GtkAdjustment  *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  guint           position = 0;
  graphene_rect_t bounds;

  self->idle = 0;
  while (position < self->buttons->len && !gtk_toggle_button_get_active (self->buttons->pdata[position]))
    position++;
  if (position < self->buttons->len && gtk_widget_compute_bounds (self->buttons->pdata[position], GTK_WIDGET (self->box), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.x, bounds.origin.x + bounds.size.width);

  return G_SOURCE_REMOVE;
}

/* After the next allocation, which may give the buttons other places. */
static void
scroll_to_stage (CrmStageBar *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, scroll_cb, self, NULL);
}

static void
clicked_cb (CrmStageBar *self, GtkWidget *button)
{
  guint index;

  mark (self);
  if (g_ptr_array_find (self->buttons, button, &index) && crm_record_get_id (self->stages->pdata[index]) != self->stage)
    g_signal_emit (self, signals[CHOSEN], 0, self->stages->pdata[index]);
}

static void
crm_stage_bar_dispose (GObject *object)
{
  CrmStageBar *self = CRM_STAGE_BAR (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_ptr_array_set_size (self->buttons, 0);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->stages, g_ptr_array_unref);

  G_OBJECT_CLASS (crm_stage_bar_parent_class)->dispose (object);
}

static void
crm_stage_bar_finalize (GObject *object)
{
  g_ptr_array_unref (CRM_STAGE_BAR (object)->buttons);

  G_OBJECT_CLASS (crm_stage_bar_parent_class)->finalize (object);
}

static void
crm_stage_bar_class_init (CrmStageBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_stage_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_stage_bar_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "stagebar");
}

static void
crm_stage_bar_init (CrmStageBar *self)
{
  self->buttons = g_ptr_array_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "linked");
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                 "vscrollbar-policy", GTK_POLICY_NEVER,
                                 "hscrollbar-policy", GTK_POLICY_EXTERNAL,
                                 "child", self->box,
                                 NULL);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "changed", G_CALLBACK (scroll_to_stage), self, G_CONNECT_SWAPPED);
}

GtkWidget *
crm_stage_bar_new (void)
{
  return g_object_new (CRM_TYPE_STAGE_BAR, NULL);
}

static void
add_button (CrmStageBar *self, CrmRecord *stage)
{
  g_autofree char *name = crm_format_title (stage);
  GtkWidget       *button = gtk_toggle_button_new_with_label (name);

  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->buttons, button);
  gtk_box_append (self->box, button);
}

/**
 * crm_stage_bar_set_stages:
 * @stages: (element-type CrmRecord): from first to last
 */
void
crm_stage_bar_set_stages (CrmStageBar *self, GPtrArray *stages)
{
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_box_remove (self->box, self->buttons->pdata[i]);
  g_ptr_array_set_size (self->buttons, 0);
  g_ptr_array_ref (stages);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  self->stages = stages;
  for (guint i = 0; i < stages->len; i++)
    add_button (self, stages->pdata[i]);
  mark (self);
}

void
crm_stage_bar_set_stage (CrmStageBar *self, gint64 stage)
{
  self->stage = stage;
  mark (self);
  scroll_to_stage (self);
}
