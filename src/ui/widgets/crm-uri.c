#include "config.h"

#include "crm-uri.h"

#include "crm-text.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/**
 * crm_uri_for_mail:
 * @subject: (nullable): of the new message
 *
 * Returns: (transfer full): what has the mail program write to @address (RFC 6068)
 */
char *
crm_uri_for_mail (const char *address, const char *subject)
{
  g_autofree char *to = g_uri_escape_string (address, "@+", FALSE);
  g_autofree char *about = subject != NULL ? g_uri_escape_string (subject, NULL, FALSE) : NULL;

  return about != NULL ? g_strconcat ("mailto:", to, "?subject=", about, NULL) : g_strconcat ("mailto:", to, NULL);
}

/**
 * crm_uri_for_call:
 * @number: in any digits
 *
 * Returns: (transfer full): what has a telephone program call it (RFC 3966)
 */
char *
crm_uri_for_call (const char *number)
{
  g_autofree char *ascii = crm_text_ascii_digits (number);
  g_autofree char *escaped = g_uri_escape_string (ascii, "+;=", FALSE);

  return g_strconcat ("tel:", escaped, NULL);
}

typedef struct
{
  CrmContext *context; /* (owned) */
  char       *uri;     /* (owned) */
} Launch;

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Launch *launch = user_data;

  if (g_app_info_launch_default_for_uri_finish (result, NULL))
    ;
  else if (g_str_has_prefix (launch->uri, "mailto:"))
    crm_context_toast (launch->context, _ ("There is no mail program on this computer."));
  else if (g_str_has_prefix (launch->uri, "file:"))
    crm_context_toast (launch->context, _ ("No program on this computer opens such a file. Save it, and open it there."));
  else
    crm_context_toast (launch->context, _ ("There is no program on this computer to open that with."));
  g_clear_object (&launch->context);
  g_free (launch->uri);
  g_free (launch);
}

/**
 * crm_uri_open:
 *
 * Has the desktop's program open it, or tells that there is none.
 */
void
crm_uri_open (CrmContext *context, const char *uri)
{
  Launch *launch = g_new0 (Launch, 1);

  launch->context = g_object_ref (context);
  launch->uri = g_strdup (uri);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, launched_cb, launch);
}
