/* A popover that finds a record by its name, or adds one.
 *
 * It asks the file for the first few only, each time a letter is typed, so it is as quick in a large file as in a small one. Types without
 * an alphabet of their own, such as tags, are few in any file, and are looked through here. */

#include "config.h"

#include "crm-record-picker.h"

#include "crm-format.h"
#include "crm-inscribe.h"
#include "crm-record-list.h"
#include "crm-search-keys.h"
#include "crm-tab-stop.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmRecordPicker
{
  GtkPopover parent_instance;

  GtkEditable *search;
  GtkStack    *stack;
  GtkListView *list;
  GtkWidget   *add;
  GtkLabel    *add_label;
  GtkWidget   *none;

  CrmContext          *context; /* (owned) */
  const CrmRecordType *type;
  CrmRecordList       *records; /* (owned) (nullable): while it is shown */
  GListModel          *rows;    /* (owned) (nullable): of those, what is shown */
  char                *typed;   /* (owned) (nullable): folded */
  gboolean             allow_new;
};

G_DEFINE_FINAL_TYPE (CrmRecordPicker, crm_record_picker, GTK_TYPE_POPOVER)

enum
{
  PROP_CONTEXT = 1,
  PROP_TYPE_NAME,
  PROP_ALLOW_NEW,
  PROP_ALLOW_NONE,
  N_PROPS
};

enum
{
  PICKED,
  CLEARED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

/* Who needs more has not typed enough. */
#define ROWS_MAX 30

static char *
dup_typed (CrmRecordPicker *self)
{
  return crm_text_clean (gtk_editable_get_text (self->search));
}

static gboolean
is_named (CrmRecordPicker *self)
{
  return (self->type->flags & CRM_TYPE_NAMED) != 0;
}

static char *
dup_folded_title (CrmRecordPicker *self, guint position)
{
  g_autoptr (CrmObject) record = g_list_model_get_item (self->rows, position);
  g_autofree char *title = record != NULL ? crm_object_dup_title (record) : NULL;

  return title != NULL ? crm_text_fold (title) : NULL;
}

/* Whether one of those found is called just so: it need not be added. */
static gboolean
is_there (CrmRecordPicker *self)
{
  for (guint i = 0; self->rows != NULL && !is_named (self) && i < g_list_model_get_n_items (self->rows); i++)
    {
      g_autofree char *title = dup_folded_title (self, i);

      if (g_strcmp0 (title, self->typed) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
show_add (CrmRecordPicker *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autofree char *isolated = crm_text_isolate (typed);
  /* Translators: a button of a search; %s is what was typed */
  g_autofree char *label = g_strdup_printf (_ ("Add “%s”"), isolated);

  gtk_label_set_text (self->add_label, label);
  gtk_widget_set_visible (self->add, self->allow_new && typed != NULL && !is_there (self));
}

static void
show_rows (CrmRecordPicker *self)
{
  gboolean empty = self->records == NULL || (g_list_model_get_n_items (self->rows) == 0 && !crm_record_list_is_loading (self->records));

  show_add (self);
  gtk_stack_set_visible_child_name (self->stack, empty ? "none" : "list");
}

static CrmQuery *
make_query (CrmRecordPicker *self)
{
  CrmQuery        *query = crm_query_new (self->type->name);
  g_autofree char *typed = dup_typed (self);

  if (!is_named (self))
    {
      crm_query_set_order (query, "name", FALSE);
      return query;
    }
  if (typed != NULL)
    crm_query_set_search (query, typed);
  crm_query_set_limit (query, ROWS_MAX);

  return query;
}

/* Any word of a tag may be begun. */
static gboolean
matches (gpointer record, gpointer user_data)
{
  CrmRecordPicker *self = user_data;
  g_autofree char *title = NULL;
  g_autofree char *folded = NULL;

  if (self->typed == NULL)
    return TRUE;

  title = crm_object_dup_title (record);
  folded = crm_text_fold (title != NULL ? title : "");

  return strstr (folded, self->typed) != NULL;
}

static void
make_rows (CrmRecordPicker *self, const CrmQuery *query)
{
  GtkSelectionModel *selection;

  self->records = crm_record_list_new (crm_context_get_store (self->context), query);
  if (is_named (self))
    self->rows = G_LIST_MODEL (g_object_ref (self->records));
  else
    self->rows = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->records)), GTK_FILTER (gtk_custom_filter_new (matches, self, NULL))));
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (self->rows)));
  gtk_list_view_set_model (self->list, selection);
  g_clear_object (&selection);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (show_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->records, "notify", G_CALLBACK (show_rows), self, G_CONNECT_SWAPPED);
}

static void
run_search (CrmRecordPicker *self)
{
  g_autoptr (CrmQuery) query = make_query (self);
  g_autofree char *typed = dup_typed (self);

  g_free (self->typed);
  self->typed = typed != NULL ? crm_text_fold (typed) : NULL;
  if (self->records == NULL && crm_context_get_store (self->context) != NULL)
    make_rows (self, query);
  else if (self->records != NULL && is_named (self))
    crm_record_list_set_query (self->records, query);
  else if (self->records != NULL)
    gtk_filter_changed (gtk_filter_list_model_get_filter (GTK_FILTER_LIST_MODEL (self->rows)), GTK_FILTER_CHANGE_DIFFERENT);
  show_rows (self);
}

static void
let_go_of_rows (CrmRecordPicker *self)
{
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  g_clear_object (&self->rows);
  g_clear_object (&self->records);
}

static void
pick (CrmRecordPicker *self, gint64 id)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, id);
}

static void
pick_position (CrmRecordPicker *self, guint position)
{
  g_autoptr (CrmRecord) record = self->rows != NULL ? g_list_model_get_item (self->rows, position) : NULL;

  if (record != NULL)
    pick (self, crm_record_get_id (record));
}

/* People have two names; the last word is the family's. */
static void
set_person_name (CrmObject *record, const char *typed)
{
  const char      *space = strrchr (typed, ' ');
  g_autofree char *given = space != NULL ? g_strndup (typed, (gsize) (space - typed)) : NULL;

  crm_object_set_text (record, "given_name", given != NULL ? given : typed);
  if (space != NULL)
    crm_object_set_text (record, "family_name", space + 1);
}

static void
set_name (CrmObject *record, const char *typed)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (record);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (klass, &n_fields);

  if (crm_object_class_find_field (klass, "given_name") >= 0)
    {
      set_person_name (record, typed);
      return;
    }

  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].kind == CRM_KIND_TEXT)
        {
          crm_object_put_text (record, i, typed);
          return;
        }
    }
}

typedef struct
{
  CrmRecordPicker *picker; /* (owned) */
  CrmRecord       *record; /* (owned) */
} Added;

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Added *added = user_data;
  g_autoptr (CrmRecordPicker) picker = added->picker;
  g_autoptr (CrmRecord) record = added->record;

  if (crm_context_commit_finish (CRM_CONTEXT (source), result, NULL))
    pick (picker, crm_record_get_id (record));
}

static void
add_clicked_cb (CrmRecordPicker *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *typed = dup_typed (self);
  g_autofree char *title = NULL;
  Added           *added;

  if (typed == NULL)
    return;

  added = g_new0 (Added, 1);
  added->picker = g_object_ref (self);
  added->record = crm_record_new (self->type->name);
  set_name (CRM_OBJECT (added->record), typed);
  g_ptr_array_add (records, g_object_ref (added->record));
  /* Translators: what has been done; %s is a name */
  title = g_strdup_printf (_ ("Add “%s”"), typed);
  crm_context_commit_quietly (self->context, title, records, added_cb, added);
}

static void
none_clicked_cb (CrmRecordPicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CLEARED], 0);
}

static void
search_changed_cb (CrmRecordPicker *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    run_search (self);
}

static void
search_activated_cb (CrmRecordPicker *self)
{
  if (self->rows != NULL && g_list_model_get_n_items (self->rows) > 0)
    pick_position (self, 0);
  else if (gtk_widget_get_visible (self->add))
    add_clicked_cb (self);
}

static void
row_activated_cb (CrmRecordPicker *self, guint position)
{
  pick_position (self, position);
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), 24);
  gtk_list_item_set_child (item, text);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_autofree char *title = crm_format_title (gtk_list_item_get_item (item));

  crm_inscribe (gtk_list_item_get_child (item), title);
}

static void
crm_record_picker_map (GtkWidget *widget)
{
  CrmRecordPicker *self = CRM_RECORD_PICKER (widget);

  gtk_editable_set_text (self->search, "");
  run_search (self);
  GTK_WIDGET_CLASS (crm_record_picker_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
crm_record_picker_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (crm_record_picker_parent_class)->unmap (widget);
  let_go_of_rows (CRM_RECORD_PICKER (widget));
}

static void
crm_record_picker_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmRecordPicker *self = CRM_RECORD_PICKER (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, self->context);
      break;
    case PROP_TYPE_NAME:
      g_value_set_string (value, self->type->name);
      break;
    case PROP_ALLOW_NEW:
      g_value_set_boolean (value, self->allow_new);
      break;
    case PROP_ALLOW_NONE:
      g_value_set_boolean (value, gtk_widget_get_visible (self->none));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_record_picker_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmRecordPicker *self = CRM_RECORD_PICKER (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    case PROP_TYPE_NAME:
      self->type = crm_record_type_find (g_value_get_string (value));
      break;
    case PROP_ALLOW_NEW:
      self->allow_new = g_value_get_boolean (value);
      break;
    case PROP_ALLOW_NONE:
      gtk_widget_set_visible (self->none, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Only who can be reached is found by how. */
static void
crm_record_picker_constructed (GObject *object)
{
  CrmRecordPicker *self = CRM_RECORD_PICKER (object);
  gboolean         reached = crm_object_class_find_field (crm_record_type_peek_class (self->type), "contact_points") >= 0;

  G_OBJECT_CLASS (crm_record_picker_parent_class)->constructed (object);
  g_object_set (self->search, "placeholder-text", reached ? _ ("Name, phone, e-mail…") : _ ("Name"), NULL);
}

static void
crm_record_picker_finalize (GObject *object)
{
  g_free (CRM_RECORD_PICKER (object)->typed);

  G_OBJECT_CLASS (crm_record_picker_parent_class)->finalize (object);
}

static void
crm_record_picker_dispose (GObject *object)
{
  CrmRecordPicker *self = CRM_RECORD_PICKER (object);

  let_go_of_rows (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_RECORD_PICKER);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_record_picker_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *klass)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GParamFlags once = flags | G_PARAM_CONSTRUCT_ONLY;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, once);
  properties[PROP_TYPE_NAME] = g_param_spec_string ("type-name", NULL, NULL, "person", once);
  properties[PROP_ALLOW_NEW] = g_param_spec_boolean ("allow-new", NULL, NULL, TRUE, flags | G_PARAM_CONSTRUCT);
  properties[PROP_ALLOW_NONE] = g_param_spec_boolean ("allow-none", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
install_template (GtkWidgetClass *klass)
{
  g_type_ensure (CRM_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (klass, "/com/example/Crm/ui/widgets/crm-record-picker.ui");
  gtk_widget_class_bind_template_child (klass, CrmRecordPicker, search);
  gtk_widget_class_bind_template_child (klass, CrmRecordPicker, stack);
  gtk_widget_class_bind_template_child (klass, CrmRecordPicker, list);
  gtk_widget_class_bind_template_child (klass, CrmRecordPicker, add);
  gtk_widget_class_bind_template_child (klass, CrmRecordPicker, add_label);
  gtk_widget_class_bind_template_child (klass, CrmRecordPicker, none);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, search_activated_cb);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
  gtk_widget_class_bind_template_callback (klass, row_setup_cb);
  gtk_widget_class_bind_template_callback (klass, row_bind_cb);
  gtk_widget_class_bind_template_callback (klass, add_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, none_clicked_cb);
}

static void
crm_record_picker_class_init (CrmRecordPickerClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = crm_record_picker_get_property;
  object_class->set_property = crm_record_picker_set_property;
  object_class->constructed = crm_record_picker_constructed;
  object_class->dispose = crm_record_picker_dispose;
  object_class->finalize = crm_record_picker_finalize;
  widget_class->map = crm_record_picker_map;
  widget_class->unmap = crm_record_picker_unmap;
  install_properties (object_class);
  install_template (widget_class);

  /**
   * CrmRecordPicker::picked:
   * @id: of a record that was found, or has just been added
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CLEARED] = g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_record_picker_init (CrmRecordPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  crm_search_keys_connect (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self->list));
}

/**
 * crm_record_picker_new:
 * @type_name: of the records to choose from
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
crm_record_picker_new (CrmContext *context, const char *type_name)
{
  return g_object_new (CRM_TYPE_RECORD_PICKER, "context", context, "type-name", type_name, NULL);
}

/**
 * crm_record_picker_popup_at:
 * @widget: whose child the picker becomes, until that is disposed; it must unparent the picker then
 *
 * Shows the picker over a widget that is no menu button.
 */
void
crm_record_picker_popup_at (CrmRecordPicker *self, GtkWidget *widget)
{
  g_return_if_fail (CRM_IS_RECORD_PICKER (self));

  if (gtk_widget_get_parent (GTK_WIDGET (self)) != widget)
    {
      if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
        gtk_widget_unparent (GTK_WIDGET (self));
      gtk_widget_set_parent (GTK_WIDGET (self), widget);
    }
  gtk_popover_popup (GTK_POPOVER (self));
}
