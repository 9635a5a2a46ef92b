#pragma once

#include "crm-calendar-hours.h"

G_BEGIN_DECLS

#define CRM_HOURS_DAYS_MAX 7

/* Where a chip stands. */
typedef struct
{
  CrmCalendarChip *chip; /* a child */
  int              column;
  int              from; /* minutes of the day */
  int              to;
  int              lane; /* of @n_lanes beside each other */
  int              n_lanes;
} CrmHoursPlace;

typedef enum
{
  CRM_HOURS_NO_DRAG,
  CRM_HOURS_MOVE,
  CRM_HOURS_RESIZE,
} CrmHoursDrag;

struct _CrmCalendarHours
{
  GtkWidget parent_instance;

  CrmCalendarView *view; /* (unowned): an ancestor */
  GtkWidget       *hours[24];
  GtkWidget       *columns[CRM_HOURS_DAYS_MAX];
  GtkWidget       *now;
  GtkWidget       *slot;   /* the cursor, where no chip is */
  GArray          *places; /* (owned) (element-type CrmHoursPlace) */

  CrmHoursDrag  drag;
  CrmHoursPlace dragged; /* as it would be let go now */
  int           grabbed; /* minutes below its beginning at which it was taken hold of */
};

int            crm_calendar_hours_get_n_columns (CrmCalendarHours *self);
CrmHoursPlace *crm_calendar_hours_find_place (CrmCalendarHours *self, GtkWidget *chip);
void           crm_calendar_hours_add_drag (CrmCalendarHours *self);

G_END_DECLS
