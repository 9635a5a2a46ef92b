#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON (RFC 8259) read where it stands. What another program put into a document is kept as it wrote it: numbers with more digits than a
 * double has, strings with a NUL or half a surrogate pair, members nobody here knows; json-glib 1.6 would change all of these. */

/* A value in somebody's text, without the white space around it; nothing where @text is %NULL. */
typedef struct
{
  const char *text; /* (unowned) */
  gsize       length;
} CrmJsonSlice;

typedef enum
{
  CRM_JSON_NOTHING,
  CRM_JSON_OBJECT,
  CRM_JSON_ARRAY,
  CRM_JSON_STRING,
  CRM_JSON_NUMBER,
  CRM_JSON_BOOLEAN,
  CRM_JSON_NULL,
} CrmJsonKind;

/* Goes through the members of an object or the elements of an array. */
typedef struct
{
  const char *at;
  const char *end;
  gboolean    named; /* whether these are members */
} CrmJsonIter;

gboolean     crm_json_slice_parse (CrmJsonSlice *self, const char *text, gsize length);
CrmJsonKind  crm_json_slice_get_kind (CrmJsonSlice self);
char        *crm_json_slice_dup (CrmJsonSlice self);
char        *crm_json_slice_dup_text (CrmJsonSlice self);
gboolean     crm_json_slice_get_integer (CrmJsonSlice self, gint64 *value);
gboolean     crm_json_slice_is_integer (CrmJsonSlice self);
gboolean     crm_json_slice_is_true (CrmJsonSlice self);
gboolean     crm_json_slice_is_text (CrmJsonSlice self, const char *text);
gboolean     crm_json_slice_is_clean (CrmJsonSlice self);
gboolean     crm_json_slice_equal (CrmJsonSlice self, CrmJsonSlice other);
CrmJsonSlice crm_json_slice_find (CrmJsonSlice self, const char *name);
CrmJsonSlice crm_json_slice_of (const char *json);

void     crm_json_iter_init (CrmJsonIter *self, CrmJsonSlice slice);
gboolean crm_json_iter_next (CrmJsonIter *self, CrmJsonSlice *key, CrmJsonSlice *value);

void crm_json_begin_member (GString *out, const char *name);
void crm_json_begin_element (GString *out);
void crm_json_append_pair (GString *out, CrmJsonSlice key, CrmJsonSlice value);
void crm_json_append_slice (GString *out, CrmJsonSlice slice);
void crm_json_append_member (GString *out, const char *name, CrmJsonSlice value);
void crm_json_append_text_member (GString *out, const char *name, const char *text);
void crm_json_append_integer_member (GString *out, const char *name, gint64 value);

G_END_DECLS
