#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_CONTACT_POINT (crm_contact_point_get_type ())

/* A way to reach somebody: e-mail, phone, fax, web page, social handle. */
CRM_DECLARE_ITEM (CrmContactPoint, crm_contact_point, CRM, CONTACT_POINT)

extern const CrmChoice crm_contact_point_kinds[];
extern const CrmChoice crm_reach_channels[]; /* by which somebody likes to be reached */

CrmItem *crm_contact_point_new (const char *kind, const char *label, const char *value, const char *default_country);
gboolean crm_contact_point_equal (CrmObject *self, CrmObject *other);
void     crm_contact_points_complete (CrmObject *record, const char *default_country);

G_END_DECLS
