#pragma once

/* Every record and item type. */

#include "crm-activity.h"
#include "crm-activity-link.h"
#include "crm-address.h"
#include "crm-affiliation.h"
#include "crm-appointment.h"
#include "crm-change-record.h"
#include "crm-company.h"
#include "crm-contact-point.h"
#include "crm-deal.h"
#include "crm-deal-person.h"
#include "crm-foreign-field.h"
#include "crm-important-date.h"
#include "crm-lifecycle.h"
#include "crm-person.h"
#include "crm-pipeline.h"
#include "crm-setting.h"
#include "crm-stage.h"
#include "crm-stage-change.h"
#include "crm-tag.h"
#include "crm-tagging.h"
