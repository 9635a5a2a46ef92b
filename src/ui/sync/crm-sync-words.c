#include "config.h"

#include "crm-sync-words.h"

#include "crm-field.h"
#include "crm-format.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of several servers, the one that says most. */
static const CrmSyncPhase order[] = { CRM_SYNC_PHASE_AT_WORK, CRM_SYNC_PHASE_OFFLINE, CRM_SYNC_PHASE_METERED, CRM_SYNC_PHASE_PAUSED };

static const CrmSyncStatus *
find (GPtrArray *statuses, CrmSyncPhase phase)
{
  for (guint i = 0; i < statuses->len; i++)
    {
      const CrmSyncStatus *status = statuses->pdata[i];

      if (status->phase == phase)
        return status;
    }

  return NULL;
}

static const CrmSyncStatus *
find_first (GPtrArray *statuses)
{
  const CrmSyncStatus *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (order) && found == NULL; i++)
    found = find (statuses, order[i]);

  return found;
}

static gint64
count_needs (GPtrArray *statuses, guint n_conflicts)
{
  gint64 n = n_conflicts;

  for (guint i = 0; i < statuses->len; i++)
    {
      const CrmSyncStatus *status = statuses->pdata[i];

      n += status->n_refused + (status->phase == CRM_SYNC_PHASE_STUCK);
    }

  return n;
}

static void
say (CrmSyncWords *self, const char *icon_name, char *text)
{
  self->icon_name = icon_name;
  self->text = text;
}

/* @format: with the number */
static void
say_number (CrmSyncWords *self, CrmContext *context, const char *icon_name, const char *format, gint64 number)
{
  g_autofree char *text = crm_format_count (context, number);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  say (self, icon_name, g_strdup_printf (format, text));
#pragma GCC diagnostic pop
}

static void
say_up_to_date (CrmSyncWords *self, CrmContext *context, gint64 n_new)
{
  if (n_new > 0)
    say_number (self, context, "emblem-ok-symbolic", _ ("Up to date, %s new"), n_new);
  else
    say (self, "emblem-ok-symbolic", g_strdup (_ ("Up to date")));
}

/* A cycle that moves nothing is no news. */
static void
say_work (CrmSyncWords *self, CrmContext *context, const CrmSyncStatus *status, gint64 n_new)
{
  if (status->n_waiting > 0)
    say_number (self, context, "emblem-synchronizing-symbolic", _ ("Sending %s…"), status->n_waiting);
  else if (status->counts.files > 0)
    say_number (self, context, "emblem-synchronizing-symbolic", _ ("Files: %s…"), status->counts.files);
  else if (status->counts.received > 0)
    say_number (self, context, "emblem-synchronizing-symbolic", _ ("Receiving %s…"), status->counts.received);
  else if (status->succeeded_at == CRM_UNSET)
    say (self, "emblem-synchronizing-symbolic", g_strdup (_ ("Looking for the server…")));
  else
    say_up_to_date (self, context, n_new);
}

static void
say_waiting (CrmSyncWords *self, CrmContext *context, const char *icon_name, const char *none, const char *some, gint64 n_waiting)
{
  if (n_waiting == 0)
    say (self, icon_name, g_strdup (none));
  else
    say_number (self, context, icon_name, some, n_waiting);
}

/**
 * crm_sync_words_init:
 * @statuses: (element-type CrmSyncStatus)
 * @n_conflicts: values that somebody has to choose between
 * @n_new: what came in since somebody looked
 *
 * What one short line says.
 */
void
crm_sync_words_init (CrmSyncWords *self, CrmContext *context, GPtrArray *statuses, guint n_conflicts, gint64 n_new)
{
  const CrmSyncStatus *status = find_first (statuses);
  gint64               n_needs = count_needs (statuses, n_conflicts);

  *self = (CrmSyncWords){ .needs = n_needs > 0 };
  if (n_needs > 0)
    say_number (self, context, "dialog-warning-symbolic", _ ("Needs you: %s"), n_needs);
  else if (status == NULL)
    say_up_to_date (self, context, n_new);
  else if (status->phase == CRM_SYNC_PHASE_AT_WORK)
    say_work (self, context, status, n_new);
  else if (status->phase == CRM_SYNC_PHASE_OFFLINE)
    say_waiting (self, context, "network-offline-symbolic", _ ("Offline"), _ ("Offline, %s waiting"), status->n_waiting);
  else if (status->phase == CRM_SYNC_PHASE_METERED)
    say_waiting (self, context, "network-cellular-signal-good-symbolic", _ ("Metered network"), _ ("Metered network, %s waiting"), status->n_waiting);
  else
    say_waiting (self, context, "media-playback-pause-symbolic", _ ("Paused"), _ ("Paused, %s waiting"), status->n_waiting);
}

void
crm_sync_words_clear (CrmSyncWords *self)
{
  g_clear_pointer (&self->text, g_free);
}

/**
 * crm_sync_words_dup_place:
 *
 * Returns: (transfer full): the address without what is the same for all, isolated
 */
char *
crm_sync_words_dup_place (const CrmSyncStatus *status)
{
  const char *url = status->url != NULL ? status->url : "";
  const char *host = strstr (url, "://");

  return crm_text_isolate (host != NULL ? host + strlen ("://") : url);
}

/**
 * crm_sync_words_dup_by:
 * @author: (nullable)
 * @at: microseconds, or %CRM_UNSET
 *
 * Returns: (transfer full): who did something, and when
 */
char *
crm_sync_words_dup_by (CrmContext *context, const char *author, gint64 at)
{
  g_autofree char *who = crm_text_isolate (author);
  g_autofree char *instant = at != CRM_UNSET ? crm_format_instant (context, at) : NULL;
  g_autofree char *when = crm_text_isolate (instant);

  if (*who != '\0' && *when != '\0')
    /* Translators: who did something, and when */
    return g_strdup_printf (C_ ("by whom, when", "%1$s, %2$s"), who, when);

  return g_strdup (*when != '\0' ? when : *who != '\0' ? who
                                                       : _ ("Nobody knows who"));
}

static char *
dup_in_step (CrmContext *context, const CrmSyncStatus *status)
{
  g_autofree char *when = status->succeeded_at != CRM_UNSET ? crm_format_instant (context, status->succeeded_at) : NULL;

  /* Translators: %s is a moment */
  return when != NULL ? g_strdup_printf (_ ("Up to date: %s"), when) : g_strdup (_ ("Up to date"));
}

static char *
dup_waiting (CrmContext *context, const char *sentence, guint n_waiting)
{
  g_autofree char *number = crm_format_count (context, n_waiting);
  g_autofree char *waiting = n_waiting > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s change waits.", "%s changes wait.", n_waiting), number) : NULL;

  return waiting != NULL ? g_strdup_printf ("%s %s", sentence, waiting) : g_strdup (sentence);
}

/**
 * crm_sync_words_dup_status:
 *
 * Returns: (transfer full): how it stands with one server, in whole sentences
 */
char *
crm_sync_words_dup_status (CrmContext *context, const CrmSyncStatus *status)
{
  switch (status->phase)
    {
    case CRM_SYNC_PHASE_AT_WORK:
      return dup_waiting (context, _ ("Reading and sending."), status->n_waiting);
    case CRM_SYNC_PHASE_METERED:
      return dup_waiting (context, _ ("This network is metered, so nothing is sent by itself."), status->n_waiting);
    case CRM_SYNC_PHASE_PAUSED:
      return dup_waiting (context, _ ("Paused."), status->n_waiting);
    case CRM_SYNC_PHASE_OFFLINE:
    case CRM_SYNC_PHASE_STUCK:
      return dup_waiting (context, status->trouble != NULL ? status->trouble : _ ("The server is not reached."), status->n_waiting);
    case CRM_SYNC_PHASE_REMOVED:
    case CRM_SYNC_PHASE_IN_STEP:
    default:
      return dup_in_step (context, status);
    }
}
