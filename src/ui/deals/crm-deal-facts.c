/* The rows edit a draft. What is chosen is saved at once, what is typed when the focus leaves its row; then the draft has nothing touched any
 * more, and follows the deal again when others change it. */

#include "config.h"

#include "crm-deal-facts.h"

#include "crm-field-row.h"
#include "crm-new-field.h"
#include "crm-format.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmDealFacts
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *group;   /* a child */
  CrmContext          *context; /* (owned) */
  CrmRecord           *deal;    /* (owned) (nullable) */
  CrmRecord           *draft;   /* (owned) (nullable) */
  GPtrArray           *rows;    /* (owned) (element-type GtkWidget): of the group */
  char                *shown;   /* (owned) (nullable): which fields have rows, to see when that changes */
  guint                idle;
  gboolean             refreshing;
};

G_DEFINE_FINAL_TYPE (CrmDealFacts, crm_deal_facts, GTK_TYPE_WIDGET)

typedef enum
{
  ALWAYS,
  WHEN_SET,
  WHEN_LOST,
} When;

typedef struct
{
  const char *field;
  When        when;
} Fact;

static const Fact facts[] = {
  { "title", ALWAYS },
  { "value", ALWAYS },
  { "lost_reason", WHEN_LOST },
  { "lost_note", WHEN_LOST },
  { "person", ALWAYS },
  { "company", ALWAYS },
  { "expected_close", ALWAYS },
  { "probability", ALWAYS },
  { "recurring_value", WHEN_SET },
  { "recurring_period", WHEN_SET },
  { "owner", WHEN_SET },
  { "source", WHEN_SET },
  { "source_detail", WHEN_SET },
  { "campaign", WHEN_SET },
  { "competitor", WHEN_SET },
  { "people", WHEN_SET },
  { "tags", WHEN_SET },
  { "about", ALWAYS },
};

static const CrmField *
find_field (CrmRecord *record, const char *name)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (record);
  guint           n_fields;

  return &crm_object_class_get_fields (klass, &n_fields)[crm_object_class_find_field (klass, name)];
}

static gboolean
has_row (CrmDealFacts *self, const Fact *fact)
{
  int number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (self->draft), fact->field);

  switch (fact->when)
    {
    case WHEN_SET:
      return crm_object_is_set (CRM_OBJECT (self->draft), (guint) number);
    case WHEN_LOST:
      return g_strcmp0 (crm_object_get_text (CRM_OBJECT (self->draft), "status"), "lost") == 0;
    case ALWAYS:
    default:
      return TRUE;
    }
}

static gboolean
is_typed (const CrmField *field)
{
  return field->kind == CRM_KIND_TEXT || field->kind == CRM_KIND_LONG_TEXT || field->kind == CRM_KIND_INTEGER;
}

/* What the rows have touched, as a draft of its own to hand over. */
static CrmRecord *
take_touched (CrmDealFacts *self)
{
  guint64    touched = crm_object_get_touched (CRM_OBJECT (self->draft));
  CrmRecord *copy = crm_record_edit (self->deal);

  for (guint i = 0; i < CRM_MAX_FIELDS; i++)
    {
      if ((touched & (G_GUINT64_CONSTANT (1) << i)) != 0)
        crm_object_copy_field (CRM_OBJECT (copy), CRM_OBJECT (self->draft), i);
    }
  crm_object_set_touched (CRM_OBJECT (self->draft), 0);

  return copy;
}

static void
follow_deal (CrmDealFacts *self)
{
  self->refreshing = TRUE;
  crm_record_refresh (self->draft, self->deal);
  crm_object_set_touched (CRM_OBJECT (self->draft), 0);
  self->refreshing = FALSE;
}

static gboolean
all_valid (CrmDealFacts *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (!crm_field_row_is_valid (self->rows->pdata[i]))
        return FALSE;
    }

  return crm_object_get_text (CRM_OBJECT (self->draft), "title") != NULL;
}

typedef struct
{
  CrmDealFacts *facts;   /* (owned) */
  CrmRecord    *deal;    /* (owned) */
  guint64       touched; /* the fields that are being saved */
} Save;

/* What was refused, and said why, stays where it was typed, to be saved again with the next row that is left. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Save *save = user_data;
  g_autoptr (CrmDealFacts) self = save->facts;
  g_autoptr (CrmRecord) deal = save->deal;

  if (crm_context_commit_finish (CRM_CONTEXT (source), result, NULL) || self->deal != deal)
    return;

  crm_object_set_touched (CRM_OBJECT (self->draft), crm_object_get_touched (CRM_OBJECT (self->draft)) | save->touched);
}

static gboolean
save_idle_cb (gpointer data)
{
  CrmDealFacts *self = data;

  self->idle = 0;
  crm_deal_facts_save (self);

  return G_SOURCE_REMOVE;
}

static void
draft_changed_cb (CrmDealFacts *self, GParamSpec *pspec)
{
  int number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (self->draft), pspec->name);

  if (self->refreshing || number < 0 || is_typed (find_field (self->draft, pspec->name)) || self->idle != 0)
    return;

  self->idle = g_idle_add (save_idle_cb, self);
}

static void
row_left_cb (CrmDealFacts *self)
{
  if (self->draft != NULL && self->idle == 0)
    self->idle = g_idle_add (save_idle_cb, self);
}

static void
new_field_cb (CrmDealFacts *self)
{
  crm_new_field_present (GTK_WIDGET (self), self->context, crm_record_get_record_type (self->draft));
}

static void
add_row (CrmDealFacts *self, const CrmField *field)
{
  GtkWidget          *row = crm_field_row_new (self->context, self->draft, field);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (row_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->group, row);
}

/* The fields that the business made, and a way to make one. */
static void
add_own_rows (CrmDealFacts *self)
{
  CrmFieldSet *fields = crm_context_get_fields (self->context, crm_record_get_record_type (self->draft));
  GtkWidget   *make = crm_field_row_new_action (_ ("New Field…"), "list-add-symbolic");

  for (guint i = 0; fields != NULL && i < crm_field_set_get_size (fields); i++)
    {
      if (crm_field_set_get (fields, i)->custom != 0)
        add_row (self, crm_field_set_get (fields, i));
    }
  g_signal_connect_object (make, "activated", G_CALLBACK (new_field_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, make);
  adw_preferences_group_add (self->group, make);
}

static char *
list_shown (CrmDealFacts *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    g_string_append_c (text, has_row (self, &facts[i]) ? '1' : '0');

  return g_string_free (text, FALSE);
}

static void
remove_rows (CrmDealFacts *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
rebuild (CrmDealFacts *self)
{
  remove_rows (self);
  g_free (self->shown);
  self->shown = list_shown (self);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      if (self->shown[i] == '1')
        add_row (self, find_field (self->draft, facts[i].field));
    }
  add_own_rows (self);
}

static void
fields_changed_cb (CrmDealFacts *self)
{
  if (self->deal != NULL)
    rebuild (self);
}

/* Whoever is typing here is not disturbed: what the rows have touched is saved on top. */
static void
deal_changed_cb (CrmDealFacts *self)
{
  g_autofree char *shown = NULL;

  if (crm_object_get_touched (CRM_OBJECT (self->draft)) != 0)
    return;

  follow_deal (self);
  shown = list_shown (self);
  if (strcmp (shown, self->shown) != 0)
    rebuild (self);
}

static void
crm_deal_facts_dispose (GObject *object)
{
  CrmDealFacts *self = CRM_DEAL_FACTS (object);
  GtkWidget    *group = GTK_WIDGET (self->group);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->deal != NULL)
    g_signal_handlers_disconnect_by_data (self->deal, self);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_ptr_array_set_size (self->rows, 0);
  self->group = NULL;
  g_clear_pointer (&group, gtk_widget_unparent);
  g_clear_object (&self->deal);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_deal_facts_parent_class)->dispose (object);
}

static void
crm_deal_facts_finalize (GObject *object)
{
  CrmDealFacts *self = CRM_DEAL_FACTS (object);

  g_ptr_array_unref (self->rows);
  g_free (self->shown);

  G_OBJECT_CLASS (crm_deal_facts_parent_class)->finalize (object);
}

static void
crm_deal_facts_class_init (CrmDealFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_deal_facts_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_deal_facts_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
crm_deal_facts_init (CrmDealFacts *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
}

GtkWidget *
crm_deal_facts_new (CrmContext *context)
{
  CrmDealFacts *self = g_object_new (CRM_TYPE_DEAL_FACTS, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "fields-changed", G_CALLBACK (fields_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

static void
let_go (CrmDealFacts *self)
{
  if (self->deal == NULL)
    return;

  crm_deal_facts_save (self);
  remove_rows (self);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->deal, self);
  g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->deal);
  g_clear_object (&self->draft);
}

/**
 * crm_deal_facts_set_deal:
 * @deal: (nullable): whose facts; those of the one before are saved
 */
void
crm_deal_facts_set_deal (CrmDealFacts *self, CrmRecord *deal)
{
  if (self->deal == deal)
    return;

  let_go (self);
  if (deal == NULL)
    return;

  self->deal = g_object_ref (deal);
  self->draft = crm_record_edit (deal);
  rebuild (self);
  g_signal_connect_object (self->deal, "notify", G_CALLBACK (deal_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify", G_CALLBACK (draft_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * crm_deal_facts_save:
 *
 * Saves what has been edited, if anything has and all of it is understood.
 */
void
crm_deal_facts_save (CrmDealFacts *self)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;
  Save            *save;

  if (self->draft == NULL || crm_object_get_touched (CRM_OBJECT (self->draft)) == 0 || !all_valid (self))
    return;

  save = g_new0 (Save, 1);
  *save = (Save){ g_object_ref (self), g_object_ref (self->deal), crm_object_get_touched (CRM_OBJECT (self->draft)) };
  records = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (records, take_touched (self));
  shown = crm_format_title (self->deal);
  /* Translators: a deal */
  title = g_strdup_printf (_ ("Edited “%s”"), shown);
  crm_context_commit_quietly (self->context, title, records, saved_cb, save);
}
