#include "config.h"

#include "crm-satisfaction-row.h"

#include "crm-case-words.h"
#include "crm-format.h"
#include "crm-service-case.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define SCORES 5

struct _CrmSatisfactionRow
{
  GtkWidget parent_instance;

  CrmContext          *context;      /* (owned) */
  CrmRecord           *service_case; /* (owned) (nullable) */
  CrmRecord           *said;         /* (owned) (nullable): their feedback */
  AdwPreferencesGroup *group;        /* a child */
  GtkWidget           *ask;          /* a row of the group */
  GtkWidget           *answer;       /* another */
  GtkWidget           *buttons[SCORES];
};

G_DEFINE_FINAL_TYPE (CrmSatisfactionRow, crm_satisfaction_row, GTK_TYPE_WIDGET)

/* Returns: (transfer full) (nullable): what was said last */
static CrmRecord *
find_said (CrmSatisfactionRow *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = crm_query_new ("feedback");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_query_add_reference_to (query, crm_record_get_id (self->service_case));
  crm_query_add_text (query, "kind", CRM_OP_EQUAL, "satisfaction");
  crm_query_set_order (query, "created_at", TRUE);
  crm_store_query (store, query, 1, ids, NULL);

  return ids->len > 0 ? crm_store_get (store, g_array_index (ids, gint64, 0), NULL) : NULL;
}

static void
show (CrmSatisfactionRow *self)
{
  gboolean         solved = self->service_case != NULL && crm_context_get_store (self->context) != NULL && crm_service_case_is_solved (self->service_case);
  g_autofree char *score = NULL;
  g_autofree char *text = NULL;

  g_clear_object (&self->said);
  if (solved)
    self->said = find_said (self);
  gtk_widget_set_visible (GTK_WIDGET (self), solved);
  gtk_widget_set_visible (self->ask, self->said == NULL);
  gtk_widget_set_visible (self->answer, self->said != NULL);
  if (self->said == NULL)
    return;

  score = crm_feedback_words_dup_score (self->context, CRM_OBJECT (self->said));
  text = g_strdup_printf (_ ("Satisfaction: %s"), score);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->answer), text);
}

static void
chosen_cb (CrmSatisfactionRow *self, GtkWidget *button)
{
  g_autoptr (CrmRecord) feedback = NULL;
  CrmObject *asked;

  if (self->service_case == NULL)
    return;

  asked = CRM_OBJECT (self->service_case);
  feedback = crm_record_new ("feedback");
  g_object_set (feedback, "kind", "satisfaction", "score", (gint64) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "crm-score")),
                "service-case", crm_record_get_id (self->service_case),
                "person", crm_object_get_integer (asked, "person"),
                "company", crm_object_get_integer (asked, "company"),
                "product", crm_object_get_integer (asked, "product"), NULL);
  crm_context_commit_record (self->context, N_ ("Note how satisfied somebody is"), feedback, NULL, NULL);
}

static void
open_cb (CrmSatisfactionRow *self)
{
  if (self->said != NULL)
    crm_context_open (self->context, self->said);
}

static void
watch_store_cb (CrmSatisfactionRow *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
}

static void
name_buttons (CrmSatisfactionRow *self)
{
  for (guint i = 0; i < SCORES; i++)
    {
      g_autofree char *number = crm_format_count (self->context, i + 1);
      /* Translators: %s is a score from 1 to 5 */
      g_autofree char *name = g_strdup_printf (_ ("Satisfaction: %s"), number);

      gtk_button_set_label (GTK_BUTTON (self->buttons[i]), number);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

static GtkWidget *
new_ask_row (CrmSatisfactionRow *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("How satisfied are they?"));
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (int i = 0; i < SCORES; i++)
    {
      self->buttons[i] = gtk_button_new ();
      g_object_set_data (G_OBJECT (self->buttons[i]), "crm-score", GINT_TO_POINTER (i + 1));
      g_signal_connect_object (self->buttons[i], "clicked", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->buttons[i]);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);

  return row;
}

static GtkWidget *
new_answer_row (CrmSatisfactionRow *self)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "activated", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
crm_satisfaction_row_dispose (GObject *object)
{
  CrmSatisfactionRow *self = CRM_SATISFACTION_ROW (object);
  GtkWidget          *group = GTK_WIDGET (self->group);

  self->group = NULL;
  g_clear_pointer (&group, gtk_widget_unparent);
  g_clear_object (&self->said);
  g_clear_object (&self->service_case);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_satisfaction_row_parent_class)->dispose (object);
}

static void
crm_satisfaction_row_class_init (CrmSatisfactionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_satisfaction_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
crm_satisfaction_row_init (CrmSatisfactionRow *self)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->ask = new_ask_row (self);
  self->answer = new_answer_row (self);
  adw_preferences_group_add (self->group, self->ask);
  adw_preferences_group_add (self->group, self->answer);
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
}

GtkWidget *
crm_satisfaction_row_new (CrmContext *context)
{
  CrmSatisfactionRow *self = g_object_new (CRM_TYPE_SATISFACTION_ROW, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (watch_store_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (name_buttons), self, G_CONNECT_SWAPPED);
  watch_store_cb (self);
  name_buttons (self);

  return GTK_WIDGET (self);
}

/**
 * crm_satisfaction_row_show:
 * @service_case: (nullable): the case; nothing is shown until it is solved
 */
void
crm_satisfaction_row_show (CrmSatisfactionRow *self, CrmRecord *service_case)
{
  g_set_object (&self->service_case, service_case);
  show (self);
}
