/* Cells that say one more of something: telephones, addresses, tags, days. Several may stand in one cell. */

#include "config.h"

#include "crm-import-row-private.h"

#include "crm-import-values.h"
#include "crm-text.h"

#include <string.h>

/* What several values in one cell are parted by in files of Google. */
#define PARTS " ::: "

/* More in one cell is nobody's address book, and is kept as it stands. */
#define PARTS_MAX 100
#define TAGS_MAX 1000
#define CONTACTS_MAX 1000

/* Google marks the preferred one with an asterisk. */
static const char *
read_label (const CrmImportRow *row, const char *text, gboolean *preferred)
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
get_label (const CrmImportRow *row, const CrmImportAction *action, guint index, gboolean *preferred)
{
  const char *cell = action->label_column != CRM_IMPORT_NO_COLUMN ? crm_import_row_get_cell (row, action->label_column) : NULL;
  const char *end;

  *preferred = FALSE;
  if (cell == NULL)
    return action->label;
  for (end = strstr (cell, PARTS); end != NULL && index > 0; index--)
    {
      cell = end + strlen (PARTS);
      end = strstr (cell, PARTS);
    }
  if (end != NULL)
    cell = crm_import_draft_keep (row->draft, g_strndup (cell, (gsize) (end - cell)));

  return read_label (row, cell, preferred);
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

/* A number has a digit, in whatever script, and an address has a letter. */
static gboolean
is_contact (const char *kind, const char *value)
{
  gboolean number = strcmp (kind, "phone") == 0 || strcmp (kind, "fax") == 0;

  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c) || (!number && g_unichar_isalpha (c)))
        return TRUE;
    }

  return FALSE;
}

static void
add_contact (CrmImportRow *row, const CrmImportAction *action, const char *value, guint index)
{
  gboolean    preferred;
  const char *label = get_label (row, action, index, &preferred);
  const char *kind = action->text;
  const char *clean = crm_import_draft_clean (row->draft, value);
  CrmObject  *point;

  if (clean == NULL)
    return;
  if (!is_contact (kind, clean) || row->draft->parts[action->slot].points->len >= CONTACTS_MAX)
    {
      crm_import_draft_add_foreign (row->draft, action->slot, "csv", action->header, clean);
      return;
    }
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
is_list (const CrmImportAction *action, const char *cell)
{
  if (strpbrk (cell, ",;") == NULL)
    return FALSE;
  if (*action->text == 'e')
    return is_list_of_emails (cell);

  return (*action->text == 'p' || *action->text == 'f') && is_list_of_phones (cell);
}

void
crm_import_row_add_contacts (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  g_auto (GStrv) parts = NULL;
  guint n = 0;

  if (strstr (cell, PARTS) != NULL)
    parts = g_strsplit (cell, PARTS, PARTS_MAX);
  else if (is_list (action, cell))
    parts = g_strsplit_set (cell, ",;", PARTS_MAX);
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
add_address_part (CrmImportRow *row, const CrmImportAction *action, const char *text, guint index)
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

void
crm_import_row_add_address (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  g_auto (GStrv) parts = NULL;

  if (strstr (cell, PARTS) == NULL)
    {
      add_address_part (row, action, cell, 0);
      return;
    }
  parts = g_strsplit (cell, PARTS, 16);
  for (guint i = 0; parts[i] != NULL; i++)
    add_address_part (row, action, crm_import_draft_keep (row->draft, g_strdup (parts[i])), i);
}

/* myContacts is where Google puts everybody. */
static void
add_tag (CrmImportRow *row, CrmImportSlot slot, const char *begin, const char *end)
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

/* The length of the separator at @at, in Latin or Persian; 0 for none. */
static gsize
separator_length (const char *at)
{
  if (strchr (",;|\n", *at) != NULL)
    return 1;
  if (strncmp (at, ":::", 3) == 0)
    return 3;

  return strncmp (at, "،", 2) == 0 || strncmp (at, "؛", 2) == 0 ? 2 : 0;
}

void
crm_import_row_add_tags (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  const char *begin = cell;
  guint       n = 0;

  for (const char *at = cell; *at != '\0' && n < TAGS_MAX; at++)
    {
      gsize length = separator_length (at);

      if (length == 0)
        continue;
      add_tag (row, action->slot, begin, at);
      n++;
      begin = at + length;
      at = begin - 1;
    }
  if (n < TAGS_MAX)
    add_tag (row, action->slot, begin, begin + strlen (begin));
  else
    crm_import_row_add_foreign (row, action, begin);
}

gboolean
crm_import_row_add_date (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  const CrmImportWriting *writing = &row->reader->writing;
  gboolean                preferred;
  const char             *label = get_label (row, action, 0, &preferred);
  const char             *kind = action->text;
  CrmDate                 day;

  if (crm_import_is_no_date (cell))
    return TRUE;
  if (!crm_import_read_birthday (cell, &writing->culture, writing->today, &day, &row->fault->error))
    return crm_import_row_fail (row, cell);
  if (label != NULL && g_str_equal (kind, "other") && g_ascii_strcasecmp (label, "anniversary") == 0)
    {
      kind = "anniversary";
      label = NULL;
    }
  crm_import_draft_add_date (row->draft, kind, label, (guint) day.year, day.month, day.day);

  return TRUE;
}

void
crm_import_row_add_foreign (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  gboolean    preferred;
  const char *label = action->label_column != CRM_IMPORT_NO_COLUMN ? get_label (row, action, 0, &preferred) : NULL;
  const char *clean = crm_import_draft_clean (row->draft, cell);

  if (clean != NULL)
    crm_import_draft_add_foreign (row->draft, action->slot, "csv", label != NULL ? label : action->header, clean);
}
