/* A group of rows for each type of record that takes fields of the business's own, made anew whenever such a field changes, whoever changed
 * it. The window waits before the main one, whose toasts it covers: what it removes it offers to bring back itself. */

#include "config.h"

#include "crm-fields-window.h"

#include "crm-count.h"
#include "crm-criterion.h"
#include "crm-dialog.h"
#include "crm-field-row.h"
#include "crm-format.h"
#include "crm-keys.h"
#include "crm-model.h"
#include "crm-new-field.h"
#include "crm-own-field-row.h"

#include <glib/gi18n-lib.h>

/* One type of record. */
typedef struct
{
  const CrmRecordType *type;
  AdwPreferencesGroup *group; /* a child of the page */
  GPtrArray           *rows;  /* (owned) (element-type GtkWidget): children of the group; the last one adds a field */
} Part;

struct _CrmFieldsWindow
{
  AdwWindow parent_instance;

  CrmContext *context; /* (owned) */
  GPtrArray  *parts;   /* (owned) (element-type Part) */
  gint64      focused; /* the field whose row is to have the focus again; 0 for none */
  char       *removed; /* (owned) (nullable): title of the last change that removed a field */

  /* Template widgets */
  AdwToastOverlay    *toasts;
  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (CrmFieldsWindow, crm_fields_window, ADW_TYPE_WINDOW)

static const char *const types[] = { "person", "company", "deal", "activity" };

static void
part_free (gpointer data)
{
  Part *part = data;

  g_ptr_array_unref (part->rows);
  g_free (part);
}

static guint
count_fields (const Part *part)
{
  return part->rows->len - 1;
}

static CrmRecord *
get_field (const Part *part, guint position)
{
  return crm_own_field_row_get_field (g_ptr_array_index (part->rows, position));
}

/* Returns: (nullable): the part that has the row, and its place there */
static Part *
find_part (CrmFieldsWindow *self, gpointer row, guint *position)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = g_ptr_array_index (self->parts, i);

      if (g_ptr_array_find (part->rows, row, position))
        return part;
    }

  return NULL;
}

/* The order is that of the positions, so each field that stands elsewhere than it says is told where. */
static void
reorder (CrmFieldsWindow *self, const Part *part, guint from, guint to)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count_fields (part); i++)
    g_ptr_array_add (order, get_field (part, i));
  g_ptr_array_insert (order, (int) to, g_ptr_array_steal_index (order, from));
  for (guint i = 0; i < order->len; i++)
    {
      CrmRecord *field = g_ptr_array_index (order, i);
      CrmRecord *draft;

      if (crm_object_get_integer (CRM_OBJECT (field), "position") == i)
        continue;
      draft = crm_record_edit (field);
      crm_object_set_integer (CRM_OBJECT (draft), "position", i);
      g_ptr_array_add (drafts, draft);
    }
  self->focused = crm_record_get_id (g_ptr_array_index (order, to));
  crm_context_commit_quietly (self->context, N_ ("Change the order of fields"), drafts, NULL, NULL);
}

static void
move_cb (CrmOwnFieldRow *row, int by, CrmFieldsWindow *self)
{
  guint position;
  Part *part = find_part (self, row, &position);
  int   to = (int) position + by;

  if (part != NULL && to >= 0 && to < (int) count_fields (part))
    reorder (self, part, position, (guint) to);
}

static void
drop_cb (CrmOwnFieldRow *row, CrmOwnFieldRow *dragged, CrmFieldsWindow *self)
{
  guint to;
  guint from;
  Part *part = find_part (self, row, &to);

  /* A field stays with the records it was made for. */
  if (part != NULL && part == find_part (self, dragged, &from))
    reorder (self, part, from, to);
}

static void
edit_cb (CrmFieldsWindow *self, CrmOwnFieldRow *row)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (crm_own_field_row_get_field (row));

  self->focused = crm_record_get_id (draft);
  crm_record_editor_present (GTK_WIDGET (self), self->context, draft);
}

static void
made_cb (CrmFieldsWindow *self, CrmRecord *made)
{
  self->focused = crm_record_get_id (made);
}

static void
add_cb (CrmFieldsWindow *self, GtkWidget *row)
{
  guint            position;
  Part            *part = find_part (self, row, &position);
  CrmRecordEditor *editor = crm_new_field_present (GTK_WIDGET (self), self->context, part->type);

  g_signal_connect_object (editor, "saved", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
}

/* A removal on its way. */
typedef struct
{
  CrmFieldsWindow *window; /* (owned) */
  CrmRecord       *field;  /* (owned) */
  char            *title;  /* (owned) (nullable): of the change */
  gint64           count;  /* records that have a value */
} Removal;

static void
removal_free (Removal *removal)
{
  g_clear_object (&removal->window);
  g_clear_object (&removal->field);
  g_free (removal->title);
  g_free (removal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static char *
dup_told (Removal *removal)
{
  g_autofree char *name = crm_format_title (removal->field);
  g_autofree char *number = crm_format_count (removal->window->context, removal->count);

  if (removal->count == 0)
    /* Translators: %s is the name of a field */
    return g_strdup_printf (_ ("“%s” removed"), name);

  /* Translators: 1: the name of a field, 2: how many records */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "“%1$s” removed, with the value of %2$s record. Undo brings it back.", "“%1$s” removed, with the values of %2$s records. Undo brings them back.", (gulong) removal->count), name, number);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CrmFieldsWindow *self = CRM_FIELDS_WINDOW (widget);
  CrmStore        *store = crm_context_get_store (self->context);
  g_autofree char *newest = store != NULL ? crm_store_dup_undo_title (store) : NULL;

  if (self->removed != NULL && g_strcmp0 (newest, self->removed) == 0)
    crm_store_undo_async (store, FALSE, NULL, NULL);
  g_clear_pointer (&self->removed, g_free);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Removal) removal = user_data;
  g_autoptr (GError) error = NULL;
  CrmFieldsWindow *self = removal->window;
  g_autofree char *told = NULL;
  AdwToast        *toast;

  if (self->context == NULL)
    return;
  if (!crm_store_write_finish (CRM_STORE (source), result, &error))
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
      return;
    }

  g_free (self->removed);
  self->removed = g_strdup (removal->title);
  told = dup_told (removal);
  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, g_object_new (GTK_TYPE_LABEL, "label", told, "wrap", TRUE, "xalign", 0.0, NULL));
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "fields.undo");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Removal) removal = user_data;
  CrmStore        *store = CRM_STORE (source);
  g_autofree char *name = crm_format_title (removal->field);
  gint64           id = crm_record_get_id (removal->field);
  gint64           count = crm_count_finish (store, result, NULL);
  const char      *title;

  if (removal->window->context == NULL)
    return;

  removal->count = MAX (count, 0);
  removal->title = g_strdup_printf (_ ("Remove the field %s"), name);
  title = removal->title;
  crm_store_delete_async (store, title, &id, 1, NULL, removed_cb, g_steal_pointer (&removal));
}

static void
remove_cb (CrmFieldsWindow *self, CrmOwnFieldRow *row)
{
  guint           position;
  Part           *part = find_part (self, row, &position);
  CrmRecord      *record = crm_own_field_row_get_field (row);
  CrmStore       *store = crm_context_get_store (self->context);
  CrmFieldSet    *set = store != NULL && part != NULL ? crm_context_get_fields (self->context, part->type) : NULL;
  const CrmField *field = set != NULL ? crm_field_set_find_custom (set, crm_record_get_id (record)) : NULL;
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);
  g_autoptr (CrmCriterion) has_value = NULL;
  Removal  *removal;
  CrmQuery *query;

  if (field == NULL)
    return;

  removal = g_new0 (Removal, 1);
  removal->window = g_object_ref (self);
  removal->field = g_object_ref (record);
  self->focused = position + 1 < count_fields (part) ? crm_record_get_id (get_field (part, position + 1)) : 0;
  query = crm_query_new (part->type->name);
  has_value = crm_criterion_new_set (field);
  crm_query_set_criterion (query, has_value);
  g_ptr_array_add (queries, query);
  crm_count_async (store, queries, NULL, counted_cb, removal);
}

static void
add_row (Part *part, GtkWidget *row)
{
  g_ptr_array_add (part->rows, row);
  adw_preferences_group_add (part->group, row);
}

static void
add_field (CrmFieldsWindow *self, Part *part, CrmRecord *field)
{
  GtkWidget *row = crm_own_field_row_new (field);

  g_signal_connect_object (row, "activated", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "move", G_CALLBACK (move_cb), self, 0);
  g_signal_connect_object (row, "drop", G_CALLBACK (drop_cb), self, 0);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  add_row (part, row);
  if (crm_record_get_id (field) == self->focused)
    gtk_widget_grab_focus (row);
}

static void
fill (CrmFieldsWindow *self, Part *part)
{
  CrmStore    *store = crm_context_get_store (self->context);
  CrmFieldSet *fields = crm_context_get_fields (self->context, part->type);
  GtkWidget   *add = crm_field_row_new_action (_ ("New Field…"), "list-add-symbolic");

  for (guint i = 0; i < part->rows->len; i++)
    adw_preferences_group_remove (part->group, g_ptr_array_index (part->rows, i));
  g_ptr_array_set_size (part->rows, 0);
  for (guint i = 0; fields != NULL && i < crm_field_set_get_size (fields); i++)
    {
      gint64 id = crm_field_set_get (fields, i)->custom;
      g_autoptr (CrmRecord) record = id != 0 ? crm_store_get (store, id, NULL) : NULL;

      if (record != NULL)
        add_field (self, part, record);
    }
  g_signal_connect_object (add, "activated", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (add, store != NULL && !crm_store_is_read_only (store));
  add_row (part, add);
}

static void
fill_all (CrmFieldsWindow *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    fill (self, g_ptr_array_index (self->parts, i));
}

static void
add_part (CrmFieldsWindow *self, const CrmRecordType *type)
{
  Part *part = g_new0 (Part, 1);

  part->type = type;
  part->rows = g_ptr_array_new ();
  part->group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", _ (type->plural), NULL);
  g_ptr_array_add (self->parts, part);
  adw_preferences_page_add (self->page, part->group);
}

static void
crm_fields_window_dispose (GObject *object)
{
  CrmFieldsWindow *self = CRM_FIELDS_WINDOW (object);

  g_ptr_array_set_size (self->parts, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_FIELDS_WINDOW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_fields_window_parent_class)->dispose (object);
}

static void
crm_fields_window_finalize (GObject *object)
{
  CrmFieldsWindow *self = CRM_FIELDS_WINDOW (object);

  g_ptr_array_unref (self->parts);
  g_free (self->removed);

  G_OBJECT_CLASS (crm_fields_window_parent_class)->finalize (object);
}

static void
crm_fields_window_class_init (CrmFieldsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_fields_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_fields_window_finalize;

  gtk_widget_class_install_action (widget_class, "fields.undo", NULL, undo_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/preferences/crm-fields-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmFieldsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CrmFieldsWindow, page);
}

static void
crm_fields_window_init (CrmFieldsWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->parts = g_ptr_array_new_with_free_func (part_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  crm_keys_add_action (GTK_SHORTCUT_CONTROLLER (keys), "<Control>z", "fields.undo");
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * crm_fields_window_new:
 *
 * Returns: (transfer none): the window, owned by the toolkit until it is closed
 */
GtkWindow *
crm_fields_window_new (CrmContext *context)
{
  CrmFieldsWindow *self = g_object_new (CRM_TYPE_FIELDS_WINDOW, NULL);

  self->context = g_object_ref (context);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    add_part (self, crm_record_type_find (types[i]));
  fill_all (self);
  g_signal_connect_object (context, "fields-changed", G_CALLBACK (fill_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);

  return GTK_WINDOW (self);
}
