#include "config.h"

#include "crm-article.h"

#include "crm-custom-value.h"
#include "crm-error.h"
#include "crm-foreign-field.h"
#include "crm-tagging.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const CrmChoice crm_article_kinds[] = {
  { "article", N_ ("Article") },
  { "reply", N_ ("Ready answer") },
  { NULL, NULL },
};

static const CrmField crm_article_fields[] = {
  CRM_TEXT ("title", N_ ("Title"), CRM_FIELD_SEARCHED | CRM_FIELD_REQUIRED),
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_NONE, crm_article_kinds), /* unset: an article */
  CRM_TEXT ("topic", N_ ("Topic"), CRM_FIELD_SEARCHED),
  CRM_REFERENCE ("product", N_ ("Product"), CRM_FIELD_SEARCHED, "product"),
  CRM_LONG_TEXT ("body", N_ ("Text"), CRM_FIELD_SEARCHED),
  CRM_ITEMS ("tags", N_ ("Tags"), CRM_FIELD_NONE, crm_tagging_get_type),
  CRM_ITEMS (CRM_CUSTOM_VALUES, N_ ("Your fields"), CRM_FIELD_NONE, crm_custom_value_get_type),
  CRM_ITEMS ("foreign_fields", N_ ("Imported fields"), CRM_FIELD_HIDDEN, crm_foreign_field_get_type),
};

CRM_DEFINE_RECORD (CrmArticle, crm_article)

static gboolean
crm_article_validate (CrmRecord *self, GError **error)
{
  if (crm_object_get_text (CRM_OBJECT (self), "title") != NULL)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("An answer needs a title, such as the question it answers."));
  return FALSE;
}

static void
crm_article_override (CrmRecordClass *klass)
{
  klass->validate = crm_article_validate;
}

static const char *
find_word (const char *name, CrmObject *person, const char *business)
{
  if (person != NULL && strcmp (name, "first_name") == 0)
    return crm_object_get_text (person, "given_name");
  if (person != NULL && strcmp (name, "last_name") == 0)
    return crm_object_get_text (person, "family_name");

  return strcmp (name, "business") == 0 ? business : NULL;
}

/**
 * crm_article_fill:
 * @person: (nullable): whom it is written to
 * @business: (nullable): the name of ours
 *
 * {name}, {first_name}, {last_name} and {business} in the text stand for what they say; what is not known is left out, other braces stay.
 *
 * Returns: (transfer full): the text, ready to be sent
 */
char *
crm_article_fill (CrmRecord *self, CrmObject *person, const char *business)
{
  static const char *const names[] = { "name", "first_name", "last_name", "business" };
  const char              *body = crm_object_get_text (CRM_OBJECT (self), "body");
  g_autofree char         *title = person != NULL ? crm_object_dup_title (person) : NULL;
  GString                 *text = g_string_new (body);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *mark = g_strdup_printf ("{%s}", names[i]);
      const char      *word = i == 0 ? title : find_word (names[i], person, business);

      g_string_replace (text, mark, word != NULL ? word : "", 0);
    }

  return g_string_free (text, FALSE);
}
