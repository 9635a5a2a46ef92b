#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for one file, with the signature of the toolkits to come. */

typedef enum
{
  CRM_PICK_OPEN,
  CRM_PICK_SAVE,
} CrmPickMode;

/* What kind of file is asked for; an array of these ends with a NULL name. */
typedef struct
{
  const char        *name;     /* translated: “Customer files” */
  const char *const *patterns; /* "*.crm", NULL; NULL for any file */
} CrmPickFilter;

void   crm_pick_file_async (GtkWindow *parent, CrmPickMode mode, const char *title, const char *verb, const char *suggested_name, const CrmPickFilter *filters, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GFile *crm_pick_file_finish (GAsyncResult *result, GError **error);

G_END_DECLS
