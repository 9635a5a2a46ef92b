/* An e-mail that is dropped onto a page is no file to attach: it is something that was said, on the day it was written. */

#include "config.h"

#include "crm-dropped-mail.h"

#include "crm-import.h"

#include <glib/gi18n-lib.h>

static const char *
say (const CrmImportReport *report)
{
  if (report->n_rejected > 0)
    return ((const CrmImportReject *) g_ptr_array_index (report->rejects, 0))->reason;

  return report->change != 0 ? _ ("E-mail added to the timeline") : _ ("This e-mail is here already");
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmContext) context = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmImportReport) report = crm_import_run_finish (CRM_STORE (source), result, &error);

  if (report == NULL)
    crm_context_report (context, error);
  else if (report->change != 0)
    crm_context_toast_done (context, say (report), report->title);
  else
    crm_context_toast (context, say (report));
}

static gboolean
is_mail (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = g_ascii_strdown (name != NULL ? name : "", -1);

  return g_str_has_suffix (lower, ".eml");
}

/**
 * crm_dropped_mail_take:
 * @about: whose page it was dropped onto: the message stands there whoever wrote it
 *
 * Takes the file in, if it is an e-mail, and says so.
 *
 * Returns: whether it is one
 */
gboolean
crm_dropped_mail_take (CrmContext *context, gint64 about, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  CrmImportOptions options = { .format = CRM_IMPORT_FORMAT_EML, .about = about };

  if (!is_mail (file) || path == NULL || crm_context_get_store (context) == NULL)
    return FALSE;

  options.default_country = crm_context_default_country (context);
  options.culture = crm_context_get_culture (context);
  crm_import_run_async (crm_context_get_store (context), path, &options, NULL, NULL, NULL, imported_cb, g_object_ref (context));

  return TRUE;
}
