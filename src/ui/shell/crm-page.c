/* The interface by which the window knows a capability. */

#include "config.h"

#include "crm-page.h"

G_DEFINE_INTERFACE (CrmPage, crm_page, GTK_TYPE_WIDGET)

static void
crm_page_default_init (CrmPageInterface *iface)
{
}

const char *
crm_page_get_title (CrmPage *self)
{
  g_return_val_if_fail (CRM_IS_PAGE (self), NULL);

  return CRM_PAGE_GET_IFACE (self)->get_title (self);
}

const char *
crm_page_get_icon_name (CrmPage *self)
{
  g_return_val_if_fail (CRM_IS_PAGE (self), NULL);

  return CRM_PAGE_GET_IFACE (self)->get_icon_name (self);
}

/**
 * crm_page_can_open:
 *
 * Returns: whether the page shows records of @type
 */
gboolean
crm_page_can_open (CrmPage *self, const CrmRecordType *type)
{
  CrmPageInterface *iface = CRM_PAGE_GET_IFACE (self);

  return iface->can_open != NULL && iface->can_open (self, type);
}

/**
 * crm_page_open:
 * @record: of a type that crm_page_can_open()
 *
 * Shows a record.
 */
void
crm_page_open (CrmPage *self, CrmRecord *record)
{
  g_return_if_fail (CRM_IS_PAGE (self));

  CRM_PAGE_GET_IFACE (self)->open (self, record);
}

/**
 * crm_page_show_view:
 * @view: (nullable): a saved_view of records that the page shows; %NULL for everything
 */
void
crm_page_show_view (CrmPage *self, CrmRecord *view)
{
  CrmPageInterface *iface = CRM_PAGE_GET_IFACE (self);

  if (iface->show_view != NULL)
    iface->show_view (self, view);
}

/**
 * crm_page_can_search:
 *
 * Returns: whether Ctrl+F finds something on this page
 */
gboolean
crm_page_can_search (CrmPage *self)
{
  return CRM_PAGE_GET_IFACE (self)->search != NULL;
}

/**
 * crm_page_search:
 * @text: as typed; empty shows everything
 */
void
crm_page_search (CrmPage *self, const char *text)
{
  if (crm_page_can_search (self))
    CRM_PAGE_GET_IFACE (self)->search (self, text);
}

/**
 * crm_page_has_own_search:
 *
 * Returns: whether the page has a search entry of its own, so that the window's is not needed
 */
gboolean
crm_page_has_own_search (CrmPage *self)
{
  return CRM_PAGE_GET_IFACE (self)->focus_search != NULL;
}

/**
 * crm_page_focus_search:
 *
 * Puts the cursor into the page's own search entry.
 */
void
crm_page_focus_search (CrmPage *self)
{
  if (crm_page_has_own_search (self))
    CRM_PAGE_GET_IFACE (self)->focus_search (self);
}

/**
 * crm_page_can_create:
 *
 * Returns: whether Ctrl+N makes something on this page
 */
gboolean
crm_page_can_create (CrmPage *self)
{
  return CRM_PAGE_GET_IFACE (self)->create != NULL;
}

/**
 * crm_page_create:
 *
 * Makes a new one of what the page is about.
 */
void
crm_page_create (CrmPage *self)
{
  if (crm_page_can_create (self))
    CRM_PAGE_GET_IFACE (self)->create (self);
}

/**
 * crm_page_go_back:
 *
 * Returns: %FALSE where the page shows its first level already
 */
gboolean
crm_page_go_back (CrmPage *self)
{
  CrmPageInterface *iface = CRM_PAGE_GET_IFACE (self);

  return iface->go_back != NULL && iface->go_back (self);
}

/**
 * crm_page_take_focus:
 *
 * Lets the keyboard go on in the page.
 */
void
crm_page_take_focus (CrmPage *self)
{
  CrmPageInterface *iface = CRM_PAGE_GET_IFACE (self);

  if (iface->take_focus != NULL)
    iface->take_focus (self);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * crm_page_get_commands:
 * @target: (out) (transfer none): the widget that does them
 * @n_commands: (out): 0 where nothing is open or chosen
 *
 * Returns: (array length=n_commands) (nullable): what can be done now with what is open or chosen, what is done most first
 */
const CrmCommand *
crm_page_get_commands (CrmPage *self, GtkWidget **target, guint *n_commands)
{
  CrmPageInterface *iface = CRM_PAGE_GET_IFACE (self);

  *target = GTK_WIDGET (self);
  *n_commands = 0;

  return iface->get_commands != NULL ? iface->get_commands (self, target, n_commands) : NULL;
}

/**
 * crm_page_type_get_keys:
 * @type: of a page, which need not have been made
 * @n_groups: (out)
 *
 * Returns: (array length=n_groups) (nullable): its keys
 */
const CrmCommandGroup *
crm_page_type_get_keys (GType type, guint *n_groups)
{
  GTypeClass       *klass = g_type_class_ref (type);
  CrmPageInterface *iface = g_type_interface_peek (klass, CRM_TYPE_PAGE);

  *n_groups = 0;
  g_type_class_unref (klass);

  return iface->get_keys != NULL ? iface->get_keys (n_groups) : NULL;
}
