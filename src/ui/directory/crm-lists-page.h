#pragma once

#include "crm-context.h"
#include "crm-directory-type.h"
#include "crm-page.h"

G_BEGIN_DECLS

/**
 * CrmList:
 * @title: translatable: of several
 * @directory: what is listed, and what shows the one that is open
 * @begin: (nullable): makes a new one, of the type of that name; %NULL where it is asked for in the editor
 * @name: (nullable): of what is no directory but a widget, like @new_widget
 * @new_widget: (nullable)
 */
typedef struct
{
  const char *title;
  void (*begin) (GtkWidget *page, CrmContext *context, const char *type_name);
  const char *name;
  GtkWidget *(*new_widget) (CrmContext *context);

  CrmDirectoryType directory;
} CrmList;

#define CRM_TYPE_LISTS_PAGE (crm_lists_page_get_type ())

G_DECLARE_DERIVABLE_TYPE (CrmListsPage, crm_lists_page, CRM, LISTS_PAGE, GtkWidget)

/**
 * CrmListsPageClass:
 * @title: translatable
 * @icon_name: symbolic
 * @first: the list that is shown first, by name: that of the type of its records, if it is a directory
 * @list: (array length=n_lists): the lists, in their order
 *
 * A page of several lists, one at a time, each made when somebody looks at it first. A CrmPage.
 * Action: lists.show (name).
 */
struct _CrmListsPageClass
{
  GtkWidgetClass parent_class;

  const char *title;
  const char *icon_name;
  const char *first;
  const CrmList *(*list) (guint *n_lists);
};

GtkWidget *crm_lists_page_show (CrmListsPage *self, const char *name);

G_END_DECLS
