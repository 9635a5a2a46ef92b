/* The importer's front door: finds out what the file is, and runs it through the engine as one change on the writer's thread. */

#include "config.h"

#include "crm-import-private.h"

#include "crm-error.h"
#include "crm-import-fields.h"
#include "crm-import-report-json.h"
#include "crm-mail-reader.h"
#include "crm-workbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *const crm_import_format_words[] = { "auto", "csv", "vcard", "json", "ics", "xlsx", "ods", "mbox", "eml", NULL };

/* Bytes that tell a format. */
#define HEAD 4096

/* How often somebody is told how far it is. */
#define PROGRESS_ROWS 256

typedef struct
{
  char            *path;      /* (owned) */
  CrmImportOptions options;   /* its texts are the copies below */
  char            *map_spec;  /* (owned) (nullable) */
  char            *country;   /* (owned) (nullable) */
  char            *charset;   /* (owned) (nullable) */
  char            *sheet;     /* (owned) (nullable) */
  char            *rejects;   /* (owned) (nullable) */
  CrmCulture       culture;   /* what options.culture points at */
  GPtrArray       *stages;    /* (owned) (element-type CrmRecord) */
  GPtrArray       *pipelines; /* (owned) (element-type CrmRecord) */
  CrmImportReport *report;    /* (owned) */

  CrmProgressFunc progress; /* (nullable): on the writer's thread */
  gpointer        progress_data;
  CrmProgress    *told; /* (owned) (nullable): of a run that nobody waits for */
  gatomicrefcount refs;
} Run;

static Run *
run_ref (Run *run)
{
  g_atomic_ref_count_inc (&run->refs);

  return run;
}

static void
run_unref (Run *run)
{
  if (!g_atomic_ref_count_dec (&run->refs))
    return;

  g_free (run->path);
  g_free (run->map_spec);
  g_free (run->country);
  g_free (run->charset);
  g_free (run->sheet);
  g_free (run->rejects);
  g_clear_pointer (&run->options.map, crm_import_map_unref);
  g_ptr_array_unref (run->options.fields);
  g_hash_table_unref (run->options.known_maps);
  g_ptr_array_unref (run->stages);
  g_ptr_array_unref (run->pipelines);
  crm_import_report_unref (run->report);
  g_clear_pointer (&run->told, crm_progress_unref);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_unref)

static void
copy_options (Run *run, const CrmImportOptions *options)
{
  static const CrmImportOptions none = { 0 };

  run->options = options != NULL ? *options : none;
  run->map_spec = g_strdup (run->options.map_spec);
  run->country = g_strdup (run->options.default_country);
  run->charset = g_strdup (run->options.csv.charset);
  run->sheet = g_strdup (run->options.csv.sheet);
  run->rejects = g_strdup (run->options.rejects_path);
  run->options.map_spec = run->map_spec;
  run->options.default_country = run->country;
  run->options.csv.charset = run->charset;
  run->options.csv.sheet = run->sheet;
  run->options.rejects_path = run->rejects;
  if (run->options.map != NULL)
    run->options.map = crm_import_map_copy (run->options.map);
  if (run->options.culture != NULL)
    {
      run->culture = *run->options.culture;
      run->options.culture = &run->culture;
    }
}

/* Pipelines are few: they are read before the change begins. */
static GPtrArray *
load_all (CrmStore *store, const char *type, GError **error)
{
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  if (!crm_store_query (store, query, 0, ids, error))
    return records;
  for (guint i = 0; i < ids->len; i++)
    {
      CrmRecord *record = crm_store_get (store, g_array_index (ids, gint64, i), NULL);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }

  return records;
}

static Run *
run_new (CrmStore *store, const char *path, const CrmImportOptions *options, CrmProgressFunc progress, gpointer progress_data)
{
  Run *run = g_new0 (Run, 1);

  g_atomic_ref_count_init (&run->refs);
  run->path = g_strdup (path);
  run->progress = progress;
  run->progress_data = progress_data;
  run->report = crm_import_report_new ();
  run->stages = load_all (store, "stage", NULL);
  run->pipelines = load_all (store, "pipeline", NULL);
  copy_options (run, options);
  run->options.fields = crm_import_fields_new (store);
  run->options.known_maps = crm_import_known_maps_new (store);

  return run;
}

static CrmImportFormat
detect_by_name (const char *path, const char **reason)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".ics") || g_str_has_suffix (lower, ".ical"))
    {
      *reason = _ ("The name of the file is that of a calendar.");
      return CRM_IMPORT_FORMAT_ICAL;
    }
  if (g_str_has_suffix (lower, ".eml"))
    {
      *reason = _ ("The name of the file is that of an e-mail.");
      return CRM_IMPORT_FORMAT_EML;
    }
  if (g_str_has_suffix (lower, ".mbox"))
    {
      *reason = _ ("The name of the file is that of a mailbox.");
      return CRM_IMPORT_FORMAT_MBOX;
    }
  if (!g_str_has_suffix (lower, ".vcf") && !g_str_has_suffix (lower, ".vcard"))
    return CRM_IMPORT_FORMAT_AUTO;

  *reason = _ ("The name of the file is that of contact cards.");
  return CRM_IMPORT_FORMAT_VCARD;
}

static CrmImportFormat
detect_workbook (const char *path, const char **reason)
{
  switch (crm_workbook_detect (path))
    {
    case CRM_WORKBOOK_XLSX:
      *reason = _ ("The file is packed as Excel packs its sheets.");
      return CRM_IMPORT_FORMAT_XLSX;
    case CRM_WORKBOOK_ODS:
      *reason = _ ("The file is packed as LibreOffice packs its sheets.");
      return CRM_IMPORT_FORMAT_ODS;
    case CRM_WORKBOOK_NONE:
    default:
      return CRM_IMPORT_FORMAT_AUTO;
    }
}

/* What comes first in an array. */
static const char *
first_within (const char *text)
{
  return text + 1 + strspn (text + 1, " \t\r\n");
}

/* @head without NULs, so that UTF-16 reads as ASCII. */
static CrmImportFormat
detect_by_head (char *head, gsize length, const char **reason)
{
  char *to = head;
  char *text;

  for (gsize i = 0; i < length; i++)
    {
      if (head[i] != '\0' && (guchar) head[i] < 0x80)
        *to++ = head[i];
    }
  *to = '\0';
  text = g_strchug (head);
  if (g_ascii_strncasecmp (text, "BEGIN:VCARD", strlen ("BEGIN:VCARD")) == 0)
    {
      *reason = _ ("The file begins with a contact card.");
      return CRM_IMPORT_FORMAT_VCARD;
    }
  if (g_ascii_strncasecmp (text, "BEGIN:V", strlen ("BEGIN:V")) == 0)
    {
      *reason = _ ("The file begins as a calendar does.");
      return CRM_IMPORT_FORMAT_ICAL;
    }
  if (*text == '{' || (*text == '[' && *first_within (text) != '\0' && strchr ("{]", *first_within (text)) != NULL))
    {
      *reason = _ ("The file begins as JSON does.");
      return CRM_IMPORT_FORMAT_JSON;
    }
  if (crm_mail_looks_like_mbox (text))
    {
      *reason = _ ("The file begins as a mailbox does.");
      return CRM_IMPORT_FORMAT_MBOX;
    }
  if (crm_mail_looks_like_message (text))
    {
      *reason = _ ("The file begins as an e-mail does.");
      return CRM_IMPORT_FORMAT_EML;
    }
  *reason = _ ("The file is text in rows.");

  return CRM_IMPORT_FORMAT_CSV;
}

/* @failure: (transfer full) */
static void
refuse_path (const char *path, GError *failure, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    {
      g_clear_error (&failure);
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is a folder. Choose a file in it."), name);
      return;
    }

  g_propagate_error (error, failure);
}

/**
 * crm_import_detect_format:
 * @reason: (out): why, as a sentence
 *
 * Returns: what the file is; %CRM_IMPORT_FORMAT_AUTO with @error set where it cannot be read
 */
CrmImportFormat
crm_import_detect_format (const char *path, const char **reason, GError **error)
{
  CrmImportFormat format = detect_by_name (path, reason);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &failure);
  char  head[HEAD + 1];
  gsize length;

  if (stream == NULL)
    {
      refuse_path (path, g_steal_pointer (&failure), error);
      return CRM_IMPORT_FORMAT_AUTO;
    }
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD, &length, NULL, error))
    return CRM_IMPORT_FORMAT_AUTO;
  if (format == CRM_IMPORT_FORMAT_AUTO)
    format = detect_workbook (path, reason);

  return format != CRM_IMPORT_FORMAT_AUTO ? format : detect_by_head (head, length, reason);
}

static gboolean
settle_format (Run *run, CrmImportFormat *format, GError **error)
{
  *format = run->options.format;
  run->report->format_reason = _ ("You chose it.");
  if (*format == CRM_IMPORT_FORMAT_AUTO)
    *format = crm_import_detect_format (run->path, &run->report->format_reason, error);
  run->report->format = crm_import_format_words[*format];

  return *format != CRM_IMPORT_FORMAT_AUTO;
}

/* Told after every row. */
gboolean
crm_import_step (CrmImportJob *job, guint64 done, guint64 total, GError **error)
{
  if (job->report->rows % PROGRESS_ROWS != 0)
    return TRUE;
  if (job->progress != NULL)
    job->progress (done, total, job->report->rows, job->progress_data);

  return !g_cancellable_set_error_if_cancelled (job->cancellable, error);
}

/* A row may name records that are not there; a card cannot. */
static gboolean
is_refusal (const CrmImportEntry *entry)
{
  const GError *error = entry->fault.error;

  return !entry->is_fatal && (g_error_matches (error, CRM_ERROR, CRM_ERROR_INVALID) || (entry->card == NULL && g_error_matches (error, CRM_ERROR, CRM_ERROR_NOT_FOUND)));
}

static gboolean
take (CrmImportJob *job, CrmImportEntry *entry, CrmImportRejectFunc reject, gpointer user_data, GError **error)
{
  if (entry->fault.error == NULL && crm_import_engine_apply (job->engine, entry, &entry->fault.error))
    return TRUE;
  if (is_refusal (entry))
    return reject (entry, user_data, error);

  g_propagate_error (error, g_steal_pointer (&entry->fault.error));
  return FALSE;
}

/* Reads ahead with @read and saves what is read. What is refused goes to @reject; anything worse ends the import. @size: of the file, in bytes. */
gboolean
crm_import_take_all (CrmImportJob *job, CrmImportFeedFunc read, guint64 size, CrmImportRejectFunc reject, gpointer user_data, GError **error)
{
  g_autoptr (CrmImportFeed) feed = crm_import_feed_new (read, user_data);
  CrmImportEntry *entry;

  while ((entry = crm_import_feed_next (feed)) != NULL)
    {
      job->report->rows++;
      if (!take (job, entry, reject, user_data, error) || !crm_import_step (job, entry->position, size, error))
        return FALSE;
    }

  return TRUE;
}

void
crm_import_take_problems (CrmImportJob *job, const CrmProblems *problems)
{
  for (guint i = 0; i < crm_problems_get_n_kept (problems); i++)
    {
      const CrmProblem *problem = crm_problems_get (problems, i);

      crm_import_report_add_problem (job->report, problem->line, problem->message);
    }
  job->report->n_problems += crm_problems_get_total (problems) - crm_problems_get_n_kept (problems);
}

static guint64
get_written (const CrmImportReport *report, const char *type)
{
  return crm_import_report_get (report, type, CRM_IMPORT_CREATED) + crm_import_report_get (report, type, CRM_IMPORT_UPDATED);
}

/* What people will read beside Undo. */
static char *
make_title (const CrmImportReport *report, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  gulong           people = (gulong) get_written (report, "person");
  gulong           companies = (gulong) get_written (report, "company");
  gulong           deals = (gulong) get_written (report, "deal");
  gulong           activities = (gulong) get_written (report, "activity");
  gulong           all = (gulong) crm_import_report_get_written (report);

  if (all == 0)
    return g_strdup_printf (_ ("Nothing new in %s"), name);
  if (people > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Imported %'lu person from %s", "Imported %'lu people from %s", people), people, name);
  if (activities > 0 && deals == 0 && companies == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Imported %'lu activity from %s", "Imported %'lu activities from %s", activities), activities, name);
  if (deals > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Imported %'lu deal from %s", "Imported %'lu deals from %s", deals), deals, name);
  if (companies > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Imported %'lu company from %s", "Imported %'lu companies from %s", companies), companies, name);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Imported %'lu record from %s", "Imported %'lu records from %s", all), all, name);
}

/* Of a sheet, so that it is matched likewise the next time; of every file, so that what became of it can be told later. */
static gboolean
log_import (CrmImportJob *job, CrmTransaction *transaction, GError **error)
{
  CrmImportReport *report = job->report;
  g_autofree char *name = g_filename_display_basename (job->path);
  g_autofree char *header = report->map != NULL ? crm_import_map_dup_header_digest (report->map) : NULL;
  g_autofree char *said = report->map != NULL ? crm_import_map_dup_said (report->map) : NULL;
  g_autofree char *text = crm_import_report_to_text (report);
  CrmImportLogged  entry = { .change = report->change, .name = name, .header = header, .map = said, .report = text };

  return crm_import_log_add (crm_transaction_get_connection (transaction), &entry, error);
}

static gboolean
finish (CrmImportJob *job, CrmTransaction *transaction, GError **error)
{
  CrmImportReport *report = job->report;

  if (job->engine != NULL && !crm_import_engine_flush (job->engine, error))
    return FALSE;
  report->title = make_title (report, job->path);
  crm_transaction_set_title (transaction, report->title);
  if (crm_import_report_get_written (report) > 0 && !job->options->dry_run)
    {
      report->change = crm_transaction_get_change (transaction, error);
      if (report->change == 0 || !log_import (job, transaction, error))
        return FALSE;
    }

  return job->rejects == NULL || crm_import_rejects_finish (job->rejects, error);
}

static gboolean
read_file (CrmImportJob *job, CrmImportFormat format, GError **error)
{
  switch (format)
    {
    case CRM_IMPORT_FORMAT_VCARD:
      return crm_import_read_vcards (job, error);
    case CRM_IMPORT_FORMAT_JSON:
      return crm_import_read_json (job, error);
    case CRM_IMPORT_FORMAT_ICAL:
      return crm_import_read_ical (job, error);
    case CRM_IMPORT_FORMAT_MBOX:
    case CRM_IMPORT_FORMAT_EML:
      return crm_import_read_mail (job, error);
    case CRM_IMPORT_FORMAT_AUTO:
    case CRM_IMPORT_FORMAT_CSV:
    case CRM_IMPORT_FORMAT_XLSX:
    case CRM_IMPORT_FORMAT_ODS:
    default:
      return crm_import_read_csv (job, error);
    }
}

static gboolean
write_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Run *run = user_data;
  g_autoptr (CrmImportEngine) engine = NULL;
  g_autoptr (CrmImportRejects) rejects = crm_import_rejects_new (run->options.rejects_path, run->path);
  CrmImportJob    job = { &run->options, run->path, run->report, NULL, rejects, run->progress, run->progress_data, cancellable };
  CrmImportFormat format;

  if (!settle_format (run, &format, error))
    return FALSE;

  engine = crm_import_engine_new (transaction, &run->options, run->report, run->stages, run->pipelines);
  job.engine = engine;

  return read_file (&job, format, error) && finish (&job, transaction, error);
}

static CrmTransactionFlags
get_flags (const Run *run)
{
  return CRM_TRANSACTION_BULK | (run->options.dry_run ? CRM_TRANSACTION_DRY_RUN : CRM_TRANSACTION_NONE);
}

/**
 * crm_import_run:
 * @store: where to
 * @path: a file
 * @options: (nullable): how
 * @progress: (nullable): told now and then, on the writer's thread
 * @report: (out) (optional) (transfer full): what was done, or would be
 *
 * Imports a file as one change, and waits for it. Rows that cannot be imported are in the report, and in the file of rejects; they do
 * not stop the others.
 *
 * Returns: %FALSE with nothing changed where the file cannot be read, the customer file cannot be written, or it was cancelled
 */
gboolean
crm_import_run (CrmStore *store, const char *path, const CrmImportOptions *options, CrmProgressFunc progress, gpointer user_data, GCancellable *cancellable, CrmImportReport **report, GError **error)
{
  g_autoptr (Run) run = run_new (store, path, options, progress, user_data);

  if (!crm_store_write (store, N_ ("Import"), "import", get_flags (run), write_func, run, cancellable, error))
    return FALSE;
  if (report != NULL)
    *report = crm_import_report_ref (run->report);

  return TRUE;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run    *run = g_task_get_task_data (task);
  GError *error = NULL;

  crm_progress_stop (run->told);
  if (crm_store_write_finish (CRM_STORE (source), result, &error))
    g_task_return_pointer (task, crm_import_report_ref (run->report), (GDestroyNotify) crm_import_report_unref);
  else
    g_task_return_error (task, error);
}

/**
 * crm_import_run_async:
 * @progress: (nullable): told now and then, in the caller's main context, until @callback
 *
 * The same as crm_import_run(), for the window.
 */
void
crm_import_run_async (CrmStore *store, const char *path, const CrmImportOptions *options, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  g_autoptr (CrmProgress) told = crm_progress_new (progress, progress_data);
  Run *run = run_new (store, path, options, crm_progress_tell, told);

  g_task_set_source_tag (task, crm_import_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_unref);
  run->told = g_steal_pointer (&told);
  crm_store_write_async (store, N_ ("Import"), "import", get_flags (run), write_func, run_ref (run), (GDestroyNotify) run_unref, cancellable, written_cb, g_steal_pointer (&task));
}

/**
 * crm_import_run_finish:
 *
 * Returns: (transfer full) (nullable): the report
 */
CrmImportReport *
crm_import_run_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
