#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How requests reach a database: crm-http.c is the one for servers. */

#define CRM_TYPE_TRANSPORT (crm_transport_get_type ())

G_DECLARE_DERIVABLE_TYPE (CrmTransport, crm_transport, CRM, TRANSPORT, GObject)

typedef struct
{
  guint   status;       /* of HTTP */
  GBytes *body;         /* (owned) */
  char   *content_type; /* (owned) (nullable) */
  char   *location;     /* (owned) (nullable): where the server says it is instead */
  guint   retry_after;  /* seconds, 0 where it is not told */
} CrmReply;

/**
 * CrmTransportClass:
 * @send: sends one request and waits for the whole answer. @path begins behind the address of the database, "" for the database itself. No
 *   redirect is followed: a server that makes a GET of a POST would say that it took what it never saw.
 * @upload: the same with bytes of a media type as the body of a PUT, read a piece at a time
 * @download: the same for a GET whose answer, where it is 200, is written to a stream a piece at a time; the reply has no body then
 */
struct _CrmTransportClass
{
  GObjectClass parent_class;

  CrmReply *(*send) (CrmTransport *self, const char *method, const char *path, const char *body, GCancellable *cancellable, GError **error);
  CrmReply *(*upload) (CrmTransport *self, const char *path, const char *mime, GInputStream *bytes, gint64 size, GCancellable *cancellable, GError **error);
  CrmReply *(*download) (CrmTransport *self, const char *path, GOutputStream *bytes, GCancellable *cancellable, GError **error);
};

CrmReply *crm_transport_send (CrmTransport *self, const char *method, const char *path, const char *body, GCancellable *cancellable, GError **error);
CrmReply *crm_transport_upload (CrmTransport *self, const char *path, const char *mime, GInputStream *bytes, gint64 size, GCancellable *cancellable, GError **error);
CrmReply *crm_transport_download (CrmTransport *self, const char *path, GOutputStream *bytes, GCancellable *cancellable, GError **error);
guint     crm_transport_get_retry_after (CrmTransport *self);
void      crm_reply_free (CrmReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmReply, crm_reply_free)

G_END_DECLS
