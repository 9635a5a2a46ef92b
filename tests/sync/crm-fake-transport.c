#include "crm-fake-couch.h"

#include "crm-sync-error.h"

#include <string.h>

/* A way to it without a network. */

#define CRM_TYPE_FAKE_TRANSPORT (crm_fake_transport_get_type ())

G_DECLARE_FINAL_TYPE (CrmFakeTransport, crm_fake_transport, CRM, FAKE_TRANSPORT, CrmTransport)

struct _CrmFakeTransport
{
  CrmTransport parent_instance;

  CrmFakeCouch    *couch;
  CrmFakeFaultFunc fault;
  gpointer         fault_data;
  guint            status;
  char            *content_type;
  char            *body;
};

G_DEFINE_FINAL_TYPE (CrmFakeTransport, crm_fake_transport, CRM_TYPE_TRANSPORT)

static CrmReply *
lose (GError **error)
{
  g_set_error_literal (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_UNREACHABLE, "The server is not reached.");
  return NULL;
}

static CrmReply *
answer (guint status, const char *content_type, const char *body, gsize length)
{
  CrmReply *reply = g_new0 (CrmReply, 1);

  reply->status = status;
  reply->content_type = g_strdup (content_type);
  reply->body = g_bytes_new (body, length);

  return reply;
}

static CrmReply *
crm_fake_transport_send (CrmTransport *transport, const char *method, const char *path, const char *body, GCancellable *cancellable, GError **error)
{
  CrmFakeTransport *self = CRM_FAKE_TRANSPORT (transport);
  CrmFakeFault      fault = self->fault != NULL ? self->fault (method, path, self->fault_data) : CRM_FAKE_FINE;
  g_autoptr (GString) text = g_string_new (NULL);
  guint status;

  if (fault == CRM_FAKE_LOST_REQUEST)
    return lose (error);
  if (fault == CRM_FAKE_BUSY)
    return answer (503, "application/json", "{\"error\":\"service_unavailable\"}", 31);
  if (fault == CRM_FAKE_LARGE)
    {
      g_set_error_literal (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_TOO_LARGE, "The answer is too large.");
      return NULL;
    }
  if (fault == CRM_FAKE_STATUS)
    return answer (self->status, self->content_type, self->body, strlen (self->body));

  status = crm_fake_couch_handle (self->couch, method, path, body, text);
  if (fault == CRM_FAKE_LOST_REPLY)
    return lose (error);

  return answer (status, "application/json", text->str, fault == CRM_FAKE_CUT_REPLY ? text->len / 2 : text->len);
}

static GBytes *
read_all (GInputStream *stream)
{
  g_autoptr (GOutputStream) all = g_memory_output_stream_new_resizable ();

  g_output_stream_splice (all, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (all));
}

static CrmReply *
crm_fake_transport_upload (CrmTransport *transport, const char *path, const char *mime, GInputStream *bytes, gint64 size, GCancellable *cancellable, GError **error)
{
  CrmFakeTransport *self = CRM_FAKE_TRANSPORT (transport);
  CrmFakeFault      fault = self->fault != NULL ? self->fault ("PUT", path, self->fault_data) : CRM_FAKE_FINE;
  g_autoptr (GBytes) all = read_all (bytes);
  guint status;

  g_assert_cmpint ((gint64) g_bytes_get_size (all), ==, size);
  if (fault == CRM_FAKE_LOST_REQUEST)
    return lose (error);
  if (fault == CRM_FAKE_BUSY)
    return answer (503, "application/json", "{\"error\":\"service_unavailable\"}", 31);
  status = crm_fake_couch_put_file (self->couch, path, mime, all);

  return fault == CRM_FAKE_LOST_REPLY ? lose (error) : answer (status, "application/json", "{\"reason\":\"told\"}", 17);
}

static CrmReply *
crm_fake_transport_download (CrmTransport *transport, const char *path, GOutputStream *bytes, GCancellable *cancellable, GError **error)
{
  CrmFakeTransport *self = CRM_FAKE_TRANSPORT (transport);
  CrmFakeFault      fault = self->fault != NULL ? self->fault ("GET", path, self->fault_data) : CRM_FAKE_FINE;
  g_autofree char  *mime = NULL;
  g_autoptr (GBytes) all = crm_fake_couch_get_file (self->couch, path, &mime);
  CrmReply *reply;

  if (fault == CRM_FAKE_LOST_REQUEST || fault == CRM_FAKE_LOST_REPLY)
    return lose (error);
  if (fault == CRM_FAKE_BUSY)
    return answer (503, "application/json", "{\"error\":\"service_unavailable\"}", 31);
  if (all == NULL)
    return answer (404, "application/json", "{\"error\":\"not_found\"}", 21);

  if (!g_output_stream_write_all (bytes, g_bytes_get_data (all, NULL), fault == CRM_FAKE_CUT_REPLY ? g_bytes_get_size (all) - 1 - (gsize) g_random_int_range (0, (gint32) MAX (1, g_bytes_get_size (all) - 1)) : g_bytes_get_size (all), NULL, cancellable, error))
    return NULL;
  reply = g_new0 (CrmReply, 1);
  reply->status = 200;
  reply->content_type = g_steal_pointer (&mime);

  return reply;
}

static void
crm_fake_transport_finalize (GObject *object)
{
  CrmFakeTransport *self = CRM_FAKE_TRANSPORT (object);

  g_free (self->content_type);
  g_free (self->body);

  G_OBJECT_CLASS (crm_fake_transport_parent_class)->finalize (object);
}

static void
crm_fake_transport_class_init (CrmFakeTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_fake_transport_finalize;
  CRM_TRANSPORT_CLASS (klass)->send = crm_fake_transport_send;
  CRM_TRANSPORT_CLASS (klass)->upload = crm_fake_transport_upload;
  CRM_TRANSPORT_CLASS (klass)->download = crm_fake_transport_download;
}

static void
crm_fake_transport_init (CrmFakeTransport *self)
{
}

CrmTransport *
crm_fake_transport_new (CrmFakeCouch *couch)
{
  CrmFakeTransport *self = g_object_new (CRM_TYPE_FAKE_TRANSPORT, NULL);

  self->couch = couch;

  return CRM_TRANSPORT (self);
}

void
crm_fake_transport_set_fault (CrmTransport *transport, CrmFakeFaultFunc func, gpointer user_data)
{
  CrmFakeTransport *self = CRM_FAKE_TRANSPORT (transport);

  self->fault = func;
  self->fault_data = user_data;
}

static CrmFakeFault
always_answer (const char *method, const char *path, gpointer user_data)
{
  return CRM_FAKE_STATUS;
}

/* Every request gets this from here on. */
void
crm_fake_transport_answer (CrmTransport *transport, guint status, const char *content_type, const char *body)
{
  CrmFakeTransport *self = CRM_FAKE_TRANSPORT (transport);

  self->status = status;
  g_free (self->content_type);
  g_free (self->body);
  self->content_type = g_strdup (content_type);
  self->body = g_strdup (body);
  self->fault = always_answer;
}
