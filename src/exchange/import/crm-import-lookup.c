/* Companies, tags, pipelines and stages by the names a file has for them. What a sheet repeats in a thousand rows is looked up once. */

#include "config.h"

#include "crm-import-engine.h"

#include "crm-error.h"
#include "crm-import-choices.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More names than this are forgotten again: a hostile file must not fill memory. */
#define CACHE_MAX 100000

struct _CrmImportLookup
{
  CrmTransaction  *transaction;
  CrmImportReport *report;
  GHashTable      *companies; /* (owned) (element-type utf8 CrmImportDone): under the name as written */
  GHashTable      *named;     /* (owned) (element-type utf8 gint64): "type:name" as written */
  GPtrArray       *stages;    /* (owned) (element-type CrmRecord) */
  GPtrArray       *pipelines; /* (owned) (element-type CrmRecord) */
};

CrmImportLookup *
crm_import_lookup_new (CrmTransaction *transaction, CrmImportReport *report, GPtrArray *stages, GPtrArray *pipelines)
{
  CrmImportLookup *self = g_new0 (CrmImportLookup, 1);

  self->transaction = transaction;
  self->report = report;
  self->companies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->stages = g_ptr_array_ref (stages);
  self->pipelines = g_ptr_array_ref (pipelines);

  return self;
}

void
crm_import_lookup_free (CrmImportLookup *self)
{
  g_hash_table_unref (self->companies);
  g_hash_table_unref (self->named);
  g_ptr_array_unref (self->stages);
  g_ptr_array_unref (self->pipelines);
  g_free (self);
}

static gboolean
is_named (CrmRecord *record, const char *name)
{
  const char *mine = crm_object_get_text (CRM_OBJECT (record), "name");

  return mine != NULL && crm_text_is_same_name (mine, name);
}

/* The oldest record of that type and name. What has no letter is no name. */
static CrmRecord *
find_by_name (CrmImportLookup *self, const char *type, const char *name)
{
  g_autofree char *folded = crm_text_fold (name);
  g_autofree char *key = g_strconcat (type, ":", folded, NULL);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (CrmRecord) best = NULL;

  if (*folded == '\0')
    return NULL;

  ids = crm_transaction_find (self->transaction, key, crm_record_type_find (type)->code);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (CrmRecord) record = NULL;

      if (best != NULL && crm_record_get_id (best) < id)
        continue;
      record = crm_transaction_load (self->transaction, id, NULL);
      if (record != NULL && is_named (record, name))
        g_set_object (&best, record);
    }

  return g_steal_pointer (&best);
}

/**
 * crm_import_lookup_company:
 * @name: as the file writes it
 * @done: (out): the company; its outcome is %CRM_IMPORT_UNCHANGED the first time it is met, %CRM_IMPORT_JOINED afterwards
 */
gboolean
crm_import_lookup_company (CrmImportLookup *self, const char *name, CrmImportDone *done)
{
  const CrmImportDone *known = g_hash_table_lookup (self->companies, name);
  g_autoptr (CrmRecord) record = NULL;

  if (known != NULL)
    {
      *done = *known;
      return TRUE;
    }

  record = find_by_name (self, "company", name);
  if (record == NULL)
    return FALSE;

  done->id = crm_record_get_id (record);
  g_strlcpy (done->uid, crm_record_get_uid (record), sizeof done->uid);
  done->outcome = CRM_IMPORT_UNCHANGED;
  crm_import_lookup_add_company (self, name, done);

  return TRUE;
}

void
crm_import_lookup_add_company (CrmImportLookup *self, const char *name, const CrmImportDone *done)
{
  CrmImportDone *known = g_memdup2 (done, sizeof *done);

  known->outcome = CRM_IMPORT_JOINED;
  if (g_hash_table_size (self->companies) >= CACHE_MAX)
    g_hash_table_remove_all (self->companies);
  g_hash_table_insert (self->companies, g_strdup (name), known);
}

static gboolean
save_new (CrmImportLookup *self, CrmRecord *record, GError **error)
{
  if (!crm_transaction_save (self->transaction, record, error))
    return FALSE;

  crm_import_report_count (self->report, crm_record_get_record_type (record)->name, CRM_IMPORT_CREATED);
  return TRUE;
}

static CrmRecord *
make_named (const char *type, const char *name)
{
  CrmRecord *record = crm_record_new (type);

  crm_object_set_text (CRM_OBJECT (record), "name", name);

  return record;
}

/**
 * crm_import_lookup_named:
 * @type: "tag" or "user", of which there is one of each name
 * @id: (out): the one of that name, made where there is none; 0 for a name without a letter
 */
gboolean
crm_import_lookup_named (CrmImportLookup *self, const char *type, const char *name, gint64 *id, GError **error)
{
  g_autofree char *key = g_strconcat (type, ":", name, NULL);
  const gint64    *known = g_hash_table_lookup (self->named, key);
  g_autofree char *folded = NULL;
  g_autoptr (CrmRecord) record = NULL;

  *id = known != NULL ? *known : 0;
  if (known != NULL)
    return TRUE;

  folded = crm_text_fold (name);
  if (*folded == '\0')
    return TRUE;
  record = find_by_name (self, type, name);
  if (record == NULL)
    {
      record = make_named (type, name);
      if (!save_new (self, record, error))
        return FALSE;
    }
  *id = crm_record_get_id (record);
  if (g_hash_table_size (self->named) >= CACHE_MAX)
    g_hash_table_remove_all (self->named);
  g_hash_table_insert (self->named, g_steal_pointer (&key), g_memdup2 (id, sizeof *id));

  return TRUE;
}

static gint64
get_position (CrmRecord *record)
{
  gint64 position = crm_object_get_integer (CRM_OBJECT (record), "position");

  return position != CRM_UNSET ? position : G_MAXINT64;
}

static CrmRecord *
find_pipeline (CrmImportLookup *self, const char *name)
{
  CrmRecord *best = NULL;

  for (guint i = 0; i < self->pipelines->len; i++)
    {
      CrmRecord *pipeline = g_ptr_array_index (self->pipelines, i);

      if (name != NULL && is_named (pipeline, name))
        return pipeline;
      if (name == NULL && (best == NULL || get_position (pipeline) < get_position (best)))
        best = pipeline;
    }

  return best;
}

static CrmRecord *
ensure_pipeline (CrmImportLookup *self, const char *name, GError **error)
{
  CrmRecord *known = find_pipeline (self, name);
  g_autoptr (CrmRecord) made = NULL;

  if (known != NULL)
    return known;

  made = make_named ("pipeline", name != NULL ? name : _ ("Sales"));
  crm_object_set_integer (CRM_OBJECT (made), "position", self->pipelines->len);
  if (!save_new (self, made, error))
    return NULL;
  g_ptr_array_add (self->pipelines, g_object_ref (made));

  return made;
}

static gboolean
is_of (CrmRecord *stage, gint64 pipeline)
{
  return pipeline == 0 || crm_object_get_integer (CRM_OBJECT (stage), "pipeline") == pipeline;
}

static CrmRecord *
find_stage (CrmImportLookup *self, gint64 pipeline, const char *name)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      CrmRecord *stage = g_ptr_array_index (self->stages, i);

      if (is_of (stage, pipeline) && is_named (stage, name))
        return stage;
    }

  return NULL;
}

static CrmRecord *
find_stage_of_kind (CrmImportLookup *self, gint64 pipeline, const char *kind)
{
  CrmRecord *best = NULL;

  for (guint i = 0; i < self->stages->len; i++)
    {
      CrmRecord *stage = g_ptr_array_index (self->stages, i);

      if (is_of (stage, pipeline) && g_strcmp0 (crm_object_get_text (CRM_OBJECT (stage), "kind"), kind) == 0 &&
          (best == NULL || get_position (stage) < get_position (best)))
        best = stage;
    }

  return best;
}

static CrmRecord *
make_stage (CrmImportLookup *self, gint64 pipeline, const char *name, const char *kind, GError **error)
{
  g_autoptr (CrmRecord) stage = make_named ("stage", name);
  gint64 position = 0;

  for (guint i = 0; i < self->stages->len; i++)
    {
      CrmRecord *other = g_ptr_array_index (self->stages, i);

      if (is_of (other, pipeline) && get_position (other) != G_MAXINT64)
        position = MAX (position, get_position (other) + 1);
    }
  crm_object_set_integer (CRM_OBJECT (stage), "pipeline", pipeline);
  crm_object_set_text (CRM_OBJECT (stage), "kind", kind);
  crm_object_set_integer (CRM_OBJECT (stage), "position", position);
  if (strcmp (kind, "won") == 0 || strcmp (kind, "lost") == 0)
    crm_object_set_integer (CRM_OBJECT (stage), "probability", *kind == 'w' ? 100 : 0);
  if (!save_new (self, stage, error))
    return NULL;
  g_ptr_array_add (self->stages, g_object_ref (stage));

  return stage;
}

/* What a stage of a kind is called where the file names none. */
static const char *
name_of_kind (const char *kind)
{
  if (strcmp (kind, "won") == 0)
    return g_dpgettext2 (GETTEXT_PACKAGE, "stage", "Won");
  if (strcmp (kind, "lost") == 0)
    return g_dpgettext2 (GETTEXT_PACKAGE, "stage", "Lost");

  return g_dpgettext2 (GETTEXT_PACKAGE, "stage", "New");
}

/* Won and lost are stages here; a program that keeps them beside the stage says so in the status. */
static const char *
wanted_kind (const char *stage, const char *status)
{
  const char *kind = status != NULL ? crm_import_find_stage_kind (status) : "open";

  return strcmp (kind, "open") == 0 && stage != NULL ? crm_import_find_stage_kind (stage) : kind;
}

/**
 * crm_import_lookup_stage:
 * @pipeline: (nullable): its name; %NULL for the first one
 * @stage: (nullable): its name; %NULL for the first of its kind
 * @status: (nullable): open, won or lost, in any program's words
 * @id: (out): the stage, made where there is none
 */
gboolean
crm_import_lookup_stage (CrmImportLookup *self, const char *pipeline, const char *stage, const char *status, gint64 *id, GError **error)
{
  const char *kind = wanted_kind (stage, status);
  CrmRecord  *home;
  CrmRecord  *found = NULL;
  gint64      home_id;

  /* A stage that only another pipeline has is meant, where no pipeline is named. */
  home = ensure_pipeline (self, pipeline, error);
  if (home == NULL)
    return FALSE;
  home_id = crm_record_get_id (home);
  if (stage != NULL)
    found = find_stage (self, home_id, stage);
  if (found == NULL && stage != NULL && pipeline == NULL)
    found = find_stage (self, 0, stage);
  if (found != NULL && status != NULL && strcmp (kind, "open") != 0 && g_strcmp0 (crm_object_get_text (CRM_OBJECT (found), "kind"), kind) != 0)
    {
      found = find_stage_of_kind (self, crm_object_get_integer (CRM_OBJECT (found), "pipeline"), kind);
      stage = NULL;
    }
  if (found == NULL && stage == NULL)
    found = find_stage_of_kind (self, home_id, kind);
  if (found == NULL)
    found = make_stage (self, home_id, stage != NULL ? stage : name_of_kind (kind), kind, error);
  if (found == NULL)
    return FALSE;

  *id = crm_record_get_id (found);
  return TRUE;
}
