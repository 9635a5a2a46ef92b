/* Drives a file of cards through the importer. */

#include "config.h"

#include "crm-import-private.h"

#include "crm-error.h"
#include "crm-import-feed.h"
#include "crm-vcard-person.h"
#include "crm-vcard-reader.h"

#include <string.h>

typedef struct
{
  CrmImportJob   *job;
  CrmVcardReader *reader;
  gboolean        begun;
} Cards;

static gboolean
reject (CrmImportEntry *entry, gpointer user_data, GError **error)
{
  CrmImportJob *job = ((Cards *) user_data)->job;
  const char   *source = (const char *) entry->source->data;
  gsize         length = entry->source->len;

  crm_import_report_reject (job->report, entry->line, NULL, NULL, entry->fault.error->message);

  return length == 0 || (crm_import_rejects_add_text (job->rejects, source, length, error) &&
                         (source[length - 1] == '\n' || crm_import_rejects_add_text (job->rejects, "\r\n", 2, error)));
}

static gboolean
is_empty (CrmVcardReader *reader)
{
  gsize length;

  crm_vcard_reader_get_source (reader, &length);

  return length == 0 && crm_vcard_reader_get_bytes_read (reader) >= crm_vcard_reader_get_size (reader);
}

static void
keep_source (CrmImportEntry *entry, CrmVcardReader *reader)
{
  gsize       length;
  const char *source = crm_vcard_reader_get_source (reader, &length);

  g_byte_array_append (entry->source, (const guint8 *) source, (guint) length);
}

/* On the feed's thread. */
static gboolean
read_card (CrmImportEntry *entry, gpointer user_data)
{
  Cards   *cards = user_data;
  GError **fault = &entry->fault.error;

  entry->card = crm_vcard_reader_next (cards->reader, fault);
  if (entry->card == NULL && *fault == NULL)
    return FALSE;

  entry->position = crm_vcard_reader_get_bytes_read (cards->reader);
  keep_source (entry, cards->reader);
  /* Nothing was read and nothing is: that is no file of cards. */
  entry->is_fatal = entry->card == NULL && (!g_error_matches (*fault, CRM_ERROR, CRM_ERROR_INVALID) || (!cards->begun && is_empty (cards->reader)));
  cards->begun = TRUE;
  entry->line = crm_vcard_reader_get_line (cards->reader);
  if (entry->card == NULL)
    return TRUE;
  entry->finished = crm_vcard_to_draft (entry->card, entry->draft, cards->job->options->default_country, fault) && crm_import_draft_finish (entry->draft, fault);

  return TRUE;
}

/* Reads all cards into the engine. */
gboolean
crm_import_read_vcards (CrmImportJob *job, GError **error)
{
  g_autoptr (CrmVcardReader) reader = crm_vcard_reader_new_for_path (job->path, error);
  Cards cards = { job, reader, FALSE };

  if (reader == NULL)
    return FALSE;

  job->engine->scope = "vcard";
  if (!crm_import_take_all (job, read_card, crm_vcard_reader_get_size (reader), reject, &cards, error))
    return FALSE;
  crm_import_take_problems (job, crm_vcard_reader_get_problems (reader));

  return TRUE;
}
