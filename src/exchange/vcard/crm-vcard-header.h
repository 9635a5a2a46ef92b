#pragma once

#include "crm-vcard.h"

G_BEGIN_DECLS

/* The part of a card's line before the colon: group, name, parameters. Internal to the parser. */

#define CRM_VCARD_VALUES_MAX 256

typedef enum
{
  CRM_VCARD_ENCODING_NONE,
  CRM_VCARD_ENCODING_QUOTED_PRINTABLE,
  CRM_VCARD_ENCODING_BASE64,
} CrmVcardEncoding;

typedef struct
{
  const char      *group; /* (nullable) */
  const char      *name;
  CrmVcardEncoding encoding;
  const char      *charset; /* (nullable) */
  gboolean         overflown;
  gboolean         endless; /* no colon ended it: the last parameter and the value share a terminator */

  const char *params[CRM_VCARD_PARAMS_MAX]; /* their names */
  guint       n_params;
  struct
  {
    guint       param;
    const char *value;
  } values[CRM_VCARD_VALUES_MAX];
  guint n_values;
} CrmVcardHeader;

char    *crm_vcard_header_parse (CrmVcardHeader *self,
                                 char           *line,
                                 gsize           length);
void     crm_vcard_header_store (const CrmVcardHeader *self,
                                 CrmVcardProperty     *property,
                                 const char           *fallback);
gboolean crm_vcard_header_is_quoted_printable (const char *line,
                                               gsize       length);

G_END_DECLS
