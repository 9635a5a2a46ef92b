#include "config.h"

#include "crm-deal-moves.h"

#include "crm-board.h"
#include "crm-deal-proposal.h"
#include "crm-deal-steps.h"
#include "crm-format.h"
#include "crm-journal.h"
#include "crm-lost-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CrmContext      *context;  /* (owned) */
  CrmRecord       *stage;    /* (owned) */
  GObject         *listener; /* (owned) (nullable) */
  CrmDealMovedFunc moved;
  gint64           deal;
  gint64           above;
  gboolean         keys;   /* the board's keys are there */
  char            *undone; /* (owned) (nullable): what of the checklist was left, as a sentence */
} Move;

static void
move_free (Move *move)
{
  g_clear_object (&move->context);
  g_clear_object (&move->stage);
  g_clear_object (&move->listener);
  g_free (move->undone);
  g_free (move);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, move_free)

/* What the stage proposes as the next thing, and the key that takes it. */
static char *
dup_proposal (Move *move)
{
  g_autoptr (CrmRecord) deal = crm_store_get (crm_context_get_store (move->context), move->deal, NULL);
  g_autoptr (CrmRecord) task = deal != NULL && move->keys ? crm_deal_proposal_make (move->context, deal) : NULL;
  g_autofree char *text = task != NULL ? crm_deal_proposal_dup_text (move->context, task) : NULL;

  /* Translators: %s is something to do, and when */
  return text != NULL ? g_strdup_printf (_ ("T adds the task: %s"), text) : NULL;
}

/* In one toast: what was done, what was left undone, and what might come next. */
static void
tell (Move *move, const char *title)
{
  g_autofree char *proposal = dup_proposal (move);
  g_autoptr (GString) text = g_string_new (crm_journal_get_shown (title));

  if (move->undone != NULL)
    g_string_append_printf (text, ". %s", move->undone);
  if (proposal != NULL)
    g_string_append_printf (text, "%s %s", move->undone != NULL ? "" : ".", proposal);
  crm_context_toast_done (move->context, text->str, title);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CrmStore *store = CRM_STORE (source);
  g_autoptr (Move) move = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  if (!crm_store_write_finish (store, result, &error))
    {
      crm_context_report (move->context, error);
      return;
    }

  title = crm_store_dup_undo_title (store);
  if (title != NULL)
    tell (move, title);
  if (move->moved != NULL)
    move->moved (move->deal, move->listener);
}

static void
write_move (Move *move, const char *reason, const char *note)
{
  CrmStore *store = crm_context_get_store (move->context);

  if (store != NULL)
    crm_board_move_async (store, move->deal, crm_record_get_id (move->stage), move->above, reason, note, written_cb, move);
  else
    move_free (move);
}

static void
reason_given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Move) move = user_data;
  g_autofree char *reason = NULL;
  g_autofree char *note = NULL;

  if (crm_lost_dialog_finish (result, &reason, &note))
    write_move (g_steal_pointer (&move), reason, note);
}

static char *
dup_undone (CrmContext *context, CrmRecord *deal, CrmRecord *stage)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (CrmRecord) left = store != NULL ? crm_store_get (store, crm_object_get_integer (CRM_OBJECT (deal), "stage"), NULL) : NULL;

  return left != NULL && left != stage ? crm_deal_dup_unticked (deal, left, crm_context_get_culture (context)) : NULL;
}

/**
 * crm_deal_move:
 * @parent: over which a reason is asked for, where @stage is one of lost deals
 * @above: the card of @stage it lands under, 0 for the top
 * @moved: (nullable): called with @listener, which is kept alive until then
 */
void
crm_deal_move (GtkWidget *parent, CrmContext *context, CrmRecord *deal, CrmRecord *stage, gint64 above, CrmDealMovedFunc moved, GObject *listener)
{
  Move    *move = g_new0 (Move, 1);
  gboolean lost = g_strcmp0 (crm_object_get_text (CRM_OBJECT (stage), "kind"), "lost") == 0;

  move->context = g_object_ref (context);
  move->stage = g_object_ref (stage);
  move->listener = listener != NULL ? g_object_ref (listener) : NULL;
  move->moved = moved;
  move->deal = crm_record_get_id (deal);
  move->above = above;
  move->keys = listener != NULL;
  move->undone = dup_undone (context, deal, stage);
  if (lost && g_strcmp0 (crm_object_get_text (CRM_OBJECT (deal), "status"), "lost") != 0)
    crm_lost_dialog_ask (parent, deal, reason_given_cb, move);
  else
    write_move (move, NULL, NULL);
}

void
crm_deal_delete (CrmContext *context, CrmRecord *deal)
{
  gint64           id = crm_record_get_id (deal);
  g_autofree char *shown = crm_format_title (deal);
  /* Translators: a deal */
  g_autofree char *title = g_strdup_printf (_ ("Deleted “%s”"), shown);

  crm_context_delete (context, title, &id, 1);
}
