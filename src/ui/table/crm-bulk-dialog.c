/* The value is typed into the ordinary row of the field, on a draft that is nobody's; the store puts it into each record, on the writer's
 * thread. Who is refused is listed with the reason, while the others have been changed. */

#include "config.h"

#include "crm-bulk-dialog.h"

#include "crm-bulk-edit.h"
#include "crm-dialog.h"
#include "crm-field-row.h"
#include "crm-format.h"
#include "crm-tagging.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* So many of the refused are named; the others are counted. */
#define MAX_NAMED 50

struct _CrmBulkDialog
{
  AdwWindow parent_instance;

  CrmContext         *context; /* (owned) (nullable): %NULL once closed */
  CrmStore           *store;   /* (owned) */
  const CrmTableType *type;
  GArray             *ids;      /* (owned) (element-type gint64) */
  GPtrArray          *fields;   /* (owned) (element-type CrmField): those that are offered */
  CrmObject          *draft;    /* (owned) (nullable): has the value */
  GtkWidget          *row;      /* (nullable): edits it; a child */
  CrmBulkEdit        *edit;     /* (owned) (nullable): what goes on */
  CrmProgress        *told;     /* (owned) (nullable): of it */
  GCancellable       *job;      /* (owned) (nullable): of it */
  GPtrArray          *refusals; /* (owned) (element-type GtkWidget): rows; children */

  /* Template widgets */
  AdwWindowTitle      *title;
  GtkRevealer         *problem;
  GtkLabel            *problem_label;
  GtkWidget           *choices;
  AdwPreferencesGroup *group;
  AdwComboRow         *field;
  AdwComboRow         *what;
  AdwPreferencesGroup *refused;
  GtkWidget           *run;
  GtkProgressBar      *progress;
};

G_DEFINE_FINAL_TYPE (CrmBulkDialog, crm_bulk_dialog, ADW_TYPE_WINDOW)

/* What is done with the field, by its place in the choice. */
typedef enum
{
  PUT,   /* a value; a tag besides those there are */
  CLEAR, /* no value; none of the tags */
  TAKE,  /* one tag off */
} What;

static gboolean
is_tags (const CrmField *field)
{
  return field->kind == CRM_KIND_ITEMS;
}

/* Telephone numbers and addresses are everybody's own; a photo is seen before it is kept. */
static gboolean
is_offered (const CrmField *field)
{
  return crm_field_row_is_editable (field) && (field->kind != CRM_KIND_ITEMS || g_str_equal (field->name, "tags"));
}

static const CrmField *
get_field (CrmBulkDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->field);

  return selected < self->fields->len ? g_ptr_array_index (self->fields, selected) : NULL;
}

static What
get_what (CrmBulkDialog *self)
{
  return (What) adw_combo_row_get_selected (self->what);
}

static void
say_problem (CrmBulkDialog *self, const char *sentence)
{
  if (sentence != NULL)
    gtk_label_set_text (self->problem_label, sentence);
  gtk_revealer_set_reveal_child (self->problem, sentence != NULL);
}

static void
drop_row (CrmBulkDialog *self)
{
  if (self->row != NULL)
    adw_preferences_group_remove (self->group, self->row);
  self->row = NULL;
  g_clear_object (&self->draft);
}

static void
add_tag_row (CrmBulkDialog *self)
{
  guint           n_fields;
  const CrmField *fields;

  self->draft = g_object_new (CRM_TYPE_TAGGING, NULL);
  fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (self->draft), &n_fields);
  self->row = crm_field_row_new (self->context, self->draft, &fields[0]);
}

static void
show_value (CrmBulkDialog *self)
{
  const CrmField *field = get_field (self);

  drop_row (self);
  say_problem (self, NULL);
  if (field == NULL || get_what (self) == CLEAR)
    return;

  if (is_tags (field))
    {
      add_tag_row (self);
    }
  else
    {
      self->draft = CRM_OBJECT (crm_record_new (self->type->type_name));
      if (field->kind == CRM_KIND_BOOLEAN)
        crm_field_put_integer (field, self->draft, 1);
      self->row = crm_field_row_new (self->context, self->draft, field);
    }
  adw_preferences_group_add (self->group, self->row);
}

/* What can be done depends on the field: nobody loses what they need. */
static void
field_chosen_cb (CrmBulkDialog *self)
{
  const CrmField *field = get_field (self);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  if (field == NULL)
    return;

  gtk_string_list_append (words, is_tags (field) ? _ ("Put on a tag") : _ ("Set a value"));
  if ((field->flags & CRM_FIELD_REQUIRED) == 0)
    gtk_string_list_append (words, is_tags (field) ? _ ("Take off all tags") : _ ("Clear"));
  if (is_tags (field))
    gtk_string_list_append (words, _ ("Take off a tag"));
  adw_combo_row_set_model (self->what, G_LIST_MODEL (words));
  show_value (self);
}

static void
fill_fields (CrmBulkDialog *self)
{
  CrmFieldSet *set = crm_context_get_fields (self->context, crm_record_type_find (self->type->type_name));
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint tags = 0;

  for (guint i = 0; i < crm_field_set_get_size (set); i++)
    {
      const CrmField *field = crm_field_set_get (set, i);

      if (!is_offered (field))
        continue;
      if (is_tags (field))
        tags = self->fields->len;
      g_ptr_array_add (self->fields, (gpointer) field);
      gtk_string_list_append (labels, crm_field_get_label (field));
    }
  adw_combo_row_set_model (self->field, G_LIST_MODEL (labels));
  /* What is done most. */
  adw_combo_row_set_selected (self->field, tags);
  field_chosen_cb (self);
}

static void
show_count (CrmBulkDialog *self)
{
  g_autofree char *who = self->type->dup_counted (crm_context_get_culture (self->context), self->ids->len);
  /* Translators: %s is how many people or companies */
  g_autofree char *all = g_strdup_printf (_ ("Changes the %s you chose. Those that have the value already are left alone, and one Undo takes everything back."), who);

  adw_window_title_set_subtitle (self->title, who);
  adw_preferences_group_set_description (self->group, all);
}

static void
clear_refusals (CrmBulkDialog *self)
{
  for (guint i = 0; i < self->refusals->len; i++)
    adw_preferences_group_remove (self->refused, g_ptr_array_index (self->refusals, i));
  g_ptr_array_set_size (self->refusals, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->refused), FALSE);
}

static void
add_refusal (CrmBulkDialog *self, const char *who, const char *why)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", who, "subtitle", why != NULL ? why : "", NULL);

  g_ptr_array_add (self->refusals, row);
  adw_preferences_group_add (self->refused, row);
}

static void
show_refusals (CrmBulkDialog *self, GArray *refusals)
{
  for (guint i = 0; i < MIN (refusals->len, MAX_NAMED); i++)
    {
      CrmBulkRefusal  *refusal = &g_array_index (refusals, CrmBulkRefusal, i);
      g_autofree char *who = crm_format_reference (self->context, refusal->id);

      add_refusal (self, who, refusal->reason);
    }
  if (refusals->len > MAX_NAMED)
    {
      g_autofree char *others = self->type->dup_counted (crm_context_get_culture (self->context), refusals->len - MAX_NAMED);
      /* Translators: under a list of names; %s is how many people or companies */
      g_autofree char *more = g_strdup_printf (_ ("And %s more"), others);

      add_refusal (self, more, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->refused), TRUE);
}

static void
set_running (CrmBulkDialog *self, gboolean running)
{
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, "");
  gtk_widget_set_visible (self->run, running);
  gtk_widget_set_visible (self->choices, !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bulk.apply", !running);
}

static void
progress_cb (guint64 done, guint64 total, guint64 rows, gpointer user_data)
{
  CrmBulkDialog   *self = user_data;
  g_autofree char *text = NULL;

  if (self->context == NULL)
    return;
  text = self->type->dup_counted (crm_context_get_culture (self->context), (guint) rows);
  gtk_progress_bar_set_text (self->progress, text);
  gtk_progress_bar_set_fraction (self->progress, (double) done / (double) MAX (total, 1));
}

/* In one toast: what was done, and who was not there any more. */
static void
tell (CrmBulkDialog *self)
{
  const char      *title = crm_bulk_edit_get_title (self->edit);
  guint            n_gone = crm_bulk_edit_count_gone (self->edit);
  g_autofree char *number = crm_format_count (self->context, n_gone);
  g_autofree char *gone = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s had been deleted meanwhile.", "%s had been deleted meanwhile.", n_gone), number);
  g_autofree char *text = NULL;

  if (n_gone == 0)
    {
      crm_context_toast_undo (self->context, title);
      return;
    }
  text = g_strdup_printf ("%s. %s", title, gone);
  crm_context_toast_done (self->context, text, title);
}

static void
show_outcome (CrmBulkDialog *self)
{
  GArray *refusals = crm_bulk_edit_get_refusals (self->edit);

  if (crm_bulk_edit_count_changed (self->edit) > 0)
    tell (self);
  if (refusals->len > 0)
    {
      say_problem (self, g_array_index (refusals, CrmBulkRefusal, 0).reason);
      show_refusals (self, refusals);
    }
  else if (crm_bulk_edit_count_changed (self->edit) > 0)
    {
      gtk_window_close (GTK_WINDOW (self));
    }
  else
    {
      say_problem (self, crm_bulk_edit_count_same (self->edit) > 0 ? _ ("Nothing had to change: it is so already.") : _ ("None of them is there any more."));
    }
}

static void
forget_job (CrmBulkDialog *self)
{
  if (self->told != NULL)
    crm_progress_stop (self->told);
  g_clear_pointer (&self->told, crm_progress_unref);
  g_clear_object (&self->job);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmBulkDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean written = crm_store_write_finish (CRM_STORE (source), result, &error);

  forget_job (self);
  if (self->context == NULL)
    return;
  set_running (self, FALSE);
  if (written)
    show_outcome (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_problem (self, error->message);
  g_clear_pointer (&self->edit, crm_bulk_edit_unref);
}

/* What the writer's thread needs to say what was done. */
typedef struct
{
  const CrmTableType *type;
  CrmCulture          culture;
  char               *label; /* (owned): of the field */
} Title;

static void
title_free (gpointer data)
{
  g_free (((Title *) data)->label);
  g_free (data);
}

static char *
dup_title (guint n_changed, gpointer user_data)
{
  Title           *title = user_data;
  g_autofree char *who = title->type->dup_counted (&title->culture, n_changed);
  g_autofree char *label = crm_text_isolate (title->label);

  /* Translators: what was done; 1: a field, 2: how many people or companies */
  return g_strdup_printf (_ ("Change “%1$s” of %2$s"), label, who);
}

static void
entitle (CrmBulkDialog *self, const CrmField *field)
{
  Title *title = g_new0 (Title, 1);

  title->type = self->type;
  title->culture = *crm_context_get_culture (self->context);
  title->label = g_strdup (crm_field_get_label (field));
  crm_bulk_edit_entitle (self->edit, dup_title, title, title_free);
}

/* The writer has copies: the draft may be mended and tried again. */
static void
say_what_to_do (CrmBulkDialog *self, const CrmField *field)
{
  g_autoptr (CrmRecord) values = NULL;
  g_autoptr (CrmItem) item = NULL;

  if (get_what (self) == CLEAR || !is_tags (field))
    {
      values = self->draft != NULL ? crm_record_edit (CRM_RECORD (self->draft)) : crm_record_new (self->type->type_name);
      crm_bulk_edit_set (self->edit, field, values);
      return;
    }

  item = crm_item_copy (CRM_ITEM (self->draft));
  if (get_what (self) == PUT)
    crm_bulk_edit_add_item (self->edit, field, item);
  else
    crm_bulk_edit_remove_item (self->edit, field, item);
}

static void
say_not_understood (CrmBulkDialog *self, const CrmField *field)
{
  g_autofree char *label = crm_text_isolate (crm_field_get_label (field));
  /* Translators: %s is a field */
  g_autofree char *text = g_strdup_printf (_ ("What is typed for “%s” could not be understood."), label);

  say_problem (self, text);
}

/* Returns: whether there is a value to put; else it is said what is missing */
static gboolean
is_complete (CrmBulkDialog *self, const CrmField *field)
{
  if (self->row == NULL)
    return TRUE;
  if (!crm_field_row_is_valid (self->row))
    say_not_understood (self, field);
  else if (is_tags (field) && crm_object_get_integer (self->draft, "tag") == CRM_UNSET)
    say_problem (self, _ ("Choose a tag first."));
  else if (!is_tags (field) && field->kind != CRM_KIND_BOOLEAN && !crm_field_is_set (field, self->draft))
    say_problem (self, _ ("Say a value first, or choose to clear the field."));
  else
    return TRUE;

  return FALSE;
}

static void
apply_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CrmBulkDialog  *self = CRM_BULK_DIALOG (widget);
  const CrmField *field = get_field (self);

  /* What is being typed is understood when the focus leaves it. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (field == NULL || self->job != NULL || !is_complete (self, field))
    return;

  say_problem (self, NULL);
  clear_refusals (self);
  self->edit = crm_bulk_edit_new (self->ids);
  self->job = g_cancellable_new ();
  self->told = crm_progress_new (progress_cb, self);
  say_what_to_do (self, field);
  crm_bulk_edit_follow (self->edit, self->told);
  entitle (self, field);
  set_running (self, TRUE);
  crm_store_write_async (self->store, crm_field_get_label (field), "edit", CRM_TRANSACTION_NONE, crm_bulk_edit_apply, crm_bulk_edit_ref (self->edit), (GDestroyNotify) crm_bulk_edit_unref, self->job, written_cb, g_object_ref (self));
}

static void
cancel_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CrmBulkDialog *self = CRM_BULK_DIALOG (widget);

  if (self->job != NULL)
    g_cancellable_cancel (self->job);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
crm_bulk_dialog_dispose (GObject *object)
{
  CrmBulkDialog *self = CRM_BULK_DIALOG (object);

  if (self->job != NULL)
    g_cancellable_cancel (self->job);
  forget_job (self);
  self->row = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_BULK_DIALOG);
  g_clear_pointer (&self->edit, crm_bulk_edit_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->store);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_bulk_dialog_parent_class)->dispose (object);
}

static void
crm_bulk_dialog_finalize (GObject *object)
{
  CrmBulkDialog *self = CRM_BULK_DIALOG (object);

  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->refusals);

  G_OBJECT_CLASS (crm_bulk_dialog_parent_class)->finalize (object);
}

static void
crm_bulk_dialog_class_init (CrmBulkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_bulk_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_bulk_dialog_finalize;

  gtk_widget_class_install_action (widget_class, "bulk.apply", NULL, apply_cb);
  gtk_widget_class_install_action (widget_class, "bulk.cancel", NULL, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "bulk.cancel", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/table/crm-bulk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmBulkDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CrmBulkDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmBulkDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, CrmBulkDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, CrmBulkDialog, group);
  gtk_widget_class_bind_template_child (widget_class, CrmBulkDialog, field);
  gtk_widget_class_bind_template_child (widget_class, CrmBulkDialog, what);
  gtk_widget_class_bind_template_child (widget_class, CrmBulkDialog, refused);
  gtk_widget_class_bind_template_child (widget_class, CrmBulkDialog, run);
  gtk_widget_class_bind_template_child (widget_class, CrmBulkDialog, progress);
  gtk_widget_class_bind_template_callback (widget_class, field_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_value);
}

static void
crm_bulk_dialog_init (CrmBulkDialog *self)
{
  self->fields = g_ptr_array_new ();
  self->refusals = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_bulk_dialog_present:
 * @parent: over whose window
 * @type: of the records
 * @ids: (element-type gint64): the records; not to be changed any more
 *
 * Shows the dialog, where a file is open and there is anything to edit.
 */
void
crm_bulk_dialog_present (GtkWidget *parent, CrmContext *context, const CrmTableType *type, GArray *ids)
{
  CrmBulkDialog *self;

  if (crm_context_get_store (context) == NULL || ids->len == 0)
    return;

  self = g_object_new (CRM_TYPE_BULK_DIALOG, NULL);
  self->context = g_object_ref (context);
  self->store = g_object_ref (crm_context_get_store (context));
  self->type = type;
  self->ids = g_array_ref (ids);
  fill_fields (self);
  show_count (self);
  crm_dialog_present (GTK_WINDOW (self), parent);
}
