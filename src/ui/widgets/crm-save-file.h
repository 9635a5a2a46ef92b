#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Something saved as a file of its own: asked where to, made and written on a worker, told of. */

/* Makes what is written; on a worker. */
typedef GBytes *(*CrmSaveFunc) (gpointer user_data, GError **error);

/**
 * CrmSaveKind:
 * @title: of the question; translated
 * @files: what such files are called; translated
 * @extension: without the dot
 */
typedef struct
{
  const char *title;
  const char *files;
  const char *extension;
} CrmSaveKind;

void crm_save_file (GtkWidget *parent, CrmContext *context, const CrmSaveKind *kind, const char *name, CrmSaveFunc make, gpointer user_data, GDestroyNotify destroy);

G_END_DECLS
