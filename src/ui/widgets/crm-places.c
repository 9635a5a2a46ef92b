/* The rows of a record list as things of their own.
 *
 * Another order, a search or a filter puts other people on the same rows. GTK 4.8 can only be told that all rows went and others came: it
 * then takes two hundred rows with all their cells apart and makes them anew, a tenth of a second in which no key is heard. So what it
 * lists here are the places. A place stays, and says that somebody else stands there; only the end of the list grows or shrinks.
 *
 * A list that is new, or grows by many, is told of in steps with frames between them, for the same reason; and so is one that goes. */

#include "config.h"

#include "crm-places.h"

/* Of the rows that GTK makes: a screenful at a time, and all it ever makes. */
#define STEP 16
#define ALL 256
/* After everything else that waits: what waits together is done together, and holds the main loop as long as all of it takes. */
#define STEP_PRIORITY (G_PRIORITY_DEFAULT_IDLE + 10)

struct _CrmPlace
{
  GObject parent_instance;

  CrmPlaces *places;   /* (weak) (nullable) */
  CrmRecord *record;   /* (owned) (nullable) */
  guint      position; /* while it is in the table of its places */
  gulong     changed_handler;
};

struct _CrmPlaces
{
  GObject parent_instance;

  CrmRecordList *records; /* (owned) (nullable): while they are looked at */
  GHashTable    *live;    /* (owned): position → CrmPlace (unowned) that somebody holds */
  guint          n_items; /* as was told */
  guint          growing; /* while there are more */

  /* What is being replaced, from its announcement to the second of its two signals. */
  guint at;
  guint removed;
  guint added;
  guint awaited;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (CrmPlace, crm_place, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (CrmPlaces, crm_places, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  CHANGED,
  REPLACED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gpointer
position_key (guint position)
{
  return GUINT_TO_POINTER (position);
}

static void
record_changed_cb (CrmPlace *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_record (CrmPlace *self, CrmRecord *record)
{
  if (self->record == record)
    return;

  if (self->record != NULL)
    g_clear_signal_handler (&self->changed_handler, self->record);
  g_set_object (&self->record, record);
  if (record != NULL)
    self->changed_handler = g_signal_connect_swapped (record, "notify", G_CALLBACK (record_changed_cb), self);
}

static void
crm_place_dispose (GObject *object)
{
  CrmPlace *self = CRM_PLACE (object);

  set_record (self, NULL);
  if (self->places != NULL && g_hash_table_lookup (self->places->live, position_key (self->position)) == self)
    g_hash_table_remove (self->places->live, position_key (self->position));
  g_clear_weak_pointer (&self->places);

  G_OBJECT_CLASS (crm_place_parent_class)->dispose (object);
}

static void
crm_place_class_init (CrmPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_place_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_place_init (CrmPlace *self)
{
}

/**
 * crm_place_get_record:
 *
 * Returns: (transfer none) (nullable): who stands there now
 */
CrmRecord *
crm_place_get_record (CrmPlace *self)
{
  return self->record;
}

static void
fill (CrmPlaces *self, CrmPlace *place)
{
  g_autoptr (CrmRecord) record = self->records != NULL ? g_list_model_get_item (G_LIST_MODEL (self->records), place->position) : NULL;

  set_record (place, record);
}

static gpointer
crm_places_get_item (GListModel *model, guint position)
{
  CrmPlaces *self = CRM_PLACES (model);
  CrmPlace  *place = g_hash_table_lookup (self->live, position_key (position));

  if (place != NULL)
    return g_object_ref (place);
  if (position >= self->n_items)
    return NULL;

  place = g_object_new (CRM_TYPE_PLACE, NULL);
  g_set_weak_pointer (&place->places, self);
  place->position = position;
  g_hash_table_insert (self->live, position_key (position), place);
  fill (self, place);

  return place;
}

static guint
crm_places_get_n_items (GListModel *model)
{
  return CRM_PLACES (model)->n_items;
}

static GType
crm_places_get_item_type (GListModel *model)
{
  return CRM_TYPE_PLACE;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = crm_places_get_item;
  iface->get_n_items = crm_places_get_n_items;
  iface->get_item_type = crm_places_get_item_type;
}

static GPtrArray *
list_live (CrmPlaces *self)
{
  GPtrArray     *places = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer       place;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &place))
    g_ptr_array_add (places, g_object_ref (place));

  return places;
}

static void
grow_to (CrmPlaces *self, guint n_items)
{
  guint known = self->n_items;

  if (n_items <= known)
    return;

  self->n_items = n_items;
  g_list_model_items_changed (G_LIST_MODEL (self), known, 0, n_items - known);
}

static gboolean
grow_cb (gpointer data)
{
  CrmPlaces *self = data;
  guint      all = g_list_model_get_n_items (G_LIST_MODEL (self->records));

  grow_to (self, self->n_items < ALL ? MIN (self->n_items + STEP, all) : all);
  if (self->n_items < all)
    return G_SOURCE_CONTINUE;

  self->growing = 0;
  return G_SOURCE_REMOVE;
}

static void
grow_later (CrmPlaces *self)
{
  if (self->growing == 0 && self->n_items < g_list_model_get_n_items (G_LIST_MODEL (self->records)))
    self->growing = g_idle_add_full (STEP_PRIORITY, grow_cb, self, NULL);
}

/* Those after what went or came have other numbers, and those that went have none. */
static void
renumber (CrmPlaces *self, guint at, guint removed, guint added)
{
  g_autoptr (GPtrArray) places = list_live (self);

  g_hash_table_remove_all (self->live);
  for (guint i = 0; i < places->len; i++)
    {
      CrmPlace *place = g_ptr_array_index (places, i);

      if (place->position >= at && place->position - at < removed)
        continue;
      if (place->position >= at)
        place->position = place->position - removed + added;
      g_hash_table_insert (self->live, position_key (place->position), place);
    }
}

/* Rows went or came. What was not told of yet is told in its time, and so are many new ones at the end. Where all stood in one screenful, those
 * after many new ones are told of again after them: nobody has scrolled. */
static void
change (CrmPlaces *self, guint at, guint removed, guint added)
{
  removed = at < self->n_items ? MIN (removed, self->n_items - at) : 0;
  if (at > self->n_items)
    added = 0;
  else if (at + removed == self->n_items)
    added = MIN (added, STEP);
  else if (self->n_items <= STEP && added > STEP)
    {
      removed = self->n_items - at;
      added = STEP;
    }

  if (removed > 0 || added > 0)
    {
      renumber (self, at, removed, added);
      self->n_items = self->n_items - removed + added;
      g_list_model_items_changed (G_LIST_MODEL (self), at, removed, added);
    }
  grow_later (self);
}

static void
replace (CrmPlaces *self)
{
  g_autoptr (GPtrArray) places = NULL;
  guint common = MIN (self->removed, self->added);

  change (self, self->at + common, self->removed - common, self->added - common);
  places = list_live (self);
  for (guint i = 0; i < places->len; i++)
    {
      CrmPlace *place = g_ptr_array_index (places, i);

      if (place->position < self->at || place->position - self->at >= common)
        continue;
      fill (self, place);
      g_signal_emit (place, signals[CHANGED], 0);
    }
  g_signal_emit (self, signals[REPLACED], 0);
}

static void
records_replacing_cb (CrmPlaces *self, guint at, guint removed, guint added)
{
  self->at = at;
  self->removed = removed;
  self->added = added;
  self->awaited = 2;
}

static void
records_changed_cb (CrmPlaces *self, guint at, guint removed, guint added)
{
  if (self->awaited == 0)
    change (self, at, removed, added);
  else if (--self->awaited == 0)
    replace (self);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return (x > y) - (x < y);
}

/* Where somebody stands that is held, in their order: GTK holds those that it has rows for. */
static GArray *
list_positions (CrmPlaces *self)
{
  GArray        *positions = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint position = GPOINTER_TO_UINT (key);

      g_array_append_val (positions, position);
    }
  g_array_sort (positions, compare_positions);

  return positions;
}

static void
take_out (CrmPlaces *self, guint at, guint removed)
{
  if (removed == 0)
    return;

  renumber (self, at, removed, 0);
  self->n_items -= removed;
  g_list_model_items_changed (G_LIST_MODEL (self), at, removed, 0);
}

static gboolean
leave_cb (gpointer data)
{
  CrmPlaces *self = data;
  g_autoptr (GArray) positions = list_positions (self);
  guint stay = positions->len > STEP ? g_array_index (positions, guint, positions->len - STEP) : 0;

  take_out (self, stay, self->n_items - stay);

  return self->n_items > 0;
}

static void
crm_places_finalize (GObject *object)
{
  CrmPlaces *self = CRM_PLACES (object);

  g_clear_handle_id (&self->growing, g_source_remove);
  g_clear_object (&self->records);
  g_hash_table_unref (self->live);

  G_OBJECT_CLASS (crm_places_parent_class)->finalize (object);
}

static void
crm_places_class_init (CrmPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_places_finalize;

  signals[REPLACED] = g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_places_init (CrmPlaces *self)
{
  self->live = g_hash_table_new (NULL, NULL);
}

/**
 * crm_places_new:
 * @records: who is listed
 *
 * Returns: (transfer full): a row for each of them
 */
CrmPlaces *
crm_places_new (CrmRecordList *records)
{
  CrmPlaces *self = g_object_new (CRM_TYPE_PLACES, NULL);

  self->records = g_object_ref (records);
  self->n_items = MIN (g_list_model_get_n_items (G_LIST_MODEL (records)), STEP);
  g_signal_connect_object (records, "replacing", G_CALLBACK (records_replacing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (records, "items-changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
  grow_later (self);

  return self;
}

/**
 * crm_places_retire:
 *
 * For places whose view is hidden now: they leave in steps, and the rows that stand on them with them. Two hundred rows of a table that are
 * taken from it at once hold the main loop for thirty milliseconds. The records are let go of at once.
 */
void
crm_places_retire (CrmPlaces *self)
{
  g_autoptr (GArray) positions = list_positions (self);

  g_clear_handle_id (&self->growing, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->records, self);
  g_clear_object (&self->records);
  if (positions->len > 0)
    take_out (self, 0, g_array_index (positions, guint, 0));
  g_idle_add_full (STEP_PRIORITY, leave_cb, g_object_ref (self), g_object_unref);
}

CrmRecordList *
crm_places_get_records (CrmPlaces *self)
{
  return self->records;
}

/**
 * crm_places_reach:
 * @position: of one of its records
 *
 * Tells of the row there at once, for whom somebody waits.
 */
void
crm_places_reach (CrmPlaces *self, guint position)
{
  grow_to (self, MIN (position + 1, g_list_model_get_n_items (G_LIST_MODEL (self->records))));
}
