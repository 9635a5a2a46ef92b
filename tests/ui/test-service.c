/* The page of service as a shop owner uses it: a question is typed and its answer seen, a case is solved and its customer asked, what is asked often gets one
 * answer for all. */

#include "config.h"

#include "people-testing.h"

#include "crm-answers-box.h"
#include "crm-business-window.h"
#include "crm-case-page.h"
#include "crm-directory-detail.h"
#include "crm-draft-dialog.h"
#include "crm-question-row.h"
#include "crm-questions-view.h"
#include "crm-record-editor.h"
#include "crm-satisfaction-row.h"
#include "crm-service-page.h"
#include "crm-timeline-composer.h"

static void
open_on_page (CrmContext *context, CrmRecord *record, Fixture *fixture)
{
  crm_page_open (CRM_PAGE (fixture->page), record);
}

static void
show_service (Fixture *fixture, int width)
{
  show_page (fixture, g_object_new (CRM_TYPE_SERVICE_PAGE, "context", fixture->context, NULL), width);
  g_signal_connect (fixture->context, "open", G_CALLBACK (open_on_page), fixture);
}

static CrmRecord *
get_case (Fixture *fixture)
{
  CrmDirectoryDetail *page = find_widget (fixture->page, CRM_TYPE_CASE_PAGE, TRUE);

  return page != NULL ? crm_directory_detail_get_record (page) : NULL;
}

static gboolean
is (Fixture *fixture, const char *field, const char *value)
{
  CrmRecord *record = get_case (fixture);

  return record != NULL && g_strcmp0 (crm_object_get_text (CRM_OBJECT (record), field), value) == 0;
}

static void
save (Fixture *fixture, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (fixture->file.store, "Save", record, &error);
  g_assert_no_error (error);
}

static CrmRecord *
add_case (Fixture *fixture, const char *subject, const char *resolution, gint64 person)
{
  CrmRecord *record = crm_record_new ("service_case");

  g_object_set (record, "subject", subject, "resolution", resolution, "status", resolution != NULL ? "solved" : "new", "channel", "email", "person", person, NULL);
  save (fixture, record);

  return record;
}

static CrmRecord *
add_article (Fixture *fixture, const char *title, const char *body)
{
  CrmRecord *record = crm_record_new ("article");

  g_object_set (record, "title", title, "body", body, NULL);
  save (fixture, record);

  return record;
}

/* As a list opens it: shared with whoever shows it. */
static void
open_case (Fixture *fixture, CrmRecord *record)
{
  g_autoptr (CrmRecord) shared = crm_store_get (fixture->file.store, crm_record_get_id (record), NULL);

  crm_page_open (CRM_PAGE (fixture->page), shared);
  wait_for (get_case (fixture) != NULL);
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (find_widget (fixture->page, CRM_TYPE_CASE_PAGE, TRUE), action, NULL));
  settle ();
}

/* As somebody types: the answer is there before the question is written to its end, and is given with one press. */
static void
test_answered_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) old = add_case (fixture, "Which needle for silk?", "A fine one, number 60 to 70.", CRM_UNSET);
  CrmDraftDialog *dialog;
  GtkWidget      *subject;

  show_service (fixture, 1100);
  crm_page_create (CRM_PAGE (fixture->page));
  dialog = find_dialog (CRM_TYPE_DRAFT_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_null (find_widget (dialog, CRM_TYPE_ANSWERS_BOX, TRUE));
  subject = find_titled (dialog, "Subject");
  gtk_editable_set_text (GTK_EDITABLE (subject), "needle for a silk dr");
  wait_for (find_widget (dialog, CRM_TYPE_ANSWERS_BOX, TRUE) != NULL);
  g_assert_nonnull (find_titled (dialog, "\u2068Which needle for silk?\u2069"));

  g_signal_emit_by_name (find_button (dialog, "Answer with This"), "clicked");
  wait_for (get_case (fixture) != NULL);
  g_assert_true (is (fixture, "subject", "needle for a silk dr"));
  g_assert_true (is (fixture, "status", "solved"));
  g_assert_true (is (fixture, "resolution", "A fine one, number 60 to 70."));
}

/* What has no subject is refused in the dialog, which keeps what was typed. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  CrmDraftDialog *dialog;

  show_service (fixture, 1100);
  crm_page_create (CRM_PAGE (fixture->page));
  dialog = find_dialog (CRM_TYPE_DRAFT_DIALOG);
  crm_draft_dialog_save (dialog);
  g_assert_true (says (dialog, "A case needs a subject"));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gint64
get_score (Fixture *fixture)
{
  g_autoptr (CrmQuery) query = crm_query_new ("feedback");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) feedback = NULL;

  crm_store_query (fixture->file.store, query, 0, ids, NULL);
  feedback = ids->len == 1 ? crm_store_get (fixture->file.store, g_array_index (ids, gint64, 0), NULL) : NULL;

  return feedback != NULL ? crm_object_get_integer (CRM_OBJECT (feedback), "score") : CRM_UNSET;
}

static void
test_solve (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) maryam = crm_test_file_add_person (&fixture->file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) record = add_case (fixture, "It broke", NULL, crm_record_get_id (maryam));
  CrmDraftDialog *dialog;

  show_service (fixture, 1100);
  open_case (fixture, record);
  g_assert_null (find_widget (fixture->page, CRM_TYPE_SATISFACTION_ROW, TRUE));
  act (fixture, "case.next");
  dialog = find_dialog (CRM_TYPE_DRAFT_DIALOG);
  g_assert_nonnull (dialog);
  crm_draft_dialog_save (dialog);
  wait_for (is (fixture, "status", "solved"));
  wait_for (find_widget (fixture->page, CRM_TYPE_SATISFACTION_ROW, TRUE) != NULL);

  g_signal_emit_by_name (find_button (find_widget (fixture->page, CRM_TYPE_SATISFACTION_ROW, TRUE), "\u2066"
                                                                                                    "4\u2069"),
                         "clicked");
  wait_for (get_score (fixture) == 4);
  wait_for (says (fixture->page, "Satisfaction: 4 of 5"));

  crm_store_undo_async (fixture->file.store, FALSE, NULL, NULL);
  wait_for (get_score (fixture) == CRM_UNSET);
  wait_for (gtk_widget_get_mapped (find_titled (fixture->page, "How satisfied are they?")));
  act (fixture, "case.next");
  wait_for (is (fixture, "status", "open"));
}

/* A kept answer is put where one writes, with the name in it; nothing is sent, and the case says what it was answered with. */
static void
test_reply (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) maryam = crm_test_file_add_person (&fixture->file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) article = add_article (fixture, "Broken needles", "Dear {first_name}, take a new one.");
  g_autoptr (CrmRecord) record = add_case (fixture, "My needles are broken", NULL, crm_record_get_id (maryam));
  GtkTextView     *view;
  g_autofree char *text = NULL;

  show_service (fixture, 1100);
  open_case (fixture, record);
  wait_for (find_button (fixture->page, "Write as a Reply") != NULL);
  g_signal_emit_by_name (find_button (fixture->page, "Write as a Reply"), "clicked");
  wait_for (crm_object_get_integer (CRM_OBJECT (get_case (fixture)), "article") == crm_record_get_id (article));
  view = find_widget (find_widget (fixture->page, CRM_TYPE_TIMELINE_COMPOSER, TRUE), GTK_TYPE_TEXT_VIEW, TRUE);
  g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);
  g_assert_cmpstr (text, ==, "Dear Maryam, take a new one.");
  g_assert_true (is (fixture, "status", "new"));
}

static gboolean
is_answered (Fixture *fixture, CrmRecord *record)
{
  g_autoptr (CrmRecord) now = crm_store_get (fixture->file.store, crm_record_get_id (record), NULL);

  return crm_object_get_integer (CRM_OBJECT (now), "article") != CRM_UNSET;
}

/* One key makes an answer of what is asked often, and it is the answer of all who asked. */
static void
test_asked_often (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) one = add_case (fixture, "Where is my parcel?", "At the neighbour's.", CRM_UNSET);
  g_autoptr (CrmRecord) two = add_case (fixture, "My parcel, where?", NULL, CRM_UNSET);
  g_autoptr (CrmRecord) three = add_case (fixture, "Do you mend zips?", NULL, CRM_UNSET);
  CrmRecordEditor *editor;

  show_service (fixture, 1100);
  gtk_widget_activate_action (fixture->page, "lists.show", "s", "questions");
  wait_for (find_widget (fixture->page, CRM_TYPE_QUESTION_ROW, TRUE) != NULL);
  g_assert_true (says (fixture->page, "Asked 2 times"));
  g_assert_true (says (fixture->page, "no answer is kept yet"));
  press_on (find_widget (fixture->page, CRM_TYPE_QUESTION_ROW, TRUE), "a");
  editor = find_dialog (CRM_TYPE_RECORD_EDITOR);
  g_assert_nonnull (editor);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled (editor, "Title"))), ==, "My parcel, where?");

  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL);
  wait_for (is_answered (fixture, one) && is_answered (fixture, two));
  g_assert_false (is_answered (fixture, three));
  wait_for (says (fixture->page, "answered with My parcel, where?"));
}

/* An idea of it: who asked wants it. */
static void
test_idea (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) maryam = crm_test_file_add_person (&fixture->file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) one = add_case (fixture, "Do you mend zips?", NULL, crm_record_get_id (maryam));
  g_autoptr (CrmRecord) two = add_case (fixture, "Can you mend a zip", NULL, crm_record_get_id (maryam));
  CrmRecordEditor *editor;
  CrmRecord       *draft;

  show_service (fixture, 1100);
  gtk_widget_activate_action (fixture->page, "lists.show", "s", "questions");
  wait_for (find_widget (fixture->page, CRM_TYPE_QUESTION_ROW, TRUE) != NULL);
  press_on (find_widget (fixture->page, CRM_TYPE_QUESTION_ROW, TRUE), "i");
  editor = find_dialog (CRM_TYPE_RECORD_EDITOR);
  g_object_get (editor, "draft", &draft, NULL);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (draft), "kind"), ==, "idea");
  g_assert_cmpuint (crm_object_get_items (CRM_OBJECT (draft), "votes")->len, ==, 1);
  g_object_unref (draft);
  gtk_window_destroy (GTK_WINDOW (editor));
}

static gboolean
is_set (Fixture *fixture, const char *name, const char *expected)
{
  g_autofree char *value = crm_store_get_setting (fixture->file.store, name);

  return g_strcmp0 (value, expected) == 0;
}

static void
type_setting (GtkWindow *window, const char *title, const char *text)
{
  GtkWidget *row = find_titled (window, title);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

/* What is no time of day is marked, and nothing is kept of it. */
static void
test_hours (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = crm_business_window_new (fixture->context);

  type_setting (window, "Monday", "9 to 13, 16:30-21");
  wait_for (is_set (fixture, "hours_monday", "09:00-13:00, 16:30-21:00"));
  type_setting (window, "Monday", "whenever");
  g_assert_true (gtk_widget_has_css_class (find_titled (window, "Monday"), "error"));
  g_assert_true (is_set (fixture, "hours_monday", "09:00-13:00, 16:30-21:00"));
  type_setting (window, "Sunday", "closed");
  wait_for (is_set (fixture, "hours_sunday", "closed"));
  type_setting (window, "Answer what is urgent within (hours)", "1.5");
  wait_for (is_set (fixture, "answer_high", "1.5"));
  type_setting (window, "Answer what is urgent within (hours)", "-1");
  g_assert_true (is_set (fixture, "answer_high", "1.5"));
  gtk_window_destroy (window);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  static const char *const lists[] = { "service_case", "questions", "article", "feedback" };
  g_autoptr (CrmRecord) one = add_case (fixture, "Where is my parcel, which I ordered in the last week of the month?", "At the neighbour's.", CRM_UNSET);
  g_autoptr (CrmRecord) two = add_case (fixture, "Where is my parcel?", NULL, CRM_UNSET);

  show_service (fixture, 360);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      gtk_widget_activate_action (fixture->page, "lists.show", "s", lists[i]);
      settle ();
      g_assert_cmpint (minimum_width (fixture->page), <=, 360);
    }
  open_case (fixture, two);
  wait_for (find_button (fixture->page, "Write as a Reply") != NULL);
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);
}

#define add(name, func) g_test_add ("/service-page/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("answered-before", test_answered_before);
  add ("refused", test_refused);
  add ("solve", test_solve);
  add ("reply", test_reply);
  add ("asked-often", test_asked_often);
  add ("idea", test_idea);
  add ("hours", test_hours);
  add ("narrow", test_narrow);

  return g_test_run ();
}
