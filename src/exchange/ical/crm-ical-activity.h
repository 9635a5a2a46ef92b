#pragma once

#include "crm-appointment.h"
#include "crm-ical-reader.h"

G_BEGIN_DECLS

/* Between an entry of a calendar and an activity. */

#define CRM_ICAL_SOURCE "ics"

/* What a file says of one activity. */
typedef struct
{
  CrmRecord *activity;     /* (owned) */
  char      *uid;          /* (owned) (nullable): of the entry, or of its series */
  CrmDate    instead;      /* the day of its series that it stands for; none for one that is no exception */
  gboolean   is_cancelled; /* it does not take place */
  gboolean   has_kind;     /* the kind is said, not guessed */
  GPtrArray *emails;       /* (owned) (element-type utf8): of who takes part */
  GPtrArray *problems;     /* (owned) (element-type utf8): sentences */
} CrmIcalSaid;

CrmIcalSaid *crm_ical_read_activity (CrmIcalReader *reader, CrmIcalItem *item, GError **error);
void         crm_ical_said_free (CrmIcalSaid *self);
char        *crm_ical_dup_foreign_uid (const CrmIcalSaid *self);
gint64       crm_ical_get_end (CrmRecord *activity);

char *crm_ical_write_activity (CrmRecord *activity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmIcalSaid, crm_ical_said_free)

G_END_DECLS
