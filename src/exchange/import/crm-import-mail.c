/* Drives a mailbox, or one message, through the importer. A message stands on the timelines of the people we know among those who wrote it and
 * to whom it was written; it is known again by its Message-ID. What is nobody's we know is left alone: a mailbox is full of strangers. */

#include "config.h"

#include "crm-import-private.h"

#include "crm-activity-link.h"
#include "crm-attachment.h"
#include "crm-contact-point.h"
#include "crm-content.h"
#include "crm-error.h"
#include "crm-foreign-field.h"
#include "crm-lead-text.h"
#include "crm-mail-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SOURCE "mail"

/* A message to everybody is about nobody. */
#define LINKS_MAX 50

typedef struct
{
  CrmImportJob  *job;
  CrmMailReader *reader;
} Mailbox;

static void
link_to (CrmRecord *activity, GHashTable *linked, gint64 id)
{
  if (id == 0 || g_hash_table_size (linked) >= LINKS_MAX || !g_hash_table_add (linked, (gpointer) (gintptr) id))
    return;
  crm_object_add_item (CRM_OBJECT (activity), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", id, NULL));
}

/* Whoever has that address: a person before a company. */
static gint64
find_by_address (Mailbox *self, const char *address)
{
  gint64 person = crm_import_match_address (self->job->engine, "person", address);

  return person != 0 ? person : crm_import_match_address (self->job->engine, "company", address);
}

/* Returns: whether any of them is known */
static gboolean
link_addresses (Mailbox *self, CrmRecord *activity, GHashTable *linked, GPtrArray *addresses)
{
  gboolean known = FALSE;

  for (guint i = 0; i < addresses->len; i++)
    {
      gint64 id = find_by_address (self, ((CrmMailAddress *) g_ptr_array_index (addresses, i))->address);

      link_to (activity, linked, id);
      known |= id != 0;
    }

  return known;
}

static CrmRecord *
new_sender (const CrmMailAddress *from, const char *country)
{
  CrmRecord *person = crm_record_new ("person");

  if (from->name != NULL)
    crm_lead_text_put_name (person, from->name);
  crm_object_add_item (CRM_OBJECT (person), "contact_points", CRM_OBJECT (crm_contact_point_new ("email", NULL, from->address, country)));

  return person;
}

/* Where a stranger who writes is to become a person. @came: (out): set where one did */
static gboolean
create_sender (Mailbox *self, CrmRecord *activity, GHashTable *linked, CrmMail *mail, gboolean *came, GError **error)
{
  CrmImportDone done = { CRM_UNSET, "", CRM_IMPORT_CREATED };
  g_autoptr (CrmRecord) person = NULL;

  if (self->job->options->on_match != CRM_IMPORT_ON_MATCH_CREATE || mail->from->len == 0)
    return TRUE;

  person = new_sender (g_ptr_array_index (mail->from, 0), self->job->options->default_country);
  if (!crm_import_engine_create (self->job->engine, person, error))
    return FALSE;
  link_to (activity, linked, crm_record_get_id (person));
  *came = TRUE;

  return crm_import_engine_count_row (self->job->engine, "person", &done);
}

static gboolean
keep_file (Mailbox *self, CrmRecord *activity, const CrmMailFile *file, GError **error)
{
  g_autofree char *name = crm_attachment_clean_name (file->name != NULL ? file->name : "");
  g_autofree char *hash = crm_content_add (crm_transaction_get_connection (self->job->engine->transaction), file->bytes, file->media_type, error);

  if (hash == NULL)
    return FALSE;

  crm_object_add_item (CRM_OBJECT (activity), "attachments",
                       g_object_new (CRM_TYPE_ATTACHMENT, "name", name, "file", hash, "size", (gint64) g_bytes_get_size (file->bytes), "media-type", file->media_type, NULL));
  return TRUE;
}

static gboolean
keep_content (Mailbox *self, CrmRecord *activity, CrmMail *mail, GError **error)
{
  g_autofree char *hash = NULL;

  for (guint i = 0; i < mail->files->len; i++)
    {
      if (!keep_file (self, activity, g_ptr_array_index (mail->files, i), error))
        return FALSE;
    }
  if (mail->original == NULL)
    return TRUE;

  hash = crm_content_add (crm_transaction_get_connection (self->job->engine->transaction), mail->original, "message/rfc822", error);
  crm_object_set_text (CRM_OBJECT (activity), "original", hash);

  return hash != NULL;
}

static CrmRecord *
new_activity (CrmMail *mail)
{
  CrmRecord *activity = crm_record_new ("activity");

  g_object_set (activity, "kind", "email", "subject", mail->subject, "body", mail->text, "thread", mail->thread, NULL);
  if (mail->date != CRM_MAIL_NO_DATE)
    g_object_set (activity, "occurred-at", mail->date, NULL);
  crm_object_add_item (CRM_OBJECT (activity), "foreign_fields", g_object_new (CRM_TYPE_FOREIGN_FIELD, "source", SOURCE, "name", "UID", "value", mail->id, NULL));

  return activity;
}

static void
report_oddities (Mailbox *self, CrmMail *mail)
{
  if (mail->date == CRM_MAIL_NO_DATE)
    crm_import_report_add_problem (self->job->report, mail->line, _ ("The message does not say when it was written."));
  if (mail->n_left_out > 0)
    crm_import_report_add_problem (self->job->report, mail->line, _ ("A file in the message is larger than 50 MB, or there are more than a hundred: it was left out."));
  if (mail->original == NULL)
    crm_import_report_add_problem (self->job->report, mail->line, _ ("The message is larger than 50 MB: its words are kept, and not the message as it came."));
}

static gboolean
count (Mailbox *self, CrmImportOutcome outcome)
{
  CrmImportDone done = { CRM_UNSET, "", outcome };

  return crm_import_engine_count_row (self->job->engine, "activity", &done);
}

/* Who writes to us is a customer; else we wrote, for the customer is among those it went to. */
static gboolean
take (Mailbox *self, CrmMail *mail, GError **error)
{
  CrmImportEngine *engine = self->job->engine;
  CrmImportKeys    key = CRM_IMPORT_BY_EXTERNAL;
  gint64           known = crm_import_match_uid (engine, "activity", mail->id, &key);
  g_autoptr (GHashTable) linked = g_hash_table_new (NULL, NULL);
  g_autoptr (CrmRecord) activity = NULL;
  gboolean came;

  if (known != 0)
    return count (self, crm_import_engine_is_new (engine, known) ? CRM_IMPORT_JOINED : CRM_IMPORT_UNCHANGED);

  activity = new_activity (mail);
  link_to (activity, linked, self->job->options->about);
  came = link_addresses (self, activity, linked, mail->from);
  if (!link_addresses (self, activity, linked, mail->to) && !came && !create_sender (self, activity, linked, mail, &came, error))
    return FALSE;
  if (g_hash_table_size (linked) == 0)
    return count (self, CRM_IMPORT_SKIPPED);

  crm_object_set_text (CRM_OBJECT (activity), "direction", came ? "in" : "out");
  if (!keep_content (self, activity, mail, error) || !crm_import_engine_create (engine, activity, error))
    return FALSE;
  report_oddities (self, mail);

  return count (self, CRM_IMPORT_CREATED);
}

static gboolean
refuse (Mailbox *self, const GError *failure)
{
  crm_import_report_reject (self->job->report, crm_mail_reader_get_line (self->reader), NULL, NULL, failure->message);

  return TRUE;
}

static gboolean
take_next (Mailbox *self, gboolean *more, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CrmMail) mail = crm_mail_reader_next (self->reader, &failure);

  *more = mail != NULL || failure != NULL;
  if (!*more)
    return TRUE;

  self->job->report->rows++;
  self->job->engine->line = crm_mail_reader_get_line (self->reader);
  if (mail != NULL && take (self, mail, &failure))
    return TRUE;
  if (g_error_matches (failure, CRM_ERROR, CRM_ERROR_INVALID))
    return refuse (self, failure);

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Reads all messages into the engine. */
gboolean
crm_import_read_mail (CrmImportJob *job, GError **error)
{
  gboolean is_mailbox = g_str_equal (job->report->format, crm_import_format_words[CRM_IMPORT_FORMAT_MBOX]);
  g_autoptr (CrmMailReader) reader = crm_mail_reader_new (job->path, is_mailbox, error);
  Mailbox  self = { job, reader };
  gboolean more = reader != NULL;

  if (reader == NULL)
    return FALSE;

  job->engine->scope = SOURCE;
  if (crm_mail_reader_begins_within (reader))
    crm_import_report_add_problem (job->report, 1, _ ("The file begins in the middle of a message, which was left out; it may be a part of a mailbox."));
  while (more)
    {
      if (!take_next (&self, &more, error) || !crm_import_step (job, crm_mail_reader_get_bytes_read (reader), crm_mail_reader_get_size (reader), error))
        return FALSE;
    }

  return TRUE;
}
