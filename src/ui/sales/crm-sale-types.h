#pragma once

#include "crm-directory-type.h"

G_BEGIN_DECLS

/* What the page of sales has lists of, in the order of a sale. */
typedef struct
{
  const char *title;  /* translatable: of several */
  const char *create; /* translatable: what adds one */
  gboolean    begins; /* a new one is begun empty and filled in on its page; FALSE where it is asked for in a dialog */

  CrmDirectoryType directory;
} CrmSaleType;

const CrmSaleType *crm_sale_types_list (guint *n_types);

G_END_DECLS
