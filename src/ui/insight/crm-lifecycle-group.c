#include "config.h"

#include "crm-lifecycle-group.h"

#include "crm-format.h"
#include "crm-fresh-look.h"
#include "crm-insight-row.h"
#include "crm-lifecycle-rules.h"

#include <glib/gi18n-lib.h>

/* Of more nobody looks at each. */
#define MOVES_SHOWN 50

struct _CrmLifecycleGroup
{
  GtkWidget parent_instance;

  CrmContext          *context; /* (owned) */
  GArray              *moves;   /* (owned) (nullable) (element-type CrmLifecycleMove) */
  AdwPreferencesGroup *group;   /* a child */
  AdwExpanderRow      *row;     /* a row of the group */
  GPtrArray           *rows;    /* (element-type GtkWidget): below that */
  GtkWidget           *button;
};

G_DEFINE_FINAL_TYPE (CrmLifecycleGroup, crm_lifecycle_group, GTK_TYPE_WIDGET)

static gpointer
read_moves (CrmReading *reading, CrmDate today, GError **error)
{
  return crm_lifecycle_rules_list (reading, crm_date_to_days (today), error);
}

static void
free_moves (gpointer moves)
{
  g_array_unref (moves);
}

static gint32
get_today (CrmLifecycleGroup *self)
{
  return crm_date_to_days (crm_context_get_today (self->context));
}

static void
show_rules (CrmLifecycleGroup *self)
{
  CrmLifecycleRules rules;
  g_autofree char  *text = NULL;

  crm_lifecycle_rules_read (&rules, crm_store_dup_setting, crm_context_get_store (self->context));
  text = crm_lifecycle_rules_dup_text (&rules, crm_context_get_culture (self->context));
  adw_preferences_group_set_description (self->group, text);
}

static void
clear (CrmLifecycleGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->row, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
show (CrmLifecycleGroup *self)
{
  guint            n = self->moves != NULL ? self->moves->len : 0;
  g_autofree char *number = crm_format_count (self->context, n);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s customer stands elsewhere by now", "%s customers stand elsewhere by now", n), number);

  clear (self);
  show_rules (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), n > 0 ? title : _ ("Everybody stands where these rules put them"));
  adw_expander_row_set_enable_expansion (self->row, n > 0);
  gtk_widget_set_visible (self->button, n > 0);
  for (guint i = 0; i < MIN (n, MOVES_SHOWN); i++)
    {
      const CrmLifecycleMove *move = &g_array_index (self->moves, CrmLifecycleMove, i);
      g_autofree char        *about = crm_lifecycle_move_dup_text (move, get_today (self), crm_context_get_culture (self->context));
      GtkWidget              *row = crm_insight_row_new_customer (self->context, move->turn.customer, about);

      g_ptr_array_add (self->rows, row);
      adw_expander_row_add_row (self->row, row);
    }
}

static void
show_moves (GtkWidget *widget, gpointer figures)
{
  CrmLifecycleGroup *self = CRM_LIFECYCLE_GROUP (widget);

  g_clear_pointer (&self->moves, g_array_unref);
  self->moves = g_array_ref (figures);
  show (self);
}

static const CrmFreshLook look = { "person company invoice setting", read_moves, free_moves, show_moves };

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmLifecycleGroup) self = user_data;
  GError *error = NULL;

  if (self->context == NULL)
    return;
  if (crm_store_write_finish (CRM_STORE (source), result, &error))
    crm_context_toast_undo (self->context, _ ("Move life cycles"));
  else
    crm_context_report (self->context, error);
}

static void
move_cb (CrmLifecycleGroup *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (CrmLifecycleTurn));

  for (guint i = 0; self->moves != NULL && i < self->moves->len; i++)
    g_array_append_val (turns, g_array_index (self->moves, CrmLifecycleMove, i).turn);
  if (store != NULL && turns->len > 0)
    crm_lifecycle_move_async (store, turns, moved_cb, g_object_ref (self));
}

static void
crm_lifecycle_group_dispose (GObject *object)
{
  CrmLifecycleGroup *self = CRM_LIFECYCLE_GROUP (object);
  GtkWidget         *group = GTK_WIDGET (self->group);

  self->group = NULL;
  g_clear_pointer (&group, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->moves, g_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_lifecycle_group_parent_class)->dispose (object);
}

static void
crm_lifecycle_group_class_init (CrmLifecycleGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_lifecycle_group_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
crm_lifecycle_group_init (CrmLifecycleGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  self->button = gtk_button_new_with_label (_ ("Move Them"));
  adw_preferences_group_set_title (self->group, _ ("Life Cycle"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->button, FALSE);
  adw_expander_row_set_enable_expansion (self->row, FALSE);
  adw_expander_row_add_action (self->row, self->button);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (move_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->row));
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
}

/**
 * crm_lifecycle_group_set_context:
 *
 * Once, before it is shown.
 */
void
crm_lifecycle_group_set_context (CrmLifecycleGroup *self, CrmContext *context)
{
  self->context = g_object_ref (context);
  crm_fresh_look_begin (&look, GTK_WIDGET (self), context);
}
