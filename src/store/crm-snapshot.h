#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* Copies of a customer file, each checked after it was written. Those without a place of their own stand in FILE.snapshots, named by their moment. */

typedef struct
{
  char    *path;  /* (owned) */
  gint64   at;    /* microseconds UTC */
  guint64  size;  /* bytes */
  gboolean daily; /* made by itself, and let go of by itself */
} CrmSnapshot;

char      *crm_snapshot_make (const char *path, const char *target, GError **error);
char      *crm_snapshot_copy (const char *path, GError **error);
gboolean   crm_snapshot_make_daily (const char *path, GError **error);
char      *crm_snapshot_dup_folder (const char *path);
GPtrArray *crm_snapshot_list (const char *path);
guint      crm_snapshot_count (const char *path);
gboolean   crm_snapshot_delete_all (const char *path, GError **error);
gboolean   crm_snapshot_restore (const char *snapshot, const char *target, GError **error);

void crm_snapshot_free (CrmSnapshot *self);

G_END_DECLS
