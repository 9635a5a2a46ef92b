#pragma once

#include "crm-connection.h"

G_BEGIN_DECLS

/* The words of a whole search table, indexed by a thread of their own in a database of their own while the file is written, and then taken
 * over as they are: the first import of a customer's data has two cores to work on. */

typedef struct _CrmSearchLoad CrmSearchLoad;

/* Called in the thread: hands over all rows with crm_search_load_add (), by ascending rowid. */
typedef void (*CrmSearchLoadFill) (CrmSearchLoad *self, gpointer data);

CrmSearchLoad *crm_search_load_new (const char *name, CrmSearchLoadFill fill, gpointer data);
void           crm_search_load_add (CrmSearchLoad *self, gint64 rowid, const char *words);
gboolean       crm_search_load_finish (CrmSearchLoad *self, CrmConnection *connection, gboolean *loaded, GError **error);
void           crm_search_load_free (CrmSearchLoad *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmSearchLoad, crm_search_load_free)

G_END_DECLS
