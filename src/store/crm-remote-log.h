#pragma once

#include "crm-connection.h"

G_BEGIN_DECLS

/* What was done with the remotes of a file: cycles that moved something, and why others did not work. */

/**
 * CRM_REMOTE_LOG_MAX:
 *
 * So many entries of a remote are kept.
 */
#define CRM_REMOTE_LOG_MAX 300

typedef struct
{
  gint64 id;
  gint64 at; /* microseconds */
  gint64 received;
  gint64 sent;
  gint64 conflicts;
  gint64 files;   /* that went either way */
  char  *trouble; /* (owned) (nullable): for people */
} CrmRemoteLogged;

gboolean   crm_remote_log_add (CrmConnection *connection, gint64 remote, const CrmRemoteLogged *entry, GError **error);
GPtrArray *crm_remote_log_list (CrmConnection *connection, gint64 remote, guint limit, GError **error);
void       crm_remote_logged_free (CrmRemoteLogged *self);

G_END_DECLS
