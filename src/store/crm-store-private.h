#pragma once

#include "crm-collator.h"
#include "crm-connection.h"
#include "crm-fields.h"
#include "crm-store.h"
#include "crm-worker.h"

G_BEGIN_DECLS

/* What the files of the store know of it and others do not. */

struct _CrmStore
{
  GObject parent_instance;

  char          *path;         /* (owned) */
  CrmConnection *reader;       /* (owned): the main thread's */
  CrmConnection *queries;      /* (owned): the query worker's */
  CrmConnection *writer;       /* (owned) (nullable): the write worker's; NULL where the file is read-only */
  CrmWorker     *write_worker; /* (owned) (nullable) */
  CrmWorker     *query_worker; /* (owned) (nullable) */
  CrmCollator   *collator;     /* (owned) */
  CrmFields     *fields;       /* (owned) */
  GHashTable    *live;         /* (owned): id → CrmRecord, not owned: gone with its last user */
  GHashTable    *live_ids;     /* (owned): the same backward: where a record was → its id */
  gint64         last_change;  /* the newest change the windows have heard of */
  GThread       *home;         /* (unowned) (nullable): the one that hears of changes; NULL as long as the file belongs to whoever opened it */
  guint          watch;
  const char    *author; /* (nullable): interned; atomic */
};

void     crm_store_announce (CrmStore *self, CrmChangeSet *set);
gboolean crm_store_check_writable (CrmStore *self, GError **error);

G_END_DECLS
