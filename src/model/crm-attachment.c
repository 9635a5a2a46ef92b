#include "config.h"

#include "crm-attachment.h"

#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes of a name, as most file systems have it. */
#define NAME_MAX_BYTES 200

static const CrmField crm_attachment_fields[] = {
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_REQUIRED | CRM_FIELD_SEARCHED),
  CRM_FILE ("file", N_ ("File"), CRM_FIELD_REQUIRED),
  CRM_INTEGER ("size", N_ ("Size (bytes)"), CRM_FIELD_HIDDEN),
  CRM_TEXT ("media_type", N_ ("Media type"), CRM_FIELD_HIDDEN),
};

CRM_DEFINE_ITEM (CrmAttachment, crm_attachment)

static char *
crm_attachment_dup_title (CrmObject *self)
{
  return g_strdup (crm_object_get_text (self, "name"));
}

static void
crm_attachment_override (CrmItemClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_attachment_dup_title;
}

static void
shorten (GString *name)
{
  const char *dot = strrchr (name->str, '.');
  gsize       ending = dot != NULL && strlen (dot) < 20 ? strlen (dot) : 0;
  gsize       keep = NAME_MAX_BYTES - ending;

  if (name->len <= NAME_MAX_BYTES)
    return;
  while (keep > 0 && ((guchar) name->str[keep] & 0xc0) == 0x80)
    keep--;
  g_string_erase (name, (gssize) keep, (gssize) (name->len - ending - keep));
}

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER 0x200d

/* What leads elsewhere or turns the order of letters round. Words of Persian have a joiner between their parts, and need it. */
static gboolean
is_unsafe (gunichar c)
{
  if (c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER)
    return FALSE;

  return c == '/' || c == '\\' || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

/**
 * crm_attachment_clean_name:
 * @name: (nullable): what somebody else called a file
 *
 * Returns: (transfer full): a name that leads to no other folder, hides nothing and says nothing to a terminal
 */
char *
crm_attachment_clean_name (const char *name)
{
  g_autofree char *clean = crm_text_clean (name);
  g_autoptr (GString) safe = g_string_new (NULL);

  for (const char *p = clean != NULL ? clean : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (safe, is_unsafe (c) ? '_' : c);
    }
  while (safe->str[0] == '.')
    g_string_erase (safe, 0, 1);
  shorten (safe);

  return g_strdup (safe->len > 0 ? safe->str : "file");
}
