/* The page of today, seen on Thursday 20 March 2025. */

#include "config.h"

#include "../store/crm-test-file.h"
#include "ui-testing.h"

#include "crm-clock.h"
#include "crm-page.h"
#include "crm-today-page.h"
#include "crm-today-row.h"

#include <string.h>

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

typedef struct
{
  CrmTestFile   file;
  CrmContext   *context;
  GtkWindow    *window;
  CrmTodayPage *page;
  gint64        person;
  char         *toast;
  CrmRecord    *opened;
} Fixture;

static void
add_task (Fixture *fixture, const char *subject, const char *due, gint64 target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) task = crm_record_new ("activity");

  crm_object_set_text (CRM_OBJECT (task), "kind", "task");
  crm_object_set_text (CRM_OBJECT (task), "subject", subject);
  crm_object_set_text (CRM_OBJECT (task), "due", due);
  if (target != 0)
    crm_object_add_item (CRM_OBJECT (task), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", target, NULL));
  crm_store_save (fixture->file.store, "Add", task, &error);
  g_assert_no_error (error);
}

static void
toast_cb (Fixture *fixture, const char *text)
{
  g_free (fixture->toast);
  fixture->toast = g_strdup (text);
}

static void
open_cb (Fixture *fixture, CrmRecord *record)
{
  g_set_object (&fixture->opened, record);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) person = NULL;

  crm_clock_set (crm_date_to_instant ((CrmDate){ 2025, 3, 20 }) + 12 * HOUR);
  crm_test_file_open (&fixture->file);
  person = crm_test_file_add_person (&fixture->file, "Maryam", "Ahmadi");
  fixture->person = crm_record_get_id (person);
  add_task (fixture, "Later", "2025-04-02", 0);
  if (GPOINTER_TO_INT (data) > 0)
    {
      add_task (fixture, "Soon", "2025-03-27", 0);
      add_task (fixture, "Now", "2025-03-20", fixture->person);
      add_task (fixture, "Old", "2025-03-01", 0);
    }
  fixture->context = crm_context_new ();
  g_signal_connect_swapped (fixture->context, "toast", G_CALLBACK (toast_cb), fixture);
  g_signal_connect_swapped (fixture->context, "open", G_CALLBACK (open_cb), fixture);
  crm_context_set_store (fixture->context, fixture->file.store);
  fixture->page = CRM_TODAY_PAGE (crm_today_page_new (fixture->context));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (fixture->window, FALSE);
  gtk_window_set_default_size (fixture->window, 360, 600);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->window);
  wait_for (!crm_today_list_is_loading (crm_today_page_get_list (fixture->page)));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  settle ();
  g_clear_object (&fixture->opened);
  g_clear_object (&fixture->context);
  crm_test_file_close (&fixture->file);
  g_clear_pointer (&fixture->toast, g_free);
  crm_clock_set (0);
}

/* Rows in their order, each with the head over it. */
static void
append_rows (GtkWidget *widget, GString *text)
{
  if (CRM_IS_TODAY_ROW (widget) && crm_today_row_get_record (CRM_TODAY_ROW (widget)) != NULL)
    {
      const char      *head = crm_today_row_get_head (CRM_TODAY_ROW (widget));
      g_autofree char *title = crm_object_dup_title (CRM_OBJECT (crm_today_row_get_record (CRM_TODAY_ROW (widget))));

      g_string_append_printf (text, "%s%s%s", head != NULL ? "[" : "", head != NULL ? head : "", head != NULL ? "] " : "");
      g_string_append_printf (text, "%s ", title);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    append_rows (child, text);
}

static gboolean
shows (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_rows (GTK_WIDGET (fixture->page), text);

  return strcmp (text->str, expected) == 0;
}

#define wait_for_rows(fixture, expected) wait_for (shows (fixture, expected))

static CrmTodayRow *
find_row (GtkWidget *widget, const char *subject)
{
  CrmTodayRow     *found = NULL;
  CrmRecord       *record = CRM_IS_TODAY_ROW (widget) ? crm_today_row_get_record (CRM_TODAY_ROW (widget)) : NULL;
  g_autofree char *title = record != NULL ? crm_object_dup_title (CRM_OBJECT (record)) : NULL;

  if (g_strcmp0 (title, subject) == 0)
    return CRM_TODAY_ROW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_row (child, subject);

  return found;
}

static void
act (Fixture *fixture, const char *subject, const char *action)
{
  CrmTodayRow *row = find_row (GTK_WIDGET (fixture->page), subject);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row))));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (row), action, NULL));
}

static const char *
get_focused (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return row != NULL && CRM_IS_TODAY_ROW (row) ? crm_object_get_text (CRM_OBJECT (crm_today_row_get_record (CRM_TODAY_ROW (row))), "subject") : NULL;
}

static void
test_sections (Fixture *fixture, gconstpointer data)
{
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Soon ");
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);

  /* A section with nothing is absent; a second row has no head. */
  add_task (fixture, "Now too", "2025-03-20", 0);
  wait_for_rows (fixture, "[Overdue] Old [Today] Now Now too [Next 7 Days] Soon ");
}

static void
test_done (Fixture *fixture, gconstpointer data)
{
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Soon ");
  act (fixture, "Old", "today.done");
  wait_for_rows (fixture, "[Today] Now [Next 7 Days] Soon ");
  g_assert_cmpstr (fixture->toast, ==, "Done: “\u2068Old\u2069”");
  g_assert_cmpstr (get_focused (fixture), ==, "Now");

  crm_store_undo (fixture->file.store, NULL, NULL);
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Soon ");
}

static void
test_put_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) now = NULL;

  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Soon ");
  now = g_object_ref (crm_today_row_get_record (find_row (GTK_WIDGET (fixture->page), "Now")));
  act (fixture, "Now", "today.tomorrow");
  wait_for_rows (fixture, "[Overdue] Old [Next 7 Days] Now Soon ");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (now), "due"), ==, "2025-03-21");

  /* The week begins on Monday here. */
  act (fixture, "Now", "today.next-week");
  wait_for (g_strcmp0 (crm_object_get_text (CRM_OBJECT (now), "due"), "2025-03-24") == 0);
}

/* Of what repeats, one time is put off or done: the series stays on its day of the week. */
static void
test_series (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) record = NULL;
  g_autoptr (CrmRecord) draft = NULL;

  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Soon ");
  record = g_object_ref (crm_today_row_get_record (find_row (GTK_WIDGET (fixture->page), "Now")));
  draft = crm_record_edit (record);
  crm_object_set_text (CRM_OBJECT (draft), "repeat", "RRULE:FREQ=WEEKLY");
  crm_store_save (fixture->file.store, "Repeat", draft, &error);
  g_assert_no_error (error);

  act (fixture, "Now", "today.tomorrow");
  wait_for_rows (fixture, "[Overdue] Old [Next 7 Days] Now Soon Now ");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (record), "due"), ==, "2025-03-27");
  crm_store_undo (fixture->file.store, NULL, NULL);
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Soon ");
  act (fixture, "Now", "today.done");
  wait_for_rows (fixture, "[Overdue] Old [Next 7 Days] Soon Now ");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (record), "due"), ==, "2025-03-27");
}

static void
save (Fixture *fixture, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (fixture->file.store, "Add", record, &error);
  g_assert_no_error (error);
}

static void
add_promise (Fixture *fixture)
{
  g_autoptr (CrmRecord) promise = crm_record_new ("activity");

  g_object_set (promise, "kind", "promise", "subject", "Samples", "due", "2025-03-22", NULL);
  crm_object_add_item (CRM_OBJECT (promise), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", fixture->person, NULL));
  save (fixture, promise);
}

/* Spoken to every week, and not for five. */
static void
add_quiet (Fixture *fixture)
{
  g_autoptr (CrmRecord) person = crm_test_file_add_person (&fixture->file, "Reza", "Karimi");

  for (int week = 5; week < 10; week++)
    {
      g_autoptr (CrmRecord) call = crm_record_new ("activity");

      g_object_set (call, "kind", "call", "subject", "x", "occurred-at", crm_clock_now () - week * 7 * 24 * HOUR, NULL);
      crm_object_add_item (CRM_OBJECT (call), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", crm_record_get_id (person), NULL));
      save (fixture, call);
    }
}

static void
add_birthday (Fixture *fixture)
{
  g_autoptr (CrmRecord) person = crm_test_file_add_person (&fixture->file, "Sara", "Naderi");
  g_autoptr (CrmRecord) draft = crm_record_edit (person);

  crm_object_add_item (CRM_OBJECT (draft), "dates", g_object_new (CRM_TYPE_IMPORTANT_DATE, "kind", "birthday", "year", (gint64) 1985, "month", (gint64) 3, "day", (gint64) 22, NULL));
  save (fixture, draft);
}

/* 20 days in a stage that expects 7. */
static void
add_stale_deal (Fixture *fixture)
{
  gint64 now = crm_clock_now ();
  g_autoptr (CrmRecord) pipeline = crm_record_new ("pipeline");
  g_autoptr (CrmRecord) stage = crm_record_new ("stage");
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");

  crm_object_set_text (CRM_OBJECT (pipeline), "name", "Sales");
  save (fixture, pipeline);
  g_object_set (stage, "pipeline", crm_record_get_id (pipeline), "name", "Offer", "kind", "open", "expected-days", (gint64) 7, NULL);
  save (fixture, stage);
  crm_clock_set (now - 20 * 24 * HOUR);
  g_object_set (deal, "title", "Silk", "stage", crm_record_get_id (stage), NULL);
  save (fixture, deal);
  crm_clock_set (now);
}

/* What is to be answered by tonight stands here until it is solved, and opens on its own page; tomorrow is another day. */
static void
test_to_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_test_file_add_person (&fixture->file, "Sara", "Naderi");
  g_autoptr (CrmRecord) asked = crm_record_new ("service_case");
  g_autoptr (CrmRecord) later = crm_record_new ("service_case");

  g_object_set (asked, "subject", "Parcel?", "person", crm_record_get_id (person), "due-at", crm_clock_now () + HOUR, NULL);
  g_object_set (later, "subject", "Later", "due-at", crm_clock_now () + 24 * HOUR, NULL);
  save (fixture, asked);
  save (fixture, later);
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [To Answer] Parcel? [Next 7 Days] Soon ");

  act (fixture, "Parcel?", "today.done");
  g_assert_true (fixture->opened != NULL && crm_record_get_id (fixture->opened) == crm_record_get_id (asked));
  act (fixture, "Parcel?", "today.tomorrow");
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Soon ");
}

static void
test_suggestions (Fixture *fixture, gconstpointer data)
{
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Soon ");
  add_stale_deal (fixture);
  add_promise (fixture);
  add_quiet (fixture);
  add_birthday (fixture);
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Promised] Samples [Going Stale] Silk [Unusually Quiet] Reza Karimi [Celebrate] Sara Naderi [Next 7 Days] Soon ");
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);

  /* What is suggested cannot be ticked off; it becomes a task, or is done. */
  act (fixture, "Silk", "today.done");
  g_assert_nonnull (strstr (fixture->toast, "plan something"));
  act (fixture, "Silk", "today.tomorrow");
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Promised] Samples [Unusually Quiet] Reza Karimi [Celebrate] Sara Naderi [Next 7 Days] Follow up “\u2068Silk\u2069” Soon ");
  act (fixture, "Reza Karimi", "today.next-week");
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Promised] Samples [Celebrate] Sara Naderi [Next 7 Days] Follow up “\u2068Silk\u2069” Get in touch with \u2068Reza Karimi\u2069 Soon ");
  act (fixture, "Sara Naderi", "today.done");
  act (fixture, "Samples", "today.done");
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Follow up “\u2068Silk\u2069” Get in touch with \u2068Reza Karimi\u2069 Soon ");

  crm_store_undo (fixture->file.store, NULL, NULL);
  crm_store_undo (fixture->file.store, NULL, NULL);
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Promised] Samples [Celebrate] Sara Naderi [Next 7 Days] Follow up “\u2068Silk\u2069” Get in touch with \u2068Reza Karimi\u2069 Soon ");
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Soon ");
  act (fixture, "Now", "today.open");
  g_assert_nonnull (fixture->opened);
  g_assert_cmpint (crm_record_get_id (fixture->opened), ==, fixture->person);
}

static void
test_calm (Fixture *fixture, gconstpointer data)
{
  AdwStatusPage *calm;

  wait_for ((calm = find_widget (fixture->page, ADW_TYPE_STATUS_PAGE, TRUE)) != NULL);
  g_assert_nonnull (strstr (adw_status_page_get_description (calm), "2 Apr 2025"));
  g_assert_nonnull (strstr (adw_status_page_get_description (calm), "Later"));

  add_task (fixture, "Now", "2025-03-20", 0);
  wait_for_rows (fixture, "[Today] Now ");
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Soon ");
  crm_page_search (CRM_PAGE (fixture->page), "soon");
  wait_for_rows (fixture, "[Next 7 Days] Soon ");
  crm_page_search (CRM_PAGE (fixture->page), "");
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Soon ");
}

/* At midnight what was for tomorrow is for today. */
static void
test_next_day (Fixture *fixture, gconstpointer data)
{
  wait_for_rows (fixture, "[Overdue] Old [Today] Now [Next 7 Days] Soon ");
  crm_clock_set (crm_date_to_instant ((CrmDate){ 2025, 3, 27 }) + HOUR);
  g_signal_emit_by_name (fixture->context, "culture-changed");
  wait_for_rows (fixture, "[Overdue] Old Now [Today] Soon [Next 7 Days] Later ");
}

#define add(name, n, func) g_test_add ("/today/" name, Fixture, GINT_TO_POINTER (n), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("sections", 1, test_sections);
  add ("done", 1, test_done);
  add ("put-off", 1, test_put_off);
  add ("series", 1, test_series);
  add ("to-answer", 1, test_to_answer);
  add ("suggestions", 1, test_suggestions);
  add ("open", 1, test_open);
  add ("calm", 0, test_calm);
  add ("search", 1, test_search);
  add ("next-day", 1, test_next_day);

  return g_test_run ();
}
