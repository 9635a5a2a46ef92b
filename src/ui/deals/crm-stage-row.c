#include "config.h"

#include "crm-stage-row.h"

#include "crm-field-row.h"
#include "crm-format.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmStageRow
{
  AdwExpanderRow parent_instance;

  CrmContext *context; /* (owned) */
  CrmRecord  *draft;   /* (owned) */
  GPtrArray  *rows;    /* (owned) (element-type GtkWidget): children */
};

G_DEFINE_FINAL_TYPE (CrmStageRow, crm_stage_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  MOVE,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const fields[] = { "name", "kind", "probability", "expected_days", "checklist", "questions", "next_task", "next_task_days" };

static char *
dup_number (CrmStageRow *self, const char *field, gint64 *value)
{
  *value = crm_object_get_integer (CRM_OBJECT (self->draft), field);

  return *value != CRM_UNSET ? crm_format_count (self->context, *value) : NULL;
}

/* Open · 30 % · 14 days */
static void
show_summary (CrmStageRow *self)
{
  g_autofree char *name = crm_format_title (self->draft);
  g_autofree char *kind = crm_format_choice (CRM_OBJECT (self->draft), "kind");
  gint64           n;
  g_autofree char *probability = dup_number (self, "probability", &n);
  g_autofree char *days = dup_number (self, "expected_days", &n);
  g_autoptr (GString) text = g_string_new (kind);

  if (probability != NULL)
    {
      /* Translators: a probability */
      g_autofree char *share = g_strdup_printf (_ ("%s %%"), probability);

      g_string_append_printf (text, "%s%s", _ (" · "), share);
    }
  if (days != NULL)
    {
      g_autofree char *span = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s day", "%s days", (gulong) ABS (n)), days);

      g_string_append_printf (text, "%s%s", _ (" · "), span);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text->str);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[MOVE], 0, g_str_equal (name, "stage.up") ? -1 : 1);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVE], 0);
}

static void
crm_stage_row_dispose (GObject *object)
{
  CrmStageRow *self = CRM_STAGE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_STAGE_ROW);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_stage_row_parent_class)->dispose (object);
}

static void
crm_stage_row_class_init (CrmStageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_stage_row_dispose;
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-stage-row.ui");
  gtk_widget_class_install_action (widget_class, "stage.up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "stage.down", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "stage.remove", NULL, remove_action);
}

static void
crm_stage_row_init (CrmStageRow *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_stage_row_new:
 * @draft: a stage, new or being edited
 */
GtkWidget *
crm_stage_row_new (CrmContext *context, CrmRecord *draft)
{
  CrmStageRow    *self = g_object_new (CRM_TYPE_STAGE_ROW, NULL);
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (draft);
  guint           n_fields;
  const CrmField *declared = crm_object_class_get_fields (klass, &n_fields);

  self->context = g_object_ref (context);
  self->draft = g_object_ref (draft);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *row = crm_field_row_new (context, draft, &declared[crm_object_class_find_field (klass, fields[i])]);

      g_ptr_array_add (self->rows, row);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
    }
  g_signal_connect_object (draft, "notify", G_CALLBACK (show_summary), self, G_CONNECT_SWAPPED);
  show_summary (self);

  return GTK_WIDGET (self);
}

CrmRecord *
crm_stage_row_get_draft (CrmStageRow *self)
{
  return self->draft;
}

static GtkWidget *
find_wrong (CrmStageRow *self)
{
  gint64 probability = crm_object_get_integer (CRM_OBJECT (self->draft), "probability");

  for (guint i = 0; i < self->rows->len; i++)
    {
      if (!crm_field_row_is_valid (self->rows->pdata[i]))
        return self->rows->pdata[i];
    }
  if (crm_object_get_text (CRM_OBJECT (self->draft), "name") == NULL)
    return self->rows->pdata[0];
  if (crm_object_get_text (CRM_OBJECT (self->draft), "kind") == NULL)
    return self->rows->pdata[1];

  return probability != CRM_UNSET && (probability < 0 || probability > 100) ? self->rows->pdata[2] : NULL;
}

/**
 * crm_stage_row_is_valid:
 *
 * Returns: whether the stage can be saved: it has a name and a kind, and a probability from 0 to 100 or none
 */
gboolean
crm_stage_row_is_valid (CrmStageRow *self)
{
  return find_wrong (self) == NULL;
}

/**
 * crm_stage_row_show_error:
 *
 * Unfolds the row, with the focus on what is wrong.
 */
void
crm_stage_row_show_error (CrmStageRow *self)
{
  GtkWidget *wrong = find_wrong (self);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  if (wrong == NULL)
    return;

  gtk_widget_add_css_class (wrong, "error");
  gtk_widget_grab_focus (wrong);
}
