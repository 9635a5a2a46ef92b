/* The page of people or of companies: a directory, with the 360° page of the one that is open. */

#include "config.h"

#include "crm-directory-page.h"

#include "crm-profile.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CrmContext       *context; /* (owned) */
  CrmDirectoryView *view;    /* the child */
} CrmDirectoryPagePrivate;

static void page_iface_init (CrmPageInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (CrmDirectoryPage, crm_directory_page, ADW_TYPE_BIN, G_ADD_PRIVATE (CrmDirectoryPage) G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_iface_init))

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const CrmPeopleType *
get_people_type (CrmPage *page)
{
  return CRM_DIRECTORY_PAGE_GET_CLASS (page)->type;
}

static const char *
crm_directory_page_get_title (CrmPage *page)
{
  return _ (get_people_type (page)->title);
}

static const char *
crm_directory_page_get_icon_name (CrmPage *page)
{
  return get_people_type (page)->directory.icon_name;
}

static gboolean
crm_directory_page_can_open (CrmPage *page, const CrmRecordType *type)
{
  return g_strcmp0 (type->name, get_people_type (page)->directory.table.type_name) == 0;
}

static void
crm_directory_page_open (CrmPage *page, CrmRecord *record)
{
  crm_directory_view_open (crm_directory_page_get_view (CRM_DIRECTORY_PAGE (page)), record);
}

static void
crm_directory_page_show_view (CrmPage *page, CrmRecord *view)
{
  crm_directory_view_show_view (crm_directory_page_get_view (CRM_DIRECTORY_PAGE (page)), view);
}

static void
crm_directory_page_search (CrmPage *page, const char *text)
{
  crm_directory_list_search (crm_directory_view_get_list (crm_directory_page_get_view (CRM_DIRECTORY_PAGE (page))), text);
}

static void
crm_directory_page_focus_search (CrmPage *page)
{
  crm_directory_view_focus_search (crm_directory_page_get_view (CRM_DIRECTORY_PAGE (page)));
}

static void
crm_directory_page_create (CrmPage *page)
{
  g_autoptr (CrmRecord) draft = crm_record_new (get_people_type (page)->directory.table.type_name);

  crm_directory_view_create (crm_directory_page_get_view (CRM_DIRECTORY_PAGE (page)), draft);
}

static const CrmCommand *
crm_directory_page_get_commands (CrmPage *page, GtkWidget **target, guint *n_commands)
{
  return crm_directory_view_get_commands (crm_directory_page_get_view (CRM_DIRECTORY_PAGE (page)), target, n_commands);
}

static const CrmCommandGroup *
crm_directory_page_get_keys (guint *n_groups)
{
  static CrmCommandGroup groups[] = { { N_ ("Who Is Open") }, { N_ ("Who Is Chosen in the List") } };

  groups[0].commands = crm_profile_list_commands (&groups[0].n_commands);
  groups[1].commands = crm_chosen_bar_get_commands (&groups[1].n_commands);
  *n_groups = G_N_ELEMENTS (groups);

  return groups;
}

static gboolean
crm_directory_page_go_back (CrmPage *page)
{
  return crm_directory_view_close (crm_directory_page_get_view (CRM_DIRECTORY_PAGE (page)));
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
crm_directory_page_constructed (GObject *object)
{
  CrmDirectoryPagePrivate *priv = crm_directory_page_get_instance_private (CRM_DIRECTORY_PAGE (object));

  G_OBJECT_CLASS (crm_directory_page_parent_class)->constructed (object);

  priv->view = CRM_DIRECTORY_VIEW (crm_directory_view_new (priv->context, &get_people_type (CRM_PAGE (object))->directory));
  adw_bin_set_child (ADW_BIN (object), GTK_WIDGET (priv->view));
}

static void
crm_directory_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmDirectoryPagePrivate *priv = crm_directory_page_get_instance_private (CRM_DIRECTORY_PAGE (object));

  switch (prop_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, priv->context);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_directory_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmDirectoryPagePrivate *priv = crm_directory_page_get_instance_private (CRM_DIRECTORY_PAGE (object));

  switch (prop_id)
    {
    case PROP_CONTEXT:
      priv->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_directory_page_dispose (GObject *object)
{
  CrmDirectoryPagePrivate *priv = crm_directory_page_get_instance_private (CRM_DIRECTORY_PAGE (object));

  g_clear_object (&priv->context);

  G_OBJECT_CLASS (crm_directory_page_parent_class)->dispose (object);
}

static void
crm_directory_page_class_init (CrmDirectoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = crm_directory_page_constructed;
  object_class->get_property = crm_directory_page_get_property;
  object_class->set_property = crm_directory_page_set_property;
  object_class->dispose = crm_directory_page_dispose;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crm_directory_page_init (CrmDirectoryPage *self)
{
}

/**
 * crm_directory_page_get_view:
 *
 * Returns: (transfer none): the list, and who is open
 */
CrmDirectoryView *
crm_directory_page_get_view (CrmDirectoryPage *self)
{
  CrmDirectoryPagePrivate *priv = crm_directory_page_get_instance_private (self);

  return priv->view;
}
