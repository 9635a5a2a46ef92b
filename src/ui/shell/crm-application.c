/* The program: its command line, and which window a file goes to.
 *
 * `crm` opens the file of the last time, `crm FILE` another one. A file that is open already has its window brought forward, unless
 * --new-window asks for a second. Cards and sheets are handed to the import of the window in front. */

#include "config.h"

#include "crm-application.h"

#include "crm-app-lock.h"
#include "crm-application-reminders.h"
#include "crm-expose.h"
#include "crm-files.h"
#include "crm-fonts.h"
#include "crm-keys.h"
#include "crm-search-provider.h"
#include "crm-shortcuts.h"
#include "crm-window-private.h"

#include <glib/gi18n-lib.h>
#include <malloc.h>

struct _CrmApplication
{
  AdwApplication parent_instance;

  gboolean                 restart;
  CrmAppLock              *lock;      /* (owned) (nullable): of the first process */
  CrmApplicationReminders *reminders; /* (owned) (nullable): likewise */
  CrmSearchProvider       *search;    /* (owned) (nullable): likewise */
};

G_DEFINE_FINAL_TYPE (CrmApplication, crm_application, ADW_TYPE_APPLICATION)

/* From this size on, in bytes, a piece of memory is its own. */
#define BLOCK_OF_ITS_OWN (1024 * 1024)

/* What g_application_open() carries to the first process for --new-window. */
#define HINT_NEW_WINDOW "new-window"

static CrmWindow *
find_window (CrmApplication *self, const char *path)
{
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    {
      if (CRM_IS_WINDOW (item->data) && g_strcmp0 (crm_window_get_path (item->data), path) == 0)
        return item->data;
    }

  return NULL;
}

/* The window that was in front last, itself or by a window that belongs to it; one that belongs to none, such as the lock, is passed over. */
static CrmWindow *
find_front_window (CrmApplication *self)
{
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    {
      GtkWindow *window = item->data;

      while (window != NULL && !CRM_IS_WINDOW (window))
        window = gtk_window_get_transient_for (window);
      if (window != NULL)
        return CRM_WINDOW (window);
    }

  return NULL;
}

/* A window that says welcome, or what is wrong, gives its place to the next file. */
static gboolean
is_free (CrmWindow *window)
{
  return window != NULL && crm_context_get_store (crm_window_get_context (window)) == NULL;
}

static CrmWindow *
make_window (CrmApplication *self, const char *path)
{
  CrmWindow *window = crm_window_new (GTK_APPLICATION (self));

  if (path == NULL)
    crm_window_show_welcome (window);
  gtk_window_present (GTK_WINDOW (window));
  if (path != NULL)
    crm_window_open_path (window, path);

  return window;
}

static CrmWindow *
make_first_window (CrmApplication *self)
{
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  g_autofree char *path = crm_files_get_last (settings);

  return make_window (self, path);
}

static void
open_path (CrmApplication *self, const char *path, gboolean new_window)
{
  CrmWindow *window = new_window ? NULL : find_window (self, path);

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    make_window (self, path);
}

/* The window in front, or one with the file of the last time. */
static CrmWindow *
present_front_window (CrmApplication *self)
{
  CrmWindow *window = find_front_window (self);

  if (window == NULL)
    window = make_first_window (self);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
crm_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  CrmApplication *self = CRM_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (crm_files_is_importable (files[i]))
        crm_window_import (present_front_window (self), files[i]);
      else if (path != NULL)
        open_path (self, path, g_str_equal (hint, HINT_NEW_WINDOW));
    }
}

static void
crm_application_activate (GApplication *application)
{
  present_front_window (CRM_APPLICATION (application));
}

static void
close_window (gpointer data, gpointer user_data)
{
  gtk_window_close (data);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  g_application_set_inactivity_timeout (G_APPLICATION (user_data), 0);
  crm_application_reminders_quit (CRM_APPLICATION (user_data)->reminders);
  g_list_foreach (windows, close_window, NULL);
}

static void
restart_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CRM_APPLICATION (user_data)->restart = TRUE;
  quit_cb (action, parameter, user_data);
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  make_first_window (CRM_APPLICATION (user_data));
}

static void
lock_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_app_lock_lock (CRM_APPLICATION (user_data)->lock);
}

static const GActionEntry entries[] = {
  { "lock", lock_cb },
  { "quit", quit_cb },
  { "restart", restart_cb },
  { "new-window", new_window_cb },
};

static void
teach_text_widgets (gpointer data)
{
  crm_keys_teach_widgets ();
}

/* GTK follows the language of the desktop; where the user chose another, that decides. To be called after GTK has made up its mind. */
static void
choose_direction (void)
{
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  g_autofree char *language = g_settings_get_string (settings, "language");

  if (*language != '\0')
    gtk_widget_set_default_direction (g_str_has_prefix (language, "fa") ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

/* The ids of a million people are 8 MB, made anew for every order and search. Left alone, the C library sees such blocks come and go,
 * and from then on keeps them in its heap, full of holes: a fixed limit gives them back as they are freed. */
static void
keep_heap_small (void)
{
#ifdef M_MMAP_THRESHOLD
  mallopt (M_MMAP_THRESHOLD, BLOCK_OF_ITS_OWN);
#endif
}

static void
install_lock (CrmApplication *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "lock");

  self->lock = crm_app_lock_new (GTK_APPLICATION (self));
  g_object_bind_property (self->lock, "set", action, "enabled", G_BINDING_SYNC_CREATE);
}

static void
crm_application_startup (GApplication *application)
{
  keep_heap_small ();
  G_APPLICATION_CLASS (crm_application_parent_class)->startup (application);
  choose_direction ();
  crm_fonts_prefer ();
  crm_expose_drop_downs ();

  gtk_window_set_default_icon_name (CRM_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  crm_shortcuts_install (GTK_APPLICATION (application));
  install_lock (CRM_APPLICATION (application));
  CRM_APPLICATION (application)->reminders = crm_application_reminders_new (GTK_APPLICATION (application), CRM_APPLICATION (application)->lock);
  g_idle_add_once (teach_text_widgets, NULL);
}

/* Who is started only to be asked something goes when nobody asks any more. */
#define IDLE_MS 60000

static gboolean
crm_application_dbus_register (GApplication *application, GDBusConnection *connection, const char *object_path, GError **error)
{
  CrmApplication *self = CRM_APPLICATION (application);

  if (!G_APPLICATION_CLASS (crm_application_parent_class)->dbus_register (application, connection, object_path, error))
    return FALSE;

  if ((g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) != 0)
    g_application_set_inactivity_timeout (application, IDLE_MS);
  self->search = crm_search_provider_new (self, connection, object_path, error);

  return self->search != NULL;
}

static void
crm_application_dbus_unregister (GApplication *application, GDBusConnection *connection, const char *object_path)
{
  CrmApplication *self = CRM_APPLICATION (application);

  if (self->search != NULL)
    g_object_run_dispose (G_OBJECT (self->search));
  g_clear_object (&self->search);

  G_APPLICATION_CLASS (crm_application_parent_class)->dbus_unregister (application, connection, object_path);
}

static void
crm_application_shutdown (GApplication *application)
{
  g_clear_pointer (&CRM_APPLICATION (application)->reminders, crm_application_reminders_free);
  if (CRM_APPLICATION (application)->lock != NULL)
    g_object_run_dispose (G_OBJECT (CRM_APPLICATION (application)->lock));
  g_clear_object (&CRM_APPLICATION (application)->lock);

  G_APPLICATION_CLASS (crm_application_parent_class)->shutdown (application);
}

/* Where there are file names they go to the first process; -1 has GApplication do the rest. */
static int
crm_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  gboolean new_window = g_variant_dict_contains (options, "new-window");

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("crm %s\n", CRM_VERSION);
      return 0;
    }
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^aay", &names);
  if (names == NULL && !new_window)
    return -1;

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_ptr_array_add (files, g_file_new_for_commandline_arg (names[i]));
  if (files->len > 0)
    g_application_open (application, (GFile **) files->pdata, (int) files->len, new_window ? HINT_NEW_WINDOW : "");
  else
    g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);

  return 0;
}

static void
crm_application_class_init (CrmApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = crm_application_startup;
  application_class->shutdown = crm_application_shutdown;
  application_class->activate = crm_application_activate;
  application_class->open = crm_application_open;
  application_class->dbus_register = crm_application_dbus_register;
  application_class->dbus_unregister = crm_application_dbus_unregister;
  application_class->handle_local_options = crm_application_handle_local_options;
}

static void
crm_application_init (CrmApplication *self)
{
  static const GOptionEntry options[] = {
    { "new-window", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_ ("Open another window"), NULL },
    { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[FILE…]") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), NULL);
}

CrmApplication *
crm_application_new (void)
{
  return g_object_new (CRM_TYPE_APPLICATION,
                       "application-id", CRM_APP_ID,
                       "resource-base-path", "/com/example/Crm",
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

/**
 * crm_application_open_file:
 * @window: where the user asked
 * @create: whether the file is to be made
 *
 * Opens a file in @window if that has none yet, else in another.
 */
void
crm_application_open_file (CrmApplication *self, CrmWindow *window, GFile *file, gboolean create)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL)
    return;
  if (!create && !is_free (window))
    {
      open_path (self, path, FALSE);
      return;
    }

  if (!is_free (window))
    {
      window = crm_window_new (GTK_APPLICATION (self));
      gtk_window_present (GTK_WINDOW (window));
    }
  if (create)
    crm_window_create_path (window, path);
  else
    crm_window_open_path (window, path);
}

/**
 * crm_application_show_record:
 * @path: the customer file
 * @id: of a record in it
 *
 * Brings the window of that file to the front, or opens one, and shows the record there.
 */
void
crm_application_show_record (CrmApplication *self, const char *path, gint64 id)
{
  CrmWindow *window = find_window (self, path);

  if (window == NULL)
    window = make_window (self, path);
  gtk_window_present (GTK_WINDOW (window));
  crm_window_show_record (window, id);
}

/**
 * crm_application_show_uid:
 * @uid: of a record in the file of the window in front, or in that of the last time
 *
 * Brings that window to the front, or opens one, and shows the record there.
 */
void
crm_application_show_uid (CrmApplication *self, const char *uid)
{
  crm_window_show_uid (present_front_window (self), uid);
}

/**
 * crm_application_find:
 *
 * Looks for @words in the window in front, or in the file of the last time.
 */
void
crm_application_find (CrmApplication *self, const char *words)
{
  crm_window_find_words (present_front_window (self), words);
}

/**
 * crm_application_is_locked:
 *
 * Returns: whether nobody may see what is in the files
 */
gboolean
crm_application_is_locked (CrmApplication *self)
{
  return self->lock != NULL && crm_app_lock_is_locked (self->lock);
}

/**
 * crm_application_wants_restart:
 *
 * Returns: whether the program is to begin again, in the language that has been chosen
 */
gboolean
crm_application_wants_restart (CrmApplication *self)
{
  return self->restart;
}
