#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CRM_TYPE_WORKER (crm_worker_get_type ())

G_DECLARE_FINAL_TYPE (CrmWorker, crm_worker, CRM, WORKER, GObject)

typedef void (*CrmWorkerFunc) (gpointer user_data);

CrmWorker *crm_worker_new (const char *name, CrmWorkerFunc when_idle, gpointer user_data);
void       crm_worker_push (CrmWorker *self, GTask *task, GTaskThreadFunc func);
gboolean   crm_worker_is_current (CrmWorker *self);
void       crm_worker_stop (CrmWorker *self);

G_END_DECLS
