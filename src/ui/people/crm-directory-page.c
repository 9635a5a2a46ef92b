/* A list and a detail, and which of them is seen.
 *
 * While nothing is open the list has the whole width, and is a table if that is wide. What is opened stands beside it, or in front of it
 * on a narrow window. The split view does both: a list that asks for more room than any window has folds it on the list. */

#include "config.h"

#include "crm-directory-page.h"

#include "crm-main-item.h"
#include "crm-directory-list.h"
#include "crm-profile.h"
#include "crm-recent.h"
#include "crm-record-editor.h"
#include "crm-split-view.h"
#include "crm-table.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CrmContext       *context; /* (owned) */
  CrmDirectoryList *list;    /* a child */
  CrmProfile       *profile; /* a child */
  gboolean          open;    /* a record is */
  gboolean          closing;
  guint             relayout;

  /* Template widgets */
  CrmSplitView *split;
} CrmDirectoryPagePrivate;

/* Wider than any window, and as wide as a list beside a detail. */
#define ALONE_WIDTH 10000
#define BESIDE_WIDTH 300

static void page_iface_init (CrmPageInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (CrmDirectoryPage, crm_directory_page, ADW_TYPE_BIN, G_ADD_PRIVATE (CrmDirectoryPage) G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_iface_init))

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What is done with who is open. The last needs an address. */
static const CrmCommand commands[] = {
  { "page.compose('call')", "<Control>l", N_ ("Log a call"), "call-start-symbolic" },
  { "page.compose('note')", "<Control>m", N_ ("Write a note"), "document-edit-symbolic" },
  { "page.compose('task')", "<Control>t", N_ ("Add a task"), "checkbox-checked-symbolic" },
  { "page.edit", "<Control>e", N_ ("Edit all fields"), "document-properties-symbolic" },
  { "profile.new-deal", NULL, N_ ("Add a deal"), "crm-board-symbolic" },
  { "profile.copy-card", NULL, N_ ("Copy the contact card"), "edit-copy-symbolic" },
  { "profile.show-code", NULL, N_ ("Show the contact card as a code"), "view-grid-symbolic" },
  { "profile.delete", NULL, N_ ("Delete"), "user-trash-symbolic" },
  { "profile.email", NULL, N_ ("Write an e-mail"), "mail-unread-symbolic" },
};

static CrmDirectoryPagePrivate *
get_private (CrmDirectoryPage *self)
{
  return crm_directory_page_get_instance_private (self);
}

static const CrmDirectoryType *
get_directory_type (CrmDirectoryPage *self)
{
  return CRM_DIRECTORY_PAGE_GET_CLASS (self)->type;
}

static void
set_open (CrmDirectoryPage *self, gboolean open)
{
  CrmDirectoryPagePrivate *priv = get_private (self);

  priv->open = open;
  g_object_set (priv->split, "sidebar-width", open ? BESIDE_WIDTH : ALONE_WIDTH, NULL);
  crm_split_view_set_show_content (priv->split, open);
}

static void
update_browsing (CrmDirectoryPage *self)
{
  CrmDirectoryPagePrivate *priv = get_private (self);

  crm_directory_list_set_browsing (priv->list, priv->open && !crm_split_view_get_folded (priv->split));
}

static void
open_record (CrmDirectoryPage *self, CrmRecord *record)
{
  CrmDirectoryPagePrivate *priv = get_private (self);

  crm_recent_add (priv->context, record);
  crm_profile_set_record (priv->profile, record);
  set_open (self, TRUE);
  update_browsing (self);
}

static void
list_open_cb (CrmDirectoryPage *self, CrmRecord *record)
{
  open_record (self, record);
}

/* The fold hides the list; going back to it closes what hid it. */
static void
relayout_cb (gpointer data)
{
  CrmDirectoryPage        *self = data;
  CrmDirectoryPagePrivate *priv = get_private (self);

  priv->relayout = 0;
  update_browsing (self);
  if (priv->open && crm_split_view_get_folded (priv->split) && !crm_split_view_get_show_content (priv->split))
    crm_directory_page_close (self);
}

/* It folds while it is being laid out, when nothing may be moved. */
static void
split_changed_cb (CrmDirectoryPage *self)
{
  CrmDirectoryPagePrivate *priv = get_private (self);

  if (priv->relayout == 0)
    priv->relayout = g_idle_add_once (relayout_cb, self);
}

static void
records_changed_cb (CrmDirectoryPage *self)
{
  CrmRecord *record = crm_directory_page_get_open (self);

  if (record != NULL && crm_record_is_deleted (record))
    crm_directory_page_close (self);
}

static void
store_changed_cb (CrmDirectoryPage *self)
{
  CrmDirectoryPagePrivate *priv = get_private (self);
  CrmStore                *store = crm_context_get_store (priv->context);

  crm_directory_page_close (self);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
page_edit (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (get_private (CRM_DIRECTORY_PAGE (widget))->profile), "profile.edit", NULL);
}

static void
page_compose (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (get_private (CRM_DIRECTORY_PAGE (widget))->profile), "profile.compose", parameter);
}

static const char *
crm_directory_page_get_title (CrmPage *page)
{
  return _ (get_directory_type (CRM_DIRECTORY_PAGE (page))->title);
}

static const char *
crm_directory_page_get_icon_name (CrmPage *page)
{
  return get_directory_type (CRM_DIRECTORY_PAGE (page))->icon_name;
}

static gboolean
crm_directory_page_can_open (CrmPage *page, const CrmRecordType *type)
{
  return g_strcmp0 (type->name, get_directory_type (CRM_DIRECTORY_PAGE (page))->type_name) == 0;
}

static void
crm_directory_page_open (CrmPage *page, CrmRecord *record)
{
  open_record (CRM_DIRECTORY_PAGE (page), record);
}

static void
crm_directory_page_show_view (CrmPage *page, CrmRecord *view)
{
  crm_directory_page_close (CRM_DIRECTORY_PAGE (page));
  crm_directory_list_show_view (get_private (CRM_DIRECTORY_PAGE (page))->list, view);
}

static void
crm_directory_page_search (CrmPage *page, const char *text)
{
  crm_directory_list_search (get_private (CRM_DIRECTORY_PAGE (page))->list, text);
}

/* The list is behind what is open, where there is room for one only. */
static void
crm_directory_page_focus_search (CrmPage *page)
{
  CrmDirectoryPagePrivate *priv = get_private (CRM_DIRECTORY_PAGE (page));

  if (priv->open && crm_split_view_get_folded (priv->split))
    crm_directory_page_close (CRM_DIRECTORY_PAGE (page));
  crm_directory_list_focus_search (priv->list);
}

static void
created_cb (CrmDirectoryPage *self, CrmRecord *saved)
{
  CrmStore *store = crm_context_get_store (get_private (self)->context);
  g_autoptr (CrmRecord) record = store != NULL ? crm_store_get (store, crm_record_get_id (saved), NULL) : NULL;

  if (record != NULL)
    open_record (self, record);
}

static void
crm_directory_page_create (CrmPage *page)
{
  CrmDirectoryPage *self = CRM_DIRECTORY_PAGE (page);
  g_autoptr (CrmRecord) draft = crm_record_new (get_directory_type (self)->type_name);

  crm_context_take_on (get_private (self)->context, draft);
  g_signal_connect_object (crm_record_editor_present (GTK_WIDGET (self), get_private (self)->context, draft), "saved", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
}

static const CrmCommand *
crm_directory_page_get_commands (CrmPage *page, GtkWidget **target, guint *n_commands)
{
  CrmDirectoryPagePrivate *priv = get_private (CRM_DIRECTORY_PAGE (page));
  CrmStore                *store = crm_context_get_store (priv->context);
  CrmRecord               *record = crm_directory_page_get_open (CRM_DIRECTORY_PAGE (page));

  if (store == NULL || crm_store_is_read_only (store))
    return NULL;
  if (record != NULL)
    {
      *target = GTK_WIDGET (priv->profile);
      *n_commands = G_N_ELEMENTS (commands) - (crm_object_find_main_item (CRM_OBJECT (record), "email") == NULL);
      return commands;
    }

  *target = GTK_WIDGET (priv->list);
  return crm_chosen_bar_get_commands (n_commands);
}

static const CrmCommandGroup *
crm_directory_page_get_keys (guint *n_groups)
{
  static CrmCommandGroup groups[] = { CRM_COMMAND_GROUP (N_ ("Who Is Open"), commands), { N_ ("Who Is Chosen in the List") } };

  groups[1].commands = crm_chosen_bar_get_commands (&groups[1].n_commands);
  *n_groups = G_N_ELEMENTS (groups);

  return groups;
}

static gboolean
crm_directory_page_go_back (CrmPage *page)
{
  CrmDirectoryPage *self = CRM_DIRECTORY_PAGE (page);

  if (!get_private (self)->open)
    return FALSE;

  crm_directory_page_close (self);
  return TRUE;
}

static void
page_iface_init (CrmPageInterface *iface)
{
  iface->get_title = crm_directory_page_get_title;
  iface->get_icon_name = crm_directory_page_get_icon_name;
  iface->can_open = crm_directory_page_can_open;
  iface->open = crm_directory_page_open;
  iface->show_view = crm_directory_page_show_view;
  iface->search = crm_directory_page_search;
  iface->focus_search = crm_directory_page_focus_search;
  iface->create = crm_directory_page_create;
  iface->get_commands = crm_directory_page_get_commands;
  iface->get_keys = crm_directory_page_get_keys;
  iface->go_back = crm_directory_page_go_back;
}

static void
add_keys (CrmDirectoryPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  crm_commands_add_keys (commands, G_N_ELEMENTS (commands), GTK_SHORTCUT_CONTROLLER (controller));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
crm_directory_page_constructed (GObject *object)
{
  CrmDirectoryPage        *self = CRM_DIRECTORY_PAGE (object);
  CrmDirectoryPagePrivate *priv = get_private (self);

  G_OBJECT_CLASS (crm_directory_page_parent_class)->constructed (object);

  priv->list = g_object_new (CRM_TYPE_DIRECTORY_LIST, "context", priv->context, "type-name", get_directory_type (self)->type_name, NULL);
  priv->profile = CRM_PROFILE (crm_profile_new (priv->context));
  crm_split_view_set_sidebar (priv->split, GTK_WIDGET (priv->list));
  crm_split_view_set_content (priv->split, GTK_WIDGET (priv->profile));
  set_open (self, FALSE);
  update_browsing (self);
  add_keys (self);

  g_signal_connect_object (priv->list, "open", G_CALLBACK (list_open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

static void
crm_directory_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, get_private (CRM_DIRECTORY_PAGE (object))->context);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_directory_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTEXT:
      get_private (CRM_DIRECTORY_PAGE (object))->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_directory_page_dispose (GObject *object)
{
  CrmDirectoryPage *self = CRM_DIRECTORY_PAGE (object);

  g_clear_handle_id (&get_private (self)->relayout, g_source_remove);
  /* No gtk_widget_dispose_template(): GTK 4.8 looks for the template in the subclass. The bin lets go of its child by itself. */
  g_clear_object (&get_private (self)->context);

  G_OBJECT_CLASS (crm_directory_page_parent_class)->dispose (object);
}

static void
crm_directory_page_class_init (CrmDirectoryPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_directory_page_constructed;
  object_class->get_property = crm_directory_page_get_property;
  object_class->set_property = crm_directory_page_set_property;
  object_class->dispose = crm_directory_page_dispose;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "page.edit", NULL, page_edit);
  gtk_widget_class_install_action (widget_class, "page.compose", "s", page_compose);

  g_type_ensure (CRM_TYPE_SPLIT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/people/crm-directory-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, CrmDirectoryPage, split);
  gtk_widget_class_bind_template_callback (widget_class, split_changed_cb);
}

static void
crm_directory_page_init (CrmDirectoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_directory_page_get_open:
 *
 * Returns: (transfer none) (nullable): whose page is open
 */
CrmRecord *
crm_directory_page_get_open (CrmDirectoryPage *self)
{
  CrmDirectoryPagePrivate *priv = get_private (self);

  return priv->open ? crm_profile_get_record (priv->profile) : NULL;
}

/**
 * crm_directory_page_close:
 *
 * Gives the list the whole page again.
 */
void
crm_directory_page_close (CrmDirectoryPage *self)
{
  CrmDirectoryPagePrivate *priv = get_private (self);

  if (priv->closing || !priv->open)
    return;

  priv->closing = TRUE;
  set_open (self, FALSE);
  crm_profile_set_record (priv->profile, NULL);
  crm_directory_list_forget_opened (priv->list);
  update_browsing (self);
  crm_directory_list_focus (priv->list);
  priv->closing = FALSE;
}
