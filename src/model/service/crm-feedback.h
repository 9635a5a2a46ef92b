#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_FEEDBACK (crm_feedback_get_type ())

/* What a customer thinks: a score they were asked for, a review, a complaint, an idea. */
CRM_DECLARE_RECORD (CrmFeedback, crm_feedback, CRM, FEEDBACK)

extern const CrmChoice crm_feedback_kinds[];

gboolean crm_feedback_get_range (const char *kind, int *least, int *most);
gboolean crm_feedback_is_followed (const char *kind);

G_END_DECLS
