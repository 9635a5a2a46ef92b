#pragma once

#include "crm-calendar-page.h"
#include "crm-calendar-view.h"

G_BEGIN_DECLS

struct _CrmCalendarPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkBox    *bar;
  GtkWidget *wide_views;
  GtkLabel  *title;
  GtkStack  *stack;

  CrmContext       *context; /* (owned) */
  CrmCalendarModel *model;   /* (owned) */
  CrmCalendarSpan   wanted;  /* the view that was chosen, for when there is room for it */
  gboolean          narrow;
  guint             watch;
  gint64            followed; /* the activity the focus goes to when it has arrived, 0 for none */
  CrmDate           followed_day;
  GtkWidget        *menu;          /* (nullable): a child, of the chip it was opened on */
  gint64            menu_activity; /* what that chip shows */
  CrmDate           menu_day;
};

void crm_calendar_page_move_chip (CrmCalendarPage *self, CrmCalendarChip *chip, int jdn, int minute);
void crm_calendar_page_resize_chip (CrmCalendarPage *self, CrmCalendarChip *chip, gint64 seconds);
void crm_calendar_page_activate (CrmCalendarPage *self, CrmCalendarChip *chip);
void crm_calendar_page_create (CrmCalendarPage *self);
void crm_calendar_page_shift (CrmCalendarPage *self, int across, int down);
void crm_calendar_page_resize (CrmCalendarPage *self, int steps);
void crm_calendar_page_add_menu (CrmCalendarPage *self);
void crm_calendar_page_install_actions (GtkWidgetClass *klass);

G_END_DECLS
