#pragma once

#include "crm-model.h"

G_BEGIN_DECLS

/* What one row of a sheet, or one card, says: about a person, their company, a deal, an activity. Internal to the importer.
 *
 * A draft is filled and emptied for every row of a file, so its records and items are kept and used again. */

typedef enum
{
  CRM_IMPORT_SLOT_PERSON,
  CRM_IMPORT_SLOT_COMPANY,
  CRM_IMPORT_SLOT_DEAL,
  CRM_IMPORT_SLOT_ACTIVITY,
  CRM_IMPORT_N_SLOTS,
} CrmImportSlot;

/* Numbers of the fields that the importer puts by number; found once. */
typedef struct
{
  guint contact_kind, contact_label, contact_value, contact_normalised, contact_preferred, contact_invalid;
  guint address_label, address_formatted, address_preferred;
  guint date_kind, date_label, date_year, date_month, date_day;
  guint foreign_source, foreign_name, foreign_value;
  guint affiliation_company, affiliation_role, affiliation_department;
  guint tagging_tag, link_target, deal_person_person;
  guint person_given_name, person_family_name, person_display_name, person_about, person_photo;
  guint person_contact_points, person_affiliations, person_addresses, person_dates, person_tags, person_foreign_fields;
  guint company_name, company_about, company_photo, company_contact_points, company_addresses, company_tags, company_foreign_fields;
  guint deal_title, deal_value, deal_currency, deal_stage, deal_person, deal_company, deal_people, deal_tags, deal_foreign_fields;
  guint activity_kind, activity_subject, activity_body, activity_links, activity_occurred_at, activity_due, activity_done_at, activity_foreign_fields;
} CrmImportNumbers;

typedef struct
{
  CrmRecord  *record;    /* (owned): scalar fields, and the lists below once the draft is finished */
  GPtrArray  *points;    /* (owned) (element-type CrmItem): items belong to the draft */
  GPtrArray  *addresses; /* (owned) */
  GPtrArray  *dates;     /* (owned) */
  GPtrArray  *foreign;   /* (owned) */
  GPtrArray  *tags;      /* (owned) (element-type utf8): names */
  const char *uid;       /* (nullable): our own, or what the record is called elsewhere */
  gint64      added_at;  /* microseconds: of a record of ours that comes from another file; CRM_UNSET for now */
  gboolean    filled;
} CrmImportPart;

typedef struct _CrmImportPool CrmImportPool;

/* A company that somebody belongs to beside that of the row. */
typedef struct
{
  const char *company;
  const char *department; /* (nullable) */
  const char *role;       /* (nullable) */
} CrmImportFurther;

/* A cell that only a look into the customer file can read: it names other records. */
typedef struct
{
  CrmImportSlot   slot;
  const CrmField *field;
  const char     *cell;
  int             column;
} CrmImportOwn;

typedef struct
{
  CrmImportPart parts[CRM_IMPORT_N_SLOTS];
  const char   *whole_name;
  const char   *role;
  const char   *department;
  const char   *note;
  const char   *created; /* as written: read only where it is needed */
  const char   *stage;
  const char   *pipeline;
  const char   *status;
  const char   *person_ids;
  const char   *company_ids;
  const char   *deal_ids;
  GBytes       *photo; /* (owned) (nullable) */
  char         *photo_mime;
  GArray       *own;          /* (owned) (element-type CrmImportOwn): fields as our own export writes them */
  GArray       *further;      /* (owned) (element-type CrmImportFurther): companies of our own card */
  GArray       *address_keys; /* (owned) (element-type guint): of parts[].addresses, one after another */

  /*< private >*/
  GPtrArray     *strings; /* (owned): texts made for this row */
  GPtrArray     *items;   /* (owned) (element-type CrmItem): items made for this row that no pool has */
  CrmImportPool *points;
  CrmImportPool *addresses;
  CrmImportPool *dates;
  CrmImportPool *foreign;
  CrmImportPool *affiliations;
  CrmImportPool *taggings;
} CrmImportDraft;

const CrmImportNumbers *crm_import_numbers (void);

CrmImportDraft *crm_import_draft_new (void);
void            crm_import_draft_free (CrmImportDraft *self);
void            crm_import_draft_reset (CrmImportDraft *self);
const char     *crm_import_draft_keep (CrmImportDraft *self, char *text);
const char     *crm_import_draft_clean (CrmImportDraft *self, const char *cell);
void            crm_import_draft_put_text (CrmImportDraft *self, CrmImportSlot slot, guint field, const char *text);
CrmObject      *crm_import_draft_add_contact (CrmImportDraft *self, CrmImportSlot slot, const char *kind, const char *label, const char *value, const char *country);
CrmObject      *crm_import_draft_get_address (CrmImportDraft *self, CrmImportSlot slot, guint key, const char *label);
CrmObject      *crm_import_draft_add_date (CrmImportDraft *self, const char *kind, const char *label, guint year, guint month, guint day);
void            crm_import_draft_add_foreign (CrmImportDraft *self, CrmImportSlot slot, const char *source, const char *name, const char *value);
void            crm_import_draft_add_tag (CrmImportDraft *self, CrmImportSlot slot, const char *name);
CrmObject      *crm_import_draft_take_affiliation (CrmImportDraft *self, gint64 company, const char *role, const char *department);
CrmObject      *crm_import_draft_take_tagging (CrmImportDraft *self, gint64 tag);
void            crm_import_draft_share_items (CrmImportDraft *self, CrmImportSlot slot, guint field);
gboolean        crm_import_draft_finish (CrmImportDraft *self, GError **error);
gboolean        crm_import_part_is_own (const CrmImportPart *self);
void            crm_import_put_list (CrmObject *object, guint field, GPtrArray *items);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmImportDraft, crm_import_draft_free)

G_END_DECLS
