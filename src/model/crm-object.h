#pragma once

#include "crm-field.h"

G_BEGIN_DECLS

#define CRM_TYPE_OBJECT (crm_object_get_type ())

G_DECLARE_DERIVABLE_TYPE (CrmObject, crm_object, CRM, OBJECT, GObject)

/* Whether people are asked for a field, given what the others say. */
typedef enum
{
  CRM_FIELD_USE_OPEN,    /* yes */
  CRM_FIELD_USE_SETTLED, /* it is shown, and cannot be changed any more */
  CRM_FIELD_USE_NONE,    /* it would mean nothing */
} CrmFieldUse;

/**
 * CrmObjectClass:
 * @dup_title: what people call this one; the default is its first text field
 * @prepare: sets what follows from the other fields (a normalised number, say); called before every save
 * @changed: (nullable): a field was put or unset: what was worked out from the old value is out of date
 * @get_use: (nullable): whether people are asked for a field now; they are asked for all where it is %NULL
 * @more_label: (nullable): what people call the fields of %CRM_FIELD_MORE together; translatable
 */
struct _CrmObjectClass
{
  GObjectClass parent_class;

  char *(*dup_title) (CrmObject *self);
  void (*prepare) (CrmObject *self);
  void (*changed) (CrmObject *self);
  CrmFieldUse (*get_use) (CrmObject *self, const CrmField *field);
  const char *more_label;

  /*< private >*/
  const CrmField *fields;
  GParamSpec    **specs;     /* (owned): one a field */
  GHashTable     *index;     /* (owned): name → number of the field */
  guint8          hints[64]; /* numbers of the fields asked for last, by the address of their names; only ever a guess */
  guint           n_fields;
};

#define CRM_MAX_FIELDS 64

void crm_object_class_declare (CrmObjectClass *klass, const CrmField *fields, guint n_fields);

const CrmField *crm_object_class_get_fields (CrmObjectClass *klass, guint *n_fields);
int             crm_object_class_find_field (CrmObjectClass *klass, const char *name);

/* By name. A name the type does not declare is the caller's error. */
const char *crm_object_get_text (CrmObject *self, const char *name);
gint64      crm_object_get_integer (CrmObject *self, const char *name);
gboolean    crm_object_get_boolean (CrmObject *self, const char *name);
GPtrArray  *crm_object_get_items (CrmObject *self, const char *name);
void        crm_object_set_text (CrmObject *self, const char *name, const char *text);
void        crm_object_set_integer (CrmObject *self, const char *name, gint64 value);
void        crm_object_set_items (CrmObject *self, const char *name, GPtrArray *items);
void        crm_object_add_item (CrmObject *self, const char *name, gpointer item);

/* By number, for what is derived from the declaration. */
gboolean    crm_object_is_set (CrmObject *self, guint field);
const char *crm_object_peek_text (CrmObject *self, guint field);
gint64      crm_object_peek_integer (CrmObject *self, guint field);
GPtrArray  *crm_object_peek_items (CrmObject *self, guint field);
void        crm_object_put_text (CrmObject *self, guint field, const char *text);
void        crm_object_put_integer (CrmObject *self, guint field, gint64 value);
void        crm_object_put_items (CrmObject *self, guint field, GPtrArray *items);
void        crm_object_put_items_json (CrmObject *self, guint field, const char *json);
const char *crm_object_peek_items_json (CrmObject *self, guint field);

guint64  crm_object_get_touched (CrmObject *self);
void     crm_object_set_touched (CrmObject *self, guint64 touched);
void     crm_object_copy_field (CrmObject *self, CrmObject *from, guint field);
gboolean crm_object_equal_field (CrmObject *self, CrmObject *other, guint field);
gboolean crm_object_equal (CrmObject *self, CrmObject *other);
void     crm_object_clear (CrmObject *self);

const CrmField *crm_object_find_lacking (CrmObject *self);

char *crm_object_dup_title (CrmObject *self);
void  crm_object_prepare (CrmObject *self);

G_END_DECLS
