/* Guessing a map: by the program, by the words, by what the cells hold, and by what the columns are together. */

#include "config.h"

#include "crm-import-map-private.h"

#include "crm-email.h"
#include "crm-export.h"
#include "crm-import-values.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SURE 100
#define KNOWN_WORD 90
#define SEEN_IN_CELLS 50
#define FIRST_TEXT 30

/* Columns with these targets say who a person is. */
static const char *const name_fields[] = { "given_name", "family_name", "nickname", "display_name" };

static gboolean
has_person_name (const CrmImportMap *self)
{
  if (crm_import_map_has (self, "person", CRM_IMPORT_NAME, NULL))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (name_fields); i++)
    {
      if (crm_import_map_has (self, "person", CRM_IMPORT_FIELD, name_fields[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_activity (const CrmImportMap *self)
{
  return crm_import_map_has (self, "activity", CRM_IMPORT_FIELD, "subject") || crm_import_map_has (self, "activity", CRM_IMPORT_FIELD, "body") ||
         crm_import_map_has (self, "activity", CRM_IMPORT_FIELD, "kind");
}

static gboolean
has_deal (const CrmImportMap *self)
{
  return crm_import_map_has (self, "deal", CRM_IMPORT_FIELD, "title") || crm_import_map_has (self, "deal", CRM_IMPORT_FIELD, "value") ||
         crm_import_map_has (self, "deal", CRM_IMPORT_STAGE, NULL);
}

static void
guess_by_preset (CrmImportMap *self)
{
  g_autofree const char **keys = g_new0 (const char *, self->columns->len + 1);

  for (guint i = 0; i < self->columns->len; i++)
    keys[i] = crm_import_map_peek (self, i)->key;
  self->preset = crm_import_preset_find (keys, self->columns->len);
  for (guint i = 0; self->preset != NULL && i < self->columns->len; i++)
    {
      CrmImportMapColumn *column = crm_import_map_peek (self, i);
      const char         *target = column->said ? NULL : crm_import_preset_get_target (self->preset, column->key);

      if (target != NULL)
        crm_import_map_put (column, target, SURE, N_ ("The program this file is from calls it so."));
    }
}

/* A heading that is the name of a field: what we write ourselves. */
static gboolean
guess_by_field_name (CrmImportMapColumn *column)
{
  const char *header = column->header;

  if (strcmp (header, "uid") != 0 && strpbrk (header, "._:") == NULL)
    return FALSE;
  if (crm_import_synonym_find (column->key) != NULL && strpbrk (header, ".:") == NULL)
    return FALSE;

  return crm_import_map_put (column, header, SURE, N_ ("The heading is the name of a field."));
}

/* A field that the business made, under the name it has given it. */
static gboolean
guess_by_custom_field (CrmImportMap *self, CrmImportMapColumn *column, const char *type, guint confidence, const char *reason)
{
  const CrmField  *field = crm_import_map_find_field (self, type, column->header);
  g_autofree char *target = field != NULL ? g_strdup_printf ("%s.%s", type, field->name) : NULL;

  return target != NULL && crm_import_map_put (column, target, confidence, reason);
}

/* What a heading of our own export names: the identifier, a field, or since when the record is here. FALSE for one that somebody has added. */
static gboolean
find_own_column (const CrmImportMap *self, const CrmRecordType *type, const char *header, CrmImportTarget *target)
{
  guint            n_fields;
  const CrmField  *fields = crm_record_type_get_fields (type, &n_fields);
  const CrmField  *custom = crm_import_map_find_field (self, type->name, header);
  g_autofree char *name = g_ascii_strdown (header, -1);
  int              number = crm_object_class_find_field (crm_record_type_peek_class (type), g_strstrip (name));
  gboolean         is_uid = strcmp (name, CRM_EXPORT_UID) == 0;

  *target = (CrmImportTarget){ is_uid ? CRM_IMPORT_UID : CRM_IMPORT_ADDED_AT, type->name, NULL, NULL };
  if (is_uid || strcmp (name, CRM_EXPORT_CREATED_AT) == 0)
    return TRUE;

  target->kind = CRM_IMPORT_OWN;
  if (number >= 0 && crm_export_has_column (&fields[number]))
    target->field = fields[number].name;
  else if (custom != NULL)
    target->field = custom->name;

  return target->field != NULL;
}

/* How many columns are fields of @type. @is_telling: whether one is such as only we write: a set, or what follows from other fields */
static guint
count_own_columns (const CrmImportMap *self, const CrmRecordType *type, gboolean *is_telling)
{
  CrmImportTarget target;
  guint           n_own = 0;
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (type, &n_fields);

  *is_telling = FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      gboolean found = find_own_column (self, type, crm_import_map_peek (self, i)->header, &target);
      int      number = found && target.field != NULL ? crm_object_class_find_field (crm_record_type_peek_class (type), target.field) : -1;

      n_own += found;
      *is_telling |= number >= 0 && (fields[number].kind == CRM_KIND_ITEMS || (fields[number].flags & CRM_FIELD_DERIVED) != 0);
    }

  return n_own;
}

static int
find_heading (const CrmImportMap *self, const char *header)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (g_ascii_strcasecmp (crm_import_map_peek (self, i)->header, header) == 0)
        return (int) i;
    }

  return -1;
}

/* Whether the identifiers are ours. Rows that somebody has added have none; other programs' tables have such headings too, and others in them. */
static gboolean
has_own_uids (const CrmImportMap *self, GPtrArray *rows)
{
  int   column = find_heading (self, CRM_EXPORT_UID);
  guint n_ours = 0;
  guint n_others = 0;

  for (guint i = 0; rows != NULL && column >= 0 && i < rows->len; i++)
    {
      GStrv    row = g_ptr_array_index (rows, i);
      gboolean filled = g_strv_length (row) > (guint) column && *row[column] != '\0';
      gboolean ours = filled && crm_import_is_own_uid (row[column]);

      n_ours += ours;
      n_others += filled && !ours;
    }

  return n_ours > n_others;
}

/* Our own export, perhaps with columns that somebody has added or removed since: of the type that has most of its headings. */
static const CrmRecordType *
find_own_type (const CrmImportMap *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();
  gboolean             has_uids = has_own_uids (self, rows);
  const CrmRecordType *best = NULL;
  guint                most = self->columns->len / 2;

  if (!has_uids && find_heading (self, CRM_EXPORT_CREATED_AT) < 0)
    return NULL;
  for (guint i = 0; i < types->len; i++)
    {
      gboolean is_telling;
      guint    n_own = count_own_columns (self, g_ptr_array_index (types, i), &is_telling);

      if (n_own <= most || (!has_uids && !is_telling))
        continue;
      best = g_ptr_array_index (types, i);
      most = n_own;
    }

  return best;
}

static gboolean
is_said (const CrmImportMap *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (crm_import_map_peek (self, i)->said)
        return TRUE;
    }

  return FALSE;
}

static void
guess_by_own_export (CrmImportMap *self, GPtrArray *rows)
{
  const CrmRecordType *type = find_own_type (self, rows);

  if (type == NULL || (!crm_import_target_is_mapped (type) && is_said (self)))
    return;

  self->own = type;
  for (guint i = 0; i < self->columns->len; i++)
    {
      CrmImportMapColumn *column = crm_import_map_peek (self, i);
      CrmImportTarget     target;

      if (column->said || !find_own_column (self, type, column->header, &target))
        continue;
      column->target = target;
      column->confidence = SURE;
      column->reason = N_ ("Customers wrote this file.");
    }
}

static gboolean
is_taken (const CrmImportMap *self, const CrmImportTarget *target)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const CrmImportMapColumn *column = crm_import_map_peek (self, i);

      if (column->said && column->target.kind == target->kind && column->target.field == target->field &&
          column->target.label == target->label && g_strcmp0 (column->target.type, target->type) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
guess_by_any_custom_field (CrmImportMap *self, CrmImportMapColumn *column)
{
  static const char *const types[] = { "person", "company", "deal", "activity" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (guess_by_custom_field (self, column, types[i], KNOWN_WORD, N_ ("The heading is what you call one of your fields.")))
        return TRUE;
    }

  return FALSE;
}

static void
guess_by_words (CrmImportMap *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      CrmImportMapColumn *column = crm_import_map_peek (self, i);
      const char         *target = crm_import_synonym_find (column->key);
      CrmImportTarget     parsed;

      if (column->said || column->confidence > 0 || guess_by_field_name (column))
        continue;
      if (guess_by_any_custom_field (self, column) || target == NULL)
        continue;
      if (crm_import_target_parse (target, &parsed, NULL) && !is_taken (self, &parsed))
        crm_import_map_put (column, target, KNOWN_WORD, N_ ("The heading says so."));
    }
}

static void
put_by_key (CrmImportMap *self, const char *key, const char *target)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      CrmImportMapColumn *column = crm_import_map_peek (self, i);

      if (!column->said && column->confidence < SURE && strcmp (column->key, key) == 0)
        crm_import_map_put (column, target, KNOWN_WORD, N_ ("The heading says so, beside the other columns."));
    }
}

/* Words whose meaning hangs on the rest of the sheet. */
static void
settle_words (CrmImportMap *self)
{
  if (has_activity (self))
    {
      put_by_key (self, "contactid", "activity.person_id");
      put_by_key (self, "personid", "activity.person_id");
      put_by_key (self, "customerid", "activity.person_id");
      put_by_key (self, "companyid", "activity.company_id");
      put_by_key (self, "dealid", "activity.deal_id");
      put_by_key (self, "at", "activity.at");
      put_by_key (self, "when", "activity.at");
      put_by_key (self, "date", "activity.at");
      put_by_key (self, "تاریخ", "activity.at");
      put_by_key (self, "type", "activity.kind");
      put_by_key (self, "نوع", "activity.kind");
    }
  else if (has_deal (self))
    {
      put_by_key (self, "title", "deal.title");
      put_by_key (self, "عنوان", "deal.title");
      put_by_key (self, "contactid", "deal.person_id");
      put_by_key (self, "personid", "deal.person_id");
      put_by_key (self, "customerid", "deal.person_id");
      put_by_key (self, "companyid", "deal.company_id");
      put_by_key (self, "owner", "deal.owner");
      put_by_key (self, "status", "deal.status");
    }
  else
    {
      put_by_key (self, "title", "affiliation.role");
    }
}

/* Amounts in a sheet of calls and notes are no deals. */
static void
demote_deals (CrmImportMap *self)
{
  if (!has_activity (self) || crm_import_map_has (self, "deal", CRM_IMPORT_FIELD, "title"))
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      CrmImportMapColumn *column = crm_import_map_peek (self, i);

      if (!column->said && g_strcmp0 (column->target.type, "deal") == 0)
        crm_import_map_put (column, "foreign", 0, N_ ("A deal needs a title, which no column is."));
    }
}

/* Where no column names a person, telephones and addresses are those of the company. */
static void
give_to_company (CrmImportMap *self)
{
  if (self->preset != NULL || has_person_name (self) || !crm_import_map_has (self, "company", CRM_IMPORT_FIELD, "name"))
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      CrmImportMapColumn *column = crm_import_map_peek (self, i);
      g_autofree char    *own = NULL;
      g_autofree char    *target = NULL;

      if (column->said || g_strcmp0 (column->target.type, "person") != 0 || column->target.kind == CRM_IMPORT_UID)
        continue;
      own = crm_import_target_to_string (&column->target);
      target = g_strconcat ("company", own + strlen ("person"), NULL);
      crm_import_map_put (column, target, column->confidence, column->reason);
    }
}

static gboolean
looks_like_phone (const char *cell)
{
  g_autofree char *ascii = crm_text_ascii_digits (cell);
  guint            digits = 0;
  guint            dashes = 0;

  for (const char *p = ascii; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        digits++;
      else if (strchr ("+()-./ ", *p) == NULL)
        return FALSE;
      dashes += *p == '-' || *p == '/';
    }

  /* 2024-05-01 has eight digits and two dashes, and begins with a century. */
  if (digits == 8 && dashes == 2 && (g_str_has_prefix (ascii, "19") || g_str_has_prefix (ascii, "20") || g_str_has_prefix (ascii, "13") || g_str_has_prefix (ascii, "14")))
    return FALSE;

  return digits >= 8 && digits <= 15 && (*ascii == '0' || *ascii == '+' || strpbrk (ascii, " -()") != NULL);
}

static gboolean
looks_like_email (const char *cell)
{
  return crm_email_is_plausible (cell);
}

static gboolean
looks_like_web (const char *cell)
{
  return g_str_has_prefix (cell, "http://") || g_str_has_prefix (cell, "https://") || g_str_has_prefix (cell, "www.");
}

static const struct
{
  gboolean (*looks) (const char *cell);
  const char *target;
  const char *reason;
} sniffers[] = {
  { looks_like_email, "email", N_ ("The cells hold e-mail addresses.") },
  { looks_like_phone, "phone", N_ ("The cells hold telephone numbers.") },
  { looks_like_web, "web", N_ ("The cells hold addresses of web pages.") },
};

static guint
count_cells (GPtrArray *rows, guint column, gboolean (*looks) (const char *cell))
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      GStrv row = g_ptr_array_index (rows, i);

      if (column < g_strv_length (row) && *row[column] != '\0' && (looks == NULL || looks (row[column])))
        n++;
    }

  return n;
}

/* A column whose cells are of one kind, at least seven of ten. */
static void
guess_by_cells (CrmImportMap *self, GPtrArray *rows)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      CrmImportMapColumn *column = crm_import_map_peek (self, i);
      guint               filled = count_cells (rows, i, NULL);

      if (column->said || column->confidence > 0 || self->preset != NULL || filled == 0)
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (sniffers) && column->confidence == 0; j++)
        {
          if (count_cells (rows, i, sniffers[j].looks) * 10 >= filled * 7)
            crm_import_map_put (column, sniffers[j].target, SEEN_IN_CELLS, sniffers[j].reason);
        }
    }
}

static gboolean
is_words (const char *cell)
{
  return g_unichar_isalpha (g_utf8_get_char (cell)) && strpbrk (cell, "0123456789@/") == NULL && strlen (cell) < 80;
}

/* A sheet of e-mails and telephones whose headings say nothing has names in its first column of words. */
static void
guess_name (CrmImportMap *self, GPtrArray *rows)
{
  if (has_person_name (self) || crm_import_map_has (self, "company", CRM_IMPORT_FIELD, "name") || has_deal (self) || has_activity (self) ||
      !(crm_import_map_has (self, "person", CRM_IMPORT_CONTACT, "email") || crm_import_map_has (self, "person", CRM_IMPORT_CONTACT, "phone")))
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      CrmImportMapColumn *column = crm_import_map_peek (self, i);
      guint               filled = count_cells (rows, i, NULL);

      if (column->said || column->confidence > 0 || filled == 0 || count_cells (rows, i, is_words) * 10 < filled * 8)
        continue;
      crm_import_map_put (column, "name", FIRST_TEXT, N_ ("It is the first column of words, so these may be names."));
      return;
    }
}

/* Fills in what nobody said yet. */
void
crm_import_map_guess (CrmImportMap *self, GPtrArray *rows)
{
  guess_by_own_export (self, rows);
  if (self->own != NULL)
    return;

  guess_by_preset (self);
  guess_by_words (self);
  if (self->preset == NULL)
    {
      settle_words (self);
      demote_deals (self);
    }
  if (rows != NULL)
    {
      guess_by_cells (self, rows);
      guess_name (self, rows);
    }
  give_to_company (self);
}
