/* A card is made once for each of the two hundred rows a column keeps, and filled anew for every deal that scrolls by: so its texts are
 * inscriptions, and it looks nothing up that the file does not answer from an index. */

#include "config.h"

#include "crm-deal-card.h"

#include "crm-board.h"
#include "crm-clock.h"
#include "crm-expose.h"
#include "crm-format.h"
#include "crm-inscribe.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

struct _CrmDealCard
{
  GtkWidget parent_instance;

  GtkWidget      *gap;
  GtkWidget      *body;
  GtkInscription *title;
  GtkInscription *who;
  GtkInscription *value;
  GtkWidget      *age_box;
  GtkLabel       *age;
  AdwAvatar      *owner;
  GtkImage       *next;

  CrmContext  *context;   /* (owned) */
  GtkListItem *item;      /* the row it is in, which outlives it */
  CrmRecord   *deal;      /* (owned) (nullable) */
  CrmRecord   *stage;     /* (owned) (nullable) */
  char        *label;     /* (owned) (nullable): all it says, for those who do not see it */
  char        *spoken;    /* (owned) (nullable): that without its place */
  char        *next_text; /* (owned) (nullable) */
  gint64       next_id;   /* the activity that comes next; 0 for none */
};

G_DEFINE_FINAL_TYPE (CrmDealCard, crm_deal_card, GTK_TYPE_WIDGET)

static char *
dup_who (CrmDealCard *self)
{
  gint64           person = crm_object_get_integer (CRM_OBJECT (self->deal), "person");
  gint64           company = crm_object_get_integer (CRM_OBJECT (self->deal), "company");
  g_autofree char *person_name = person != CRM_UNSET ? crm_format_reference (self->context, person) : NULL;
  g_autofree char *company_name = company != CRM_UNSET ? crm_format_reference (self->context, company) : NULL;

  if (person_name != NULL && company_name != NULL)
    /* Translators: 1: a person, 2: their company */
    return g_strdup_printf (_ ("%1$s, %2$s"), person_name, company_name);

  return person_name != NULL ? g_steal_pointer (&person_name) : g_steal_pointer (&company_name);
}

static char *
dup_value (CrmDealCard *self)
{
  gint64 value = crm_object_get_integer (CRM_OBJECT (self->deal), "value");

  return value != CRM_UNSET ? crm_format_money (self->context, value, crm_object_get_text (CRM_OBJECT (self->deal), "currency")) : NULL;
}

/* How long it has been in its stage, where that is longer than it should: shown, and told where the icon beside it is not seen. */
static char *
dup_age (CrmDealCard *self, char **told)
{
  gint64           expected = crm_object_get_integer (CRM_OBJECT (self->stage), "expected_days");
  gint64           since = crm_object_get_integer (CRM_OBJECT (self->deal), "stage_entered_at");
  gint64           days = since != CRM_UNSET ? (crm_clock_now () - since) / DAY : 0;
  g_autofree char *count = NULL;

  if (expected == CRM_UNSET || expected <= 0 || days <= expected)
    return NULL;

  count = crm_format_count (self->context, days);
  *told = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s day in this stage, longer than expected", "%s days in this stage, longer than expected", (gulong) days), count);
  /* Translators: how long a deal has been in its stage */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s day", "%s days", (gulong) days), count);
}

static void
show_age (CrmDealCard *self, const char *age, const char *told)
{
  gtk_widget_set_visible (self->age_box, age != NULL);
  gtk_label_set_text (self->age, age != NULL ? age : "");
  crm_inscribe_tooltip (self->age_box, told);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Sets what comes next, in words, and whether it should have come already. */
static char *
dup_next (CrmDealCard *self, gboolean *overdue)
{
  CrmStore        *store = crm_context_get_store (self->context);
  gint64           id = store != NULL ? crm_board_find_next_activity (store, crm_record_get_id (self->deal)) : 0;
  g_autofree char *title = NULL;
  g_autofree char *when = NULL;
  g_autoptr (CrmRecord) activity = id != 0 ? crm_store_get (store, id, NULL) : NULL;
  CrmDate     due;
  const char *iso;

  *overdue = FALSE;
  self->next_id = id;
  if (activity == NULL)
    return NULL;

  iso = crm_object_get_text (CRM_OBJECT (activity), "due");
  title = crm_format_title (activity);
  when = crm_format_day_relative (self->context, iso);
  *overdue = crm_date_from_iso (iso, &due) && crm_date_compare (due, crm_context_get_today (self->context)) < 0;

  /* Translators: 1: something to do, 2: when, such as "tomorrow" or "3 days ago" */
  return g_strdup_printf (*overdue ? _ ("Overdue: %1$s, %2$s") : _ ("Next: %1$s, %2$s"), title, when);
}

static void
show_next (CrmDealCard *self)
{
  gboolean overdue;
  gboolean over = g_strcmp0 (crm_object_get_text (CRM_OBJECT (self->deal), "status"), "open") != 0;

  g_free (self->next_text);
  self->next_text = dup_next (self, &overdue);
  gtk_widget_set_visible (GTK_WIDGET (self->next), self->next_text != NULL || !over);
  if (self->next_text == NULL)
    self->next_text = g_strdup (over ? "" : _ ("Nothing planned"));
  set_class (GTK_WIDGET (self->next), "error", overdue);
  set_class (GTK_WIDGET (self->next), "deal-unplanned", g_str_equal (self->next_text, _ ("Nothing planned")));
  gtk_image_set_from_icon_name (self->next, overdue ? "dialog-warning-symbolic" : "alarm-symbolic");
  crm_inscribe_tooltip (self->next, self->next_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next), GTK_ACCESSIBLE_PROPERTY_LABEL, self->next_text, -1);
}

/* Somebody else's, in a team: their initials, and their name where the pointer rests. */
static void
show_owner (CrmDealCard *self, const char *told)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) owner = told != NULL ? crm_store_get (store, crm_object_get_integer (CRM_OBJECT (self->deal), "owner"), NULL) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->owner), owner != NULL);
  crm_inscribe_tooltip (self->owner, told);
  if (owner != NULL)
    adw_avatar_set_text (self->owner, crm_object_get_text (CRM_OBJECT (owner), "name"));
}

static void
append_words (GString *text, const char *words)
{
  if (words != NULL && *words != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words);
}

/* Title, who, value, what colour and icons say; its place is added as it changes. */
static void
describe (CrmDealCard *self, const char *title, const char *who, const char *value, const char *age, const char *owner)
{
  GString *text = g_string_new (NULL);

  append_words (text, title);
  append_words (text, who);
  append_words (text, value);
  append_words (text, age);
  append_words (text, owner);
  append_words (text, self->next_text);
  g_free (self->spoken);
  self->spoken = g_string_free (text, FALSE);
  crm_deal_card_update_position (self);
}

static void
crm_deal_card_dispose (GObject *object)
{
  CrmDealCard *self = CRM_DEAL_CARD (object);

  crm_deal_card_unbind (self);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DEAL_CARD);

  G_OBJECT_CLASS (crm_deal_card_parent_class)->dispose (object);
}

static void
crm_deal_card_finalize (GObject *object)
{
  CrmDealCard *self = CRM_DEAL_CARD (object);

  g_free (self->label);
  g_free (self->spoken);
  g_free (self->next_text);

  G_OBJECT_CLASS (crm_deal_card_parent_class)->finalize (object);
}

static void
crm_deal_card_class_init (CrmDealCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_deal_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_deal_card_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-deal-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDealCard, gap);
  gtk_widget_class_bind_template_child (widget_class, CrmDealCard, body);
  gtk_widget_class_bind_template_child (widget_class, CrmDealCard, title);
  gtk_widget_class_bind_template_child (widget_class, CrmDealCard, who);
  gtk_widget_class_bind_template_child (widget_class, CrmDealCard, value);
  gtk_widget_class_bind_template_child (widget_class, CrmDealCard, age_box);
  gtk_widget_class_bind_template_child (widget_class, CrmDealCard, age);
  gtk_widget_class_bind_template_child (widget_class, CrmDealCard, owner);
  gtk_widget_class_bind_template_child (widget_class, CrmDealCard, next);
}

static void
crm_deal_card_init (CrmDealCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_deal_card_new:
 * @item: the row it is the child of
 */
GtkWidget *
crm_deal_card_new (CrmContext *context, GtkListItem *item)
{
  CrmDealCard *self = g_object_new (CRM_TYPE_DEAL_CARD, NULL);

  self->context = g_object_ref (context);
  self->item = item;

  return GTK_WIDGET (self);
}

/**
 * crm_deal_card_get_deal:
 *
 * Returns: (transfer none) (nullable): the deal it shows now
 */
CrmRecord *
crm_deal_card_get_deal (CrmDealCard *self)
{
  return self->deal;
}

guint
crm_deal_card_get_position (CrmDealCard *self)
{
  return gtk_list_item_get_position (self->item);
}

/**
 * crm_deal_card_bind:
 * @stage: of the column it is in
 *
 * Shows the deal of its row, and follows it.
 */
void
crm_deal_card_bind (CrmDealCard *self, CrmRecord *stage)
{
  crm_deal_card_unbind (self);
  self->deal = g_object_ref (gtk_list_item_get_item (self->item));
  self->stage = g_object_ref (stage);
  g_signal_connect_object (self->deal, "notify", G_CALLBACK (crm_deal_card_refresh), self, G_CONNECT_SWAPPED);
  crm_deal_card_refresh (self);
}

void
crm_deal_card_unbind (CrmDealCard *self)
{
  if (self->deal != NULL)
    g_signal_handlers_disconnect_by_data (self->deal, self);
  g_clear_object (&self->deal);
  g_clear_object (&self->stage);
}

/**
 * crm_deal_card_refresh:
 *
 * Shows everything anew: the names it is about, its age and its next activity may have changed without the deal.
 */
void
crm_deal_card_refresh (CrmDealCard *self)
{
  g_autofree char *title = NULL;
  g_autofree char *who = NULL;
  g_autofree char *value = NULL;
  g_autofree char *age = NULL;
  g_autofree char *told = NULL;
  g_autofree char *owner = NULL;

  if (self->deal == NULL)
    return;

  title = crm_format_title (self->deal);
  who = dup_who (self);
  value = dup_value (self);
  age = dup_age (self, &told);
  owner = crm_format_owner (self->context, self->deal);
  crm_inscribe (self->title, title);
  crm_inscribe (self->who, who);
  crm_inscribe (self->value, value);
  gtk_widget_set_visible (GTK_WIDGET (self->who), who != NULL);
  show_age (self, age, told);
  show_owner (self, owner);
  show_next (self);
  describe (self, title, who, value, told, owner);
}

/**
 * crm_deal_card_update_position:
 *
 * Says anew which card of its stage it is.
 */
void
crm_deal_card_update_position (CrmDealCard *self)
{
  g_autofree char *stage = NULL;
  g_autofree char *place = NULL;

  if (self->deal == NULL || gtk_widget_get_parent (GTK_WIDGET (self)) == NULL)
    return;

  stage = crm_format_title (self->stage);
  place = crm_format_count (self->context, crm_deal_card_get_position (self) + 1);
  g_free (self->label);
  /* Translators: 1: what a card says, 2: its stage, 3: which card of that stage it is */
  self->label = g_strdup_printf (_ ("%1$s, %2$s, card %3$s"), self->spoken, stage, place);
  crm_expose_row (GTK_WIDGET (self), self->label);
}

/**
 * crm_deal_card_concerns:
 * @set: what has changed
 * @subjects: (element-type gint64): what the activities among that are about
 *
 * Returns: whether the card shows something that may have changed without its deal
 */
gboolean
crm_deal_card_concerns (CrmDealCard *self, CrmChangeSet *set, GHashTable *subjects)
{
  gint64 id;

  if (self->deal == NULL)
    return FALSE;

  id = crm_record_get_id (self->deal);

  return g_hash_table_contains (subjects, &id) ||
         (self->next_id != 0 && crm_change_set_has_id (set, self->next_id)) ||
         crm_change_set_has_id (set, crm_object_get_integer (CRM_OBJECT (self->deal), "person")) ||
         crm_change_set_has_id (set, crm_object_get_integer (CRM_OBJECT (self->deal), "company"));
}

/**
 * crm_deal_card_set_gap:
 *
 * Opens the gap before the card into which another would fall.
 */
void
crm_deal_card_set_gap (CrmDealCard *self, gboolean gap)
{
  gtk_widget_set_visible (self->gap, gap);
}

GtkWidget *
crm_deal_card_get_body (CrmDealCard *self)
{
  return self->body;
}

/**
 * crm_deal_card_get_label:
 *
 * Returns: (nullable): what a screen reader says of it
 */
const char *
crm_deal_card_get_label (CrmDealCard *self)
{
  return self->label;
}
