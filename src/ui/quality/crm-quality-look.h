#pragma once

#include "crm-quality.h"

G_BEGIN_DECLS

#define CRM_TYPE_QUALITY_LOOK (crm_quality_look_get_type ())

/* A look through one file for what is in it twice, wrong or missing, repeated when something has changed and somebody wants to know.
 *
 * Signals: "found" (), when what is known is new; "progress" (double share), while it looks; "failed" (GError *). */
G_DECLARE_FINAL_TYPE (CrmQualityLook, crm_quality_look, CRM, QUALITY_LOOK, GObject)

CrmQualityLook   *crm_quality_look_new (CrmStore *store);
void              crm_quality_look_set_wanted (CrmQualityLook *self, gboolean wanted);
void              crm_quality_look_stop (CrmQualityLook *self);
gboolean          crm_quality_look_is_looking (CrmQualityLook *self);
GListModel       *crm_quality_look_get_duplicates (CrmQualityLook *self);
const CrmQuality *crm_quality_look_get_quality (CrmQualityLook *self);
void              crm_quality_look_settle (CrmQualityLook *self, gpointer item);

G_END_DECLS
