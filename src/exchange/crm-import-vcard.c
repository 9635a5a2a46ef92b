/* Drives a file of cards through the importer. */

#include "config.h"

#include "crm-import-private.h"

#include "crm-error.h"
#include "crm-vcard-person.h"
#include "crm-vcard-reader.h"

#include <string.h>

static gboolean
reject (CrmImportJob *job, CrmVcardReader *reader, guint64 line, GError *failure, GError **error)
{
  gsize       length;
  const char *source = crm_vcard_reader_get_source (reader, &length);

  crm_import_report_reject (job->report, line, NULL, NULL, failure->message);

  return length == 0 || (crm_import_rejects_add_text (job->rejects, source, length, error) &&
                         (source[length - 1] == '\n' || crm_import_rejects_add_text (job->rejects, "\r\n", 2, error)));
}

static gboolean
apply_card (CrmImportJob *job, CrmVcard *card, GError **error)
{
  CrmImportDraft *draft = job->engine->draft;

  crm_import_draft_reset (draft);

  return crm_vcard_to_draft (card, draft, job->options->default_country, error) &&
         crm_import_draft_finish (draft, error) &&
         crm_import_engine_apply (job->engine, crm_vcard_get_line (card), error);
}

/* Refused cards go to the rejects; anything worse ends the import. */
static gboolean
take (CrmImportJob *job, CrmVcardReader *reader, CrmVcard *card, GError *failure, GError **error)
{
  g_autoptr (GError) refusal = failure;

  if (card != NULL && apply_card (job, card, &refusal))
    return TRUE;
  if (g_error_matches (refusal, CRM_ERROR, CRM_ERROR_INVALID))
    return reject (job, reader, card != NULL ? crm_vcard_get_line (card) : 0, refusal, error);

  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

static gboolean
is_empty (CrmVcardReader *reader)
{
  gsize length;

  crm_vcard_reader_get_source (reader, &length);

  return length == 0 && crm_vcard_reader_get_bytes_read (reader) >= crm_vcard_reader_get_size (reader);
}

/* Reads all cards into the engine. */
gboolean
crm_import_read_vcards (CrmImportJob *job, GError **error)
{
  g_autoptr (CrmVcardReader) reader = crm_vcard_reader_new_for_path (job->path, error);

  if (reader == NULL)
    return FALSE;

  job->engine->scope = "vcard";
  for (;;)
    {
      GError *failure = NULL;
      g_autoptr (CrmVcard) card = crm_vcard_reader_next (reader, &failure);

      if (card == NULL && failure == NULL)
        break;
      /* Nothing was read and nothing is: that is no file of cards. */
      if (card == NULL && job->report->rows == 0 && is_empty (reader))
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      job->report->rows++;
      if (!take (job, reader, card, failure, error) || !crm_import_step (job, crm_vcard_reader_get_bytes_read (reader), crm_vcard_reader_get_size (reader), error))
        return FALSE;
    }
  crm_import_take_problems (job, crm_vcard_reader_get_problems (reader));

  return TRUE;
}
