/* What happens between a request and its answer: a server on this computer that does what servers, proxies and hotel networks do. */

#include "answering-server.h"

static CrmReply *
ask (Server *self, const char *answer, const char *user, const char *password, const char *method, const char *body, GError **error)
{
  return ask_as (self, NULL, answer, user, password, method, body, error);
}

/* A library that turned a POST into a GET, and told 200 of it, would lose what was sent. */
static void
test_no_redirect (void)
{
  static const char *const moved[] = { "301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect" };

  for (guint i = 0; i < G_N_ELEMENTS (moved); i++)
    {
      Server server;
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %s\r\nLocation: /crm/other\r\nContent-Length: 0\r\n\r\n", moved[i]);
      g_autoptr (CrmReply) reply = ask (&server, answer, NULL, NULL, "POST", "{}", &error);

      g_assert_no_error (error);
      g_assert_cmpuint (reply->status, ==, g_ascii_strtoull (moved[i], NULL, 10));
      g_assert_cmpstr (reply->location, ==, "/crm/other");
      g_assert_true (g_str_has_prefix (server.request, "POST /crm/x HTTP/1.1\r\n"));
    }
}

static void
test_patience (void)
{
  Server server;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReply) reply = ask (&server, "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 17\r\nContent-Length: 2\r\n\r\n{}", NULL, NULL, "GET", NULL, &error);
  g_autoptr (CrmReply) past = ask (&server, "HTTP/1.1 503 Busy\r\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\nContent-Length: 2\r\n\r\n{}", NULL, NULL, "GET", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 429);
  g_assert_cmpuint (reply->retry_after, ==, 17);
  g_assert_cmpuint (past->status, ==, 503);
  g_assert_cmpuint (past->retry_after, ==, 0);
}

static void
test_login (void)
{
  Server server;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReply) reply = ask (&server, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"ok\":true}", "سارا", "a:b", "GET", NULL, &error);
  g_autofree char *login = g_base64_encode ((const guchar *) "سارا:a:b", strlen ("سارا:a:b"));
  g_autofree char *header = g_strdup_printf ("Authorization: Basic %s\r\n", login);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (server.request, header));
  g_assert_cmpstr (reply->content_type, ==, "application/json");
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), "{\"ok\":true}", 11);
}

/* A shorter answer than was announced is none. */
static void
test_cut_off (void)
{
  Server server;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReply) reply = ask (&server, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"results\":[", NULL, NULL, "GET", NULL, &error);

  g_assert_null (reply);
  g_assert_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_UNREACHABLE);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/no-redirect", test_no_redirect);
  g_test_add_func ("/http/patience", test_patience);
  g_test_add_func ("/http/login", test_login);
  g_test_add_func ("/http/nobody", test_nobody);
  g_test_add_func ("/http/address", test_address);
  g_test_add_func ("/http/cut-off", test_cut_off);

  return g_test_run ();
}
