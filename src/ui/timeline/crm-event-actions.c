/* An action acts on what is chosen, and is switched off where it would do nothing: a call has no Done, and nobody replies to a note. */

#include "config.h"

#include "crm-event-actions.h"

#include "crm-activity.h"
#include "crm-attachments.h"
#include "crm-main-item.h"
#include "crm-event-edit.h"
#include "crm-event-history.h"
#include "crm-format.h"
#include "crm-item.h"
#include "crm-record-editor.h"
#include "crm-text.h"
#include "crm-uri.h"

#include <glib/gi18n-lib.h>

struct _CrmEventActions
{
  GObject parent_instance;

  GtkWidget           *view;     /* (unowned): which owns this */
  CrmTimelineComposer *composer; /* (unowned): its child */
  CrmContext          *context;  /* (owned) */
  GActionMap          *group;    /* (owned) */
  CrmRecord           *event;    /* (owned) (nullable): what is chosen */
  gint64               target;   /* whose timeline it is on */
};

G_DEFINE_FINAL_TYPE (CrmEventActions, crm_event_actions, G_TYPE_OBJECT)

enum
{
  CONVERSATION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is answered, by what. */
static const struct
{
  const char *kind;
  const char *point; /* the kind of contact point */
  const char *label; /* translatable */
} replies[] = {
  { "email", "email", N_ ("Reply by E-mail…") },
  { "message", "phone", N_ ("Call Back…") },
  { "call", "phone", N_ ("Call Back…") },
};

static int
find_reply (CrmRecord *event)
{
  for (guint i = 0; crm_event_is_editable (event) && i < G_N_ELEMENTS (replies); i++)
    {
      if (g_strcmp0 (crm_object_get_text (CRM_OBJECT (event), "kind"), replies[i].kind) == 0)
        return (int) i;
    }

  return -1;
}

static CrmObject *
find_point_of (CrmStore *store, gint64 id, const char *kind, CrmRecord **record)
{
  g_autoptr (CrmRecord) somebody = id != CRM_UNSET && id != 0 ? crm_store_get (store, id, NULL) : NULL;
  CrmObject *point = somebody != NULL && !crm_record_is_deleted (somebody) ? crm_object_find_main_item (CRM_OBJECT (somebody), kind) : NULL;

  if (point != NULL)
    *record = g_steal_pointer (&somebody);

  return point;
}

/* Whoever the page is about comes first, then those the event names. */
static CrmObject *
find_point (CrmEventActions *self, const char *kind, CrmRecord **record)
{
  CrmStore  *store = crm_context_get_store (self->context);
  GPtrArray *links = CRM_IS_ACTIVITY (self->event) ? crm_object_get_items (CRM_OBJECT (self->event), "links") : NULL;
  CrmObject *point = store != NULL ? find_point_of (store, self->target, kind, record) : NULL;

  for (guint i = 0; store != NULL && point == NULL && links != NULL && i < links->len; i++)
    point = find_point_of (store, crm_object_get_integer (g_ptr_array_index (links, i), "target"), kind, record);

  return point;
}

static char *
dup_reply_subject (CrmRecord *event)
{
  const char *subject = crm_object_get_text (CRM_OBJECT (event), "subject");

  if (subject == NULL)
    return NULL;

  /* RFC 5322, 3.6.5: "Re: " in every language. */
  return g_ascii_strncasecmp (subject, "Re:", 3) == 0 ? g_strdup (subject) : g_strconcat ("Re: ", subject, NULL);
}

/* The other program writes or calls; here the cursor stands where that is written down. */
static void
reply_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmEventActions *self = user_data;
  int              reply = find_reply (self->event);
  g_autoptr (CrmRecord) record = NULL;
  CrmObject       *point = reply >= 0 ? find_point (self, replies[reply].point, &record) : NULL;
  const char      *normalised = point != NULL ? crm_object_get_text (point, "normalised") : NULL;
  const char      *value = point != NULL ? crm_object_get_text (point, "value") : NULL;
  gboolean         mail = reply >= 0 && g_str_equal (replies[reply].point, "email");
  g_autofree char *subject = NULL;
  g_autofree char *uri = NULL;

  if (reply < 0)
    return;
  if (point == NULL)
    {
      crm_context_toast (self->context, mail ? _ ("No e-mail address is known here to reply to.") : _ ("No number is known here to call back."));
      return;
    }

  subject = dup_reply_subject (self->event);
  uri = mail ? crm_uri_for_mail (value, subject) : crm_uri_for_call (normalised != NULL ? normalised : value);
  crm_timeline_composer_begin (self->composer, mail ? "email" : "call", NULL);
  crm_uri_open (self->context, uri);
}

static void
edit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_event_actions_edit (user_data);
}

static void
pin_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmEventActions *self = user_data;

  crm_event_set_pinned (self->context, self->event, !crm_object_get_boolean (CRM_OBJECT (self->event), "pinned"));
}

static void
done_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmEventActions *self = user_data;

  crm_event_set_done (self->context, self->event, crm_object_get_integer (CRM_OBJECT (self->event), "done_at") == CRM_UNSET);
}

static void
rate_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmEventActions *self = user_data;

  crm_event_set_rating (self->context, self->event, g_variant_get_string (parameter, NULL));
}

static void
conversation_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmEventActions *self = user_data;

  g_signal_emit (self, signals[CONVERSATION], 0, crm_object_get_text (CRM_OBJECT (self->event), "thread"));
}

static void
history_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmEventActions *self = user_data;

  crm_event_history_present (self->view, self->context, self->event);
}

static void
save_file_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmEventActions *self = user_data;
  GPtrArray       *files = crm_object_get_items (CRM_OBJECT (self->event), "attachments");
  int              number = g_variant_get_int32 (parameter);

  if (files != NULL && number >= 0 && (guint) number < files->len)
    crm_attachment_save_as (self->view, self->context, g_ptr_array_index (files, number));
}

/* The whole of an e-mail, for the program that reads them. */
static void
original_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmEventActions *self = user_data;
  CrmObject       *event = CRM_OBJECT (self->event);
  const char      *subject = crm_object_get_text (event, "subject");
  g_autofree char *name = g_strconcat (subject != NULL ? subject : "message", ".eml", NULL);
  g_autofree char *clean = crm_attachment_clean_name (name);
  g_autoptr (CrmItem) file = g_object_new (CRM_TYPE_ATTACHMENT, "name", clean, "file", crm_object_get_text (event, "original"), "media-type", "message/rfc822", NULL);

  crm_attachment_open (self->context, file);
}

static void
delete_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmEventActions *self = user_data;
  gint64           id = crm_record_get_id (self->event);

  crm_context_delete (self->context, _ ("Delete an entry"), &id, 1);
  crm_event_actions_choose (self, NULL, self->target);
}

static void
crm_event_actions_dispose (GObject *object)
{
  CrmEventActions *self = CRM_EVENT_ACTIONS (object);

  self->view = NULL;
  g_clear_object (&self->event);
  g_clear_object (&self->group);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_event_actions_parent_class)->dispose (object);
}

static void
crm_event_actions_class_init (CrmEventActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_event_actions_dispose;
  signals[CONVERSATION] = g_signal_new ("conversation", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
crm_event_actions_init (CrmEventActions *self)
{
  static const GActionEntry entries[] = {
    { .name = "edit", .activate = edit_action },
    { .name = "pin", .activate = pin_action },
    { .name = "done", .activate = done_action },
    { .name = "rate", .activate = rate_action, .parameter_type = "s", .state = "''" },
    { .name = "reply", .activate = reply_action },
    { .name = "conversation", .activate = conversation_action },
    { .name = "history", .activate = history_action },
    { .name = "original", .activate = original_action },
    { .name = "save-file", .activate = save_file_action, .parameter_type = "i" },
    { .name = "delete", .activate = delete_action },
  };

  self->group = G_ACTION_MAP (g_simple_action_group_new ());
  g_action_map_add_action_entries (self->group, entries, G_N_ELEMENTS (entries), self);
}

/**
 * crm_event_actions_new:
 * @view: whose actions they become; it owns this
 * @composer: where a reply is written down
 */
CrmEventActions *
crm_event_actions_new (GtkWidget *view, CrmTimelineComposer *composer, CrmContext *context)
{
  CrmEventActions *self = g_object_new (CRM_TYPE_EVENT_ACTIONS, NULL);

  self->view = view;
  self->composer = composer;
  self->context = g_object_ref (context);
  gtk_widget_insert_action_group (view, "event", G_ACTION_GROUP (self->group));
  crm_event_actions_choose (self, NULL, 0);

  return self;
}

static GSimpleAction *
find_action (CrmEventActions *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (self->group, name));
}

/**
 * crm_event_actions_choose:
 * @event: (nullable): a record of the timeline
 * @target: whose timeline
 */
void
crm_event_actions_choose (CrmEventActions *self, CrmRecord *event, gint64 target)
{
  gboolean   editable = crm_event_is_editable (event);
  gboolean   plan = editable && crm_event_is_task (event);
  GPtrArray *files = editable ? crm_object_get_items (CRM_OBJECT (event), "attachments") : NULL;
  const struct
  {
    const char *name;
    gboolean    enabled;
  } states[] = {
    { "edit", editable },
    { "pin", editable },
    { "done", plan },
    { "rate", editable && crm_activity_kind_is_contact (crm_object_get_text (CRM_OBJECT (event), "kind")) },
    { "reply", find_reply (event) >= 0 },
    { "conversation", editable && crm_object_get_text (CRM_OBJECT (event), "thread") != NULL },
    { "history", editable },
    { "original", editable && crm_object_get_text (CRM_OBJECT (event), "original") != NULL },
    { "save-file", files != NULL && files->len > 0 },
    { "delete", editable },
  };
  const char *rating = editable ? crm_object_get_text (CRM_OBJECT (event), "rating") : NULL;

  g_set_object (&self->event, event);
  self->target = target;
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_simple_action_set_enabled (find_action (self, states[i].name), states[i].enabled);
  g_simple_action_set_state (find_action (self, "rate"), g_variant_new_string (rating != NULL ? rating : ""));
}

static gboolean
is_enabled (CrmEventActions *self, const char *name)
{
  return g_action_get_enabled (G_ACTION (find_action (self, name)));
}

static GMenu *
make_rating_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (const CrmChoice *rating = crm_activity_ratings; rating->value != NULL; rating++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (rating->label), NULL);

      g_menu_item_set_action_and_target (item, "event.rate", "s", rating->value);
      g_menu_append_item (menu, item);
    }
  g_menu_append (menu, _ ("Not Said"), "event.rate::");

  return menu;
}

static void
append_files (CrmEventActions *self, GMenu *menu)
{
  GPtrArray *files = crm_object_get_items (CRM_OBJECT (self->event), "attachments");

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      g_autofree char *clean = crm_attachment_clean_name (crm_object_get_text (g_ptr_array_index (files, i), "name"));
      g_autofree char *name = crm_text_isolate (clean);
      g_autofree char *escaped = crm_format_menu_label (name);
      /* Translators: an entry of a menu; %s is the name of a file */
      g_autofree char *label = g_strdup_printf (_ ("Save %s As…"), escaped);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "event.save-file", "i", (gint32) i);
      g_menu_append_item (menu, item);
    }
}

/**
 * crm_event_actions_make_menu:
 *
 * Returns: (transfer full): what can be done with what is chosen, which is editable
 */
GMenu *
crm_event_actions_make_menu (CrmEventActions *self)
{
  GMenu   *menu = g_menu_new ();
  int      reply = find_reply (self->event);
  gboolean pinned = crm_object_get_boolean (CRM_OBJECT (self->event), "pinned");
  gboolean done = crm_object_get_integer (CRM_OBJECT (self->event), "done_at") != CRM_UNSET;
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  if (reply >= 0)
    g_menu_append (menu, _ (replies[reply].label), "event.reply");
  g_menu_append (menu, _ ("Edit…"), "event.edit");
  g_menu_append (menu, pinned ? _ ("Unpin") : _ ("Pin to the Top"), "event.pin");
  if (is_enabled (self, "done"))
    g_menu_append (menu, done ? _ ("Not Done") : _ ("Done"), "event.done");
  if (is_enabled (self, "rate"))
    {
      g_autoptr (GMenu) ratings = make_rating_menu ();

      g_menu_append_submenu (menu, _ ("How It Went for Them"), G_MENU_MODEL (ratings));
    }
  if (is_enabled (self, "conversation"))
    g_menu_append (files, _ ("Show the Conversation"), "event.conversation");
  if (is_enabled (self, "original"))
    g_menu_append (files, _ ("Open the Message as It Came"), "event.original");
  append_files (self, files);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append (last, _ ("What Was Changed…"), "event.history");
  g_menu_append (last, _ ("Delete"), "event.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));

  return menu;
}

/**
 * crm_event_actions_edit:
 *
 * Shows what is chosen to be edited.
 */
void
crm_event_actions_edit (CrmEventActions *self)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (self->event);

  crm_record_editor_present (self->view, self->context, draft);
}
