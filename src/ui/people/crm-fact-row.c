/* One fact, edited where it stands.
 *
 * Return or a click opens the rows that edit it, made from its declaration, below it. What is typed is saved when the focus leaves the
 * fact, or on Return; Esc leaves what has not been saved yet as it was. What could not be saved stays where it was typed. An item is put into the set the record has at that moment, so an
 * edit of another item in between is kept. */

#include "config.h"

#include "crm-fact-row.h"

#include "crm-contact-point.h"
#include "crm-fact-items.h"
#include "crm-fact-text.h"
#include "crm-field-row.h"
#include "crm-uri.h"

#include <glib/gi18n-lib.h>

struct _CrmFactRow
{
  GtkListBoxRow parent_instance;

  CrmContext     *context; /* (owned) */
  CrmRecord      *record;  /* (owned) */
  const CrmField *field;
  char           *item_id; /* (owned) (nullable): of the item it shows; NULL for a field that is no set */
  CrmObject      *draft;   /* (owned) (nullable): what is being edited: a record, or an item */
  gboolean        touched; /* the draft differs from what was saved */
  gboolean        closing; /* once what is being saved is in the file */
  guint           saving;  /* changes on their way to the file */
  char           *uri;     /* (owned) (nullable) */
  gint64          opens;
  gboolean        revealed; /* a private value that somebody asked to see */

  /* Template widgets */
  GtkImage    *icon;
  GtkLabel    *value;
  GtkLabel    *label;
  GtkImage    *preferred;
  GtkButton   *action;
  GtkRevealer *revealer;
  GtkListBox  *editors;
  GtkWidget   *remove;
};

G_DEFINE_FINAL_TYPE (CrmFactRow, crm_fact_row, GTK_TYPE_LIST_BOX_ROW)

#define HIDDEN "••••••"

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
get_number (CrmFactRow *self)
{
  return crm_field_get_number (self->field, CRM_OBJECT (self->record));
}

static gboolean
is_set (CrmFactRow *self)
{
  return self->field->kind == CRM_KIND_ITEMS;
}

static CrmItem *
find_item (CrmFactRow *self)
{
  GPtrArray *items = is_set (self) ? crm_object_peek_items (CRM_OBJECT (self->record), get_number (self)) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      if (g_strcmp0 (crm_item_get_id (g_ptr_array_index (items, i)), self->item_id) == 0)
        return g_ptr_array_index (items, i);
    }

  return NULL;
}

static gboolean
is_private (CrmFactRow *self)
{
  return (self->field->flags & CRM_FIELD_PRIVATE) != 0;
}

static void
set_action (CrmFactRow *self, gboolean visible, const char *icon_name, const char *verb)
{
  gtk_widget_set_visible (GTK_WIDGET (self->action), visible);
  gtk_button_set_icon_name (self->action, icon_name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->action), verb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->action), GTK_ACCESSIBLE_PROPERTY_LABEL, verb, -1);
}

static void
show_action (CrmFactRow *self, const CrmFactText *text)
{
  g_free (self->uri);
  self->uri = g_strdup (text->uri);
  self->opens = text->opens;
  if (is_private (self))
    set_action (self, text->value != NULL && *text->value != '\0', self->revealed ? "view-conceal-symbolic" : "view-reveal-symbolic", self->revealed ? _ ("Hide") : _ ("Show"));
  else
    set_action (self, text->uri != NULL || text->opens != CRM_UNSET, text->uri != NULL && text->icon_name != NULL ? text->icon_name : "go-next-symbolic", text->uri != NULL ? text->verb : _ ("Open"));
}

/* What a passer-by may see: of a private value only that there is one. */
static const char *
get_seen (CrmFactRow *self, const CrmFactText *text)
{
  if (text->value == NULL || *text->value == '\0')
    return "";

  return is_private (self) && !self->revealed ? HIDDEN : text->value;
}

static void
show (CrmFactRow *self)
{
  CrmItem *item = find_item (self);
  g_auto (CrmFactText) text = { .opens = CRM_UNSET };
  g_autofree char *name = NULL;
  const char      *seen;

  if (item != NULL)
    crm_fact_text_init_item (&text, self->context, item, self->field);
  else if (!is_set (self))
    crm_fact_text_init (&text, self->context, CRM_OBJECT (self->record), self->field);
  else
    text.label = g_strdup (crm_field_get_label (self->field));

  gtk_image_set_from_icon_name (self->icon, text.icon_name);
  seen = get_seen (self, &text);
  gtk_label_set_text (self->value, seen);
  gtk_label_set_wrap (self->value, !text.whole);
  gtk_widget_set_visible (GTK_WIDGET (self->value), *seen != '\0');
  gtk_label_set_text (self->label, text.label);
  gtk_widget_set_visible (GTK_WIDGET (self->preferred), text.preferred);
  show_action (self, &text);
  name = g_strdup_printf ("%s: %s", text.label, g_str_equal (seen, HIDDEN) ? _ ("hidden") : seen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
has_field (CrmObject *object, const char *name)
{
  return crm_object_class_find_field (CRM_OBJECT_GET_CLASS (object), name) >= 0;
}

/* What a number means depends on the country it was typed in. */
static void
normalise (CrmFactRow *self, CrmItem *item)
{
  g_autoptr (CrmItem) fresh = NULL;

  if (!CRM_IS_CONTACT_POINT (item))
    return;

  fresh = crm_contact_point_new (crm_object_get_text (CRM_OBJECT (item), "kind"), NULL, crm_object_get_text (CRM_OBJECT (item), "value"), crm_context_default_country (self->context));
  crm_object_set_text (CRM_OBJECT (item), "normalised", crm_object_get_text (CRM_OBJECT (fresh), "normalised"));
}

static void close_editors (CrmFactRow *self);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmFactRow) self = user_data;
  gboolean saved = crm_context_commit_finish (CRM_CONTEXT (source), result, NULL);

  self->saving--;
  if (self->context == NULL || self->draft == NULL)
    return;

  if (!saved)
    {
      self->touched = TRUE;
      self->closing = FALSE;
      gtk_widget_child_focus (GTK_WIDGET (self->editors), GTK_DIR_TAB_FORWARD);
    }
  else if (self->closing && self->saving == 0)
    {
      close_editors (self);
    }
}

static void
commit (CrmFactRow *self, CrmRecord *draft)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  /* Translators: what was done, for the list of changes; %s is a field */
  g_autofree char *title = g_strdup_printf (_ ("Edit “%s”"), crm_field_get_label (self->field));

  g_ptr_array_add (records, g_object_ref (draft));
  self->saving++;
  crm_context_commit_quietly (self->context, title, records, saved_cb, g_object_ref (self));
}

static void
commit_items (CrmFactRow *self, CrmItem *item)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (self->record);
  g_autoptr (GPtrArray) items = crm_fact_items_with (self->record, get_number (self), self->item_id, item);

  crm_object_put_items (CRM_OBJECT (draft), get_number (self), items);
  commit (self, draft);
}

static void
save_item (CrmFactRow *self)
{
  g_autoptr (CrmItem) item = NULL;

  if (crm_object_find_lacking (self->draft) != NULL)
    return;

  item = crm_item_copy (CRM_ITEM (self->draft));
  normalise (self, item);
  commit_items (self, item);
  g_free (self->item_id);
  self->item_id = g_strdup (crm_item_get_id (item));
  crm_item_set_id (CRM_ITEM (self->draft), self->item_id);
  self->touched = FALSE;
}

static gboolean
save_field (CrmFactRow *self)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (self->record);
  g_autoptr (GError) error = NULL;

  crm_field_copy (self->field, CRM_OBJECT (draft), self->draft);
  if (!crm_record_validate (draft, &error))
    {
      crm_context_report (self->context, error);
      return FALSE;
    }

  if (self->field->custom == 0 && self->field->kind == CRM_KIND_MONEY && has_field (self->draft, "currency"))
    crm_object_set_text (CRM_OBJECT (draft), "currency", crm_object_get_text (self->draft, "currency"));
  commit (self, draft);
  self->touched = FALSE;

  return TRUE;
}

/* Returns: whether nothing is left that is not understood or not right */
static gboolean
save (CrmFactRow *self)
{
  if (self->draft == NULL || !crm_field_row_is_valid (GTK_WIDGET (self->editors)))
    return FALSE;
  if (!self->touched)
    return TRUE;
  if (!is_set (self))
    return save_field (self);

  save_item (self);
  return TRUE;
}

static void
draft_changed_cb (CrmFactRow *self)
{
  self->touched = TRUE;
}

static void
clear_editors (CrmFactRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->editors))) != NULL)
    gtk_list_box_remove (self->editors, child);
}

static void
close_editors (CrmFactRow *self)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  if (self->draft == NULL)
    return;

  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  self->touched = FALSE;
  self->closing = FALSE;
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  clear_editors (self);
  g_signal_emit (self, signals[DONE], 0);
}

static void
make_draft (CrmFactRow *self)
{
  CrmItem *item = find_item (self);

  if (!is_set (self))
    self->draft = CRM_OBJECT (crm_record_edit (self->record));
  else if (item != NULL)
    self->draft = CRM_OBJECT (crm_item_copy (item));
  else
    self->draft = g_object_new (self->field->item_type (), NULL);
  self->touched = FALSE;
}

static void
fill_editors (CrmFactRow *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!is_set (self))
    {
      gtk_list_box_append (self->editors, crm_field_row_new (self->context, self->draft, self->field));
      return;
    }

  rows = crm_field_rows_new (self->context, self->draft);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (self->editors, g_ptr_array_index (rows, i));
}

static void
done_clicked_cb (CrmFactRow *self)
{
  crm_fact_row_finish (self);
}

static void
focus_left_cb (CrmFactRow *self)
{
  save (self);
}

static gboolean
key_pressed_cb (CrmFactRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* A popover of one of the editors has keys of its own. */
  if (self->draft == NULL || focus == NULL || gtk_widget_get_native (focus) != gtk_widget_get_native (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Escape)
    {
      self->touched = FALSE;
      close_editors (self);
      return GDK_EVENT_STOP;
    }
  /* In a text of several lines Return is a new line. */
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && (GTK_IS_TEXT (focus) || (state & GDK_CONTROL_MASK) != 0))
    {
      crm_fact_row_finish (self);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
remove_clicked_cb (CrmFactRow *self)
{
  g_autoptr (CrmRecord) draft = NULL;

  if (is_set (self) && find_item (self) != NULL)
    {
      commit_items (self, NULL);
    }
  else if (!is_set (self))
    {
      draft = crm_record_edit (self->record);
      if (crm_kind_is_integer (self->field->kind))
        crm_object_put_integer (CRM_OBJECT (draft), get_number (self), CRM_UNSET);
      else
        crm_object_put_text (CRM_OBJECT (draft), get_number (self), NULL);
      commit (self, draft);
    }
  close_editors (self);
}

static void
action_clicked_cb (CrmFactRow *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) record = NULL;

  if (is_private (self))
    {
      self->revealed = !self->revealed;
      show (self);
      return;
    }
  if (self->uri != NULL)
    {
      crm_uri_open (self->context, self->uri);
      return;
    }

  record = store != NULL && self->opens != CRM_UNSET ? crm_store_get (store, self->opens, NULL) : NULL;
  if (record != NULL)
    crm_context_open (self->context, record);
}

static void
crm_fact_row_dispose (GObject *object)
{
  CrmFactRow *self = CRM_FACT_ROW (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_FACT_ROW);
  g_clear_object (&self->draft);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_fact_row_parent_class)->dispose (object);
}

static void
crm_fact_row_finalize (GObject *object)
{
  CrmFactRow *self = CRM_FACT_ROW (object);

  g_free (self->item_id);
  g_free (self->uri);

  G_OBJECT_CLASS (crm_fact_row_parent_class)->finalize (object);
}

static void
crm_fact_row_class_init (CrmFactRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_fact_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_fact_row_finalize;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/people/crm-fact-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmFactRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CrmFactRow, value);
  gtk_widget_class_bind_template_child (widget_class, CrmFactRow, label);
  gtk_widget_class_bind_template_child (widget_class, CrmFactRow, preferred);
  gtk_widget_class_bind_template_child (widget_class, CrmFactRow, action);
  gtk_widget_class_bind_template_child (widget_class, CrmFactRow, revealer);
  gtk_widget_class_bind_template_child (widget_class, CrmFactRow, editors);
  gtk_widget_class_bind_template_child (widget_class, CrmFactRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, done_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, action_clicked_cb);
}

static void
crm_fact_row_init (CrmFactRow *self)
{
  self->opens = CRM_UNSET;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_fact_row_new:
 * @record: a record of the open file; it is not changed here, but copies of it are saved
 * @field: one of its fields
 * @item: (nullable): which item of it, where it is a set; %NULL for one that is to be added
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
crm_fact_row_new (CrmContext *context, CrmRecord *record, const CrmField *field, CrmItem *item)
{
  CrmFactRow *self = g_object_new (CRM_TYPE_FACT_ROW, NULL);

  self->context = g_object_ref (context);
  self->record = g_object_ref (record);
  self->field = field;
  self->item_id = item != NULL ? g_strdup (crm_item_get_id (item)) : NULL;
  show (self);

  return GTK_WIDGET (self);
}

const CrmField *
crm_fact_row_get_field (CrmFactRow *self)
{
  return self->field;
}

/**
 * crm_fact_row_get_item_id:
 *
 * Returns: (nullable): of the item it shows; %NULL for a field, and for an item that has not been saved yet
 */
const char *
crm_fact_row_get_item_id (CrmFactRow *self)
{
  return self->item_id;
}

/**
 * crm_fact_row_refresh:
 *
 * Shows the fact as the record has it now.
 */
void
crm_fact_row_refresh (CrmFactRow *self)
{
  show (self);
}

/**
 * crm_fact_row_edit:
 *
 * Opens the rows that edit it.
 */
void
crm_fact_row_edit (CrmFactRow *self)
{
  if (self->draft != NULL)
    return;

  make_draft (self);
  fill_editors (self);
  g_signal_connect_swapped (self->draft, "notify", G_CALLBACK (draft_changed_cb), self);
  /* A click between the editors is not one on the fact. */
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->editors), GTK_DIR_TAB_FORWARD);
}

/**
 * crm_fact_row_finish:
 *
 * Saves what was typed, if it is understood, and closes the rows that edit it once it is saved.
 */
void
crm_fact_row_finish (CrmFactRow *self)
{
  if (self->draft == NULL)
    return;

  /* What is being typed is understood when the focus leaves it. */
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!save (self))
    return;

  self->closing = TRUE;
  if (self->saving == 0)
    close_editors (self);
}

gboolean
crm_fact_row_is_editing (CrmFactRow *self)
{
  return self->draft != NULL;
}

/**
 * crm_fact_row_is_there:
 *
 * Returns: whether the record has the fact
 */
gboolean
crm_fact_row_is_there (CrmFactRow *self)
{
  return is_set (self) ? find_item (self) != NULL : crm_object_is_set (CRM_OBJECT (self->record), get_number (self));
}
