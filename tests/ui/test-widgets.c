/* The shared widgets: what is typed into them, and what they say. */

#include "config.h"

#include "ui-testing.h"

#include "crm-date-entry.h"
#include "crm-empty-page.h"
#include "crm-format.h"
#include "crm-keys.h"
#include "crm-money-entry.h"
#include "crm-month-view.h"
#include "crm-record-picker.h"
#include "crm-split-view.h"

#include "crm-clock.h"
#include "crm-text.h"

static void
count_cb (int *count)
{
  (*count)++;
}

static GtkWindow *
show (gpointer widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *list = GTK_IS_LIST_BOX_ROW (widget) ? gtk_list_box_new () : NULL;

  if (list != NULL)
    gtk_list_box_append (GTK_LIST_BOX (list), widget);
  gtk_window_set_child (window, list != NULL ? list : widget);
  gtk_window_present (window);

  return window;
}

static void
test_date_entry (void)
{
  g_autoptr (CrmContext) context = crm_context_new ();
  GtkWidget    *row = crm_date_entry_new (context, "Due");
  GtkWindow    *window = show (row);
  CrmDateEntry *entry = CRM_DATE_ENTRY (row);
  int           told = 0;

  g_signal_connect_swapped (row, "notify::date", G_CALLBACK (count_cb), &told);
  gtk_editable_set_text (GTK_EDITABLE (row), "2025-03-20");
  g_assert_cmpstr (crm_date_entry_get_date (entry), ==, "2025-03-20");
  g_assert_cmpint (told, ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (row), "۱ فروردین ۱۴۰۴");
  g_assert_cmpstr (crm_date_entry_get_date (entry), ==, "2025-03-21");

  gtk_editable_insert_text (GTK_EDITABLE (row), " when pigs fly", -1, &(int){ gtk_text_get_text_length (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (row)))) });
  g_assert_false (crm_date_entry_get_valid (entry));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpstr (crm_date_entry_get_date (entry), ==, "2025-03-21");

  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_assert_true (crm_date_entry_get_valid (entry));
  g_assert_null (crm_date_entry_get_date (entry));
  gtk_window_destroy (window);
}

static void
test_date_entry_shows (void)
{
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  g_autoptr (CrmContext) context = crm_context_new ();
  GtkWidget       *row = crm_date_entry_new (context, "Due");
  GtkWindow       *window = show (row);
  g_autofree char *gregorian = NULL;

  crm_date_entry_set_date (CRM_DATE_ENTRY (row), "2025-03-20");
  gregorian = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
  g_assert_nonnull (strstr (gregorian, "2025"));
  g_settings_set_string (settings, "calendar", "jalali");
  wait_for (strstr (gtk_editable_get_text (GTK_EDITABLE (row)), "1403") != NULL);
  g_assert_cmpstr (crm_date_entry_get_date (CRM_DATE_ENTRY (row)), ==, "2025-03-20");
  g_settings_reset (settings, "calendar");
  gtk_window_destroy (window);
}

static void
test_money_entry (void)
{
  g_autoptr (CrmContext) context = crm_context_new ();
  GtkWidget     *row = crm_money_entry_new (context, "Value");
  GtkWindow     *window = show (row);
  CrmMoneyEntry *entry = CRM_MONEY_ENTRY (row);

  g_assert_cmpint (crm_money_entry_get_amount (entry), ==, CRM_UNSET);
  g_assert_cmpstr (crm_money_entry_get_currency (entry), ==, "EUR");
  gtk_editable_set_text (GTK_EDITABLE (row), "۱۲۳");
  g_assert_cmpint (crm_money_entry_get_amount (entry), ==, 12300);
  gtk_editable_set_text (GTK_EDITABLE (row), "40 USD");
  g_assert_cmpint (crm_money_entry_get_amount (entry), ==, 4000);
  g_assert_cmpstr (crm_money_entry_get_currency (entry), ==, "USD");
  gtk_editable_set_text (GTK_EDITABLE (row), "a lot");
  g_assert_false (crm_money_entry_get_valid (entry));
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_assert_cmpint (crm_money_entry_get_amount (entry), ==, CRM_UNSET);
  gtk_window_destroy (window);
}

static CrmStore *
make_store (const char *name)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);
  g_autoptr (GError) error = NULL;
  CrmStore *store = crm_store_create (path, &error);

  g_assert_no_error (error);

  return store;
}

static void
picked_cb (gint64 *picked, gint64 id)
{
  *picked = id;
}

static gboolean
finds_label (gpointer root, const char *text)
{
  gboolean found = GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) && g_str_equal (gtk_label_get_text (root), text);

  for (GtkWidget *child = gtk_widget_get_first_child (root); !found && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = finds_label (child, text);

  return found;
}

/* Sends a key to the days of a month. */
static void
press (GtkWidget *month, guint keyval, GdkModifierType state)
{
  GtkWidget *grid = find_widget (month, GTK_TYPE_GRID, FALSE);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (grid);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
}

static char *
dup_date (GtkWidget *month)
{
  return crm_date_to_iso (crm_month_view_get_date (CRM_MONTH_VIEW (month)));
}

#define assert_date(month, iso)                \
  G_STMT_START                                 \
  {                                            \
    g_autofree char *date_ = dup_date (month); \
    g_assert_cmpstr (date_, ==, iso);          \
  }                                            \
  G_STMT_END

/* The months, weeks and days of either calendar, by keys alone. */
static void
test_month_view (void)
{
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  g_autoptr (CrmContext) context = crm_context_new ();
  GtkWidget *month = crm_month_view_new (context);
  GtkWindow *window = show (month);
  CrmDate    date;
  int        chosen = 0;

  g_signal_connect_swapped (month, "date-changed", G_CALLBACK (count_cb), &chosen);
  g_assert_true (crm_date_from_iso ("2024-01-31", &date));
  crm_month_view_set_date (CRM_MONTH_VIEW (month), date);
  g_assert_true (finds_label (month, "January 2024"));
  g_assert_true (finds_label (month, "31"));
  wait_for (gtk_widget_get_mapped (month) && gtk_widget_grab_focus (month));
  press (month, GDK_KEY_Page_Down, 0);
  assert_date (month, "2024-02-29");
  press (month, GDK_KEY_Right, 0);
  assert_date (month, "2024-03-01");
  press (month, GDK_KEY_Up, 0);
  assert_date (month, "2024-02-23");
  press (month, GDK_KEY_Page_Up, GDK_SHIFT_MASK);
  assert_date (month, "2023-02-23");
  g_assert_cmpint (chosen, ==, 5);
  g_assert_nonnull (gtk_widget_get_focus_child (month));

  /* The 30th of Esfand 1403 is the day before the first of a new year. */
  g_settings_set_string (settings, "calendar", "jalali");
  g_assert_true (crm_date_from_iso ("2025-03-20", &date));
  crm_month_view_set_date (CRM_MONTH_VIEW (month), date);
  g_assert_true (finds_label (month, "Esfand 1403"));
  press (month, GDK_KEY_Right, 0);
  assert_date (month, "2025-03-21");
  g_assert_true (finds_label (month, "Farvardin 1404"));
  press (month, GDK_KEY_Page_Down, 0);
  assert_date (month, "2025-04-21");
  gtk_widget_set_direction (month, GTK_TEXT_DIR_RTL);
  press (month, GDK_KEY_Left, 0);
  assert_date (month, "2025-04-22");
  g_settings_reset (settings, "calendar");

  gtk_window_destroy (window);
  settle ();
}

/* A day is chosen as if it were typed. */
static void
test_date_entry_calendar (void)
{
  g_autoptr (CrmContext) context = crm_context_new ();
  GtkWidget *row = crm_date_entry_new (context, "Due");
  GtkWindow *window = show (row);
  GtkWidget *button = find_widget (row, GTK_TYPE_MENU_BUTTON, FALSE);
  GtkWidget *month;

  crm_date_entry_set_date (CRM_DATE_ENTRY (row), "2025-03-20");
  wait_for (gtk_widget_get_mapped (button));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wait_for ((month = find_widget (button, CRM_TYPE_MONTH_VIEW, TRUE)) != NULL);
  assert_date (month, "2025-03-20");
  press (month, GDK_KEY_Down, 0);
  g_signal_emit_by_name (month, "activated");
  g_assert_cmpstr (crm_date_entry_get_date (CRM_DATE_ENTRY (row)), ==, "2025-03-27");
  wait_for (!gtk_widget_get_mapped (month));

  gtk_window_destroy (window);
  settle ();
}

static void
test_picker (void)
{
  g_autoptr (CrmContext) context = crm_context_new ();
  g_autoptr (CrmStore) store = make_store ("picker.crm");
  g_autoptr (CrmRecord) maryam = new_person ("Maryam");
  g_autoptr (CrmRecord) reza = new_person ("Reza");
  g_autoptr (CrmRecord) added = NULL;
  GtkWidget *picker = crm_record_picker_new (context, "person");
  GtkWidget *button = g_object_new (GTK_TYPE_MENU_BUTTON, "popover", picker, NULL);
  GtkWindow *window = show (button);
  GtkWidget *search = find_widget (picker, GTK_TYPE_SEARCH_ENTRY, FALSE);
  gint64     picked = 0;

  g_assert_true (crm_store_save (store, "Add", maryam, NULL));
  g_assert_true (crm_store_save (store, "Add", reza, NULL));
  crm_context_set_store (context, store);
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (picked_cb), &picked);

  wait_for (gtk_widget_get_mapped (button));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wait_for (gtk_widget_get_mapped (picker));
  gtk_editable_set_text (GTK_EDITABLE (search), "rez");
  settle ();
  g_signal_emit_by_name (search, "activate");
  wait_for (picked == crm_record_get_id (reza));

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wait_for (gtk_widget_get_mapped (picker));
  gtk_editable_set_text (GTK_EDITABLE (search), "Leila Karimi");
  settle ();
  g_signal_emit_by_name (search, "activate");
  wait_for (picked != crm_record_get_id (reza));
  added = crm_store_get (store, picked, NULL);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (added), "given_name"), ==, "Leila");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (added), "family_name"), ==, "Karimi");
  gtk_window_destroy (window);
  settle ();
}

static CrmRecord *
new_tag (const char *name)
{
  CrmRecord *tag = crm_record_new ("tag");

  crm_object_set_text (CRM_OBJECT (tag), "name", name);

  return tag;
}

/* Tags narrow as one types, in whichever letters, and a new one is offered unless it is there. */
static void
test_tag_picker (void)
{
  g_autoptr (CrmContext) context = crm_context_new ();
  g_autoptr (CrmStore) store = make_store ("tags.crm");
  g_autoptr (CrmRecord) silk = new_tag ("Raw silk");
  g_autoptr (CrmRecord) wholesale = new_tag ("عمده‌فروش");
  GtkWidget *picker = crm_record_picker_new (context, "tag");
  GtkWidget *button = g_object_new (GTK_TYPE_MENU_BUTTON, "popover", picker, NULL);
  GtkWindow *window = show (button);
  GtkWidget *search = find_widget (picker, GTK_TYPE_SEARCH_ENTRY, FALSE);
  GtkWidget *list = find_widget (picker, GTK_TYPE_LIST_VIEW, FALSE);
  gint64     picked = 0;

#define n_rows() (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))))
  g_assert_true (crm_store_save (store, "Add", silk, NULL));
  g_assert_true (crm_store_save (store, "Add", wholesale, NULL));
  crm_context_set_store (context, store);
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (picked_cb), &picked);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wait_for (gtk_widget_get_mapped (picker) && n_rows () == 2);
  gtk_editable_set_text (GTK_EDITABLE (search), "SILK");
  wait_for (n_rows () == 1 && finds_label (picker, "Add “⁨SILK⁩”"));
  gtk_editable_set_text (GTK_EDITABLE (search), "raw SILK");
  wait_for (n_rows () == 1 && !finds_label (picker, "Add “⁨raw SILK⁩”"));
  gtk_editable_set_text (GTK_EDITABLE (search), "عمده");
  wait_for (n_rows () == 1);
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpint (picked, ==, crm_record_get_id (wholesale));
#undef n_rows

  gtk_window_destroy (window);
  crm_context_set_store (context, NULL);
  settle ();
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *failed = user_data;

  *failed = !crm_context_commit_finish (CRM_CONTEXT (source), result, NULL);
}

static void
toast_cb (CrmContext *context, const char *text, const char *undo_title, GString *said)
{
  g_string_append_printf (said, "%s%s;", text, undo_title != NULL ? "+undo" : "");
}

static void
test_commit (void)
{
  g_autoptr (CrmContext) context = crm_context_new ();
  g_autoptr (CrmStore) store = make_store ("commit.crm");
  g_autoptr (CrmRecord) person = new_person ("Maryam");
  g_autoptr (CrmRecord) nobody = crm_record_new ("person");
  g_autoptr (GString) said = g_string_new (NULL);
  gboolean failed = -1;

  g_signal_connect (context, "toast", G_CALLBACK (toast_cb), said);
  crm_context_commit_record (context, "Add Maryam", person, finished_cb, &failed);
  wait_for (failed == TRUE);
  g_assert_cmpuint (said->len, >, 0);

  g_string_truncate (said, 0);
  crm_context_set_store (context, store);
  crm_context_commit_record (context, "Add Maryam", person, finished_cb, &failed);
  wait_for (failed == FALSE);
  g_assert_cmpstr (said->str, ==, "Add Maryam+undo;");

  g_string_truncate (said, 0);
  crm_context_commit_record (context, "Add nobody", nobody, finished_cb, &failed);
  wait_for (failed == TRUE);
  g_assert_null (strstr (said->str, "+undo"));
  g_assert_cmpuint (said->len, >, 0);
}

static void
test_format (void)
{
  g_autoptr (CrmContext) context = crm_context_new ();
  g_autoptr (CrmRecord) nobody = crm_record_new ("person");
  g_autofree char *count = crm_format_count (context, 1234567);
  g_autofree char *negative = crm_format_count (context, -12);
  g_autofree char *title = crm_format_title (nobody);
  g_autofree char *none = crm_format_title (NULL);
  g_autofree char *today = NULL;

  crm_clock_set (G_GINT64_CONSTANT (1742428800) * G_USEC_PER_SEC); /* 2025-03-20 */
  today = crm_format_day_relative (context, "2025-03-20");
  g_assert_nonnull (strstr (count, "1,234,567"));
  g_assert_nonnull (strstr (negative, "−12"));
  g_assert_nonnull (strstr (title, "(no name)"));
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (today, ==, "today");
  crm_clock_set (0);
}

static void
test_keys (void)
{
  g_autofree char *z = crm_keys_to_persian ("<Control>z");
  g_autofree char *shift_z = crm_keys_to_persian ("<Control><Shift>z");
  g_autofree char *one = crm_keys_to_persian ("<Alt>1");
  g_autofree char *f9 = crm_keys_to_persian ("F9");
  g_auto (GStrv) all = crm_keys_expand ("<Control>a <Control>b");

  g_assert_cmpstr (z, ==, "<Control>Arabic_zah");
  g_assert_cmpstr (shift_z, ==, "<Control><Shift>Arabic_kaf");
  g_assert_cmpstr (one, ==, "<Alt>Farsi_1");
  g_assert_null (f9);
  g_assert_cmpuint (g_strv_length (all), ==, 4);

  for (char c = 'a'; c <= 'z'; c++)
    {
      g_autofree char *plain = g_strdup_printf ("<Control>%c", c);
      g_autofree char *shifted = g_strdup_printf ("<Control><Shift>%c", c);
      g_autoptr (GtkShortcutTrigger) trigger = crm_keys_get_trigger (plain);
      g_autoptr (GtkShortcutTrigger) shifted_trigger = crm_keys_get_trigger (shifted);

      g_assert_true (GTK_IS_ALTERNATIVE_TRIGGER (trigger));
      g_assert_true (GTK_IS_ALTERNATIVE_TRIGGER (shifted_trigger));
    }
  crm_keys_teach_widgets ();
}

static void
test_empty_page (void)
{
  GtkWidget *page = crm_empty_page_new ("system-users-symbolic", "Nobody yet & nothing", "Add <somebody>");
  GtkWindow *window = show (page);

  wait_for (gtk_widget_get_mapped (page));
  g_assert_null (find_widget (page, GTK_TYPE_BUTTON, TRUE));
  crm_empty_page_set_action (CRM_EMPTY_PAGE (page), "Add a person", "win.create");
  g_assert_nonnull (find_widget (page, GTK_TYPE_BUTTON, FALSE));
  g_assert_cmpint (minimum_width (page), <=, 360);
  gtk_window_destroy (window);
}

static void
test_split_view (void)
{
  GtkWidget *split = crm_split_view_new ();
  GtkWindow *window;

  crm_split_view_set_sidebar (CRM_SPLIT_VIEW (split), gtk_label_new ("sidebar"));
  crm_split_view_set_content (CRM_SPLIT_VIEW (split), gtk_label_new ("content"));
  window = show (split);
  gtk_window_set_default_size (window, 900, 300);
  wait_for (gtk_widget_get_width (split) > 800);
  g_assert_false (crm_split_view_get_folded (CRM_SPLIT_VIEW (split)));
  gtk_window_set_default_size (window, 400, 300);
  wait_for (crm_split_view_get_folded (CRM_SPLIT_VIEW (split)));
  crm_split_view_set_show_content (CRM_SPLIT_VIEW (split), TRUE);
  g_assert_true (crm_split_view_get_show_content (CRM_SPLIT_VIEW (split)));
  gtk_window_destroy (window);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/widgets/date-entry", test_date_entry);
  g_test_add_func ("/widgets/date-entry-shows", test_date_entry_shows);
  g_test_add_func ("/widgets/money-entry", test_money_entry);
  g_test_add_func ("/widgets/month-view", test_month_view);
  g_test_add_func ("/widgets/date-entry-calendar", test_date_entry_calendar);
  g_test_add_func ("/widgets/picker", test_picker);
  g_test_add_func ("/widgets/tag-picker", test_tag_picker);
  g_test_add_func ("/widgets/commit", test_commit);
  g_test_add_func ("/widgets/format", test_format);
  g_test_add_func ("/widgets/keys", test_keys);
  g_test_add_func ("/widgets/empty-page", test_empty_page);
  g_test_add_func ("/widgets/split-view", test_split_view);

  return g_test_run ();
}
