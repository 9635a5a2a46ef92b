#pragma once

#include "crm-context.h"
#include "crm-reading.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a widget says of the whole file: read on a worker when somebody looks, and again when it has changed and somebody does. What was asked before is not
 * waited for. */

/* On a worker. Returns: (transfer full) (nullable): %NULL with @error set. */
typedef gpointer (*CrmFreshReadFunc) (CrmReading *reading, CrmDate today, GError **error);

typedef void (*CrmFreshShowFunc) (GtkWidget *widget, gpointer figures);

/**
 * CrmFreshLook:
 * @types: records of which a change is worth another look, with spaces between
 * @read: reads the figures
 * @free: frees them
 * @show: shows them, as long as they are fresh; they are freed afterwards
 */
typedef struct
{
  const char      *types;
  CrmFreshReadFunc read;
  GDestroyNotify   free;
  CrmFreshShowFunc show;
} CrmFreshLook;

void crm_fresh_look_begin (const CrmFreshLook *self, GtkWidget *widget, CrmContext *context);

G_END_DECLS
