#pragma once

#include "crm-json-slice.h"
#include "crm-pulled-document.h"
#include "crm-sync-push.h"
#include "crm-transport.h"

G_BEGIN_DECLS

/* The requests of CouchDB's interface that are needed, and what its answers mean. https://docs.couchdb.org/en/stable/api/ */

/* What the bytes of a file are called within its document. */
#define CRM_COUCH_ATTACHMENT "bytes"

/* A page of changes. */
typedef struct
{
  CrmReply  *reply;     /* (owned): what the documents stand in */
  GPtrArray *documents; /* (owned) (element-type CrmPulledDocument) */
  char      *since;     /* (owned): JSON: where the next page begins */
  guint      n_rows;
  gboolean   is_last; /* nothing has changed behind it */
} CrmCouchPage;

/* What this device said of itself when it was here last. */
typedef struct
{
  char  *revision; /* (owned) (nullable): %NULL where it never was */
  gint64 generation;
  char  *session; /* (owned) (nullable) */
} CrmCouchDevice;

gboolean      crm_couch_check (CrmTransport *transport, GCancellable *cancellable, GError **error);
gboolean      crm_couch_create (CrmTransport *transport, GCancellable *cancellable, GError **error);
CrmCouchPage *crm_couch_get_changes (CrmTransport *transport, const char *since, guint limit, GCancellable *cancellable, GError **error);
gboolean      crm_couch_wait (CrmTransport *transport, const char *since, GCancellable *cancellable, GError **error);
CrmCouchPage *crm_couch_read (CrmTransport *transport, GPtrArray *names, GPtrArray *missing, GCancellable *cancellable, GError **error);
GPtrArray    *crm_couch_send (CrmTransport *transport, GPtrArray *documents, GPtrArray *conflicts, GCancellable *cancellable, GError **error);
gboolean      crm_couch_delete_revisions (CrmTransport *transport, const char *name, const char *revisions, GCancellable *cancellable, GError **error);
gboolean      crm_couch_install_validation (CrmTransport *transport, GCancellable *cancellable, GError **error);
gboolean      crm_couch_get_device (CrmTransport *transport, const char *device, CrmCouchDevice *found, GCancellable *cancellable, GError **error);
gboolean      crm_couch_put_device (CrmTransport *transport, const char *device, const CrmCouchDevice *next, char **revision, GCancellable *cancellable, GError **error);

gboolean crm_couch_put_file (CrmTransport *transport, const char *hash, const char *mime, GInputStream *bytes, gint64 size, char **trouble, GCancellable *cancellable, GError **error);
gboolean crm_couch_get_file (CrmTransport *transport, const char *hash, GOutputStream *bytes, char **mime, gboolean *found, GCancellable *cancellable, GError **error);

void crm_couch_page_free (CrmCouchPage *self);
void crm_couch_device_clear (CrmCouchDevice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmCouchPage, crm_couch_page_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CrmCouchDevice, crm_couch_device_clear)

G_END_DECLS
