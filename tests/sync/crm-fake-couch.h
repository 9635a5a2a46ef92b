#pragma once

#include "crm-transport.h"

G_BEGIN_DECLS

/* A database in memory that answers as Apache CouchDB 3.5 does, as far as the requests of crm-couch.c go: revisions that stand beside each other, tombstones,
 * _local documents, opaque tokens. It can be put back to what it was, and a transport to it can lose what is sent and what is answered. */

typedef struct _CrmFakeCouch CrmFakeCouch;

typedef enum
{
  CRM_FAKE_FINE,
  CRM_FAKE_LOST_REQUEST, /* never reaches the server */
  CRM_FAKE_LOST_REPLY,   /* is done, and the answer is lost */
  CRM_FAKE_CUT_REPLY,    /* is done, and the answer ends in the middle */
  CRM_FAKE_BUSY,         /* 503 */
  CRM_FAKE_LARGE,        /* is done, and the answer is too large to be held */
  CRM_FAKE_STATUS,       /* the status that crm_fake_transport_answer () was told */
} CrmFakeFault;

typedef CrmFakeFault (*CrmFakeFaultFunc) (const char *method, const char *path, gpointer user_data);

CrmFakeCouch *crm_fake_couch_new (void);
void          crm_fake_couch_free (CrmFakeCouch *self);
CrmFakeCouch *crm_fake_couch_copy (CrmFakeCouch *self);
void          crm_fake_couch_put_back (CrmFakeCouch *self, CrmFakeCouch *copy);
void          crm_fake_couch_shuffle (CrmFakeCouch *self, GRand *rand);
guint         crm_fake_couch_get_n_requests (CrmFakeCouch *self);
char         *crm_fake_couch_get (CrmFakeCouch *self, const char *id, char **revision);
guint         crm_fake_couch_count_local (CrmFakeCouch *self);
guint         crm_fake_couch_count_leaves (CrmFakeCouch *self, const char *id);
GPtrArray    *crm_fake_couch_list (CrmFakeCouch *self);
char         *crm_fake_couch_put (CrmFakeCouch *self, const char *id, const char *parent, const char *body);
void          crm_fake_couch_refuse (CrmFakeCouch *self, const char *text, const char *reason);
guint         crm_fake_couch_handle (CrmFakeCouch *self, const char *method, const char *path, const char *body, GString *answer);

guint   crm_fake_couch_put_file (CrmFakeCouch *self, const char *path, const char *mime, GBytes *bytes);
GBytes *crm_fake_couch_get_file (CrmFakeCouch *self, const char *path, char **mime);

CrmTransport *crm_fake_transport_new (CrmFakeCouch *couch);
void          crm_fake_transport_set_fault (CrmTransport *transport, CrmFakeFaultFunc func, gpointer user_data);
void          crm_fake_transport_answer (CrmTransport *transport, guint status, const char *content_type, const char *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmFakeCouch, crm_fake_couch_free)

G_END_DECLS
