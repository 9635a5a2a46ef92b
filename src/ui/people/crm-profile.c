/* The 360° page of one record.
 *
 * Facts and timeline stand side by side where there is room, and behind two tabs where there is not. The head is told in sentences, from
 * what the file knows: a new person has none of them. */

#include "config.h"

#include "crm-profile.h"

#include "crm-card-code.h"
#include "crm-case-dialog.h"
#include "crm-consent-words.h"
#include "crm-contact-cards.h"
#include "crm-main-item.h"
#include "crm-date-format.h"
#include "crm-directory-detail.h"
#include "crm-facts.h"
#include "crm-format.h"
#include "crm-insight-lines.h"
#include "crm-last-contact.h"
#include "crm-person-privacy.h"
#include "crm-people-types.h"
#include "crm-photo.h"
#include "crm-profile-deal.h"
#include "crm-record-editor.h"
#include "crm-record-picker.h"
#include "crm-rhythm.h"
#include "crm-sale-step.h"
#include "crm-split-view.h"
#include "crm-text.h"
#include "crm-timeline-view.h"
#include "crm-uri.h"
#include "crm-vcard-person.h"
#include "crm-vcard-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmProfile
{
  AdwBin parent_instance;

  CrmContext      *context;  /* (owned) */
  CrmRecord       *record;   /* (owned) (nullable) */
  CrmFacts        *facts;    /* a child of the split view */
  CrmTimelineView *timeline; /* a child of the split view */
  CrmContactCards *cards;    /* the child of their place */
  CrmInsightLines *lines;    /* the child of their place */
  gulong           changed_handler;
  gboolean         switching;
  guint            relayout;
  GtkWidget       *twin_picker; /* (owned) (nullable): a child of the actions, while it is asked with whom to merge */

  /* Template widgets */
  CrmPhoto        *photo;
  GtkLabel        *name;
  GtkLabel        *role;
  GtkLabel        *since;
  GtkLabel        *likes;
  GtkLabel        *enough;
  GtkLabel        *refused;
  GtkLabel        *given;
  AdwBin          *cards_place;
  AdwBin          *lines_place;
  GtkBox          *actions;
  GtkWidget       *tabs;
  GtkToggleButton *facts_tab;
  GtkToggleButton *timeline_tab;
  CrmSplitView    *split;
};

static void detail_iface_init (CrmDirectoryDetailInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmProfile, crm_profile, ADW_TYPE_BIN, G_IMPLEMENT_INTERFACE (CRM_TYPE_DIRECTORY_DETAIL, detail_iface_init))

/* What is done with who is open. The last needs an address. */
static const CrmCommand commands[] = {
  { "profile.compose('call')", "<Control>l", N_ ("Log a call"), "call-start-symbolic" },
  { "profile.compose('note')", "<Control>m", N_ ("Write a note"), "document-edit-symbolic" },
  { "profile.compose('task')", "<Control>t", N_ ("Add a task"), "checkbox-checked-symbolic" },
  { "profile.edit", "<Control>e", N_ ("Edit all fields"), "document-properties-symbolic" },
  { "profile.new-deal", NULL, N_ ("Add a deal"), "crm-board-symbolic" },
  { "profile.new-case", NULL, N_ ("Write down what they ask"), "crm-service-symbolic" },
  { "profile.new-sale('quote')", NULL, N_ ("Begin a quote"), "crm-sale-symbolic" },
  { "profile.new-sale('sales_order')", NULL, N_ ("Begin an order"), "crm-sale-symbolic" },
  { "profile.new-sale('invoice')", NULL, N_ ("Begin an invoice"), "crm-sale-symbolic" },
  { "profile.copy-card", NULL, N_ ("Copy the contact card"), "edit-copy-symbolic" },
  { "profile.show-code", NULL, N_ ("Show the contact card as a code"), "view-grid-symbolic" },
  { "profile.delete", NULL, N_ ("Delete"), "user-trash-symbolic" },
  { "profile.email", NULL, N_ ("Write an e-mail"), "mail-unread-symbolic" },
};

static const struct
{
  const char *label;
  const char *tooltip;
  const char *icon_name;
  const char *action;
  const char *target; /* NULL for an action without one */
} buttons[] = {
  { N_ ("Call"), N_ ("Log a call"), "call-start-symbolic", "profile.compose", "call" },
  { N_ ("Note"), N_ ("Write a note"), "document-edit-symbolic", "profile.compose", "note" },
  { N_ ("E-mail"), N_ ("Write an e-mail"), "mail-unread-symbolic", "profile.email", NULL },
  { N_ ("Task"), N_ ("Add a task"), "checkbox-checked-symbolic", "profile.compose", "task" },
  { N_ ("Deal"), N_ ("Add a deal"), "crm-board-symbolic", "profile.new-deal", NULL },
};

static const CrmPeopleType *
get_people_type (CrmProfile *self)
{
  return crm_people_type_find (crm_record_get_record_type (self->record)->name);
}

/* The first deal that was won: from then on they are a customer. */
static char *
dup_since (CrmProfile *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = crm_query_new ("deal");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) deal = NULL;
  g_autofree char *day = NULL;
  gint64           closed = CRM_UNSET;

  crm_query_add_reference_to (query, crm_record_get_id (self->record));
  crm_query_add_text (query, "status", CRM_OP_EQUAL, "won");
  crm_query_add_text (query, "closed_at", CRM_OP_SET, NULL);
  crm_query_set_order (query, "closed_at", FALSE);
  if (store == NULL || !crm_store_query (store, query, 1, ids, NULL) || ids->len == 0)
    return NULL;

  deal = crm_store_get (store, g_array_index (ids, gint64, 0), NULL);
  if (deal != NULL)
    closed = crm_object_get_integer (CRM_OBJECT (deal), "closed_at");
  if (closed == CRM_UNSET)
    return NULL;

  day = crm_date_format (crm_date_from_instant (closed), crm_context_get_culture (self->context), CRM_DATE_STYLE_MONTH_YEAR);
  /* Translators: %s is a month of a year */
  return g_strdup_printf (_ ("customer since %s"), day);
}

static void
set_line (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_since (CrmProfile *self)
{
  CrmStore        *store = crm_context_get_store (self->context);
  g_autofree char *since = dup_since (self);
  g_autofree char *last = NULL;
  g_autofree char *both = NULL;
  CrmRhythm        rhythm;

  if (store != NULL && crm_rhythm_find (store, crm_record_get_id (self->record), &rhythm))
    last = crm_last_contact_format (self->context, rhythm.last);
  both = crm_format_parts ((const char *const[]){ since, last }, 2);
  set_line (self->since, both);
}

/* “Likes: cash discount, mornings · Needs: delivery” */
static char *
dup_likes (CrmProfile *self)
{
  GPtrArray *preferences = crm_object_get_items (CRM_OBJECT (self->record), "preferences");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *last = NULL;

  for (guint i = 0; preferences != NULL && i < preferences->len; i++)
    {
      g_autofree char *kind = crm_format_choice (g_ptr_array_index (preferences, i), "kind");
      g_autofree char *what = crm_text_isolate (crm_object_get_text (g_ptr_array_index (preferences, i), "text"));

      if (g_strcmp0 (kind, last) != 0)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? _ (" · ") : "", kind, what);
      else
        /* Translators: between the things of a short list */
        g_string_append_printf (text, "%s%s", _ (", "), what);
      g_free (last);
      last = g_steal_pointer (&kind);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What is to be known before one writes or calls. */
static void
show_consents (CrmProfile *self)
{
  g_autofree char *refused = crm_consent_words_dup_refused (CRM_OBJECT (self->record));
  g_autofree char *given = crm_consent_words_dup_given (CRM_OBJECT (self->record));
  g_autofree char *enough = crm_consent_words_dup_enough (self->context, self->record);

  set_line (self->enough, enough);
  set_line (self->refused, refused);
  set_line (self->given, given);
}

static void
show_head (CrmProfile *self)
{
  g_autofree char *name = crm_format_title (self->record);
  g_autofree char *role = get_people_type (self)->dup_role (self->context, CRM_OBJECT (self->record));
  g_autofree char *likes = dup_likes (self);

  gtk_label_set_text (self->name, name);
  set_line (self->role, role);
  set_line (self->likes, likes);
  show_consents (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.privacy", CRM_IS_PERSON (self->record));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.email", crm_object_find_main_item (CRM_OBJECT (self->record), "email") != NULL);
}

/* What was said and sold stands in records of their own. */
static void
records_changed_cb (CrmProfile *self)
{
  if (self->record == NULL)
    return;

  show_head (self);
  show_since (self);
  crm_contact_cards_refresh (self->cards);
}

static void
store_changed_cb (CrmProfile *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_tab (CrmProfile *self, gboolean timeline)
{
  self->switching = TRUE;
  gtk_toggle_button_set_active (timeline ? self->timeline_tab : self->facts_tab, TRUE);
  crm_split_view_set_show_content (self->split, timeline);
  self->switching = FALSE;
}

static void
tab_toggled_cb (CrmProfile *self)
{
  if (!self->switching)
    show_tab (self, gtk_toggle_button_get_active (self->timeline_tab));
}

static void
relayout_cb (gpointer data)
{
  CrmProfile *self = data;

  self->relayout = 0;
  gtk_widget_set_visible (self->tabs, crm_split_view_get_folded (self->split));
  show_tab (self, crm_split_view_get_show_content (self->split));
}

/* It folds while it is being laid out, when nothing may be shown or hidden. */
static void
split_changed_cb (CrmProfile *self)
{
  if (!self->switching && self->relayout == 0)
    self->relayout = g_idle_add_once (relayout_cb, self);
}

static void
profile_edit (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmProfile *self = CRM_PROFILE (widget);
  g_autoptr (CrmRecord) draft = self->record != NULL ? crm_record_edit (self->record) : NULL;

  if (draft != NULL)
    crm_record_editor_present (widget, self->context, draft);
}

static void
profile_delete (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmProfile *self = CRM_PROFILE (widget);

  if (self->record != NULL)
    crm_context_delete_record (self->context, self->record);
}

static void
profile_compose (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmProfile *self = CRM_PROFILE (widget);

  if (self->record == NULL)
    return;

  show_tab (self, TRUE);
  crm_timeline_view_compose (self->timeline, g_variant_get_string (parameter, NULL));
}

static void
profile_email (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmProfile      *self = CRM_PROFILE (widget);
  CrmObject       *point = self->record != NULL ? crm_object_find_main_item (CRM_OBJECT (self->record), "email") : NULL;
  g_autofree char *uri = point != NULL ? crm_uri_for_mail (crm_object_get_text (point, "value"), NULL) : NULL;

  if (uri == NULL)
    return;

  show_tab (self, TRUE);
  crm_timeline_view_compose (self->timeline, "email");
  crm_uri_open (self->context, uri);
}

/* Pasted into a message it is text, into contacts a card. */
static void
profile_copy_card (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmProfile *self = CRM_PROFILE (widget);
  CrmStore   *store = crm_context_get_store (self->context);
  g_autoptr (CrmVcard) card = self->record != NULL && store != NULL ? crm_vcard_new_from_store (store, self->record, CRM_VCARD_3_0) : NULL;
  g_autofree char *text = card != NULL ? crm_vcard_to_string (card, CRM_VCARD_3_0) : NULL;
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;
  g_autoptr (GdkContentProvider) content = NULL;

  if (text == NULL)
    return;

  content = gdk_content_provider_new_union ((GdkContentProvider *[]){ gdk_content_provider_new_for_bytes ("text/vcard", bytes), gdk_content_provider_new_typed (G_TYPE_STRING, text) }, 2);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
  crm_context_toast (self->context, _ ("Contact card copied"));
}

static void
profile_show_code (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmProfile *self = CRM_PROFILE (widget);

  if (self->record != NULL)
    crm_card_code_present (widget, self->context, self->record);
}

static void
twin_picked_cb (CrmProfile *self, gint64 twin)
{
  if (self->record != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.merge", "(xx)", crm_record_get_id (self->record), twin);
}

/* The record that is open, and one that is chosen now. */
static void
profile_merge (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmProfile *self = CRM_PROFILE (widget);

  if (self->record == NULL)
    return;

  g_clear_pointer (&self->twin_picker, gtk_widget_unparent);
  self->twin_picker = crm_record_picker_new (self->context, crm_record_get_record_type (self->record)->name);
  g_object_set (self->twin_picker, "allow-new", FALSE, NULL);
  g_signal_connect_object (self->twin_picker, "picked", G_CALLBACK (twin_picked_cb), self, G_CONNECT_SWAPPED);
  crm_record_picker_popup_at (CRM_RECORD_PICKER (self->twin_picker), GTK_WIDGET (self->actions));
}

static void
profile_privacy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmProfile *self = CRM_PROFILE (widget);

  crm_person_privacy_answer (widget, self->context, self->record, g_variant_get_string (parameter, NULL));
}

static void
profile_new_deal (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmProfile *self = CRM_PROFILE (widget);

  if (self->record != NULL)
    crm_profile_deal_begin (widget, self->context, self->record);
}

static void
profile_new_case (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmProfile *self = CRM_PROFILE (widget);

  if (self->record != NULL)
    crm_case_dialog_present (widget, self->context, self->record);
}

static void
profile_new_sale (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmProfile *self = CRM_PROFILE (widget);

  if (self->record != NULL)
    crm_sale_step_begin (self->context, g_variant_get_string (parameter, NULL), self->record);
}

static void
show_part_cb (CrmProfile *self, const char *part)
{
  show_tab (self, g_str_equal (part, "timeline"));
  if (g_str_equal (part, "timeline"))
    gtk_widget_child_focus (GTK_WIDGET (self->timeline), GTK_DIR_TAB_FORWARD);
  else
    crm_facts_show_related (self->facts, part);
}

static void
culture_changed_cb (CrmProfile *self)
{
  g_autoptr (CrmRecord) record = self->record != NULL ? g_object_ref (self->record) : NULL;

  crm_directory_detail_set_record (CRM_DIRECTORY_DETAIL (self), NULL);
  crm_directory_detail_set_record (CRM_DIRECTORY_DETAIL (self), record);
}

static GtkWidget *
new_button (guint i)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (_ (buttons[i].label));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (buttons[i].icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ (buttons[i].tooltip));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (buttons[i].tooltip), -1);
  if (buttons[i].target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", buttons[i].target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), buttons[i].action);

  return button;
}

static void
crm_profile_dispose (GObject *object)
{
  CrmProfile *self = CRM_PROFILE (object);

  g_clear_handle_id (&self->relayout, g_source_remove);
  g_clear_pointer (&self->twin_picker, gtk_widget_unparent);
  if (self->record != NULL)
    g_clear_signal_handler (&self->changed_handler, self->record);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_PROFILE);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_profile_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/com/example/Crm/ui/people/crm-profile.ui");
  gtk_widget_class_bind_template_child (klass, CrmProfile, photo);
  gtk_widget_class_bind_template_child (klass, CrmProfile, name);
  gtk_widget_class_bind_template_child (klass, CrmProfile, role);
  gtk_widget_class_bind_template_child (klass, CrmProfile, since);
  gtk_widget_class_bind_template_child (klass, CrmProfile, likes);
  gtk_widget_class_bind_template_child (klass, CrmProfile, enough);
  gtk_widget_class_bind_template_child (klass, CrmProfile, refused);
  gtk_widget_class_bind_template_child (klass, CrmProfile, given);
  gtk_widget_class_bind_template_child (klass, CrmProfile, cards_place);
  gtk_widget_class_bind_template_child (klass, CrmProfile, lines_place);
  gtk_widget_class_bind_template_child (klass, CrmProfile, actions);
  gtk_widget_class_bind_template_child (klass, CrmProfile, tabs);
  gtk_widget_class_bind_template_child (klass, CrmProfile, facts_tab);
  gtk_widget_class_bind_template_child (klass, CrmProfile, timeline_tab);
  gtk_widget_class_bind_template_child (klass, CrmProfile, split);
  gtk_widget_class_bind_template_callback (klass, tab_toggled_cb);
  gtk_widget_class_bind_template_callback (klass, split_changed_cb);
}

static void
crm_profile_class_init (CrmProfileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_profile_dispose;

  gtk_widget_class_install_action (widget_class, "profile.edit", NULL, profile_edit);
  gtk_widget_class_install_action (widget_class, "profile.delete", NULL, profile_delete);
  gtk_widget_class_install_action (widget_class, "profile.compose", "s", profile_compose);
  gtk_widget_class_install_action (widget_class, "profile.email", NULL, profile_email);
  gtk_widget_class_install_action (widget_class, "profile.new-deal", NULL, profile_new_deal);
  gtk_widget_class_install_action (widget_class, "profile.new-case", NULL, profile_new_case);
  gtk_widget_class_install_action (widget_class, "profile.new-sale", "s", profile_new_sale);
  gtk_widget_class_install_action (widget_class, "profile.merge", NULL, profile_merge);
  gtk_widget_class_install_action (widget_class, "profile.privacy", "s", profile_privacy);
  gtk_widget_class_install_action (widget_class, "profile.copy-card", NULL, profile_copy_card);
  gtk_widget_class_install_action (widget_class, "profile.show-code", NULL, profile_show_code);

  g_type_ensure (CRM_TYPE_PHOTO);
  g_type_ensure (CRM_TYPE_SPLIT_VIEW);
  bind_template (widget_class);
}

static CrmRecord *
crm_profile_get_record (CrmDirectoryDetail *detail)
{
  return CRM_PROFILE (detail)->record;
}

static void
crm_profile_set_record (CrmDirectoryDetail *detail, CrmRecord *record)
{
  CrmProfile *self = CRM_PROFILE (detail);

  if (self->record == record)
    return;

  if (self->record != NULL)
    g_clear_signal_handler (&self->changed_handler, self->record);
  g_set_object (&self->record, record);
  crm_photo_set_record (self->photo, record);
  crm_facts_set_record (self->facts, record);
  crm_timeline_view_set_record (self->timeline, record);
  crm_contact_cards_set_record (self->cards, record);
  crm_insight_lines_set_record (self->lines, record);
  if (record == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (record, "notify", G_CALLBACK (show_head), self);
  show_head (self);
  show_since (self);
  show_tab (self, FALSE);
}

static const CrmCommand *
crm_profile_get_commands (CrmDirectoryDetail *detail, guint *n_commands)
{
  CrmRecord *record = CRM_PROFILE (detail)->record;

  *n_commands = G_N_ELEMENTS (commands) - (record == NULL || crm_object_find_main_item (CRM_OBJECT (record), "email") == NULL);

  return commands;
}

static void
detail_iface_init (CrmDirectoryDetailInterface *iface)
{
  iface->get_record = crm_profile_get_record;
  iface->set_record = crm_profile_set_record;
  iface->get_commands = crm_profile_get_commands;
}

static void
crm_profile_init (CrmProfile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_box_append (self->actions, new_button (i));
}

GtkWidget *
crm_profile_new (CrmContext *context)
{
  CrmProfile *self = g_object_new (CRM_TYPE_PROFILE, NULL);

  self->context = g_object_ref (context);
  crm_photo_set_context (self->photo, context);
  self->cards = CRM_CONTACT_CARDS (crm_contact_cards_new (context));
  g_signal_connect_object (self->cards, "show-part", G_CALLBACK (show_part_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->cards_place, GTK_WIDGET (self->cards));
  self->lines = CRM_INSIGHT_LINES (crm_insight_lines_new (context));
  adw_bin_set_child (self->lines_place, GTK_WIDGET (self->lines));
  self->facts = CRM_FACTS (crm_facts_new (context));
  self->timeline = CRM_TIMELINE_VIEW (crm_timeline_view_new (context));
  crm_split_view_set_sidebar (self->split, GTK_WIDGET (self->facts));
  crm_split_view_set_content (self->split, GTK_WIDGET (self->timeline));
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (culture_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * crm_profile_list_commands:
 *
 * Returns: (array length=n_commands): all that can be done with somebody
 */
const CrmCommand *
crm_profile_list_commands (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);

  return commands;
}
