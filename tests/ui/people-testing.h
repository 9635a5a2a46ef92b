#pragma once

#include "../store/crm-test-file.h"
#include "ui-testing.h"

#include "crm-companies-page.h"
#include "crm-directory-list.h"
#include "crm-fact-row.h"
#include "crm-facts.h"
#include "crm-people-page.h"

/* What the tests of the pages of people and companies share: a file, a page over it, and what a person would see there. */

typedef struct
{
  CrmTestFile file;
  CrmContext *context;
  GtkWidget  *page;
  GtkWindow  *window;
  char       *told;       /* the last toast */
  char       *undo_title; /* of the last toast that offered Undo */
  CrmRecord  *opened;     /* what was last asked to be shown */
} Fixture;

/* One for all tests: GTK 4.8 still wants to show the tooltip of a window that has been destroyed. */
static inline GtkWindow *
get_window (void)
{
  static GtkWindow *window;

  if (window == NULL)
    window = GTK_WINDOW (gtk_window_new ());

  return window;
}

static inline void
toast_cb (CrmContext *context, const char *text, const char *undo_title, Fixture *fixture)
{
  g_free (fixture->told);
  fixture->told = g_strdup (text);
  g_free (fixture->undo_title);
  fixture->undo_title = g_strdup (undo_title);
}

static inline void
open_cb (CrmContext *context, CrmRecord *record, Fixture *fixture)
{
  g_set_object (&fixture->opened, record);
}

static inline void
show_page (Fixture *fixture, GtkWidget *page, int width)
{
  fixture->page = page;
  gtk_window_set_default_size (fixture->window, width, 640);
  gtk_window_set_child (fixture->window, page);
  gtk_window_present (fixture->window);
  wait_for (gtk_widget_get_width (page) > 0 && ABS (gtk_widget_get_width (page) - width) < 20);
  settle ();
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);

  /* What one test has chosen is nothing to the next. */
  g_settings_reset (settings, "column-widths");
  g_settings_reset (settings, "table-looks");
  crm_test_file_open (&fixture->file);
  fixture->context = crm_context_new ();
  fixture->window = get_window ();
  g_signal_connect (fixture->context, "toast", G_CALLBACK (toast_cb), fixture);
  g_signal_connect (fixture->context, "open", G_CALLBACK (open_cb), fixture);
  crm_context_set_store (fixture->context, fixture->file.store);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_child (fixture->window, NULL);
  settle ();
  g_signal_handlers_disconnect_by_data (fixture->context, fixture);
  crm_context_set_store (fixture->context, NULL);
  g_clear_object (&fixture->opened);
  g_clear_object (&fixture->context);
  g_clear_pointer (&fixture->told, g_free);
  g_clear_pointer (&fixture->undo_title, g_free);
  settle ();
  crm_test_file_close (&fixture->file);
}

static inline CrmDirectoryList *
get_list (Fixture *fixture)
{
  return find_widget (fixture->page, CRM_TYPE_DIRECTORY_LIST, FALSE);
}

static inline guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (crm_directory_list_get_records (get_list (fixture)));
}

static inline char *
dup_titles (Fixture *fixture)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  GListModel *records = crm_directory_list_get_records (get_list (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (CrmObject) record = g_list_model_get_item (records, i);
      g_autofree char *title = crm_object_dup_title (record);

      g_string_append_printf (titles, "%s%s", i > 0 ? ", " : "", title);
    }

  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static inline gboolean
lists (Fixture *fixture, const char *expected)
{
  g_autofree char *titles = dup_titles (fixture);

  return g_str_equal (titles, expected);
}

static inline CrmRecord *
get_open (Fixture *fixture)
{
  return crm_directory_view_get_open (crm_directory_page_get_view (CRM_DIRECTORY_PAGE (fixture->page)));
}

static inline void
add_person (Fixture *fixture, const char *given, const char *family, const char *lifecycle)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", given);
  crm_object_set_text (CRM_OBJECT (person), "family_name", family);
  crm_object_set_text (CRM_OBJECT (person), "lifecycle", lifecycle);
  g_assert_true (crm_store_save (fixture->file.store, "Add", person, NULL));
}

static inline void
open_first (Fixture *fixture)
{
  g_autoptr (CrmRecord) record = g_list_model_get_item (crm_directory_list_get_records (get_list (fixture)), 0);

  crm_page_open (CRM_PAGE (fixture->page), record);
  settle ();
}

static inline void
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  crm_store_undo (fixture->file.store, NULL, &error);
  g_assert_no_error (error);
}

/* The row of a fact of the person who is shown. */
static inline CrmFactRow *
find_fact (Fixture *fixture, const char *field)
{
  GtkWidget *row = find_widget (find_widget (fixture->page, CRM_TYPE_FACTS, FALSE), CRM_TYPE_FACT_ROW, FALSE);

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      if (g_str_equal (crm_fact_row_get_field (CRM_FACT_ROW (row))->name, field))
        return CRM_FACT_ROW (row);
    }

  return NULL;
}
