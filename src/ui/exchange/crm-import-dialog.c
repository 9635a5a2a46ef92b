/* Import: a file is chosen, looked at, its columns matched, tried or run as one change, and the result shown, with Undo.
 *
 * The file is read on other threads. The dialog lives until its job has called back, even where its window was closed: closing cancels,
 * and a cancelled import has changed nothing. Going back loses nothing that was chosen. */

#include "config.h"

#include "crm-import-dialog.h"

#include "crm-confirm.h"
#include "crm-dialog.h"
#include "crm-error.h"
#include "crm-format.h"
#include "crm-import-changes.h"
#include "crm-import-columns.h"
#include "crm-import-earlier.h"
#include "crm-import-look.h"
#include "crm-import-report-json.h"
#include "crm-import-seen.h"
#include "crm-import-summary.h"
#include "crm-import-unlock.h"
#include "crm-lock.h"
#include "crm-import.h"
#include "crm-pick-file.h"
#include "crm-reject-file.h"

#include <glib/gi18n-lib.h>

struct _CrmImportDialog
{
  AdwWindow parent_instance;

  GtkLabel           *problem;
  GtkStack           *steps;
  CrmImportEarlier   *earlier;
  AdwPreferencesPage *match_page;
  CrmImportSeen      *seen;
  GtkDropDown        *on_match;
  GtkWidget          *strangers;
  GtkSwitch          *add_strangers;
  GtkProgressBar     *progress;
  AdwPreferencesPage *result_page;
  GtkWidget          *back;
  GtkWidget          *try_button;
  GtkWidget          *save_button;
  GtkWidget          *undo_button;
  GtkWidget          *run_button;
  GtkWidget          *close_button;

  CrmContext       *context; /* (owned) */
  CrmStore         *store;   /* (owned) (nullable): of the context, when the dialog was made */
  char             *path;    /* (owned) (nullable) */
  CrmImportLook    *look;    /* (owned) (nullable) */
  CrmImportTargets *targets; /* (owned) */
  GPtrArray        *matches; /* (owned) (element-type GtkWidget): groups of columns on the page */
  GPtrArray        *results; /* (owned) (element-type GtkWidget): groups of the result */
  CrmImportReport  *report;  /* (owned) (nullable) */
  GCancellable     *job;     /* (owned) (nullable): what goes on */
  CrmRejectFile     rejects;
  CrmImportWhen     when; /* the report is of */
};

G_DEFINE_FINAL_TYPE (CrmImportDialog, crm_import_dialog, ADW_TYPE_WINDOW)

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
say_problem (CrmImportDialog *self, const char *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static gboolean
is_step (CrmImportDialog *self, const char *step)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->steps), step) == 0;
}

static void
offer (CrmImportDialog *self, GtkWidget *button, const char *action, gboolean offered)
{
  gtk_widget_set_visible (button, offered);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, offered);
}

static void
show_step (CrmImportDialog *self, const char *step)
{
  gboolean match, result, done;

  gtk_stack_set_visible_child_name (self->steps, step);
  match = is_step (self, "match");
  result = is_step (self, "result");
  done = result && self->when != CRM_IMPORT_TRIAL;

  offer (self, self->back, "import.back", match || (result && (!done || self->when == CRM_IMPORT_EARLIER_ONE || self->report->change == 0)));
  offer (self, self->try_button, "import.try", match);
  offer (self, self->run_button, "import.run", match || (result && !done));
  offer (self, self->undo_button, "import.undo", done && self->report != NULL && self->report->change != 0);
  offer (self, self->save_button, "import.save-rejects", result && crm_reject_file_is_there (&self->rejects));
  gtk_widget_set_visible (self->close_button, done);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.cancel", is_step (self, "run"));
}

static void
show_look (CrmImportDialog *self)
{
  const CrmImportLook *look = self->look;

  crm_import_seen_show (self->seen, self->context, look);
  gtk_widget_set_visible (self->strangers, CRM_IMPORT_IS_MAIL (look->format));
  crm_import_columns_show (self->match_page, self->matches, self->context, self->targets, look);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmImportLook) look = crm_import_look_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    return;
  g_clear_object (&self->job);
  if (look == NULL)
    {
      say_problem (self, error->message);
      show_step (self, self->look != NULL ? "match" : "choose");
      if (self->look != NULL)
        crm_import_seen_show (self->seen, self->context, self->look);
      return;
    }

  g_clear_pointer (&self->look, crm_import_look_free);
  self->look = g_steal_pointer (&look);
  show_look (self);
  show_step (self, "match");
}

static void
begin_job (CrmImportDialog *self)
{
  if (self->job != NULL)
    g_cancellable_cancel (self->job);
  g_clear_object (&self->job);
  self->job = g_cancellable_new ();
  say_problem (self, NULL);
}

static void use_file (CrmImportDialog *self, GFile *file);

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = crm_import_unlock_finish (result, &error);

  if (file != NULL && self->context != NULL)
    use_file (self, file);
  else if (error != NULL && self->context != NULL)
    say_problem (self, error->message);
}

static void
use_file (CrmImportDialog *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL)
    {
      say_problem (self, _ ("This file is on another computer. Copy it to this one first."));
      return;
    }
  if (crm_lock_is_locked (path))
    {
      crm_import_unlock_async (GTK_WIDGET (self), path, unlocked_cb, g_object_ref (self));
      return;
    }
  begin_job (self);
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  g_clear_pointer (&self->look, crm_import_look_free);
  crm_import_seen_forget (self->seen);
  crm_import_look_async (self->path, NULL, self->context, self->job, looked_cb, g_object_ref (self));
}

/* What cannot be read so is told, and the file stays as it was seen. */
static void
seen_chosen_cb (CrmImportDialog *self)
{
  CrmCsvOptions csv = crm_import_seen_get_csv (self->seen);

  begin_job (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.try", FALSE);
  crm_import_look_async (self->path, &csv, self->context, self->job, looked_cb, g_object_ref (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmImportDialog) self = user_data;
  g_autoptr (GFile) file = crm_pick_file_finish (result, NULL);

  if (file != NULL && self->context != NULL)
    use_file (self, file);
}

static void
choose_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const char *const known[] = { "*.csv", "*.xlsx", "*.ods", "*.tsv", "*.txt", "*.vcf", "*.vcard", "*.json", "*.ics", "*.mbox", "*.eml", "*.locked", "*.CSV", "*.XLSX", "*.VCF", NULL };
  const CrmPickFilter      filters[] = { { _ ("Sheets and contacts"), known }, { _ ("All files"), NULL }, { NULL } };

  crm_pick_file_async (GTK_WINDOW (widget), CRM_PICK_OPEN, _ ("Import a File"), _ ("Open"), NULL, filters, NULL, chosen_cb, g_object_ref (widget));
}

static gboolean
drop_cb (CrmImportDialog *self, const GValue *value)
{
  if (is_step (self, "run") || !G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  use_file (self, g_value_get_object (value));

  return TRUE;
}

static void
progress_cb (guint64 done, guint64 total, guint64 rows, gpointer user_data)
{
  CrmImportDialog *self = user_data;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (self->context == NULL)
    return;
  number = crm_format_count (self->context, (gint64) rows);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", (gulong) rows), number);
  gtk_progress_bar_set_text (self->progress, text);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (1.0, (double) done / (double) total));
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
show_result (CrmImportDialog *self)
{
  crm_import_summary_show (self->result_page, self->results, self->context, self->report, self->when);
  show_step (self, "result");
}

static void
earlier_chosen_cb (CrmImportDialog *self, gint64 change)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmImportLogged) logged = crm_store_find_import (self->store, change, &error);
  g_autoptr (CrmImportReport) report = logged != NULL ? crm_import_report_from_text (logged->report, &error) : NULL;

  if (report == NULL)
    {
      say_problem (self, error->message);
      return;
    }

  say_problem (self, NULL);
  g_clear_pointer (&self->report, crm_import_report_unref);
  self->report = g_steal_pointer (&report);
  self->report->change = logged->undone ? 0 : change;
  self->when = CRM_IMPORT_EARLIER_ONE;
  crm_reject_file_clear (&self->rejects);
  show_result (self);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmImportReport) report = crm_import_run_finish (CRM_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  g_clear_object (&self->job);
  if (report == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say_problem (self, error->message);
      show_step (self, "match");
      return;
    }

  g_clear_pointer (&self->report, crm_import_report_unref);
  self->report = g_steal_pointer (&report);
  crm_import_earlier_show (self->earlier, self->context, self->store);
  show_result (self);
}

static CrmImportOnMatch
get_rule (CrmImportDialog *self)
{
  if (CRM_IMPORT_IS_MAIL (self->look->format))
    return gtk_switch_get_active (self->add_strangers) ? CRM_IMPORT_ON_MATCH_CREATE : CRM_IMPORT_ON_MATCH_AUTO;

  return (CrmImportOnMatch) gtk_drop_down_get_selected (self->on_match);
}

static void
run (CrmImportDialog *self, gboolean dry_run)
{
  CrmImportOptions options = { 0 };

  if (self->look == NULL || self->store == NULL)
    return;
  begin_job (self);
  crm_reject_file_make (&self->rejects, self->look->format);
  self->when = dry_run ? CRM_IMPORT_TRIAL : CRM_IMPORT_DONE_NOW;
  options.format = self->look->format;
  options.map = self->look->map;
  options.on_match = get_rule (self);
  options.dry_run = dry_run;
  options.default_country = crm_context_default_country (self->context);
  if (self->look->habits != NULL)
    {
      options.csv = crm_import_seen_get_csv (self->seen);
      options.order = crm_import_seen_get_order (self->seen);
      options.default_country = crm_import_seen_get_country (self->seen);
    }
  options.culture = crm_context_get_culture (self->context);
  options.rejects_path = self->rejects.path;

  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, "");
  show_step (self, "run");
  crm_import_run_async (self->store, self->path, &options, progress_cb, self, self->job, ran_cb, g_object_ref (self));
}

static void
run_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  run (CRM_IMPORT_DIALOG (widget), g_str_equal (action, "import.try"));
}

static void
cancel_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_cancellable_cancel (CRM_IMPORT_DIALOG (widget)->job);
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CrmImportDialog *self = CRM_IMPORT_DIALOG (widget);

  say_problem (self, NULL);
  show_step (self, is_step (self, "result") && self->when != CRM_IMPORT_EARLIER_ONE ? "match" : "choose");
}

static void
changes_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CrmImportDialog *self = CRM_IMPORT_DIALOG (widget);

  if (self->report != NULL)
    crm_dialog_present (crm_import_changes_new (self->context, self->report), widget);
}

static void undo (CrmImportDialog *self, gboolean rest);

static void
rest_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmImportDialog) self = user_data;

  if (crm_confirm_finish (result, NULL) && self->context != NULL)
    undo (self, TRUE);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean undone = crm_store_undo_finish (CRM_STORE (source), result, NULL, &error);

  if (self->context == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.undo", TRUE);
  if (g_error_matches (error, CRM_ERROR, CRM_ERROR_CONFLICT))
    {
      crm_confirm_async (GTK_WIDGET (self), _ ("Undo the Rest?"), error->message, _ ("Undo the Rest"), FALSE, NULL, rest_cb, g_object_ref (self));
      return;
    }
  if (!undone)
    {
      say_problem (self, error->message);
      return;
    }

  g_clear_pointer (&self->report, crm_import_report_unref);
  crm_context_toast (self->context, _ ("The import was undone"));
  crm_import_earlier_show (self->earlier, self->context, self->store);
  show_step (self, self->when == CRM_IMPORT_EARLIER_ONE ? "choose" : "match");
}

/* What came after the import stays. */
static void
undo (CrmImportDialog *self, gboolean rest)
{
  if (self->report == NULL || self->report->change == 0)
    return;
  say_problem (self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.undo", FALSE);
  crm_store_undo_change_async (self->store, self->report->change, rest, undone_cb, g_object_ref (self));
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  undo (CRM_IMPORT_DIALOG (widget), FALSE);
}

static void
save_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) to = crm_pick_file_finish (result, NULL);
  g_autoptr (GFile) from = to != NULL && crm_reject_file_is_there (&self->rejects) ? g_file_new_for_path (self->rejects.path) : NULL;

  if (from != NULL && self->context != NULL && !g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error))
    say_problem (self, error->message);
}

static void
save_rejects_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CrmImportDialog *self = CRM_IMPORT_DIALOG (widget);
  g_autofree char *name = g_path_get_basename (self->rejects.path);

  crm_pick_file_async (GTK_WINDOW (self), CRM_PICK_SAVE, _ ("Save Rejected Rows"), _ ("Save"), name, NULL, NULL, save_chosen_cb, g_object_ref (self));
}

static void
crm_import_dialog_constructed (GObject *object)
{
  CrmImportDialog *self = CRM_IMPORT_DIALOG (object);
  GtkDropTarget   *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  G_OBJECT_CLASS (crm_import_dialog_parent_class)->constructed (object);

  self->store = crm_context_get_store (self->context);
  if (self->store != NULL)
    g_object_ref (self->store);
  self->targets = crm_import_targets_new (self->store);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  crm_import_earlier_show (self->earlier, self->context, self->store);
  show_step (self, "choose");
}

static void
crm_import_dialog_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTEXT:
      CRM_IMPORT_DIALOG (object)->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_import_dialog_dispose (GObject *object)
{
  CrmImportDialog *self = CRM_IMPORT_DIALOG (object);

  if (self->job != NULL)
    g_cancellable_cancel (self->job);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->job);
  g_clear_object (&self->context);
  g_clear_object (&self->store);
  g_clear_object (&self->targets);

  G_OBJECT_CLASS (crm_import_dialog_parent_class)->dispose (object);
}

static void
crm_import_dialog_finalize (GObject *object)
{
  CrmImportDialog *self = CRM_IMPORT_DIALOG (object);

  crm_reject_file_clear (&self->rejects);
  g_free (self->path);
  g_clear_pointer (&self->look, crm_import_look_free);
  g_clear_pointer (&self->report, crm_import_report_unref);
  g_ptr_array_unref (self->matches);
  g_ptr_array_unref (self->results);

  G_OBJECT_CLASS (crm_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/exchange/crm-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, earlier);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, match_page);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, seen);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, on_match);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, strangers);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, add_strangers);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, result_page);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, back);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, try_button);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, undo_button);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, run_button);
  gtk_widget_class_bind_template_child (widget_class, CrmImportDialog, close_button);
  gtk_widget_class_bind_template_callback (widget_class, earlier_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, seen_chosen_cb);
}

static void
crm_import_dialog_class_init (CrmImportDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_import_dialog_constructed;
  object_class->set_property = crm_import_dialog_set_property;
  object_class->dispose = crm_import_dialog_dispose;
  object_class->finalize = crm_import_dialog_finalize;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "import.try", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "import.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "import.changes", NULL, changes_cb);
  gtk_widget_class_install_action (widget_class, "import.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "import.save-rejects", NULL, save_rejects_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_import_dialog_init (CrmImportDialog *self)
{
  g_type_ensure (CRM_TYPE_IMPORT_EARLIER);
  g_type_ensure (CRM_TYPE_IMPORT_SEEN);
  self->matches = g_ptr_array_new ();
  self->results = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_import_dialog_new:
 * @file: (nullable): what to import; asked for where it is %NULL
 *
 * Returns: (transfer none): the window, owned by the toolkit until it is closed
 */
GtkWindow *
crm_import_dialog_new (CrmContext *context, GFile *file)
{
  CrmImportDialog *self = g_object_new (CRM_TYPE_IMPORT_DIALOG, "context", context, NULL);

  if (file != NULL)
    use_file (self, file);

  return GTK_WINDOW (self);
}

/**
 * crm_import_dialog_get_step:
 *
 * Returns: (transfer none): "choose", "match", "run" or "result"
 */
const char *
crm_import_dialog_get_step (CrmImportDialog *self)
{
  return gtk_stack_get_visible_child_name (self->steps);
}
