#include "config.h"

#include "crm-transport.h"

typedef struct
{
  guint retry_after;
} CrmTransportPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CrmTransport, crm_transport, G_TYPE_OBJECT)

static void
crm_transport_class_init (CrmTransportClass *klass)
{
}

static void
crm_transport_init (CrmTransport *self)
{
}

static CrmReply *
take_reply (CrmTransport *self, CrmReply *reply)
{
  CrmTransportPrivate *priv = crm_transport_get_instance_private (self);

  priv->retry_after = reply != NULL ? reply->retry_after : 0;

  return reply;
}

/**
 * crm_transport_send:
 * @path: behind the address of the database
 * @body: (nullable): JSON
 *
 * Returns: (transfer full) (nullable): the answer, whatever it says; %NULL with %CRM_SYNC_ERROR where there was none
 */
CrmReply *
crm_transport_send (CrmTransport *self, const char *method, const char *path, const char *body, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (CRM_IS_TRANSPORT (self), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return take_reply (self, CRM_TRANSPORT_GET_CLASS (self)->send (self, method, path, body, cancellable, error));
}

/**
 * crm_transport_upload:
 * @mime: a media type
 * @size: of @bytes
 *
 * PUTs a file. As crm_transport_send() otherwise.
 */
CrmReply *
crm_transport_upload (CrmTransport *self, const char *path, const char *mime, GInputStream *bytes, gint64 size, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (CRM_IS_TRANSPORT (self), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return take_reply (self, CRM_TRANSPORT_GET_CLASS (self)->upload (self, path, mime, bytes, size, cancellable, error));
}

/**
 * crm_transport_download:
 * @bytes: where the answer goes, if it is 200; half of it may have gone there when it fails
 *
 * GETs a file. As crm_transport_send() otherwise.
 */
CrmReply *
crm_transport_download (CrmTransport *self, const char *path, GOutputStream *bytes, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (CRM_IS_TRANSPORT (self), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return take_reply (self, CRM_TRANSPORT_GET_CLASS (self)->download (self, path, bytes, cancellable, error));
}

/**
 * crm_transport_get_retry_after:
 *
 * Returns: the seconds of peace that the last answer asked for; 0 where it did not
 */
guint
crm_transport_get_retry_after (CrmTransport *self)
{
  CrmTransportPrivate *priv = crm_transport_get_instance_private (self);

  return priv->retry_after;
}

void
crm_reply_free (CrmReply *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_free (self->location);
  g_free (self);
}
