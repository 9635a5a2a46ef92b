#pragma once

#include "crm-import-row.h"
#include "crm-vcard.h"

G_BEGIN_DECLS

/* Reads ahead: a thread of its own turns the rows or cards of a file into drafts, while the writer saves the ones before. Internal to the
 * importer. Entries come in the order of the file and are used again when they have been looked at. */

/* One row or card. */
typedef struct
{
  CrmImportDraft *draft; /* (owned) */
  gboolean        finished;
  CrmImportFault  fault;    /* with its error set where nothing came of it */
  gboolean        is_fatal; /* the fault ends the import */
  guint64         line;
  guint64         position; /* bytes of the file read so far */
  GByteArray     *source;   /* (owned): its cells, each with its NUL, or its text */
  GPtrArray      *cells;    /* (owned) (element-type utf8): into @source */
  GArray         *lengths;  /* (owned) (element-type gsize) */
  CrmVcard       *card;     /* (owned) (nullable): which the draft of a card is made from */
} CrmImportEntry;

typedef struct _CrmImportFeed CrmImportFeed;

/**
 * CrmImportFeedFunc:
 * @entry: its draft is empty, its fault unset
 *
 * Reads the next row or card into @entry; on the feed's thread, which @user_data belongs to until the feed is freed.
 *
 * Returns: %FALSE at the end of the file, with nothing read
 */
typedef gboolean (*CrmImportFeedFunc) (CrmImportEntry *entry, gpointer user_data);

CrmImportFeed  *crm_import_feed_new (CrmImportFeedFunc func, gpointer user_data);
void            crm_import_feed_free (CrmImportFeed *self);
CrmImportEntry *crm_import_feed_next (CrmImportFeed *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmImportFeed, crm_import_feed_free)

G_END_DECLS
