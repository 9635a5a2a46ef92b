/* What every page of a window is given: the open file, how values are written, and the way to change records and tell the user.
 *
 * One a window, on the main thread. It knows no window: what it has to say are signals. */

#include "config.h"

#include "crm-context.h"

#include "crm-clock.h"
#include "crm-culture-settings.h"
#include "crm-error.h"
#include "crm-model.h"
#include "crm-team.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmContext
{
  GObject parent_instance;

  GSettings      *settings; /* (owned) */
  CrmStore       *store;    /* (owned) (nullable) */
  CrmSyncService *sync;     /* (owned) (nullable) */
  CrmCulture      culture;
  const char     *language; /* interned: of the interface, as "fa" or "en_US" */
  char            country[CRM_COUNTRY_SIZE];
  gint64          me; /* who uses the file, where others do too, or 0 */
};

G_DEFINE_FINAL_TYPE (CrmContext, crm_context, G_TYPE_OBJECT)

enum
{
  CULTURE_CHANGED,
  FIELDS_CHANGED,
  TEAM_CHANGED,
  STORE_CHANGED,
  OPEN,
  TOAST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
culture_equal (const CrmCulture *a, const CrmCulture *b)
{
  return a->calendar == b->calendar && a->persian_digits == b->persian_digits && a->week_start == b->week_start && a->day_first == b->day_first && a->toman == b->toman && g_str_equal (a->currency, b->currency);
}

static gboolean
read_culture (CrmContext *self)
{
  CrmCulture before = self->culture;

  crm_culture_settings_read (self->settings, self->store, self->language, &self->culture, self->country);

  return !culture_equal (&before, &self->culture);
}

static void
look_for_me (CrmContext *self)
{
  self->me = self->store != NULL && crm_team_count (self->store) > 1 ? crm_team_find_me (self->store) : 0;
}

static void
team_changed (CrmContext *self)
{
  look_for_me (self);
  g_signal_emit (self, signals[TEAM_CHANGED], 0);
}

static void
take_author (CrmContext *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "your-name");

  if (self->store != NULL)
    crm_store_set_author (self->store, g_strstrip (name));
}

static void
name_changed_cb (CrmContext *self)
{
  take_author (self);
  team_changed (self);
}

static void
setting_changed_cb (CrmContext *self)
{
  if (read_culture (self))
    g_signal_emit (self, signals[CULTURE_CHANGED], 0);
}

static void
records_changed_cb (CrmContext *self, CrmChangeSet *set)
{
  const CrmRecordType *setting = crm_record_type_find ("setting");

  if (crm_change_set_has_type (set, setting->code))
    setting_changed_cb (self);
  if (crm_change_set_has_type (set, crm_record_type_find ("custom_field")->code))
    g_signal_emit (self, signals[FIELDS_CHANGED], 0);
  if (crm_change_set_has_type (set, crm_record_type_find ("user")->code))
    team_changed (self);
}

static void
let_go_of_store (CrmContext *self)
{
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  if (self->sync != NULL)
    crm_sync_service_stop (self->sync);
  g_clear_object (&self->sync);
  g_clear_object (&self->store);
}

static void
crm_context_dispose (GObject *object)
{
  CrmContext *self = CRM_CONTEXT (object);

  let_go_of_store (self);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (crm_context_parent_class)->dispose (object);
}

static void
crm_context_class_init (CrmContextClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_context_dispose;

  signals[CULTURE_CHANGED] = g_signal_new ("culture-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FIELDS_CHANGED] = g_signal_new ("fields-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TEAM_CHANGED] = g_signal_new ("team-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STORE_CHANGED] = g_signal_new ("store-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);
  signals[TOAST] = g_signal_new ("toast", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
crm_context_init (CrmContext *self)
{
  self->language = g_intern_string (g_get_language_names ()[0]);
  self->settings = g_settings_new (CRM_APP_ID);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (setting_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::your-name", G_CALLBACK (name_changed_cb), self, G_CONNECT_SWAPPED);
  read_culture (self);
}

/**
 * crm_context_new:
 *
 * Returns: (transfer full): a context with the culture of the user's settings and no file
 */
CrmContext *
crm_context_new (void)
{
  return g_object_new (CRM_TYPE_CONTEXT, NULL);
}

/**
 * crm_context_get_store:
 *
 * Returns: (transfer none) (nullable): the open file
 */
CrmStore *
crm_context_get_store (CrmContext *self)
{
  g_return_val_if_fail (CRM_IS_CONTEXT (self), NULL);

  return self->store;
}

/**
 * crm_context_set_store:
 * @store: (nullable): an open file
 *
 * Puts another file, or none, before every page.
 */
void
crm_context_set_store (CrmContext *self, CrmStore *store)
{
  g_return_if_fail (CRM_IS_CONTEXT (self));
  g_return_if_fail (store == NULL || CRM_IS_STORE (store));

  if (store == self->store)
    return;

  let_go_of_store (self);
  if (store != NULL)
    {
      self->store = g_object_ref (store);
      crm_store_watch (store);
      g_signal_connect_object (store, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
      if (!crm_store_is_read_only (store))
        self->sync = crm_sync_service_new (store, NULL);
    }
  take_author (self);
  look_for_me (self);
  setting_changed_cb (self);
  g_signal_emit (self, signals[STORE_CHANGED], 0);
  g_signal_emit (self, signals[TEAM_CHANGED], 0);
}

/**
 * crm_context_get_sync:
 *
 * Returns: (transfer none) (nullable): what keeps the open file in step with its servers; %NULL where none is open, or only for reading
 */
CrmSyncService *
crm_context_get_sync (CrmContext *self)
{
  g_return_val_if_fail (CRM_IS_CONTEXT (self), NULL);

  return self->sync;
}

/**
 * crm_context_get_fields:
 *
 * Returns: (transfer none) (nullable): every field that records of @type have in the open file; another set after "fields-changed", while
 *   the fields of this one stay valid as long as the file is open. %NULL where none is
 */
CrmFieldSet *
crm_context_get_fields (CrmContext *self, const CrmRecordType *type)
{
  g_return_val_if_fail (CRM_IS_CONTEXT (self), NULL);

  return self->store != NULL ? crm_store_get_fields (self->store, type) : NULL;
}

/**
 * crm_context_get_me:
 *
 * Returns: the id of the user who uses the file here, where there are others; 0 for somebody who works alone, or whom the file does not know. It may be
 *   another after "team-changed"
 */
gint64
crm_context_get_me (CrmContext *self)
{
  return self->me;
}

/**
 * crm_context_take_on:
 * @draft: new, of a type that has an owner
 *
 * What somebody in a team adds belongs to them, until they say otherwise.
 */
void
crm_context_take_on (CrmContext *self, CrmRecord *draft)
{
  if (self->me != 0 && crm_object_get_integer (CRM_OBJECT (draft), "owner") == CRM_UNSET)
    crm_object_set_integer (CRM_OBJECT (draft), "owner", self->me);
}

/**
 * crm_context_get_culture:
 *
 * Returns: (transfer none): how values are written; the same address for the context's life, with new values at "culture-changed"
 */
const CrmCulture *
crm_context_get_culture (CrmContext *self)
{
  g_return_val_if_fail (CRM_IS_CONTEXT (self), NULL);

  return &self->culture;
}

/**
 * crm_context_get_language:
 *
 * Returns: (transfer none): the language of the interface, as "fa" or "en_US"
 */
const char *
crm_context_get_language (CrmContext *self)
{
  return self->language;
}

/**
 * crm_context_default_currency:
 *
 * Returns: (transfer none): ISO 4217, of amounts that name none
 */
const char *
crm_context_default_currency (CrmContext *self)
{
  return self->culture.currency;
}

/**
 * crm_context_default_country:
 *
 * Returns: (transfer none) (nullable): ISO 3166-1, of telephone numbers that name none
 */
const char *
crm_context_default_country (CrmContext *self)
{
  return self->country[0] != '\0' ? self->country : NULL;
}

/**
 * crm_context_get_today:
 *
 * Returns: the day it is on this computer
 */
CrmDate
crm_context_get_today (CrmContext *self)
{
  return crm_date_from_instant (crm_clock_now ());
}

/**
 * crm_context_toast:
 * @text: a short sentence, translated
 *
 * Tells the user that something has happened.
 */
void
crm_context_toast (CrmContext *self, const char *text)
{
  g_return_if_fail (CRM_IS_CONTEXT (self));

  g_signal_emit (self, signals[TOAST], 0, text, NULL);
}

/**
 * crm_context_toast_done:
 * @text: what happened, translated, where the change's title does not say all of it
 * @title: of the change that has just been made
 *
 * Tells the user, with a button that undoes the change as long as it is the newest.
 */
void
crm_context_toast_done (CrmContext *self, const char *text, const char *title)
{
  g_return_if_fail (CRM_IS_CONTEXT (self));

  g_signal_emit (self, signals[TOAST], 0, text, title);
}

/**
 * crm_context_toast_undo:
 * @title: of the change that has just been made
 *
 * The same, where the title says all of it.
 */
void
crm_context_toast_undo (CrmContext *self, const char *title)
{
  g_return_if_fail (CRM_IS_CONTEXT (self));

  crm_context_toast_done (self, crm_journal_get_shown (title), title);
}

/**
 * crm_context_report:
 * @error: (nullable): what went wrong; not taken. Of a job that was cancelled, nothing is said
 *
 * Shows the sentence of an error.
 */
void
crm_context_report (CrmContext *self, GError *error)
{
  g_return_if_fail (CRM_IS_CONTEXT (self));

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[TOAST], 0, error->message, NULL);
}

/**
 * crm_context_open:
 * @record: a record of the open file
 *
 * Shows the record on the page that shows its type.
 */
void
crm_context_open (CrmContext *self, CrmRecord *record)
{
  g_return_if_fail (CRM_IS_CONTEXT (self));
  g_return_if_fail (CRM_IS_RECORD (record));

  g_signal_emit (self, signals[OPEN], 0, record);
}

typedef struct
{
  char    *title; /* (owned) */
  gboolean quiet;
} Commit;

static void
commit_free (Commit *commit)
{
  g_free (commit->title);
  g_free (commit);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  CrmContext *self = g_task_get_source_object (task);
  Commit     *commit = g_task_get_task_data (task);

  if (!crm_store_write_finish (CRM_STORE (source), result, &error))
    {
      crm_context_report (self, error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (!commit->quiet)
    crm_context_toast_undo (self, commit->title);
  g_task_return_boolean (task, TRUE);
}

/* Returns: (transfer full) (nullable): a task for written_cb(); %NULL if there is no file to write to, which is said then. */
static GTask *
begin_commit (CrmContext *self, const char *title, gboolean quiet, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GError) error = NULL;
  Commit *commit = g_new0 (Commit, 1);

  commit->title = g_strdup (title);
  commit->quiet = quiet;
  g_task_set_source_tag (task, begin_commit);
  g_task_set_task_data (task, commit, (GDestroyNotify) commit_free);
  if (self->store != NULL)
    return g_steal_pointer (&task);

  error = g_error_new_literal (CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no open file to save to."));
  crm_context_report (self, error);
  g_task_return_error (task, g_steal_pointer (&error));

  return NULL;
}

static void
commit (CrmContext *self, const char *title, GPtrArray *records, gboolean quiet, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = begin_commit (self, title, quiet, callback, user_data);

  if (task != NULL)
    crm_store_save_async (self->store, title, records, NULL, written_cb, task);
}

/**
 * crm_context_commit:
 * @title: what is done, as the menu will say after «Undo: »; translated if names are put into it, else as N_() has it: it is kept so, and shown
 *   in the language of whoever looks
 * @records: (element-type CrmRecord): new records and drafts, nobody else's any more
 * @callback: (nullable): ends with crm_context_commit_finish()
 *
 * Saves records as one change, and tells of it in a toast with an Undo button. If that fails, the toast says why.
 */
void
crm_context_commit (CrmContext *self, const char *title, GPtrArray *records, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CRM_IS_CONTEXT (self));
  g_return_if_fail (records != NULL);

  commit (self, title, records, FALSE, callback, user_data);
}

/**
 * crm_context_commit_quietly:
 *
 * The same without a toast, for what is edited in place. Undo has it all the same, and a failure is told.
 */
void
crm_context_commit_quietly (CrmContext *self, const char *title, GPtrArray *records, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CRM_IS_CONTEXT (self));
  g_return_if_fail (records != NULL);

  commit (self, title, records, TRUE, callback, user_data);
}

/**
 * crm_context_commit_record:
 * @record: a new record or a draft, nobody else's any more
 *
 * crm_context_commit() of one record.
 */
void
crm_context_commit_record (CrmContext *self, const char *title, CrmRecord *record, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (records, g_object_ref (record));
  crm_context_commit (self, title, records, callback, user_data);
}

/**
 * crm_context_commit_finish:
 *
 * Returns: whether the records are in the file; the error has been shown already
 */
gboolean
crm_context_commit_finish (CrmContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * crm_context_delete:
 * @title: what is done; translated
 * @ids: (array length=n_ids): records
 *
 * Deletes records as one change, and tells of it in a toast with an Undo button.
 */
void
crm_context_delete (CrmContext *self, const char *title, const gint64 *ids, guint n_ids)
{
  GTask *task = begin_commit (self, title, FALSE, NULL, NULL);

  if (task != NULL)
    crm_store_delete_async (self->store, title, ids, n_ids, NULL, written_cb, task);
}

/**
 * crm_context_delete_record:
 * @record: in the file
 *
 * The same of one record, which is called by its name.
 */
void
crm_context_delete_record (CrmContext *self, CrmRecord *record)
{
  gint64           id = crm_record_get_id (record);
  g_autofree char *plain = crm_object_dup_title (CRM_OBJECT (record));
  g_autofree char *name = crm_text_isolate (plain);
  /* Translators: what was done; %s is a name */
  g_autofree char *title = g_strdup_printf (_ ("Delete %s"), name);

  crm_context_delete (self, title, &id, 1);
}
