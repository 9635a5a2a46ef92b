#pragma once

#include <gtk/gtk.h>

#include "crm-command.h"
#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_PAGE (crm_page_get_type ())

G_DECLARE_INTERFACE (CrmPage, crm_page, CRM, PAGE, GtkWidget)

/**
 * CrmPageInterface:
 * @get_title: what the sidebar and the header bar say; translated
 * @get_icon_name: a symbolic icon
 * @can_open: whether the page shows records of that type
 * @open: shows a record of such a type
 * @show_view: shows what a saved view of one of these types asks for, NULL for everything
 * @search: the text of Ctrl+F, as it is typed; empty for none. Pages that cannot be searched leave it %NULL
 * @focus_search: puts the cursor into the page's own search entry, where it has one always in sight: the window shows none then
 * @create: makes a new one of what the page is about (Ctrl+N)
 * @get_commands: what can be done now with what is open or chosen on the page, what is done most first; @target is the widget that does it
 * @take_focus: puts the focus where the page's keys are heard, when somebody comes to it; %NULL where that is its first widget. No page has a
 *   `grab_focus` of its own: GTK then takes the whole page for one stop of the Tab key
 * @get_keys: all the keys that mean something on the page, whatever is open on it; needs no page
 * @go_back: goes from a detail to its list on a narrow window; %FALSE where it shows the list already
 *
 * All the window knows of a capability. A page is a widget (usually a CrmSplitView of a list and a detail) that is made when it is first shown,
 * with the construct-only property "context" (CrmContext). The window draws one header bar above it, with Back, add, the title and
 * search: a page has none of its own. Where a page is one CrmSplitView, or has one below it, Back appears by itself while that is folded on
 * its content. What a page leaves %NULL (search, create, go_back, can_open) has no button. The text of search is whatever is in the window's
 * search entry; the page is told again when it is shown.
 */
struct _CrmPageInterface
{
  GTypeInterface parent_iface;

  const char *(*get_title) (CrmPage *self);
  const char *(*get_icon_name) (CrmPage *self);
  gboolean (*can_open) (CrmPage *self, const CrmRecordType *type);
  void (*open) (CrmPage *self, CrmRecord *record);
  void (*show_view) (CrmPage *self, CrmRecord *view);
  void (*search) (CrmPage *self, const char *text);
  void (*focus_search) (CrmPage *self);
  void (*create) (CrmPage *self);
  const CrmCommand *(*get_commands) (CrmPage *self, GtkWidget **target, guint *n_commands);
  void (*take_focus) (CrmPage *self);
  const CrmCommandGroup *(*get_keys) (guint *n_groups);
  gboolean (*go_back) (CrmPage *self);
};

const char *crm_page_get_title (CrmPage *self);
const char *crm_page_get_icon_name (CrmPage *self);
gboolean    crm_page_can_open (CrmPage *self, const CrmRecordType *type);
void        crm_page_open (CrmPage *self, CrmRecord *record);
void        crm_page_show_view (CrmPage *self, CrmRecord *view);
gboolean    crm_page_can_search (CrmPage *self);
void        crm_page_search (CrmPage *self, const char *text);
gboolean    crm_page_has_own_search (CrmPage *self);
void        crm_page_focus_search (CrmPage *self);
gboolean    crm_page_can_create (CrmPage *self);
void        crm_page_create (CrmPage *self);
gboolean    crm_page_go_back (CrmPage *self);
void        crm_page_take_focus (CrmPage *self);

const CrmCommand *crm_page_get_commands (CrmPage *self, GtkWidget **target, guint *n_commands);

const CrmCommandGroup *crm_page_type_get_keys (GType type, guint *n_groups);

G_END_DECLS
