#pragma once

#include "crm-record-list.h"
#include "crm-today-section.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_TODAY_LIST (crm_today_list_get_type ())

/* Everything that stands on the page, one section after the other: a model of CrmRecord that follows the file. */
G_DECLARE_FINAL_TYPE (CrmTodayList, crm_today_list, CRM, TODAY_LIST, GObject)

CrmTodayList         *crm_today_list_new (CrmContext *context, gint64 user);
GListModel           *crm_today_list_get_model (CrmTodayList *self);
void                  crm_today_list_set_user (CrmTodayList *self, gint64 user);
void                  crm_today_list_set_search (CrmTodayList *self, const char *search);
void                  crm_today_list_set_asleep (CrmTodayList *self, gboolean asleep);
void                  crm_today_list_reload (CrmTodayList *self);
CrmDate               crm_today_list_get_today (CrmTodayList *self);
gboolean              crm_today_list_is_loading (CrmTodayList *self);
CrmTodaySection       crm_today_list_get_section (CrmTodayList *self, guint position);
gboolean              crm_today_list_is_first (CrmTodayList *self, guint position);
const CrmCelebration *crm_today_list_get_celebration (CrmTodayList *self, guint position);

G_END_DECLS
