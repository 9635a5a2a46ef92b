#include "config.h"

#include "crm-deal-moves.h"

#include "crm-board.h"
#include "crm-format.h"
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
} Move;

static void
move_free (Move *move)
{
  g_clear_object (&move->context);
  g_clear_object (&move->stage);
  g_clear_object (&move->listener);
  g_free (move);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, move_free)

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
    crm_context_toast_undo (move->context, title);
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
