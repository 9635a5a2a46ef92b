/* The page of a deal: at the start what is known, at the end its timeline; where there is little room, one of the two. */

#include "config.h"

#include "crm-deal-page.h"

#include "crm-deal-moves.h"
#include "crm-deal-proposal.h"
#include "crm-deal-sales.h"
#include "crm-deal-steps-view.h"
#include "crm-format.h"
#include "crm-pipelines.h"
#include "crm-record-editor.h"
#include "crm-record-facts.h"
#include "crm-sale-step.h"
#include "crm-stage-bar.h"
#include "crm-timeline-view.h"
#include "crm-two-panes.h"

#include <glib/gi18n-lib.h>

static const CrmCommand commands[] = {
  { "deal-page.edit", "<Control>e", N_ ("Edit all fields"), "document-properties-symbolic" },
  { "deal-page.win", NULL, N_ ("Win this deal"), "emblem-ok-symbolic" },
  { "deal-page.lose", NULL, N_ ("Lose this deal"), "process-stop-symbolic" },
  { "deal-page.add-proposed", "<Control><Shift>t", N_ ("Add the task that the stage proposes"), "list-add-symbolic" },
  { "deal-page.quote", NULL, N_ ("Make a quote"), "crm-sale-symbolic" },
  { "deal-page.delete", NULL, N_ ("Delete"), "user-trash-symbolic" },
};

static const CrmRecordFact deal_facts[] = {
  { "title" },
  { "value" },
  { "lost_reason", FALSE, "lost" },
  { "lost_note", FALSE, "lost" },
  { "person" },
  { "company" },
  { "expected_close" },
  { "probability" },
  { "recurring_value", TRUE },
  { "recurring_period", TRUE },
  { "owner", TRUE },
  { "source", TRUE },
  { "source_detail", TRUE },
  { "campaign", TRUE },
  { "competitor", TRUE },
  { "people", TRUE },
  { "tags", TRUE },
  { "about" },
};

struct _CrmDealPage
{
  GtkWidget parent_instance;

  GtkWidget   *top;
  GtkWidget   *back;
  CrmTwoPanes *panes;
  AdwBin      *switcher_place;
  GtkWidget   *win;
  GtkWidget   *lose;
  AdwBin      *steps_bin;
  AdwBin      *sales_bin;
  AdwBin      *facts_bin;
  GtkLabel    *title;
  GtkLabel    *value;
  GtkLabel    *state;
  GtkWidget   *person;
  GtkWidget   *company;
  GtkLabel    *person_name;
  GtkLabel    *company_name;
  CrmStageBar *stages;

  CrmContext       *context;    /* (owned) */
  CrmRecord        *deal;       /* (owned) (nullable) */
  GPtrArray        *all_stages; /* (owned) (nullable) (element-type CrmRecord) */
  CrmDealStepsView *steps;      /* a child */
  CrmDealSales     *sales;      /* a child */
  CrmRecordFacts   *facts;      /* a child */
  CrmTimelineView  *timeline;   /* a child */
};

G_DEFINE_FINAL_TYPE (CrmDealPage, crm_deal_page, GTK_TYPE_WIDGET)

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
arrange (CrmDealPage *self)
{
  gboolean narrow = crm_two_panes_get_narrow (self->panes);

  gtk_widget_set_visible (self->win, !narrow);
  gtk_widget_set_visible (self->lose, !narrow);
}

static CrmRecord *
find_stage (CrmDealPage *self)
{
  guint position = self->all_stages != NULL ? crm_pipelines_find_position (self->all_stages, crm_object_get_integer (CRM_OBJECT (self->deal), "stage")) : 0;

  return self->all_stages != NULL && position < self->all_stages->len ? self->all_stages->pdata[position] : NULL;
}

/* Its own probability, else the stage's; of a deal that is over, what it was worth is known. */
static char *
dup_probability (CrmDealPage *self)
{
  CrmRecord       *stage = find_stage (self);
  gint64           probability = crm_object_get_integer (CRM_OBJECT (self->deal), "probability");
  g_autofree char *shown = NULL;

  if (probability == CRM_UNSET && stage != NULL)
    probability = crm_object_get_integer (CRM_OBJECT (stage), "probability");
  if (probability == CRM_UNSET || stage == NULL || crm_pipelines_is_over (stage))
    return NULL;

  shown = crm_format_count (self->context, probability);
  /* Translators: how likely a deal is to be won */
  return g_strdup_printf (_ ("%s %% likely"), shown);
}

static void
show_state (CrmDealPage *self)
{
  g_autofree char *since = crm_format_instant_relative (self->context, crm_object_get_integer (CRM_OBJECT (self->deal), "stage_entered_at"));
  g_autofree char *probability = dup_probability (self);
  CrmRecord       *stage = find_stage (self);
  g_autofree char *name = stage != NULL ? crm_format_title (stage) : g_strdup ("");
  /* Translators: 1: a stage of the pipeline, 2: when, such as "3 days ago" */
  g_autofree char *where = g_strdup_printf (_ ("%1$s since %2$s"), name, since);
  g_autofree char *marked = NULL; /* the sentence reads as the window does, whatever script the stage's name is in */
  gboolean         mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autofree char *text = probability != NULL ? g_strconcat (where, _ (" · "), probability, NULL) : g_strdup (where);

  marked = g_strconcat (mirrored ? "\u200f" : "\u200e", *since != '\0' ? text : name, NULL);
  gtk_label_set_text (self->state, marked);
}

static void
show_link (CrmDealPage *self, const char *field, GtkWidget *button, GtkLabel *label)
{
  gint64           id = crm_object_get_integer (CRM_OBJECT (self->deal), field);
  g_autofree char *name = id != CRM_UNSET ? crm_format_reference (self->context, id) : NULL;

  gtk_widget_set_visible (button, name != NULL);
  gtk_label_set_text (label, name != NULL ? name : "");
}

static void
show (CrmDealPage *self)
{
  gint64           value = CRM_UNSET;
  const char      *status = NULL;
  g_autofree char *title = NULL;
  g_autofree char *money = NULL;

  if (self->deal == NULL)
    return;

  value = crm_object_get_integer (CRM_OBJECT (self->deal), "value");
  status = crm_object_get_text (CRM_OBJECT (self->deal), "status");
  title = crm_format_title (self->deal);
  money = value != CRM_UNSET ? crm_format_money (self->context, value, crm_object_get_text (CRM_OBJECT (self->deal), "currency")) : g_strdup ("");
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->value, money);
  gtk_widget_set_visible (GTK_WIDGET (self->value), *money != '\0');
  show_state (self);
  show_link (self, "person", self->person, self->person_name);
  show_link (self, "company", self->company, self->company_name);
  crm_stage_bar_set_stage (self->stages, crm_object_get_integer (CRM_OBJECT (self->deal), "stage"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "deal-page.win", g_strcmp0 (status, "won") != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "deal-page.lose", g_strcmp0 (status, "lost") != 0);
}

static void
stage_chosen_cb (CrmDealPage *self, CrmRecord *stage)
{
  if (self->deal != NULL)
    crm_deal_move (GTK_WIDGET (self), self->context, self->deal, stage, 0, NULL, NULL);
}

static void
finish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealPage *self = CRM_DEAL_PAGE (widget);
  const char  *kind = g_str_equal (name, "deal-page.win") ? "won" : "lost";
  CrmRecord   *stage = self->all_stages != NULL ? crm_pipelines_find_stage (self->all_stages, kind) : NULL;

  if (self->deal == NULL)
    return;
  if (stage != NULL)
    crm_deal_move (widget, self->context, self->deal, stage, 0, NULL, NULL);
  else
    crm_context_toast (self->context, _ ("This pipeline has no stage for that. Add one in “Edit Pipeline”."));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealPage *self = CRM_DEAL_PAGE (widget);
  g_autoptr (CrmRecord) draft = NULL;

  if (self->deal == NULL)
    return;

  crm_deal_steps_view_save (self->steps);
  crm_record_facts_save (self->facts);
  draft = crm_record_edit (self->deal);
  crm_record_editor_present (widget, self->context, draft);
}

static void
add_proposed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealPage *self = CRM_DEAL_PAGE (widget);

  if (self->deal != NULL && !crm_deal_proposal_accept (self->context, self->deal))
    crm_context_toast (self->context, _ ("Its stage proposes no task. Say one in “Edit Pipeline”."));
}

static void
quote_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealPage *self = CRM_DEAL_PAGE (widget);

  if (self->deal != NULL)
    crm_sale_step_make (self->context, self->deal, "quote");
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealPage *self = CRM_DEAL_PAGE (widget);

  if (self->deal != NULL)
    crm_deal_delete (self->context, self->deal);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealPage *self = CRM_DEAL_PAGE (widget);
  const char  *field = g_str_equal (name, "deal-page.open-person") ? "person" : "company";
  gint64       id = self->deal != NULL ? crm_object_get_integer (CRM_OBJECT (self->deal), field) : CRM_UNSET;
  CrmStore    *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) record = id != CRM_UNSET && store != NULL ? crm_store_get (store, id, NULL) : NULL;

  if (record != NULL)
    crm_context_open (self->context, record);
}

static void
crm_deal_page_constructed (GObject *object)
{
  CrmDealPage *self = CRM_DEAL_PAGE (object);

  G_OBJECT_CLASS (crm_deal_page_parent_class)->constructed (object);

  self->facts = CRM_RECORD_FACTS (crm_record_facts_new (self->context, deal_facts, G_N_ELEMENTS (deal_facts), TRUE));
  self->steps = CRM_DEAL_STEPS_VIEW (crm_deal_steps_view_new (self->context));
  adw_bin_set_child (self->steps_bin, GTK_WIDGET (self->steps));
  g_object_bind_property (self->steps, "visible", self->steps_bin, "visible", G_BINDING_SYNC_CREATE);
  self->sales = CRM_DEAL_SALES (crm_deal_sales_new (self->context));
  adw_bin_set_child (self->sales_bin, GTK_WIDGET (self->sales));
  adw_bin_set_child (self->facts_bin, GTK_WIDGET (self->facts));
  self->timeline = CRM_TIMELINE_VIEW (crm_timeline_view_new (self->context));
  g_object_set (self->panes, "end", self->timeline, NULL);
  adw_bin_set_child (self->switcher_place, crm_two_panes_get_switcher (self->panes));
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  arrange (self);
}

static void
crm_deal_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmDealPage *self = CRM_DEAL_PAGE (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_deal_page_dispose (GObject *object)
{
  CrmDealPage *self = CRM_DEAL_PAGE (object);

  if (self->deal != NULL)
    g_signal_handlers_disconnect_by_data (self->deal, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DEAL_PAGE);
  g_clear_pointer (&self->all_stages, g_ptr_array_unref);
  g_clear_object (&self->deal);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_deal_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, top);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, back);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, panes);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, switcher_place);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, win);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, lose);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, steps_bin);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, sales_bin);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, facts_bin);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, title);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, value);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, state);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, person);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, company);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, person_name);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, company_name);
  gtk_widget_class_bind_template_child (widget_class, CrmDealPage, stages);
}

static void
crm_deal_page_class_init (CrmDealPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_deal_page_constructed;
  object_class->set_property = crm_deal_page_set_property;
  object_class->dispose = crm_deal_page_dispose;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRM_TYPE_TWO_PANES);
  g_type_ensure (CRM_TYPE_STAGE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-deal-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, arrange);
  gtk_widget_class_bind_template_callback (widget_class, stage_chosen_cb);
  gtk_widget_class_install_action (widget_class, "deal-page.win", NULL, finish_action);
  gtk_widget_class_install_action (widget_class, "deal-page.lose", NULL, finish_action);
  gtk_widget_class_install_action (widget_class, "deal-page.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "deal-page.add-proposed", NULL, add_proposed_action);
  gtk_widget_class_install_action (widget_class, "deal-page.quote", NULL, quote_action);
  gtk_widget_class_install_action (widget_class, "deal-page.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "deal-page.open-person", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "deal-page.open-company", NULL, open_action);
}

static void
crm_deal_page_init (CrmDealPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  crm_commands_add_keys (commands, G_N_ELEMENTS (commands), GTK_SHORTCUT_CONTROLLER (keys));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
crm_deal_page_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_DEAL_PAGE, "context", context, NULL);
}

/**
 * crm_deal_page_get_commands:
 *
 * Returns: (array length=n_commands): what can be done with the deal that is shown
 */
const CrmCommand *
crm_deal_page_get_commands (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);

  return commands;
}

/**
 * crm_deal_page_get_deal:
 *
 * Returns: (transfer none) (nullable): the deal that is shown
 */
CrmRecord *
crm_deal_page_get_deal (CrmDealPage *self)
{
  return self->deal;
}

/**
 * crm_deal_page_set_deal:
 * @deal: (nullable): what to show; edits of the one before are saved
 */
void
crm_deal_page_set_deal (CrmDealPage *self, CrmRecord *deal)
{
  if (self->deal == deal)
    return;

  if (self->deal != NULL)
    g_signal_handlers_disconnect_by_data (self->deal, self);
  g_set_object (&self->deal, deal);
  crm_deal_steps_view_set_deal (self->steps, deal);
  crm_deal_sales_set_deal (self->sales, deal);
  crm_record_facts_set_record (self->facts, deal);
  crm_timeline_view_set_record (self->timeline, deal);
  if (deal != NULL)
    g_signal_connect_object (deal, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

/**
 * crm_deal_page_take_focus:
 *
 * Puts the focus where another Return does no harm: beside it is the button that wins the deal.
 */
void
crm_deal_page_take_focus (CrmDealPage *self)
{
  gtk_widget_grab_focus (self->back);
}

/**
 * crm_deal_page_set_stages:
 * @stages: (element-type CrmRecord): of the pipeline the deal is in
 */
void
crm_deal_page_set_stages (CrmDealPage *self, GPtrArray *stages)
{
  g_ptr_array_ref (stages);
  g_clear_pointer (&self->all_stages, g_ptr_array_unref);
  self->all_stages = stages;
  crm_stage_bar_set_stages (self->stages, stages);
  show (self);
}
