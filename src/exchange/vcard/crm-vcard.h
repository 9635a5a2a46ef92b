#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A contact card: an ordered list of properties, all of which are kept, known or not.
 *
 * Whatever version a card was read from, its values are held unfolded, in UTF-8, and escaped as versions 3.0 and 4.0 do.
 */

#define CRM_VCARD_PROPERTIES_MAX 10000
#define CRM_VCARD_PARAMS_MAX 64

typedef enum
{
  CRM_VCARD_2_1,
  CRM_VCARD_3_0,
  CRM_VCARD_4_0,
} CrmVcardVersion;

typedef struct _CrmVcard CrmVcard;

typedef struct
{
  const char        *name;   /* as written */
  const char *const *values; /* (array length=n_values), without quotes; those of `TYPE=a;TYPE=b` are together */
  guint              n_values;
} CrmVcardParam;

typedef struct
{
  const char          *group; /* (nullable): as written: "item1" */
  const char          *name;  /* as written; compare with crm_vcard_property_is() */
  const CrmVcardParam *params;
  guint                n_params;
  const char          *raw; /* the value, with its escapes */
  gsize                raw_length;
  guint64              line; /* of the file, from 1; 0 if not read from one */

  /*< private >*/
  CrmVcard          *card;       /* (unowned) */
  const char        *text;       /* (nullable): decoded once it was asked for */
  const char *const *components; /* (nullable) */
  guint              n_components;
} CrmVcardProperty;

#define CRM_TYPE_VCARD (crm_vcard_get_type ())

GType             crm_vcard_get_type (void);
CrmVcard         *crm_vcard_new (CrmVcardVersion version);
CrmVcard         *crm_vcard_ref (CrmVcard *self);
void              crm_vcard_unref (CrmVcard *self);
CrmVcardVersion   crm_vcard_get_version (const CrmVcard *self);
guint64           crm_vcard_get_line (const CrmVcard *self);
guint             crm_vcard_get_n_properties (const CrmVcard *self);
CrmVcardProperty *crm_vcard_get_property (const CrmVcard *self,
                                          guint           index);
CrmVcardProperty *crm_vcard_find (const CrmVcard *self,
                                  const char     *name,
                                  guint          *index);
const char       *crm_vcard_get_label (const CrmVcard         *self,
                                       const CrmVcardProperty *property);
CrmVcardProperty *crm_vcard_add_raw (CrmVcard   *self,
                                     const char *group,
                                     const char *name,
                                     const char *raw);
CrmVcardProperty *crm_vcard_add_text (CrmVcard   *self,
                                      const char *group,
                                      const char *name,
                                      const char *text);
CrmVcardProperty *crm_vcard_add_components (CrmVcard          *self,
                                            const char        *group,
                                            const char        *name,
                                            const char *const *components,
                                            guint              n_components);
CrmVcardProperty *crm_vcard_add_copy (CrmVcard               *self,
                                      const CrmVcardProperty *property);
void              crm_vcard_add_param (CrmVcardProperty *property,
                                       const char       *name,
                                       const char       *value);
void              crm_vcard_remove_param (CrmVcardProperty *property,
                                          const char       *name);
void              crm_vcard_set_raw (CrmVcardProperty *property,
                                     const char       *raw);
void              crm_vcard_remove (CrmVcard *self,
                                    guint     index);
gboolean          crm_vcard_equal (const CrmVcard *a,
                                   const CrmVcard *b);

gboolean    crm_vcard_property_is (const CrmVcardProperty *self,
                                   const char             *name);
const char *crm_vcard_property_get_param (const CrmVcardProperty *self,
                                          const char             *name);
gboolean    crm_vcard_property_has_type (const CrmVcardProperty *self,
                                         const char             *type);
guint       crm_vcard_property_get_pref (const CrmVcardProperty *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmVcard, crm_vcard_unref)

G_END_DECLS
