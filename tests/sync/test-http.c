/* What happens between a request and its answer: a server on this computer that does what servers, proxies and hotel networks do. */

#include "crm-http.h"
#include "crm-sync-error.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  SoupServer   *server;
  GMainContext *context;
  GMainLoop    *loop;
  GThread      *thread;
  guint         port;
  char         *method; /* of the last request */
  char         *login;  /* its Authorization */
} Server;

static void
answer_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Server             *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  g_free (self->method);
  g_free (self->login);
  self->method = g_strdup (soup_server_message_get_method (message));
  self->login = g_strdup (soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization"));
  soup_server_message_set_status (message, 200, NULL);
  if (g_str_has_suffix (path, "/moved"))
    {
      soup_server_message_set_status (message, 302, NULL);
      soup_message_headers_replace (headers, "Location", "/crm/other");
    }
  else if (g_str_has_suffix (path, "/later"))
    {
      soup_server_message_set_status (message, 429, NULL);
      soup_message_headers_replace (headers, "Retry-After", "17");
    }
  else if (g_str_has_suffix (path, "/later-date"))
    {
      soup_server_message_set_status (message, 503, NULL);
      soup_message_headers_replace (headers, "Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT");
    }
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, "{\"ok\":true}", 11);
}

static gpointer
serve (gpointer data)
{
  Server *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static void
set_up (Server *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, answer_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_context_pop_thread_default (self->context);
  self->thread = g_thread_new ("server", serve, self);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

static void
tear_down (Server *self, gconstpointer data)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_object_unref (self->server);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self->method);
  g_free (self->login);
}

static CrmTransport *
connect_to (Server *self, const char *user, const char *password)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/crm", self->port);
  g_autoptr (GError) error = NULL;
  CrmTransport *http = crm_http_new (url, user, password, &error);

  g_assert_no_error (error);

  return http;
}

/* A library that turned a POST into a GET, and told 200 of it, would lose what was sent. */
static void
test_no_redirect (Server *self, gconstpointer data)
{
  g_autoptr (CrmTransport) http = connect_to (self, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReply) reply = crm_transport_send (http, "POST", "moved", "{}", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_cmpstr (reply->location, ==, "/crm/other");
  g_assert_cmpstr (self->method, ==, "POST");
}

static void
test_patience (Server *self, gconstpointer data)
{
  g_autoptr (CrmTransport) http = connect_to (self, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReply) reply = crm_transport_send (http, "GET", "later", NULL, NULL, &error);
  g_autoptr (CrmReply) past = crm_transport_send (http, "GET", "later-date", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 429);
  g_assert_cmpuint (reply->retry_after, ==, 17);
  g_assert_cmpuint (past->retry_after, ==, 0);
}

static void
test_login (Server *self, gconstpointer data)
{
  g_autoptr (CrmTransport) http = connect_to (self, "سارا", "a:b");
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReply) reply = crm_transport_send (http, "GET", "", NULL, NULL, &error);
  g_autofree guchar *plain = NULL;
  gsize              length;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (self->login, "Basic "));
  plain = g_base64_decode (self->login + strlen ("Basic "), &length);
  g_assert_cmpmem (plain, length, "سارا:a:b", strlen ("سارا:a:b"));
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), "{\"ok\":true}", 11);
}

static void
test_nobody (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmTransport) http = crm_http_new ("http://127.0.0.1:9/crm", NULL, NULL, &error);
  g_autoptr (CrmReply) reply = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_no_error (error);
  reply = crm_transport_send (http, "GET", "", NULL, NULL, &error);
  g_assert_null (reply);
  g_assert_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  reply = crm_transport_send (http, "GET", "", NULL, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_address (void)
{
  static const struct
  {
    const char *typed;
    const char *address; /* NULL where it is refused */
    const char *user;
    const char *password;
  } cases[] = {
    { " https://example.com/crm/ ", "https://example.com/crm", NULL, NULL },
    { "example.com/crm", "https://example.com/crm", NULL, NULL },
    { "HTTPS://Example.com:6984/a/crm", "https://Example.com:6984/a/crm", NULL, NULL },
    { "https://sara:p%40ss@example.com/crm", "https://example.com/crm", "sara", "p@ss" },
    { "http://127.0.0.1:5984/crm", "http://127.0.0.1:5984/crm", NULL, NULL },
    { "https://example.com/crm?x=1#y", "https://example.com/crm", NULL, NULL },
    { "http://example.com/crm", NULL, NULL, NULL },
    { "https://example.com", NULL, NULL, NULL },
    { "https://example.com/", NULL, NULL, NULL },
    { "ftp://example.com/crm", NULL, NULL, NULL },
    { "https:///crm", NULL, NULL, NULL },
    { "not an address", NULL, NULL, NULL },
    { "", NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *user = NULL;
      g_autofree char *password = NULL;
      g_autofree char *address = crm_http_dup_address (cases[i].typed, &user, &password, &error);

      g_assert_cmpstr (address, ==, cases[i].address);
      g_assert_cmpstr (user, ==, cases[i].user);
      g_assert_cmpstr (password, ==, cases[i].password);
      g_assert_cmpint (error == NULL, ==, cases[i].address != NULL);
    }
}

/* A chunked answer that ends in the middle is no error for the library: its JSON tells. Here it is enough that what came, came. */
static gpointer
cut_off (gpointer data)
{
  GSocketListener *listener = data;
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (listener, NULL, NULL, NULL);
  static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"results\":[";
  char              request[4096];

  g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), request, sizeof request, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer, strlen (answer), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return NULL;
}

static void
test_cut_off (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16          port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  GThread         *thread = g_thread_new ("server", cut_off, listener);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/crm", port);
  g_autoptr (CrmTransport) http = crm_http_new (url, NULL, NULL, &error);
  g_autoptr (CrmReply) reply = crm_transport_send (http, "GET", "", NULL, NULL, &error);

  g_assert_null (reply);
  g_assert_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_UNREACHABLE);
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/http/no-redirect", Server, NULL, set_up, test_no_redirect, tear_down);
  g_test_add ("/http/patience", Server, NULL, set_up, test_patience, tear_down);
  g_test_add ("/http/login", Server, NULL, set_up, test_login, tear_down);
  g_test_add_func ("/http/nobody", test_nobody);
  g_test_add_func ("/http/address", test_address);
  g_test_add_func ("/http/cut-off", test_cut_off);

  return g_test_run ();
}
