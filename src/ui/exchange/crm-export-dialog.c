/* Export: which records, in which format, and to which file. The file is written on another thread; closing the dialog cancels, and then what
 * was there before is still there. */

#include "config.h"

#include "crm-export-dialog.h"

#include "crm-export-file.h"
#include "crm-format.h"
#include "crm-passphrase-dialog.h"
#include "crm-pick-file.h"
#include "crm-view.h"

#include <glib/gi18n-lib.h>

struct _CrmExportDialog
{
  AdwWindow parent_instance;

  GtkLabel       *problem;
  AdwComboRow    *what;
  AdwComboRow    *which;
  AdwComboRow    *format;
  GtkSwitch      *lock;
  GtkWidget      *choices;
  GtkWidget      *run;
  GtkProgressBar *progress;

  CrmContext   *context;    /* (owned) */
  CrmStore     *store;      /* (owned) (nullable) */
  GPtrArray    *views;      /* (owned) (element-type CrmRecord): of what is exported, after “all” */
  char         *passphrase; /* (owned) (nullable): to lock the file with */
  GCancellable *job;        /* (owned) (nullable): what goes on */
};

G_DEFINE_FINAL_TYPE (CrmExportDialog, crm_export_dialog, ADW_TYPE_WINDOW)

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  CrmExportFormat format;
  const char     *label;
  const char     *suffix;
} Format;

static const Format sheet = { CRM_EXPORT_CSV, N_ ("A sheet (CSV)"), "csv" };
static const Format cards = { CRM_EXPORT_VCARD, N_ ("Contact cards (vCard)"), "vcf" };
static const Format calendar = { CRM_EXPORT_ICAL, N_ ("A calendar (iCalendar)"), "ics" };
static const Format json = { CRM_EXPORT_JSON, N_ ("Whole records (JSON)"), "json" };

typedef struct
{
  const char   *type; /* (nullable): all types */
  const char   *label;
  const char   *name; /* of a file that is suggested */
  const Format *formats[4];
} What;

static const What whats[] = {
  { "person", N_ ("People"), N_ ("people"), { &sheet, &cards, &json } },
  { "company", N_ ("Companies"), N_ ("companies"), { &sheet, &cards, &json } },
  { "deal", N_ ("Deals"), N_ ("deals"), { &sheet, &json } },
  { "activity", N_ ("Activities"), N_ ("calendar"), { &calendar, &sheet, &json } },
  { NULL, N_ ("Everything"), N_ ("everything"), { &json } },
};

static const What *
get_what (CrmExportDialog *self)
{
  return &whats[MIN (adw_combo_row_get_selected (self->what), G_N_ELEMENTS (whats) - 1)];
}

static const Format *
get_format (CrmExportDialog *self)
{
  const What *what = get_what (self);
  guint       position = adw_combo_row_get_selected (self->format);

  return position < G_N_ELEMENTS (what->formats) && what->formats[position] != NULL ? what->formats[position] : what->formats[0];
}

static void
say_problem (CrmExportDialog *self, const char *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
load_views (CrmExportDialog *self, const char *type)
{
  g_autoptr (CrmQuery) query = crm_query_new ("saved_view");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_ptr_array_set_size (self->views, 0);
  if (self->store == NULL || type == NULL)
    return;

  crm_query_add_text (query, "record_type", CRM_OP_EQUAL, type);
  crm_query_set_order (query, "position", FALSE);
  crm_store_query (self->store, query, 0, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      CrmRecord *view = crm_store_get (self->store, g_array_index (ids, gint64, i), NULL);

      if (view != NULL)
        g_ptr_array_add (self->views, view);
    }
}

/* All of them, or what a view shows. */
static void
offer_views (CrmExportDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  load_views (self, get_what (self)->type);
  gtk_string_list_append (labels, _ ("All"));
  for (guint i = 0; i < self->views->len; i++)
    gtk_string_list_append (labels, crm_object_get_text (g_ptr_array_index (self->views, i), "name"));
  adw_combo_row_set_model (self->which, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->which, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->which), self->views->len > 0);
}

static CrmRecord *
get_view (CrmExportDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->which);

  return selected > 0 && selected <= self->views->len ? g_ptr_array_index (self->views, selected - 1) : NULL;
}

/* The formats that can hold what was chosen. */
static void
what_changed_cb (CrmExportDialog *self)
{
  const What *what = get_what (self);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  offer_views (self);
  for (guint i = 0; what->formats[i] != NULL; i++)
    gtk_string_list_append (labels, _ (what->formats[i]->label));
  adw_combo_row_set_model (self->format, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->format, 0);
}

static void
set_running (CrmExportDialog *self, gboolean running)
{
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, "");
  gtk_widget_set_visible (self->run, running);
  gtk_widget_set_visible (self->choices, !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.save", !running);
}

static void
progress_cb (guint64 done, guint64 total, guint64 rows, gpointer user_data)
{
  CrmExportDialog *self = user_data;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (self->context == NULL)
    return;
  number = crm_format_count (self->context, (gint64) rows);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s record", "%s records", (gulong) rows), number);
  gtk_progress_bar_set_text (self->progress, text);
  gtk_progress_bar_set_fraction (self->progress, (double) done / (double) MAX (total, 1));
}

static void
toast_written (CrmExportDialog *self, guint n_records)
{
  g_autofree char *number = crm_format_count (self->context, n_records);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s record exported", "%s records exported", n_records), number);

  crm_context_toast (self->context, text);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  guint    n_records;
  gboolean written = crm_export_file_write_finish (result, &n_records, &error);

  if (self->context == NULL)
    return;
  g_clear_object (&self->job);
  set_running (self, FALSE);
  if (written)
    {
      toast_written (self, n_records);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_problem (self, error->message);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmExportDialog) self = user_data;
  g_autoptr (GFile) file = crm_pick_file_finish (result, NULL);

  if (file != NULL && self->context != NULL)
    crm_export_dialog_write (self, file);
}

static void
cancel_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CrmExportDialog *self = CRM_EXPORT_DIALOG (widget);

  if (self->job != NULL)
    g_cancellable_cancel (self->job);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
pick (CrmExportDialog *self)
{
  g_autofree char *name = g_strdup_printf ("%s.%s%s", _ (get_what (self)->name), get_format (self)->suffix, self->passphrase != NULL ? ".locked" : "");

  crm_pick_file_async (GTK_WINDOW (self), CRM_PICK_SAVE, _ ("Export"), _ ("Export"), name, NULL, NULL, chosen_cb, g_object_ref (self));
}

static void
lock_with_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmExportDialog) self = user_data;

  g_free (self->passphrase);
  self->passphrase = crm_passphrase_ask_finish (result, NULL);
  if (self->passphrase != NULL && self->context != NULL)
    pick (self);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CrmExportDialog *self = CRM_EXPORT_DIALOG (widget);

  say_problem (self, NULL);
  g_clear_pointer (&self->passphrase, g_free);
  if (gtk_switch_get_active (self->lock))
    crm_passphrase_ask_async (widget, CRM_PASSPHRASE_LOCK_FILE, NULL, lock_with_cb, g_object_ref (self));
  else
    pick (self);
}

static void
crm_export_dialog_constructed (GObject *object)
{
  CrmExportDialog *self = CRM_EXPORT_DIALOG (object);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  G_OBJECT_CLASS (crm_export_dialog_parent_class)->constructed (object);

  self->store = crm_context_get_store (self->context);
  if (self->store != NULL)
    g_object_ref (self->store);
  for (guint i = 0; i < G_N_ELEMENTS (whats); i++)
    gtk_string_list_append (labels, _ (whats[i].label));
  adw_combo_row_set_model (self->what, G_LIST_MODEL (labels));
  what_changed_cb (self);
  g_signal_connect_swapped (self->what, "notify::selected", G_CALLBACK (what_changed_cb), self);
}

static void
crm_export_dialog_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTEXT:
      CRM_EXPORT_DIALOG (object)->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_export_dialog_dispose (GObject *object)
{
  CrmExportDialog *self = CRM_EXPORT_DIALOG (object);

  if (self->job != NULL)
    g_cancellable_cancel (self->job);
  g_clear_object (&self->job);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_EXPORT_DIALOG);
  g_clear_object (&self->context);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (crm_export_dialog_parent_class)->dispose (object);
}

static void
crm_export_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (CRM_EXPORT_DIALOG (object)->views);
  g_free (CRM_EXPORT_DIALOG (object)->passphrase);

  G_OBJECT_CLASS (crm_export_dialog_parent_class)->finalize (object);
}

static void
crm_export_dialog_class_init (CrmExportDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_export_dialog_constructed;
  object_class->set_property = crm_export_dialog_set_property;
  object_class->dispose = crm_export_dialog_dispose;
  object_class->finalize = crm_export_dialog_finalize;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/exchange/crm-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmExportDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmExportDialog, what);
  gtk_widget_class_bind_template_child (widget_class, CrmExportDialog, which);
  gtk_widget_class_bind_template_child (widget_class, CrmExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, CrmExportDialog, lock);
  gtk_widget_class_bind_template_child (widget_class, CrmExportDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, CrmExportDialog, run);
  gtk_widget_class_bind_template_child (widget_class, CrmExportDialog, progress);
  gtk_widget_class_install_action (widget_class, "export.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "export.cancel", NULL);
}

static void
crm_export_dialog_init (CrmExportDialog *self)
{
  self->views = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_export_dialog_new:
 *
 * Returns: (transfer none): the window, owned by the toolkit until it is closed
 */
GtkWindow *
crm_export_dialog_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_EXPORT_DIALOG, "context", context, NULL);
}

/**
 * crm_export_dialog_write:
 *
 * Writes what was chosen to @file. The dialog shows how far it is; it closes, with a toast, when the file is there, and says what went wrong.
 */
void
crm_export_dialog_write (CrmExportDialog *self, GFile *file)
{
  CrmRecord *view = get_view (self);
  g_autoptr (CrmQuery) query = NULL;
  g_autoptr (GError) error = NULL;

  if (self->store == NULL || self->job != NULL)
    {
      say_problem (self, self->store == NULL ? _ ("No file is open.") : NULL);
      return;
    }

  if (view != NULL && (query = crm_view_new_query (view, self->store, crm_context_get_culture (self->context), &error)) == NULL)
    {
      say_problem (self, error->message);
      return;
    }

  self->job = g_cancellable_new ();
  set_running (self, TRUE);
  crm_export_file_write_async (self->store, get_what (self)->type, query, get_format (self)->format, file, self->passphrase, progress_cb, self, self->job, written_cb, g_object_ref (self));
}
