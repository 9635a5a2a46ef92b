#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_WINDOW (crm_window_get_type ())

/* The window: one customer file, its pages, and what is said when there is no file, or it cannot be opened. */
G_DECLARE_FINAL_TYPE (CrmWindow, crm_window, CRM, WINDOW, AdwApplicationWindow)

CrmWindow  *crm_window_new (GtkApplication *application);
CrmContext *crm_window_get_context (CrmWindow *self);
const char *crm_window_get_path (CrmWindow *self);
void        crm_window_open_path (CrmWindow *self, const char *path);
void        crm_window_show_welcome (CrmWindow *self);
void        crm_window_import (CrmWindow *self, GFile *file);
void        crm_window_show_record (CrmWindow *self, gint64 id);
void        crm_window_show_uid (CrmWindow *self, const char *uid);
void        crm_window_find_words (CrmWindow *self, const char *words);

G_END_DECLS
