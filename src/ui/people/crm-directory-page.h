#pragma once

#include "crm-context.h"
#include "crm-directory-type.h"
#include "crm-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DIRECTORY_PAGE (crm_directory_page_get_type ())

G_DECLARE_DERIVABLE_TYPE (CrmDirectoryPage, crm_directory_page, CRM, DIRECTORY_PAGE, AdwBin)

/* A page of people or of companies: a list, and the page of the one that is open. Subclasses say which. */
struct _CrmDirectoryPageClass
{
  AdwBinClass parent_class;

  const CrmDirectoryType *type;
};

CrmRecord *crm_directory_page_get_open (CrmDirectoryPage *self);
void       crm_directory_page_close (CrmDirectoryPage *self);

G_END_DECLS
