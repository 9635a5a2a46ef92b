#pragma once

#include "crm-import.h"

G_BEGIN_DECLS

/* The rows that an import refuses, until somebody saves them elsewhere. */

typedef struct
{
  char *folder; /* (owned) (nullable): temporary */
  char *path;   /* (owned) (nullable): in it */
} CrmRejectFile;

void     crm_reject_file_make (CrmRejectFile *self, CrmImportFormat format);
void     crm_reject_file_clear (CrmRejectFile *self);
gboolean crm_reject_file_is_there (const CrmRejectFile *self);

G_END_DECLS
