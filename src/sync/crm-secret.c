#include "config.h"

#include "crm-secret.h"

#include "crm-sync-error.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

static const SecretSchema schema = {
  CRM_APP_ID ".Remote",
  SECRET_SCHEMA_NONE,
  { { "url", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "user", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static const char *
get_user (const char *user)
{
  return user != NULL ? user : "";
}

/**
 * crm_secret_lookup:
 * @user: (nullable)
 *
 * Returns: (transfer full) (nullable): the password, %NULL where none is kept; then @error is set only if that could not be found out
 */
char *
crm_secret_lookup (const char *url, const char *user, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *kept = secret_password_lookup_sync (&schema, cancellable, &failure, "url", url, "user", get_user (user), NULL);
  char *password = g_strdup (kept);

  secret_password_free (kept);
  if (failure != NULL)
    g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_LOGIN, _ ("The password could not be read from where this desktop keeps passwords: %s"), failure->message);

  return password;
}

/**
 * crm_secret_store:
 * @user: (nullable)
 *
 * Keeps a password. Where the desktop has no place for it, that is an error: it is not written anywhere else.
 */
gboolean
crm_secret_store (const char *url, const char *user, const char *password, GCancellable *cancellable, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Customers at %s"), url);
  g_autoptr (GError) failure = NULL;

  if (secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, password, cancellable, &failure, "url", url, "user", get_user (user), NULL))
    return TRUE;

  g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_LOGIN, _ ("This desktop has no safe place for the password (%s), so it was not kept. You will be asked for it."), failure->message);
  return FALSE;
}

void
crm_secret_forget (const char *url, const char *user)
{
  secret_password_clear_sync (&schema, NULL, NULL, "url", url, "user", get_user (user), NULL);
}
