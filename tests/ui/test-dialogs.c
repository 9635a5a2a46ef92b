/* Every dialog fits into the narrowest window we support, and stands before the window that opened it. */

#include "config.h"

#include "../store/crm-test-file.h"
#include "ui-testing.h"

#include "crm-deal-dialog.h"
#include "crm-dialog.h"
#include "crm-export-dialog.h"
#include "crm-import-dialog.h"
#include "crm-lost-dialog.h"
#include "crm-pipeline-dialog.h"
#include "crm-pipeline-template.h"
#include "crm-pipeline-write.h"
#include "crm-preferences-window.h"
#include "crm-record-editor.h"

#define NARROW 360
#define HEIGHT 520

typedef struct
{
  CrmTestFile file;
  CrmContext *context;
  GtkWindow  *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  crm_test_file_open (&fixture->file);
  fixture->context = crm_context_new ();
  crm_context_set_store (fixture->context, fixture->file.store);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, NARROW, HEIGHT);
  gtk_window_present (fixture->window);
  wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->window)) > 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  settle ();
  crm_context_set_store (fixture->context, NULL);
  g_clear_object (&fixture->context);
  settle ();
  crm_test_file_close (&fixture->file);
}

static GtkWindow *
find_over_window (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == fixture->window && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static void
assert_fits (Fixture *fixture, const char *name)
{
  GtkWindow *dialog;
  int        width;
  int        height;

  wait_for ((dialog = find_over_window (fixture)) != NULL);
  settle ();
  g_test_message ("%s", name);
  gtk_window_get_default_size (dialog, &width, &height);
  g_assert_cmpint (minimum_width (dialog), <=, NARROW);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (dialog)), <=, NARROW);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (dialog)), <=, HEIGHT);
  g_assert_cmpint (width, <=, NARROW);
  g_assert_true (gtk_window_get_modal (dialog));
  g_assert_true (gtk_window_get_focus (dialog) == NULL || gtk_widget_get_ancestor (gtk_window_get_focus (dialog), ADW_TYPE_HEADER_BAR) == NULL);
  gtk_window_destroy (dialog);
  settle ();
}

static void
test_editors (Fixture *fixture, gconstpointer data)
{
  static const char *const types[] = { "person", "company", "deal", "activity" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (CrmRecord) draft = crm_record_new (types[i]);

      crm_record_editor_present (GTK_WIDGET (fixture->window), fixture->context, draft);
      assert_fits (fixture, types[i]);
    }
}

static gboolean
save_template (CrmTransaction *transaction, gpointer records, GCancellable *cancellable, GError **error)
{
  return crm_pipeline_save (transaction, records, NULL, error);
}

static void
lost_cb (GObject *source, GAsyncResult *result, gpointer asked)
{
  *(gboolean *) asked = FALSE;
}

static void
test_deals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) made = crm_pipeline_template_make ("sales");
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");
  GtkWidget *parent = GTK_WIDGET (fixture->window);
  gboolean   asked = TRUE;

  g_assert_true (crm_store_write (fixture->file.store, "Set up", "setup", CRM_TRANSACTION_NONE, save_template, made, NULL, NULL));
  crm_object_set_text (CRM_OBJECT (deal), "title", "Spring order");
  crm_deal_dialog_present (parent, fixture->context, g_ptr_array_index (made, 0), NULL);
  assert_fits (fixture, "deal");
  crm_pipeline_dialog_present (parent, fixture->context, g_ptr_array_index (made, 0));
  assert_fits (fixture, "pipeline");
  crm_lost_dialog_ask (parent, deal, lost_cb, &asked);
  assert_fits (fixture, "lost");
  wait_for (!asked);
}

static void
test_others (Fixture *fixture, gconstpointer data)
{
  GtkWidget *parent = GTK_WIDGET (fixture->window);

  crm_dialog_present (crm_import_dialog_new (fixture->context, NULL), parent);
  assert_fits (fixture, "import");
  crm_dialog_present (crm_export_dialog_new (fixture->context), parent);
  assert_fits (fixture, "export");
  crm_dialog_present (crm_preferences_window_new (fixture->context), parent);
  assert_fits (fixture, "preferences");
}

/* Where there is room, a dialog is as large as it asks to be. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = crm_preferences_window_new (fixture->context);
  int        wanted;
  int        height;
  int        width;

  gtk_window_get_default_size (dialog, &wanted, &height);
  gtk_window_destroy (fixture->window);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 1000, 800);
  gtk_window_present (fixture->window);
  wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->window)) == 1000);
  crm_dialog_present (dialog, GTK_WIDGET (fixture->window));
  gtk_window_get_default_size (dialog, &width, &height);
  g_assert_cmpint (width, ==, wanted);
  gtk_window_destroy (dialog);
}

/* A dialog that still saves when its window is closed ends after it. */
static void
test_outlives_window (Fixture *fixture, gconstpointer data)
{
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  GtkWindow *dialog = g_object_ref (crm_preferences_window_new (fixture->context));

  gtk_window_present (parent);
  crm_dialog_present (dialog, GTK_WIDGET (parent));
  settle ();
  g_object_add_weak_pointer (G_OBJECT (parent), (gpointer *) &parent);
  gtk_window_destroy (parent);
  wait_for (parent == NULL);

  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  g_assert_null (gtk_window_get_transient_for (dialog));
  g_assert_finalize_object (dialog);
}

#define add(name, func) g_test_add ("/dialogs/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("editors", test_editors);
  add ("deals", test_deals);
  add ("others", test_others);
  add ("room", test_room);
  add ("outlives-window", test_outlives_window);

  return g_test_run ();
}
