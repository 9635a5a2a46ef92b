/* Deals, activities and notes of a row.
 *
 * Few sheets give them identifiers, so one is made from what they say (a note: whose it is and its text). It is kept with the record, and
 * the same sheet imported again finds it, even where the record was edited since. */

#include "config.h"

#include "crm-import-engine.h"

#include "crm-error.h"
#include "crm-import-choices.h"
#include "crm-import-values.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* FNV-1a of the texts, each ended by a separator: what the identifiers above are made of. Not proof against malice, which could as well
 * write the same texts. */
static guint64
hash_texts (const char *const *texts, guint n_texts)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (guint i = 0; i < n_texts; i++)
    {
      for (const guchar *p = (const guchar *) (texts[i] != NULL ? texts[i] : ""); *p != '\0'; p++)
        hash = (hash ^ *p) * G_GUINT64_CONSTANT (0x100000001b3);
      hash = (hash ^ 0x1f) * G_GUINT64_CONSTANT (0x100000001b3);
    }

  return hash;
}

static const char *
uid_of (const CrmImportDone *done)
{
  return done->id != CRM_UNSET ? done->uid : "";
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static void
add_numbered (GPtrArray *list, gpointer item)
{
  crm_item_set_number (item, list->len);
  g_ptr_array_add (list, item);
}

static CrmItem *
make_identifier (const char *uid)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  CrmItem                *item = g_object_new (CRM_TYPE_FOREIGN_FIELD, NULL);

  crm_object_put_text (CRM_OBJECT (item), n->foreign_source, "csv");
  crm_object_put_text (CRM_OBJECT (item), n->foreign_name, "UID");
  crm_object_put_text (CRM_OBJECT (item), n->foreign_value, uid);

  return item;
}

/* Adds the made identifier to what a record keeps besides. */
static void
put_identifier (CrmRecord *record, guint field, const char *uid)
{
  GPtrArray *known = crm_object_peek_items (CRM_OBJECT (record), field);
  g_autoptr (GPtrArray) list = new_list ();

  for (guint i = 0; known != NULL && i < known->len; i++)
    g_ptr_array_add (list, g_object_ref (g_ptr_array_index (known, i)));
  add_numbered (list, make_identifier (uid));
  crm_object_put_items (CRM_OBJECT (record), field, list);
}

/* Two deals of one title with one customer are two where their amounts or stages differ; the order of the file tells which is which. */
static guint
find_ordinal (CrmImportEngine *self, guint64 base, guint64 details)
{
  gint64 key = (gint64) (base ^ (details * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)));
  gint64 total = (gint64) base;
  guint  known = GPOINTER_TO_UINT (g_hash_table_lookup (self->deals_seen, &key));
  guint  n;

  if (known != 0)
    return known;

  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->deals_seen, &total)) + 1;
  g_hash_table_replace (self->deals_seen, g_memdup2 (&total, sizeof total), GUINT_TO_POINTER (n));
  g_hash_table_replace (self->deals_seen, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (n));

  return n;
}

static char *
make_deal_uid (CrmImportEngine *self, const CrmImportDone *person, const CrmImportDone *company)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  CrmObject              *deal = CRM_OBJECT (self->draft->parts[CRM_IMPORT_SLOT_DEAL].record);
  g_autofree char        *title = crm_text_fold (crm_object_peek_text (deal, n->deal_title));
  g_autofree char        *value = g_strdup_printf ("%" G_GINT64_FORMAT, crm_object_peek_integer (deal, n->deal_value));
  const char             *base[] = { "deal", title, uid_of (person), uid_of (company), self->draft->person_ids, self->draft->company_ids };
  const char             *details[] = { value, crm_object_get_text (deal, "expected_close"), self->draft->stage, self->draft->pipeline };
  guint64                 hash = hash_texts (base, G_N_ELEMENTS (base));
  guint                   ordinal = find_ordinal (self, hash, hash_texts (details, G_N_ELEMENTS (details)));

  return g_strdup_printf ("deal:%016" G_GINT64_MODIFIER "x:%u", hash, ordinal);
}

/* Who is meant by an identifier in a sheet: ours, one of the same program's, or one of any list imported before. */
static gint64
find_reference (CrmImportEngine *self, const char *type, const char *text)
{
  const char *scopes[] = { NULL, self->scope, "csv" };

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      g_autofree char *uid = scopes[i] != NULL ? g_strconcat (scopes[i], ":", text, NULL) : g_strdup (text);
      CrmImportKeys    key;
      gint64           id = crm_import_match_uid (self, type, uid, &key);

      if (id != 0)
        return id;
    }

  return 0;
}

/* The records that a cell of identifiers names. One that is not known is kept as it is written, and noted. */
static GArray *
find_references (CrmImportEngine *self, CrmImportSlot slot, const char *type, const char *cell)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) texts = g_strsplit_set (cell != NULL ? cell : "", ";,", -1);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      const char *text = g_strstrip (texts[i]);
      gint64      id = *text != '\0' ? find_reference (self, type, text) : 0;

      if (id != 0)
        {
          g_array_append_val (ids, id);
        }
      else if (*text != '\0')
        {
          g_autofree char *name = g_strconcat (type, "_id", NULL);
          g_autofree char *message = g_strdup_printf (_ ("“%s” is no identifier of a record that is here. Import those records first; the row was read without them."), text);

          crm_import_draft_add_foreign (self->draft, slot, "csv", name, text);
          crm_import_report_add_problem (self->report, self->line, message);
        }
    }

  return ids;
}

static void
put_people (CrmImportEngine *self, CrmObject *deal, const CrmImportDone *person, GArray *ids)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  g_autoptr (GPtrArray) others = new_list ();
  gint64 main = person->id;

  for (guint i = 0; i < ids->len; i++)
    {
      CrmItem *other;

      if (main == CRM_UNSET)
        main = g_array_index (ids, gint64, i);
      if (main == g_array_index (ids, gint64, i))
        continue;
      other = g_object_new (CRM_TYPE_DEAL_PERSON, NULL);
      crm_object_put_integer (CRM_OBJECT (other), n->deal_person_person, g_array_index (ids, gint64, i));
      add_numbered (others, other);
    }
  if (main != CRM_UNSET)
    crm_object_put_integer (deal, n->deal_person, main);
  if (others->len > 0)
    crm_object_put_items (deal, n->deal_people, others);
}

static void
put_deal_parties (CrmImportEngine *self, CrmObject *deal, const CrmImportDone *person, const CrmImportDone *company)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  g_autoptr (GArray) people = find_references (self, CRM_IMPORT_SLOT_DEAL, "person", self->draft->person_ids);
  g_autoptr (GArray) companies = find_references (self, CRM_IMPORT_SLOT_DEAL, "company", self->draft->company_ids);

  put_people (self, deal, person, people);
  if (company->id != CRM_UNSET)
    crm_object_put_integer (deal, n->deal_company, company->id);
  else if (companies->len > 0)
    crm_object_put_integer (deal, n->deal_company, g_array_index (companies, gint64, 0));
}

/* A sheet of customers with an amount beside each: the deal is called after the customer. */
static gboolean
ensure_title (CrmImportEngine *self)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  CrmObject              *deal = CRM_OBJECT (self->draft->parts[CRM_IMPORT_SLOT_DEAL].record);

  for (guint slot = CRM_IMPORT_SLOT_PERSON; slot <= CRM_IMPORT_SLOT_COMPANY && !crm_object_is_set (deal, n->deal_title); slot++)
    {
      g_autofree char *title = self->draft->parts[slot].filled ? crm_object_dup_title (CRM_OBJECT (self->draft->parts[slot].record)) : NULL;

      crm_object_put_text (deal, n->deal_title, title);
    }

  return crm_object_is_set (deal, n->deal_title);
}

static gboolean
put_tags (CrmImportEngine *self, CrmImportPart *part, guint field, GError **error)
{
  g_autoptr (GPtrArray) taggings = new_list ();

  for (guint i = 0; i < part->tags->len; i++)
    {
      gint64 id;

      if (!crm_import_lookup_named (self->lookup, "tag", g_ptr_array_index (part->tags, i), &id, error))
        return FALSE;
      if (id != 0)
        add_numbered (taggings, g_object_new (CRM_TYPE_TAGGING, "tag", id, NULL));
    }
  if (taggings->len > 0)
    crm_object_put_items (CRM_OBJECT (part->record), field, taggings);

  return TRUE;
}

/* Saves a deal or an activity: known by its own identifier, else by @made_uid. */
static gboolean
save_part (CrmImportEngine *self, CrmImportPart *part, guint foreign_field, const char *made_uid, CrmImportDone *done, GError **error)
{
  const char   *type = crm_record_get_record_type (part->record)->name;
  CrmImportKeys key = CRM_IMPORT_BY_NAME;
  gint64        known = 0;

  if (self->options->on_match != CRM_IMPORT_ON_MATCH_CREATE)
    known = crm_import_match_uid (self, type, made_uid != NULL ? made_uid : part->uid, &key);
  if (made_uid != NULL)
    {
      key = CRM_IMPORT_BY_NAME;
      put_identifier (part->record, foreign_field, made_uid);
    }
  if (known != 0 && self->options->on_match == CRM_IMPORT_ON_MATCH_SKIP)
    done->outcome = CRM_IMPORT_SKIPPED;
  else if (known != 0 && !crm_import_engine_merge (self, known, part->record, crm_import_engine_updates (self, key), done, error))
    return FALSE;
  if (known != 0)
    {
      done->id = known;
      return crm_import_engine_count_row (self, type, done);
    }
  crm_import_engine_put_uid (self, part);
  if (!crm_import_engine_create_since (self, part->record, part->added_at, error))
    return FALSE;
  done->id = crm_record_get_id (part->record);
  g_strlcpy (done->uid, crm_record_get_uid (part->record), sizeof done->uid);
  done->outcome = CRM_IMPORT_CREATED;

  return crm_import_engine_count_row (self, type, done);
}

/* Whether the row says where the deal stands; a known deal otherwise stays where it is. */
static gboolean
put_stage (CrmImportEngine *self, CrmObject *deal, const char *uid, GError **error)
{
  const CrmImportDraft *draft = self->draft;
  CrmImportKeys         key;
  gint64                stage;
  gboolean              silent = draft->stage == NULL && draft->status == NULL && draft->pipeline == NULL;

  if (crm_object_is_set (deal, crm_import_numbers ()->deal_stage) || (silent && crm_import_match_uid (self, "deal", uid, &key) != 0))
    return TRUE;
  if (!crm_import_lookup_stage (self->lookup, draft->pipeline, draft->stage, draft->status, &stage, error))
    return FALSE;
  crm_object_put_integer (deal, crm_import_numbers ()->deal_stage, stage);

  return TRUE;
}

/**
 * crm_import_apply_deal:
 * @person: of the same row, perhaps none
 * @company: of the same row, perhaps none
 * @deal: (out): what it became
 */
gboolean
crm_import_apply_deal (CrmImportEngine *self, const CrmImportDone *person, const CrmImportDone *company, CrmImportDone *deal, GError **error)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  CrmImportPart          *part = &self->draft->parts[CRM_IMPORT_SLOT_DEAL];
  CrmObject              *object = CRM_OBJECT (part->record);
  g_autofree char        *made = NULL;

  *deal = (CrmImportDone){ CRM_UNSET, "", CRM_IMPORT_UNCHANGED };
  part->filled |= self->draft->stage != NULL && (person->id != CRM_UNSET || company->id != CRM_UNSET);
  if (!part->filled)
    return TRUE;
  if (!ensure_title (self))
    return crm_record_validate (part->record, error);

  if (part->uid == NULL)
    made = make_deal_uid (self, person, company);
  put_deal_parties (self, object, person, company);
  crm_import_put_list (object, n->deal_foreign_fields, part->foreign);

  return put_stage (self, object, made != NULL ? made : part->uid, error) &&
         put_tags (self, part, n->deal_tags, error) &&
         crm_record_validate (part->record, error) &&
         save_part (self, part, n->deal_foreign_fields, made, deal, error);
}

static void
add_link (GPtrArray *links, gint64 target)
{
  CrmItem *link;

  if (target == CRM_UNSET)
    return;
  link = g_object_new (CRM_TYPE_ACTIVITY_LINK, NULL);
  crm_object_put_integer (CRM_OBJECT (link), crm_import_numbers ()->link_target, target);
  add_numbered (links, link);
}

static void
add_links (GPtrArray *links, GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    add_link (links, g_array_index (ids, gint64, i));
}

/* On a person's timeline, and so on their company's; on the company's alone where the row names nobody. */
static GPtrArray *
make_links (const CrmImportDone *person, const CrmImportDone *company, const CrmImportDone *deal)
{
  GPtrArray *links = new_list ();

  add_link (links, person->id);
  add_link (links, deal->id);
  if (person->id == CRM_UNSET)
    add_link (links, company->id);

  return links;
}

/* What kind it is where no column says so: by its subject ("Call"), else a task where it is due, else a note. */
static void
settle_kind (CrmObject *activity)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  guint                   n_fields;
  const CrmField         *field = &crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (activity), &n_fields)[n->activity_kind];
  const char             *subject = crm_object_peek_text (activity, n->activity_subject);
  const char             *kind = subject != NULL ? crm_import_find_choice (field, subject) : NULL;

  if (crm_object_is_set (activity, n->activity_kind))
    return;
  if (kind == NULL)
    kind = crm_object_is_set (activity, n->activity_due) ? "task" : "note";
  crm_object_put_text (activity, n->activity_kind, kind);
}

static gint64
read_created (CrmImportEngine *self)
{
  gint64 at = CRM_UNSET;

  if (self->draft->created == NULL || crm_import_is_no_date (self->draft->created) ||
      !crm_import_read_instant (self->draft->created, &self->culture, self->today, &at, NULL))
    return CRM_UNSET;

  return at;
}

/* What is done was done when it was due, or when it happened, unless the file says otherwise. */
static void
settle_times (CrmImportEngine *self, CrmObject *activity)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  const char             *due = crm_object_peek_text (activity, n->activity_due);
  gint64                  done = crm_object_peek_integer (activity, n->activity_done_at);
  CrmDate                 day;

  if (due == NULL && !crm_object_is_set (activity, n->activity_occurred_at))
    crm_object_put_integer (activity, n->activity_occurred_at, read_created (self));
  if (done == CRM_UNSET || done != crm_date_to_instant (self->today))
    return;
  if (due != NULL && crm_date_from_iso (due, &day))
    crm_object_put_integer (activity, n->activity_done_at, crm_date_to_instant (day));
  else if (crm_object_is_set (activity, n->activity_occurred_at))
    crm_object_put_integer (activity, n->activity_done_at, crm_object_peek_integer (activity, n->activity_occurred_at));
}

static char *
make_activity_uid (CrmImportEngine *self, CrmObject *activity, const CrmImportDone *person, const CrmImportDone *company, const CrmImportDone *deal)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  g_autofree char        *at = g_strdup_printf ("%" G_GINT64_FORMAT, crm_object_peek_integer (activity, n->activity_occurred_at));
  const char             *texts[] = { "activity", crm_object_peek_text (activity, n->activity_kind), crm_object_peek_text (activity, n->activity_subject),
                                      crm_object_peek_text (activity, n->activity_body), crm_object_peek_text (activity, n->activity_due), at,
                                      uid_of (person), uid_of (company), uid_of (deal), self->draft->person_ids, self->draft->deal_ids };

  return g_strdup_printf ("activity:%016" G_GINT64_MODIFIER "x", hash_texts (texts, G_N_ELEMENTS (texts)));
}

/**
 * crm_import_apply_activity:
 *
 * Saves the call, meeting or task of the row, about the records of the row and those its columns of identifiers name.
 */
gboolean
crm_import_apply_activity (CrmImportEngine *self, const CrmImportDone *person, const CrmImportDone *company, const CrmImportDone *deal, GError **error)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  CrmImportPart          *part = &self->draft->parts[CRM_IMPORT_SLOT_ACTIVITY];
  CrmObject              *activity = CRM_OBJECT (part->record);
  CrmImportDone           done = { CRM_UNSET, "", CRM_IMPORT_UNCHANGED };
  g_autoptr (GArray) people = NULL;
  g_autoptr (GArray) deals = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autofree char *made = NULL;

  if (!part->filled)
    return TRUE;

  settle_kind (activity);
  settle_times (self, activity);
  if (part->uid == NULL)
    made = make_activity_uid (self, activity, person, company, deal);
  people = find_references (self, CRM_IMPORT_SLOT_ACTIVITY, "person", self->draft->person_ids);
  deals = find_references (self, CRM_IMPORT_SLOT_ACTIVITY, "deal", self->draft->deal_ids);
  links = make_links (person, company, deal);
  add_links (links, people);
  add_links (links, deals);
  if (links->len > 0)
    crm_object_put_items (activity, n->activity_links, links);
  crm_import_put_list (activity, n->activity_foreign_fields, part->foreign);

  return crm_record_validate (part->record, error) && save_part (self, part, n->activity_foreign_fields, made, &done, error);
}

/* A person who was just made has no notes yet. */
static gboolean
has_note (CrmImportEngine *self, const CrmImportDone *owner, const char *uid)
{
  CrmImportKeys key;

  return owner->outcome != CRM_IMPORT_CREATED && crm_import_match_uid (self, "activity", uid, &key) != 0;
}

/**
 * crm_import_apply_note:
 *
 * Puts the note of the row on the timeline, once, under the date the row has.
 */
gboolean
crm_import_apply_note (CrmImportEngine *self, const CrmImportDone *person, const CrmImportDone *company, const CrmImportDone *deal, GError **error)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  const CrmImportDone    *owner = person->id != CRM_UNSET ? person : company->id != CRM_UNSET ? company
                                                                                              : deal;
  const char             *texts[] = { "note", uid_of (owner), self->draft->note, self->draft->created };
  CrmObject              *note = CRM_OBJECT (self->note);
  CrmImportDone           done = { CRM_UNSET, "", CRM_IMPORT_UNCHANGED };
  char                    uid[32];
  g_autoptr (GPtrArray) links = NULL;

  if (self->draft->note == NULL || owner->id == CRM_UNSET || owner->outcome == CRM_IMPORT_SKIPPED)
    return TRUE;

  g_snprintf (uid, sizeof uid, "note:%016" G_GINT64_MODIFIER "x", hash_texts (texts, G_N_ELEMENTS (texts)));
  if (has_note (self, owner, uid))
    return crm_import_engine_count_row (self, "activity", &done);

  crm_object_clear (note);
  crm_record_set_id (self->note, 0);
  crm_record_set_uid (self->note, "");
  links = make_links (person, company, deal);
  crm_object_put_text (note, n->activity_kind, "note");
  crm_object_put_text (note, n->activity_body, self->draft->note);
  crm_object_put_integer (note, n->activity_occurred_at, read_created (self));
  crm_object_put_items (note, n->activity_links, links);
  put_identifier (self->note, n->activity_foreign_fields, uid);
  if (!crm_import_engine_create (self, self->note, error))
    return FALSE;
  done.outcome = CRM_IMPORT_CREATED;

  return crm_import_engine_count_row (self, "activity", &done);
}
