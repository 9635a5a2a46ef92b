/* What copies there are of the file, and what may be done with them. Nothing here writes: a thread copies, and the window puts a copy back. */

#include "config.h"

#include "crm-backups-dialog.h"

#include "crm-backup-job.h"
#include "crm-clock.h"
#include "crm-confirm.h"
#include "crm-error.h"
#include "crm-format.h"
#include "crm-lock.h"
#include "crm-passphrase-dialog.h"
#include "crm-pick-file.h"
#include "crm-snapshot.h"
#include "crm-text.h"
#include "crm-uri.h"

#include <glib/gi18n-lib.h>

#define SNAPSHOT_KEY "crm-snapshot"

struct _CrmBackupsDialog
{
  AdwWindow parent_instance;

  CrmContext *context;  /* (owned) (nullable): until it is closed */
  char       *path;     /* (owned): of the file */
  GSettings  *settings; /* (owned) */
  GPtrArray  *rows;     /* (owned) (element-type GtkWidget): of the list */
  gboolean    running;

  /* Template widgets */
  GtkLabel            *problem;
  GtkSwitch           *daily;
  GtkSpinner          *spinner;
  AdwPreferencesGroup *list;
};

G_DEFINE_FINAL_TYPE (CrmBackupsDialog, crm_backups_dialog, ADW_TYPE_WINDOW)

enum
{
  RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
say_problem (CrmBackupsDialog *self, const char *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/* What is to be done with one copy, from the question to the end. */
typedef struct
{
  CrmBackupsDialog *dialog;     /* (owned) */
  char             *path;       /* (owned) (nullable) */
  char             *passphrase; /* (owned) (nullable) */
} Wish;

static Wish *
wish_new (CrmBackupsDialog *self, const char *path)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->dialog = g_object_ref (self);
  wish->path = g_strdup (path);

  return wish;
}

static void
wish_free (Wish *wish)
{
  g_clear_object (&wish->dialog);
  g_free (wish->path);
  g_free (wish->passphrase);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;

  if (!crm_confirm_finish (result, NULL) || wish->dialog->context == NULL)
    return;

  g_signal_emit (wish->dialog, signals[RESTORE], 0, wish->path, wish->passphrase);
  gtk_window_close (GTK_WINDOW (wish->dialog));
}

/* Takes @wish. */
static void
confirm (Wish *wish, const char *heading)
{
  crm_confirm_async (GTK_WIDGET (wish->dialog), heading,
                     _ ("What was entered or changed since then is not in it. The file as it is now is kept as a backup, so that you can come back."),
                     _ ("Go Back"), TRUE, NULL, confirmed_cb, wish);
}

static void
restore_cb (CrmBackupsDialog *self, GtkWidget *button)
{
  const CrmSnapshot *snapshot = g_object_get_data (G_OBJECT (button), SNAPSHOT_KEY);
  g_autofree char   *when = crm_format_instant (self->context, snapshot->at);
  /* Translators: %s is a day and time */
  g_autofree char *heading = g_strdup_printf (_ ("Go Back to %s?"), when);

  confirm (wish_new (self, snapshot->path), heading);
}

static char *
dup_about (CrmBackupsDialog *self, const CrmSnapshot *snapshot)
{
  g_autofree char *size = crm_format_size (self->context, snapshot->size);
  g_autofree char *isolated = crm_text_isolate (size);

  /* Translators: of a backup; %s is its size */
  return g_strdup_printf (snapshot->daily ? _ ("Daily, %s") : _ ("Kept until you delete it, %s"), isolated);
}

static void
snapshot_free (gpointer snapshot)
{
  crm_snapshot_free (snapshot);
}

/* Takes @snapshot. */
static GtkWidget *
new_row (CrmBackupsDialog *self, CrmSnapshot *snapshot)
{
  GtkWidget       *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  GtkWidget       *button = gtk_button_new_with_label (_ ("Go Back…"));
  g_autofree char *when = crm_format_instant (self->context, snapshot->at);
  g_autofree char *about = dup_about (self, snapshot);
  /* Translators: %s is a day and time */
  g_autofree char *label = g_strdup_printf (_ ("Go back to %s"), when);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), SNAPSHOT_KEY, snapshot, snapshot_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
show_list (CrmBackupsDialog *self)
{
  g_autoptr (GPtrArray) snapshots = crm_snapshot_list (self->path);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_free_func (snapshots, NULL);
  for (guint i = 0; i < snapshots->len; i++)
    {
      GtkWidget *row = new_row (self, g_ptr_array_index (snapshots, i));

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->list, row);
    }
  adw_preferences_group_set_description (self->list, snapshots->len == 0 ? _ ("There is none yet.") : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backups.folder", snapshots->len > 0);
}

static void
set_running (CrmBackupsDialog *self, gboolean running)
{
  gboolean there = g_file_test (self->path, G_FILE_TEST_IS_REGULAR);

  self->running = running;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backups.now", there && !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backups.elsewhere", there && !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backups.locked", there && !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backups.unlock", !running);
}

static gboolean
end_job (CrmBackupsDialog *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  gboolean made = crm_backup_finish (result, &error);

  if (self->context == NULL)
    return FALSE;

  set_running (self, FALSE);
  say_problem (self, made ? NULL : error->message);
  show_list (self);

  return made;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmBackupsDialog) self = user_data;

  end_job (self, result);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmBackupsDialog) self = user_data;

  if (end_job (self, result))
    crm_context_toast (self->context, _ ("The copy was saved and checked"));
}

static void
now_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmBackupsDialog *self = CRM_BACKUPS_DIALOG (widget);

  set_running (self, TRUE);
  crm_backup_make_async (self->path, NULL, made_cb, g_object_ref (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmBackupsDialog) self = user_data;
  g_autoptr (GFile) file = crm_pick_file_finish (result, NULL);
  g_autofree char *target = file != NULL ? g_file_get_path (file) : NULL;

  if (file == NULL || self->context == NULL)
    return;
  if (target == NULL)
    {
      say_problem (self, _ ("A copy can only be saved on a disk of this computer."));
      return;
    }

  set_running (self, TRUE);
  crm_backup_make_async (self->path, target, saved_cb, g_object_ref (self));
}

static char *
dup_suggested (CrmBackupsDialog *self, const char *suffix)
{
  CrmDate today = crm_context_get_today (self->context);

  return g_strdup_printf ("%s %04d-%02d-%02d.%s", _ ("customers"), today.year, today.month, today.day, suffix);
}

static void
elsewhere_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmBackupsDialog *self = CRM_BACKUPS_DIALOG (widget);
  g_autofree char  *suggested = dup_suggested (self, "crm");

  crm_pick_file_async (GTK_WINDOW (self), CRM_PICK_SAVE, _ ("Save a Copy"), _ ("Save"), suggested, NULL, NULL, chosen_cb, g_object_ref (self));
}

static void
lock_into_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  CrmBackupsDialog *self = wish->dialog;
  g_autoptr (GFile) file = crm_pick_file_finish (result, NULL);

  if (file == NULL || self->context == NULL)
    return;

  set_running (self, TRUE);
  crm_backup_make_locked_async (self->path, file, wish->passphrase, saved_cb, g_object_ref (self));
}

static void
lock_with_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmBackupsDialog) self = user_data;
  g_autofree char *passphrase = crm_passphrase_ask_finish (result, NULL);
  g_autofree char *suggested = NULL;
  Wish            *wish;

  if (passphrase == NULL || self->context == NULL)
    return;

  suggested = dup_suggested (self, "locked");
  wish = wish_new (self, NULL);
  wish->passphrase = g_steal_pointer (&passphrase);
  crm_pick_file_async (GTK_WINDOW (self), CRM_PICK_SAVE, _ ("Save a Locked Copy"), _ ("Save"), suggested, NULL, NULL, lock_into_cb, wish);
}

static void
locked_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  crm_passphrase_ask_async (widget, CRM_PASSPHRASE_LOCK_FILE, NULL, lock_with_cb, g_object_ref (widget));
}

static void unlock_with_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* The file is let go of only for a copy that can be read. */
static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  CrmBackupsDialog *self = wish->dialog;
  g_autoptr (GError) error = NULL;
  gboolean right = crm_backup_finish (result, &error);

  if (self->context == NULL)
    return;

  set_running (self, FALSE);
  if (right)
    confirm (g_steal_pointer (&wish), _ ("Go Back to the Locked Copy?"));
  else if (g_error_matches (error, CRM_ERROR, CRM_ERROR_INVALID))
    crm_passphrase_ask_async (GTK_WIDGET (self), CRM_PASSPHRASE_UNLOCK_FILE, error->message, unlock_with_cb, g_steal_pointer (&wish));
  else
    say_problem (self, error->message);
}

static void
unlock_with_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  CrmBackupsDialog *self = wish->dialog;
  Wish             *next;

  g_free (wish->passphrase);
  wish->passphrase = crm_passphrase_ask_finish (result, NULL);
  if (wish->passphrase == NULL || self->context == NULL)
    return;

  say_problem (self, NULL);
  set_running (self, TRUE);
  next = g_steal_pointer (&wish);
  crm_backup_try_async (next->path, next->passphrase, tried_cb, next);
}

static void
unlock_file_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmBackupsDialog) self = user_data;
  g_autoptr (GFile) file = crm_pick_file_finish (result, NULL);

  if (file != NULL && self->context != NULL)
    crm_backups_dialog_unlock (self, file);
}

static void
unlock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  crm_pick_file_async (GTK_WINDOW (widget), CRM_PICK_OPEN, _ ("Go Back to a Locked Copy"), _ ("Open"), NULL, NULL, NULL, unlock_file_cb, g_object_ref (widget));
}

static void
folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmBackupsDialog *self = CRM_BACKUPS_DIALOG (widget);
  g_autofree char  *folder = crm_snapshot_dup_folder (self->path);
  g_autofree char  *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    crm_uri_open (self->context, uri);
}

static void
crm_backups_dialog_dispose (GObject *object)
{
  CrmBackupsDialog *self = CRM_BACKUPS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_BACKUPS_DIALOG);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_backups_dialog_parent_class)->dispose (object);
}

static void
crm_backups_dialog_finalize (GObject *object)
{
  CrmBackupsDialog *self = CRM_BACKUPS_DIALOG (object);

  g_clear_object (&self->settings);
  g_ptr_array_unref (self->rows);
  g_free (self->path);

  G_OBJECT_CLASS (crm_backups_dialog_parent_class)->finalize (object);
}

static void
crm_backups_dialog_class_init (CrmBackupsDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crm_backups_dialog_dispose;
  object_class->finalize = crm_backups_dialog_finalize;
  signals[RESTORE] = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/backups/crm-backups-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmBackupsDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmBackupsDialog, daily);
  gtk_widget_class_bind_template_child (widget_class, CrmBackupsDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, CrmBackupsDialog, list);
  gtk_widget_class_install_action (widget_class, "backups.now", NULL, now_action);
  gtk_widget_class_install_action (widget_class, "backups.elsewhere", NULL, elsewhere_action);
  gtk_widget_class_install_action (widget_class, "backups.locked", NULL, locked_action);
  gtk_widget_class_install_action (widget_class, "backups.unlock", NULL, unlock_action);
  gtk_widget_class_install_action (widget_class, "backups.folder", NULL, folder_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_backups_dialog_init (CrmBackupsDialog *self)
{
  self->settings = g_settings_new (CRM_APP_ID);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (self->settings, "daily-backups", self->daily, "active", G_SETTINGS_BIND_DEFAULT);
}

/**
 * crm_backups_dialog_new:
 * @path: of the file, which may be open, damaged or gone
 *
 * Returns: (transfer none): the window, owned by the toolkit until it is closed
 */
GtkWindow *
crm_backups_dialog_new (CrmContext *context, const char *path)
{
  CrmBackupsDialog *self = g_object_new (CRM_TYPE_BACKUPS_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->path = g_strdup (path);
  set_running (self, FALSE);
  show_list (self);

  return GTK_WINDOW (self);
}

/**
 * crm_backups_dialog_unlock:
 * @file: a locked copy
 *
 * Asks for its passphrase, and whether it is to take the file's place.
 */
void
crm_backups_dialog_unlock (CrmBackupsDialog *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL || !crm_lock_is_locked (path))
    say_problem (self, _ ("This is no file that Customers has locked."));
  else
    crm_passphrase_ask_async (GTK_WIDGET (self), CRM_PASSPHRASE_UNLOCK_FILE, NULL, unlock_with_cb, wish_new (self, path));
}
