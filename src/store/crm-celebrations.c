/* Whoever has a day of that month and number is found by the exact look-up. A Jalali day falls on one Gregorian day or its neighbours, so these
 * are asked for too, and each is counted in its calendar then. */

#include "config.h"

#include "crm-celebrations.h"

#include "crm-derived.h"
#include "crm-important-date.h"
#include "crm-store-private.h"

/* How far a day of the Jalali year moves in the Gregorian one, and the 29 February beside the 28th. */
#define MARGIN_DAYS 2

/* So many are read for each that is wanted, in a file where thousands share a birthday. */
#define READ_FOR_EACH 4

typedef struct
{
  CrmStore   *store;
  CrmDate     from;
  CrmDate     until;
  CrmCalendar calendar;
  guint       most;
  guint       unread; /* how many may be read yet */
  GHashTable *seen;   /* (owned) (element-type gint64) */
  GPtrArray  *found;  /* (owned) (element-type CrmCelebration) */
} Search;

/**
 * crm_celebration_dup_occasion:
 * @item: the id of the day among the person's dates
 * @day: when it is celebrated
 *
 * Returns: (transfer full): what an activity has for its "occasion" that is about this day of this year
 */
char *
crm_celebration_dup_occasion (const char *item, CrmDate day)
{
  return g_strdup_printf ("%s/%04d", item, day.year);
}

void
crm_celebration_free (CrmCelebration *self)
{
  g_free (self->item);
  g_free (self);
}

/* Whoever has been congratulated, or is going to be, needs no telling. */
static gboolean
is_seen_to (Search *self, gint64 person, const char *item, CrmDate day)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->store->reader,
                                                               "SELECT 1 FROM link CROSS JOIN activity ON activity.id = link.source WHERE link.target = ?1 AND link.kind = 4"
                                                               " AND activity.deleted_at IS NULL AND activity.occasion = ?2");
  g_autofree char *occasion = crm_celebration_dup_occasion (item, day);

  crm_statement_bind_int_at (statement, 1, person);
  crm_statement_bind_text_at (statement, 2, occasion);

  return crm_statement_step (statement, NULL);
}

static void
take_days (Search *self, CrmRecord *person)
{
  GPtrArray *dates = crm_object_get_items (CRM_OBJECT (person), "dates");

  for (guint i = 0; dates != NULL && i < dates->len && self->found->len < self->most; i++)
    {
      CrmObject      *date = g_ptr_array_index (dates, i);
      CrmCelebration *celebration;
      CrmDate         next;
      int             years;

      if (!crm_important_date_find_next (date, self->from, self->calendar, &next, &years) || crm_date_compare (next, self->until) > 0)
        continue;
      if (is_seen_to (self, crm_record_get_id (person), crm_item_get_id (CRM_ITEM (date)), next))
        continue;
      celebration = g_new0 (CrmCelebration, 1);
      celebration->person = crm_record_get_id (person);
      celebration->item = g_strdup (crm_item_get_id (CRM_ITEM (date)));
      celebration->day = next;
      celebration->years = years;
      g_ptr_array_add (self->found, celebration);
    }
}

static void
take_person (Search *self, gint64 id)
{
  g_autoptr (CrmRecord) person = NULL;

  if (!g_hash_table_add (self->seen, g_memdup2 (&id, sizeof id)))
    return;

  self->unread--;
  person = crm_store_get (self->store, id, NULL);
  if (person != NULL)
    take_days (self, person);
}

static void
look_up (Search *self, int month, int day)
{
  g_autofree char *key = crm_important_date_dup_key (month, day);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->store->reader, "SELECT record FROM lookup WHERE key = ?1");

  crm_statement_bind_int_at (statement, 1, crm_lookup_hash (key));
  while (self->unread > 0 && self->found->len < self->most && crm_statement_next (statement))
    take_person (self, crm_statement_get_int (statement, 0));
  crm_statement_finish (statement, NULL);
}

static int
compare_celebrations (gconstpointer a, gconstpointer b)
{
  const CrmCelebration *x = *(CrmCelebration *const *) a;
  const CrmCelebration *y = *(CrmCelebration *const *) b;
  int                   order = crm_date_compare (x->day, y->day);

  return order != 0 ? order : (x->person > y->person) - (x->person < y->person);
}

/**
 * crm_celebrations_find:
 * @from: the first day
 * @n_days: how many days
 * @calendar: by which people celebrate
 * @most: how many are wanted; those of later days are left out first
 *
 * Main thread only.
 *
 * Returns: (transfer full) (element-type CrmCelebration): what is celebrated on those days, in their order
 */
GPtrArray *
crm_celebrations_find (CrmStore *store, CrmDate from, guint n_days, CrmCalendar calendar, guint most)
{
  Search self = { .store = store, .from = from, .until = crm_date_add_days (from, (int) n_days - 1), .calendar = calendar, .most = most, .unread = most * READ_FOR_EACH };

  self.found = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_celebration_free);
  self.seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (int i = -MARGIN_DAYS; store->reader != NULL && i < (int) n_days + MARGIN_DAYS; i++)
    {
      CrmDate day = crm_date_add_days (from, i);

      look_up (&self, day.month, day.day);
      if (day.month == 2 && day.day == 28)
        look_up (&self, 2, 29);
    }
  g_hash_table_unref (self.seen);
  g_ptr_array_sort (self.found, compare_celebrations);

  return self.found;
}
