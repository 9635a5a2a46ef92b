/* A column of the file to import: its heading, what stands in it, and what it is to become. */

#include "config.h"

#include "crm-import-column-row.h"

#include "crm-format.h"
#include "crm-import-fields.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* As many different values are shown. */
#define SAMPLES 3
/* Characters of one of them. */
#define SAMPLE_LENGTH 40

struct _CrmImportTargets
{
  GObject parent_instance;

  GPtrArray     *infos;  /* (owned) (element-type CrmImportTargetInfo) */
  GtkStringList *labels; /* (owned): in the same order */
};

G_DEFINE_FINAL_TYPE (CrmImportTargets, crm_import_targets, G_TYPE_OBJECT)

struct _CrmImportColumnRow
{
  AdwActionRow parent_instance;

  GtkDropDown *choice;

  CrmImportTargets *targets; /* (owned) */
  CrmImportMap     *map;     /* (owned) */
  GPtrArray        *extra;   /* (owned) (nullable) (element-type utf8): a target that the list has not, its id */
  guint             column;
};

G_DEFINE_FINAL_TYPE (CrmImportColumnRow, crm_import_column_row, ADW_TYPE_ACTION_ROW)

static void
crm_import_targets_finalize (GObject *object)
{
  CrmImportTargets *self = CRM_IMPORT_TARGETS (object);

  g_ptr_array_unref (self->infos);
  g_clear_object (&self->labels);

  G_OBJECT_CLASS (crm_import_targets_parent_class)->finalize (object);
}

static void
crm_import_targets_class_init (CrmImportTargetsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_import_targets_finalize;
}

static void
crm_import_targets_init (CrmImportTargets *self)
{
  self->labels = gtk_string_list_new (NULL);
}

/**
 * crm_import_targets_new:
 * @store: (nullable): the file imported into, whose own fields a column can be too
 *
 * Returns: (transfer full): all that a column can be
 */
CrmImportTargets *
crm_import_targets_new (CrmStore *store)
{
  CrmImportTargets *self = g_object_new (CRM_TYPE_IMPORT_TARGETS, NULL);
  g_autoptr (GPtrArray) fields = store != NULL ? crm_import_fields_new (store) : NULL;

  self->infos = crm_import_target_list (fields);
  for (guint i = 0; i < self->infos->len; i++)
    {
      const CrmImportTargetInfo *info = g_ptr_array_index (self->infos, i);
      /* Translators: what a column of a file can be: 1: a kind of record, in the plural, 2: a field of it: “People: E-mail” */
      g_autofree char *label = g_strdup_printf (_ ("%1$s: %2$s"), info->group, info->label);

      gtk_string_list_append (self->labels, *info->group != '\0' ? label : info->label);
    }

  return self;
}

static gboolean
find_target (CrmImportTargets *self, const char *id, guint *position)
{
  for (guint i = 0; i < self->infos->len; i++)
    {
      const CrmImportTargetInfo *info = g_ptr_array_index (self->infos, i);

      *position = i;
      if (g_str_equal (info->id, id))
        return TRUE;
    }

  return FALSE;
}

/* A guess may be finer than the list, such as a telephone with a label of the file's own: then the row has one more choice. */
static void
add_own_target (CrmImportColumnRow *self, const CrmImportTarget *target, const char *id)
{
  g_autofree char *label = crm_import_target_dup_label (target);
  g_autoptr (GtkStringList) own = gtk_string_list_new (NULL);
  g_autoptr (GListStore) models = g_list_store_new (G_TYPE_LIST_MODEL);

  self->extra = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->extra, g_strdup (id));
  gtk_string_list_append (own, label);
  g_list_store_append (models, self->targets->labels);
  g_list_store_append (models, own);
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&models)))));
  gtk_drop_down_set_selected (self->choice, self->targets->infos->len);
}

static void
show_target (CrmImportColumnRow *self)
{
  const CrmImportTarget *target = crm_import_map_get_target (self->map, self->column);
  g_autofree char       *id = crm_import_target_to_string (target);
  guint                  position;

  if (find_target (self->targets, id, &position))
    {
      gtk_drop_down_set_model (self->choice, G_LIST_MODEL (self->targets->labels));
      gtk_drop_down_set_selected (self->choice, position);
    }
  else
    {
      add_own_target (self, target, id);
    }
}

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');

  if (g_utf8_strlen (line, -1) > SAMPLE_LENGTH)
    {
      g_autofree char *head = g_utf8_substring (line, 0, SAMPLE_LENGTH);

      return g_strconcat (head, "…", NULL);
    }

  return g_steal_pointer (&line);
}

static void
add_sample (GPtrArray *samples, const char *cell)
{
  g_autofree char *text = shorten (cell);
  g_autofree char *isolated = crm_text_isolate (g_strstrip (text));

  if (*text != '\0' && samples->len < SAMPLES && !g_ptr_array_find_with_equal_func (samples, isolated, g_str_equal, NULL))
    g_ptr_array_add (samples, g_steal_pointer (&isolated));
}

static void
show_samples (CrmImportColumnRow *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      char *const *cells = g_ptr_array_index (rows, i);

      if (g_strv_length ((char **) cells) > self->column)
        add_sample (samples, cells[self->column]);
    }
  g_ptr_array_add (samples, NULL);
  /* Translators: stands between values of a column */
  text = g_strjoinv (_ (" · "), (char **) samples->pdata);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), samples->len > 1 ? text : _ ("Nothing in the first rows"));
}

static void
show_heading (CrmImportColumnRow *self, CrmContext *context)
{
  g_autofree char *count = crm_format_count (context, self->column + 1);
  g_autofree char *number = g_strdup_printf (_ ("Column %s"), count);
  const char      *heading = crm_import_map_get_header (self->map, self->column);
  const char      *title = heading != NULL && *heading != '\0' ? heading : number;
  const char      *reason = crm_import_map_get_reason (self->map, self->column);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->choice), reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
chosen_cb (CrmImportColumnRow *self)
{
  guint       position = gtk_drop_down_get_selected (self->choice);
  const char *id = NULL;

  if (position < self->targets->infos->len)
    id = ((const CrmImportTargetInfo *) g_ptr_array_index (self->targets->infos, position))->id;
  else if (self->extra != NULL)
    id = g_ptr_array_index (self->extra, 0);
  if (id != NULL)
    crm_import_map_set_target (self->map, self->column, id, NULL);
}

static void
crm_import_column_row_dispose (GObject *object)
{
  CrmImportColumnRow *self = CRM_IMPORT_COLUMN_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_IMPORT_COLUMN_ROW);
  g_clear_object (&self->targets);
  g_clear_pointer (&self->map, crm_import_map_unref);
  g_clear_pointer (&self->extra, g_ptr_array_unref);

  G_OBJECT_CLASS (crm_import_column_row_parent_class)->dispose (object);
}

static void
crm_import_column_row_class_init (CrmImportColumnRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_import_column_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/exchange/crm-import-column-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmImportColumnRow, choice);
}

static void
crm_import_column_row_init (CrmImportColumnRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_import_column_row_new:
 * @targets: what can be chosen
 * @map: is changed by what is chosen
 * @rows: (element-type GStrv): the first rows of the file
 *
 * Returns: (transfer floating): the row of a column
 */
GtkWidget *
crm_import_column_row_new (CrmContext *context, CrmImportTargets *targets, CrmImportMap *map, guint column, GPtrArray *rows)
{
  CrmImportColumnRow *self = g_object_new (CRM_TYPE_IMPORT_COLUMN_ROW, NULL);

  self->targets = g_object_ref (targets);
  self->map = crm_import_map_ref (map);
  self->column = column;
  show_heading (self, context);
  show_samples (self, rows);
  show_target (self);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self);

  return GTK_WIDGET (self);
}
