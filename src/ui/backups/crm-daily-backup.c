#include "config.h"

#include "crm-daily-backup.h"

#include "crm-backup-job.h"

/* Not while a file is being opened and its first page read. */
#define FIRST_SECONDS 20
#define SECONDS 1800

struct _CrmDailyBackup
{
  GObject parent_instance;

  CrmContext *context;  /* (owned) (nullable): until it is disposed */
  GSettings  *settings; /* (owned) */
  guint       timer;
  gboolean    running;
  CrmDate     told; /* the day on which it was said that it failed */
};

G_DEFINE_FINAL_TYPE (CrmDailyBackup, crm_daily_backup, G_TYPE_OBJECT)

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmDailyBackup) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean made = crm_backup_finish (result, &error);

  self->running = FALSE;
  if (made || self->context == NULL || crm_date_compare (self->told, crm_context_get_today (self->context)) == 0)
    return;

  self->told = crm_context_get_today (self->context);
  crm_context_toast (self->context, error->message);
}

/**
 * crm_daily_backup_check:
 *
 * Makes the backup of today if one is wanted and due.
 */
void
crm_daily_backup_check (CrmDailyBackup *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (self->running || store == NULL || crm_store_is_read_only (store) || !g_settings_get_boolean (self->settings, "daily-backups"))
    return;

  self->running = TRUE;
  crm_backup_make_daily_async (crm_store_get_path (store), made_cb, g_object_ref (self));
}

static gboolean
later_cb (gpointer data)
{
  crm_daily_backup_check (data);

  return G_SOURCE_CONTINUE;
}

static gboolean
first_cb (gpointer data)
{
  CrmDailyBackup *self = data;

  self->timer = g_timeout_add_seconds (SECONDS, later_cb, self);
  crm_daily_backup_check (self);

  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (CrmDailyBackup *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (crm_context_get_store (self->context) != NULL)
    self->timer = g_timeout_add_seconds (FIRST_SECONDS, first_cb, self);
}

static void
crm_daily_backup_dispose (GObject *object)
{
  CrmDailyBackup *self = CRM_DAILY_BACKUP (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (self->context, self);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (crm_daily_backup_parent_class)->dispose (object);
}

static void
crm_daily_backup_class_init (CrmDailyBackupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_daily_backup_dispose;
}

static void
crm_daily_backup_init (CrmDailyBackup *self)
{
  self->settings = g_settings_new (CRM_APP_ID);
}

/**
 * crm_daily_backup_new:
 *
 * Returns: (transfer full): to be disposed when the window goes
 */
GObject *
crm_daily_backup_new (CrmContext *context)
{
  CrmDailyBackup *self = g_object_new (CRM_TYPE_DAILY_BACKUP, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);

  return G_OBJECT (self);
}
