/* The calendar, seen on Thursday 20 March 2025, and used as by a person without a mouse. */

#include "config.h"

#include "../store/crm-test-file.h"
#include "ui-testing.h"

#include "crm-calendar-chip.h"
#include "crm-calendar-page.h"
#include "crm-clock.h"
#include "crm-page.h"
#include "crm-record-editor.h"

#include <string.h>

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

typedef struct
{
  CrmTestFile file;
  CrmContext *context;
  GtkWindow  *window;
  GtkWidget  *page;
  char       *toast;
} Fixture;

static gint64
add (Fixture *fixture, const char *subject, const char *due, const char *time, gint64 seconds, const char *repeat)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) record = crm_record_new ("activity");

  crm_object_set_text (CRM_OBJECT (record), "kind", "meeting");
  crm_object_set_text (CRM_OBJECT (record), "subject", subject);
  crm_object_set_text (CRM_OBJECT (record), "due", due);
  crm_object_set_text (CRM_OBJECT (record), "due_time", time);
  crm_object_set_integer (CRM_OBJECT (record), "duration", seconds);
  crm_object_set_text (CRM_OBJECT (record), "repeat", repeat);
  crm_store_save (fixture->file.store, "Add", record, &error);
  g_assert_no_error (error);

  return crm_record_get_id (record);
}

static void
toast_cb (Fixture *fixture, const char *text)
{
  g_free (fixture->toast);
  fixture->toast = g_strdup (text);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  crm_clock_set (crm_date_to_instant ((CrmDate){ 2025, 3, 20 }) + 12 * HOUR);
  crm_test_file_open (&fixture->file);
  add (fixture, "Tea", "2025-03-20", "10:00", 3600, NULL);
  add (fixture, "Fair", "2025-03-19", NULL, 3 * 86400, NULL);
  add (fixture, "Flowers", "2025-03-18", "09:00", CRM_UNSET, "RRULE:FREQ=DAILY;COUNT=3");
  fixture->context = crm_context_new ();
  g_signal_connect_swapped (fixture->context, "toast", G_CALLBACK (toast_cb), fixture);
  crm_context_set_store (fixture->context, fixture->file.store);
  fixture->page = g_object_new (CRM_TYPE_CALENDAR_PAGE, "context", fixture->context, NULL);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (fixture->window, FALSE);
  gtk_window_set_default_size (fixture->window, GPOINTER_TO_INT (data), 800);
  gtk_window_set_child (fixture->window, fixture->page);
  gtk_window_present (fixture->window);
  wait_for (gtk_widget_get_mapped (fixture->page));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  settle ();
  g_clear_object (&fixture->context);
  crm_test_file_close (&fixture->file);
  g_clear_pointer (&fixture->toast, g_free);
  crm_clock_set (0);
}

/* "title day of month at minute" of every chip that is seen, in the order of the tree. */
static void
append_chips (GtkWidget *widget, GString *text)
{
  if (CRM_IS_CALENDAR_CHIP (widget) && gtk_widget_get_mapped (widget))
    {
      const CrmOccurrence *occurrence = crm_calendar_chip_get_occurrence (CRM_CALENDAR_CHIP (widget));

      g_string_append_printf (text, "%s%s %d@%d", text->len > 0 ? ", " : "", occurrence->title, crm_calendar_chip_get_day (CRM_CALENDAR_CHIP (widget)).day, occurrence->minute);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    append_chips (child, text);
}

static gboolean
shows (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_chips (fixture->page, text);

  return strcmp (text->str, expected) == 0;
}

static CrmCalendarChip *
find_chip (GtkWidget *widget, const char *title, int day)
{
  CrmCalendarChip *found = NULL;

  if (CRM_IS_CALENDAR_CHIP (widget))
    {
      CrmCalendarChip *chip = CRM_CALENDAR_CHIP (widget);

      return gtk_widget_get_mapped (widget) && strcmp (crm_calendar_chip_get_occurrence (chip)->title, title) == 0 && crm_calendar_chip_get_day (chip).day == day ? chip : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_chip (child, title, day);

  return found;
}

static void
focus (Fixture *fixture, const char *title, int day)
{
  CrmCalendarChip *chip = find_chip (fixture->page, title, day);

  g_assert_nonnull (chip);
  gtk_widget_grab_focus (GTK_WIDGET (chip));
}

static const char *
get_focused (Fixture *fixture)
{
  GtkWidget *focused = gtk_window_get_focus (fixture->window);

  return focused != NULL && CRM_IS_CALENDAR_CHIP (focused) ? crm_calendar_chip_get_occurrence (CRM_CALENDAR_CHIP (focused))->title : NULL;
}

#define WEEK "Fair 19@-1, Fair 20@-1, Fair 21@-1, Flowers 18@540, Flowers 19@540, Flowers 20@540, Tea 20@600"

static void
test_views (Fixture *fixture, gconstpointer data)
{
  wait_for (shows (fixture, WEEK));
  gtk_widget_activate_action (fixture->page, "calendar.day", NULL);
  wait_for (shows (fixture, "Fair 20@-1, Flowers 20@540, Tea 20@600"));
  gtk_widget_activate_action (fixture->page, "calendar.month", NULL);
  wait_for (shows (fixture, "Flowers 18@540, Fair 19@-1, Flowers 19@540, Fair 20@-1, Flowers 20@540, Tea 20@600, Fair 21@-1"));
  gtk_widget_activate_action (fixture->page, "calendar.agenda", NULL);
  wait_for (shows (fixture, "Fair 20@-1, Flowers 20@540, Tea 20@600, Fair 21@-1"));
  gtk_widget_activate_action (fixture->page, "calendar.next", NULL);
  wait_for (shows (fixture, ""));
  gtk_widget_activate_action (fixture->page, "calendar.today", NULL);
  wait_for (shows (fixture, "Fair 20@-1, Flowers 20@540, Tea 20@600, Fair 21@-1"));
  gtk_widget_activate_action (fixture->page, "calendar.view", "s", "week");
  wait_for (shows (fixture, WEEK));
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  wait_for (shows (fixture, WEEK));
  focus (fixture, "Tea", 20);
  gtk_widget_activate_action (fixture->page, "calendar.shift", "(ii)", 1, 1);
  wait_for (find_chip (fixture->page, "Tea", 21) != NULL);
  g_assert_cmpint (crm_calendar_chip_get_occurrence (find_chip (fixture->page, "Tea", 21))->minute, ==, 630);
  /* The keyboard goes along. */
  wait_for (g_strcmp0 (get_focused (fixture), "Tea") == 0);
  g_assert_true (g_pattern_match_simple ("*Tea*moved to*", fixture->toast));
  gtk_widget_activate_action (fixture->page, "calendar.resize", "i", 1);
  wait_for (find_chip (fixture->page, "Tea", 21) != NULL && crm_calendar_chip_get_occurrence (find_chip (fixture->page, "Tea", 21))->seconds == 5400);
  /* It does not become shorter than a step. */
  gtk_widget_activate_action (fixture->page, "calendar.resize", "i", -10);
  wait_for (find_chip (fixture->page, "Tea", 21) != NULL && crm_calendar_chip_get_occurrence (find_chip (fixture->page, "Tea", 21))->seconds == 1800);
}

/* One time of a series moves alone, and one undo takes it back whole. */
static void
test_series (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  wait_for (shows (fixture, WEEK));
  focus (fixture, "Flowers", 19);
  gtk_widget_activate_action (fixture->page, "calendar.shift", "(ii)", 0, 2);
  wait_for (shows (fixture, "Fair 19@-1, Fair 20@-1, Fair 21@-1, Flowers 18@540, Flowers 19@600, Flowers 20@540, Tea 20@600"));
  g_assert_true (g_pattern_match_simple ("*this time only*", fixture->toast));
  g_assert_true (crm_store_undo (fixture->file.store, NULL, &error));
  g_assert_no_error (error);
  wait_for (shows (fixture, WEEK));

  focus (fixture, "Flowers", 20);
  gtk_widget_activate_action (fixture->page, "calendar.delete", NULL);
  wait_for (shows (fixture, "Fair 19@-1, Fair 20@-1, Fair 21@-1, Flowers 18@540, Flowers 19@540, Tea 20@600"));
  focus (fixture, "Flowers", 18);
  gtk_widget_activate_action (fixture->page, "calendar.done", NULL);
  wait_for (find_chip (fixture->page, "Flowers", 18) != NULL && crm_calendar_chip_get_occurrence (find_chip (fixture->page, "Flowers", 18))->is_done);
  g_assert_false (crm_calendar_chip_get_occurrence (find_chip (fixture->page, "Flowers", 19))->is_done);
}

/* What the menu of a chip does, it does to that chip, although the menu has the focus. */
static void
test_menu (Fixture *fixture, gconstpointer data)
{
  GtkWidget *menu;

  wait_for (shows (fixture, WEEK));
  focus (fixture, "Tea", 20);
  gtk_widget_activate_action (fixture->page, "calendar.menu", NULL);
  menu = find_widget (fixture->page, GTK_TYPE_POPOVER_MENU, FALSE);
  wait_for (gtk_widget_get_mapped (menu));
  wait_for (gtk_window_get_focus (fixture->window) != NULL && gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), menu));
  gtk_widget_activate_action (fixture->page, "calendar.done", NULL);
  wait_for (crm_calendar_chip_get_occurrence (find_chip (fixture->page, "Tea", 20))->is_done);
  gtk_popover_popdown (GTK_POPOVER (menu));
  wait_for (g_strcmp0 (get_focused (fixture), "Tea") == 0);
}

static CrmRecordEditor *
find_editor (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (CRM_IS_RECORD_EDITOR (window))
        return CRM_RECORD_EDITOR (window);
    }

  return NULL;
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  wait_for (shows (fixture, WEEK));
  gtk_widget_activate_action (fixture->page, "calendar.new", NULL);
  g_assert_nonnull (find_editor ());
  gtk_window_destroy (GTK_WINDOW (find_editor ()));
  g_assert_true (crm_page_can_create (CRM_PAGE (fixture->page)));
  focus (fixture, "Tea", 20);
  gtk_widget_activate_action (fixture->page, "calendar.open", NULL);
  g_assert_nonnull (find_editor ());
  gtk_window_destroy (GTK_WINDOW (find_editor ()));
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  gint64 later = add (fixture, "Dinner", "2025-06-01", "19:00", 3600, NULL);
  g_autoptr (CrmRecord) record = crm_store_get (fixture->file.store, later, NULL);

  g_assert_true (crm_page_can_open (CRM_PAGE (fixture->page), crm_record_type_find ("activity")));
  crm_page_open (CRM_PAGE (fixture->page), record);
  wait_for (g_strcmp0 (get_focused (fixture), "Dinner") == 0);
}

/* At the width of a telephone a week is a list, and comes back with the room. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (minimum_width (fixture->page), <=, 350);
  wait_for (shows (fixture, "Fair 20@-1, Flowers 20@540, Tea 20@600, Fair 21@-1"));
  gtk_widget_activate_action (fixture->page, "calendar.day", NULL);
  wait_for (shows (fixture, "Fair 20@-1, Flowers 20@540, Tea 20@600"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);

  g_test_add ("/calendar/views", Fixture, GINT_TO_POINTER (1000), set_up, test_views, tear_down);
  g_test_add ("/calendar/move", Fixture, GINT_TO_POINTER (1000), set_up, test_move, tear_down);
  g_test_add ("/calendar/series", Fixture, GINT_TO_POINTER (1000), set_up, test_series, tear_down);
  g_test_add ("/calendar/menu", Fixture, GINT_TO_POINTER (1000), set_up, test_menu, tear_down);
  g_test_add ("/calendar/create", Fixture, GINT_TO_POINTER (1000), set_up, test_create, tear_down);
  g_test_add ("/calendar/open", Fixture, GINT_TO_POINTER (1000), set_up, test_open, tear_down);
  g_test_add ("/calendar/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_narrow, tear_down);

  return g_test_run ();
}
