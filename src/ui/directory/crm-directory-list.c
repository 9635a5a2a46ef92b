/* A list of records: what narrows and orders it, above the table of those it leaves. */

#include "config.h"

#include "crm-directory-list.h"

#include "crm-directory-bar.h"
#include "crm-format.h"
#include "crm-search-keys.h"
#include "crm-table.h"

#define COUNT_WIDTH 330 /* below it the filters need the room of the count */

struct _CrmDirectoryList
{
  GtkWidget parent_instance;

  CrmContext             *context; /* (owned) */
  const CrmDirectoryType *type;
  const char             *sort;  /* (nullable): what was told last; interned */
  const char             *group; /* (nullable): likewise */

  /* Template widgets */
  CrmDirectoryBar *bar;
  CrmTable        *table;
};

G_DEFINE_FINAL_TYPE (CrmDirectoryList, crm_directory_list, GTK_TYPE_WIDGET)

enum
{
  PROP_CONTEXT = 1,
  PROP_TYPE,
  PROP_SORT,
  PROP_GROUP,
  N_PROPS
};

enum
{
  OPEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static void
apply_cb (CrmQuery *query, gpointer user_data)
{
  crm_directory_bar_apply (CRM_DIRECTORY_LIST (user_data)->bar, query);
}

static void
tell (CrmDirectoryList *self, const char **told, const char *value, guint prop_id)
{
  if (g_strcmp0 (*told, value) == 0)
    return;

  *told = g_intern_string (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
table_changed_cb (CrmDirectoryList *self)
{
  gboolean         empty = crm_table_is_empty (self->table);
  gboolean         filtered = crm_directory_bar_is_set (self->bar);
  g_autofree char *number = crm_format_count (self->context, crm_table_get_count (self->table));

  if (empty)
    crm_directory_type_show_empty (self->type, crm_table_get_empty_page (self->table), filtered);
  crm_directory_bar_show_count (self->bar, empty ? "" : number);
  crm_directory_bar_set_table (self->bar, crm_table_is_wide (self->table), crm_table_get_width (self->table) >= COUNT_WIDTH);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), !empty || filtered);
  tell (self, &self->sort, crm_table_get_sort (self->table), PROP_SORT);
  tell (self, &self->group, crm_table_get_group (self->table), PROP_GROUP);
}

static void
table_open_cb (CrmDirectoryList *self, CrmRecord *record)
{
  g_signal_emit (self, signals[OPEN], 0, record);
}

static void
bar_changed_cb (CrmDirectoryList *self)
{
  crm_table_refresh (self->table);
}

static void
search_activated_cb (CrmDirectoryList *self)
{
  crm_table_open_first (self->table);
}

static void
columns_chosen_cb (CrmDirectoryList *self, const char *names)
{
  crm_table_show_columns (self->table, names);
}

static void
asks_columns_cb (CrmDirectoryList *self)
{
  g_autofree char *names = crm_table_dup_columns (self->table);

  crm_directory_bar_offer_columns (self->bar, names);
}

static void
take_view_cb (CrmDirectoryList *self, CrmRecord *draft)
{
  crm_table_take_view (self->table, draft);
}

static void
records_changed_cb (CrmDirectoryList *self, CrmChangeSet *set)
{
  g_auto (GStrv) names = self->type->refreshes != NULL ? g_strsplit (self->type->refreshes, " ", -1) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (!crm_change_set_has_type (set, crm_record_type_find (names[i])->code))
        continue;
      crm_table_refresh_rows (self->table);
      return;
    }
}

static void
store_changed_cb (CrmDirectoryList *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
fields_changed_cb (CrmDirectoryList *self)
{
  crm_table_fill_group_menu (self->table, crm_directory_bar_get_groups (self->bar), "list.group");
}

static void
list_clear (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  crm_directory_bar_clear (CRM_DIRECTORY_LIST (widget)->bar);
}

static void
crm_directory_list_constructed (GObject *object)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (object);

  G_OBJECT_CLASS (crm_directory_list_parent_class)->constructed (object);

  crm_directory_bar_set_context (self->bar, self->context, self->type);
  crm_table_set_up (self->table, self->context, &self->type->table, GTK_WIDGET (self), apply_cb, self);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "fields-changed", G_CALLBACK (fields_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
  fields_changed_cb (self);
}

static void
crm_directory_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (object);

  switch (prop_id)
    {
    case PROP_SORT:
      g_value_set_string (value, crm_table_get_sort (self->table));
      break;
    case PROP_GROUP:
      g_value_set_string (value, crm_table_get_group (self->table));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_directory_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    case PROP_TYPE:
      self->type = g_value_get_pointer (value);
      break;
    case PROP_SORT:
      crm_table_set_sort (self->table, g_value_get_string (value));
      break;
    case PROP_GROUP:
      crm_table_set_group (self->table, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_directory_list_dispose (GObject *object)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (object);

  if (self->table != NULL)
    crm_table_close (self->table);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DIRECTORY_LIST);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_directory_list_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/com/example/Crm/ui/directory/crm-directory-list.ui");
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, bar);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, table);
  gtk_widget_class_bind_template_callback (klass, bar_changed_cb);
  gtk_widget_class_bind_template_callback (klass, search_activated_cb);
  gtk_widget_class_bind_template_callback (klass, crm_directory_list_show_view);
  gtk_widget_class_bind_template_callback (klass, take_view_cb);
  gtk_widget_class_bind_template_callback (klass, asks_columns_cb);
  gtk_widget_class_bind_template_callback (klass, columns_chosen_cb);
  gtk_widget_class_bind_template_callback (klass, table_changed_cb);
  gtk_widget_class_bind_template_callback (klass, table_open_cb);
}

static void
crm_directory_list_class_init (CrmDirectoryListClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = crm_directory_list_constructed;
  object_class->get_property = crm_directory_list_get_property;
  object_class->set_property = crm_directory_list_set_property;
  object_class->dispose = crm_directory_list_dispose;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, flags);
  properties[PROP_TYPE] = g_param_spec_pointer ("type", NULL, NULL, flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);

  gtk_widget_class_install_action (widget_class, "list.clear", NULL, list_clear);
  gtk_widget_class_install_property_action (widget_class, "list.sort", "sort");
  gtk_widget_class_install_property_action (widget_class, "list.group", "group");

  g_type_ensure (CRM_TYPE_TABLE);
  g_type_ensure (CRM_TYPE_DIRECTORY_BAR);
  bind_template (widget_class);
}

static void
crm_directory_list_init (CrmDirectoryList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  crm_search_keys_connect (crm_directory_bar_get_search (self->bar), GTK_WIDGET (self->table));
}

/**
 * crm_directory_list_new:
 * @type: static
 */
GtkWidget *
crm_directory_list_new (CrmContext *context, const CrmDirectoryType *type)
{
  return g_object_new (CRM_TYPE_DIRECTORY_LIST, "context", context, "type", type, NULL);
}

/**
 * crm_directory_list_search:
 * @text: (nullable): what to look for
 */
void
crm_directory_list_search (CrmDirectoryList *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (crm_directory_bar_get_search (self->bar)), text != NULL ? text : "");
}

/**
 * crm_directory_list_show_view:
 * @view: (nullable): a saved_view of the type; %NULL for everything
 */
void
crm_directory_list_show_view (CrmDirectoryList *self, CrmRecord *view)
{
  crm_table_show_view (self->table, view);
  crm_directory_bar_show_view (self->bar, view);
}

/**
 * crm_directory_list_focus_search:
 *
 * Lets the user type what to look for, in place of what was looked for before.
 */
void
crm_directory_list_focus_search (CrmDirectoryList *self)
{
  GtkWidget *search = GTK_WIDGET (crm_directory_bar_get_search (self->bar));

  gtk_widget_grab_focus (search);
  gtk_editable_select_region (GTK_EDITABLE (search), 0, -1);
}

/**
 * crm_directory_list_set_browsing:
 * @browsing: whether the record that is selected is shown at once, as where list and detail stand side by side
 */
void
crm_directory_list_set_browsing (CrmDirectoryList *self, gboolean browsing)
{
  crm_table_set_browsing (self->table, browsing);
}

/**
 * crm_directory_list_forget_opened:
 *
 * To be told when the record that was opened is closed, so that selecting its row opens it again.
 */
void
crm_directory_list_forget_opened (CrmDirectoryList *self)
{
  crm_table_forget_opened (self->table);
}

void
crm_directory_list_focus (CrmDirectoryList *self)
{
  crm_table_focus (self->table);
}

/**
 * crm_directory_list_get_records:
 *
 * Returns: (transfer none) (nullable): what is listed, while a file is open
 */
GListModel *
crm_directory_list_get_records (CrmDirectoryList *self)
{
  return G_LIST_MODEL (crm_table_get_records (self->table));
}

GtkSelectionModel *
crm_directory_list_get_selection (CrmDirectoryList *self)
{
  return GTK_SELECTION_MODEL (crm_table_get_selection (self->table));
}
