#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_PHOTO (crm_photo_get_type ())

/* The photo of a person or the logo of a company, to be chosen, dropped on, and taken away. Each is a change with Undo.
 *
 * Actions: photo.choose, photo.remove. */
G_DECLARE_FINAL_TYPE (CrmPhoto, crm_photo, CRM, PHOTO, AdwBin)

void     crm_photo_set_context (CrmPhoto *self, CrmContext *context);
void     crm_photo_set_record (CrmPhoto *self, CrmRecord *record);
void     crm_photo_take_file (CrmPhoto *self, GFile *file);
gboolean crm_photo_is_shown (CrmPhoto *self);

G_END_DECLS
