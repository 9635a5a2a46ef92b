#pragma once

#include "crm-item.h"
#include "crm-record-type.h"

G_BEGIN_DECLS

#define CRM_TYPE_RECORD (crm_record_get_type ())

G_DECLARE_DERIVABLE_TYPE (CrmRecord, crm_record, CRM, RECORD, CrmObject)

typedef struct _CrmRecordContext CrmRecordContext;

/**
 * CrmRecordContext:
 * @now: the instant of the change
 * @restoring: the record comes whole from elsewhere, with what once followed from its edits: what it lacks is filled, nothing is told anew
 * @merged: id of the record whose references are being moved to @merged_into, because both are one; 0 for none
 * @merged_into: id
 * @load: (transfer full) (nullable): a record as the change has it so far
 * @save: saves another record in the same change, right after this one
 * @find: the id of the living record of a type that is looked up by a key, 0 for none
 * @list: (transfer full) (element-type gint64): all of them
 * @dup_device: (transfer full) (nullable): what other devices know this file by
 * @is_shared: whether other devices have what this file has
 *
 * What a record may ask of the file it is about to be saved in.
 */
struct _CrmRecordContext
{
  gint64   now;
  gboolean restoring;
  gint64   merged;
  gint64   merged_into;
  CrmRecord *(*load) (CrmRecordContext *context, gint64 id);
  gboolean (*save) (CrmRecordContext *context, CrmRecord *record, GError **error);
  gint64 (*find) (CrmRecordContext *context, const char *type_name, const char *key);
  GArray *(*list) (CrmRecordContext *context, const char *type_name, const char *key);
  char *(*dup_device) (CrmRecordContext *context);
  gboolean (*is_shared) (CrmRecordContext *context);
};

/**
 * CrmRecordClass:
 * @dup_sort_text: what the record stands under in alphabetical order; the default is its title
 * @get_event: for records that stand on timelines: when, and of which kind (a short stable word); %FALSE where it does not
 * @dup_natural_key: of types that have one record of each name: that name, as "kind:value", so that what two devices make apart from each other
 *   is one record when they meet; the default is %NULL
 * @collect_keys: adds the texts the record is looked up by exactly; the default adds those of its items
 * @collect_parents: adds the ids of the records on whose timelines what stands on this one's timeline stands too
 * @before_save: what follows from an edit in this record and in others; @before is %NULL for a new one, @self has its id.
 *   Not asked when a change is undone, since what it did is undone with it
 * @validate: refuses what breaks a rule of the record, in a whole sentence
 * @take_back: (nullable): what an undo of its making does instead of deleting it, where it may not go: makes it what it was before it counted
 * @may_go: refuses to be deleted here, in a whole sentence; what was deleted elsewhere goes all the same. The default is to go
 *
 * A record of the file: a #CrmObject with an identity. Shared records (those a list or a page shows) are read only;
 * edit a copy made by crm_record_edit() and commit it.
 */
struct _CrmRecordClass
{
  CrmObjectClass parent_class;

  char *(*dup_sort_text) (CrmRecord *self);
  gboolean (*get_event) (CrmRecord *self, gint64 *at, const char **kind);
  char *(*dup_natural_key) (CrmRecord *self);
  void (*collect_keys) (CrmRecord *self, GPtrArray *keys);
  void (*collect_parents) (CrmRecord *self, GArray *ids);
  gboolean (*before_save) (CrmRecord *self, CrmRecord *before, CrmRecordContext *context, GError **error);
  gboolean (*validate) (CrmRecord *self, GError **error);
  void (*take_back) (CrmRecord *self);
  gboolean (*may_go) (CrmRecord *self, GError **error);
};

const CrmRecordType *crm_record_get_record_type (CrmRecord *self);

gint64      crm_record_get_id (CrmRecord *self);
void        crm_record_set_id (CrmRecord *self, gint64 id);
const char *crm_record_get_uid (CrmRecord *self);
void        crm_record_set_uid (CrmRecord *self, const char *uid);
gint64      crm_record_get_created_at (CrmRecord *self);
gint64      crm_record_get_updated_at (CrmRecord *self);
gint64      crm_record_get_deleted_at (CrmRecord *self);
void        crm_record_set_times (CrmRecord *self, gint64 created_at, gint64 updated_at, gint64 deleted_at);
gboolean    crm_record_is_deleted (CrmRecord *self);

CrmRecord *crm_record_new (const char *type_name);
CrmRecord *crm_record_edit (CrmRecord *self);
void       crm_record_refresh (CrmRecord *self, CrmRecord *from);
char      *crm_record_dup_sort_text (CrmRecord *self);
gboolean   crm_record_get_event (CrmRecord *self, gint64 *at, const char **kind);
char      *crm_record_dup_natural_key (CrmRecord *self);
gboolean   crm_record_is_one_of_its_name (CrmRecord *self);
void       crm_record_collect_keys (CrmRecord *self, GPtrArray *keys);
void       crm_record_collect_parents (CrmRecord *self, GArray *ids);
void       crm_record_collect_references (CrmRecord *self, const char *const *names, GArray *ids);
gint64     crm_record_place_on_day (CrmRecord *self);
gboolean   crm_record_type_has_parents (const CrmRecordType *type);
gboolean   crm_record_may_go (CrmRecord *self, GError **error);

/* For the vfuncs of types that are known by their field "name". */
char    *crm_record_dup_name_key (CrmRecord *self);
void     crm_record_collect_name_key (CrmRecord *self, GPtrArray *keys);
gboolean crm_record_before_save (CrmRecord *self, CrmRecord *before, CrmRecordContext *context, GError **error);
gboolean crm_record_validate (CrmRecord *self, GError **error);

#define CRM_DECLARE_RECORD(TypeName, type_name, MODULE, NAME) \
  G_DECLARE_FINAL_TYPE (TypeName, type_name, MODULE, NAME, CrmRecord)

/* A record type in one line behind its table of fields `name_fields`; NAME_override() sets the vfuncs that differ. */
#define CRM_DEFINE_RECORD(TypeName, type_name)                                                                  \
  struct _##TypeName                                                                                            \
  {                                                                                                             \
    CrmRecord parent_instance;                                                                                  \
  };                                                                                                            \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, CRM_TYPE_RECORD)                                                    \
  static void type_name##_override (CrmRecordClass *klass);                                                     \
  static void type_name##_class_init (TypeName##Class *klass)                                                   \
  {                                                                                                             \
    crm_object_class_declare (CRM_OBJECT_CLASS (klass), type_name##_fields, G_N_ELEMENTS (type_name##_fields)); \
    type_name##_override (CRM_RECORD_CLASS (klass));                                                            \
  }                                                                                                             \
  static void type_name##_init (TypeName *self)                                                                 \
  {                                                                                                             \
  }

G_END_DECLS
