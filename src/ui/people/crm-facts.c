/* The facts of a record: a row for each field that is set and for each item of a set, in the order of the declaration.
 *
 * The rows follow the record. When it changes, rows are matched by field and item, so that the one being edited stays what and where it
 * is while its neighbours come and go. */

#include "config.h"

#include "crm-facts.h"

#include "crm-custom-field.h"
#include "crm-fact-row.h"
#include "crm-known-meter.h"
#include "crm-field-row.h"
#include "crm-new-field.h"
#include "crm-related-list.h"
#include "crm-tag-chips.h"

#include <glib/gi18n-lib.h>

struct _CrmFacts
{
  AdwBin parent_instance;

  CrmContext *context; /* (owned) */
  CrmRecord  *record;  /* (owned) (nullable) */
  gulong      changed_handler;
  guint       refresh;

  /* Template widgets */
  GtkBox         *box;
  GtkListBox     *rows;
  GtkMenuButton  *add;
  GtkListBox     *offers;
  CrmTagChips    *chips;  /* a child of the box */
  CrmRelatedList *people; /* a child of the box */
  CrmRelatedList *parts;  /* a child */
  CrmKnownMeter  *meter;  /* a child */
  CrmRelatedList *deals;  /* a child of the box */
};

G_DEFINE_FINAL_TYPE (CrmFacts, crm_facts, ADW_TYPE_BIN)

/* What the page shows elsewhere: tags as chips, the history of the life cycle beside the life cycle. */
static const char *const elsewhere[] = { "tags", "lifecycle_history", NULL };
static const char *const name_fields[] = { "given_name", "family_name", "additional_name", "name_prefix", "name_suffix", "nickname", "display_name", "name", NULL };

static gboolean
is_offered (const CrmField *field)
{
  return crm_field_row_is_editable (field) && !g_strv_contains (elsewhere, field->name);
}

static CrmFieldSet *
get_fields (CrmFacts *self)
{
  return crm_context_get_fields (self->context, crm_record_get_record_type (self->record));
}

/* The parts of a name are edited like any fact, and shown in the head already. */
static gboolean
is_shown (const CrmField *field)
{
  return is_offered (field) && !g_strv_contains (name_fields, field->name);
}

static CrmFactRow *
find_row (CrmFacts *self, const CrmField *field, const char *item_id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      CrmFactRow *fact = CRM_FACT_ROW (row);

      if (crm_fact_row_get_field (fact) == field && g_strcmp0 (crm_fact_row_get_item_id (fact), item_id) == 0)
        return fact;
    }

  return NULL;
}

static void
show_list (CrmFacts *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->rows), gtk_widget_get_first_child (GTK_WIDGET (self->rows)) != NULL);
}

static void
remove_row (CrmFacts *self, GtkWidget *row)
{
  if (gtk_widget_get_focus_child (row) != NULL || gtk_widget_has_focus (row))
    gtk_widget_grab_focus (GTK_WIDGET (self->add));
  gtk_list_box_remove (self->rows, row);
}

/* Rows of what is gone, and those that were opened to edit what does not show here. */
static void
remove_stale (CrmFacts *self)
{
  GtkWidget *next;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = next)
    {
      CrmFactRow *fact = CRM_FACT_ROW (row);

      next = gtk_widget_get_next_sibling (row);
      if (crm_fact_row_is_editing (fact))
        continue;
      if (!crm_fact_row_is_there (fact) || !is_shown (crm_fact_row_get_field (fact)))
        remove_row (self, row);
    }
}

static void refresh (CrmFacts *self);

static void
refresh_cb (gpointer data)
{
  CrmFacts *self = data;

  self->refresh = 0;
  if (self->record != NULL)
    refresh (self);
}

static void
refresh_later (CrmFacts *self)
{
  if (self->refresh == 0)
    self->refresh = g_idle_add_once (refresh_cb, self);
}

static CrmFactRow *
insert_row (CrmFacts *self, const CrmField *field, CrmItem *item, int position)
{
  GtkWidget *row = crm_fact_row_new (self->context, self->record, field, item);

  g_signal_connect_object (row, "done", G_CALLBACK (refresh_later), self, G_CONNECT_SWAPPED);
  gtk_list_box_insert (self->rows, row, position);

  return CRM_FACT_ROW (row);
}

static void
place_row (CrmFacts *self, const CrmField *field, CrmItem *item, int *position)
{
  CrmFactRow *row = find_row (self, field, item != NULL ? crm_item_get_id (item) : NULL);

  if (row == NULL)
    insert_row (self, field, item, *position);
  else
    crm_fact_row_refresh (row);
  (*position)++;
}

static void
refresh (CrmFacts *self)
{
  CrmFieldSet *fields = get_fields (self);
  int          position = 0;

  remove_stale (self);
  for (guint i = 0; i < crm_field_set_get_size (fields); i++)
    {
      const CrmField *field = crm_field_set_get (fields, i);
      GPtrArray      *items = field->kind == CRM_KIND_ITEMS ? crm_object_get_items (CRM_OBJECT (self->record), field->name) : NULL;

      if (!is_shown (field) || !crm_field_is_set (field, CRM_OBJECT (self->record)))
        continue;
      if (field->kind != CRM_KIND_ITEMS)
        place_row (self, field, NULL, &position);
      for (guint j = 0; items != NULL && j < items->len; j++)
        place_row (self, field, g_ptr_array_index (items, j), &position);
    }
  show_list (self);
}

static void
row_activated_cb (CrmFacts *self, GtkListBoxRow *row)
{
  crm_fact_row_edit (CRM_FACT_ROW (row));
}

/* Whoever makes a field here wants to fill it in here. */
static void
field_made_cb (CrmFacts *self, CrmRecord *made)
{
  g_autofree char *name = crm_custom_field_dup_name (made);

  if (self->record != NULL && crm_field_set_find (get_fields (self), name) != NULL)
    crm_facts_edit_field (self, name);
}

static void
offer_activated_cb (CrmFacts *self, GtkListBoxRow *offer)
{
  const CrmField  *field = g_object_get_data (G_OBJECT (offer), "crm-field");
  CrmRecordEditor *editor;

  gtk_menu_button_popdown (self->add);
  if (field != NULL)
    {
      crm_facts_edit_field (self, field->name);
      return;
    }

  editor = crm_new_field_present (GTK_WIDGET (self), self->context, crm_record_get_record_type (self->record));
  g_signal_connect_object (editor, "saved", G_CALLBACK (field_made_cb), self, G_CONNECT_SWAPPED);
}

/* @field: (nullable): one to be made */
static void
add_offer (CrmFacts *self, const CrmField *field, const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", label, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  g_object_set_data (G_OBJECT (row), "crm-field", (gpointer) field);
  gtk_list_box_append (self->offers, row);
}

static void
fill_offers (CrmFacts *self)
{
  CrmFieldSet *fields = get_fields (self);
  GtkWidget   *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->offers))) != NULL)
    gtk_list_box_remove (self->offers, child);
  for (guint i = 0; i < crm_field_set_get_size (fields); i++)
    {
      if (is_offered (crm_field_set_get (fields, i)))
        add_offer (self, crm_field_set_get (fields, i), crm_field_get_label (crm_field_set_get (fields, i)));
    }
  if (crm_record_type_takes_custom_fields (crm_record_get_record_type (self->record)))
    add_offer (self, NULL, _ ("New Field…"));
}

static void
clear (CrmFacts *self)
{
  GtkWidget *child;

  g_clear_handle_id (&self->refresh, g_source_remove);
  if (self->record != NULL)
    g_clear_signal_handler (&self->changed_handler, self->record);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    {
      /* What is being typed is saved, not lost. */
      crm_fact_row_finish (CRM_FACT_ROW (child));
      gtk_list_box_remove (self->rows, child);
    }
  g_clear_object (&self->record);
}

static gboolean
has_people (CrmRecord *record)
{
  return record != NULL && g_str_equal (crm_record_get_record_type (record)->name, "company");
}

static void
show_related (CrmFacts *self)
{
  gint64 id = self->record != NULL ? crm_record_get_id (self->record) : 0;

  crm_tag_chips_set_record (self->chips, self->record);
  crm_related_list_set_target (self->people, id);
  crm_related_list_set_target (self->parts, has_people (self->record) ? id : 0);
  crm_related_list_set_target (self->deals, id);
  crm_known_meter_set_record (self->meter, self->record);
}

/* Rows hold on to the fields they were made for. */
static void
fields_changed_cb (CrmFacts *self)
{
  g_autoptr (CrmRecord) record = self->record != NULL ? g_object_ref (self->record) : NULL;

  crm_facts_set_record (self, NULL);
  crm_facts_set_record (self, record);
}

static void
crm_facts_dispose (GObject *object)
{
  CrmFacts *self = CRM_FACTS (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  if (self->record != NULL)
    g_clear_signal_handler (&self->changed_handler, self->record);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_FACTS);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_facts_parent_class)->dispose (object);
}

static void
crm_facts_class_init (CrmFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_facts_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/people/crm-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmFacts, box);
  gtk_widget_class_bind_template_child (widget_class, CrmFacts, rows);
  gtk_widget_class_bind_template_child (widget_class, CrmFacts, add);
  gtk_widget_class_bind_template_child (widget_class, CrmFacts, offers);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, offer_activated_cb);
}

static void
crm_facts_init (CrmFacts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_facts_new (CrmContext *context)
{
  CrmFacts *self = g_object_new (CRM_TYPE_FACTS, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "fields-changed", G_CALLBACK (fields_changed_cb), self, G_CONNECT_SWAPPED);
  self->chips = CRM_TAG_CHIPS (crm_tag_chips_new (context));
  self->people = CRM_RELATED_LIST (crm_related_list_new (context, "person", _ ("People")));
  self->deals = CRM_RELATED_LIST (crm_related_list_new (context, "deal", _ ("Deals")));
  self->parts = CRM_RELATED_LIST (crm_related_list_new (context, "company", _ ("Parts of it")));
  self->meter = CRM_KNOWN_METER (crm_known_meter_new (context));
  gtk_box_prepend (self->box, GTK_WIDGET (self->meter));
  gtk_box_append (self->box, GTK_WIDGET (self->chips));
  gtk_box_append (self->box, GTK_WIDGET (self->people));
  gtk_box_append (self->box, GTK_WIDGET (self->parts));
  gtk_box_append (self->box, GTK_WIDGET (self->deals));

  return GTK_WIDGET (self);
}

/**
 * crm_facts_set_record:
 * @record: (nullable): whose facts to show
 */
void
crm_facts_set_record (CrmFacts *self, CrmRecord *record)
{
  if (self->record == record)
    return;

  clear (self);
  if (record != NULL)
    {
      self->record = g_object_ref (record);
      self->changed_handler = g_signal_connect_swapped (record, "notify", G_CALLBACK (refresh_later), self);
      fill_offers (self);
      refresh (self);
    }
  show_list (self);
  show_related (self);
}

/**
 * crm_facts_edit_field:
 * @field: the name of a field of the record
 *
 * Opens the field for editing where it stands, or a new item of it where it is a set.
 */
void
crm_facts_edit_field (CrmFacts *self, const char *field)
{
  const CrmField *edited = crm_field_set_find (get_fields (self), field);
  CrmFactRow     *row;

  g_return_if_fail (edited != NULL);

  row = find_row (self, edited, NULL);
  if (row == NULL)
    row = insert_row (self, edited, NULL, -1);
  show_list (self);
  crm_fact_row_edit (row);
}

/**
 * crm_facts_show_related:
 * @part: "deals" or "people"
 *
 * Puts the focus on the list of those who are connected with the record.
 */
void
crm_facts_show_related (CrmFacts *self, const char *part)
{
  CrmRelatedList *list = g_str_equal (part, "deals") ? self->deals : self->people;

  gtk_widget_child_focus (GTK_WIDGET (list), GTK_DIR_TAB_FORWARD);
}
