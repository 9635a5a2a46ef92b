#include "config.h"

#include "crm-id-set.h"

#include "crm-record-type.h"

struct _CrmIdSet
{
  GArray  *words;    /* (owned) (element-type guint64) */
  gboolean inverted; /* it has what the words lack, those beyond their end too */
};

#define BITS 64

CrmIdSet *
crm_id_set_new (void)
{
  CrmIdSet *self = g_new0 (CrmIdSet, 1);

  self->words = g_array_new (FALSE, TRUE, sizeof (guint64));

  return self;
}

void
crm_id_set_free (CrmIdSet *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->words);
  g_free (self);
}

/**
 * crm_id_set_add:
 *
 * To be called before the set is inverted.
 */
void
crm_id_set_add (CrmIdSet *self, gint64 id)
{
  guint64 sequence = (guint64) crm_id_sequence (id);
  guint   word = (guint) (sequence / BITS);

  if (word >= self->words->len)
    g_array_set_size (self->words, MAX (word + 1, self->words->len * 2));
  g_array_index (self->words, guint64, word) |= G_GUINT64_CONSTANT (1) << sequence % BITS;
}

void
crm_id_set_add_array (CrmIdSet *self, GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    crm_id_set_add (self, g_array_index (ids, gint64, i));
}

static inline guint64
get_word (const CrmIdSet *self, guint word)
{
  guint64 bits = word < self->words->len ? g_array_index (self->words, guint64, word) : 0;

  return self->inverted ? ~bits : bits;
}

gboolean
crm_id_set_has (const CrmIdSet *self, gint64 id)
{
  guint64 sequence = (guint64) crm_id_sequence (id);

  return (get_word (self, (guint) (sequence / BITS)) >> sequence % BITS & 1) != 0;
}

/**
 * crm_id_set_invert:
 *
 * Makes it the set of all others, those that do not exist included.
 */
void
crm_id_set_invert (CrmIdSet *self)
{
  self->inverted = !self->inverted;
}

void
crm_id_set_intersect (CrmIdSet *self, const CrmIdSet *other)
{
  gboolean inverted = self->inverted && other->inverted;
  guint    n_words = MAX (self->words->len, other->words->len);

  g_array_set_size (self->words, n_words);
  for (guint i = 0; i < n_words; i++)
    {
      guint64 bits = get_word (self, i) & get_word (other, i);

      g_array_index (self->words, guint64, i) = inverted ? ~bits : bits;
    }
  self->inverted = inverted;
}

void
crm_id_set_unite (CrmIdSet *self, const CrmIdSet *other)
{
  gboolean inverted = self->inverted || other->inverted;
  guint    n_words = MAX (self->words->len, other->words->len);

  g_array_set_size (self->words, n_words);
  for (guint i = 0; i < n_words; i++)
    {
      guint64 bits = get_word (self, i) | get_word (other, i);

      g_array_index (self->words, guint64, i) = inverted ? ~bits : bits;
    }
  self->inverted = inverted;
}

/**
 * crm_id_set_filter:
 * @ids: (element-type gint64): records of the type
 *
 * Keeps of @ids what is in the set, in its order.
 */
void
crm_id_set_filter (const CrmIdSet *self, GArray *ids)
{
  guint kept = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (crm_id_set_has (self, id))
        g_array_index (ids, gint64, kept++) = id;
    }
  g_array_set_size (ids, kept);
}

/**
 * crm_id_set_list:
 * @code: of the type of the records
 * @most: the most that are wanted
 * @ids: (element-type gint64): where they are appended, in the order of their ids
 *
 * Returns: whether the set can be told so; %FALSE, with @ids as it was, where it has more or was inverted
 */
gboolean
crm_id_set_list (const CrmIdSet *self, guint code, guint most, GArray *ids)
{
  guint before = ids->len;

  if (self->inverted)
    return FALSE;

  for (guint i = 0; i < self->words->len; i++)
    {
      for (guint64 bits = get_word (self, i); bits != 0; bits &= bits - 1)
        {
          gint64 id = crm_id_make ((guint64) i * BITS + (guint64) __builtin_ctzll (bits), code);

          g_array_append_val (ids, id);
        }
      if (ids->len - before > most)
        {
          g_array_set_size (ids, before);
          return FALSE;
        }
    }

  return TRUE;
}
