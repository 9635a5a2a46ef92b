#include "config.h"

#include "crm-remotes-group.h"

#include "crm-dialog.h"
#include "crm-field-row.h"
#include "crm-remote-dialog.h"
#include "crm-remote-row.h"
#include "crm-sync-service.h"

#include <glib/gi18n-lib.h>

struct _CrmRemotesGroup
{
  AdwPreferencesGroup parent_instance;

  CrmContext     *context; /* (owned) (nullable) */
  CrmSyncService *service; /* (owned) (nullable): of the open file */
  GPtrArray      *rows;    /* (owned) (element-type CrmRemoteRow) */
  GtkWidget      *add_row;
};

G_DEFINE_FINAL_TYPE (CrmRemotesGroup, crm_remotes_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
is_of (CrmRemotesGroup *self, GPtrArray *statuses)
{
  gboolean same = self->rows->len == statuses->len;

  for (guint i = 0; same && i < statuses->len; i++)
    same = crm_remote_row_get_remote (self->rows->pdata[i]) == ((CrmSyncStatus *) statuses->pdata[i])->remote;

  return same;
}

static void
make_rows (CrmRemotesGroup *self, guint n_rows)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  adw_preferences_group_remove (group, self->add_row);
  for (guint i = 0; i < n_rows; i++)
    {
      g_ptr_array_add (self->rows, crm_remote_row_new (self->context));
      adw_preferences_group_add (group, self->rows->pdata[i]);
    }
  adw_preferences_group_add (group, self->add_row);
}

/* Rows stay as long as their servers do: one of them may have the focus. */
static void
show (CrmRemotesGroup *self)
{
  g_autoptr (GPtrArray) statuses = self->service != NULL ? crm_sync_service_list (self->service) : g_ptr_array_new ();

  if (!is_of (self, statuses))
    make_rows (self, statuses->len);
  for (guint i = 0; i < statuses->len; i++)
    crm_remote_row_show (self->rows->pdata[i], statuses->pdata[i]);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "remotes.add", self->service != NULL);
}

static void
let_go (CrmRemotesGroup *self)
{
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->service);
}

static void
store_changed_cb (CrmRemotesGroup *self)
{
  let_go (self);
  g_set_object (&self->service, crm_context_get_sync (self->context));
  if (self->service != NULL)
    g_signal_connect_object (self->service, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
add_remote (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  crm_dialog_present (crm_remote_dialog_new (CRM_REMOTES_GROUP (widget)->context, NULL), widget);
}

/**
 * crm_remotes_group_set_context:
 *
 * To be called once.
 */
void
crm_remotes_group_set_context (CrmRemotesGroup *self, CrmContext *context)
{
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

static void
crm_remotes_group_dispose (GObject *object)
{
  CrmRemotesGroup *self = CRM_REMOTES_GROUP (object);

  let_go (self);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_remotes_group_parent_class)->dispose (object);
}

static void
crm_remotes_group_finalize (GObject *object)
{
  CrmRemotesGroup *self = CRM_REMOTES_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_clear_object (&self->add_row);

  G_OBJECT_CLASS (crm_remotes_group_parent_class)->finalize (object);
}

static void
crm_remotes_group_class_init (CrmRemotesGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crm_remotes_group_dispose;
  object_class->finalize = crm_remotes_group_finalize;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "remotes.add", NULL, add_remote);
}

static void
crm_remotes_group_init (CrmRemotesGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->add_row = g_object_ref_sink (crm_field_row_new_action (_ ("Add a Server…"), "list-add-symbolic"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add_row), "remotes.add");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Servers"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _ ("The same customers on several computers, and for several people. Everything works without the server, too; what you change waits for it."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add_row);
}
