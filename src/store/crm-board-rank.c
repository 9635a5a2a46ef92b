/* The order of a column: each card has a rank, and a card put between two others gets one half way between theirs. So a move writes one
 * card, however long the column is. Where no whole number is left between two ranks, a few cards below are spread out over the next free
 * stretch, in the same change. */

#include "config.h"

#include "crm-board-rank.h"

#include "crm-deal.h"

#define STEP CRM_DEAL_RANK_STEP

/* Lower than any rank: G_MININT64 itself means that there is none. */
#define BOTTOM (G_MININT64 + 1)

/* Ranks that are spread out get at least this much room, so that it is not done again soon. */
#define ROOM (G_GUINT64_CONSTANT (1) << 10)

/* How many cards are spread out at first; then four times as many, until there is room. */
#define FIRST_SPREAD 8

typedef struct
{
  gint64 id;
  gint64 rank;
} Place;

/* Up to @limit cards of a column below (@rank, @id), in order, without the one that is being moved; 0 for all. */
static GArray *
load_below (CrmTransaction *transaction, gint64 deal, gint64 stage, Place above, guint limit, GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (CrmStatement) statement = crm_connection_prepare (crm_transaction_get_connection (transaction),
                                                               "SELECT id, rank FROM deal WHERE stage = :stage AND (rank, id) > (:rank, :above) AND deleted_at IS NULL ORDER BY rank, id");

  crm_statement_bind_int (statement, ":stage", stage);
  crm_statement_bind_int (statement, ":rank", above.rank);
  crm_statement_bind_int (statement, ":above", above.id);
  while ((limit == 0 || places->len < limit) && crm_statement_next (statement))
    {
      Place place = { crm_statement_get_int (statement, 0), crm_statement_get_int (statement, 1) };

      if (place.id != deal)
        g_array_append_val (places, place);
    }

  return crm_statement_finish (statement, error) ? g_steal_pointer (&places) : NULL;
}

/* The card to stand under, or the top where there is none any more. */
static gboolean
find_above (CrmTransaction *transaction, gint64 stage, gint64 above, Place *place, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (crm_transaction_get_connection (transaction),
                                                               "SELECT rank FROM deal WHERE id = :id AND stage = :stage AND deleted_at IS NULL");

  *place = (Place){ 0, BOTTOM };
  crm_statement_bind_int (statement, ":id", above);
  crm_statement_bind_int (statement, ":stage", stage);
  if (above != 0 && crm_statement_next (statement))
    *place = (Place){ above, crm_statement_get_int (statement, 0) };

  return crm_statement_finish (statement, error);
}

static gboolean
set_rank (CrmTransaction *transaction, gint64 id, gint64 rank, GError **error)
{
  g_autoptr (CrmRecord) record = crm_transaction_load (transaction, id, error);
  g_autoptr (CrmRecord) draft = NULL;

  if (record == NULL)
    return FALSE;

  draft = crm_record_edit (record);
  crm_object_set_integer (CRM_OBJECT (draft), "rank", rank);

  return crm_transaction_save (transaction, draft, error);
}

/* The moved card comes first, those of @below after it. */
static gboolean
spread (CrmTransaction *transaction, GArray *below, guint n, gint64 from, gint64 step, gint64 *rank, GError **error)
{
  *rank = from + step;
  for (guint i = 0; i < n; i++)
    {
      if (!set_rank (transaction, g_array_index (below, Place, i).id, from + step * (gint64) (i + 2), error))
        return FALSE;
    }

  return TRUE;
}

/* For columns whose ranks have run against the end of the numbers: all anew. */
static gboolean
number_all (CrmTransaction *transaction, gint64 deal, gint64 stage, Place above, gint64 *rank, GError **error)
{
  g_autoptr (GArray) places = load_below (transaction, deal, stage, (Place){ 0, BOTTOM }, 0, error);
  gint64 next = 0;

  if (places == NULL)
    return FALSE;
  if (above.id == 0)
    *rank = next++ * STEP;
  for (guint i = 0; i < places->len; i++)
    {
      gint64 id = g_array_index (places, Place, i).id;

      if (!set_rank (transaction, id, next++ * STEP, error))
        return FALSE;
      if (id == above.id)
        *rank = next++ * STEP;
    }

  return TRUE;
}

static gboolean
make_room (CrmTransaction *transaction, gint64 deal, gint64 stage, Place above, gint64 *rank, GError **error)
{
  for (guint n = FIRST_SPREAD;; n *= 4)
    {
      g_autoptr (GArray) below = load_below (transaction, deal, stage, above, n + 1, error);
      gint64  end;
      guint64 room;

      if (below == NULL)
        return FALSE;
      if (below->len <= n && __builtin_add_overflow (above.rank, STEP * (below->len + 2), &end))
        return number_all (transaction, deal, stage, above, rank, error);
      if (below->len <= n)
        return spread (transaction, below, below->len, above.rank, STEP, rank, error);

      room = (guint64) g_array_index (below, Place, n).rank - (guint64) above.rank;
      if (room / (n + 2) >= ROOM)
        return spread (transaction, below, n, above.rank, (gint64) (room / (n + 2)), rank, error);
    }
}

/**
 * crm_board_make_rank:
 * @deal: the card that is put there
 * @above: the card it lands under; 0 for the top, as for a card that is not in @stage
 * @rank: (out): its place
 *
 * Finds a rank for a card, saving others of the column where they have to make room.
 */
gboolean
crm_board_make_rank (CrmTransaction *transaction, gint64 deal, gint64 stage, gint64 above, gint64 *rank, GError **error)
{
  g_autoptr (GArray) below = NULL;
  Place   upper;
  gint64  lower;
  guint64 room;

  if (!find_above (transaction, stage, above, &upper, error))
    return FALSE;
  below = load_below (transaction, deal, stage, upper, 1, error);
  if (below == NULL)
    return FALSE;

  *rank = 0;
  if (below->len == 0)
    return upper.id == 0 || !__builtin_add_overflow (upper.rank, STEP, rank) || number_all (transaction, deal, stage, upper, rank, error);

  lower = g_array_index (below, Place, 0).rank;
  if (upper.id == 0 && lower > BOTTOM + STEP)
    {
      *rank = lower - STEP;
      return TRUE;
    }
  room = (guint64) lower - (guint64) upper.rank;
  if (room < 2)
    return make_room (transaction, deal, stage, upper, rank, error);
  *rank = (gint64) ((guint64) upper.rank + room / 2);

  return TRUE;
}
