/* An editor from a declaration alone: a record type that exists in this test only gets its rows, and what is typed into them arrives. */

#include "config.h"

#include "ui-testing.h"

#include "crm-date-entry.h"
#include "crm-field-row.h"
#include "crm-money-entry.h"
#include "crm-record-editor.h"
#include "crm-record-picker.h"
#include "crm-when.h"

#include "crm-clock.h"
#include "crm-text.h"

#define TYPE_PART (part_get_type ())
CRM_DECLARE_ITEM (Part, part, TEST, PART)

static const CrmField part_fields[] = {
  CRM_TEXT ("name", "Name", CRM_FIELD_REQUIRED),
  CRM_INTEGER ("count", "Count", CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (Part, part)

static void
part_override (CrmItemClass *klass)
{
}

static const CrmChoice colours[] = {
  { "red", "Red" },
  { "green", "Green" },
  { NULL, NULL },
};

CRM_DECLARE_RECORD (Machine, machine, TEST, MACHINE)

static const CrmField machine_fields[] = {
  CRM_TEXT ("name", "Machine name", CRM_FIELD_NONE),
  CRM_LONG_TEXT ("story", "Story", CRM_FIELD_NONE),
  CRM_BOOLEAN ("sold", "Sold", CRM_FIELD_NONE),
  CRM_INTEGER ("weight", "Weight", CRM_FIELD_NONE),
  CRM_MONEY ("price", "Price", CRM_FIELD_NONE),
  CRM_TEXT ("currency", "Currency", CRM_FIELD_NONE),
  CRM_DATE ("built", "Built", CRM_FIELD_NONE),
  CRM_INSTANT ("seen_at", "Seen", CRM_FIELD_NONE),
  CRM_CHOICE ("colour", "Colour", CRM_FIELD_NONE, colours),
  CRM_REFERENCE ("owner", "Owner", CRM_FIELD_NONE, "person"),
  CRM_FILE ("plan", "Plan", CRM_FIELD_NONE),
  CRM_ITEMS ("parts", "Parts", CRM_FIELD_NONE, part_get_type),
  CRM_TEXT ("secret", "Secret", CRM_FIELD_HIDDEN),
  CRM_TEXT ("computed", "Computed", CRM_FIELD_DERIVED),
};

CRM_DEFINE_RECORD (Machine, machine)

static void
machine_override (CrmRecordClass *klass)
{
}

static const CrmRecordType machine_type = { "machine", "Machine", "Machines", 40, CRM_TYPE_PLAIN, machine_get_type };

typedef struct
{
  CrmContext *context;
  CrmObject  *draft;
  GtkWidget  *editor;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->context = crm_context_new ();
  fixture->draft = CRM_OBJECT (crm_record_new ("machine"));
  fixture->editor = crm_record_editor_new (fixture->context, CRM_RECORD (fixture->draft));
  gtk_window_present (GTK_WINDOW (fixture->editor));
  settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->editor));
  g_clear_object (&fixture->draft);
  g_clear_object (&fixture->context);
}

static gpointer
get_row (Fixture *fixture, const char *title)
{
  gpointer row = find_titled (fixture->editor, title);

  g_assert_nonnull (row);

  return row;
}

/* As a person does: the focus goes into the row, the text is typed, and the focus leaves. */
static void
type (Fixture *fixture, const char *title, const char *text)
{
  gpointer row = get_row (fixture, title);

  gtk_widget_grab_focus (row);
  gtk_editable_set_text (row, text);
  gtk_window_set_focus (GTK_WINDOW (fixture->editor), NULL);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (machine_fields); i++)
    {
      gboolean editable = (machine_fields[i].flags & (CRM_FIELD_HIDDEN | CRM_FIELD_DERIVED)) == 0;

      g_assert_cmpint (find_titled (fixture->editor, machine_fields[i].label) != NULL, ==, editable);
    }
  g_assert_true (crm_field_row_is_valid (fixture->editor));
  g_assert_cmpint (minimum_width (fixture->editor), <=, 360);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  GtkTextView     *view;
  g_autofree char *shown = NULL;

  type (fixture, "Machine name", "  Loom No. 4 ");
  g_assert_cmpstr (crm_object_get_text (fixture->draft, "name"), ==, "Loom No. 4");
  type (fixture, "Machine name", "");
  g_assert_null (crm_object_get_text (fixture->draft, "name"));

  view = find_widget (get_row (fixture, "Story"), GTK_TYPE_TEXT_VIEW, FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), "Came by ship.\nRuns well.", -1);
  g_assert_cmpstr (crm_object_get_text (fixture->draft, "story"), ==, "Came by ship.\nRuns well.");

  crm_object_set_text (fixture->draft, "name", "Renamed elsewhere");
  crm_object_set_text (fixture->draft, "story", "Other");
  g_assert_cmpstr (gtk_editable_get_text (get_row (fixture, "Machine name")), ==, "Renamed elsewhere");
  g_object_get (gtk_text_view_get_buffer (view), "text", &shown, NULL);
  g_assert_cmpstr (shown, ==, "Other");
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  type (fixture, "Weight", "۱۲۵۰");
  g_assert_cmpint (crm_object_get_integer (fixture->draft, "weight"), ==, 1250);
  gtk_editable_insert_text (get_row (fixture, "Weight"), " kg", -1, &(int){ 4 });
  g_assert_cmpint (crm_object_get_integer (fixture->draft, "weight"), ==, 1250);
  g_assert_false (crm_field_row_is_valid (fixture->editor));
  type (fixture, "Weight", "");
  g_assert_true (crm_field_row_is_valid (fixture->editor));
  g_assert_cmpint (crm_object_get_integer (fixture->draft, "weight"), ==, CRM_UNSET);
  type (fixture, "Weight", "9223372036854775807");
  g_assert_cmpint (crm_object_get_integer (fixture->draft, "weight"), ==, G_MAXINT64);

  type (fixture, "Price", "€1,234.50");
  g_assert_cmpint (crm_object_get_integer (fixture->draft, "price"), ==, 123450);
  g_assert_cmpstr (crm_object_get_text (fixture->draft, "currency"), ==, "EUR");
  type (fixture, "Price", "much");
  g_assert_false (crm_field_row_is_valid (fixture->editor));
}

static void
test_days (Fixture *fixture, gconstpointer data)
{
  CrmWhen          when;
  gint64           seen;
  g_autofree char *shown = NULL;

  type (fixture, "Built", "30 Esfand 1403");
  g_assert_cmpstr (crm_object_get_text (fixture->draft, "built"), ==, "2025-03-20");
  type (fixture, "Built", "someday");
  g_assert_false (crm_field_row_is_valid (fixture->editor));
  type (fixture, "Built", "");
  g_assert_null (crm_object_get_text (fixture->draft, "built"));

  type (fixture, "Seen", "2025-03-20 14:05");
  seen = crm_object_get_integer (fixture->draft, "seen_at");
  g_assert_true (crm_when_parse ("2025-03-20 14:05", crm_context_get_culture (fixture->context), crm_context_get_today (fixture->context), &when, NULL));
  g_assert_cmpint (seen, ==, crm_when_to_instant (when, 0));

  /* What the row itself writes, it reads. */
  crm_object_set_integer (fixture->draft, "seen_at", CRM_UNSET);
  g_assert_cmpstr (gtk_editable_get_text (get_row (fixture, "Seen")), ==, "");
  crm_object_set_integer (fixture->draft, "seen_at", seen);
  shown = g_strdup (gtk_editable_get_text (get_row (fixture, "Seen")));
  type (fixture, "Seen", shown);
  g_assert_cmpint (crm_object_get_integer (fixture->draft, "seen_at"), ==, seen);
  type (fixture, "Seen", "never");
  g_assert_false (crm_field_row_is_valid (fixture->editor));
}

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *colour = get_row (fixture, "Colour");
  GtkWidget   *sold = adw_action_row_get_activatable_widget (get_row (fixture, "Sold"));

  adw_combo_row_set_selected (colour, 2);
  g_assert_cmpstr (crm_object_get_text (fixture->draft, "colour"), ==, "green");
  adw_combo_row_set_selected (colour, 0);
  g_assert_null (crm_object_get_text (fixture->draft, "colour"));
  crm_object_set_text (fixture->draft, "colour", "red");
  g_assert_cmpint (adw_combo_row_get_selected (colour), ==, 1);

  gtk_switch_set_active (GTK_SWITCH (sold), TRUE);
  g_assert_true (crm_object_get_boolean (fixture->draft, "sold"));
  gtk_switch_set_active (GTK_SWITCH (sold), FALSE);
  g_assert_false (crm_object_get_boolean (fixture->draft, "sold"));
}

static void
test_references (Fixture *fixture, gconstpointer data)
{
  GtkWidget *owner = get_row (fixture, "Owner");
  GtkWidget *plan = get_row (fixture, "Plan");
  GtkWidget *picker;

  g_signal_emit_by_name (owner, "activated");
  picker = find_widget (owner, CRM_TYPE_RECORD_PICKER, FALSE);
  g_assert_nonnull (picker);
  g_signal_emit_by_name (picker, "picked", crm_id_make (7, 1));
  g_assert_cmpint (crm_object_get_integer (fixture->draft, "owner"), ==, crm_id_make (7, 1));
  gtk_popover_popdown (GTK_POPOVER (picker));
  settle ();
  g_signal_emit_by_name (find_widget (owner, GTK_TYPE_BUTTON, TRUE), "clicked");
  g_assert_cmpint (crm_object_get_integer (fixture->draft, "owner"), ==, CRM_UNSET);

  crm_object_set_text (fixture->draft, "plan", "00ff");
  settle ();
  g_signal_emit_by_name (find_widget (plan, GTK_TYPE_BUTTON, TRUE), "clicked");
  g_assert_null (crm_object_get_text (fixture->draft, "plan"));
}

static GPtrArray *
get_parts (Fixture *fixture)
{
  return crm_object_get_items (fixture->draft, "parts");
}

static void
test_items (Fixture *fixture, gconstpointer data)
{
  gpointer         parts = get_row (fixture, "Parts");
  g_autofree char *id = NULL;

  adw_expander_row_set_expanded (parts, TRUE);
  g_signal_emit_by_name (find_titled (parts, "Add"), "activated");
  g_assert_null (get_parts (fixture));

  type (fixture, "Count", "3");
  g_assert_null (get_parts (fixture));
  type (fixture, "Name", "Shuttle");
  g_assert_cmpuint (get_parts (fixture)->len, ==, 1);
  g_assert_cmpint (crm_object_get_integer (g_ptr_array_index (get_parts (fixture), 0), "count"), ==, 3);
  id = g_strdup (crm_item_get_id (g_ptr_array_index (get_parts (fixture), 0)));
  g_assert_cmpstr (id, !=, "");

  type (fixture, "Name", "Flying shuttle");
  g_assert_cmpuint (get_parts (fixture)->len, ==, 1);
  g_assert_cmpstr (crm_item_get_id (g_ptr_array_index (get_parts (fixture), 0)), ==, id);
  g_assert_cmpstr (crm_object_get_text (g_ptr_array_index (get_parts (fixture), 0), "name"), ==, "Flying shuttle");

  g_signal_emit_by_name (find_titled (parts, "Remove"), "activated");
  g_assert_null (get_parts (fixture));
}

/* What is there when the editor opens is shown, and other items stay when one is edited. */
static void
test_existing_items (void)
{
  g_autoptr (CrmContext) context = crm_context_new ();
  g_autoptr (CrmRecord) draft = crm_record_new ("machine");
  GtkWidget *editor;

  for (int i = 0; i < 2; i++)
    {
      CrmObject *part = g_object_new (part_get_type (), NULL);

      crm_object_set_text (part, "name", i == 0 ? "Reed" : "Heddle");
      crm_object_add_item (CRM_OBJECT (draft), "parts", part);
    }
  editor = crm_record_editor_new (context, draft);
  gtk_window_present (GTK_WINDOW (editor));
  gtk_editable_set_text (find_titled (editor, "Name"), "Steel reed");
  g_assert_cmpuint (crm_object_get_items (CRM_OBJECT (draft), "parts")->len, ==, 2);
  g_assert_cmpstr (crm_object_get_text (g_ptr_array_index (crm_object_get_items (CRM_OBJECT (draft), "parts"), 0), "name"), ==, "Steel reed");
  g_assert_cmpstr (crm_object_get_text (g_ptr_array_index (crm_object_get_items (CRM_OBJECT (draft), "parts"), 1), "name"), ==, "Heddle");
  gtk_window_destroy (GTK_WINDOW (editor));
}

/* A birthday is one row, whatever parts it is kept in, and its year may be unknown. */
static void
test_day_of_parts (void)
{
  g_autoptr (CrmContext) context = crm_context_new ();
  g_autoptr (CrmObject) date = g_object_new (CRM_TYPE_IMPORTANT_DATE, NULL);
  g_autoptr (GPtrArray) rows = crm_field_rows_new (context, date);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *window = gtk_window_new ();
  GtkSwitch *known;

  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), g_ptr_array_index (rows, i));
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));

  gtk_widget_grab_focus (find_widget (list, CRM_TYPE_DATE_ENTRY, FALSE));
  gtk_editable_set_text (find_widget (list, CRM_TYPE_DATE_ENTRY, FALSE), "1 Farvardin 1370");
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_cmpint (crm_object_get_integer (date, "year"), ==, 1991);
  g_assert_cmpint (crm_object_get_integer (date, "month"), ==, 3);
  g_assert_cmpint (crm_object_get_integer (date, "day"), ==, 21);

  known = find_widget (list, GTK_TYPE_SWITCH, FALSE);
  g_assert_true (gtk_switch_get_active (known));
  gtk_switch_set_active (known, FALSE);
  g_assert_cmpint (crm_object_get_integer (date, "year"), ==, CRM_UNSET);
  g_assert_cmpint (crm_object_get_integer (date, "day"), ==, 21);
  gtk_switch_set_active (known, TRUE);
  g_assert_cmpint (crm_object_get_integer (date, "year"), ==, 1991);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
assert_when (const char *text, const char *iso, int minute)
{
  g_autoptr (CrmContext) context = crm_context_new ();
  CrmDate          today = { 2025, 3, 20 };
  CrmWhen          when;
  g_autofree char *day = NULL;

  g_assert_true (crm_when_parse (text, crm_context_get_culture (context), today, &when, NULL));
  day = crm_date_to_iso (when.date);
  g_assert_cmpstr (day, ==, iso);
  g_assert_cmpint (when.minute, ==, minute);
}

static void
test_when (void)
{
  assert_when ("tomorrow", "2025-03-21", CRM_WHEN_NO_TIME);
  assert_when ("tomorrow 10", "2025-03-21", 600);
  assert_when ("tomorrow at 4pm", "2025-03-21", 960);
  assert_when ("14:30", "2025-03-20", 870);
  assert_when ("فردا ساعت ۱۰:۱۵", "2025-03-21", 615);
  assert_when ("1404/1/5 8:05", "2025-03-25", 485);
}

static void
test_when_refuses (void)
{
  g_autoptr (CrmContext) context = crm_context_new ();
  const char *const refused[] = { "", "10", "25:00", "tomorrow 12:75", "13pm", "soon", "tomorrow tomorrow 99:99" };
  CrmDate           today = { 2025, 3, 20 };
  CrmWhen           when;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      if (crm_when_parse (refused[i], crm_context_get_culture (context), today, &when, &error))
        g_error ("“%s” was read as %d-%d-%d %d", refused[i], when.date.year, when.date.month, when.date.day, when.minute);
      g_assert_nonnull (error);
    }
}

static void
test_when_tail (void)
{
  g_autoptr (CrmContext) context = crm_context_new ();
  const CrmCulture *culture = crm_context_get_culture (context);
  CrmDate           today = { 2025, 3, 20 };
  CrmWhen           when;
  g_autofree char  *rest = NULL;
  g_autofree char  *none = NULL;

  g_assert_true (crm_when_cut_tail ("call Ali tomorrow 10", culture, today, &rest, &when));
  g_assert_cmpstr (rest, ==, "call Ali");
  g_assert_cmpint (when.minute, ==, 600);
  g_assert_false (crm_when_cut_tail ("send 2", culture, today, &none, &when));
  g_assert_false (crm_when_cut_tail ("tomorrow", culture, today, &none, &when));
  g_assert_false (crm_when_cut_tail ("", culture, today, &none, &when));
}

static float
get_alignment (gpointer row)
{
  return gtk_editable_get_alignment (gtk_editable_get_delegate (row));
}

/* What is typed stands at the start side, whatever its script: turned round where its direction is not the window's. */
static void
test_sides (Fixture *fixture, gconstpointer data)
{
  gpointer row = get_row (fixture, "Machine name");

  gtk_editable_set_text (row, "Loom");
  g_assert_cmpfloat (get_alignment (row), ==, 0);
  gtk_editable_set_text (row, "دستگاه");
  g_assert_cmpfloat (get_alignment (row), ==, 1);
  gtk_editable_set_text (row, "");
  gtk_widget_set_direction (row, GTK_TEXT_DIR_RTL);
  gtk_editable_set_text (row, "Loom");
  g_assert_cmpfloat (get_alignment (row), ==, 1);
  gtk_editable_set_text (row, "دستگاه");
  g_assert_cmpfloat (get_alignment (row), ==, 0);
}

/* What is seldom filled in stands behind one row, which is open where something is. */
static void
test_more (Fixture *fixture, gconstpointer data)
{
  for (guint filled = 0; filled < 2; filled++)
    {
      g_autoptr (CrmRecord) person = new_person ("Sam");
      GtkWidget *editor;
      gpointer   more;

      crm_object_set_text (CRM_OBJECT (person), "nickname", filled ? "Sammy" : NULL);
      editor = crm_record_editor_new (fixture->context, person);
      gtk_window_present (GTK_WINDOW (editor));
      settle ();
      more = find_titled (editor, "More names");
      g_assert_true (gtk_widget_get_mapped (find_titled (editor, "Last name")));
      g_assert_cmpint (adw_expander_row_get_expanded (more), ==, filled);
      g_assert_cmpint (gtk_widget_get_mapped (find_titled (more, "Nickname")), ==, filled);
      g_assert_null (find_titled (more, "Last name"));
      g_assert_nonnull (strstr (adw_expander_row_get_subtitle (more), "Middle name, Title"));

      adw_expander_row_set_expanded (more, TRUE);
      gtk_editable_set_text (find_titled (more, "Middle name"), "Lee");
      g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (person), "additional_name"), ==, "Lee");
      gtk_window_destroy (GTK_WINDOW (editor));
    }
}

#define add(name, func) g_test_add ("/field-row/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  crm_record_type_register (&machine_type);
  crm_clock_set (G_GINT64_CONSTANT (1742468400) * G_USEC_PER_SEC); /* 2025-03-20T11:00:00Z */

  add ("rows", test_rows);
  add ("text", test_text);
  add ("numbers", test_numbers);
  add ("days", test_days);
  add ("choices", test_choices);
  add ("references", test_references);
  add ("items", test_items);
  add ("more", test_more);
  add ("sides", test_sides);
  g_test_add_func ("/field-row/existing-items", test_existing_items);
  g_test_add_func ("/field-row/day-of-parts", test_day_of_parts);
  g_test_add_func ("/when/reads", test_when);
  g_test_add_func ("/when/refuses", test_when_refuses);
  g_test_add_func ("/when/tail", test_when_tail);

  return g_test_run ();
}
