#pragma once

#include "crm-window.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_APPLICATION (crm_application_get_type ())

/* The program: one process, a window for each customer file. */
G_DECLARE_FINAL_TYPE (CrmApplication, crm_application, CRM, APPLICATION, AdwApplication)

CrmApplication *crm_application_new (void);
void            crm_application_open_file (CrmApplication *self, CrmWindow *window, GFile *file, gboolean create);
void            crm_application_show_record (CrmApplication *self, const char *path, gint64 id);
void            crm_application_show_uid (CrmApplication *self, const char *uid);
void            crm_application_find (CrmApplication *self, const char *words);
gboolean        crm_application_is_locked (CrmApplication *self);
gboolean        crm_application_wants_restart (CrmApplication *self);

G_END_DECLS
