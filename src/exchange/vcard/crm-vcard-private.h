#pragma once

#include "crm-vcard.h"

G_BEGIN_DECLS

/* How the parser fills a card. All that a card holds lives in its blocks and goes with it. */

typedef struct _CrmVcardBlock CrmVcardBlock;

struct _CrmVcard
{
  gatomicrefcount    refs;
  CrmVcardVersion    version;
  guint64            line;
  CrmVcardProperty **properties; /* (unowned): in a block */
  guint              n_properties;
  guint              capacity;
  CrmVcardBlock     *blocks; /* (owned) (nullable) */
  char              *free;
  char              *free_end;
};

CrmVcard         *crm_vcard_new_sized (CrmVcardVersion version,
                                       gsize           bytes,
                                       guint           n_properties);
gpointer          crm_vcard_alloc (CrmVcard *self,
                                   gsize     size);
char             *crm_vcard_copy_text (CrmVcard   *self,
                                       const char *text,
                                       gsize       length);
CrmVcardProperty *crm_vcard_append (CrmVcard *self);

G_END_DECLS
