#pragma once

#include "crm-problems.h"

#include <gio/gio.h>
#include <libical/ical.h>

G_BEGIN_DECLS

/* A file of iCalendar (RFC 5545) as events, tasks and journal entries, one by one. Every byte is hostile until libical has read it, and libical
 * is given one bounded piece at a time. */

/* One event, in bytes; a file's time zones. */
#define CRM_ICAL_ITEM_MAX (1024 * 1024)
#define CRM_ICAL_ZONES_MAX 500

typedef struct
{
  icalcomponent *component; /* (owned): VEVENT, VTODO or VJOURNAL */
  guint64        line;      /* of its BEGIN */
} CrmIcalItem;

#define CRM_TYPE_ICAL_READER (crm_ical_reader_get_type ())

G_DECLARE_FINAL_TYPE (CrmIcalReader, crm_ical_reader, CRM, ICAL_READER, GObject)

CrmIcalReader     *crm_ical_reader_new_for_path (const char *path, GError **error);
CrmIcalReader     *crm_ical_reader_new_for_stream (GInputStream *stream, GError **error);
CrmIcalItem       *crm_ical_reader_next (CrmIcalReader *self, GError **error);
const char        *crm_ical_reader_get_source (CrmIcalReader *self, gsize *length);
guint64            crm_ical_reader_get_line (CrmIcalReader *self);
guint64            crm_ical_reader_get_bytes_read (CrmIcalReader *self);
guint64            crm_ical_reader_get_size (CrmIcalReader *self);
const CrmProblems *crm_ical_reader_get_problems (CrmIcalReader *self);
gint64             crm_ical_reader_to_unix (CrmIcalReader *self, const char *tzid, struct icaltimetype time);
void               crm_ical_item_free (CrmIcalItem *item);

/* In place of an instant, where nobody knows the time zone. */
#define CRM_ICAL_NO_INSTANT G_MININT64

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmIcalItem, crm_ical_item_free)

G_END_DECLS
