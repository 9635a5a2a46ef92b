/* A list and a detail, and which of them is seen.
 *
 * While nothing is open the list has the whole width, and is a table if that is wide. What is opened stands beside it, or in front of it
 * on a narrow window. The split view does both: a list that asks for more room than any window has folds it on the list. */

#include "config.h"

#include "crm-directory-view.h"

#include "crm-keys.h"
#include "crm-recent.h"
#include "crm-record-editor.h"
#include "crm-split-view.h"

struct _CrmDirectoryView
{
  AdwBin parent_instance;

  CrmContext             *context; /* (owned) */
  const CrmDirectoryType *type;
  CrmDirectoryList       *list;   /* a child */
  CrmDirectoryDetail     *detail; /* a child */
  gboolean                open;   /* a record is */
  gboolean                closing;
  guint                   relayout;

  /* Template widgets */
  CrmSplitView *split;
};

/* Wider than any window, and as wide as a list beside a detail. */
#define ALONE_WIDTH 10000
#define BESIDE_WIDTH 300

G_DEFINE_FINAL_TYPE (CrmDirectoryView, crm_directory_view, ADW_TYPE_BIN)

enum
{
  PROP_CONTEXT = 1,
  PROP_TYPE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_open (CrmDirectoryView *self, gboolean open)
{
  self->open = open;
  g_object_set (self->split, "sidebar-width", open ? BESIDE_WIDTH : ALONE_WIDTH, NULL);
  crm_split_view_set_show_content (self->split, open);
}

static void
update_browsing (CrmDirectoryView *self)
{
  crm_directory_list_set_browsing (self->list, self->open && !crm_split_view_get_folded (self->split));
}

/* The fold hides the list; going back to it closes what hid it. */
static void
relayout_cb (gpointer data)
{
  CrmDirectoryView *self = data;

  self->relayout = 0;
  update_browsing (self);
  if (self->open && crm_split_view_get_folded (self->split) && !crm_split_view_get_show_content (self->split))
    crm_directory_view_close (self);
}

/* It folds while it is being laid out, when nothing may be moved. */
static void
split_changed_cb (CrmDirectoryView *self)
{
  if (self->relayout == 0)
    self->relayout = g_idle_add_once (relayout_cb, self);
}

static void
records_changed_cb (CrmDirectoryView *self)
{
  CrmRecord *record = crm_directory_view_get_open (self);

  if (record != NULL && crm_record_is_deleted (record))
    crm_directory_view_close (self);
}

static void
store_changed_cb (CrmDirectoryView *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  crm_directory_view_close (self);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
created_cb (CrmDirectoryView *self, CrmRecord *saved)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) record = store != NULL ? crm_store_get (store, crm_record_get_id (saved), NULL) : NULL;

  if (record != NULL)
    crm_directory_view_open (self, record);
}

/* What the detail does, from wherever in the view its keys are pressed. */
static void
do_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  const CrmCommand command = { .action = g_variant_get_string (parameter, NULL) };

  crm_command_activate (&command, GTK_WIDGET (CRM_DIRECTORY_VIEW (widget)->detail));
}

static void
add_keys (CrmDirectoryView *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  guint               n_commands;
  const CrmCommand   *commands = crm_directory_detail_get_commands (self->detail, &n_commands);

  for (guint i = 0; i < n_commands; i++)
    {
      g_autofree char *action = g_action_print_detailed_name ("directory.do", g_variant_new_string (commands[i].action));

      if (commands[i].accelerators != NULL)
        crm_keys_add_action (GTK_SHORTCUT_CONTROLLER (controller), commands[i].accelerators, action);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
crm_directory_view_constructed (GObject *object)
{
  CrmDirectoryView *self = CRM_DIRECTORY_VIEW (object);

  G_OBJECT_CLASS (crm_directory_view_parent_class)->constructed (object);

  self->list = CRM_DIRECTORY_LIST (crm_directory_list_new (self->context, self->type));
  self->detail = CRM_DIRECTORY_DETAIL (self->type->new_detail (self->context));
  crm_split_view_set_sidebar (self->split, GTK_WIDGET (self->list));
  crm_split_view_set_content (self->split, GTK_WIDGET (self->detail));
  set_open (self, FALSE);
  update_browsing (self);
  add_keys (self);

  g_signal_connect_object (self->list, "open", G_CALLBACK (crm_directory_view_open), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

static void
crm_directory_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmDirectoryView *self = CRM_DIRECTORY_VIEW (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    case PROP_TYPE:
      self->type = g_value_get_pointer (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_directory_view_dispose (GObject *object)
{
  CrmDirectoryView *self = CRM_DIRECTORY_VIEW (object);

  g_clear_handle_id (&self->relayout, g_source_remove);
  /* No gtk_widget_dispose_template(): the bin lets go of its child by itself. */
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_directory_view_parent_class)->dispose (object);
}

static void
crm_directory_view_class_init (CrmDirectoryViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = crm_directory_view_constructed;
  object_class->set_property = crm_directory_view_set_property;
  object_class->dispose = crm_directory_view_dispose;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, flags);
  properties[PROP_TYPE] = g_param_spec_pointer ("type", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "directory.do", "s", do_action);

  g_type_ensure (CRM_TYPE_SPLIT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/directory/crm-directory-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryView, split);
  gtk_widget_class_bind_template_callback (widget_class, split_changed_cb);
}

static void
crm_directory_view_init (CrmDirectoryView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_directory_view_new:
 * @type: static
 */
GtkWidget *
crm_directory_view_new (CrmContext *context, const CrmDirectoryType *type)
{
  return g_object_new (CRM_TYPE_DIRECTORY_VIEW, "context", context, "type", type, NULL);
}

/**
 * crm_directory_view_open:
 *
 * Shows a record of the list's type.
 */
void
crm_directory_view_open (CrmDirectoryView *self, CrmRecord *record)
{
  crm_recent_add (self->context, record);
  crm_directory_detail_set_record (self->detail, record);
  set_open (self, TRUE);
  update_browsing (self);
}

/**
 * crm_directory_view_take_focus:
 *
 * What is open can be done something with by its keys, which are heard in the view alone: the focus comes into it, if it is not there.
 */
void
crm_directory_view_take_focus (CrmDirectoryView *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!self->open || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    return;
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->detail)))
    gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
}

/**
 * crm_directory_view_get_open:
 *
 * Returns: (transfer none) (nullable): the record that is open
 */
CrmRecord *
crm_directory_view_get_open (CrmDirectoryView *self)
{
  return self->open ? crm_directory_detail_get_record (self->detail) : NULL;
}

/**
 * crm_directory_view_close:
 *
 * Gives the list the whole room again.
 *
 * Returns: whether anything was open
 */
gboolean
crm_directory_view_close (CrmDirectoryView *self)
{
  if (self->closing || !self->open)
    return FALSE;

  self->closing = TRUE;
  set_open (self, FALSE);
  crm_directory_detail_set_record (self->detail, NULL);
  crm_directory_list_forget_opened (self->list);
  update_browsing (self);
  crm_directory_list_focus (self->list);
  self->closing = FALSE;

  return TRUE;
}

/**
 * crm_directory_view_show_view:
 * @view: (nullable): a saved_view of the type; %NULL for everything
 */
void
crm_directory_view_show_view (CrmDirectoryView *self, CrmRecord *view)
{
  crm_directory_view_close (self);
  crm_directory_list_show_view (self->list, view);
}

/**
 * crm_directory_view_focus_search:
 *
 * The list is behind what is open, where there is room for one only: it is shown again.
 */
void
crm_directory_view_focus_search (CrmDirectoryView *self)
{
  if (self->open && crm_split_view_get_folded (self->split))
    crm_directory_view_close (self);
  crm_directory_list_focus_search (self->list);
}

/**
 * crm_directory_view_create:
 * @draft: (transfer none): a new record of the type
 *
 * Has it filled in, and opens it when it is saved.
 */
void
crm_directory_view_create (CrmDirectoryView *self, CrmRecord *draft)
{
  crm_context_take_on (self->context, draft);
  g_signal_connect_object (crm_record_editor_present (GTK_WIDGET (self), self->context, draft), "saved", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
}

CrmDirectoryList *
crm_directory_view_get_list (CrmDirectoryView *self)
{
  return self->list;
}

CrmDirectoryDetail *
crm_directory_view_get_detail (CrmDirectoryView *self)
{
  return self->detail;
}

/**
 * crm_directory_view_get_commands:
 * @target: (out): the widget that does them
 *
 * Returns: (array length=n_commands) (nullable): what can be done with what is open, or else with what is chosen
 */
const CrmCommand *
crm_directory_view_get_commands (CrmDirectoryView *self, GtkWidget **target, guint *n_commands)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store == NULL || crm_store_is_read_only (store))
    return NULL;
  if (crm_directory_view_get_open (self) != NULL)
    {
      *target = GTK_WIDGET (self->detail);
      return crm_directory_detail_get_commands (self->detail, n_commands);
    }

  *target = GTK_WIDGET (self->list);
  return crm_chosen_bar_get_commands (n_commands);
}
