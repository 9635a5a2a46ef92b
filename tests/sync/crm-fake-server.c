#include "crm-fake-server.h"

#include "crm-fake-couch-private.h"

#include <libsoup/soup.h>
#include <string.h>

/* libsoup 3.2 keeps the sockets that its server has accepted, and their addresses: that is not ours to mend. The stacks that tell so take the slow way. */
const char *__asan_default_options (void);
const char *__lsan_default_suppressions (void);

const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0";
}

const char *
__lsan_default_suppressions (void)
{
  return "leak:g_socket_accept\nleak:soup_server_listen_local\n";
}

struct _CrmFakeServer
{
  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  SoupServer   *server;
  char         *url;
  GPtrArray    *waiting; /* (element-type SoupServerMessage): those that wait for news; of the thread */

  GMutex        mutex;
  CrmFakeCouch *couch;
  guint         status; /* 0, or what everybody is answered */
  char         *user;
  char         *password;
};

static void
respond (SoupServerMessage *message, guint status, const char *body, gsize length)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, length);
}

static gboolean
is_welcome (CrmFakeServer *self, SoupServerMessage *message)
{
  const char      *header = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  g_autofree char *pair = g_strdup_printf ("%s:%s", self->user, self->password);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *expected = g_strconcat ("Basic ", encoded, NULL);

  return self->user == NULL || g_strcmp0 (header, expected) == 0;
}

/* As it stands in the request, behind the name of the database. */
static char *
dup_path (SoupServerMessage *message)
{
  GUri       *uri = soup_server_message_get_uri (message);
  const char *path = g_uri_get_path (uri);
  const char *query = g_uri_get_query (uri);

  path += strlen ("/crm");
  while (*path == '/')
    path++;

  return query != NULL ? g_strconcat (path, "?", query, NULL) : g_strdup (path);
}

static gboolean
handle_file (CrmFakeServer *self, SoupServerMessage *message, const char *path)
{
  SoupMessageBody *request = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) sent = soup_message_body_flatten (request);
  g_autofree char *mime = NULL;
  g_autoptr (GBytes) kept = NULL;

  if (g_str_equal (soup_server_message_get_method (message), "PUT"))
    {
      respond (message, crm_fake_couch_put_file (self->couch, path, soup_message_headers_get_content_type (soup_server_message_get_request_headers (message), NULL), sent), "{}", 2);
      return TRUE;
    }
  kept = crm_fake_couch_get_file (self->couch, path, &mime);
  if (kept == NULL)
    {
      respond (message, 404, "{}", 2);
      return TRUE;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, mime, SOUP_MEMORY_COPY, g_bytes_get_data (kept, NULL), g_bytes_get_size (kept));

  return TRUE;
}

static guint
handle (CrmFakeServer *self, SoupServerMessage *message, GString *answer)
{
  SoupMessageBody *request = soup_server_message_get_request_body (message);
  g_autofree char *path = dup_path (message);
  g_autofree char *body = request->length > 0 ? g_strndup (request->data, (gsize) request->length) : NULL;

  if (self->status != 0)
    {
      g_string_append (answer, "{\"error\":\"told\",\"reason\":\"told\"}");
      return self->status;
    }
  if (!is_welcome (self, message))
    {
      g_string_append (answer, "{\"error\":\"unauthorized\",\"reason\":\"Name or password is incorrect.\"}");
      return 401;
    }

  return crm_fake_couch_handle (self->couch, soup_server_message_get_method (message), path, body, answer);
}

static gboolean
answer_now (CrmFakeServer *self, SoupServerMessage *message)
{
  g_autofree char *path = dup_path (message);
  g_autoptr (GString) answer = g_string_new (NULL);
  gboolean is_file = g_str_has_prefix (path, "file%3A");
  guint    status;

  g_mutex_lock (&self->mutex);
  if (is_file && self->status == 0 && is_welcome (self, message))
    handle_file (self, message, path);
  status = is_file ? 0 : handle (self, message, answer);
  g_mutex_unlock (&self->mutex);
  if (is_file)
    return TRUE;
  if (status == 200 && strstr (path, "feed=longpoll") != NULL && g_str_has_prefix (answer->str, "{\"results\":[]"))
    return FALSE;

  respond (message, status, answer->str, answer->len);
  return TRUE;
}

static gboolean
look_cb (gpointer user_data)
{
  CrmFakeServer *self = user_data;

  for (guint i = self->waiting->len; i > 0; i--)
    {
      SoupServerMessage *message = self->waiting->pdata[i - 1];

      if (!answer_now (self, message))
        continue;
      soup_server_message_unpause (message);
      g_ptr_array_remove_index (self->waiting, i - 1);
    }

  return G_SOURCE_REMOVE;
}

static void
gone_cb (SoupServerMessage *message, CrmFakeServer *self)
{
  g_ptr_array_remove (self->waiting, message);
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  CrmFakeServer *self = user_data;

  if (!answer_now (self, message))
    {
      soup_server_message_pause (message);
      g_ptr_array_add (self->waiting, g_object_ref (message));
      g_signal_connect (message, "disconnected", G_CALLBACK (gone_cb), self);
      return;
    }
  look_cb (self);
}

/* Nobody is left waiting, and what is on its way gets there. */
static void
close_down (CrmFakeServer *self)
{
  while (self->waiting->len > 0)
    {
      g_autoptr (SoupServerMessage) message = g_object_ref (self->waiting->pdata[0]);

      g_ptr_array_remove_index (self->waiting, 0);
      respond (message, 503, "{}", 2);
      soup_server_message_unpause (message);
    }
  while (g_main_context_iteration (self->context, FALSE))
    ;
  soup_server_disconnect (self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
}

static gpointer
thread_func (gpointer data)
{
  CrmFakeServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  close_down (self);
  g_ptr_array_set_size (self->waiting, 0);
  g_clear_object (&self->server);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

CrmFakeServer *
crm_fake_server_new (void)
{
  CrmFakeServer *self = g_new0 (CrmFakeServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_mutex_init (&self->mutex);
  self->couch = crm_fake_couch_new ();
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->server = g_object_new (SOUP_TYPE_SERVER, "raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, "/crm", request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d/crm", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_context_pop_thread_default (self->context);
  self->thread = g_thread_new ("fake server", thread_func, self);

  return self;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

void
crm_fake_server_free (CrmFakeServer *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->waiting);
  crm_fake_couch_free (self->couch);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self->user);
  g_free (self->password);
  g_free (self);
}

const char *
crm_fake_server_get_url (CrmFakeServer *self)
{
  return self->url;
}

/* Whoever does not say this is not let in. */
void
crm_fake_server_set_login (CrmFakeServer *self, const char *user, const char *password)
{
  g_mutex_lock (&self->mutex);
  g_free (self->user);
  g_free (self->password);
  self->user = g_strdup (user);
  self->password = g_strdup (password);
  g_mutex_unlock (&self->mutex);
}

/* Everybody gets this from here on; 0 for what is right. */
void
crm_fake_server_set_status (CrmFakeServer *self, guint status)
{
  g_mutex_lock (&self->mutex);
  self->status = status;
  g_mutex_unlock (&self->mutex);
}

/* The database, for as long as it is locked. */
CrmFakeCouch *
crm_fake_server_lock (CrmFakeServer *self)
{
  g_mutex_lock (&self->mutex);

  return self->couch;
}

void
crm_fake_server_unlock (CrmFakeServer *self)
{
  g_mutex_unlock (&self->mutex);
  g_main_context_invoke (self->context, look_cb, self);
}
