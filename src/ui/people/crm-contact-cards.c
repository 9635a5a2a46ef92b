/* The cards are asked for on the store's worker, and made anew only where they would say something else: one that has the focus keeps it. */

#include "config.h"

#include "crm-contact-cards.h"

#include "crm-activity.h"
#include "crm-clock.h"
#include "crm-contact-summary.h"
#include "crm-date-format.h"
#include "crm-decimal.h"
#include "crm-format.h"
#include "crm-last-contact.h"
#include "crm-record-editor.h"
#include "crm-rhythm.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmContactCards
{
  AdwBin parent_instance;

  CrmContext   *context;     /* (owned) */
  CrmRecord    *record;      /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of what is being asked */
  GString      *shown;       /* (owned): what the cards say */

  GtkFlowBox *box; /* the only child */
};

G_DEFINE_FINAL_TYPE (CrmContactCards, crm_contact_cards, ADW_TYPE_BIN)

enum
{
  SHOW_PART,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a card says and where it leads: to a record, or to a part of the page. */
typedef struct
{
  char       *title; /* (owned) */
  char       *about; /* (owned) */
  const char *part;  /* static (nullable) */
  gint64      record;
} Card;

static void
card_free (Card *self)
{
  g_free (self->title);
  g_free (self->about);
  g_free (self);
}

static void
add_card (GPtrArray *cards, char *title, char *about, const char *part, gint64 record)
{
  Card *card = g_new0 (Card, 1);

  card->title = title;
  card->about = about;
  card->part = part;
  card->record = record;
  g_ptr_array_add (cards, card);
}

static char *
dup_count (CrmContext *context, const char *pattern, guint n)
{
  g_autofree char *number = crm_format_count (context, n);
  const char      *end = strstr (pattern, "%s");

  return g_strdup_printf ("%.*s%s%s", (int) (end - pattern), pattern, number, end + strlen ("%s"));
}

/* Amounts of several currencies are told one after the other: they are not summed. */
static char *
dup_amounts (CrmContext *context, GArray *money, gboolean open)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < money->len; i++)
    {
      const CrmContactMoney *each = &g_array_index (money, CrmContactMoney, i);
      g_autofree char       *amount = crm_format_money (context, open ? each->open : each->won, each->currency[0] != '\0' ? each->currency : NULL);

      if ((open ? each->open : each->won) == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, " + ");
      g_string_append (text, amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
count_won (GArray *money)
{
  guint n = 0;

  for (guint i = 0; i < money->len; i++)
    n += g_array_index (money, CrmContactMoney, i).n_won;

  return n;
}

static void
add_worth (CrmContactCards *self, GPtrArray *cards, const CrmContactSummary *summary)
{
  guint            n = count_won (summary->money);
  g_autofree char *amounts = dup_amounts (self->context, summary->money, FALSE);

  if (n == 0)
    return;

  add_card (cards, *amounts != '\0' ? g_strdup_printf (_ ("Worth %s"), amounts) : g_strdup (_ ("A customer")),
            dup_count (self->context, g_dngettext (GETTEXT_PACKAGE, "%s deal won", "%s deals won", n), n), "deals", 0);
}

static void
add_open (CrmContactCards *self, GPtrArray *cards, const CrmContactSummary *summary)
{
  if (summary->n_open == 0)
    return;

  add_card (cards, dup_count (self->context, g_dngettext (GETTEXT_PACKAGE, "%s open deal", "%s open deals", summary->n_open), summary->n_open),
            dup_amounts (self->context, summary->money, TRUE), "deals", summary->open_deal);
}

static char *
dup_span (CrmContactCards *self, gint64 span)
{
  return crm_date_format_span ((int) (span / G_TIME_SPAN_DAY), crm_context_get_culture (self->context));
}

static char *
dup_silence (CrmContactCards *self, gint64 silence)
{
  g_autofree char *span = dup_span (self, silence);

  /* Translators: of somebody; %s is a time, such as "7 weeks" */
  return g_strdup_printf (_ ("unusually quiet: %s"), span);
}

static void
add_rhythm (CrmContactCards *self, GPtrArray *cards)
{
  gint64           now = crm_clock_now ();
  g_autofree char *gap = NULL;
  char            *about;
  CrmRhythm        rhythm;

  if (!crm_rhythm_find (crm_context_get_store (self->context), crm_record_get_id (self->record), &rhythm) || rhythm.gap == 0)
    return;

  gap = dup_span (self, rhythm.gap);
  about = rhythm.quiet_from <= now ? dup_silence (self, now - rhythm.last) : crm_last_contact_format (self->context, rhythm.last);
  /* Translators: how often one speaks with somebody; %s is a time, such as "2 weeks" */
  add_card (cards, g_strdup_printf (_ ("Usually every %s"), gap), about, "timeline", 0);
}

static char *
dup_due (CrmContactCards *self, CrmRecord *activity)
{
  g_autofree char *day = crm_format_day_relative (self->context, crm_object_get_text (CRM_OBJECT (activity), "due"));

  return *day != '\0' ? g_strdup_printf (_ ("due %s"), day) : g_strdup (_ ("without a day"));
}

static void
add_next (CrmContactCards *self, GPtrArray *cards, const CrmContactSummary *summary)
{
  g_autoptr (CrmRecord) next = summary->next != 0 && summary->next != summary->promise ? crm_store_get (crm_context_get_store (self->context), summary->next, NULL) : NULL;
  g_autofree char *title = next != NULL ? crm_format_title (next) : NULL;

  if (next != NULL)
    /* Translators: %s is something to do */
    add_card (cards, g_strdup_printf (_ ("Next: %s"), title), dup_due (self, next), NULL, summary->next);
}

static char *
dup_kept (CrmContactCards *self, const CrmContactSummary *summary)
{
  g_autofree char *kept = crm_format_count (self->context, summary->n_kept);
  g_autofree char *all = crm_format_count (self->context, summary->n_kept + summary->n_broken);

  /* Translators: of promises; numbers, such as “4 of 5” */
  return g_strdup_printf (_ ("%1$s of %2$s kept in time"), kept, all);
}

static void
add_promises (CrmContactCards *self, GPtrArray *cards, const CrmContactSummary *summary)
{
  g_autoptr (CrmRecord) promise = summary->promise != 0 ? crm_store_get (crm_context_get_store (self->context), summary->promise, NULL) : NULL;
  g_autofree char *title = promise != NULL ? crm_format_title (promise) : NULL;

  if (promise != NULL && summary->n_promises == 1)
    /* Translators: %s is what was promised */
    add_card (cards, g_strdup_printf (_ ("Promised: %s"), title), dup_due (self, promise), NULL, summary->promise);
  else if (promise != NULL)
    add_card (cards, dup_count (self->context, g_dngettext (GETTEXT_PACKAGE, "%s promise", "%s promises", summary->n_promises), summary->n_promises), dup_due (self, promise), NULL, summary->promise);
  else if (summary->n_kept + summary->n_broken > 0)
    add_card (cards, g_strdup (_ ("Promises")), dup_kept (self, summary), "timeline", 0);
}

static void
add_ratings (CrmContactCards *self, GPtrArray *cards, const CrmContactSummary *summary)
{
  guint average = summary->n_ratings > 0 ? (summary->ratings + summary->n_ratings / 2) / summary->n_ratings : 0;

  for (const CrmChoice *rating = crm_activity_ratings; average > 0 && rating->value != NULL; rating++)
    {
      if (*rating->value - '0' == (int) average)
        /* Translators: how things went for a customer, on the whole; %s is a word such as "Well" */
        add_card (cards, g_strdup_printf (_ ("How it went: %s"), _ (rating->label)), dup_count (self->context, g_dngettext (GETTEXT_PACKAGE, "said %s time", "said %s times", summary->n_ratings), summary->n_ratings), "timeline", 0);
    }
}

/* What a partner is to have of what was bought by those who came through them; NULL where nothing is agreed. */
static char *
dup_commission (CrmContactCards *self, GArray *brought)
{
  GPtrArray *roles = crm_object_get_items (CRM_OBJECT (self->record), "roles");
  double     percent = 0;

  for (guint i = 0; roles != NULL && i < roles->len && percent == 0; i++)
    crm_decimal_to_double (crm_object_get_text (g_ptr_array_index (roles, i), "commission"), &percent);
  if (percent <= 0 || brought->len == 0)
    return NULL;

  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (CrmContactMoney));
  for (guint i = 0; i < brought->len; i++)
    {
      CrmContactMoney share = g_array_index (brought, CrmContactMoney, i);

      share.won = (gint64) ((double) share.won * percent / 100 + 0.5);
      g_array_append_val (shares, share);
    }

  return dup_amounts (self->context, shares, FALSE);
}

static void
add_referred (CrmContactCards *self, GPtrArray *cards, const CrmContactSummary *summary)
{
  g_autofree char *brought = dup_amounts (self->context, summary->brought, FALSE);
  g_autofree char *commission = dup_commission (self, summary->brought);
  char            *about;

  if (summary->n_referred == 0)
    return;

  if (commission != NULL && *commission != '\0')
    /* Translators: amounts of money: what was bought, and what a partner has a right to of it */
    about = g_strdup_printf (_ ("bought for %1$s, commission %2$s"), brought, commission);
  else if (*brought != '\0')
    about = g_strdup_printf (_ ("bought for %s"), brought);
  else
    about = g_strdup (_ ("nothing bought yet"));
  add_card (cards, dup_count (self->context, g_dngettext (GETTEXT_PACKAGE, "Brought %s customer", "Brought %s customers", summary->n_referred), summary->n_referred), about, "people", 0);
}

static void
clicked_cb (CrmContactCards *self, GtkButton *button)
{
  const Card *card = g_object_get_data (G_OBJECT (button), "crm-card");
  CrmStore   *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) record = card->record != 0 && store != NULL ? crm_store_get (store, card->record, NULL) : NULL;
  g_autoptr (CrmRecord) draft = NULL;

  if (record == NULL)
    {
      g_signal_emit (self, signals[SHOW_PART], 0, card->part);
      return;
    }
  if (card->part != NULL)
    {
      crm_context_open (self->context, record);
      return;
    }

  draft = crm_record_edit (record);
  crm_record_editor_present (GTK_WIDGET (self), self->context, draft);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
show_card (CrmContactCards *self, Card *card)
{
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *whole = *card->about != '\0' ? g_strdup_printf ("%s, %s", card->title, card->about) : g_strdup (card->title);

  gtk_box_append (GTK_BOX (lines), new_label (card->title, "heading"));
  gtk_box_append (GTK_BOX (lines), new_label (card->about, "caption"));
  gtk_button_set_child (GTK_BUTTON (button), lines);
  gtk_widget_add_css_class (button, "crm-contact-card");
  gtk_widget_set_tooltip_text (button, whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  g_object_set_data_full (G_OBJECT (button), "crm-card", card, (GDestroyNotify) card_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_insert (self->box, button, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
clear (CrmContactCards *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_flow_box_remove (self->box, child);
  g_string_truncate (self->shown, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Takes the cards. */
static void
show_cards (CrmContactCards *self, GPtrArray *cards)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cards->len; i++)
    {
      const Card *card = g_ptr_array_index (cards, i);

      g_string_append_printf (text, "%s\n%s\n%" G_GINT64_FORMAT "\n", card->title, card->about, card->record);
    }
  if (g_string_equal (text, self->shown))
    return;

  clear (self);
  g_string_assign (self->shown, text->str);
  while (cards->len > 0)
    show_card (self, g_ptr_array_steal_index (cards, 0));
  gtk_widget_set_visible (GTK_WIDGET (self), text->len > 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmContactCards) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmContactSummary) summary = crm_contact_summary_load_finish (CRM_STORE (source), result, &error);
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify) card_free);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->record == NULL || crm_context_get_store (self->context) != CRM_STORE (source))
    return;
  g_clear_object (&self->cancellable);
  if (summary == NULL)
    return;

  add_worth (self, cards, summary);
  add_rhythm (self, cards);
  add_next (self, cards, summary);
  add_promises (self, cards, summary);
  add_open (self, cards, summary);
  add_ratings (self, cards, summary);
  add_referred (self, cards, summary);
  show_cards (self, cards);
}

static void
cancel (CrmContactCards *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
crm_contact_cards_dispose (GObject *object)
{
  CrmContactCards *self = CRM_CONTACT_CARDS (object);

  cancel (self);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_contact_cards_parent_class)->dispose (object);
}

static void
crm_contact_cards_finalize (GObject *object)
{
  g_string_free (CRM_CONTACT_CARDS (object)->shown, TRUE);

  G_OBJECT_CLASS (crm_contact_cards_parent_class)->finalize (object);
}

static void
crm_contact_cards_class_init (CrmContactCardsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crm_contact_cards_dispose;
  object_class->finalize = crm_contact_cards_finalize;

  /**
   * CrmContactCards::show-part:
   * @part: "deals", "timeline" or "people"
   *
   * Somebody wants to see what a card counts.
   */
  signals[SHOW_PART] = g_signal_new ("show-part", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
crm_contact_cards_init (CrmContactCards *self)
{
  self->shown = g_string_new (NULL);
  self->box = GTK_FLOW_BOX (gtk_flow_box_new ());
  g_object_set (self->box, "selection-mode", GTK_SELECTION_NONE, "homogeneous", TRUE, "min-children-per-line", 2, "max-children-per-line", 6, "column-spacing", 6, "row-spacing", 6, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "crm-contact-cards");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("At a glance"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
crm_contact_cards_new (CrmContext *context)
{
  CrmContactCards *self = g_object_new (CRM_TYPE_CONTACT_CARDS, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

/**
 * crm_contact_cards_set_record:
 * @record: (nullable): a person or a company of the open file
 */
void
crm_contact_cards_set_record (CrmContactCards *self, CrmRecord *record)
{
  if (!g_set_object (&self->record, record))
    return;

  clear (self);
  crm_contact_cards_refresh (self);
}

/**
 * crm_contact_cards_refresh:
 *
 * Asks anew, after something was done with anybody.
 */
void
crm_contact_cards_refresh (CrmContactCards *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  cancel (self);
  if (self->record == NULL || store == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  crm_contact_summary_load_async (store, crm_record_get_id (self->record), crm_context_get_today (self->context), self->cancellable, loaded_cb, g_object_ref (self));
}
