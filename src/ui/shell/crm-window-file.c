/* The window and its customer file: opening, making, what is wrong with it, and how a new one begins. */

#include "config.h"

#include "crm-window-private.h"

#include "crm-dialog.h"
#include "crm-files.h"

#include <glib/gi18n-lib.h>

static void
show_name (CrmWindow *self)
{
  g_autofree char *usual = crm_files_get_default ();
  g_autofree char *name = crm_files_dup_name (self->path);

  gtk_window_set_title (GTK_WINDOW (self), g_str_equal (usual, self->path) ? _ ("Customers") : name);
}

static void
run_import (CrmWindow *self)
{
  gboolean wanted = self->importing || self->to_import != NULL;
  g_autoptr (GFile) file = g_steal_pointer (&self->to_import);

  self->importing = FALSE;
  if (wanted && !crm_store_is_read_only (crm_context_get_store (self->context)))
    crm_dialog_present (crm_doors.import_dialog (self->context, file), GTK_WIDGET (self));
}

/* What somebody came for, when the file is open. */
static void
run_wishes (CrmWindow *self)
{
  CrmStore        *store = crm_context_get_store (self->context);
  g_autofree char *words = g_steal_pointer (&self->to_find);
  g_autofree char *uid = g_steal_pointer (&self->to_show_uid);
  gint64           id = uid != NULL ? crm_store_find_uid (store, uid) : self->to_show;
  g_autoptr (CrmRecord) record = id != 0 ? crm_store_get (store, id, NULL) : NULL;

  self->to_show = 0;
  if (record != NULL)
    crm_context_open (self->context, record);
  if (words != NULL)
    crm_window_find (self, words);
  run_import (self);
}

static void
use_store (CrmWindow *self, CrmStore *store)
{
  crm_context_set_store (self->context, store);
  crm_files_remember (self->settings, self->path);
  gtk_revealer_set_reveal_child (self->banner, crm_store_is_read_only (store));
  crm_window_show_main (self);
  crm_window_show_first_page (self);
  run_wishes (self);
}

static void
finish_opening (CrmWindow *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  gboolean empty;
  g_autoptr (CrmStore) store = crm_files_open_finish (result, &empty, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (store == NULL)
    {
      crm_window_show_problem (self, error);
      return;
    }
  if (empty && !self->begun && !crm_store_is_read_only (store))
    {
      g_set_object (&self->waiting, store);
      crm_window_show_welcome (self);
      return;
    }

  use_store (self, store);
}

/* However quick the file is, the frame of the window comes first: a page takes longer to make than the rest of the start. */
static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmWindow) self = user_data;

  if (self->painted || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    finish_opening (self, result);
  else
    g_set_object (&self->opened, result);
}

/* The first frame is on the screen. */
void
crm_window_painted (CrmWindow *self)
{
  g_autoptr (GAsyncResult) opened = g_steal_pointer (&self->opened);

  self->painted = TRUE;
  if (opened != NULL)
    finish_opening (self, opened);
}

static void
start_opening (CrmWindow *self, const char *path, CrmFilesMode mode, const char *sample)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);

  g_free (self->path);
  self->path = g_steal_pointer (&canonical);
  self->begun = sample != NULL;
  show_name (self);
  crm_window_show_main (self);
  crm_files_open_async (self->path, mode, sample, self->cancellable, opened_cb, g_object_ref (self));
}

/**
 * crm_window_open_path:
 * @path: of a customer file; the window has none yet
 *
 * Opens a file, and shows its pages, the welcome if nobody is in it, or why it cannot be opened.
 */
void
crm_window_open_path (CrmWindow *self, const char *path)
{
  g_return_if_fail (CRM_IS_WINDOW (self));
  g_return_if_fail (crm_context_get_store (self->context) == NULL);

  start_opening (self, path, CRM_FILES_OPEN, NULL);
}

/* Makes a file that is not there yet, ready to use. */
void
crm_window_create_path (CrmWindow *self, const char *path)
{
  start_opening (self, path, CRM_FILES_CREATE, "empty");
}

/* What the user chose on the welcome: @sample is a sample's name, or "empty". Uses the window's file, or makes the first one. */
void
crm_window_begin (CrmWindow *self, const char *sample)
{
  g_autofree char *usual = crm_files_get_default ();
  g_autofree char *path = g_strdup (self->path != NULL ? self->path : usual);

  /* It is opened again where the sample is put into it, off the main loop. */
  g_clear_object (&self->waiting);
  start_opening (self, path, CRM_FILES_ENSURE, sample);
}

/* What takes the file's place as soon as nobody has it open any more: pages that are still reading let go of it in their time. */
typedef struct
{
  CrmWindow *window;     /* (owned) */
  char      *snapshot;   /* (owned) */
  char      *passphrase; /* (owned) (nullable) */
  CrmStore  *store;      /* (weak) (nullable): that is being let go of */
  guint      source;
} Restore;

/* After so long it is tried all the same, and then said who has the file. */
#define RESTORE_WAIT_MS 5000

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup (self->path);
  gboolean         restored = crm_files_restore_finish (result, &error);

  /* The window was closed meanwhile. */
  if (self->cancellable == NULL)
    return;
  /* Where it could not be done the file is as it was. */
  start_opening (self, path, CRM_FILES_OPEN, NULL);
  crm_window_toast (self, restored ? _ ("The backup was put back; the file as it was is kept among the backups") : error->message, NULL);
}

static void store_gone_cb (gpointer data, GObject *store);

static gboolean
restore_cb (gpointer data)
{
  Restore *restore = data;

  if (restore->store != NULL)
    g_object_weak_unref (G_OBJECT (restore->store), store_gone_cb, restore);
  crm_files_restore_async (restore->window->path, restore->snapshot, restore->passphrase, restored_cb, g_object_ref (restore->window));
  g_clear_object (&restore->window);
  g_free (restore->snapshot);
  g_free (restore->passphrase);
  g_free (restore);

  return G_SOURCE_REMOVE;
}

static void
store_gone_cb (gpointer data, GObject *store)
{
  Restore *restore = data;

  restore->store = NULL;
  g_source_remove (restore->source);
  restore->source = g_idle_add (restore_cb, restore);
}

/* Puts a snapshot in the place of the window's file, and opens that; @passphrase: (nullable): that it was locked with */
void
crm_window_restore (CrmWindow *self, const char *snapshot, const char *passphrase)
{
  Restore *restore = g_new0 (Restore, 1);

  restore->window = g_object_ref (self);
  restore->snapshot = g_strdup (snapshot);
  restore->passphrase = g_strdup (passphrase);
  restore->store = self->waiting != NULL ? self->waiting : crm_context_get_store (self->context);
  restore->source = restore->store != NULL ? g_timeout_add (RESTORE_WAIT_MS, restore_cb, restore) : g_idle_add (restore_cb, restore);
  if (restore->store != NULL)
    g_object_weak_ref (G_OBJECT (restore->store), store_gone_cb, restore);
  crm_context_set_store (self->context, NULL);
  g_clear_object (&self->waiting);
  crm_window_show_main (self);
}

/**
 * crm_window_import:
 * @file: (nullable): what to import; %NULL asks
 *
 * Opens the import, once there is a file to import into.
 */
void
crm_window_import (CrmWindow *self, GFile *file)
{
  g_return_if_fail (CRM_IS_WINDOW (self));

  if (crm_doors.import_dialog == NULL)
    return;

  self->importing = TRUE;
  g_set_object (&self->to_import, file);
  if (crm_context_get_store (self->context) != NULL)
    run_import (self);
  else if (self->waiting != NULL || self->path == NULL)
    crm_window_begin (self, "empty");
}

/**
 * crm_window_show_record:
 * @id: of a record of the window's file
 *
 * Shows it, as soon as the file is open.
 */
void
crm_window_show_record (CrmWindow *self, gint64 id)
{
  g_return_if_fail (CRM_IS_WINDOW (self));

  self->to_show = id;
  if (crm_context_get_store (self->context) != NULL)
    run_wishes (self);
}

/**
 * crm_window_show_uid:
 * @uid: of a record of the window's file
 *
 * Shows it, as soon as the file is open.
 */
void
crm_window_show_uid (CrmWindow *self, const char *uid)
{
  g_return_if_fail (CRM_IS_WINDOW (self));

  g_free (self->to_show_uid);
  self->to_show_uid = g_strdup (uid);
  if (crm_context_get_store (self->context) != NULL)
    run_wishes (self);
}

/**
 * crm_window_find_words:
 *
 * Looks for them in everything there is, as soon as the file is open.
 */
void
crm_window_find_words (CrmWindow *self, const char *words)
{
  g_return_if_fail (CRM_IS_WINDOW (self));

  g_free (self->to_find);
  self->to_find = g_strdup (words);
  if (crm_context_get_store (self->context) != NULL)
    run_wishes (self);
}
