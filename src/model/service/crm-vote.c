#include "config.h"

#include "crm-vote.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_vote_fields[] = {
  CRM_REFERENCE ("person", N_ ("Person"), CRM_FIELD_SEARCHED, "person"),
  CRM_REFERENCE ("company", N_ ("Company"), CRM_FIELD_SEARCHED, "company"),
  CRM_DATE ("on", N_ ("Since"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmVote, crm_vote)

static void
crm_vote_override (CrmItemClass *klass)
{
}
