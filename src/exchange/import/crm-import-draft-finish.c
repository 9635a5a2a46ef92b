/* The end of a draft: once the whole row is read it is settled who is who, and who keeps what. */

#include "config.h"

#include "crm-import-draft.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
has_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (g_unichar_isalnum (g_utf8_get_char (text)))
        return TRUE;
    }

  return FALSE;
}

/* "-" in a column of companies is none; but it was written, so it is kept. */
static gboolean
settle_company_name (CrmImportDraft *self)
{
  guint          field = crm_import_numbers ()->company_name;
  CrmImportPart *part = &self->parts[CRM_IMPORT_SLOT_COMPANY];
  CrmObject     *company = CRM_OBJECT (part->record);
  const char    *name = crm_object_peek_text (company, field);

  if (name == NULL || has_letter (name))
    return name != NULL;

  crm_import_draft_add_foreign (self, CRM_IMPORT_SLOT_PERSON, "csv", _ ("Company"), name);
  crm_object_put_text (company, field, NULL);
  part->filled = part->points->len + part->addresses->len + part->tags->len > 0 ||
                 (crm_object_get_touched (company) & ~(G_GUINT64_CONSTANT (1) << field)) != 0;

  return FALSE;
}

/* A whole name beside its parts says nothing new, unless it is another. Alone, two words are a first and a last name. */
static void
settle_name (CrmImportDraft *self)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  CrmObject              *person = CRM_OBJECT (self->parts[CRM_IMPORT_SLOT_PERSON].record);
  g_autofree char        *title = NULL;
  const char             *space;

  if (self->whole_name == NULL)
    return;

  self->parts[CRM_IMPORT_SLOT_PERSON].filled = TRUE;
  if (crm_object_is_set (person, n->person_given_name) || crm_object_is_set (person, n->person_family_name))
    {
      title = crm_object_dup_title (person);
      if (strcmp (title, self->whole_name) != 0)
        crm_object_put_text (person, n->person_display_name, self->whole_name);
      return;
    }
  space = strchr (self->whole_name, ' ');
  if (space != NULL && (strchr (space + 1, ' ') != NULL || strchr (self->whole_name, ',') != NULL))
    {
      crm_object_put_text (person, n->person_display_name, self->whole_name);
      return;
    }
  title = space != NULL ? g_strndup (self->whole_name, (gsize) (space - self->whole_name)) : g_strdup (self->whole_name);
  crm_object_put_text (person, n->person_given_name, title);
  if (space != NULL)
    crm_object_put_text (person, n->person_family_name, space + 1);
}

static void
move_all (GPtrArray *from, GPtrArray *to)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_ptr_array_index (from, i));
  g_ptr_array_set_size (from, 0);
}

/* What a part says that the other has no field for is kept under the field's name. */
static void
give_field (CrmImportDraft *self, CrmImportSlot from, CrmImportSlot to, guint number)
{
  CrmObject       *giver = CRM_OBJECT (self->parts[from].record);
  CrmObject       *taker = CRM_OBJECT (self->parts[to].record);
  guint            n_fields;
  const CrmField  *field = &crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (giver), &n_fields)[number];
  int              same = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (taker), field->name);
  g_autofree char *text = NULL;

  if (!crm_object_is_set (giver, number) || field->kind == CRM_KIND_ITEMS)
    return;
  text = crm_kind_is_text (field->kind) ? g_strdup (crm_object_peek_text (giver, number)) : g_strdup_printf ("%" G_GINT64_FORMAT, crm_object_peek_integer (giver, number));
  if (same >= 0 && crm_kind_is_text (field->kind) && !crm_object_is_set (taker, (guint) same))
    crm_object_put_text (taker, (guint) same, text);
  else
    crm_import_draft_add_foreign (self, to, "csv", _ (field->label), text);
}

static void
give_dates (CrmImportDraft *self, GPtrArray *dates, CrmImportSlot to)
{
  const CrmImportNumbers *n = crm_import_numbers ();

  for (guint i = 0; i < dates->len; i++)
    {
      CrmObject       *item = g_ptr_array_index (dates, i);
      gint64           year = crm_object_peek_integer (item, n->date_year);
      g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d", year != CRM_UNSET ? (int) year : 0,
                                               (int) crm_object_peek_integer (item, n->date_month), (int) crm_object_peek_integer (item, n->date_day));

      crm_import_draft_add_foreign (self, to, "csv", crm_object_peek_text (item, n->date_kind), text);
    }
  g_ptr_array_set_size (dates, 0);
}

/* A row that names a company and nobody in it is about the company, and the other way round. */
static void
give (CrmImportDraft *self, CrmImportSlot from, CrmImportSlot to)
{
  CrmImportPart *giver = &self->parts[from];
  CrmImportPart *taker = &self->parts[to];
  guint          n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (giver->record), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    give_field (self, from, to, i);
  give_dates (self, giver->dates, to);
  move_all (giver->points, taker->points);
  move_all (giver->addresses, taker->addresses);
  move_all (giver->foreign, taker->foreign);
  move_all (giver->tags, taker->tags);
  if (taker->uid == NULL)
    taker->uid = giver->uid;
  giver->uid = NULL;
  crm_object_clear (CRM_OBJECT (giver->record));
  giver->filled = FALSE;
}

/* What people call somebody has a letter or a digit, or nobody could look for it. */
static gboolean
has_name (CrmImportPart *person)
{
  CrmObject       *object = CRM_OBJECT (person->record);
  g_autofree char *title = crm_object_dup_title (object);

  if (*title == '\0' && person->points->len > 0)
    {
      g_free (title);
      title = crm_object_dup_title (g_ptr_array_index (person->points, 0));
    }

  return has_letter (title);
}

/* Whether a record follows from the row: somebody, a company, or something that stands by itself. */
static gboolean
is_about_anything (CrmImportDraft *self)
{
  if (self->parts[CRM_IMPORT_SLOT_PERSON].filled)
    return has_name (&self->parts[CRM_IMPORT_SLOT_PERSON]);

  return self->parts[CRM_IMPORT_SLOT_COMPANY].filled || self->parts[CRM_IMPORT_SLOT_DEAL].filled || self->parts[CRM_IMPORT_SLOT_ACTIVITY].filled;
}

static gboolean
says_something (CrmImportDraft *self)
{
  for (guint i = 0; i < CRM_IMPORT_N_SLOTS; i++)
    {
      if (self->parts[i].foreign->len > 0)
        return TRUE;
    }

  return self->note != NULL;
}

/* Who keeps what has no field: the part it belongs to, else what the row is about. */
static void
settle_foreign (CrmImportDraft *self)
{
  guint keeper = 0;

  while (keeper < CRM_IMPORT_N_SLOTS && !self->parts[keeper].filled)
    keeper++;
  for (guint i = 0; i < CRM_IMPORT_N_SLOTS && keeper < CRM_IMPORT_N_SLOTS; i++)
    {
      if (!self->parts[i].filled && self->parts[i].foreign->len > 0)
        move_all (self->parts[i].foreign, self->parts[keeper].foreign);
    }
}

/**
 * crm_import_put_list:
 * @items: (element-type CrmItem): a draft's; those without an id are given the number of their place
 */
void
crm_import_put_list (CrmObject *object, guint field, GPtrArray *items)
{
  if (items->len == 0)
    return;
  for (guint i = 0; i < items->len; i++)
    {
      if (*crm_item_get_id (g_ptr_array_index (items, i)) == '\0')
        crm_item_set_number (g_ptr_array_index (items, i), i);
    }
  crm_object_put_items (object, field, items);
}

static void
put_lists (CrmImportDraft *self)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  CrmImportPart          *person = &self->parts[CRM_IMPORT_SLOT_PERSON];
  CrmImportPart          *company = &self->parts[CRM_IMPORT_SLOT_COMPANY];

  crm_import_put_list (CRM_OBJECT (person->record), n->person_contact_points, person->points);
  crm_import_put_list (CRM_OBJECT (person->record), n->person_addresses, person->addresses);
  crm_import_put_list (CRM_OBJECT (person->record), n->person_dates, person->dates);
  crm_import_put_list (CRM_OBJECT (person->record), n->person_foreign_fields, person->foreign);
  crm_import_put_list (CRM_OBJECT (company->record), n->company_contact_points, company->points);
  crm_import_put_list (CRM_OBJECT (company->record), n->company_addresses, company->addresses);
  crm_import_put_list (CRM_OBJECT (company->record), n->company_foreign_fields, company->foreign);
  crm_import_put_list (CRM_OBJECT (self->parts[CRM_IMPORT_SLOT_DEAL].record), n->deal_foreign_fields, self->parts[CRM_IMPORT_SLOT_DEAL].foreign);
  crm_import_put_list (CRM_OBJECT (self->parts[CRM_IMPORT_SLOT_ACTIVITY].record), n->activity_foreign_fields, self->parts[CRM_IMPORT_SLOT_ACTIVITY].foreign);
}

/* A role needs a company to be had in. */
static void
keep_role (CrmImportDraft *self)
{
  if (self->role != NULL)
    crm_import_draft_add_foreign (self, CRM_IMPORT_SLOT_PERSON, "csv", "Role", self->role);
  if (self->department != NULL)
    crm_import_draft_add_foreign (self, CRM_IMPORT_SLOT_PERSON, "csv", "Department", self->department);
}

/**
 * crm_import_draft_finish:
 * @error: why the row cannot become records
 *
 * Settles who is who once the whole row is read, and puts the lists into the records. A row that says nothing is no error: its parts
 * are not filled.
 */
gboolean
crm_import_draft_finish (CrmImportDraft *self, GError **error)
{
  CrmImportPart *person = &self->parts[CRM_IMPORT_SLOT_PERSON];
  CrmImportPart *company = &self->parts[CRM_IMPORT_SLOT_COMPANY];
  gboolean       named = settle_company_name (self);

  settle_name (self);
  if (!named && (self->role != NULL || self->department != NULL))
    keep_role (self);
  if (person->filled && named && !has_name (person))
    give (self, CRM_IMPORT_SLOT_PERSON, CRM_IMPORT_SLOT_COMPANY);
  else if (company->filled && !named && has_name (person))
    give (self, CRM_IMPORT_SLOT_COMPANY, CRM_IMPORT_SLOT_PERSON);
  /* An identifier of ours is enough to say who is meant, as long as somebody is. */
  if ((person->filled || says_something (self)) && !is_about_anything (self) && !crm_import_part_is_own (person))
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A person needs a name, a phone number or an e-mail address."));
      return FALSE;
    }
  if (company->filled && !crm_import_part_is_own (company) && !crm_record_validate (company->record, error))
    return FALSE;

  settle_foreign (self);
  put_lists (self);

  return TRUE;
}
