/* Undo, redo and toasts: what the window tells of changes, and how they are turned back. */

#include "config.h"

#include "crm-window-private.h"

#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* Longer than this is a sentence to be read, not a note in passing. */
#define LONG_TEXT 60
#define LONG_TOAST_SECONDS 10

static void
dismiss_undo_toast (CrmWindow *self)
{
  AdwToast *toast = self->undo_toast;

  g_clear_weak_pointer (&self->undo_toast);
  if (toast != NULL)
    adw_toast_dismiss (toast);
}

static void
set_text (char **text, char *value)
{
  g_free (*text);
  *text = value;
}

/* A toast offers to undo its own change, and no other that has come since. */
static gboolean
is_of_newest (CrmWindow *self)
{
  const char *title = self->undo_toast != NULL ? g_object_get_data (G_OBJECT (self->undo_toast), "crm-title") : NULL;

  return g_strcmp0 (title, self->undo_title) == 0;
}

static gboolean
read_undo_state (gpointer data)
{
  CrmWindow *self = data;
  CrmStore  *store = crm_context_get_store (self->context);

  self->undo_source = 0;
  set_text (&self->undo_title, store != NULL ? crm_store_dup_undo_title (store) : NULL);
  set_text (&self->redo_title, store != NULL ? crm_store_dup_redo_title (store) : NULL);
  if (self->undo_toast != NULL && !is_of_newest (self))
    dismiss_undo_toast (self);
  crm_window_update_actions (self);

  return G_SOURCE_REMOVE;
}

/* Several changes in a row are looked at once, when there is time. */
static void
queue_undo_state (CrmWindow *self)
{
  if (self->undo_source == 0)
    self->undo_source = g_idle_add (read_undo_state, self);
}

static void
store_changed_cb (CrmWindow *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (queue_undo_state), self, G_CONNECT_SWAPPED);
  queue_undo_state (self);
}

/* Keeps the titles of what can be undone and redone. */
void
crm_window_follow_undo (CrmWindow *self)
{
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "toast", G_CALLBACK (crm_window_toast), self, G_CONNECT_SWAPPED);
}

void
crm_window_dispose_undo (CrmWindow *self)
{
  g_clear_handle_id (&self->undo_source, g_source_remove);
  g_clear_weak_pointer (&self->undo_toast);
  g_clear_object (&self->undo_section);
  g_clear_object (&self->recent_section);
  g_clear_pointer (&self->undo_title, g_free);
  g_clear_pointer (&self->redo_title, g_free);
}

typedef struct
{
  CrmWindow *window; /* (owned) */
  gboolean   redo;
} TurnBack;

static void
turned_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree TurnBack *job = user_data;
  g_autoptr (CrmWindow) self = job->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *isolated = NULL;
  g_autofree char *text = NULL;

  if (!crm_store_undo_finish (CRM_STORE (source), result, &title, &error))
    {
      crm_context_report (self->context, error);
      return;
    }

  isolated = crm_text_isolate (crm_journal_get_shown (title));
  /* Translators: %s is what was done, such as “Rename” */
  text = g_strdup_printf (job->redo ? _ ("Done again: %s") : _ ("Undone: %s"), isolated);
  crm_context_toast (self->context, text);
}

/* Undoes the newest change, or redoes what was undone last. */
void
crm_window_turn_back (CrmWindow *self, gboolean redo)
{
  CrmStore *store = crm_context_get_store (self->context);
  TurnBack *job;

  if (store == NULL)
    return;

  dismiss_undo_toast (self);
  job = g_new0 (TurnBack, 1);
  job->window = g_object_ref (self);
  job->redo = redo;
  crm_store_undo_async (store, redo, turned_back_cb, job);
}

static GtkWidget *
make_long_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  gtk_label_set_xalign (GTK_LABEL (label), 0);

  return label;
}

/* Says @text in passing; with an Undo button if @undo_title is that of a change. */
void
crm_window_toast (CrmWindow *self, const char *text, const char *undo_title)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast        *toast = adw_toast_new (escaped);

  dismiss_undo_toast (self);
  if (g_utf8_strlen (text, -1) > LONG_TEXT)
    {
      adw_toast_set_custom_title (toast, make_long_text (text));
      adw_toast_set_timeout (toast, LONG_TOAST_SECONDS);
    }
  if (undo_title != NULL)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
      g_object_set_data_full (G_OBJECT (toast), "crm-title", g_strdup (undo_title), g_free);
      g_set_weak_pointer (&self->undo_toast, toast);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}
