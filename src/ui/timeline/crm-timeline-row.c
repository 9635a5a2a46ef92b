/* One event of a timeline. It is bound again and again while a list scrolls, so it has few widgets and asks the file for little: what an
 * edit changed, and the names of others it is about. */

#include "config.h"

#include "crm-timeline-row.h"

#include "crm-activity.h"
#include "crm-attachments.h"
#include "crm-event-kind.h"
#include "crm-event-text.h"
#include "crm-format.h"
#include "crm-item.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmTimelineRow
{
  AdwBin parent_instance;

  CrmContext *context; /* (owned) */
  CrmRecord  *event;   /* (owned) (nullable) */
  gint64      target;
  gulong      changed_handler;
  gboolean    showing; /* the tick is being set by us */

  /* Template widgets */
  GtkLabel       *header;
  GtkImage       *icon;
  GtkCheckButton *done;
  GtkLabel       *title;
  GtkImage       *pin;
  GtkLabel       *time;
  GtkLabel       *body;
  GtkBox         *files;
  GtkWidget      *menu;
};

G_DEFINE_FINAL_TYPE (CrmTimelineRow, crm_timeline_row, ADW_TYPE_BIN)

enum
{
  MENU,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Times stand below one another, whether a row has a menu or not. */
#define MENU_WIDTH 40

static gboolean
is_task (CrmRecord *event)
{
  return CRM_IS_ACTIVITY (event) && crm_activity_kind_is_plan (crm_object_get_text (CRM_OBJECT (event), "kind"));
}

static gboolean
is_pinned (CrmRecord *event)
{
  return CRM_IS_ACTIVITY (event) && crm_object_get_boolean (CRM_OBJECT (event), "pinned");
}

static void
set_css_class (gpointer widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_task (CrmTimelineRow *self)
{
  gboolean task = is_task (self->event);

  self->showing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->done), task);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !task);
  gtk_check_button_set_active (self->done, task && crm_object_get_integer (CRM_OBJECT (self->event), "done_at") != CRM_UNSET);
  self->showing = FALSE;
}

static void
file_clicked_cb (CrmTimelineRow *self, GtkWidget *button)
{
  crm_attachment_open (self->context, g_object_get_data (G_OBJECT (button), "crm-attachment"));
}

static GtkWidget *
new_file_button (CrmTimelineRow *self, CrmItem *attachment)
{
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *content = adw_button_content_new ();
  gint64           size = crm_object_get_integer (CRM_OBJECT (attachment), "size");
  g_autofree char *clean = crm_attachment_clean_name (crm_object_get_text (CRM_OBJECT (attachment), "name"));
  g_autofree char *name = crm_text_isolate (clean);
  g_autofree char *bytes = size >= 0 ? crm_format_size (self->context, (guint64) size) : NULL;
  g_autofree char *text = bytes != NULL ? g_strconcat (name, _ (" · "), bytes, NULL) : g_strdup (name);
  /* Translators: %s is the name of a file, with its size */
  g_autofree char *tooltip = g_strdup_printf (_ ("Open a copy of %s"), text);

  g_object_set (content, "icon-name", "mail-attachment-symbolic", "label", name, NULL);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_object_set_data_full (G_OBJECT (button), "crm-attachment", g_object_ref (attachment), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (file_clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
show_files (CrmTimelineRow *self)
{
  GPtrArray *files = CRM_IS_ACTIVITY (self->event) ? crm_object_get_items (CRM_OBJECT (self->event), "attachments") : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->files))) != NULL)
    gtk_box_remove (self->files, child);
  for (guint i = 0; files != NULL && i < files->len; i++)
    gtk_box_append (self->files, new_file_button (self, g_ptr_array_index (files, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->files), files != NULL && files->len > 0);
}

static void
show (CrmTimelineRow *self)
{
  gint64           at;
  const char      *kind = NULL;
  g_autofree char *title = crm_event_dup_title (self->context, self->event, self->target);
  g_autofree char *body = crm_event_dup_body (self->event);
  g_autofree char *time = NULL;
  gboolean         quiet = !CRM_IS_ACTIVITY (self->event);

  crm_record_get_event (self->event, &at, &kind);
  /* What is pinned stands under no day. */
  time = is_pinned (self->event) ? crm_format_instant (self->context, at) : crm_event_dup_time (self->context, self->event);
  gtk_image_set_from_icon_name (self->icon, crm_event_kind_find (kind)->icon_name);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->time, time);
  gtk_label_set_text (self->body, body != NULL ? body : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body), body != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->pin), is_pinned (self->event));
  gtk_widget_set_visible (self->menu, !quiet);
  gtk_widget_set_margin_end (GTK_WIDGET (self->time), quiet ? MENU_WIDTH : 0);
  set_css_class (self, "quiet", quiet);
  show_task (self);
  show_files (self);
}

static void
menu_clicked_cb (CrmTimelineRow *self)
{
  g_signal_emit (self, signals[MENU], 0, self->menu);
}

static void
done_toggled_cb (CrmTimelineRow *self)
{
  if (!self->showing && self->event != NULL)
    g_signal_emit (self, signals[DONE], 0, gtk_check_button_get_active (self->done));
}

static void
crm_timeline_row_dispose (GObject *object)
{
  CrmTimelineRow *self = CRM_TIMELINE_ROW (object);

  crm_timeline_row_set_event (self, NULL, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_TIMELINE_ROW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_timeline_row_parent_class)->dispose (object);
}

static void
crm_timeline_row_class_init (CrmTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_timeline_row_dispose;

  signals[MENU] = g_signal_new ("menu", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_css_name (widget_class, "crm-timeline-row");
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/timeline/crm-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmTimelineRow, header);
  gtk_widget_class_bind_template_child (widget_class, CrmTimelineRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CrmTimelineRow, done);
  gtk_widget_class_bind_template_child (widget_class, CrmTimelineRow, title);
  gtk_widget_class_bind_template_child (widget_class, CrmTimelineRow, pin);
  gtk_widget_class_bind_template_child (widget_class, CrmTimelineRow, time);
  gtk_widget_class_bind_template_child (widget_class, CrmTimelineRow, body);
  gtk_widget_class_bind_template_child (widget_class, CrmTimelineRow, files);
  gtk_widget_class_bind_template_child (widget_class, CrmTimelineRow, menu);
  gtk_widget_class_bind_template_callback (widget_class, menu_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_toggled_cb);
}

static void
crm_timeline_row_init (CrmTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_timeline_row_new (CrmContext *context)
{
  CrmTimelineRow *self = g_object_new (CRM_TYPE_TIMELINE_ROW, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

/**
 * crm_timeline_row_get_event:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
CrmRecord *
crm_timeline_row_get_event (CrmTimelineRow *self)
{
  return self->event;
}

/**
 * crm_timeline_row_set_event:
 * @event: (nullable): what it shows, and follows from now on
 * @target: whose timeline it stands on
 */
void
crm_timeline_row_set_event (CrmTimelineRow *self, CrmRecord *event, gint64 target)
{
  if (self->event != NULL)
    g_clear_signal_handler (&self->changed_handler, self->event);
  self->target = target;
  g_set_object (&self->event, event);
  if (event == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (event, "notify", G_CALLBACK (show), self);
  show (self);
}

/**
 * crm_timeline_row_set_header:
 * @header: (nullable): what stands above it
 */
void
crm_timeline_row_set_header (CrmTimelineRow *self, const char *header)
{
  gtk_label_set_text (self->header, header != NULL ? header : "");
  gtk_widget_set_visible (GTK_WIDGET (self->header), header != NULL);
}

/**
 * crm_timeline_row_dup_header:
 *
 * Returns: (transfer full): what stands above the first of those that belong with @event: its day, or that they are pinned
 */
char *
crm_timeline_row_dup_header (CrmContext *context, CrmRecord *event)
{
  return is_pinned (event) ? g_strdup (C_ ("entries", "Pinned")) : crm_event_dup_day (context, event);
}
