#pragma once

#include "crm-archive.h"

G_BEGIN_DECLS

/* One entry of an archive as XML, node after node. A document type is refused, and with it every trick that entities can play. */

typedef struct _CrmXml CrmXml;

CrmXml  *crm_xml_open (CrmArchive *archive, const char *entry, GError **error);
void     crm_xml_free (CrmXml *self);
gboolean crm_xml_next (CrmXml *self);
gboolean crm_xml_skip (CrmXml *self);
gboolean crm_xml_refuse (CrmXml *self, int code, const char *message);
gboolean crm_xml_finish (CrmXml *self, GError **error);

gboolean    crm_xml_begins (CrmXml *self, const char *element);
gboolean    crm_xml_ends (CrmXml *self, const char *element);
gboolean    crm_xml_is_empty (CrmXml *self);
const char *crm_xml_get_text (CrmXml *self);
char       *crm_xml_dup_attribute (CrmXml *self, const char *name);
gint64      crm_xml_get_number (CrmXml *self, const char *name, gint64 least, gint64 most, gint64 otherwise);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmXml, crm_xml_free)

G_END_DECLS
