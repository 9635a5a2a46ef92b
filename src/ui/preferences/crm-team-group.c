#include "config.h"

#include "crm-team-group.h"

#include "crm-entry-row.h"
#include "crm-field-row.h"
#include "crm-format.h"
#include "crm-record-editor.h"
#include "crm-team.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmTeamGroup
{
  AdwPreferencesGroup parent_instance;

  CrmContext *context;  /* (owned) (nullable) */
  GSettings  *settings; /* (owned) */
  GPtrArray  *rows;     /* (owned) (element-type GtkWidget): of the users */
  GtkWidget  *name_row;
  GtkWidget  *add_row;
};

G_DEFINE_FINAL_TYPE (CrmTeamGroup, crm_team_group, ADW_TYPE_PREFERENCES_GROUP)

#define USER_KEY "crm-user"

static gboolean
can_write (CrmTeamGroup *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  return store != NULL && !crm_store_is_read_only (store);
}

static GPtrArray *
load_users (CrmStore *store)
{
  GPtrArray *users = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CrmQuery) query = crm_query_new ("user");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_store_query (store, query, 0, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      CrmRecord *user = crm_store_get (store, g_array_index (ids, gint64, i), NULL);

      if (user != NULL)
        g_ptr_array_add (users, user);
    }

  return users;
}

static void
edit_cb (CrmTeamGroup *self, GtkWidget *row)
{
  CrmRecord *user = g_object_get_data (G_OBJECT (row), USER_KEY);
  g_autoptr (CrmRecord) draft = crm_record_edit (user);

  crm_record_editor_present (GTK_WIDGET (self), self->context, draft);
}

static void
remove_cb (CrmTeamGroup *self, GtkWidget *button)
{
  GtkWidget       *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  CrmRecord       *user = g_object_get_data (G_OBJECT (row), USER_KEY);
  gint64           id = crm_record_get_id (user);
  g_autofree char *name = crm_format_title (CRM_OBJECT (user));
  /* Translators: what was done; %s is a name */
  g_autofree char *title = g_strdup_printf (_ ("Removed %s from the team"), name);

  crm_context_delete (self->context, title, &id, 1);
}

static GtkWidget *
new_remove_button (CrmTeamGroup *self, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is a name */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static char *
dup_subtitle (CrmRecord *user, gboolean me)
{
  const char      *email = crm_object_get_text (CRM_OBJECT (user), "email");
  g_autofree char *shown = email != NULL ? crm_text_isolate_ltr (email) : NULL;

  return crm_format_parts ((const char *const[]){ me ? _ ("You") : NULL, shown }, 2);
}

static GtkWidget *
new_user_row (CrmTeamGroup *self, CrmRecord *user, gboolean me)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *name = crm_format_title (CRM_OBJECT (user));
  g_autofree char *subtitle = dup_subtitle (user, me);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  g_object_set (row, "subtitle", subtitle, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (32, crm_object_get_text (CRM_OBJECT (user), "name"), TRUE));
  g_object_set_data_full (G_OBJECT (row), USER_KEY, g_object_ref (user), g_object_unref);
  if (can_write (self))
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_remove_button (self, name));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
    }

  return row;
}

static void
show (CrmTeamGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  CrmStore            *store = crm_context_get_store (self->context);
  g_autoptr (GPtrArray) users = store != NULL ? load_users (store) : g_ptr_array_new ();
  gint64 me = store != NULL ? crm_team_find_me (store) : 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  adw_preferences_group_remove (group, self->add_row);
  for (guint i = 0; i < users->len; i++)
    {
      GtkWidget *row = new_user_row (self, users->pdata[i], crm_record_get_id (users->pdata[i]) == me);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (group, row);
    }
  adw_preferences_group_add (group, self->add_row);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "team.add", can_write (self));
}

static void
add_user (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (CrmRecord) draft = crm_record_new ("user");

  crm_record_editor_present (widget, CRM_TEAM_GROUP (widget)->context, draft);
}

static gboolean
join_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return crm_team_join (transaction, error) != 0;
}

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmContext) context = user_data;
  g_autoptr (GError) error = NULL;

  if (!crm_store_write_finish (CRM_STORE (source), result, &error))
    crm_context_report (context, error);
}

/* Who was known by another name until now goes on as the same user. */
static void
rename_me (CrmTeamGroup *self, CrmRecord *user, const char *name)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (user);
  g_autofree char *isolated = crm_text_isolate (name);
  /* Translators: what was done; %s is a name */
  g_autofree char *title = g_strdup_printf (_ ("Renamed to %s"), isolated);

  crm_object_set_text (CRM_OBJECT (draft), "name", name);
  crm_context_commit_record (self->context, title, draft, NULL, NULL);
}

static void
name_applied_cb (CrmTeamGroup *self)
{
  g_autofree char *name = crm_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  CrmStore        *store = can_write (self) ? crm_context_get_store (self->context) : NULL;
  gint64           before = store != NULL ? crm_team_find_me (store) : 0;
  g_autoptr (CrmRecord) user = before != 0 ? crm_store_get (store, before, NULL) : NULL;

  g_settings_set_string (self->settings, "your-name", name != NULL ? name : "");
  if (store == NULL || name == NULL || crm_team_find_me (store) != 0)
    return;

  if (user != NULL)
    rename_me (self, user, name);
  else
    crm_store_write_async (store, _ ("Join the team"), "edit", CRM_TRANSACTION_NONE, join_func, NULL, NULL, NULL, joined_cb, g_object_ref (self->context));
}

static void
name_changed_cb (CrmTeamGroup *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "your-name");

  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
}

/**
 * crm_team_group_set_context:
 *
 * To be called once.
 */
void
crm_team_group_set_context (CrmTeamGroup *self, CrmContext *context)
{
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "team-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
crm_team_group_dispose (GObject *object)
{
  CrmTeamGroup *self = CRM_TEAM_GROUP (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (crm_team_group_parent_class)->dispose (object);
}

static void
crm_team_group_finalize (GObject *object)
{
  CrmTeamGroup *self = CRM_TEAM_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_clear_object (&self->add_row);

  G_OBJECT_CLASS (crm_team_group_parent_class)->finalize (object);
}

static void
crm_team_group_class_init (CrmTeamGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crm_team_group_dispose;
  object_class->finalize = crm_team_group_finalize;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "team.add", NULL, add_user);
}

static void
crm_team_group_init (CrmTeamGroup *self)
{
  self->settings = g_settings_new (CRM_APP_ID);
  self->rows = g_ptr_array_new ();
  self->name_row = crm_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _ ("Your name"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->name_row), TRUE);
  name_changed_cb (self);
  g_signal_connect_object (self->name_row, "apply", G_CALLBACK (name_applied_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::your-name", G_CALLBACK (name_changed_cb), self, G_CONNECT_SWAPPED);
  self->add_row = g_object_ref_sink (crm_field_row_new_action (_ ("Add Somebody…"), "list-add-symbolic"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add_row), "team.add");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Team"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _ ("Who works with this file. Others see your name on what you change, and people, deals and tasks can belong to each of you."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->name_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add_row);
}
