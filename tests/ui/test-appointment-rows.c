/* The rows of an editor for what repeats, reminds and lasts: what is chosen and typed arrives in the draft, and what is not understood does not. */

#include "config.h"

#include "ui-testing.h"

#include "crm-clock.h"
#include "crm-field-row.h"

typedef struct
{
  CrmContext *context;
  CrmObject  *draft;
  GtkWidget  *window;
  GtkWidget  *list;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  crm_clock_set (G_GINT64_CONSTANT (1742468400) * G_USEC_PER_SEC); /* 2025-03-20T11:00:00Z */
  fixture->context = crm_context_new ();
  fixture->draft = CRM_OBJECT (crm_record_new ("activity"));
  crm_object_set_text (fixture->draft, "kind", "task");
  crm_object_set_text (fixture->draft, "due", "2025-03-20");
  crm_object_set_text (fixture->draft, "repeat", data);
  fixture->list = gtk_list_box_new ();
  rows = crm_field_rows_new (fixture->context, fixture->draft);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (fixture->list), g_ptr_array_index (rows, i));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->list);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->draft);
  g_clear_object (&fixture->context);
  crm_clock_set (0);
}

static void
choose (Fixture *fixture, const char *title, guint position)
{
  GtkWidget *row = find_titled (fixture->list, title);

  g_assert_nonnull (row);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), position);
}

static void
type_into (Fixture *fixture, const char *title, const char *text)
{
  GtkWidget *row = find_titled (fixture->list, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

#define assert_repeat(fixture, expected) g_assert_cmpstr (crm_object_get_text ((fixture)->draft, "repeat"), ==, expected)

static void
test_repeat (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = find_titled (fixture->list, "Repeats");

  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "Never");
  choose (fixture, "How often", 2);
  assert_repeat (fixture, "RRULE:FREQ=WEEKLY");
  type_into (fixture, "Days, weeks, months or years between", "۲");
  assert_repeat (fixture, "RRULE:FREQ=WEEKLY;INTERVAL=2");
  choose (fixture, "Ends", 1);
  type_into (fixture, "Times in all", "5");
  assert_repeat (fixture, "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=5");
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "Every 2 weeks, 5 times");
  choose (fixture, "Ends", 2);
  type_into (fixture, "Last day", "2025-06-01");
  assert_repeat (fixture, "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20250601");

  /* 30 Esfand 1403 is the last day of its year wherever it falls. */
  type_into (fixture, "Days, weeks, months or years between", "1");
  choose (fixture, "Ends", 0);
  choose (fixture, "How often", 4);
  choose (fixture, "Counted in", 1);
  assert_repeat (fixture, "RRULE:RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;SKIP=BACKWARD");
  /* Which day is meant follows the day it begins on. */
  crm_object_set_text (fixture->draft, "due", "2025-03-21");
  assert_repeat (fixture, "RRULE:RSCALE=PERSIAN;FREQ=YEARLY");
  choose (fixture, "How often", 0);
  assert_repeat (fixture, NULL);
}

static void
test_not_understood (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "How often", 1);
  assert_repeat (fixture, "RRULE:FREQ=DAILY");
  type_into (fixture, "Days, weeks, months or years between", "often");
  assert_repeat (fixture, "RRULE:FREQ=DAILY");
  g_assert_false (crm_field_row_is_valid (fixture->list));
  type_into (fixture, "Days, weeks, months or years between", "3");
  g_assert_true (crm_field_row_is_valid (fixture->list));
  assert_repeat (fixture, "RRULE:FREQ=DAILY;INTERVAL=3");
}

/* A rule of another program stays, whatever else is edited. */
static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = find_titled (fixture->list, "Repeats");

  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "By a rule of its own");
  crm_object_set_text (fixture->draft, "due", "2025-03-28");
  assert_repeat (fixture, "RRULE:FREQ=MONTHLY;BYDAY=1FR");
  choose (fixture, "How often", 1);
  assert_repeat (fixture, "RRULE:FREQ=DAILY");
}

static void
test_remind (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = find_titled (fixture->list, "Reminder");

  choose (fixture, "Reminder", 4);
  g_assert_cmpint (crm_object_get_integer (fixture->draft, "remind"), ==, 15);
  /* It is eleven o'clock: a quarter to nine has passed. That is said, and kept. */
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "That has passed already, so it will not be shown.");
  crm_object_set_text (fixture->draft, "due", "2025-03-21");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "");
  /* What is not offered is shown all the same. */
  crm_object_set_integer (fixture->draft, "remind", 45);
  g_assert_cmpint (crm_object_get_integer (fixture->draft, "remind"), ==, 45);
  choose (fixture, "Reminder", 0);
  g_assert_cmpint (crm_object_get_integer (fixture->draft, "remind"), ==, CRM_UNSET);
}

static void
test_length (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    gint64      seconds;
  } cases[] = { { "90", 5400 }, { "1:30", 5400 }, { "۰:۴۵", 2700 }, { "0:04:30", 270 }, { "", CRM_UNSET } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      type_into (fixture, "Duration (hours:minutes)", cases[i].typed);
      g_assert_cmpint (crm_object_get_integer (fixture->draft, "duration"), ==, cases[i].seconds);
      g_assert_true (crm_field_row_is_valid (fixture->list));
    }
  type_into (fixture, "Duration (hours:minutes)", "1:75");
  g_assert_false (crm_field_row_is_valid (fixture->list));
}

#define add(name, func, repeat) g_test_add ("/appointment-rows/" name, Fixture, repeat, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("repeat", test_repeat, NULL);
  add ("not-understood", test_not_understood, NULL);
  add ("foreign", test_foreign, "RRULE:FREQ=MONTHLY;BYDAY=1FR");
  add ("remind", test_remind, NULL);
  add ("length", test_length, NULL);

  return g_test_run ();
}
