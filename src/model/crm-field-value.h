#pragma once

#include "crm-object.h"

G_BEGIN_DECLS

/* The value of a field in an object, wherever it stands: one that the program declares in a member of its own, one that the business made
 * among the object's custom values. What shows, asks for, compares or changes values goes by these, and so knows both kinds. Fields of
 * CRM_KIND_ITEMS are always declared: see crm_object_peek_items(). */

gboolean    crm_field_is_set (const CrmField *field, CrmObject *object);
const char *crm_field_peek_text (const CrmField *field, CrmObject *object);
gint64      crm_field_peek_integer (const CrmField *field, CrmObject *object);
void        crm_field_put_text (const CrmField *field, CrmObject *object, const char *text);
void        crm_field_put_integer (const CrmField *field, CrmObject *object, gint64 value);
void        crm_field_unset (const CrmField *field, CrmObject *object);
void        crm_field_copy (const CrmField *field, CrmObject *to, CrmObject *from);
gboolean    crm_field_equal (const CrmField *field, CrmObject *a, CrmObject *b);
const char *crm_field_peek_currency (const CrmField *field, CrmObject *object);
char       *crm_field_dup_signal (const CrmField *field);
guint       crm_field_get_number (const CrmField *field, CrmObject *object);

G_END_DECLS
