#include "config.h"

#include "crm-handover.h"

#include "crm-format.h"
#include "crm-sync-status.h"
#include "crm-team.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmHandover
{
  GObject parent_instance;

  CrmContext *context; /* (owned) */
  gint64      since;   /* the newest change that was looked at */
};

G_DEFINE_FINAL_TYPE (CrmHandover, crm_handover, G_TYPE_OBJECT)

static gboolean
is_at_work (CrmSyncService *service)
{
  g_autoptr (GPtrArray) statuses = crm_sync_service_list (service);

  for (guint i = 0; i < statuses->len; i++)
    {
      if (((CrmSyncStatus *) statuses->pdata[i])->phase == CRM_SYNC_PHASE_AT_WORK)
        return TRUE;
    }

  return FALSE;
}

static char *
dup_one (CrmContext *context, const CrmTeamGift *gift)
{
  g_autofree char *what = crm_format_reference (context, gift->record);
  g_autofree char *who = crm_text_isolate (gift->author);

  /* Translators: work that belongs to the reader from now on; %s is its name */
  if (*who == '\0')
    return g_strdup_printf (_ ("“%s” is yours now"), what);

  /* Translators: 1: a colleague, 2: work that belongs to the reader from now on */
  return g_strdup_printf (_ ("%1$s gave you “%2$s”"), who, what);
}

static void
tell (CrmHandover *self, GPtrArray *gifts)
{
  g_autofree char *text = NULL;

  if (gifts->len == 0)
    return;
  if (gifts->len == 1)
    {
      text = dup_one (self->context, gifts->pdata[0]);
    }
  else
    {
      g_autofree char *count = crm_format_count (self->context, gifts->len);

      /* Translators: work that belongs to the reader from now on */
      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s thing is yours now", "%s things are yours now", gifts->len), count);
    }
  crm_context_toast (self->context, text);
}

/* All of it at once, when everything has come. */
static void
look (CrmHandover *self)
{
  CrmSyncService *service = crm_context_get_sync (self->context);
  gint64          me = crm_context_get_me (self->context);
  g_autoptr (GPtrArray) gifts = NULL;

  if (service == NULL || is_at_work (service))
    return;
  gifts = crm_team_list_given (crm_context_get_store (self->context), me, &self->since);
  tell (self, gifts);
}

/* What was there when the file was opened is no news. */
static void
store_changed_cb (CrmHandover *self)
{
  CrmStore       *store = crm_context_get_store (self->context);
  CrmSyncService *service = crm_context_get_sync (self->context);
  g_autoptr (GPtrArray) before = NULL;

  if (service == NULL)
    return;
  before = crm_team_list_given (store, 0, &self->since);
  /* That the servers have been heard and that the records are here is told one after the other. */
  g_signal_connect_object (service, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
crm_handover_dispose (GObject *object)
{
  g_clear_object (&CRM_HANDOVER (object)->context);

  G_OBJECT_CLASS (crm_handover_parent_class)->dispose (object);
}

static void
crm_handover_class_init (CrmHandoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_handover_dispose;
}

static void
crm_handover_init (CrmHandover *self)
{
}

/**
 * crm_handover_new:
 *
 * Returns: (transfer full): what tells of new work as long as it lives
 */
CrmHandover *
crm_handover_new (CrmContext *context)
{
  CrmHandover *self = g_object_new (CRM_TYPE_HANDOVER, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);

  return self;
}
