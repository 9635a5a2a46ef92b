#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Everything the window knows of the capabilities: a line for each page, and the doors of rooms that have no page. */

typedef struct
{
  const char *id;        /* stable: settings remember it */
  const char *title;     /* translatable */
  const char *icon_name; /* symbolic */
  const char *opens;     /* names of the record types it shows, with spaces between them */
  GType (*get_type) (void);
} CrmPageEntry;

/* A room that does not exist has NULL here, and its menu items are absent. */
typedef struct
{
  GtkWindow *(*import_dialog) (CrmContext *context, GFile *file);
  GtkWindow *(*export_dialog) (CrmContext *context);
  GtkWindow *(*preferences_window) (CrmContext *context);
  gboolean (*install_sample) (CrmStore *store, const char *name, GError **error);
} CrmDoors;

extern const CrmDoors crm_doors;

const CrmPageEntry *crm_pages_list (guint *n_pages);
const CrmPageEntry *crm_pages_find (const char *id);
const CrmPageEntry *crm_pages_find_for (const CrmRecordType *type);
void                crm_pages_replace (const CrmPageEntry *pages, guint n_pages);

G_END_DECLS
