#pragma once

#include "crm-connection.h"
#include "crm-reading.h"

G_BEGIN_DECLS

CrmConnection *crm_reading_get_connection (CrmReading *self);

G_END_DECLS
