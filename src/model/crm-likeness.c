/* How alike two records are. Pure.
 *
 * No sign is enough alone: a shop's telephone is everybody's who works there, and Ali Ahmadi is a common name. So signs add up, and what
 * speaks against it is taken off: other names, other numbers, another company. What is only written otherwise (ي for ی, a half-space, a title,
 * the family name first) is the same; names in two scripts cannot be compared and say nothing. */

#include "config.h"

#include "crm-likeness.h"

#include "crm-contact-point.h"
#include "crm-name.h"
#include "crm-person.h"
#include "crm-text.h"

#include <string.h>

/* Shorter numbers are extensions and short codes; an area code stands before at least as many figures. */
#define PHONE_LEAST 6
#define PHONE_END_LEAST 7

static const struct
{
  const char *code;
  int         points;
} signs[] = {
  [CRM_ALIKE_EMAIL] = { "email", 50 },
  [CRM_ALIKE_PHONE] = { "phone", 45 },
  [CRM_ALIKE_PHONE_END] = { "phone-end", 25 },
  [CRM_ALIKE_WEB] = { "web", 35 },
  [CRM_ALIKE_NAME] = { "name", 35 },
  [CRM_ALIKE_NAME_TURNED] = { "name-turned", 30 },
  [CRM_ALIKE_COMPANY] = { "company", 15 },
};

/* A single word is half a name. */
#define LONE_WORD_LOSS 20
#define OTHER_NAME_LOSS 25
#define OTHER_CONTACT_LOSS 10
#define OTHER_COMPANY_LOSS 20
#define COMPANY_NAME_GAIN 15 /* of a company the name is nearly all there is */

typedef struct
{
  CrmObject *one;
  CrmObject *other;
  GPtrArray *reasons; /* (unowned) */
  int        points;
} Comparison;

static void
reason_free (CrmLikenessReason *reason)
{
  g_free (reason->value);
  g_free (reason);
}

static void
add (Comparison *self, CrmAlike alike, const char *value, gint64 company)
{
  CrmLikenessReason *reason = g_new (CrmLikenessReason, 1);

  *reason = (CrmLikenessReason){ alike, company, g_strdup (value) };
  g_ptr_array_add (self->reasons, reason);
  self->points += signs[alike].points;
}

static gboolean
has_sign (Comparison *self, CrmAlike alike)
{
  for (guint i = 0; i < self->reasons->len; i++)
    {
      if (((CrmLikenessReason *) g_ptr_array_index (self->reasons, i))->alike == alike)
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
get_points (CrmObject *object)
{
  return crm_object_get_items (object, "contact_points");
}

/* "phone", "email" or "web", by what the point is looked up by. */
static const char *
get_channel (CrmObject *point)
{
  const char *key = crm_item_get_key (CRM_ITEM (point));

  if (g_strcmp0 (crm_object_get_text (point, "kind"), "web") == 0)
    return "web";
  if (key != NULL && g_str_has_prefix (key, "phone:"))
    return strlen (key) >= strlen ("phone:") + PHONE_LEAST ? "phone" : NULL;

  return key != NULL && g_str_has_prefix (key, "email:") && strchr (key, '@') != NULL ? "email" : NULL;
}

static char *
dup_host (const char *url)
{
  const char      *start = strstr (url, "://");
  g_autofree char *rest = g_ascii_strdown (start != NULL ? start + 3 : url, -1);
  const char      *host = g_str_has_prefix (rest, "www.") ? rest + 4 : rest;
  g_autofree char *bare = g_strdup (host);

  while (g_str_has_suffix (bare, "/"))
    bare[strlen (bare) - 1] = '\0';

  return g_steal_pointer (&bare);
}

static gboolean
same_page (CrmObject *one, CrmObject *other)
{
  g_autofree char *mine = dup_host (crm_object_get_text (one, "value"));
  g_autofree char *theirs = dup_host (crm_object_get_text (other, "value"));

  return *mine != '\0' && strcmp (mine, theirs) == 0;
}

/* One of the two lacks the area code: 88776655 and 02188776655. */
static gboolean
same_end (CrmObject *one, CrmObject *other)
{
  const char *mine = crm_item_get_key (CRM_ITEM (one)) + strlen ("phone:");
  const char *theirs = crm_item_get_key (CRM_ITEM (other)) + strlen ("phone:");

  if (MIN (strlen (mine), strlen (theirs)) < PHONE_END_LEAST || strlen (mine) == strlen (theirs))
    return FALSE;

  return g_str_has_suffix (mine, theirs) || g_str_has_suffix (theirs, mine);
}

static void
compare_points (Comparison *self, CrmObject *one, CrmObject *other)
{
  const char *channel = get_channel (one);

  if (channel == NULL || g_strcmp0 (channel, get_channel (other)) != 0)
    return;

  if (*channel == 'w' && same_page (one, other))
    add (self, CRM_ALIKE_WEB, crm_object_get_text (one, "value"), CRM_UNSET);
  else if (*channel == 'e' && crm_contact_point_equal (one, other))
    add (self, CRM_ALIKE_EMAIL, crm_object_get_text (one, "value"), CRM_UNSET);
  else if (*channel == 'p' && crm_contact_point_equal (one, other))
    add (self, CRM_ALIKE_PHONE, crm_object_get_text (one, "value"), CRM_UNSET);
  else if (*channel == 'p' && same_end (one, other))
    add (self, CRM_ALIKE_PHONE_END, crm_object_get_text (one, "value"), CRM_UNSET);
}

static gboolean
has_channel (CrmObject *object, const char *channel)
{
  GPtrArray *points = get_points (object);

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      if (g_strcmp0 (get_channel (g_ptr_array_index (points, i)), channel) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
compare_contacts (Comparison *self)
{
  GPtrArray *mine = get_points (self->one);
  GPtrArray *theirs = get_points (self->other);

  for (guint i = 0; mine != NULL && i < mine->len; i++)
    {
      for (guint j = 0; theirs != NULL && j < theirs->len; j++)
        compare_points (self, g_ptr_array_index (mine, i), g_ptr_array_index (theirs, j));
    }

  if (self->reasons->len > 0)
    return;
  if (has_channel (self->one, "phone") && has_channel (self->other, "phone"))
    self->points -= OTHER_CONTACT_LOSS;
  if (has_channel (self->one, "email") && has_channel (self->other, "email"))
    self->points -= OTHER_CONTACT_LOSS;
}

static void
add_name (GPtrArray *names, const char *text, gboolean person)
{
  g_autofree char *folded = text != NULL ? (person ? crm_name_fold_person : crm_name_fold_company) (text) : NULL;

  for (guint i = 0; folded != NULL && i < names->len; i++)
    {
      if (strcmp (g_ptr_array_index (names, i), folded) == 0)
        return;
    }
  if (folded != NULL && *folded != '\0')
    g_ptr_array_add (names, g_steal_pointer (&folded));
}

/**
 * crm_likeness_collect_names:
 * @record: a person or a company
 * @names: (element-type utf8): an array that frees its texts
 *
 * Adds what the record is called, folded and without what says nothing: see crm_name_fold_person().
 */
void
crm_likeness_collect_names (CrmRecord *record, GPtrArray *names)
{
  CrmObject       *object = CRM_OBJECT (record);
  g_autofree char *whole = NULL;
  const char      *given;
  const char      *family;

  if (!CRM_IS_PERSON (record))
    {
      add_name (names, crm_object_get_text (object, "name"), FALSE);
      add_name (names, crm_object_get_text (object, "legal_name"), FALSE);
      return;
    }

  given = crm_object_get_text (object, "given_name");
  family = crm_object_get_text (object, "family_name");
  if (given != NULL && family != NULL)
    whole = g_strconcat (given, " ", family, NULL);
  add_name (names, whole != NULL ? whole : given != NULL ? given
                                                         : family,
            TRUE);
  add_name (names, crm_object_get_text (object, "display_name"), TRUE);
}

static GPtrArray *
collect_names (CrmObject *object)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  crm_likeness_collect_names (CRM_RECORD (object), names);

  return names;
}

static gboolean
share_turn (const char *mine, const char *theirs)
{
  g_autoptr (GPtrArray) a = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) b = g_ptr_array_new_with_free_func (g_free);

  crm_name_collect_turns (mine, a);
  crm_name_collect_turns (theirs, b);
  for (guint i = 0; i < a->len; i++)
    {
      if (g_ptr_array_find_with_equal_func (b, g_ptr_array_index (a, i), g_str_equal, NULL))
        return TRUE;
    }

  return FALSE;
}

typedef enum
{
  NAMES_DIFFER,
  NAMES_SAY_NOTHING, /* one is not known, or in letters that cannot be compared, or a part of the other */
  NAMES_TURNED,
  NAMES_EQUAL,
} Names;

static Names
compare_two_names (const char *mine, const char *theirs)
{
  if (strcmp (mine, theirs) == 0)
    return NAMES_EQUAL;
  if (share_turn (mine, theirs))
    return NAMES_TURNED;

  return crm_name_agree (mine, theirs) || !crm_name_is_same_script (mine, theirs) ? NAMES_SAY_NOTHING : NAMES_DIFFER;
}

/* How the best two of them agree. */
static Names
find_names (GPtrArray *mine, GPtrArray *theirs, const char **name)
{
  Names best = mine->len == 0 || theirs->len == 0 ? NAMES_SAY_NOTHING : NAMES_DIFFER;

  for (guint i = 0; i < mine->len; i++)
    {
      for (guint j = 0; j < theirs->len; j++)
        {
          Names names = compare_two_names (g_ptr_array_index (mine, i), g_ptr_array_index (theirs, j));

          if (names > best)
            {
              best = names;
              *name = g_ptr_array_index (mine, i);
            }
        }
    }

  return best;
}

static void
compare_names (Comparison *self)
{
  g_autoptr (GPtrArray) mine = collect_names (self->one);
  g_autoptr (GPtrArray) theirs = collect_names (self->other);
  const char      *name = "";
  Names            names = find_names (mine, theirs, &name);
  g_autofree char *title = crm_object_dup_title (self->one);

  if (names == NAMES_DIFFER)
    self->points -= OTHER_NAME_LOSS;
  if (names < NAMES_TURNED)
    return;

  add (self, names == NAMES_EQUAL ? CRM_ALIKE_NAME : CRM_ALIKE_NAME_TURNED, title, CRM_UNSET);
  if (!CRM_IS_PERSON (self->one))
    self->points += COMPANY_NAME_GAIN;
  else if (strchr (name, ' ') == NULL)
    self->points -= LONE_WORD_LOSS;
}

static gboolean
works_at (CrmObject *person, gint64 company)
{
  GPtrArray *affiliations = crm_object_get_items (person, "affiliations");

  for (guint i = 0; affiliations != NULL && i < affiliations->len; i++)
    {
      if (crm_object_get_integer (g_ptr_array_index (affiliations, i), "company") == company)
        return TRUE;
    }

  return FALSE;
}

/* The company says something about those who have the same name, and little about others. */
static void
compare_companies (Comparison *self)
{
  GPtrArray *mine = crm_object_get_items (self->one, "affiliations");
  GPtrArray *theirs = crm_object_get_items (self->other, "affiliations");

  if (mine == NULL || theirs == NULL || !(has_sign (self, CRM_ALIKE_NAME) || has_sign (self, CRM_ALIKE_NAME_TURNED)))
    return;
  for (guint i = 0; i < mine->len; i++)
    {
      gint64 company = crm_object_get_integer (g_ptr_array_index (mine, i), "company");

      if (company != CRM_UNSET && works_at (self->other, company))
        {
          add (self, CRM_ALIKE_COMPANY, NULL, company);
          return;
        }
    }
  self->points -= OTHER_COMPANY_LOSS;
}

/* The same number twice is no more than once. */
static void
drop_repeated (Comparison *self)
{
  for (guint i = 0; i < self->reasons->len; i++)
    {
      CrmLikenessReason *reason = g_ptr_array_index (self->reasons, i);

      for (guint j = self->reasons->len - 1; j > i; j--)
        {
          CrmLikenessReason *later = g_ptr_array_index (self->reasons, j);

          if (later->alike != reason->alike || (later->alike != CRM_ALIKE_PHONE_END && g_strcmp0 (later->value, reason->value) != 0))
            continue;
          self->points -= signs[later->alike].points;
          g_ptr_array_remove_index (self->reasons, j);
        }
    }
}

static int
compare_reasons (gconstpointer a, gconstpointer b)
{
  const CrmLikenessReason *x = *(CrmLikenessReason *const *) a;
  const CrmLikenessReason *y = *(CrmLikenessReason *const *) b;

  return signs[y->alike].points - signs[x->alike].points;
}

/**
 * crm_likeness_new:
 * @one: a person or a company
 * @other: another of the same type
 *
 * Returns: (transfer full): why the two may be the same
 */
CrmLikeness *
crm_likeness_new (CrmRecord *one, CrmRecord *other)
{
  CrmLikeness *self = g_new0 (CrmLikeness, 1);
  Comparison   comparison = { CRM_OBJECT (one), CRM_OBJECT (other), NULL, 0 };

  self->reasons = comparison.reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) reason_free);
  compare_contacts (&comparison);
  compare_names (&comparison);
  drop_repeated (&comparison);
  if (CRM_IS_PERSON (one))
    compare_companies (&comparison);
  g_ptr_array_sort (self->reasons, compare_reasons);
  self->score = self->reasons->len > 0 ? (guint) CLAMP (comparison.points, 0, 100) : 0;

  return self;
}

void
crm_likeness_free (CrmLikeness *self)
{
  g_ptr_array_unref (self->reasons);
  g_free (self);
}

/**
 * crm_alike_get_code:
 *
 * Returns: a stable word for the reason, for other programs
 */
const char *
crm_alike_get_code (CrmAlike alike)
{
  return signs[alike].code;
}
