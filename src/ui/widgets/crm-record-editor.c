/* The whole editor of a record, made from the declaration of its type alone. Rows stand in the order of the
 * declaration, so a type is edited in the order it is told in. */

#include "config.h"

#include "crm-record-editor.h"

#include "crm-dialog.h"
#include "crm-field-row.h"
#include "crm-format.h"
#include "crm-text.h"
#include "crm-twin-hint.h"

#include <glib/gi18n-lib.h>

struct _CrmRecordEditor
{
  AdwWindow parent_instance;

  CrmContext *context; /* (owned) */
  CrmRecord  *draft;   /* (owned) */
  CrmRecord  *saving;  /* (owned) (nullable): the copy that is on its way into the file */

  /* Template widgets */
  AdwPreferencesGroup *fields;
  AdwWindowTitle      *title;
  GtkRevealer         *problem;
  GtkLabel            *problem_label;
  CrmTwinHint         *twin;
};

G_DEFINE_FINAL_TYPE (CrmRecordEditor, crm_record_editor, ADW_TYPE_WINDOW)

enum
{
  PROP_CONTEXT = 1,
  PROP_DRAFT,
  N_PROPS
};

enum
{
  SAVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static gboolean
is_new (CrmRecordEditor *self)
{
  return crm_record_get_id (self->draft) == 0;
}

static void
show_problem (CrmRecordEditor *self, const char *sentence)
{
  if (sentence != NULL)
    gtk_label_set_text (self->problem_label, sentence);
  gtk_revealer_set_reveal_child (self->problem, sentence != NULL);
}

static void
fill (CrmRecordEditor *self)
{
  g_autoptr (GPtrArray) rows = crm_field_rows_new (self->context, self->draft);

  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_add (self->fields, g_ptr_array_index (rows, i));
}

static void
show_title (CrmRecordEditor *self)
{
  const CrmRecordType *type = crm_record_get_record_type (self->draft);
  g_autofree char     *heading = NULL;
  g_autofree char     *name = is_new (self) ? NULL : crm_format_title (self->draft);

  /* Translators: %s is a kind of record: person, company, deal */
  heading = g_strdup_printf (is_new (self) ? _ ("New: %s") : _ ("Edit: %s"), _ (type->label));
  adw_window_title_set_title (self->title, heading);
  adw_window_title_set_subtitle (self->title, name != NULL ? name : "");
  gtk_window_set_title (GTK_WINDOW (self), heading);
}

static char *
dup_change_title (CrmRecordEditor *self)
{
  const CrmRecordType *type = crm_record_get_record_type (self->draft);
  g_autofree char     *name = crm_format_title (self->draft);

  /* Translators: 1: a kind of record, 2: its name; what was done, for the list of changes */
  return g_strdup_printf (is_new (self) ? _ ("Add %1$s %2$s") : _ ("Edit %1$s %2$s"), _ (type->label), name);
}

/* What is refused must leave the draft as it was, so that it can be mended and saved again. */
static CrmRecord *
dup_draft (CrmRecordEditor *self)
{
  CrmRecord *copy = crm_record_edit (self->draft);

  crm_object_set_touched (CRM_OBJECT (copy), crm_object_get_touched (CRM_OBJECT (self->draft)));

  return copy;
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmRecordEditor) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Closed meanwhile, with the window before which it stood. */
  if (self->context == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", TRUE);
  if (!crm_context_commit_finish (CRM_CONTEXT (source), result, &error))
    {
      show_problem (self, error->message);
      return;
    }

  g_signal_emit (self, signals[SAVED], 0, self->saving);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_cb (CrmRecordEditor *self)
{
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;

  /* What is being typed is understood when the focus leaves it. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (!crm_field_row_is_valid (GTK_WIDGET (self->fields)))
    {
      show_problem (self, _ ("Something could not be understood. Look for the marked rows."));
      return;
    }
  if (!crm_record_validate (self->draft, &error))
    {
      show_problem (self, error->message);
      return;
    }

  show_problem (self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", FALSE);
  title = dup_change_title (self);
  g_clear_object (&self->saving);
  self->saving = dup_draft (self);
  crm_context_commit_record (self->context, title, self->saving, committed_cb, g_object_ref (self));
}

/* What was typed is let go of: it is there already. */
static void
open_twin_cb (CrmRecordEditor *self, CrmRecord *twin)
{
  g_autoptr (CrmContext) context = g_object_ref (self->context);

  gtk_window_destroy (GTK_WINDOW (self));
  crm_context_open (context, twin);
}

static void
crm_record_editor_save (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  save_cb (CRM_RECORD_EDITOR (widget));
}

static void
crm_record_editor_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmRecordEditor *self = CRM_RECORD_EDITOR (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, self->context);
      break;
    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_record_editor_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmRecordEditor *self = CRM_RECORD_EDITOR (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    case PROP_DRAFT:
      self->draft = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_record_editor_constructed (GObject *object)
{
  CrmRecordEditor *self = CRM_RECORD_EDITOR (object);

  G_OBJECT_CLASS (crm_record_editor_parent_class)->constructed (object);

  fill (self);
  show_title (self);
  if (is_new (self))
    crm_twin_hint_watch (self->twin, self->context, self->draft);
}

static void
crm_record_editor_dispose (GObject *object)
{
  CrmRecordEditor *self = CRM_RECORD_EDITOR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_RECORD_EDITOR);
  g_clear_object (&self->draft);
  g_clear_object (&self->saving);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_record_editor_parent_class)->dispose (object);
}

static void
crm_record_editor_class_init (CrmRecordEditorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = crm_record_editor_get_property;
  object_class->set_property = crm_record_editor_set_property;
  object_class->constructed = crm_record_editor_constructed;
  object_class->dispose = crm_record_editor_dispose;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, flags);
  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, CRM_TYPE_RECORD, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);

  gtk_widget_class_install_action (widget_class, "editor.save", NULL, crm_record_editor_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  g_type_ensure (CRM_TYPE_TWIN_HINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/widgets/crm-record-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmRecordEditor, fields);
  gtk_widget_class_bind_template_child (widget_class, CrmRecordEditor, title);
  gtk_widget_class_bind_template_child (widget_class, CrmRecordEditor, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmRecordEditor, problem_label);
  gtk_widget_class_bind_template_child (widget_class, CrmRecordEditor, twin);
  gtk_widget_class_bind_template_callback (widget_class, open_twin_cb);
}

static void
crm_record_editor_init (CrmRecordEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_record_editor_new:
 * @context: the window's context
 * @draft: a new record or one of crm_record_edit(); it is the editor's from now on
 *
 * Returns: (transfer full): the window, not yet shown
 */
GtkWidget *
crm_record_editor_new (CrmContext *context, CrmRecord *draft)
{
  return g_object_new (CRM_TYPE_RECORD_EDITOR, "context", context, "draft", draft, NULL);
}

/**
 * crm_record_editor_present:
 * @parent: a widget of the window it stands before
 *
 * Makes the editor and shows it.
 *
 * Returns: (transfer none): the editor, which closes by itself
 */
CrmRecordEditor *
crm_record_editor_present (GtkWidget *parent, CrmContext *context, CrmRecord *draft)
{
  GtkWidget *editor = crm_record_editor_new (context, draft);

  crm_dialog_present (GTK_WINDOW (editor), parent);

  return CRM_RECORD_EDITOR (editor);
}
