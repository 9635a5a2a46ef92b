#pragma once

#include "crm-http.h"
#include "crm-sync-error.h"

#include <string.h>

/* Answers one request with what it was given, and keeps the request. */
typedef struct
{
  GSocketListener *listener;
  GThread         *thread;
  CrmTransport    *http;
  const char      *answer;
  GTlsCertificate *certificate; /* (nullable): where it speaks TLS */
  char             request[8192];
} Server;

static inline gpointer
serve (gpointer data)
{
  Server *self = data;
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (self->listener, NULL, NULL, NULL);
  g_autoptr (GIOStream) stream = self->certificate != NULL ? g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL) : g_object_ref (G_IO_STREAM (connection));

  g_input_stream_read (g_io_stream_get_input_stream (stream), self->request, sizeof self->request - 1, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), self->answer, strlen (self->answer), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);

  return NULL;
}

static inline CrmReply *
ask_as (Server *self, GTlsCertificate *certificate, const char *answer, const char *user, const char *password, const char *method, const char *body, GError **error)
{
  g_autofree char *url = NULL;
  guint16          port;
  CrmReply        *reply;

  *self = (Server){ .listener = g_socket_listener_new (), .answer = answer, .certificate = certificate };
  port = g_socket_listener_add_any_inet_port (self->listener, NULL, error);
  g_assert_no_error (*error);
  self->thread = g_thread_new ("server", serve, self);
  url = g_strdup_printf ("%s://127.0.0.1:%u/crm", certificate != NULL ? "https" : "http", port);
  self->http = crm_http_new (url, user, password, error);
  g_assert_no_error (*error);
  reply = crm_transport_send (self->http, method, "x", body, NULL, error);
  g_thread_join (self->thread);
  g_object_unref (self->http);
  g_object_unref (self->listener);

  return reply;
}
