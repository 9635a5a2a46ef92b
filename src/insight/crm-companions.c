/* Pairs are counted in a triangle of numbers, one for each two products: for three thousand products it takes 18 MB, and a million lines are counted
 * in a fraction of a second. */

#include "config.h"

#include "crm-companions.h"

#include <math.h>
#include <stdlib.h>

/* How many have both before the pair counts half. */
#define SHRINKAGE 10.0

typedef struct
{
  gint64 product;
  guint  count; /* invoices */
} Item;

struct _CrmCompanions
{
  GArray     *items;  /* (owned) (element-type Item): those sold most first */
  GHashTable *places; /* (owned): product to its place among the items, plus one */
  guint32    *pairs;  /* (owned): of two places i > j at i (i - 1) / 2 + j */
  guint       n_baskets;
};

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *x = a;
  const Item *y = b;

  if (x->count != y->count)
    return x->count < y->count ? 1 : -1;

  return (x->product > y->product) - (x->product < y->product);
}

static gsize
get_pair (guint i, guint j)
{
  gsize high = MAX (i, j);

  return high * (high - 1) / 2 + MIN (i, j);
}

static const Item *
get_item (const CrmCompanions *self, guint place)
{
  return &g_array_index (self->items, Item, place);
}

/* Returns: the place of @product; one behind the last for one that is not told apart */
static guint
find_place (const CrmCompanions *self, gint64 product)
{
  gpointer place = g_hash_table_lookup (self->places, &product);

  return place != NULL ? GPOINTER_TO_UINT (place) - 1 : self->items->len;
}

static void
count_items (CrmCompanions *self, GArray *bought)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  GHashTableIter iter;
  gint64        *product;
  guint         *count;

  for (guint i = 0; i < bought->len; i++)
    {
      const CrmBought *row = &g_array_index (bought, CrmBought, i);

      count = g_hash_table_lookup (counts, &row->product);
      if (count == NULL)
        g_hash_table_insert (counts, g_memdup2 (&row->product, sizeof (gint64)), count = g_new0 (guint, 1));
      *count += 1;
      self->n_baskets += i == 0 || row->document != g_array_index (bought, CrmBought, i - 1).document;
    }

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, (gpointer *) &product, (gpointer *) &count))
    {
      Item item = { *product, *count };

      g_array_append_val (self->items, item);
    }
  g_array_sort (self->items, compare_items);
  g_array_set_size (self->items, MIN (self->items->len, CRM_COMPANIONS_PRODUCTS_MOST));
  for (guint i = 0; i < self->items->len; i++)
    g_hash_table_insert (self->places, &g_array_index (self->items, Item, i).product, GUINT_TO_POINTER (i + 1));
}

static void
count_basket (CrmCompanions *self, const guint *places, guint n)
{
  for (guint i = 1; i < n; i++)
    {
      for (guint j = 0; j < i; j++)
        self->pairs[get_pair (places[i], places[j])]++;
    }
}

static void
count_pairs (CrmCompanions *self, GArray *bought)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < bought->len; i++)
    {
      const CrmBought *row = &g_array_index (bought, CrmBought, i);
      guint            place = find_place (self, row->product);

      if (i > 0 && row->document != g_array_index (bought, CrmBought, i - 1).document)
        {
          count_basket (self, (const guint *) (gpointer) places->data, places->len);
          g_array_set_size (places, 0);
        }
      if (place < self->items->len)
        g_array_append_val (places, place);
    }
  count_basket (self, (const guint *) (gpointer) places->data, places->len);
}

/**
 * crm_companions_new:
 * @bought: (element-type CrmBought): by document, each product of it once
 */
CrmCompanions *
crm_companions_new (GArray *bought)
{
  CrmCompanions *self = g_new0 (CrmCompanions, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->places = g_hash_table_new (g_int64_hash, g_int64_equal);
  count_items (self, bought);
  self->pairs = g_new0 (guint32, (gsize) self->items->len * self->items->len / 2 + 1);
  count_pairs (self, bought);

  return self;
}

void
crm_companions_free (CrmCompanions *self)
{
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->items, g_array_unref);
  g_free (self->pairs);
  g_free (self);
}

/**
 * crm_companions_count_baskets:
 *
 * Returns: how many invoices have products
 */
guint
crm_companions_count_baskets (const CrmCompanions *self)
{
  return self->n_baskets;
}

/**
 * crm_companions_count:
 *
 * Returns: on how many invoices the product is
 */
guint
crm_companions_count (const CrmCompanions *self, gint64 product)
{
  guint place = find_place (self, product);

  return place < self->items->len ? get_item (self, place)->count : 0;
}

/**
 * crm_companions_count_both:
 *
 * Returns: on how many invoices both products are
 */
guint
crm_companions_count_both (const CrmCompanions *self, gint64 one, gint64 other)
{
  guint i = find_place (self, one);
  guint j = find_place (self, other);

  return i != j && i < self->items->len && j < self->items->len ? self->pairs[get_pair (i, j)] : 0;
}

static gboolean
has (GArray *basket, gint64 product)
{
  for (guint i = 0; i < basket->len; i++)
    {
      if (g_array_index (basket, gint64, i) == product)
        return TRUE;
    }

  return FALSE;
}

/* What all of the basket says of the product at @place. */
static CrmCompanion
judge (const CrmCompanions *self, GArray *basket, guint place)
{
  const Item  *item = get_item (self, place);
  CrmCompanion companion = { .product = item->product };
  double       best = 0;

  for (guint i = 0; i < basket->len; i++)
    {
      guint  other = find_place (self, g_array_index (basket, gint64, i));
      guint  both = other < self->items->len && other != place ? self->pairs[get_pair (place, other)] : 0;
      guint  with = other < self->items->len ? get_item (self, other)->count : 0;
      double part;

      if (both < CRM_COMPANIONS_PAIR_LEAST)
        continue;
      part = both / sqrt ((double) item->count * with) * both / (both + SHRINKAGE);
      companion.score += part;
      if (part <= best)
        continue;
      best = part;
      companion.because = g_array_index (basket, gint64, i);
      companion.both = both;
      companion.with = with;
    }

  return companion;
}

static int
compare_companions (gconstpointer a, gconstpointer b)
{
  const CrmCompanion *x = a;
  const CrmCompanion *y = b;

  if (x->score != y->score)
    return x->score < y->score ? 1 : -1;

  return (x->product > y->product) - (x->product < y->product);
}

/**
 * crm_companions_find:
 * @basket: (element-type gint64): products somebody has bought
 *
 * Returns: (transfer full) (element-type CrmCompanion): what else they might want, and has not bought; what most speaks for first
 */
GArray *
crm_companions_find (const CrmCompanions *self, GArray *basket, guint most)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (CrmCompanion));

  for (guint i = 0; i < self->items->len; i++)
    {
      CrmCompanion companion;

      if (has (basket, get_item (self, i)->product))
        continue;
      companion = judge (self, basket, i);
      if (companion.score > 0)
        g_array_append_val (found, companion);
    }
  g_array_sort (found, compare_companions);
  g_array_set_size (found, MIN (found->len, most));

  return found;
}

/**
 * crm_companions_list_pairs:
 *
 * Returns: (transfer full) (element-type CrmCompanion): two products each, what is sold more as @because; those that belong together most first
 */
GArray *
crm_companions_list_pairs (const CrmCompanions *self, guint most)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (CrmCompanion));

  for (guint i = 1; i < self->items->len; i++)
    {
      for (guint j = 0; j < i; j++)
        {
          guint        both = self->pairs[get_pair (i, j)];
          const Item  *one = get_item (self, j);
          const Item  *other = get_item (self, i);
          CrmCompanion pair = { other->product, one->product, both, one->count, 0 };

          if (both < CRM_COMPANIONS_PAIR_LEAST)
            continue;
          pair.score = both / sqrt ((double) one->count * other->count) * both / (both + SHRINKAGE);
          g_array_append_val (found, pair);
        }
    }
  g_array_sort (found, compare_companions);
  g_array_set_size (found, MIN (found->len, most));

  return found;
}

/**
 * crm_companions_list_best:
 * @basket: (element-type gint64): what is left out
 *
 * Returns: (transfer full) (element-type CrmCompanion): what sells best; for businesses with fewer than %CRM_COMPANIONS_LEAST invoices
 */
GArray *
crm_companions_list_best (const CrmCompanions *self, GArray *basket, guint most)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (CrmCompanion));

  for (guint i = 0; i < self->items->len && found->len < most; i++)
    {
      CrmCompanion companion = { .product = get_item (self, i)->product, .both = get_item (self, i)->count, .with = self->n_baskets, .score = get_item (self, i)->count };

      if (!has (basket, companion.product))
        g_array_append_val (found, companion);
    }

  return found;
}
