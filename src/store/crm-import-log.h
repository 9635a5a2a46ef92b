#pragma once

#include "crm-connection.h"

G_BEGIN_DECLS

/* What was imported into a file, and how its columns were matched: one entry a change that imported something. */

typedef struct
{
  gint64   change;
  gint64   at;
  char    *name;   /* (owned): of the file that was imported */
  char    *title;  /* (owned): of the change */
  char    *header; /* (owned) (nullable): a digest of the headings of a sheet */
  char    *map;    /* (owned) (nullable): what a person has matched */
  char    *report; /* (owned) (nullable): JSON; where it was asked for */
  gboolean undone;
} CrmImportLogged;

void crm_import_logged_free (CrmImportLogged *self);

gboolean         crm_import_log_add (CrmConnection *connection, const CrmImportLogged *entry, GError **error);
GPtrArray       *crm_import_log_load (CrmConnection *connection, guint limit, GError **error);
CrmImportLogged *crm_import_log_find (CrmConnection *connection, gint64 change, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmImportLogged, crm_import_logged_free)

G_END_DECLS
