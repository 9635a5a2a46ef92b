#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_SERIAL (crm_serial_get_type ())

/* A number that was given to a quote, an order or an invoice. There are two where two devices gave one each before they heard of each other. */
CRM_DECLARE_ITEM (CrmSerial, crm_serial, CRM, SERIAL)

G_END_DECLS
