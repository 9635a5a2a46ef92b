#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The order of names in lists. A collator is not changed once made and may be used by several threads at once. */

typedef struct _CrmCollator CrmCollator;

CrmCollator *crm_collator_new (const char *language);
void         crm_collator_free (CrmCollator *self);
gsize        crm_collator_key (CrmCollator *self, const char *text, guint8 *buffer, gsize size);
void         crm_collator_append_key (CrmCollator *self, const char *text, GByteArray *out);
int          crm_collator_compare (CrmCollator *self, const char *a, const char *b);
char        *crm_collator_version (CrmCollator *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmCollator, crm_collator_free)

G_END_DECLS
