/* The rows edit a draft. What is chosen is saved at once, what is typed when the focus leaves its row; then the draft has nothing touched any
 * more, and follows the record again when others change it. */

#include "config.h"

#include "crm-record-facts.h"

#include "crm-field-row.h"
#include "crm-field-value.h"
#include "crm-new-field.h"
#include "crm-format.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmRecordFacts
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *group;   /* a child */
  CrmContext          *context; /* (owned) */
  CrmRecord           *record;  /* (owned) (nullable) */
  CrmRecord           *draft;   /* (owned) (nullable) */
  const CrmRecordFact *facts;
  guint                n_facts;
  gboolean             own;   /* the fields that the business made are here too */
  GPtrArray           *rows;  /* (owned) (element-type GtkWidget): of the group */
  char                *shown; /* (owned) (nullable): list_shown(), to see when that changes */
  guint                idle;
  gboolean             refreshing;
};

G_DEFINE_FINAL_TYPE (CrmRecordFacts, crm_record_facts, GTK_TYPE_WIDGET)

static const CrmField *
find_field (CrmRecord *record, const char *name)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (record);
  guint           n_fields;

  return &crm_object_class_get_fields (klass, &n_fields)[crm_object_class_find_field (klass, name)];
}

/* Whether it is shown now, and can be edited. */
static CrmFieldUse
get_use (CrmRecordFacts *self, const CrmRecordFact *fact)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (self->draft);
  int             number = crm_object_class_find_field (klass, fact->field);
  gboolean        set = crm_object_is_set (CRM_OBJECT (self->draft), (guint) number);
  gboolean        settled = klass->get_use != NULL && klass->get_use (CRM_OBJECT (self->draft), find_field (self->draft, fact->field)) == CRM_FIELD_USE_SETTLED;

  if (fact->status != NULL && g_strcmp0 (crm_object_get_text (CRM_OBJECT (self->draft), "status"), fact->status) != 0)
    return CRM_FIELD_USE_NONE;
  if (!set && (settled || fact->when_set))
    return CRM_FIELD_USE_NONE;

  return settled ? CRM_FIELD_USE_SETTLED : CRM_FIELD_USE_OPEN;
}

static gboolean
is_typed (const CrmField *field)
{
  return field->kind == CRM_KIND_TEXT || field->kind == CRM_KIND_LONG_TEXT || field->kind == CRM_KIND_INTEGER;
}

/* What the rows have touched, as a draft of its own to hand over. */
static CrmRecord *
take_touched (CrmRecordFacts *self)
{
  guint64    touched = crm_object_get_touched (CRM_OBJECT (self->draft));
  CrmRecord *copy = crm_record_edit (self->record);

  for (guint i = 0; i < CRM_MAX_FIELDS; i++)
    {
      if ((touched & (G_GUINT64_CONSTANT (1) << i)) != 0)
        crm_object_copy_field (CRM_OBJECT (copy), CRM_OBJECT (self->draft), i);
    }
  crm_object_set_touched (CRM_OBJECT (self->draft), 0);

  return copy;
}

static void
follow_record (CrmRecordFacts *self)
{
  self->refreshing = TRUE;
  crm_record_refresh (self->draft, self->record);
  crm_object_set_touched (CRM_OBJECT (self->draft), 0);
  self->refreshing = FALSE;
}

static gboolean
all_valid (CrmRecordFacts *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (!crm_field_row_is_valid (self->rows->pdata[i]))
        return FALSE;
    }

  return crm_object_find_lacking (CRM_OBJECT (self->draft)) == NULL;
}

typedef struct
{
  CrmRecordFacts *facts;   /* (owned) */
  CrmRecord      *record;  /* (owned) */
  guint64         touched; /* the fields that are being saved */
} Save;

/* What was refused, and said why, stays where it was typed, to be saved again with the next row that is left. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Save *save = user_data;
  g_autoptr (CrmRecordFacts) self = save->facts;
  g_autoptr (CrmRecord) record = save->record;

  if (crm_context_commit_finish (CRM_CONTEXT (source), result, NULL) || self->record != record)
    return;

  crm_object_set_touched (CRM_OBJECT (self->draft), crm_object_get_touched (CRM_OBJECT (self->draft)) | save->touched);
}

static gboolean
save_idle_cb (gpointer data)
{
  CrmRecordFacts *self = data;

  self->idle = 0;
  crm_record_facts_save (self);

  return G_SOURCE_REMOVE;
}

static void
draft_changed_cb (CrmRecordFacts *self, GParamSpec *pspec)
{
  int number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (self->draft), pspec->name);

  if (self->refreshing || number < 0 || is_typed (find_field (self->draft, pspec->name)) || self->idle != 0)
    return;

  self->idle = g_idle_add (save_idle_cb, self);
}

static void
row_left_cb (CrmRecordFacts *self)
{
  if (self->draft != NULL && self->idle == 0)
    self->idle = g_idle_add (save_idle_cb, self);
}

static void
new_field_cb (CrmRecordFacts *self)
{
  crm_new_field_present (GTK_WIDGET (self), self->context, crm_record_get_record_type (self->draft));
}

static void
add_row (CrmRecordFacts *self, const CrmField *field)
{
  GtkWidget          *row = crm_field_row_new (self->context, self->draft, field);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (row_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->group, row);
}

/* The fields that the business made, and a way to make one. */
static void
add_own_rows (CrmRecordFacts *self)
{
  CrmFieldSet *fields = crm_context_get_fields (self->context, crm_record_get_record_type (self->draft));
  GtkWidget   *make = crm_field_row_new_action (_ ("New Field…"), "list-add-symbolic");

  for (guint i = 0; fields != NULL && i < crm_field_set_get_size (fields); i++)
    {
      if (crm_field_set_get (fields, i)->custom != 0)
        add_row (self, crm_field_set_get (fields, i));
    }
  g_signal_connect_object (make, "activated", G_CALLBACK (new_field_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, make);
  adw_preferences_group_add (self->group, make);
}

static void
open_cb (CrmRecordFacts *self, GtkWidget *row)
{
  gint64   *id = g_object_get_data (G_OBJECT (row), "crm-target");
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) record = store != NULL ? crm_store_get (store, *id, NULL) : NULL;

  if (record != NULL)
    crm_context_open (self->context, record);
}

/* What cannot be changed any more is read, and what it refers to is opened. */
static void
add_settled_row (CrmRecordFacts *self, const CrmField *field)
{
  g_autofree char *value = crm_format_field (self->context, CRM_OBJECT (self->draft), field);
  GtkWidget       *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), crm_field_get_label (field));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  gtk_widget_add_css_class (row, "property");
  if (field->kind == CRM_KIND_REFERENCE)
    {
      gint64 id = crm_field_peek_integer (field, CRM_OBJECT (self->draft));

      g_object_set_data_full (G_OBJECT (row), "crm-target", g_memdup2 (&id, sizeof id), g_free);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_signal_connect_object (row, "activated", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
    }
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->group, row);
}

/* Which rows there are, and what those say that do not follow the record by themselves. */
static char *
list_shown (CrmRecordFacts *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n_facts; i++)
    {
      CrmFieldUse use = get_use (self, &self->facts[i]);

      g_string_append_printf (text, "%d\n", use);
      if (use == CRM_FIELD_USE_SETTLED)
        {
          g_autofree char *value = crm_format_field (self->context, CRM_OBJECT (self->draft), find_field (self->draft, self->facts[i].field));

          g_string_append (text, value);
        }
    }

  return g_string_free (text, FALSE);
}

static void
remove_rows (CrmRecordFacts *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
rebuild (CrmRecordFacts *self)
{
  remove_rows (self);
  g_free (self->shown);
  self->shown = list_shown (self);
  for (guint i = 0; i < self->n_facts; i++)
    {
      const CrmField *field = find_field (self->draft, self->facts[i].field);
      CrmFieldUse     use = get_use (self, &self->facts[i]);

      if (use == CRM_FIELD_USE_SETTLED)
        add_settled_row (self, field);
      else if (use == CRM_FIELD_USE_OPEN)
        add_row (self, field);
    }
  if (self->own)
    add_own_rows (self);
}

static void
fields_changed_cb (CrmRecordFacts *self)
{
  if (self->record != NULL)
    rebuild (self);
}

/* Whoever is typing here is not disturbed: what the rows have touched is saved on top. */
static void
record_changed_cb (CrmRecordFacts *self)
{
  g_autofree char *shown = NULL;

  if (crm_object_get_touched (CRM_OBJECT (self->draft)) != 0)
    return;

  follow_record (self);
  shown = list_shown (self);
  if (strcmp (shown, self->shown) != 0)
    rebuild (self);
}

static void
crm_record_facts_dispose (GObject *object)
{
  CrmRecordFacts *self = CRM_RECORD_FACTS (object);
  GtkWidget      *group = GTK_WIDGET (self->group);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_ptr_array_set_size (self->rows, 0);
  self->group = NULL;
  g_clear_pointer (&group, gtk_widget_unparent);
  g_clear_object (&self->record);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_record_facts_parent_class)->dispose (object);
}

static void
crm_record_facts_finalize (GObject *object)
{
  CrmRecordFacts *self = CRM_RECORD_FACTS (object);

  g_ptr_array_unref (self->rows);
  g_free (self->shown);

  G_OBJECT_CLASS (crm_record_facts_parent_class)->finalize (object);
}

static void
crm_record_facts_class_init (CrmRecordFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_record_facts_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_record_facts_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
crm_record_facts_init (CrmRecordFacts *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
}

/**
 * crm_record_facts_new:
 * @facts: (array length=n_facts): static
 * @own: whether the fields that the business made follow, and a way to make one
 */
GtkWidget *
crm_record_facts_new (CrmContext *context, const CrmRecordFact *facts, guint n_facts, gboolean own)
{
  CrmRecordFacts *self = g_object_new (CRM_TYPE_RECORD_FACTS, NULL);

  self->context = g_object_ref (context);
  self->facts = facts;
  self->n_facts = n_facts;
  self->own = own;
  g_signal_connect_object (context, "fields-changed", G_CALLBACK (fields_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

static void
let_go (CrmRecordFacts *self)
{
  if (self->record == NULL)
    return;

  crm_record_facts_save (self);
  remove_rows (self);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->record, self);
  g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->record);
  g_clear_object (&self->draft);
}

/**
 * crm_record_facts_set_record:
 * @record: (nullable): whose facts; those of the one before are saved
 */
void
crm_record_facts_set_record (CrmRecordFacts *self, CrmRecord *record)
{
  if (self->record == record)
    return;

  let_go (self);
  if (record == NULL)
    return;

  self->record = g_object_ref (record);
  self->draft = crm_record_edit (record);
  rebuild (self);
  g_signal_connect_object (self->record, "notify", G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify", G_CALLBACK (draft_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * crm_record_facts_save:
 *
 * Saves what has been edited, if anything has and all of it is understood.
 */
void
crm_record_facts_save (CrmRecordFacts *self)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;
  Save            *save;

  if (self->draft == NULL || crm_object_get_touched (CRM_OBJECT (self->draft)) == 0 || !all_valid (self))
    return;

  save = g_new0 (Save, 1);
  *save = (Save){ g_object_ref (self), g_object_ref (self->record), crm_object_get_touched (CRM_OBJECT (self->draft)) };
  records = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (records, take_touched (self));
  shown = crm_format_title (self->record);
  /* Translators: a deal, an invoice */
  title = g_strdup_printf (_ ("Edited “%s”"), shown);
  crm_context_commit_quietly (self->context, title, records, saved_cb, save);
}
