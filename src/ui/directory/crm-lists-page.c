#include "config.h"

#include "crm-lists-page.h"

#include "crm-directory-view.h"
#include "crm-narrow-bin.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CrmContext    *context; /* (owned) */
  const CrmList *lists;
  guint          n_lists;

  /* Template widgets */
  CrmNarrowBin *bin;
  GtkWidget    *switcher;
  GtkDropDown  *chooser;
  GtkStack     *stack;
} CrmListsPagePrivate;

static void page_init (CrmPageInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (CrmListsPage, crm_lists_page, GTK_TYPE_WIDGET, G_ADD_PRIVATE (CrmListsPage) G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_init))

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static CrmListsPagePrivate *
get_private (gpointer self)
{
  return crm_lists_page_get_instance_private (CRM_LISTS_PAGE (self));
}

static const char *
get_name (const CrmList *list)
{
  return list->name != NULL ? list->name : list->directory.table.type_name;
}

/* Returns: (nullable): the list of that name */
static const CrmList *
find_list (CrmListsPagePrivate *self, const char *name)
{
  for (guint i = 0; i < self->n_lists; i++)
    {
      if (g_strcmp0 (get_name (&self->lists[i]), name) == 0)
        return &self->lists[i];
    }

  return NULL;
}

/* Made when somebody looks at it first: many lists are not for nothing. */
static GtkWidget *
ensure_widget (CrmListsPagePrivate *self, const CrmList *list)
{
  GtkWidget *place = gtk_stack_get_child_by_name (self->stack, get_name (list));
  GtkWidget *widget = adw_bin_get_child (ADW_BIN (place));

  if (widget == NULL)
    {
      widget = list->new_widget != NULL ? list->new_widget (self->context) : crm_directory_view_new (self->context, &list->directory);
      adw_bin_set_child (ADW_BIN (place), widget);
    }

  return widget;
}

static const CrmList *
get_shown (CrmListsPagePrivate *self)
{
  return find_list (self, gtk_stack_get_visible_child_name (self->stack));
}

/* Returns: (nullable): the directory that is shown; %NULL where it is another widget */
static CrmDirectoryView *
get_view (CrmListsPagePrivate *self)
{
  GtkWidget *widget = ensure_widget (self, get_shown (self));

  return CRM_IS_DIRECTORY_VIEW (widget) ? CRM_DIRECTORY_VIEW (widget) : NULL;
}

/**
 * crm_lists_page_show:
 * @name: of a list the page has
 *
 * Returns: (transfer none): what is shown now: a CrmDirectoryView, or another widget
 */
GtkWidget *
crm_lists_page_show (CrmListsPage *self, const char *name)
{
  CrmListsPagePrivate *priv = get_private (self);

  gtk_stack_set_visible_child_name (priv->stack, name);

  return ensure_widget (priv, get_shown (priv));
}

static void
shown_cb (CrmListsPage *self)
{
  CrmListsPagePrivate *priv = get_private (self);
  const CrmList       *list = priv->lists != NULL ? get_shown (priv) : NULL;

  if (list == NULL)
    return;

  ensure_widget (priv, list);
  gtk_drop_down_set_selected (priv->chooser, (guint) (list - priv->lists));
}

static void
chosen_cb (CrmListsPage *self)
{
  CrmListsPagePrivate *priv = get_private (self);
  guint                number = gtk_drop_down_get_selected (priv->chooser);

  if (number < priv->n_lists)
    gtk_stack_set_visible_child_name (priv->stack, get_name (&priv->lists[number]));
}

static void
arrange (CrmListsPage *self)
{
  CrmListsPagePrivate *priv = get_private (self);
  gboolean             narrow = crm_narrow_bin_get_narrow (priv->bin);

  gtk_widget_set_visible (priv->switcher, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (priv->chooser), narrow);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (find_list (get_private (widget), g_variant_get_string (parameter, NULL)) != NULL)
    crm_lists_page_show (CRM_LISTS_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static const char *
crm_lists_page_get_title (CrmPage *page)
{
  return _ (CRM_LISTS_PAGE_GET_CLASS (page)->title);
}

static const char *
crm_lists_page_get_icon_name (CrmPage *page)
{
  return CRM_LISTS_PAGE_GET_CLASS (page)->icon_name;
}

static gboolean
crm_lists_page_can_open (CrmPage *page, const CrmRecordType *type)
{
  return find_list (get_private (page), type->name) != NULL;
}

static void
crm_lists_page_open (CrmPage *page, CrmRecord *record)
{
  GtkWidget *view = crm_lists_page_show (CRM_LISTS_PAGE (page), crm_record_get_record_type (record)->name);

  crm_directory_view_open (CRM_DIRECTORY_VIEW (view), record);
  crm_directory_view_take_focus (CRM_DIRECTORY_VIEW (view));
}

/* What the view is of says which list it is for. */
static void
crm_lists_page_show_view (CrmPage *page, CrmRecord *view)
{
  CrmListsPagePrivate *self = get_private (page);
  const char          *type_name = view != NULL ? crm_object_get_text (CRM_OBJECT (view), "record_type") : NULL;
  CrmDirectoryView    *directory;

  if (type_name != NULL && find_list (self, type_name) != NULL)
    crm_lists_page_show (CRM_LISTS_PAGE (page), type_name);
  directory = get_view (self);
  if (directory != NULL)
    crm_directory_view_show_view (directory, view);
}

static void
crm_lists_page_search (CrmPage *page, const char *text)
{
  CrmDirectoryView *view = get_view (get_private (page));

  if (view != NULL)
    crm_directory_list_search (crm_directory_view_get_list (view), text);
}

static void
crm_lists_page_focus_search (CrmPage *page)
{
  CrmDirectoryView *view = get_view (get_private (page));

  if (view != NULL)
    crm_directory_view_focus_search (view);
}

static void
create_in_editor (CrmListsPagePrivate *self, const CrmList *list)
{
  g_autoptr (CrmRecord) draft = crm_record_new (list->directory.table.type_name);

  if (crm_object_class_find_field (CRM_OBJECT_GET_CLASS (draft), "currency") >= 0)
    crm_object_set_text (CRM_OBJECT (draft), "currency", crm_context_default_currency (self->context));
  crm_directory_view_create (get_view (self), draft);
}

static void
crm_lists_page_create (CrmPage *page)
{
  CrmListsPagePrivate *self = get_private (page);
  const CrmList       *list = get_shown (self);

  if (list->begin != NULL)
    list->begin (GTK_WIDGET (page), self->context, get_name (list));
  else if (list->new_widget == NULL)
    create_in_editor (self, list);
}

static const CrmCommand *
crm_lists_page_get_commands (CrmPage *page, GtkWidget **target, guint *n_commands)
{
  CrmDirectoryView *view = get_view (get_private (page));

  *n_commands = 0;

  return view != NULL ? crm_directory_view_get_commands (view, target, n_commands) : NULL;
}

static gboolean
crm_lists_page_go_back (CrmPage *page)
{
  CrmDirectoryView *view = get_view (get_private (page));

  return view != NULL && crm_directory_view_close (view);
}

static void
page_init (CrmPageInterface *iface)
{
  iface->get_title = crm_lists_page_get_title;
  iface->get_icon_name = crm_lists_page_get_icon_name;
  iface->can_open = crm_lists_page_can_open;
  iface->open = crm_lists_page_open;
  iface->show_view = crm_lists_page_show_view;
  iface->search = crm_lists_page_search;
  iface->focus_search = crm_lists_page_focus_search;
  iface->create = crm_lists_page_create;
  iface->get_commands = crm_lists_page_get_commands;
  iface->go_back = crm_lists_page_go_back;
}

static void
add_lists (CrmListsPagePrivate *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->n_lists; i++)
    {
      gtk_stack_add_titled (self->stack, adw_bin_new (), get_name (&self->lists[i]), _ (self->lists[i].title));
      gtk_string_list_append (titles, _ (self->lists[i].title));
    }
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (titles));
}

static void
crm_lists_page_constructed (GObject *object)
{
  CrmListsPage        *self = CRM_LISTS_PAGE (object);
  CrmListsPagePrivate *priv = get_private (self);
  CrmListsPageClass   *klass = CRM_LISTS_PAGE_GET_CLASS (self);

  G_OBJECT_CLASS (crm_lists_page_parent_class)->constructed (object);

  priv->lists = klass->list (&priv->n_lists);
  add_lists (priv);
  crm_lists_page_show (self, klass->first);
  shown_cb (self);
  arrange (self);
}

static void
crm_lists_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmListsPagePrivate *self = get_private (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_lists_page_dispose (GObject *object)
{
  CrmListsPagePrivate *self = get_private (object);
  GtkWidget           *child;

  /* GTK 4.8 looks for the template in the class of the page itself, which has inherited none. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_lists_page_parent_class)->dispose (object);
}

static void
crm_lists_page_class_init (CrmListsPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_lists_page_constructed;
  object_class->set_property = crm_lists_page_set_property;
  object_class->dispose = crm_lists_page_dispose;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "lists.show", "s", show_action);

  g_type_ensure (CRM_TYPE_NARROW_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/directory/crm-lists-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, CrmListsPage, bin);
  gtk_widget_class_bind_template_child_private (widget_class, CrmListsPage, switcher);
  gtk_widget_class_bind_template_child_private (widget_class, CrmListsPage, chooser);
  gtk_widget_class_bind_template_child_private (widget_class, CrmListsPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, arrange);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
crm_lists_page_init (CrmListsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
