/* The page of one person or company: its facts, edited in place, its tags, what it leads to, and the names of its buttons. */

#include "config.h"

#include "people-testing.h"

#include "crm-card-code.h"
#include "crm-clock.h"
#include "crm-consent.h"
#include "crm-contact-cards.h"
#include "crm-filter-bar.h"
#include "crm-filter.h"
#include "crm-insight-lines.h"
#include "crm-photo.h"
#include "crm-profile.h"
#include "crm-related-list.h"
#include "crm-sale-line.h"
#include "crm-store-private.h"
#include "crm-tag-chips.h"

static const char *
get_phone (Fixture *fixture)
{
  GPtrArray *points = crm_object_get_items (CRM_OBJECT (get_open (fixture)), "contact_points");

  return points != NULL ? crm_object_get_text (g_ptr_array_index (points, 0), "value") : NULL;
}

static void
test_edit_in_place (Fixture *fixture, gconstpointer data)
{
  CrmFacts   *facts;
  CrmFactRow *row;

  add_person (fixture, "Sam", "Reed", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  facts = find_widget (fixture->page, CRM_TYPE_FACTS, FALSE);
  g_assert_null (find_fact (fixture, "contact_points"));

  crm_facts_edit_field (facts, "contact_points");
  row = find_fact (fixture, "contact_points");
  adw_combo_row_set_selected (find_titled (row, "Kind"), 1);
  gtk_editable_set_text (find_titled (row, "Value"), "021 8877 6655");
  crm_fact_row_finish (row);
  wait_for (get_phone (fixture) != NULL);
  settle ();
  g_assert_cmpstr (get_phone (fixture), ==, "021 8877 6655");
  g_assert_true (find_fact (fixture, "contact_points") == row);
  wait_for (!crm_fact_row_is_editing (row));

  /* The focus leaving is enough. */
  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (row)), "row-activated", row);
  g_assert_true (crm_fact_row_is_editing (row));
  gtk_widget_grab_focus (find_titled (row, "Value"));
  gtk_editable_set_text (find_titled (row, "Value"), "021 1111 2222");
  gtk_widget_grab_focus (GTK_WIDGET (get_list (fixture)));
  gtk_window_set_focus (fixture->window, NULL);
  wait_for (g_str_equal (get_phone (fixture), "021 1111 2222"));

  undo (fixture);
  wait_for (g_str_equal (get_phone (fixture), "021 8877 6655"));
  undo (fixture);
  wait_for (get_phone (fixture) == NULL);
  crm_fact_row_finish (row);
  wait_for (find_fact (fixture, "contact_points") == NULL);
}

static void
test_simple_fact (Fixture *fixture, gconstpointer data)
{
  CrmObject  *person;
  CrmFactRow *row;

  add_person (fixture, "Sam", "Reed", "lead");
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  person = CRM_OBJECT (get_open (fixture));
  row = find_fact (fixture, "lifecycle");
  g_assert_true (says (row, "Lead"));
  crm_fact_row_edit (row);
  adw_combo_row_set_selected (find_titled (row, "Life cycle"), 5);
  crm_fact_row_finish (row);
  wait_for (g_strcmp0 (crm_object_get_text (person, "lifecycle"), "loyal") == 0);
  wait_for (says (row, "Loyal customer"));

  crm_facts_edit_field (find_widget (fixture->page, CRM_TYPE_FACTS, FALSE), "given_name");
  row = find_fact (fixture, "given_name");
  gtk_editable_set_text (find_titled (row, "First name"), "Samuel");
  crm_fact_row_finish (row);
  wait_for (says (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), "Samuel Reed"));
  wait_for (find_fact (fixture, "given_name") == NULL);
}

static GtkLabel *
find_label (gpointer root, const char *text)
{
  GtkLabel *found = GTK_IS_LABEL (root) && strstr (gtk_label_get_text (root), text) != NULL ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);

  return found;
}

static void
call (Fixture *fixture, CrmRecord *person)
{
  g_autoptr (CrmRecord) call = crm_record_new ("activity");

  g_object_set (call, "kind", "call", "direction", "out", "subject", "Again", "occurred-at", crm_clock_now () - G_TIME_SPAN_HOUR, NULL);
  crm_object_add_item (CRM_OBJECT (call), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", crm_record_get_id (person), NULL));
  g_assert_true (crm_store_save (fixture->file.store, "Call", call, NULL));
}

/* The business has said how often is enough. */
static void
test_enough (Fixture *fixture, gconstpointer data)
{
  static const char sentence[] = "Called or written to";
  g_autoptr (CrmRecord) setting = crm_record_new ("setting");

  add_person (fixture, "Sam", "Reed", "lead");
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  call (fixture, get_open (fixture));
  call (fixture, get_open (fixture));
  settle ();
  g_assert_false (says (fixture->page, sentence));

  g_object_set (setting, "name", CRM_CONSENT_MOST, "value", "۳", NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Set", setting, NULL));
  settle ();
  g_assert_false (says (fixture->page, sentence));

  call (fixture, get_open (fixture));
  wait_for (says (fixture->page, "Called or written to 3 times in the last 7 days, of at most 3"));
}

/* A number that is broken is read wrong; only what is no number of a telephone may break. */
static void
test_number_in_one_line (Fixture *fixture, gconstpointer data)
{
  static const char *const values[] = { "+98 912 345 6789", "+1 415 555 2671 9999 ask for Robert, second floor" };
  static const int         widths[] = { 1400, 1000, 700, 360 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (CrmRecord) person = new_person ("Sam");
      CrmItem *point = crm_contact_point_new ("phone", "A label of the work telephone that is rather long", values[i], "IR");

      crm_object_set_integer (CRM_OBJECT (point), "preferred", 1);
      crm_object_add_item (CRM_OBJECT (person), "contact_points", CRM_OBJECT (point));
      g_assert_true (crm_store_save (fixture->file.store, "Add", person, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      show_page (fixture, crm_people_page_new (fixture->context), widths[i]);
      open_first (fixture);
      g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (find_label (find_fact (fixture, "contact_points"), "345 6789"))), ==, 1);
      g_assert_cmpint (minimum_width (fixture->page), <=, 360);
    }
}

/* What cannot be saved is not lost: it stays where it was typed, and can be saved when the file can be written again. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  CrmConnection *writer = fixture->file.store->writer;
  CrmFactRow    *row;

  add_person (fixture, "Sam", "Reed", "lead");
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  crm_facts_edit_field (find_widget (fixture->page, CRM_TYPE_FACTS, FALSE), "about");
  row = find_fact (fixture, "about");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (find_widget (row, GTK_TYPE_TEXT_VIEW, FALSE)), "Likes tea", -1);

  g_assert_true (crm_connection_exec (writer, "PRAGMA query_only = 1", NULL));
  crm_fact_row_finish (row);
  wait_for (fixture->told != NULL);
  settle ();
  g_assert_true (crm_fact_row_is_editing (row));
  g_assert_null (crm_object_get_text (CRM_OBJECT (get_open (fixture)), "about"));

  g_assert_true (crm_connection_exec (writer, "PRAGMA query_only = 0", NULL));
  crm_fact_row_finish (row);
  wait_for (g_strcmp0 (crm_object_get_text (CRM_OBJECT (get_open (fixture)), "about"), "Likes tea") == 0);
  wait_for (!crm_fact_row_is_editing (row));
}

/* A picture of any size is kept small, may be taken away, and comes back with Undo; what is none is refused. */
static void
test_photo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->file.folder, "huge.png", NULL);
  g_autofree char *letter = g_build_filename (fixture->file.folder, "letter.png", NULL);
  g_autoptr (GFile) picture = g_file_new_for_path (path);
  g_autoptr (GFile) none = g_file_new_for_path (letter);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 1500, 750);
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *mime = NULL;
  CrmPhoto        *photo;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  g_assert_true (g_file_set_contents (letter, "Dear aunt,", -1, NULL));
  add_person (fixture, "Sam", "Reed", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  photo = find_widget (fixture->page, CRM_TYPE_PHOTO, FALSE);
  g_assert_false (crm_photo_is_shown (photo));

  crm_photo_take_file (photo, picture);
  wait_for (crm_photo_is_shown (photo) && fixture->undo_title != NULL);
  kept = crm_store_load_content (fixture->file.store, crm_object_get_text (CRM_OBJECT (get_open (fixture)), "photo"), &mime, NULL);
  g_assert_cmpstr (mime, ==, "image/jpeg");
  texture = gdk_texture_new_from_bytes (kept, NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 512);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 256);

  g_clear_pointer (&fixture->told, g_free);
  crm_photo_take_file (photo, none);
  wait_for (fixture->told != NULL);
  g_assert_nonnull (strstr (fixture->told, "no picture"));
  g_assert_true (crm_photo_is_shown (photo));

  gtk_widget_activate_action (GTK_WIDGET (photo), "photo.remove", NULL);
  wait_for (!crm_photo_is_shown (photo));
  crm_store_undo (fixture->file.store, NULL, NULL);
  wait_for (crm_photo_is_shown (photo));
}

/* One of a kind is preferred: the mark moves. */
static void
test_preferred (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  GPtrArray  *points;
  CrmFactRow *second;

  crm_object_set_text (CRM_OBJECT (person), "given_name", "Sam");
  for (int i = 0; i < 2; i++)
    {
      CrmItem *point = crm_contact_point_new ("phone", NULL, i == 0 ? "111" : "222", NULL);

      crm_object_set_integer (CRM_OBJECT (point), "preferred", i == 0 ? 1 : CRM_UNSET);
      crm_object_add_item (CRM_OBJECT (person), "contact_points", point);
    }
  g_assert_true (crm_store_save (fixture->file.store, "Add", person, NULL));
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);

  second = CRM_FACT_ROW (gtk_widget_get_next_sibling (GTK_WIDGET (find_fact (fixture, "contact_points"))));
  crm_fact_row_edit (second);
  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (find_titled (second, "Preferred"))), TRUE);
  crm_fact_row_finish (second);
  wait_for ((points = crm_object_get_items (CRM_OBJECT (get_open (fixture)), "contact_points")) != NULL && crm_object_get_boolean (g_ptr_array_index (points, 1), "preferred"));
  g_assert_false (crm_object_get_boolean (g_ptr_array_index (points, 0), "preferred"));
}

static gint64
add_tag (Fixture *fixture, const char *name)
{
  g_autoptr (CrmRecord) tag = crm_record_new ("tag");

  crm_object_set_text (CRM_OBJECT (tag), "name", name);
  g_assert_true (crm_store_save (fixture->file.store, "Add", tag, NULL));

  return crm_record_get_id (tag);
}

static void
test_tags (Fixture *fixture, gconstpointer data)
{
  gint64       silk = add_tag (fixture, "silk");
  CrmTagChips *chips;

  add_person (fixture, "Ada", "Byron", NULL);
  add_person (fixture, "Bahar", "Moradi", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 1100);
  open_first (fixture);
  chips = find_widget (fixture->page, CRM_TYPE_TAG_CHIPS, FALSE);
  crm_tag_chips_add (chips, silk);
  wait_for (says (chips, "silk"));
  crm_tag_chips_add (chips, silk);
  settle ();
  g_assert_cmpuint (crm_object_get_items (CRM_OBJECT (get_open (fixture)), "tags")->len, ==, 1);

  crm_filter_bar_set_text (find_widget (get_list (fixture), CRM_TYPE_FILTER_BAR, FALSE), "tag = silk");
  wait_for (lists (fixture, "Ada Byron"));
  crm_tag_chips_remove (chips, silk);
  wait_for (count_rows (fixture) == 0);
}

static void
test_company (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) company = crm_record_new ("company");
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  CrmItem        *affiliation = g_object_new (CRM_TYPE_AFFILIATION, NULL);
  CrmRelatedList *people;
  GtkWidget      *row;

  crm_object_set_text (CRM_OBJECT (company), "name", "Atlas Fabrics");
  g_assert_true (crm_store_save (fixture->file.store, "Add", company, NULL));
  crm_object_set_text (CRM_OBJECT (person), "given_name", "Maryam");
  crm_object_set_integer (CRM_OBJECT (affiliation), "company", crm_record_get_id (company));
  crm_object_set_text (CRM_OBJECT (affiliation), "role", "Buyer");
  crm_object_add_item (CRM_OBJECT (person), "affiliations", affiliation);
  g_assert_true (crm_store_save (fixture->file.store, "Add", person, NULL));

  show_page (fixture, crm_companies_page_new (fixture->context), 1000);
  g_assert_true (lists (fixture, "Atlas Fabrics"));
  open_first (fixture);
  people = find_widget (fixture->page, CRM_TYPE_RELATED_LIST, FALSE);
  wait_for (g_list_model_get_n_items (crm_related_list_get_records (people)) == 1);
  row = find_widget (people, ADW_TYPE_ACTION_ROW, FALSE);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  g_assert_cmpint (crm_record_get_id (fixture->opened), ==, crm_record_get_id (person));

  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  g_assert_true (says (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), "Buyer"));
  g_signal_emit_by_name (find_widget (find_fact (fixture, "affiliations"), GTK_TYPE_BUTTON, FALSE), "clicked");
  g_assert_cmpint (crm_record_get_id (fixture->opened), ==, crm_record_get_id (company));
}

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_POPOVER (child) && has_text (child))
        return TRUE;
    }

  return FALSE;
}

/* A button without words says what it does in its tooltip; a reader of the screen is told the same by its label. */
static void
check_names (GtkWidget *widget)
{
  gboolean is_button = GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget);
  gboolean is_inner = gtk_widget_get_parent (widget) != NULL && (GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)) || GTK_IS_DROP_DOWN (gtk_widget_get_parent (widget)));

  if (is_button && !is_inner && !has_text (widget) && gtk_widget_get_mapped (widget))
    {
      if (gtk_widget_get_tooltip_text (widget) == NULL)
        g_error ("A %s in a %s has no name", G_OBJECT_TYPE_NAME (widget), G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_widget_get_tooltip_text (widget));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_names (child);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", "Sam");
  crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new ("phone", NULL, "021 8877 6655", "IR"));
  g_assert_true (crm_store_save (fixture->file.store, "Add", person, NULL));
  show_page (fixture, crm_people_page_new (fixture->context), 1100);
  open_first (fixture);
  gtk_widget_activate_action (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), "profile.compose", "s", "call");
  settle ();
  check_names (fixture->page);
}

static void
add_invoice (Fixture *fixture, CrmRecord *person, int days_ago)
{
  g_autoptr (CrmRecord) invoice = crm_record_new ("invoice");
  g_autofree char *date = crm_date_to_iso (crm_date_add_days (crm_context_get_today (fixture->context), -days_ago));
  g_autoptr (GError) error = NULL;

  g_object_set (invoice, "person", crm_record_get_id (person), "date", date, "status", "issued", "currency", "EUR", NULL);
  crm_object_add_item (CRM_OBJECT (invoice), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", "Silk", "price", G_GINT64_CONSTANT (100), NULL));
  crm_store_save (fixture->file.store, "Sell", invoice, &error);
  g_assert_no_error (error);
}

/* Who came every week and has not for seven is told of, with what became of such silences; the invoices that were counted are one click away. */
static void
test_silence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_test_file_add_person (&fixture->file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) other = crm_test_file_add_person (&fixture->file, "Ali", "Karimi");
  g_autoptr (CrmQuery) query = crm_query_new ("invoice");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  GtkWidget *lines;

  for (int i = 0; i < 12; i++)
    add_invoice (fixture, person, 49 + 7 * i);
  for (int i = 0; i < 6; i++)
    add_invoice (fixture, other, 60 * i);
  show_page (fixture, crm_people_page_new (fixture->context), 1100);
  crm_page_open (CRM_PAGE (fixture->page), person);
  lines = find_widget (fixture->page, CRM_TYPE_INSIGHT_LINES, FALSE);
  /* Five gaps of 60 days, and this silence. */
  wait_for (says (lines, "has not come for 7 weeks. Of 6 silences as long in your business, 5 ended with a purchase. Call them."));

  g_signal_emit_by_name (find_button (lines, "Why?"), "clicked");
  g_assert_nonnull (fixture->opened);
  g_assert_true (crm_filter_parse (crm_object_get_text (CRM_OBJECT (fixture->opened), "filter"), query, fixture->file.store, crm_context_get_culture (fixture->context), &error));
  g_assert_true (crm_store_query (fixture->file.store, query, G_MAXUINT, ids, &error));
  g_assert_cmpuint (ids->len, ==, 12);

  add_invoice (fixture, person, 0);
  wait_for (!gtk_widget_get_visible (lines));
}

#define add(name, func) g_test_add ("/profile/" name, Fixture, NULL, set_up, func, tear_down)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* A message takes the card as text. */
static void
test_copy_card (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  GtkWidget       *profile;

  add_person (fixture, "Sam", "Reed", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  profile = find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE);
  g_assert_true (gtk_widget_activate_action (profile, "profile.copy-card", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (profile), NULL, read_cb, &text);
  wait_for (text != NULL);
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCARD\r\n"));
  g_assert_nonnull (strstr (text, "FN:Sam Reed\r\n"));
}

static char *
dup_cards (Fixture *fixture)
{
  GtkWidget *cards = find_widget (fixture->page, CRM_TYPE_CONTACT_CARDS, FALSE);
  GtkWidget *box = adw_bin_get_child (ADW_BIN (cards));
  GString   *text = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    g_string_append_printf (text, "%s; ", gtk_widget_get_tooltip_text (gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child))));

  return g_string_free (text, FALSE);
}

static gboolean
has_cards (Fixture *fixture, const char *expected)
{
  g_autofree char *text = dup_cards (fixture);

  return strcmp (text, expected) == 0;
}

/* The head answers what is next and what was promised; who is new has no card. */
static void
test_cards (Fixture *fixture, gconstpointer data)
{
  gint64 id;

  crm_clock_set (crm_date_to_instant ((CrmDate){ 2026, 3, 10 }));
  add_person (fixture, "Sam", "Reed", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  id = crm_record_get_id (get_open (fixture));
  g_assert_true (has_cards (fixture, ""));

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (CrmRecord) plan = crm_record_new ("activity");

      g_object_set (plan, "kind", i == 0 ? "task" : "promise", "subject", i == 0 ? "Ring" : "Samples", "due", i == 0 ? "2026-03-11" : "2026-03-12", NULL);
      crm_object_add_item (CRM_OBJECT (plan), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", id, NULL));
      g_assert_true (crm_store_save (fixture->file.store, "Plan", plan, NULL));
    }
  wait_for (has_cards (fixture, "Next: \u2068Ring\u2069, due tomorrow; Promised: \u2068Samples\u2069, due in 2 days; "));
  crm_clock_set (0);
}

/* A camera gets a code, or is told why there is none. */
static void
test_code (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window;
  g_autoptr (CrmRecord) draft = NULL;

  add_person (fixture, "Sam", "Reed", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  window = crm_card_code_present (fixture->page, fixture->context, get_open (fixture));
  settle ();
  g_assert_nonnull (gtk_picture_get_paintable (find_widget (window, GTK_TYPE_PICTURE, TRUE)));
  gtk_window_destroy (window);

  draft = crm_record_edit (get_open (fixture));
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *number = g_strdup_printf ("+98 21 8877 %04d", i);

      crm_object_add_item (CRM_OBJECT (draft), "contact_points", crm_contact_point_new ("phone", NULL, number, NULL));
    }
  window = crm_card_code_present (fixture->page, fixture->context, draft);
  settle ();
  g_assert_nonnull (find_widget (window, ADW_TYPE_STATUS_PAGE, TRUE));
  gtk_window_destroy (window);
  settle ();
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("edit-in-place", test_edit_in_place);
  add ("simple-fact", test_simple_fact);
  add ("enough", test_enough);
  add ("number-in-one-line", test_number_in_one_line);
  add ("refused", test_refused);
  add ("photo", test_photo);
  add ("preferred", test_preferred);
  add ("tags", test_tags);
  add ("company", test_company);
  add ("names", test_names);
  add ("copy-card", test_copy_card);
  add ("code", test_code);
  add ("cards", test_cards);
  add ("silence", test_silence);

  return g_test_run ();
}
