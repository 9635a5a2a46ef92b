#pragma once

#include "crm-connection.h"

G_BEGIN_DECLS

/* What a file knows of the servers it is kept in step with: the tables remote, document and foreign_document. Written in the transaction that writes the
 * records they are about; no part of any change. */

typedef struct
{
  gint64   id;
  char    *url;  /* (owned): of the database, without a slash at its end */
  char    *user; /* (owned) (nullable) */
  gboolean paused;
  char    *since; /* (owned) (nullable): JSON: how far it was read */
  gint64   generation;
  char    *session; /* (owned) (nullable) */
  gint64   settled; /* the change up to which nothing waits but what documents say */
  gint64   round;
  char    *trouble;      /* (owned) (nullable): why it did not work the last time, for people */
  gint64   succeeded_at; /* microseconds; CRM_UNSET for never */
} CrmRemote;

typedef enum
{
  CRM_DOCUMENT_CLEAR,
  CRM_DOCUMENT_GONE,    /* deleted there, and not yet here */
  CRM_DOCUMENT_REFUSED, /* not taken there */
  CRM_DOCUMENT_NEWER,   /* written by a newer program */
  CRM_DOCUMENT_AGAIN,   /* to be sent though nothing here was changed since */
} CrmDocumentState;

/* What a remote has of one record. */
typedef struct
{
  gint64           record;
  char            *revision; /* (owned) (nullable): %NULL where it does not have it */
  char            *base;     /* (owned) (nullable): JSON: the body it had last */
  gint64           change;   /* the newest change of the record that it has */
  char            *sent;     /* (owned) (nullable): JSON: the body whose answer is not known */
  gint64           sent_change;
  CrmDocumentState state;
  char            *trouble; /* (owned) (nullable): for people */
  char            *losers;  /* (owned) (nullable): JSON array: revisions that were merged and are to be deleted there */
  gint64           round;
} CrmDocumentRow;

GPtrArray *crm_remote_list (CrmConnection *connection, GError **error);
CrmRemote *crm_remote_load (CrmConnection *connection, gint64 id, GError **error);
CrmRemote *crm_remote_find (CrmConnection *connection, const char *url);
gboolean   crm_remote_add (CrmConnection *connection, const char *url, const char *user, GError **error);
gboolean   crm_remote_save (CrmConnection *connection, const CrmRemote *self, GError **error);
gboolean   crm_remote_remove (CrmConnection *connection, gint64 id, GError **error);
void       crm_remote_free (CrmRemote *self);

gboolean crm_document_row_load (CrmConnection *connection, gint64 remote, gint64 record, CrmDocumentRow *self);
gboolean crm_document_row_save (CrmConnection *connection, gint64 remote, const CrmDocumentRow *self, GError **error);
gboolean crm_document_row_touch (CrmConnection *connection, gint64 remote, gint64 record, gint64 round, GError **error);
void     crm_document_row_send_anew (CrmDocumentRow *self);
void     crm_document_row_clear (CrmDocumentRow *self);

GArray  *crm_document_list_in_state (CrmConnection *connection, gint64 remote, CrmDocumentState state, GError **error);
GArray  *crm_document_list_with_losers (CrmConnection *connection, gint64 remote, GError **error);
GArray  *crm_document_list_unseen (CrmConnection *connection, gint64 remote, gint64 round, GError **error);
gboolean crm_document_count_known (CrmConnection *connection, gint64 remote, gint64 *count, GError **error);
GArray  *crm_document_list_touched (CrmConnection *connection, gint64 remote, gint64 settled, GError **error);

gint64   crm_document_get_newest_change (CrmConnection *connection, gint64 record);
gboolean crm_document_get_last_change (CrmConnection *connection, gint64 *change, GError **error);
gboolean crm_document_count_living (CrmConnection *connection, gint64 *count, GError **error);

gboolean crm_foreign_document_exist (CrmConnection *connection, gint64 remote, gboolean *exist, GError **error);
gboolean crm_foreign_document_put (CrmConnection *connection, gint64 remote, const char *name, const char *revision, const char *body, const char *trouble, GError **error);
gboolean crm_foreign_document_remove (CrmConnection *connection, gint64 remote, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmRemote, crm_remote_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CrmDocumentRow, crm_document_row_clear)

G_END_DECLS
