#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_ARTICLE (crm_article_get_type ())

/* An answer that is kept: something to know, or words to send. */
CRM_DECLARE_RECORD (CrmArticle, crm_article, CRM, ARTICLE)

extern const CrmChoice crm_article_kinds[];

char *crm_article_fill (CrmRecord *self, CrmObject *person, const char *business);

G_END_DECLS
