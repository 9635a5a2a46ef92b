#pragma once

#include "crm-appointment.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* Which reminders are to be shown at an instant, and which were. What was shown belongs to this copy of the file: it is neither journalled nor
 * undone. */

typedef struct
{
  gint64  activity; /* or a person, whose day it is */
  char   *title;    /* (owned) */
  char   *about;    /* (owned) (nullable): what to say of it in place of when it is */
  char   *kind;     /* (owned) (nullable) */
  CrmDate day;      /* of what one is reminded of */
  int     minute;
  gint64  at; /* when it was to be shown, microseconds since 1970-01-01T00:00:00Z */
} CrmReminder;

/* What was to be shown longer ago than this, in days, is work that is overdue, and no reminder any more. */
#define CRM_REMINDERS_LATE_DAYS 2

void       crm_reminder_free (CrmReminder *self);
GPtrArray *crm_reminders_load (CrmStore *store, gint64 now, gint64 *next, GError **error);
void       crm_reminders_load_async (CrmStore *store, gint64 now, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *crm_reminders_load_finish (CrmStore *store, GAsyncResult *result, gint64 *next, GError **error);
gint64     crm_reminders_get_shown (CrmStore *store, gint64 activity);
void       crm_reminders_remember (CrmStore *store, gint64 activity, gint64 shown, gint64 later, GAsyncReadyCallback callback, gpointer user_data);
gboolean   crm_reminders_remember_finish (CrmStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
