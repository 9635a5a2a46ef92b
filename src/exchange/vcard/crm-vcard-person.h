#pragma once

#include "crm-import-draft.h"
#include "crm-reading.h"
#include "crm-store.h"
#include "crm-vcard.h"

G_BEGIN_DECLS

/* Between cards and people or companies. Nothing of a card is lost: a line, or a parameter, that has no field of ours is kept as a foreign
 * field of the source "vcard", and stands in the card again when the person is written. */

gboolean crm_vcard_to_draft (CrmVcard *card, CrmImportDraft *draft, const char *default_country, GError **error);

/**
 * CrmVcardSource:
 * @dup_title: (transfer full) (nullable): what the record of that id is called: a company, a tag
 * @load_content: (transfer full) (nullable): the bytes of a photo
 *
 * Where a card finds what a record only refers to.
 */
typedef struct
{
  char *(*dup_title) (gint64 id, gpointer user_data);
  GBytes *(*load_content) (const char *hash, char **mime, gpointer user_data);
  gpointer user_data;
} CrmVcardSource;

CrmVcard *crm_vcard_new_for_record (CrmRecord *record, const CrmVcardSource *source, CrmVcardVersion version);
CrmVcard *crm_vcard_new_from_reading (CrmReading *reading, CrmRecord *record, CrmVcardVersion version);
CrmVcard *crm_vcard_new_from_store (CrmStore *store, CrmRecord *record, CrmVcardVersion version);

G_END_DECLS
