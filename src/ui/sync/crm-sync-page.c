/* What is counted comes with the status; what is listed is asked for when the page is in sight, and again a moment after something has changed. */

#include "config.h"

#include "crm-sync-page.h"

#include "crm-conflict-answer.h"
#include "crm-conflict-row.h"
#include "crm-field-row.h"
#include "crm-format.h"
#include "crm-journal.h"
#include "crm-page.h"
#include "crm-record-list.h"
#include "crm-remote-look.h"
#include "crm-remotes-group.h"
#include "crm-sync-service.h"
#include "crm-sync-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* So many questions at once; answered ones make room for the next. */
#define CONFLICTS_MAX 30

/* How long after a change it is looked again, in milliseconds. */
#define LOOK_MS 300

struct _CrmSyncPage
{
  GtkWidget parent_instance;

  CrmContext     *context;     /* (owned) */
  CrmSyncService *service;     /* (owned) (nullable): of the open file */
  CrmRecordList  *conflicts;   /* (owned) (nullable) */
  GCancellable   *cancellable; /* (owned) (nullable): while something is looked at */
  GPtrArray      *questions;   /* (owned) (element-type CrmConflictRow) */
  GPtrArray      *rows;        /* (owned) (element-type GtkWidget): of the lists */
  GtkWidget      *all_row;     /* (owned): below the questions */
  guint           source;

  /* Template widgets */
  AdwPreferencesPage  *page; /* bound, so that the template lets go of it */
  CrmRemotesGroup     *remotes;
  AdwPreferencesGroup *questions_group;
  AdwPreferencesGroup *refused;
  AdwPreferencesGroup *waiting;
  AdwPreferencesGroup *came;
  AdwPreferencesGroup *log;
};

static void page_init (CrmPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmSyncPage, crm_sync_page, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_init))

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
add_row (CrmSyncPage *self, AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), "crm-group", group);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
row_activated_cb (CrmSyncPage *self, GtkWidget *row)
{
  CrmStore *store = crm_context_get_store (self->context);
  gint64   *id = g_object_get_data (G_OBJECT (row), "crm-record");
  g_autoptr (CrmRecord) record = store != NULL ? crm_store_get (store, *id, NULL) : NULL;

  if (record != NULL && !crm_record_is_deleted (record))
    crm_context_open (self->context, record);
}

/* A row that opens the record it is about. */
static void
add_record_row (CrmSyncPage *self, AdwPreferencesGroup *group, gint64 record, const char *title, const char *subtitle)
{
  GtkWidget *row = add_row (self, group, title, subtitle);

  if (record == 0)
    return;
  g_object_set_data_full (G_OBJECT (row), "crm-record", g_memdup2 (&record, sizeof record), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

static void
clear_rows (CrmSyncPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];

      adw_preferences_group_remove (g_object_get_data (G_OBJECT (row), "crm-group"), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

/* A question is about a record. */
static gint64
get_subject (CrmSyncPage *self, gint64 record)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) conflict = g_str_equal (crm_record_type_of_id (record)->name, "conflict") ? crm_store_get (store, record, NULL) : NULL;

  return conflict != NULL ? crm_object_get_integer (CRM_OBJECT (conflict), "record") : record;
}

static void
add_queued (CrmSyncPage *self, AdwPreferencesGroup *group, GPtrArray *queued)
{
  gint64 answered = 0; /* what the answers before were about: several of one record are one row */

  for (guint i = 0; i < queued->len; i++)
    {
      const CrmRemoteQueued *one = queued->pdata[i];
      gint64                 about = get_subject (self, one->record);
      g_autofree char       *title = crm_format_reference (self->context, about);
      const char            *what = about != one->record ? _ ("Which values were kept") : _ (crm_record_type_of_id (one->record)->label);

      if (about != one->record && about == answered && one->trouble == NULL)
        continue;
      if (about != one->record)
        answered = about;
      add_record_row (self, group, about, title, one->trouble != NULL ? one->trouble : what);
    }
}

static void
add_came (CrmSyncPage *self, GPtrArray *came)
{
  for (guint i = 0; i < came->len; i++)
    {
      const CrmRemoteCame *one = came->pdata[i];
      g_autofree char     *about = crm_sync_words_dup_by (self->context, one->author, one->at);

      add_record_row (self, self->came, one->record, crm_journal_get_shown (one->title), about);
    }
}

static char *
dup_moved (CrmSyncPage *self, const CrmRemoteLogged *entry)
{
  g_autofree char *received = crm_format_count (self->context, entry->received);
  g_autofree char *sent = crm_format_count (self->context, entry->sent);
  g_autofree char *files = crm_format_count (self->context, entry->files);

  if (entry->received == 0 && entry->sent == 0 && entry->files == 0)
    return g_strdup (_ ("Works again"));
  if (entry->files == 0)
    return g_strdup_printf (_ ("Received %1$s, sent %2$s"), received, sent);

  return g_strdup_printf (_ ("Received %1$s, sent %2$s, files %3$s"), received, sent, files);
}

static void
add_log (CrmSyncPage *self, GPtrArray *log)
{
  for (guint i = 0; i < log->len; i++)
    {
      const CrmRemoteLogged *entry = log->pdata[i];
      g_autofree char       *when = crm_format_instant (self->context, entry->at);
      g_autofree char       *moved = entry->trouble == NULL ? dup_moved (self, entry) : NULL;

      add_row (self, self->log, entry->trouble != NULL ? entry->trouble : moved, when);
    }
}

static void
show_look (CrmSyncPage *self, const CrmRemoteLook *look)
{
  clear_rows (self);
  if (look != NULL)
    {
      add_queued (self, self->refused, look->refused);
      add_queued (self, self->waiting, look->waiting);
      add_came (self, look->came);
      add_log (self, look->log);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->refused), look != NULL && look->refused->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), look != NULL && look->waiting->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->came), look != NULL && look->came->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->log), look != NULL && look->log->len > 0);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmSyncPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRemoteLook) look = crm_remote_look_finish (CRM_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  show_look (self, look);
}

/* Of several servers the first: what waits for one waits for all. */
static void
look_cb (gpointer user_data)
{
  CrmSyncPage *self = user_data;
  g_autoptr (GPtrArray) statuses = self->service != NULL ? crm_sync_service_list (self->service) : NULL;

  self->source = 0;
  if (statuses == NULL || statuses->len == 0)
    {
      show_look (self, NULL);
      return;
    }
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  crm_remote_look_async (crm_context_get_store (self->context), ((CrmSyncStatus *) statuses->pdata[0])->remote, self->cancellable, looked_cb, g_object_ref (self));
}

static void
look_later (CrmSyncPage *self)
{
  if (self->source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->source = g_timeout_add_once (LOOK_MS, look_cb, self);
}

static gboolean
is_asked (CrmSyncPage *self, guint position, CrmRecord *conflict)
{
  return position < self->questions->len && crm_conflict_row_get_conflict (self->questions->pdata[position]) == conflict;
}

static void
drop_question (CrmSyncPage *self, guint position)
{
  adw_preferences_group_remove (self->questions_group, self->questions->pdata[position]);
  g_ptr_array_remove_index (self->questions, position);
}

static void
ask (CrmSyncPage *self, CrmRecord *conflict)
{
  GtkWidget *row = crm_conflict_row_new (self->context, conflict);

  adw_preferences_group_add (self->questions_group, row);
  g_ptr_array_add (self->questions, row);
}

/* Behind the last question, where there is more than one. */
static void
put_all_row (CrmSyncPage *self, gboolean wanted)
{
  if (gtk_widget_get_parent (self->all_row) != NULL)
    adw_preferences_group_remove (self->questions_group, self->all_row);
  if (wanted)
    adw_preferences_group_add (self->questions_group, self->all_row);
}

static void
say_how_many (CrmSyncPage *self, guint n_conflicts)
{
  g_autofree char *number = crm_format_count (self->context, n_conflicts);
  /* Translators: values that two people changed, each in their own way */
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s Value Changed Twice", "%s Values Changed Twice", n_conflicts), number);

  adw_preferences_group_set_title (self->questions_group, title);
  gtk_widget_set_visible (GTK_WIDGET (self->questions_group), n_conflicts > 0);
}

/* Rows stay as long as their questions do, so that the focus goes on to the next. */
static void
show_questions (CrmSyncPage *self)
{
  guint n_conflicts = self->conflicts != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->conflicts)) : 0;
  guint n_shown = MIN (n_conflicts, CONFLICTS_MAX);

  put_all_row (self, FALSE);
  for (guint i = 0; i < n_shown; i++)
    {
      g_autoptr (CrmRecord) conflict = g_list_model_get_item (G_LIST_MODEL (self->conflicts), i);

      if (conflict == NULL)
        continue;
      while (i < self->questions->len && !is_asked (self, i, conflict))
        drop_question (self, i);
      if (i == self->questions->len)
        ask (self, conflict);
    }
  while (self->questions->len > n_shown)
    drop_question (self, self->questions->len - 1);
  put_all_row (self, n_conflicts > 1);
  say_how_many (self, n_conflicts);
}

/* Conflicts that somebody answers in one go. */
typedef struct
{
  CrmSyncPage      *page;      /* (owned) */
  GPtrArray        *conflicts; /* (owned) (element-type CrmRecord) */
  CrmConflictAnswer answer;
  char             *title; /* (owned) */
} Answer;

static void
answer_free (Answer *self)
{
  g_clear_object (&self->page);
  g_ptr_array_unref (self->conflicts);
  g_free (self->title);
  g_free (self);
}

static gboolean
answer_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Answer *self = user_data;

  for (guint i = 0; i < self->conflicts->len; i++)
    {
      if (!crm_conflict_answer (transaction, self->conflicts->pdata[i], self->answer, error))
        return FALSE;
    }

  return TRUE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *self = user_data;
  g_autoptr (GError) error = NULL;

  if (crm_store_write_finish (CRM_STORE (source), result, &error))
    crm_context_toast_undo (self->page->context, self->title);
  else
    crm_context_report (self->page->context, error);
  answer_free (self);
}

/* @title: (transfer full) */
static void
answer (CrmSyncPage *self, GPtrArray *conflicts, CrmConflictAnswer what, char *title)
{
  CrmStore *store = crm_context_get_store (self->context);
  Answer   *given;

  given = g_new0 (Answer, 1);
  given->page = g_object_ref (self);
  given->conflicts = g_ptr_array_ref (conflicts);
  given->answer = what;
  given->title = title;
  crm_store_write_async (store, title, "edit", CRM_TRANSACTION_NONE, answer_func, given, NULL, NULL, answered_cb, given);
}

static void
answer_one (GtkWidget *widget, GVariant *parameter, CrmConflictAnswer what)
{
  CrmSyncPage *self = CRM_SYNC_PAGE (widget);
  CrmStore    *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) conflict = store != NULL ? crm_store_get (store, g_variant_get_int64 (parameter), NULL) : NULL;
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = NULL;

  if (conflict == NULL)
    return;
  name = crm_format_reference (self->context, crm_object_get_integer (CRM_OBJECT (conflict), "record"));
  g_ptr_array_add (conflicts, g_steal_pointer (&conflict));
  /* Translators: what was done, for the list of changes; %s is a name */
  answer (self, conflicts, what, g_strdup_printf (_ ("Choose between two values of %s"), name));
}

static void
keep_this (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  answer_one (widget, parameter, CRM_CONFLICT_KEEP_THIS);
}

static void
keep_that (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  answer_one (widget, parameter, CRM_CONFLICT_KEEP_THAT);
}

static void
keep_both (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  answer_one (widget, parameter, CRM_CONFLICT_KEEP_BOTH);
}

static void
keep_all (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmSyncPage *self = CRM_SYNC_PAGE (widget);
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->conflicts != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->conflicts)); i++)
    g_ptr_array_add (conflicts, g_list_model_get_item (G_LIST_MODEL (self->conflicts), i));
  if (conflicts->len > 0)
    answer (self, conflicts, CRM_CONFLICT_KEEP_THIS, g_strdup (_ ("Keep all values as they stand")));
}

static void
let_go (CrmSyncPage *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  if (self->conflicts != NULL)
    g_signal_handlers_disconnect_by_data (self->conflicts, self);
  g_clear_object (&self->service);
  g_clear_object (&self->conflicts);
}

static void
store_changed_cb (CrmSyncPage *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  let_go (self);
  g_set_object (&self->service, crm_context_get_sync (self->context));
  if (self->service != NULL)
    {
      g_autoptr (CrmQuery) query = crm_query_new ("conflict");

      self->conflicts = crm_record_list_new (store, query);
      g_signal_connect_object (self->conflicts, "items-changed", G_CALLBACK (show_questions), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->service, "changed", G_CALLBACK (look_later), self, G_CONNECT_SWAPPED);
    }
  show_questions (self);
  show_look (self, NULL);
  look_later (self);
}

static void
crm_sync_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (crm_sync_page_parent_class)->map (widget);
  look_later (CRM_SYNC_PAGE (widget));
}

static const char *
get_title (CrmPage *page)
{
  return _ ("Sync");
}

static const char *
get_icon_name (CrmPage *page)
{
  return "emblem-synchronizing-symbolic";
}

static void
page_init (CrmPageInterface *iface)
{
  iface->get_title = get_title;
  iface->get_icon_name = get_icon_name;
}

static void
crm_sync_page_constructed (GObject *object)
{
  CrmSyncPage *self = CRM_SYNC_PAGE (object);

  G_OBJECT_CLASS (crm_sync_page_parent_class)->constructed (object);

  crm_remotes_group_set_context (self->remotes, self->context);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (look_later), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

static void
crm_sync_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTEXT:
      CRM_SYNC_PAGE (object)->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_sync_page_dispose (GObject *object)
{
  CrmSyncPage *self = CRM_SYNC_PAGE (object);

  let_go (self);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->questions, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_SYNC_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_sync_page_parent_class)->dispose (object);
}

static void
crm_sync_page_finalize (GObject *object)
{
  CrmSyncPage *self = CRM_SYNC_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->questions);
  g_clear_object (&self->all_row);

  G_OBJECT_CLASS (crm_sync_page_parent_class)->finalize (object);
}

static void
crm_sync_page_class_init (CrmSyncPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_sync_page_constructed;
  object_class->set_property = crm_sync_page_set_property;
  object_class->dispose = crm_sync_page_dispose;
  object_class->finalize = crm_sync_page_finalize;
  widget_class->map = crm_sync_page_map;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "sync.keep-this", "x", keep_this);
  gtk_widget_class_install_action (widget_class, "sync.keep-that", "x", keep_that);
  gtk_widget_class_install_action (widget_class, "sync.keep-both", "x", keep_both);
  gtk_widget_class_install_action (widget_class, "sync.keep-all", NULL, keep_all);
  g_type_ensure (CRM_TYPE_REMOTES_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/sync/crm-sync-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmSyncPage, page);
  gtk_widget_class_bind_template_child (widget_class, CrmSyncPage, remotes);
  gtk_widget_class_bind_template_child (widget_class, CrmSyncPage, questions_group);
  gtk_widget_class_bind_template_child (widget_class, CrmSyncPage, refused);
  gtk_widget_class_bind_template_child (widget_class, CrmSyncPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, CrmSyncPage, came);
  gtk_widget_class_bind_template_child (widget_class, CrmSyncPage, log);
}

static void
crm_sync_page_init (CrmSyncPage *self)
{
  self->questions = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->all_row = g_object_ref_sink (crm_field_row_new_action (_ ("Keep All as They Stand"), "emblem-ok-symbolic"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->all_row), "sync.keep-all");
}
