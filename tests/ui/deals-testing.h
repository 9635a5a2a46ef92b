#pragma once

#include "../store/crm-test-file.h"
#include "ui-testing.h"

#include "crm-board.h"
#include "crm-clock.h"
#include "crm-deal-board.h"
#include "crm-record-facts.h"
#include "crm-deal-forecast.h"
#include "crm-deal-page.h"
#include "crm-deal-sales.h"
#include "crm-sale-related.h"
#include "crm-deals-page.h"
#include "crm-filter-bar.h"
#include "crm-format.h"
#include "crm-lost-dialog.h"
#include "crm-page.h"
#include "crm-pipeline-dialog.h"
#include "crm-pipeline-template.h"
#include "crm-pipeline-write.h"
#include "crm-quick-deal.h"
#include "crm-stage-row.h"

#include <string.h>

/* A window with the deals of a file, and keys pressed on its board. */

/* The sales template: New, Talking, Offer sent, Agreed, Won, Lost. */
#define WON 4
#define LOST 5
#define N_STAGES 6

typedef struct
{
  CrmTestFile   file;
  CrmContext   *context;
  GtkWindow    *window;
  CrmPage      *page;
  CrmDealBoard *board;
  gint64        pipeline;
  gint64        stages[N_STAGES];
  char         *toast;
} Fixture;

static inline gboolean
save_template (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = user_data;
  g_autoptr (GPtrArray) records = crm_pipeline_template_make ("sales");

  if (!crm_pipeline_save (transaction, records, NULL, error))
    return FALSE;
  fixture->pipeline = crm_record_get_id (records->pdata[0]);
  for (guint i = 0; i < N_STAGES; i++)
    fixture->stages[i] = crm_record_get_id (records->pdata[i + 1]);

  return TRUE;
}

static inline gint64
add_deal (Fixture *fixture, const char *title, guint stage, gint64 value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");

  crm_object_set_text (CRM_OBJECT (deal), "title", title);
  crm_object_set_integer (CRM_OBJECT (deal), "stage", fixture->stages[stage]);
  crm_object_set_integer (CRM_OBJECT (deal), "value", value);
  crm_object_set_text (CRM_OBJECT (deal), "currency", "EUR");
  crm_store_save (fixture->file.store, "Add", deal, &error);
  g_assert_no_error (error);

  return crm_record_get_id (deal);
}

static inline void
toast_cb (Fixture *fixture, const char *text)
{
  g_free (fixture->toast);
  fixture->toast = g_strdup (text);
}

static inline void
show_page (Fixture *fixture, int width)
{
  fixture->context = crm_context_new ();
  g_signal_connect_swapped (fixture->context, "toast", G_CALLBACK (toast_cb), fixture);
  crm_context_set_store (fixture->context, fixture->file.store);
  fixture->page = CRM_PAGE (crm_deals_page_new (fixture->context));
  fixture->board = find_widget (fixture->page, CRM_TYPE_DEAL_BOARD, FALSE);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (fixture->window, FALSE);
  gtk_window_set_default_size (fixture->window, width, 700);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->window);
  wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->page)) > 0);
}

/* Three deals in New, C over B over A. */
static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  crm_test_file_open (&fixture->file);
  crm_store_write (fixture->file.store, "Set up", "setup", CRM_TRANSACTION_NONE, save_template, fixture, NULL, &error);
  g_assert_no_error (error);
  add_deal (fixture, "A", 0, 100000);
  add_deal (fixture, "B", 0, 200000);
  add_deal (fixture, "C", 0, 300000);
  gtk_widget_set_default_direction (GPOINTER_TO_INT (data) < 0 ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  show_page (fixture, ABS (GPOINTER_TO_INT (data)));
}

static inline void
set_up_empty (Fixture *fixture, gconstpointer data)
{
  crm_test_file_open (&fixture->file);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  show_page (fixture, GPOINTER_TO_INT (data));
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  settle ();
  g_clear_object (&fixture->context);
  crm_test_file_close (&fixture->file);
  g_clear_pointer (&fixture->toast, g_free);
}

static inline char *
dup_titles (Fixture *fixture, guint stage)
{
  CrmRecordList *list = crm_deal_column_get_list (crm_deal_board_get_column (fixture->board, stage));
  GString       *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (CrmRecord) deal = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", crm_object_get_text (CRM_OBJECT (deal), "title"));
    }

  return g_string_free (titles, FALSE);
}

static inline gboolean
has_titles (Fixture *fixture, guint stage, const char *expected)
{
  g_autofree char *titles = dup_titles (fixture, stage);

  return strcmp (titles, expected) == 0;
}

#define wait_for_column(fixture, stage, expected) wait_for (has_titles (fixture, stage, expected))

static inline const char *
get_current (Fixture *fixture)
{
  CrmRecord *deal = crm_deal_board_get_current (fixture->board);

  return deal != NULL ? crm_object_get_text (CRM_OBJECT (deal), "title") : NULL;
}

#define wait_for_current(fixture, title) wait_for (g_strcmp0 (get_current (fixture), title) == 0)

/* Whether keys reach a card: the row around it has the focus, or the list it is to be in. */
static inline gboolean
has_focus_on_card (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);

  return focus != NULL && (GTK_IS_LIST_VIEW (focus) || CRM_IS_DEAL_CARD (gtk_widget_get_first_child (focus)));
}

/* What the board does at a key, as if it had been pressed on the card that has the focus. A card that was moved has it a moment later. */
static inline void
press (Fixture *fixture, const char *accelerator)
{
  wait_for (has_focus_on_card (fixture));
  press_on (fixture->board, accelerator);
}

static inline void
focus (Fixture *fixture, guint stage, guint position)
{
  wait_for (crm_deal_column_get_n_cards (crm_deal_board_get_column (fixture->board, stage)) > position);
  crm_deal_column_focus (crm_deal_board_get_column (fixture->board, stage), position);
}
