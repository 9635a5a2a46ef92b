/* Servers that speak TLS, and cannot prove who they are. */

#include "answering-server.h"

/* The threads that TLS leaves behind make the leak sanitizer fall over itself; what is read here is read in test-http.c, too, and looked through there. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return 1;
}

/* Who cannot prove to be the server gets nothing to read, the password least of all. */
static void
test_certificate (void)
{
  static const struct
  {
    const char *name;
    const char *why;
  } cases[] = {
    { "unsigned.pem", "nobody this computer trusts" },
    { "other-name.pem", "another name" },
    { "expired.pem", "not valid today" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Server server;
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "tls", cases[i].name, NULL);
      g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
      g_autoptr (CrmReply) reply = NULL;

      g_assert_no_error (error);
      reply = ask_as (&server, certificate, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "sara", "secret", "GET", NULL, &error);
      g_assert_null (reply);
      g_assert_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_CERTIFICATE);
      g_assert_nonnull (strstr (error->message, cases[i].why));
      g_assert_cmpstr (server.request, ==, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/certificate", test_certificate);

  return g_test_run ();
}
