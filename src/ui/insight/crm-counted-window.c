#include "config.h"

#include "crm-counted-window.h"

#include "crm-date-format.h"
#include "crm-format.h"
#include "crm-record-list.h"
#include "crm-tab-stop.h"
#include "crm-two-lines.h"
#include "crm-view.h"

#include <glib/gi18n-lib.h>

struct _CrmCountedWindow
{
  AdwWindow parent_instance;

  CrmContext    *context; /* (owned) */
  CrmRecordList *records; /* (owned) (nullable) */

  /* Template widgets */
  AdwWindowTitle *title;
  GtkListView    *rows;
};

G_DEFINE_FINAL_TYPE (CrmCountedWindow, crm_counted_window, ADW_TYPE_WINDOW)

static void
setup_cb (CrmCountedWindow *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, crm_two_lines_new ());
}

/* Whom it is about. */
static char *
dup_names (CrmCountedWindow *self, CrmObject *activity)
{
  GPtrArray *links = crm_object_get_items (activity, "links");
  GString   *names = g_string_new (NULL);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      gint64           target = crm_object_get_integer (links->pdata[i], "target");
      g_autofree char *name = target != CRM_UNSET ? crm_format_reference (self->context, target) : NULL;

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", name);
    }

  return g_string_free (names, FALSE);
}

static char *
dup_day (CrmCountedWindow *self, CrmObject *activity)
{
  const char *due = crm_object_get_text (activity, "due");
  gint64      at = crm_object_get_integer (activity, "occurred_at");

  if (due != NULL)
    return crm_format_day (self->context, due);

  return at != CRM_UNSET ? crm_instant_format (at, crm_context_get_culture (self->context), CRM_INSTANT_STYLE_DAY) : g_strdup ("");
}

static void
bind_cb (CrmCountedWindow *self, GtkListItem *item)
{
  CrmObject       *activity = gtk_list_item_get_item (item);
  g_autofree char *title = crm_format_title (activity);
  g_autofree char *day = dup_day (self, activity);
  g_autofree char *names = dup_names (self, activity);
  g_autofree char *second = crm_format_parts ((const char *const[]){ day, names }, 2);

  crm_two_lines_set (gtk_list_item_get_child (item), title, second);
}

static void
activated_cb (CrmCountedWindow *self, guint position)
{
  g_autoptr (CrmRecord) record = g_list_model_get_item (G_LIST_MODEL (self->records), position);
  g_autoptr (CrmContext) context = g_object_ref (self->context);

  if (record == NULL)
    return;

  gtk_window_close (GTK_WINDOW (self));
  crm_context_open (context, record);
}

static void
count_cb (CrmCountedWindow *self)
{
  g_autofree char *count = crm_format_count (self->context, g_list_model_get_n_items (G_LIST_MODEL (self->records)));

  adw_window_title_set_subtitle (self->title, count);
}

static void
crm_counted_window_dispose (GObject *object)
{
  CrmCountedWindow *self = CRM_COUNTED_WINDOW (object);

  g_clear_object (&self->records);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_counted_window_parent_class)->dispose (object);
}

static void
crm_counted_window_class_init (CrmCountedWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_counted_window_dispose;

  g_type_ensure (CRM_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/insight/crm-counted-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmCountedWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CrmCountedWindow, rows);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
crm_counted_window_init (CrmCountedWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_counted_window_new:
 * @view: a saved_view of activities, which need not be in the file
 */
GtkWidget *
crm_counted_window_new (CrmContext *context, CrmRecord *view)
{
  CrmCountedWindow *self = g_object_new (CRM_TYPE_COUNTED_WINDOW, NULL);
  const char       *name = crm_object_get_text (CRM_OBJECT (view), "name");
  g_autoptr (CrmQuery) query = crm_view_new_query (view, crm_context_get_store (context), crm_context_get_culture (context), NULL);

  self->context = g_object_ref (context);
  gtk_window_set_title (GTK_WINDOW (self), name);
  adw_window_title_set_title (self->title, name);
  if (query == NULL)
    return GTK_WIDGET (self);

  self->records = crm_record_list_new (crm_context_get_store (context), query);
  gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->records)))));
  g_signal_connect_object (self->records, "items-changed", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
  count_cb (self);

  return GTK_WIDGET (self);
}
