#include "config.h"

#include "crm-import-row.h"

#include "crm-csv-writer.h"
#include "crm-error.h"
#include "crm-import-choices.h"
#include "crm-import-values.h"
#include "crm-money.h"
#include "crm-text.h"
#include "crm-uid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What several values in one cell are parted by in files of Google. */
#define PARTS " ::: "

#define NO_COLUMN G_MAXUINT

typedef struct
{
  CrmImportKind   kind;
  CrmImportSlot   slot;
  const CrmField *field;  /* (nullable): CRM_IMPORT_FIELD */
  guint           number; /* of that field, or of the address part */
  const char     *text;   /* (unowned) (nullable): kind of contact point or date, role or department */
  const char     *label;  /* (unowned) (nullable) */
  guint           label_column;
  guint           address; /* times CRM_IMPORT_N_SLOTS, plus the slot */
  const char     *header;  /* (unowned): the map's */
} Action;

struct _CrmImportRowReader
{
  CrmImportMap    *map;     /* (owned) */
  Action          *actions; /* (owned): one a column */
  guint            n_actions;
  guint            currency_column;
  CrmImportSlot    main;
  CrmImportWriting writing;
};

typedef struct
{
  CrmImportRowReader *reader;
  CrmImportDraft     *draft;
  const char *const  *cells;
  gsize               n_cells;
  CrmImportFault     *fault;
} Row;

static CrmImportSlot
slot_of (const char *type)
{
  if (type == NULL || g_str_equal (type, "person"))
    return CRM_IMPORT_SLOT_PERSON;
  if (g_str_equal (type, "company"))
    return CRM_IMPORT_SLOT_COMPANY;

  return g_str_equal (type, "deal") ? CRM_IMPORT_SLOT_DEAL : CRM_IMPORT_SLOT_ACTIVITY;
}

/* What the sheet is about: the most particular of what its columns say. */
static CrmImportSlot
find_main (const CrmImportMap *map)
{
  gboolean company = FALSE;

  if (crm_import_map_has (map, "deal", CRM_IMPORT_FIELD, "title"))
    return CRM_IMPORT_SLOT_DEAL;
  for (guint i = 0; i < crm_import_map_get_n_columns (map); i++)
    {
      const CrmImportTarget *target = crm_import_map_get_target (map, i);

      if (g_strcmp0 (target->type, "activity") == 0)
        return CRM_IMPORT_SLOT_ACTIVITY;
    }
  for (guint i = 0; i < crm_import_map_get_n_columns (map); i++)
    {
      const CrmImportTarget *target = crm_import_map_get_target (map, i);

      if (g_strcmp0 (target->type, "person") == 0 && target->kind != CRM_IMPORT_NOTE)
        return CRM_IMPORT_SLOT_PERSON;
      company |= g_strcmp0 (target->type, "company") == 0;
    }

  return company ? CRM_IMPORT_SLOT_COMPANY : CRM_IMPORT_SLOT_PERSON;
}

/* Where a heading names its record ("Deal - Won time"), what is kept under it is kept there. */
static CrmImportSlot
slot_of_foreign (const CrmImportRowReader *self, const char *header)
{
  if (g_str_has_prefix (header, "Deal - "))
    return CRM_IMPORT_SLOT_DEAL;
  if (g_str_has_prefix (header, "Organization - "))
    return CRM_IMPORT_SLOT_COMPANY;
  if (g_str_has_prefix (header, "Activity - "))
    return CRM_IMPORT_SLOT_ACTIVITY;

  return g_str_has_prefix (header, "Person - ") ? CRM_IMPORT_SLOT_PERSON : self->main;
}

/* "Address 1 - City" is of the group "Address 1". */
static char *
dup_group (const char *header)
{
  const char *dash = strstr (header, " - ");

  return dash != NULL ? g_strndup (header, (gsize) (dash - header)) : g_strdup ("");
}

static gboolean
same_group (const char *header, const char *other)
{
  g_autofree char *mine = dup_group (header);
  g_autofree char *theirs = dup_group (other);

  return strcmp (mine, theirs) == 0;
}

static guint
find_label_column (const CrmImportRowReader *self, guint column)
{
  const char *header = crm_import_map_get_header (self->map, column);

  for (guint i = column; i > 0; i--)
    {
      const char *before = crm_import_map_get_header (self->map, i - 1);

      if (crm_import_map_get_target (self->map, i - 1)->kind != CRM_IMPORT_LABEL)
        {
          if (strstr (header, " - ") == NULL || !same_group (before, header))
            return NO_COLUMN;
          continue;
        }

      return same_group (before, header) || strstr (before, " - ") == NULL ? i - 1 : NO_COLUMN;
    }

  return NO_COLUMN;
}

/* Parts of one address: of the same record and label, and of the same group where headings have groups. */
static guint
find_address (const CrmImportRowReader *self, guint column)
{
  const CrmImportTarget *target = crm_import_map_get_target (self->map, column);
  const char            *header = crm_import_map_get_header (self->map, column);

  for (guint i = 0; i < column; i++)
    {
      const Action *action = &self->actions[i];

      if (action->kind == CRM_IMPORT_ADDRESS && action->slot == slot_of (target->type) && action->label == target->label && same_group (action->header, header))
        return action->address;
    }

  return (column + 1) * CRM_IMPORT_N_SLOTS + slot_of (target->type);
}

static guint
find_part (const char *name)
{
  g_autoptr (CrmObjectClass) klass = g_type_class_ref (CRM_TYPE_ADDRESS);

  return (guint) crm_object_class_find_field (klass, name);
}

static void
compile_field (Action *action, const CrmImportTarget *target)
{
  CrmObjectClass *klass = crm_record_type_peek_class (crm_record_type_find (target->type));
  guint           n_fields;

  action->number = (guint) crm_object_class_find_field (klass, target->field);
  action->field = &crm_object_class_get_fields (klass, &n_fields)[action->number];
}

static void
compile (CrmImportRowReader *self, guint column)
{
  const CrmImportTarget *target = crm_import_map_get_target (self->map, column);
  Action                *action = &self->actions[column];

  action->header = crm_import_map_get_header (self->map, column);
  action->kind = target->kind;
  action->slot = target->type != NULL ? slot_of (target->type) : self->main;
  action->text = target->field;
  action->label = target->label;
  action->label_column = find_label_column (self, column);
  if (target->kind == CRM_IMPORT_FOREIGN)
    action->slot = slot_of_foreign (self, action->header);
  if (target->kind == CRM_IMPORT_FIELD || target->kind == CRM_IMPORT_OWN)
    compile_field (action, target);
  if (target->kind == CRM_IMPORT_ADDRESS)
    {
      action->address = find_address (self, column);
      action->number = find_part (target->field);
    }
  if (target->kind == CRM_IMPORT_FIELD && action->slot == CRM_IMPORT_SLOT_DEAL && g_str_equal (target->field, "currency"))
    self->currency_column = column;
}

/**
 * crm_import_row_reader_new:
 * @map: what the columns are; not to be changed meanwhile
 * @writing: copied, but for its country
 *
 * Compiles the map into what is done with each cell.
 */
CrmImportRowReader *
crm_import_row_reader_new (const CrmImportMap *map, const CrmImportWriting *writing)
{
  CrmImportRowReader *self = g_new0 (CrmImportRowReader, 1);

  self->map = crm_import_map_copy (map);
  self->n_actions = crm_import_map_get_n_columns (map);
  self->actions = g_new0 (Action, MAX (self->n_actions, 1));
  self->currency_column = NO_COLUMN;
  self->main = find_main (map);
  self->writing = *writing;
  if (crm_import_map_is_month_first (map))
    self->writing.culture.day_first = FALSE;
  for (guint i = 0; i < self->n_actions; i++)
    compile (self, i);

  return self;
}

void
crm_import_row_reader_free (CrmImportRowReader *self)
{
  crm_import_map_unref (self->map);
  g_free (self->actions);
  g_free (self);
}

CrmImportSlot
crm_import_row_reader_get_main (CrmImportRowReader *self)
{
  return self->main;
}

static const char *
get_cell (const Row *row, guint column)
{
  return column < row->n_cells && *row->cells[column] != '\0' ? row->cells[column] : NULL;
}

/* Google marks the preferred one with an asterisk. */
static const char *
read_label (const Row *row, const char *text, gboolean *preferred)
{
  const char *clean;

  *preferred = FALSE;
  if (g_str_has_prefix (text, "* "))
    {
      *preferred = TRUE;
      text += 2;
    }
  clean = crm_import_draft_clean (row->draft, text);

  return clean != NULL && crm_import_label_find (clean) != NULL ? crm_import_label_find (clean) : clean;
}

/* The label of the value number @index of a cell; one label stands for all. */
static const char *
get_label (const Row *row, const Action *action, guint index, gboolean *preferred)
{
  const char *cell = action->label_column != NO_COLUMN ? get_cell (row, action->label_column) : NULL;
  g_auto (GStrv) parts = NULL;
  guint n;

  *preferred = FALSE;
  if (cell == NULL)
    return action->label;
  if (strstr (cell, PARTS) == NULL)
    return read_label (row, cell, preferred);

  parts = g_strsplit (cell, PARTS, -1);
  n = g_strv_length (parts);

  return read_label (row, parts[MIN (index, n - 1)], preferred);
}

static gboolean
fail (Row *row, const char *cell)
{
  row->fault->value = cell;

  return FALSE;
}

static const char *
find_network (const char *label)
{
  g_autofree char *folded = label != NULL ? crm_text_fold (label) : NULL;

  for (const CrmChoice *choice = crm_contact_point_kinds; folded != NULL && choice->value != NULL; choice++)
    {
      if (strcmp (choice->value, folded) == 0)
        return choice->value;
    }

  return NULL;
}

static void
add_contact (Row *row, const Action *action, const char *value, guint index)
{
  gboolean    preferred;
  const char *label = get_label (row, action, index, &preferred);
  const char *kind = action->text;
  const char *clean = crm_import_draft_clean (row->draft, value);
  CrmObject  *point;

  if (clean == NULL)
    return;
  if (*kind == 's' && find_network (label) != NULL)
    {
      kind = find_network (label);
      label = NULL;
    }
  else if (*kind == 'p' && label != NULL && strcasestr (label, "fax") != NULL)
    {
      kind = "fax";
      label = strcasestr (label, "home") != NULL ? "home" : strcasestr (label, "work") != NULL ? "work"
                                                                                               : NULL;
    }
  point = crm_import_draft_add_contact (row->draft, action->slot, kind, label, clean, row->reader->writing.country);
  if (preferred && point != NULL)
    crm_object_put_integer (point, crm_import_numbers ()->contact_preferred, 1);
}

/* Several numbers joined by commas, as Pipedrive writes them: only where each part has digits enough for one. */
static gboolean
is_list_of_phones (const char *cell)
{
  guint digits = 0;

  for (const char *p = cell;; p++)
    {
      if (*p == ',' || *p == ';' || *p == '\0')
        {
          if (digits < 6)
            return FALSE;
          digits = 0;
          if (*p == '\0')
            return TRUE;
        }
      /* Digits of other scripts count by their last byte. */
      digits += g_ascii_isdigit (*p) || ((guchar) *p >= 0xb0 && (guchar) *p <= 0xb9) || ((guchar) *p >= 0xa0 && (guchar) *p <= 0xa9);
    }
}

static gboolean
is_list_of_emails (const char *cell)
{
  const char *at = strchr (cell, '@');

  return at != NULL && strchr (at + 1, '@') != NULL && strchr (cell, '<') == NULL;
}

static gboolean
is_list (const Action *action, const char *cell)
{
  if (strpbrk (cell, ",;") == NULL)
    return FALSE;
  if (*action->text == 'e')
    return is_list_of_emails (cell);

  return (*action->text == 'p' || *action->text == 'f') && is_list_of_phones (cell);
}

static void
add_contacts (Row *row, const Action *action, const char *cell)
{
  g_auto (GStrv) parts = NULL;
  guint n = 0;

  if (strstr (cell, PARTS) != NULL)
    parts = g_strsplit (cell, PARTS, -1);
  else if (is_list (action, cell))
    parts = g_strsplit_set (cell, ",;", -1);
  if (parts == NULL)
    {
      add_contact (row, action, cell, 0);
      return;
    }

  /* The pieces are texts of the row. */
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*g_strstrip (parts[i]) != '\0')
        add_contact (row, action, crm_import_draft_keep (row->draft, g_strdup (parts[i])), n++);
    }
}

static void
add_address_part (Row *row, const Action *action, const char *text, guint index)
{
  gboolean    preferred;
  const char *label = get_label (row, action, index, &preferred);
  const char *clean = crm_import_draft_clean (row->draft, text);
  CrmObject  *address;
  const char *before;

  if (clean == NULL)
    return;
  address = crm_import_draft_get_address (row->draft, action->slot, action->address + index * 65536 * CRM_IMPORT_N_SLOTS, label);
  before = crm_object_peek_text (address, action->number);
  if (before != NULL)
    clean = crm_import_draft_keep (row->draft, g_strconcat (before, "\n", clean, NULL));
  crm_object_put_text (address, action->number, clean);
  if (preferred)
    crm_object_put_integer (address, crm_import_numbers ()->address_preferred, 1);
}

static void
add_address_parts (Row *row, const Action *action, const char *cell)
{
  g_auto (GStrv) parts = NULL;

  if (strstr (cell, PARTS) == NULL)
    {
      add_address_part (row, action, cell, 0);
      return;
    }
  parts = g_strsplit (cell, PARTS, 64);
  for (guint i = 0; parts[i] != NULL; i++)
    add_address_part (row, action, crm_import_draft_keep (row->draft, g_strdup (parts[i])), i);
}

/* myContacts is where Google puts everybody. */
static void
add_tag (Row *row, CrmImportSlot slot, const char *begin, const char *end)
{
  g_autofree char *raw = g_strndup (begin, (gsize) (end - begin));
  const char      *tag = g_strstrip (raw);

  if (g_str_has_prefix (tag, "* "))
    tag += 2;
  if (*tag == '\0' || strcmp (tag, "myContacts") == 0)
    return;
  tag = crm_import_draft_clean (row->draft, crm_import_draft_keep (row->draft, g_strdup (tag)));
  if (tag != NULL)
    crm_import_draft_add_tag (row->draft, slot, tag);
}

static const char *
find_tag_end (const char *at, gsize *separator)
{
  static const char *const separators[] = { ":::", ",", ";", "|", "،", "؛", "\n" };
  const char              *end = at + strlen (at);

  *separator = 0;
  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *found = strstr (at, separators[i]);

      if (found == NULL || found >= end)
        continue;
      end = found;
      *separator = strlen (separators[i]);
    }

  return end;
}

static void
add_tags (Row *row, const Action *action, const char *cell)
{
  gsize separator = 1;

  while (separator > 0)
    {
      const char *end = find_tag_end (cell, &separator);

      add_tag (row, action->slot, cell, end);
      cell = end + separator;
    }
}

static gboolean
add_date (Row *row, const Action *action, const char *cell)
{
  const CrmImportWriting *writing = &row->reader->writing;
  gboolean                preferred;
  const char             *label = get_label (row, action, 0, &preferred);
  const char             *kind = action->text;
  CrmDate                 day;

  if (crm_import_is_no_date (cell))
    return TRUE;
  if (!crm_import_read_birthday (cell, &writing->culture, writing->today, &day, &row->fault->error))
    return fail (row, cell);
  if (label != NULL && g_str_equal (kind, "other") && g_ascii_strcasecmp (label, "anniversary") == 0)
    {
      kind = "anniversary";
      label = NULL;
    }
  crm_import_draft_add_date (row->draft, kind, label, (guint) day.year, day.month, day.day);

  return TRUE;
}

static gboolean
put_money (Row *row, const Action *action, const char *cell)
{
  CrmObject       *object = CRM_OBJECT (row->draft->parts[action->slot].record);
  const char      *named = row->reader->currency_column != NO_COLUMN ? get_cell (row, row->reader->currency_column) : NULL;
  g_autofree char *code = named != NULL ? crm_import_find_currency (named) : NULL;
  char             currency[4];
  gint64           minor;

  if (!crm_money_parse (cell, code, &row->reader->writing.culture, &minor, currency, &row->fault->error))
    return fail (row, cell);
  crm_object_put_integer (object, action->number, minor);
  crm_object_put_text (object, crm_import_numbers ()->deal_currency, currency);
  row->draft->parts[action->slot].filled = TRUE;

  return TRUE;
}

/* Alone it makes no deal. */
static gboolean
put_currency (Row *row, const Action *action, const char *cell)
{
  CrmObject       *object = CRM_OBJECT (row->draft->parts[action->slot].record);
  g_autofree char *code = crm_import_find_currency (cell);

  if (code == NULL)
    {
      g_set_error (&row->fault->error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no currency. Write its code of three letters, such as EUR."), cell);
      return fail (row, cell);
    }
  if (!crm_object_is_set (object, action->number))
    crm_object_put_text (object, action->number, code);

  return TRUE;
}

static gboolean
put_date (Row *row, const Action *action, const char *cell)
{
  const CrmImportWriting *writing = &row->reader->writing;
  CrmDate                 day;
  g_autofree char        *iso = NULL;

  if (crm_import_is_no_date (cell))
    return TRUE;
  if (!crm_import_read_day (cell, &writing->culture, writing->today, &day, &row->fault->error))
    return fail (row, cell);
  iso = crm_date_to_iso (day);
  crm_object_put_text (CRM_OBJECT (row->draft->parts[action->slot].record), action->number, iso);
  row->draft->parts[action->slot].filled = TRUE;

  return TRUE;
}

static gboolean
put_number (Row *row, const Action *action, const char *cell)
{
  const CrmImportWriting *writing = &row->reader->writing;
  gint64                  value = CRM_UNSET;
  gboolean                flag;
  gboolean                good;

  if (action->field->kind == CRM_KIND_INSTANT)
    good = crm_import_is_no_date (cell) || crm_import_read_instant (cell, &writing->culture, writing->today, &value, &row->fault->error);
  else if (action->field->kind == CRM_KIND_BOOLEAN)
    {
      good = crm_import_read_boolean (cell, &flag);
      value = flag ? 1 : CRM_UNSET;
    }
  else
    good = crm_import_read_integer (cell, &value);

  if (!good && row->fault->error == NULL)
    g_set_error (&row->fault->error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no number."), cell);
  if (!good)
    return fail (row, cell);
  crm_object_put_integer (CRM_OBJECT (row->draft->parts[action->slot].record), action->number, value);
  row->draft->parts[action->slot].filled = TRUE;

  return TRUE;
}

/* A word that is none of ours is kept beside. */
static gboolean
put_choice (Row *row, const Action *action, const char *cell)
{
  const char *value = crm_import_find_choice (action->field, cell);

  if (value == NULL)
    {
      crm_import_draft_add_foreign (row->draft, action->slot, "csv", action->header, crm_import_draft_clean (row->draft, cell));
      if (action->slot == CRM_IMPORT_SLOT_ACTIVITY)
        row->draft->parts[action->slot].filled = TRUE;
      return TRUE;
    }
  crm_object_put_text (CRM_OBJECT (row->draft->parts[action->slot].record), action->number, value);
  row->draft->parts[action->slot].filled = TRUE;

  return TRUE;
}

static gboolean
put_text (Row *row, const Action *action, const char *cell)
{
  const char *clean;
  char       *plain = action->field->kind == CRM_KIND_LONG_TEXT ? crm_import_strip_html (cell) : NULL;

  if (plain != NULL)
    cell = crm_import_draft_keep (row->draft, plain);
  clean = crm_import_draft_clean (row->draft, cell);
  if (clean != NULL && g_str_equal (action->field->name, "due_time"))
    {
      char *time = crm_import_read_time (clean);

      clean = time != NULL ? crm_import_draft_keep (row->draft, time) : NULL;
    }
  if (clean == NULL)
    return TRUE;
  if (action->field->kind == CRM_KIND_TEXT && strchr (clean, '\n') != NULL)
    clean = crm_import_draft_keep (row->draft, g_strdelimit (g_strdup (clean), "\n", ' '));
  crm_import_draft_put_text (row->draft, action->slot, action->number, clean);

  return TRUE;
}

static gboolean
put_field (Row *row, const Action *action, const char *cell)
{
  switch (action->field->kind)
    {
    case CRM_KIND_MONEY:
      return put_money (row, action, cell);
    case CRM_KIND_DATE:
      return put_date (row, action, cell);
    case CRM_KIND_INTEGER:
    case CRM_KIND_INSTANT:
    case CRM_KIND_BOOLEAN:
      return put_number (row, action, cell);
    case CRM_KIND_CHOICE:
      return put_choice (row, action, cell);
    case CRM_KIND_TEXT:
      if (row->reader->currency_column == (guint) (action - row->reader->actions))
        return put_currency (row, action, cell);
      return put_text (row, action, cell);
    case CRM_KIND_LONG_TEXT:
    case CRM_KIND_REFERENCE:
    case CRM_KIND_FILE:
    case CRM_KIND_ITEMS:
    default:
      return put_text (row, action, cell);
    }
}

static gboolean
put_done (Row *row, const char *cell)
{
  const CrmImportWriting *writing = &row->reader->writing;
  CrmObject              *activity = CRM_OBJECT (row->draft->parts[CRM_IMPORT_SLOT_ACTIVITY].record);
  gboolean                done;
  gint64                  at = CRM_UNSET;

  if (crm_import_read_boolean (cell, &done))
    at = done ? crm_date_to_instant (writing->today) : CRM_UNSET;
  else if (!crm_import_read_instant (cell, &writing->culture, writing->today, &at, &row->fault->error))
    return fail (row, cell);
  crm_object_put_integer (activity, crm_import_numbers ()->activity_done_at, at);

  return TRUE;
}

static void
put_foreign (Row *row, const Action *action, const char *cell)
{
  gboolean    preferred;
  const char *label = action->label_column != NO_COLUMN ? get_label (row, action, 0, &preferred) : NULL;
  const char *clean = crm_import_draft_clean (row->draft, cell);

  if (clean != NULL)
    crm_import_draft_add_foreign (row->draft, action->slot, "csv", label != NULL ? label : action->header, clean);
}

static void
put_note (Row *row, const char *cell)
{
  char       *plain = crm_import_strip_html (cell);
  const char *clean = crm_import_draft_clean (row->draft, plain != NULL ? crm_import_draft_keep (row->draft, plain) : cell);

  if (row->draft->note != NULL && clean != NULL)
    clean = crm_import_draft_keep (row->draft, g_strconcat (row->draft->note, "\n\n", clean, NULL));
  if (clean != NULL)
    row->draft->note = clean;
}

/* Our own identifier, or another program's, which is kept with the name of that program: numbers alone are not unique. */
static void
put_uid (Row *row, const Action *action, const char *cell)
{
  const char *scope = crm_import_map_get_preset (row->reader->map);

  if (!crm_uid_is_valid (cell))
    {
      cell = crm_import_draft_keep (row->draft, g_strconcat (scope, ":", cell, NULL));
      crm_import_draft_add_foreign (row->draft, action->slot, "csv", "UID", cell);
    }
  row->draft->parts[action->slot].uid = cell;
}

static void
put_own (Row *row, const Action *action, const char *cell)
{
  CrmImportOwn own = { action->slot, action->number, cell };

  row->draft->parts[action->slot].filled = TRUE;
  g_array_append_val (row->draft->own, own);
}

static const char **
find_place (CrmImportDraft *draft, CrmImportKind kind)
{
  switch ((int) kind)
    {
    case CRM_IMPORT_NAME:
      return &draft->whole_name;
    case CRM_IMPORT_STAGE:
      return &draft->stage;
    case CRM_IMPORT_PIPELINE:
      return &draft->pipeline;
    case CRM_IMPORT_STATUS:
      return &draft->status;
    case CRM_IMPORT_PERSON_ID:
      return &draft->person_ids;
    case CRM_IMPORT_COMPANY_ID:
      return &draft->company_ids;
    case CRM_IMPORT_DEAL_ID:
      return &draft->deal_ids;
    default:
      return NULL;
    }
}

static gboolean
take_rare (Row *row, const Action *action, const char *cell)
{
  const char **place = find_place (row->draft, action->kind);
  const char  *clean = crm_import_draft_clean (row->draft, cell);

  if (clean == NULL)
    return TRUE;
  if (place != NULL)
    *place = clean;
  else if (action->kind == CRM_IMPORT_OWN)
    put_own (row, action, cell);
  else if (action->kind == CRM_IMPORT_UID)
    put_uid (row, action, clean);
  else if (action->kind == CRM_IMPORT_ROLE)
    *(*action->text == 'r' ? &row->draft->role : &row->draft->department) = clean;
  else if (action->kind == CRM_IMPORT_DONE)
    return put_done (row, clean);
  else if (action->kind == CRM_IMPORT_MADE_ON)
    {
      row->draft->created = clean;
      put_foreign (row, action, clean);
    }

  return TRUE;
}

static gboolean
take (Row *row, const Action *action, const char *cell)
{
  switch ((int) action->kind)
    {
    case CRM_IMPORT_IGNORE:
    case CRM_IMPORT_LABEL:
      return TRUE;
    case CRM_IMPORT_FIELD:
      return put_field (row, action, cell);
    case CRM_IMPORT_CONTACT:
      add_contacts (row, action, cell);
      return TRUE;
    case CRM_IMPORT_ADDRESS:
      add_address_parts (row, action, cell);
      return TRUE;
    case CRM_IMPORT_TAGS:
      add_tags (row, action, cell);
      return TRUE;
    case CRM_IMPORT_DATE:
      return add_date (row, action, cell);
    case CRM_IMPORT_FOREIGN:
      put_foreign (row, action, cell);
      return TRUE;
    case CRM_IMPORT_NOTE:
      put_note (row, cell);
      return TRUE;
    default:
      return take_rare (row, action, cell);
    }
}

static gboolean
has_surplus (const CrmImportRowReader *self, const char *const *cells, gsize n_cells, CrmImportFault *fault)
{
  for (gsize i = self->n_actions; i < n_cells; i++)
    {
      if (*cells[i] == '\0')
        continue;
      fault->column = -1;
      fault->value = cells[i];
      g_set_error (&fault->error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The row has %u cells and the heading %u, so it is not certain which is which. Look for a missing quotation mark."), (guint) n_cells, self->n_actions);
      return TRUE;
    }

  return FALSE;
}

/**
 * crm_import_row_reader_fill:
 * @draft: empty
 * @cells: (array length=n_cells): UTF-8
 * @fault: (out): what is wrong
 *
 * Returns: whether every cell makes sense
 */
gboolean
crm_import_row_reader_fill (CrmImportRowReader *self, CrmImportDraft *draft, const char *const *cells, const gsize *lengths, gsize n_cells, CrmImportFault *fault)
{
  Row   row = { self, draft, cells, n_cells, fault };
  gsize n = MIN (n_cells, self->n_actions);

  *fault = (CrmImportFault){ -1, NULL, NULL };
  if (G_UNLIKELY (n_cells > self->n_actions) && has_surplus (self, cells, n_cells, fault))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      const char *cell = cells[i];

      if (lengths[i] == 0)
        continue;
      if (G_UNLIKELY (*cell == '\''))
        cell = crm_csv_unguard (cell);
      if (G_UNLIKELY (!take (&row, &self->actions[i], cell)))
        {
          fault->column = (int) i;
          return FALSE;
        }
    }

  return TRUE;
}
