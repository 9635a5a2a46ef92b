#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which properties of a calendar have a field of ours; the others are kept as they are. */

#define CRM_ICAL_KIND "X-CUSTOMERS-KIND"

static inline gboolean
crm_ical_is_ours (const char *name)
{
  static const char *const names[] = {
    "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "DTSTART", "DTEND", "DUE", "DURATION", "COMPLETED", "PRIORITY", "STATUS", "RRULE", "EXDATE",
    "RDATE", "RECURRENCE-ID", "PERCENT-COMPLETE", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", CRM_ICAL_KIND, NULL
  };

  return g_strv_contains (names, name);
}

G_END_DECLS
