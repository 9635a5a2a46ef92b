#pragma once

#include "crm-context.h"
#include "crm-directory-row.h"

G_BEGIN_DECLS

/* Fills the time of the last contact into rows, between frames. */

typedef struct _CrmContactTimes CrmContactTimes;

CrmContactTimes *crm_contact_times_new (CrmContext *context);
void             crm_contact_times_free (CrmContactTimes *self);
void             crm_contact_times_ask (CrmContactTimes *self, CrmDirectoryRow *row);
void             crm_contact_times_ask_all (CrmContactTimes *self, GtkWidget *rows);
void             crm_contact_times_forget (CrmContactTimes *self, CrmDirectoryRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmContactTimes, crm_contact_times_free)

G_END_DECLS
