#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Everything the window knows of the capabilities: a line for each page, and the doors of rooms that have no page. */

/* What the number beside a page's name counts. */
typedef struct
{
  const char *types;                               /* counted anew when a record of one of them changes: names with spaces between them */
  gboolean    daily;                               /* and when a new day begins */
  GPtrArray *(*get_queries) (CrmContext *context); /* (transfer full) (element-type CrmQuery): see crm_count_async() */
} CrmPageCount;

typedef struct
{
  const char *id;        /* stable: settings remember it */
  const char *title;     /* translatable */
  const char *icon_name; /* symbolic */
  const char *opens;     /* names of the record types it shows, with spaces between them */
  GType (*get_type) (void);
  const CrmPageCount *count;  /* (nullable) */
  gboolean            hidden; /* reached from a menu: has no row in the sidebar, and stands behind all that have */
  const char         *help;   /* (nullable): the page of the help about it, where that is not called as the id */
} CrmPageEntry;

/* A room that does not exist has NULL here, and its menu items are absent. */
typedef struct
{
  GtkWindow *(*import_dialog) (CrmContext *context, GFile *file);
  GtkWindow *(*export_dialog) (CrmContext *context);
  GtkWindow *(*backups_dialog) (CrmContext *context, const char *path);
  GObject *(*daily_backup) (CrmContext *context);
  GtkWindow *(*preferences_window) (CrmContext *context);
  void (*merge) (GtkWidget *parent, CrmContext *context, gint64 one, gint64 other);
  GtkWindow *(*palette) (CrmContext *context, GtkWidget *target, GPtrArray *pages, GPtrArray *commands, const char *words);
  GtkWidget *(*sync_line) (CrmContext *context);
  void (*help) (GtkWidget *parent, const char *name);
  gboolean (*install_sample) (CrmStore *store, const char *name, GError **error);
} CrmDoors;

extern const CrmDoors crm_doors;

const CrmPageEntry *crm_pages_list (guint *n_pages);
const CrmPageEntry *crm_pages_find (const char *id);
const CrmPageEntry *crm_pages_find_for (const CrmRecordType *type);
void                crm_pages_replace (const CrmPageEntry *pages, guint n_pages);

G_END_DECLS
