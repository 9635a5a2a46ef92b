#include "config.h"

#include "crm-questions.h"

#include "crm-field.h"
#include "crm-search-words.h"

#include <math.h>

/* From here on two subjects are one question. */
#define COSINE_LEAST 0.5

/* Longer subjects are letters. */
#define WORDS_MOST 30

typedef struct
{
  GHashTable *numbers; /* (owned): word → its number + 1 */
  GArray     *counts;  /* (owned) (element-type guint): in how many subjects each word is */
  guint       n_texts;
} Words;

typedef struct
{
  GArray *words; /* (owned) (element-type guint): of a subject, each once */
} Text;

static void
text_clear (gpointer data)
{
  g_array_unref (((Text *) data)->words);
}

static void
question_free (gpointer data)
{
  CrmQuestion *self = data;

  g_array_unref (self->cases);
  g_free (self);
}

static guint
number_word (Words *self, char *word)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, word));
  guint none = 0;

  if (number == 0)
    {
      g_array_append_val (self->counts, none);
      number = self->counts->len;
      g_hash_table_insert (self->numbers, g_strdup (word), GUINT_TO_POINTER (number));
    }

  return number - 1;
}

static Text
read_text (Words *self, const char *subject)
{
  g_autoptr (GPtrArray) stems = crm_search_list_stems (subject, WORDS_MOST);
  Text text = { g_array_new (FALSE, FALSE, sizeof (guint)) };

  for (guint i = 0; i < stems->len; i++)
    {
      guint number = number_word (self, stems->pdata[i]);

      g_array_append_val (text.words, number);
      g_array_index (self->counts, guint, number)++;
    }

  return text;
}

/* What is in every subject says nothing; what is in few says much. */
static double
weigh (const Words *self, guint word)
{
  return log ((self->n_texts + 1.0) / (g_array_index (self->counts, guint, word) + 0.5));
}

static double
get_length (const Words *self, const Text *text)
{
  double sum = 0;

  for (guint i = 0; i < text->words->len; i++)
    sum += pow (weigh (self, g_array_index (text->words, guint, i)), 2);

  return sqrt (sum);
}

/* The groups so far, and by which words the texts in them are found. */
typedef struct
{
  Words     *words;
  GPtrArray *questions; /* (owned) (element-type CrmQuestion) */
  GArray    *groups;    /* (owned) (element-type guint): of each text that was looked at: the number of its question */
  GArray    *lengths;   /* (owned) (element-type double): of each such text */
  GPtrArray *having;    /* (owned) (element-type GArray): for each word the texts that have it */
  GArray    *shared;    /* (owned) (element-type double): with each text, while another is looked at */
} Groups;

static void
groups_init (Groups *self, Words *words)
{
  self->words = words;
  self->questions = g_ptr_array_new_with_free_func (question_free);
  self->groups = g_array_new (FALSE, FALSE, sizeof (guint));
  self->lengths = g_array_new (FALSE, FALSE, sizeof (double));
  self->shared = g_array_new (FALSE, TRUE, sizeof (double));
  self->having = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < words->counts->len; i++)
    g_ptr_array_add (self->having, g_array_new (FALSE, FALSE, sizeof (guint)));
}

/* Returns: (transfer full): the questions; the rest is not needed any more */
static GPtrArray *
groups_end (Groups *self)
{
  g_array_unref (self->groups);
  g_array_unref (self->lengths);
  g_array_unref (self->shared);
  g_ptr_array_unref (self->having);

  return self->questions;
}

/* Returns: the text that is likest, of those that are like enough; -1 for none */
static int
find_likest (Groups *self, const Text *text, double length)
{
  double best = COSINE_LEAST;
  int    found = -1;

  for (guint i = 0; i < text->words->len; i++)
    {
      guint   word = g_array_index (text->words, guint, i);
      GArray *having = self->having->pdata[word];

      for (guint j = 0; j < having->len; j++)
        g_array_index (self->shared, double, g_array_index (having, guint, j)) += pow (weigh (self->words, word), 2);
    }
  for (guint i = 0; i < self->shared->len; i++)
    {
      double *shared = &g_array_index (self->shared, double, i);
      double  cosine = *shared > 0 ? *shared / (length * g_array_index (self->lengths, double, i)) : 0;

      if (cosine >= best)
        {
          found = (int) i;
          best = cosine;
        }
      *shared = 0;
    }

  return found;
}

static guint
add_question (Groups *self, const CrmCaseFact *fact)
{
  CrmQuestion *question = g_new (CrmQuestion, 1);

  *question = (CrmQuestion){ g_array_new (FALSE, FALSE, sizeof (gint64)), fact->subject, CRM_UNSET, CRM_UNSET, fact->opened_at };
  g_ptr_array_add (self->questions, question);

  return self->questions->len - 1;
}

/* What is said from here on may be like this text. */
static void
add_text (Groups *self, const Text *text, double length, guint group)
{
  double nothing = 0;

  for (guint i = 0; i < text->words->len; i++)
    g_array_append_val (self->having->pdata[g_array_index (text->words, guint, i)], self->lengths->len);
  g_array_append_val (self->groups, group);
  g_array_append_val (self->lengths, length);
  g_array_append_val (self->shared, nothing);
}

static void
take_case (Groups *self, const CrmCaseFact *fact, const Text *text)
{
  double       length = get_length (self->words, text);
  int          likest = find_likest (self, text, length);
  guint        group = likest >= 0 ? g_array_index (self->groups, guint, likest) : add_question (self, fact);
  CrmQuestion *question = self->questions->pdata[group];

  add_text (self, text, length, group);
  g_array_append_val (question->cases, fact->record);
  question->last = MAX (question->last, fact->opened_at);
  if (question->article == CRM_UNSET)
    question->article = fact->article;
  if (question->product == CRM_UNSET)
    question->product = fact->product;
}

static int
compare_questions (gconstpointer a, gconstpointer b)
{
  const CrmQuestion *x = *(const CrmQuestion *const *) a;
  const CrmQuestion *y = *(const CrmQuestion *const *) b;

  if (x->cases->len != y->cases->len)
    return x->cases->len < y->cases->len ? 1 : -1;

  return (x->last < y->last) - (x->last > y->last);
}

static void
drop_rare (GPtrArray *questions, guint least)
{
  for (guint i = questions->len; i > 0; i--)
    {
      const CrmQuestion *question = questions->pdata[i - 1];

      if (question->cases->len < least)
        g_ptr_array_remove_index_fast (questions, i - 1);
    }
}

/**
 * crm_questions_group:
 * @least: how often something is asked at least
 *
 * Returns: (transfer full) (element-type CrmQuestion): what was asked most first; valid as long as @facts
 */
GPtrArray *
crm_questions_group (const CrmCaseFacts *facts, guint least)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (Text));
  Words      words = { numbers, counts, facts->cases->len };
  Groups     groups;
  GPtrArray *questions;

  g_array_set_clear_func (texts, text_clear);
  for (guint i = 0; i < facts->cases->len; i++)
    {
      Text text = read_text (&words, g_array_index (facts->cases, CrmCaseFact, i).subject);

      g_array_append_val (texts, text);
    }
  groups_init (&groups, &words);
  for (guint i = 0; i < texts->len; i++)
    {
      const Text *text = &g_array_index (texts, Text, i);

      if (text->words->len > 0)
        take_case (&groups, &g_array_index (facts->cases, CrmCaseFact, i), text);
    }
  questions = groups_end (&groups);
  drop_rare (questions, least);
  g_ptr_array_sort (questions, compare_questions);

  return questions;
}
