#pragma once

#include "crm-calendar-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_CALENDAR_CHIP (crm_calendar_chip_get_type ())

/* Which time an appointment is shown with. */
typedef enum
{
  CRM_CHIP_TITLE, /* the title alone: where it stands tells the time */
  CRM_CHIP_LINE,  /* on one line, the time before the title */
  CRM_CHIP_BLOCK, /* the title, with the time below it where there is room */
} CrmChipStyle;

/* One time of one appointment, on one day. It takes the focus, and is what is moved. */
G_DECLARE_FINAL_TYPE (CrmCalendarChip, crm_calendar_chip, CRM, CALENDAR_CHIP, GtkWidget)

GtkWidget           *crm_calendar_chip_new (CrmContext *context, const CrmOccurrence *occurrence, CrmDate day, CrmChipStyle style);
const CrmOccurrence *crm_calendar_chip_get_occurrence (CrmCalendarChip *self);
CrmDate              crm_calendar_chip_get_day (CrmCalendarChip *self);
gboolean             crm_calendar_chip_is (CrmCalendarChip *self, gint64 activity, CrmDate day);
char                *crm_calendar_describe_time (CrmContext *context, const CrmOccurrence *occurrence);

G_END_DECLS
