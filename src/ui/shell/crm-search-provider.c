/* The desktop asks with every key that is typed: a question ends the one before, whose answer is empty then. Results are called by the uids of their
 * records, so that they mean the same when the program was started anew in between. While no window is there the file is only read, and let go of some
 * seconds after the last question: somebody may want to put a backup in its place. */

#include "config.h"

#include "crm-search-provider.h"

#include "crm-application.h"

#include "crm-files.h"
#include "crm-finder.h"
#include "crm-shell-search.h"

#include <glib/gi18n-lib.h>

/* As many as the desktop shows, and some for its “more”. */
#define RESULTS_MOST 12

/* Within that the desktop asks for what it found. */
#define LET_GO_SECONDS 5

struct _CrmSearchProvider
{
  GObject parent_instance;

  CrmApplication  *application; /* (unowned): outlives it */
  CrmShellSearch  *skeleton;    /* (owned) */
  GDBusConnection *connection;  /* (owned) */

  CrmContext *context; /* (owned) (nullable): of what is asked now */
  CrmContext *own;     /* (owned) (nullable): of a file that no window has open */
  guint       let_go;  /* the source that drops it */
  CrmFinder  *finder;  /* (owned) (nullable): of context */

  GDBusMethodInvocation *asked; /* (owned) (nullable): what waits for its answer */
  char                  *words; /* (owned) (nullable): what it is about */
  gboolean               opening;
};

G_DEFINE_FINAL_TYPE (CrmSearchProvider, crm_search_provider, G_TYPE_OBJECT)

static void ask (CrmSearchProvider *self);
static void set_context (CrmSearchProvider *self, CrmContext *context);

static gboolean
let_go_cb (gpointer data)
{
  CrmSearchProvider *self = data;

  self->let_go = 0;
  if (self->context == self->own)
    set_context (self, NULL);
  g_clear_object (&self->own);

  return G_SOURCE_REMOVE;
}

static void
let_go_later (CrmSearchProvider *self)
{
  g_clear_handle_id (&self->let_go, g_source_remove);
  if (self->own != NULL)
    self->let_go = g_timeout_add_seconds (LET_GO_SECONDS, let_go_cb, self);
}

/* @uids: (nullable): %NULL for none */
static void
answer (CrmSearchProvider *self, const char *const *uids)
{
  static const char *const none[] = { NULL };

  if (self->asked == NULL)
    return;

  /* That it is asked for, and that it is answered, are the same in both questions. */
  crm_shell_search_complete_get_initial_result_set (self->skeleton, g_steal_pointer (&self->asked), uids != NULL ? uids : none);
  let_go_later (self);
  g_application_release (G_APPLICATION (self->application));
}

static gboolean
is_result (const CrmHit *hit)
{
  return hit->record != NULL && hit->group >= CRM_HIT_PERSON && hit->group <= CRM_HIT_EVENT;
}

static void
found_cb (CrmSearchProvider *self)
{
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GPtrArray) uids = g_ptr_array_new ();

  if (self->asked == NULL || !crm_finder_is_complete (self->finder))
    return;

  hits = crm_finder_dup_hits (self->finder);
  for (guint i = 0; i < hits->len && uids->len < RESULTS_MOST; i++)
    {
      const CrmHit *hit = hits->pdata[i];

      if (is_result (hit))
        g_ptr_array_add (uids, (gpointer) crm_record_get_uid (hit->record));
    }
  g_ptr_array_add (uids, NULL);
  answer (self, (const char *const *) uids->pdata);
}

static void
set_context (CrmSearchProvider *self, CrmContext *context)
{
  if (context == self->context)
    return;

  if (self->finder != NULL)
    g_signal_handlers_disconnect_by_data (self->finder, self);
  g_clear_object (&self->finder);
  g_set_object (&self->context, context);
  if (context == NULL)
    return;

  self->finder = crm_finder_new (context);
  g_signal_connect_swapped (self->finder, "found", G_CALLBACK (found_cb), self);
}

/* Of a window, if one has a file open. */
static CrmContext *
find_context (CrmSearchProvider *self)
{
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self->application)); item != NULL; item = item->next)
    {
      CrmContext *context = CRM_IS_WINDOW (item->data) ? crm_window_get_context (item->data) : NULL;

      if (context != NULL && crm_context_get_store (context) != NULL)
        return context;
    }

  return NULL;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmSearchProvider) self = user_data;
  g_autoptr (CrmStore) store = crm_files_open_finish (result, NULL, NULL);

  self->opening = FALSE;
  if (store == NULL)
    {
      answer (self, NULL);
      return;
    }

  self->own = crm_context_new ();
  crm_context_set_store (self->own, store);
  crm_store_watch (store);
  ask (self);
}

static void
open_last (CrmSearchProvider *self)
{
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  g_autofree char *path = crm_files_get_last (settings);

  if (path == NULL)
    {
      answer (self, NULL);
      return;
    }
  if (self->opening)
    return;

  self->opening = TRUE;
  crm_files_open_async (path, CRM_FILES_READ, NULL, NULL, opened_cb, g_object_ref (self));
}

/* What a window has open is newer than what is read beside it. */
static void
ask (CrmSearchProvider *self)
{
  CrmContext *context = find_context (self);

  if (crm_application_is_locked (self->application))
    {
      answer (self, NULL);
      return;
    }

  g_clear_handle_id (&self->let_go, g_source_remove);
  if (context == NULL)
    context = self->own;
  set_context (self, context);
  if (context != self->own)
    g_clear_object (&self->own);
  if (context == NULL)
    open_last (self);
  else if (self->asked != NULL)
    crm_finder_find (self->finder, self->words);
  else
    let_go_later (self);
}

/* @terms: the words */
static void
begin (CrmSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *terms)
{
  answer (self, NULL);
  g_application_hold (G_APPLICATION (self->application));
  self->asked = invocation;
  g_free (self->words);
  self->words = g_strjoinv (" ", (char **) terms);
  ask (self);
}

static gboolean
initial_cb (CrmSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *terms)
{
  begin (self, invocation, terms);

  return TRUE;
}

/* What fewer letters have found is no shorter way to what more letters find. */
static gboolean
subsearch_cb (CrmSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *previous, const char *const *terms)
{
  begin (self, invocation, terms);

  return TRUE;
}

static CrmRecord *
find_record (CrmSearchProvider *self, const char *uid)
{
  CrmStore *store = self->context != NULL && !crm_application_is_locked (self->application) ? crm_context_get_store (self->context) : NULL;
  gint64    id = store != NULL ? crm_store_find_uid (store, uid) : 0;
  g_autoptr (CrmRecord) record = id != 0 ? crm_store_get (store, id, NULL) : NULL;

  return record != NULL && !crm_record_is_deleted (record) ? g_steal_pointer (&record) : NULL;
}

static GVariant *
make_meta (CrmSearchProvider *self, const char *uid, CrmRecord *record)
{
  GVariantDict meta;
  gboolean     said = g_str_equal (crm_record_get_record_type (record)->name, "activity");
  g_autoptr (CrmHit) hit = crm_hit_new_record (self->context, said ? CRM_HIT_EVENT : CRM_HIT_PERSON, record, NULL);

  g_variant_dict_init (&meta, NULL);
  g_variant_dict_insert (&meta, "id", "s", uid);
  g_variant_dict_insert (&meta, "name", "s", hit->title);
  if (hit->about != NULL)
    g_variant_dict_insert (&meta, "description", "s", hit->about);
  g_variant_dict_insert (&meta, "gicon", "s", hit->icon_name);

  return g_variant_dict_end (&meta);
}

static gboolean
metas_cb (CrmSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *uids)
{
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; uids[i] != NULL; i++)
    {
      g_autoptr (CrmRecord) record = find_record (self, uids[i]);

      if (record != NULL)
        g_variant_builder_add_value (&metas, make_meta (self, uids[i], record));
    }
  crm_shell_search_complete_get_result_metas (self->skeleton, invocation, g_variant_builder_end (&metas));

  return TRUE;
}

static gboolean
activate_cb (CrmSearchProvider *self, GDBusMethodInvocation *invocation, const char *uid, const char *const *terms, guint timestamp)
{
  crm_application_show_uid (self->application, uid);
  crm_shell_search_complete_activate_result (self->skeleton, invocation);

  return TRUE;
}

static gboolean
launch_cb (CrmSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *terms, guint timestamp)
{
  g_autofree char *words = g_strjoinv (" ", (char **) terms);

  crm_application_find (self->application, words);
  crm_shell_search_complete_launch_search (self->skeleton, invocation);

  return TRUE;
}

static void
crm_search_provider_dispose (GObject *object)
{
  CrmSearchProvider *self = CRM_SEARCH_PROVIDER (object);

  g_clear_handle_id (&self->let_go, g_source_remove);
  if (self->connection != NULL)
    g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
  answer (self, NULL);
  set_context (self, NULL);
  g_clear_object (&self->own);
  g_clear_object (&self->skeleton);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (crm_search_provider_parent_class)->dispose (object);
}

static void
crm_search_provider_class_init (CrmSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_search_provider_dispose;
}

static void
crm_search_provider_init (CrmSearchProvider *self)
{
  self->skeleton = crm_shell_search_skeleton_new ();
  g_signal_connect_swapped (self->skeleton, "handle-get-initial-result-set", G_CALLBACK (initial_cb), self);
  g_signal_connect_swapped (self->skeleton, "handle-get-subsearch-result-set", G_CALLBACK (subsearch_cb), self);
  g_signal_connect_swapped (self->skeleton, "handle-get-result-metas", G_CALLBACK (metas_cb), self);
  g_signal_connect_swapped (self->skeleton, "handle-activate-result", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->skeleton, "handle-launch-search", G_CALLBACK (launch_cb), self);
}

/**
 * crm_search_provider_new:
 * @application: outlives it
 * @object_path: of the application; it is found one below
 *
 * Returns: (transfer full) (nullable): what answers on @connection until it is disposed of
 */
CrmSearchProvider *
crm_search_provider_new (CrmApplication *application, GDBusConnection *connection, const char *object_path, GError **error)
{
  g_autoptr (CrmSearchProvider) self = g_object_new (CRM_TYPE_SEARCH_PROVIDER, NULL);
  g_autofree char *path = g_strconcat (object_path, "/SearchProvider", NULL);

  self->application = application;
  if (!g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), connection, path, error))
    return NULL;

  self->connection = g_object_ref (connection);

  return g_steal_pointer (&self);
}
