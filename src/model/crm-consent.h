#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_CONSENT (crm_consent_get_type ())

/* What somebody allows, or has forbidden: to be told of what, by which way, why that is lawful (Article 6 (1) of the GDPR), since when, and how we know. An
 * item that was withdrawn says so from that day on; who only ever forbade has an item without a day on which it was given. */
CRM_DECLARE_ITEM (CrmConsent, crm_consent, CRM, CONSENT)

typedef enum
{
  CRM_CONSENT_UNKNOWN, /* nobody has asked */
  CRM_CONSENT_GIVEN,
  CRM_CONSENT_REFUSED,
} CrmConsentState;

/* The setting that says how often a week the business calls or writes to somebody at most; unset: as often as it likes. */
#define CRM_CONSENT_MOST "contact_most"

extern const CrmChoice crm_consent_channels[]; /* the first stands for all of them */

const CrmField *crm_consent_get_offers_field (void);
CrmConsentState crm_consent_find (CrmObject *contact, const char *channel, const char *purpose);

G_END_DECLS
