#pragma once

#include "crm-directory-view.h"
#include "crm-page.h"
#include "crm-people-types.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DIRECTORY_PAGE (crm_directory_page_get_type ())

G_DECLARE_DERIVABLE_TYPE (CrmDirectoryPage, crm_directory_page, CRM, DIRECTORY_PAGE, AdwBin)

/* A page of people or of companies: a list, and the page of the one that is open. Subclasses say which. */
struct _CrmDirectoryPageClass
{
  AdwBinClass parent_class;

  const CrmPeopleType *type;
};

CrmDirectoryView *crm_directory_page_get_view (CrmDirectoryPage *self);

G_END_DECLS
