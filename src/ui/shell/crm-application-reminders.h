#pragma once

#include "crm-app-lock.h"
#include "crm-application.h"

G_BEGIN_DECLS

/* Reminders of the open files, as notifications of the desktop. */

typedef struct _CrmApplicationReminders CrmApplicationReminders;

CrmApplicationReminders *crm_application_reminders_new (GtkApplication *application, CrmAppLock *lock);
void                     crm_application_reminders_free (CrmApplicationReminders *self);
void                     crm_application_reminders_quit (CrmApplicationReminders *self);

G_END_DECLS
