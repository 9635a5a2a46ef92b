#pragma once

#include "crm-context.h"
#include "crm-reminders.h"

G_BEGIN_DECLS

#define CRM_TYPE_REMINDER_WATCH (crm_reminder_watch_get_type ())

/* How long a reminder is put off. */
typedef enum
{
  CRM_LATER_TEN_MINUTES,
  CRM_LATER_HOUR,
  CRM_LATER_TOMORROW, /* 09:00 of the next day */
} CrmLater;

/* Waits for the reminders of one customer file. It asks the file which are due, tells of each once, and knows when to ask again; after a
 * suspend or a change of the clock it is right within a minute.
 *
 * Signals: "show" (CrmReminder *): to be shown now; "hide" (gint64 activity): it was dealt with; "checked" (): the file was asked, and
 * crm_reminder_watch_is_waiting() may say something else. */
G_DECLARE_FINAL_TYPE (CrmReminderWatch, crm_reminder_watch, CRM, REMINDER_WATCH, GObject)

CrmReminderWatch *crm_reminder_watch_new (CrmStore *store);
CrmStore         *crm_reminder_watch_get_store (CrmReminderWatch *self);
void              crm_reminder_watch_check (CrmReminderWatch *self);
gboolean          crm_reminder_watch_is_waiting (CrmReminderWatch *self);
void              crm_reminder_watch_finish (CrmReminderWatch *self, gint64 activity);
void              crm_reminder_watch_put_off (CrmReminderWatch *self, gint64 activity, CrmLater later);
GNotification    *crm_reminder_watch_make_notification (CrmReminderWatch *self, const CrmReminder *reminder, gboolean hidden);

G_END_DECLS
