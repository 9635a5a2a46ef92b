#include "config.h"

#include "crm-http.h"

#include "crm-error.h"
#include "crm-sync-error.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

/* Seconds without a byte after which nobody is there. */
#define TIMEOUT 60

/* A page of documents has a few megabytes usually; of more than this, less is asked for. */
#define BODY_MAX (256 * 1024 * 1024)

struct _CrmHttp
{
  CrmTransport parent_instance;

  SoupSession *session; /* (owned) */
  char        *url;     /* (owned): of the database */
  char        *user;    /* (owned) (nullable) */
  char        *secret;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CrmHttp, crm_http, CRM_TYPE_TRANSPORT)

/* With every request: a server that has a cookie of its own for it would ask again when that is out of date. */
static void
add_login (CrmHttp *self, SoupMessage *message)
{
  g_autofree char *pair = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *value = NULL;

  if (self->user == NULL)
    return;
  pair = g_strdup_printf ("%s:%s", self->user, self->secret != NULL ? self->secret : "");
  encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  value = g_strconcat ("Basic ", encoded, NULL);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
}

static gboolean
explain_certificate (SoupMessage *message, GError **error)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);
  const char          *why = _ ("nobody this computer trusts has signed it");

  if (flags == 0)
    return FALSE;
  if ((flags & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    why = _ ("it was made out to another name");
  else if ((flags & (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)) != 0)
    why = _ ("it is not valid today; is the clock of this computer right?");
  else if ((flags & G_TLS_CERTIFICATE_REVOKED) != 0)
    why = _ ("it was revoked");
  g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_CERTIFICATE, _ ("The server could not prove that it is the right one: its certificate is not accepted, because %s. Nothing was sent."), why);

  return TRUE;
}

/* What happens most, in the language of the program: the system's own words are not always in it. */
static const char *
find_reason (const GError *failure)
{
  if (failure->domain == G_RESOLVER_ERROR || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    return _ ("there is no computer of that name, or no network");
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return _ ("nothing answers there");
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return _ ("it did not answer in time");
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    return _ ("there is no way to it from here; is there a network?");

  return NULL;
}

static void
explain (SoupMessage *message, const GError *failure, GError **error)
{
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (failure));
  else if (failure->domain != G_TLS_ERROR || !explain_certificate (message, error))
    {
      const char      *reason = find_reason (failure);
      g_autofree char *why = reason != NULL ? g_strdup (reason) : crm_text_isolate (failure->message);

      g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_UNREACHABLE, _ ("The server was not reached: %s."), why);
    }
}

/* Seconds, or a date. */
static guint
get_retry_after (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = NULL;
  GTimeSpan span;
  gint64    seconds;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_signed (text, 10, 0, G_MAXINT, &seconds, NULL))
    return (guint) seconds;
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return 0;
  now = g_date_time_new_now_utc ();
  span = g_date_time_difference (date, now);

  return span > 0 ? (guint) MIN (span / G_TIME_SPAN_SECOND, G_MAXINT) : 0;
}

static GBytes *
read_all (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gssize n;

  do
    {
      guint length = bytes->len;

      g_byte_array_set_size (bytes, length + 65536);
      n = g_input_stream_read (stream, bytes->data + length, 65536, cancellable, error);
      g_byte_array_set_size (bytes, length + (guint) MAX (n, 0));
      if (bytes->len > BODY_MAX)
        {
          g_set_error_literal (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_TOO_LARGE, _ ("One answer of the server is larger than 256 MB. A document in the database is too large."));
          return NULL;
        }
    }
  while (n > 0);

  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/* (transfer full) @body: (nullable) */
static CrmReply *
reply_new (SoupMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  CrmReply           *reply = g_new0 (CrmReply, 1);

  reply->status = soup_message_get_status (message);
  reply->body = body;
  reply->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  reply->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  reply->retry_after = get_retry_after (headers);

  return reply;
}

/* Of what says how long it is, no less is taken: a connection that ends early is no error to libsoup where the body came in pieces, but then its
 * bytes are not those of its name. */
static CrmReply *
read_reply (SoupMessage *message, GInputStream *stream, GOutputStream *to, GCancellable *cancellable, GError **error)
{
  GBytes *body;

  if (to != NULL && soup_message_get_status (message) == SOUP_STATUS_OK)
    return g_output_stream_splice (to, stream, G_OUTPUT_STREAM_SPLICE_NONE, cancellable, error) >= 0 ? reply_new (message, NULL) : NULL;

  body = read_all (stream, cancellable, error);

  return body != NULL ? reply_new (message, body) : NULL;
}

static SoupMessage *
new_message (CrmHttp *self, const char *method, const char *path)
{
  g_autofree char *address = *path != '\0' ? g_strconcat (self->url, "/", path, NULL) : g_strdup (self->url);
  SoupMessage     *message = soup_message_new (method, address);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  add_login (self, message);

  return message;
}

static CrmReply *
run (CrmHttp *self, SoupMessage *message, GOutputStream *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GInputStream) stream = soup_session_send (self->session, message, cancellable, &failure);
  CrmReply *reply = stream != NULL ? read_reply (message, stream, to, cancellable, &failure) : NULL;

  if (reply == NULL && (failure->domain == CRM_SYNC_ERROR || failure->domain == CRM_ERROR))
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (reply == NULL)
    explain (message, failure, error);

  return reply;
}

static CrmReply *
crm_http_send (CrmTransport *transport, const char *method, const char *path, const char *body, GCancellable *cancellable, GError **error)
{
  CrmHttp *self = CRM_HTTP (transport);
  g_autoptr (SoupMessage) message = new_message (self, method, path);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new_static (body, strlen (body)) : NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "application/json");
  if (bytes != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", bytes);

  return run (self, message, NULL, cancellable, error);
}

static CrmReply *
crm_http_upload (CrmTransport *transport, const char *path, const char *mime, GInputStream *bytes, gint64 size, GCancellable *cancellable, GError **error)
{
  CrmHttp *self = CRM_HTTP (transport);
  g_autoptr (SoupMessage) message = new_message (self, "PUT", path);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "application/json");
  soup_message_set_request_body (message, mime, bytes, (gssize) size);

  return run (self, message, NULL, cancellable, error);
}

static CrmReply *
crm_http_download (CrmTransport *transport, const char *path, GOutputStream *bytes, GCancellable *cancellable, GError **error)
{
  CrmHttp *self = CRM_HTTP (transport);
  g_autoptr (SoupMessage) message = new_message (self, "GET", path);

  return run (self, message, bytes, cancellable, error);
}

static void
crm_http_finalize (GObject *object)
{
  CrmHttp *self = CRM_HTTP (object);

  g_clear_object (&self->session);
  g_free (self->url);
  g_free (self->user);
  g_free (self->secret);

  G_OBJECT_CLASS (crm_http_parent_class)->finalize (object);
}

static void
crm_http_class_init (CrmHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_http_finalize;
  CRM_TRANSPORT_CLASS (klass)->send = crm_http_send;
  CRM_TRANSPORT_CLASS (klass)->upload = crm_http_upload;
  CRM_TRANSPORT_CLASS (klass)->download = crm_http_download;
}

static void
crm_http_init (CrmHttp *self)
{
}

static gboolean
is_this_computer (const char *host)
{
  return g_str_equal (host, "localhost") || g_str_equal (host, "127.0.0.1") || g_str_equal (host, "::1");
}

/* A server has one name, and a database stands in it. */
static gboolean
check_parts (GUri *uri, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0' || strlen (g_uri_get_path (uri)) <= 1)
    {
      g_set_error_literal (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_NOT_COUCHDB, _ ("The address of a database is like https://example.com/customers: a server, and the name of a database in it."));
      return FALSE;
    }
  if (g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && is_this_computer (host)))
    return TRUE;

  g_set_error_literal (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_CERTIFICATE, _ ("Customers are sent only over a connection that others cannot read. Use an address that begins with https://."));
  return FALSE;
}

/**
 * crm_http_dup_address:
 * @text: as somebody typed or pasted it
 * @user: (out) (optional) (nullable): the name in it, if there is one
 * @password: (out) (optional) (nullable): the password in it, if there is one
 *
 * Returns: (transfer full) (nullable): the address of the database, as it is kept: without name and password, and without a slash at its end
 */
char *
crm_http_dup_address (const char *text, char **user, char **password, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *whole = strstr (stripped, "://") == NULL ? g_strconcat ("https://", stripped, NULL) : g_strdup (stripped);
  g_autoptr (GUri) uri = g_uri_parse (whole, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, NULL);
  g_autofree char *path = NULL;

  if (uri == NULL)
    {
      g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_NOT_COUCHDB, _ ("“%s” is no address of a server."), text);
      return NULL;
    }
  if (!check_parts (uri, error))
    return NULL;

  path = g_strdup (g_uri_get_path (uri));
  while (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  if (user != NULL)
    *user = g_uri_get_user (uri) != NULL ? g_uri_unescape_string (g_uri_get_user (uri), NULL) : NULL;
  if (password != NULL)
    *password = g_uri_get_password (uri) != NULL ? g_uri_unescape_string (g_uri_get_password (uri), NULL) : NULL;

  return g_uri_join (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri), path, NULL, NULL);
}

/**
 * crm_http_new:
 * @url: as crm_http_dup_address() makes it
 * @user: (nullable)
 * @password: (nullable)
 *
 * Returns: (transfer full) (nullable): the way to that database. It belongs to the thread that uses it
 */
CrmTransport *
crm_http_new (const char *url, const char *user, const char *password, GError **error)
{
  CrmHttp         *self;
  g_autofree char *address = crm_http_dup_address (url, NULL, NULL, error);

  if (address == NULL)
    return NULL;

  self = g_object_new (CRM_TYPE_HTTP, NULL);
  self->url = g_steal_pointer (&address);
  self->user = g_strdup (user);
  self->secret = g_strdup (password);
  self->session = soup_session_new_with_options ("timeout", TIMEOUT, "max-conns-per-host", 4, "user-agent", "Customers/" CRM_VERSION, NULL);

  return CRM_TRANSPORT (self);
}
