#include "config.h"

#include "crm-filter-terms.h"

#include "crm-consent.h"
#include "crm-contact-point.h"
#include "crm-expression.h"
#include "crm-lifecycle.h"
#include "crm-rfm.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Beside the fields themselves. */
static const struct
{
  const char *name;
  const char *label;
  CrmTermKind kind;
  const char *items; /* (nullable): the field that the type must have */
  const char *target;
  const CrmField *(*choices) (void); /* of CRM_TERM_CHOICE */
} specials[] = {
  { "tag", N_ ("Tag"), CRM_TERM_REFERENCE, "tags", "tag" },
  { "company", N_ ("Company"), CRM_TERM_REFERENCE, "affiliations", "company" },
  { "last_contact", N_ ("Last contact"), CRM_TERM_DAY, "contact_points", NULL },
  { "quiet", N_ ("Unusually quiet"), CRM_TERM_BOOLEAN, "contact_points", NULL },
  { "last_purchase", N_ ("Last purchase"), CRM_TERM_DAY, "contact_points", NULL },
  { "first_purchase", N_ ("First purchase"), CRM_TERM_DAY, "contact_points", NULL },
  { "purchases", N_ ("Number of purchases"), CRM_TERM_NUMBER, "contact_points", NULL },
  { "cases", N_ ("Number of cases not solved"), CRM_TERM_NUMBER, "contact_points", NULL },
  { "satisfaction", N_ ("Last satisfaction (1 to 5)"), CRM_TERM_NUMBER, "contact_points", NULL },
  { "recommendation", N_ ("Last recommendation (0 to 10)"), CRM_TERM_NUMBER, "contact_points", NULL },
  { "offers", N_ ("Allows offers"), CRM_TERM_CHOICE, "consents", NULL, crm_consent_get_offers_field },
  { "rfm", N_ ("How they buy"), CRM_TERM_CHOICE, "contact_points", NULL, crm_rfm_get_segment_field },
  { "silent", N_ ("Would have bought again by now"), CRM_TERM_BOOLEAN, "contact_points", NULL },
  { "bought", N_ ("Has bought"), CRM_TERM_REFERENCE, "contact_points", "product" },
  { "contract", N_ ("Subscribes to"), CRM_TERM_REFERENCE, "contact_points", "product" },
  { "contract_ended", N_ ("No longer subscribes to"), CRM_TERM_REFERENCE, "contact_points", "product" },
  { "addresses.city", N_ ("City"), CRM_TERM_TEXT, "addresses", NULL },
  { "phone", N_ ("Phone"), CRM_TERM_TEXT, "contact_points", NULL },
  { "email", N_ ("E-mail"), CRM_TERM_TEXT, "contact_points", NULL },
  { "stale", N_ ("Longer in its stage than expected"), CRM_TERM_BOOLEAN, "stage_entered_at", NULL },
  { "reached", N_ ("Came as far as"), CRM_TERM_REFERENCE, "stage_entered_at", "stage" },
  { "customer.view", N_ ("Customer in the view"), CRM_TERM_REFERENCE, "person", "saved_view" },
  { "customer.view", N_ ("Customer in the view"), CRM_TERM_REFERENCE, "links", "saved_view" },
  { "payer.first_purchase", N_ ("First purchase of the customer"), CRM_TERM_DAY, "person", NULL },
  { "payer.source", N_ ("Source of the customer"), CRM_TERM_TEXT, "person", NULL },
  { "late", N_ ("Not done in time"), CRM_TERM_BOOLEAN, "links", NULL },
  { "late", N_ ("Not solved in time"), CRM_TERM_BOOLEAN, "resolution", NULL },
  { "after_sale", N_ ("After a purchase"), CRM_TERM_BOOLEAN, "links", NULL },
  { "sold", N_ ("Sold and kept"), CRM_TERM_BOOLEAN, "returns", NULL },
  { "unpaid", N_ ("Not paid in full"), CRM_TERM_BOOLEAN, "returns", NULL },
  { "overdue", N_ ("Overdue"), CRM_TERM_BOOLEAN, "returns", NULL },
  { "view", N_ ("In the view"), CRM_TERM_REFERENCE, NULL, "saved_view" },
  { "created_at", N_ ("Added"), CRM_TERM_DAY, NULL, NULL },
  { "updated_at", N_ ("Changed"), CRM_TERM_DAY, NULL, NULL },
};

static void
term_free (CrmFilterTerm *self)
{
  g_free (self->name);
  g_free (self->label);
  g_free (self);
}

static void
add_term (GPtrArray *terms, const char *name, const char *label, CrmTermKind kind, const CrmField *field, const char *target)
{
  CrmFilterTerm *term = g_new0 (CrmFilterTerm, 1);

  term->name = g_strdup (name);
  term->label = g_strdup (label);
  term->kind = kind;
  term->field = field;
  term->target = target;
  g_ptr_array_add (terms, term);
}

static gboolean
find_kind (const CrmField *field, CrmTermKind *kind)
{
  switch (field->kind)
    {
    case CRM_KIND_TEXT:
    case CRM_KIND_LONG_TEXT:
      *kind = CRM_TERM_TEXT;
      return TRUE;
    case CRM_KIND_CHOICE:
      *kind = CRM_TERM_CHOICE;
      return TRUE;
    case CRM_KIND_BOOLEAN:
      *kind = CRM_TERM_BOOLEAN;
      return TRUE;
    case CRM_KIND_DATE:
    case CRM_KIND_INSTANT:
      *kind = CRM_TERM_DAY;
      return TRUE;
    case CRM_KIND_INTEGER:
    case CRM_KIND_MONEY:
    case CRM_KIND_NUMBER:
      *kind = CRM_TERM_NUMBER;
      return TRUE;
    case CRM_KIND_REFERENCE:
      *kind = CRM_TERM_REFERENCE;
      return field->target != NULL;
    case CRM_KIND_ITEMS:
    case CRM_KIND_FILE:
    default:
      return FALSE;
    }
}

/* When somebody came to each stage of the life cycle, and went on. */
static void
add_turns (GPtrArray *terms)
{
  for (const CrmChoice *stage = crm_lifecycle_choices; stage->value != NULL; stage++)
    {
      g_autofree char *became = g_strconcat (CRM_TERM_BECAME, stage->value, NULL);
      g_autofree char *left = g_strconcat (CRM_TERM_LEFT, stage->value, NULL);
      /* Translators: a day is asked for; %s is a stage of the life cycle, such as "Repeat customer" */
      g_autofree char *became_label = g_strdup_printf (C_ ("filter", "Came to “%s”"), crm_choice_get_label (stage));
      /* Translators: a day is asked for; %s is a stage of the life cycle, such as "Repeat customer" */
      g_autofree char *left_label = g_strdup_printf (C_ ("filter", "Left “%s”"), crm_choice_get_label (stage));

      add_term (terms, became, became_label, CRM_TERM_DAY, NULL, NULL);
      add_term (terms, left, left_label, CRM_TERM_DAY, NULL, NULL);
    }
}

/**
 * crm_filter_terms_new:
 * @fields: of the type; must outlive the terms
 *
 * Returns: (transfer full) (element-type CrmFilterTerm): what may be asked: what is asked most first, then the fields in their order, then the life cycle's days
 */
GPtrArray *
crm_filter_terms_new (CrmFieldSet *fields)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func ((GDestroyNotify) term_free);

  for (guint i = 0; i < G_N_ELEMENTS (specials); i++)
    {
      if (specials[i].items == NULL || crm_field_set_find (fields, specials[i].items) != NULL)
        add_term (terms, specials[i].name, _ (specials[i].label), specials[i].kind, specials[i].choices != NULL ? specials[i].choices () : NULL, specials[i].target);
    }
  for (guint i = 0; i < crm_field_set_get_size (fields); i++)
    {
      const CrmField *field = crm_field_set_get (fields, i);
      CrmTermKind     kind;

      if ((field->flags & CRM_FIELD_HIDDEN) == 0 && find_kind (field, &kind))
        add_term (terms, field->name, crm_field_get_label (field), kind, field, field->target);
    }
  if (crm_field_set_find (fields, "lifecycle_history") != NULL)
    add_turns (terms);

  return terms;
}

/**
 * crm_filter_terms_find:
 * @terms: (element-type CrmFilterTerm)
 *
 * Returns: (nullable): the term of that name
 */
const CrmFilterTerm *
crm_filter_terms_find (GPtrArray *terms, const char *name)
{
  for (guint i = 0; i < terms->len; i++)
    {
      const CrmFilterTerm *term = g_ptr_array_index (terms, i);

      if (strcmp (term->name, name) == 0)
        return term;
    }

  return NULL;
}

/**
 * crm_filter_term_get_ops:
 * @n_ops: (out)
 *
 * Returns: (array length=n_ops): what can be asked of it, what is asked most first
 */
const CrmOp *
crm_filter_term_get_ops (const CrmFilterTerm *self, guint *n_ops)
{
  static const CrmOp text[] = { CRM_OP_CONTAINS, CRM_OP_EQUAL, CRM_OP_NOT_EQUAL, CRM_OP_SET, CRM_OP_UNSET };
  static const CrmOp choice[] = { CRM_OP_EQUAL, CRM_OP_NOT_EQUAL, CRM_OP_SET, CRM_OP_UNSET };
  static const CrmOp day[] = { CRM_OP_EQUAL, CRM_OP_LESS, CRM_OP_MORE, CRM_OP_SET, CRM_OP_UNSET };
  static const CrmOp number[] = { CRM_OP_MORE_OR_EQUAL, CRM_OP_LESS_OR_EQUAL, CRM_OP_EQUAL, CRM_OP_NOT_EQUAL, CRM_OP_SET, CRM_OP_UNSET };

  switch (self->kind)
    {
    case CRM_TERM_TEXT:
      *n_ops = G_N_ELEMENTS (text);
      return text;
    case CRM_TERM_DAY:
      *n_ops = G_N_ELEMENTS (day);
      return day;
    case CRM_TERM_NUMBER:
      *n_ops = G_N_ELEMENTS (number);
      return number;
    case CRM_TERM_BOOLEAN:
      *n_ops = 1;
      return choice;
    case CRM_TERM_CHOICE:
    case CRM_TERM_REFERENCE:
    default:
      *n_ops = G_N_ELEMENTS (choice);
      return choice;
    }
}

/**
 * crm_filter_term_get_op_label:
 *
 * Returns: (transfer none): @op in words, between the name and the value
 */
const char *
crm_filter_term_get_op_label (const CrmFilterTerm *self, CrmOp op)
{
  gboolean day = self->kind == CRM_TERM_DAY;

  switch (op)
    {
    case CRM_OP_CONTAINS:
      return C_ ("filter", "contains");
    case CRM_OP_NOT_EQUAL:
      return C_ ("filter", "is not");
    case CRM_OP_LESS:
      return day ? C_ ("filter", "before") : C_ ("filter", "less than");
    case CRM_OP_LESS_OR_EQUAL:
      return day ? C_ ("filter", "until") : C_ ("filter", "at most");
    case CRM_OP_MORE:
      return day ? C_ ("filter", "after") : C_ ("filter", "more than");
    case CRM_OP_MORE_OR_EQUAL:
      return day ? C_ ("filter", "since") : C_ ("filter", "at least");
    case CRM_OP_SET:
      return C_ ("filter", "is set");
    case CRM_OP_UNSET:
      return C_ ("filter", "is not set");
    case CRM_OP_EQUAL:
    default:
      return day ? C_ ("filter", "in") : C_ ("filter", "is");
    }
}
