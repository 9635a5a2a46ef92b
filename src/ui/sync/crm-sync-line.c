#include "config.h"

#include "crm-sync-line.h"

#include "crm-handover.h"
#include "crm-record-list.h"
#include "crm-sync-service.h"
#include "crm-sync-words.h"

#include <glib/gi18n-lib.h>

struct _CrmSyncLine
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkImage  *icon;
  GtkLabel  *label;

  CrmContext     *context;   /* (owned) */
  CrmHandover    *handover;  /* (owned) */
  CrmSyncService *service;   /* (owned) (nullable): of the open file */
  CrmRecordList  *conflicts; /* (owned) (nullable) */
  gint64          n_new;     /* what came in since somebody looked */
  gint64          n_counted; /* of the cycle that runs, how many of them are in n_new */
};

G_DEFINE_FINAL_TYPE (CrmSyncLine, crm_sync_line, GTK_TYPE_WIDGET)

/* Counts of a cycle begin at nothing again. */
static void
count_new (CrmSyncLine *self, GPtrArray *statuses)
{
  gint64 received = 0;

  for (guint i = 0; i < statuses->len; i++)
    received += ((CrmSyncStatus *) statuses->pdata[i])->counts.received;
  if (received < self->n_counted)
    self->n_counted = 0;
  self->n_new += received - self->n_counted;
  self->n_counted = received;
}

static void
show (CrmSyncLine *self)
{
  g_autoptr (GPtrArray) statuses = self->service != NULL ? crm_sync_service_list (self->service) : NULL;
  guint n_conflicts = self->conflicts != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->conflicts)) : 0;
  g_auto (CrmSyncWords) words = { NULL };
  g_autofree char *name = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), statuses != NULL && (statuses->len > 0 || n_conflicts > 0));
  if (statuses == NULL)
    return;

  count_new (self, statuses);
  crm_sync_words_init (&words, self->context, statuses, n_conflicts, self->n_new);
  /* Translators: for those who hear it; %s tells how it stands: “Up to date” */
  name = g_strdup_printf (_ ("Sync: %s"), words.text);
  gtk_image_set_from_icon_name (self->icon, words.icon_name);
  gtk_label_set_text (self->label, words.text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (words.needs)
    gtk_widget_add_css_class (self->button, "warning");
  else
    gtk_widget_remove_css_class (self->button, "warning");
}

static void
let_go (CrmSyncLine *self)
{
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  if (self->conflicts != NULL)
    g_signal_handlers_disconnect_by_data (self->conflicts, self);
  g_clear_object (&self->service);
  g_clear_object (&self->conflicts);
  self->n_new = 0;
  self->n_counted = 0;
}

static void
store_changed_cb (CrmSyncLine *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  let_go (self);
  g_set_object (&self->service, crm_context_get_sync (self->context));
  if (self->service != NULL)
    {
      g_autoptr (CrmQuery) query = crm_query_new ("conflict");

      self->conflicts = crm_record_list_new (store, query);
      g_signal_connect_object (self->service, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->conflicts, "items-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
    }
  show (self);
}

static void
clicked_cb (CrmSyncLine *self)
{
  self->n_new = 0;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.sync", NULL);
  show (self);
}

static void
crm_sync_line_dispose (GObject *object)
{
  CrmSyncLine *self = CRM_SYNC_LINE (object);

  let_go (self);
  g_clear_object (&self->handover);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_sync_line_parent_class)->dispose (object);
}

static void
crm_sync_line_class_init (CrmSyncLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_sync_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
crm_sync_line_init (CrmSyncLine *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "crm-sync-line");
  gtk_widget_set_tooltip_text (self->button, _ ("Show what was sent, what waits, and what needs you"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * crm_sync_line_new:
 *
 * Returns: (transfer floating)
 */
GtkWidget *
crm_sync_line_new (CrmContext *context)
{
  CrmSyncLine *self = g_object_new (CRM_TYPE_SYNC_LINE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
  self->handover = crm_handover_new (context);

  return GTK_WIDGET (self);
}
