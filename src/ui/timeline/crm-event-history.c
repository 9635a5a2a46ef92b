#include "config.h"

#include "crm-event-history.h"

#include "crm-dialog.h"
#include "crm-event-text.h"
#include "crm-format.h"
#include "crm-journal.h"
#include "crm-record-type.h"

#include <glib/gi18n-lib.h>

struct _CrmEventHistory
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwPreferencesGroup *changes;
};

G_DEFINE_FINAL_TYPE (CrmEventHistory, crm_event_history, ADW_TYPE_WINDOW)

/* An entry that was edited more often is told from there on. */
#define MAX_CHANGES 200

static char *
dup_when (CrmContext *context, const CrmJournalChange *change)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *at = crm_format_instant (context, change->at);

  g_string_append (line, at);
  if (change->author != NULL && *change->author != '\0')
    g_string_append_printf (line, "%s%s", _ (" · "), change->author);
  if (change->reverted_by != CRM_UNSET && change->reverted_by != 0)
    g_string_append_printf (line, "%s%s", _ (" · "), C_ ("a change", "undone"));

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static GtkWidget *
new_row (CrmContext *context, CrmRecord *event, const CrmJournalChange *change)
{
  CrmStore  *store = crm_context_get_store (context);
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (CrmRecord) record = crm_store_get (store, crm_id_make (change->id, CRM_CODE_CHANGE), NULL);
  g_autofree char *title = record != NULL ? crm_event_dup_changes (context, record, crm_record_get_id (event)) : g_strdup ("");
  g_autofree char *when = dup_when (context, change);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);

  return row;
}

static void
crm_event_history_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRM_TYPE_EVENT_HISTORY);

  G_OBJECT_CLASS (crm_event_history_parent_class)->dispose (object);
}

static void
crm_event_history_class_init (CrmEventHistoryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_event_history_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/timeline/crm-event-history.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmEventHistory, changes);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_event_history_init (CrmEventHistory *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_event_history_present:
 * @event: an entry of the open file
 *
 * Returns: (transfer none): the window
 */
GtkWindow *
crm_event_history_present (GtkWidget *parent, CrmContext *context, CrmRecord *event)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = store != NULL ? crm_store_load_history (store, crm_record_get_id (event), MAX_CHANGES, &error) : NULL;
  CrmEventHistory *self;

  if (changes == NULL)
    {
      if (error != NULL)
        crm_context_report (context, error);
      return NULL;
    }

  self = g_object_new (CRM_TYPE_EVENT_HISTORY, NULL);
  for (guint i = 0; i < changes->len; i++)
    adw_preferences_group_add (self->changes, new_row (context, event, g_ptr_array_index (changes, i)));
  crm_dialog_present (GTK_WINDOW (self), parent);

  return GTK_WINDOW (self);
}
