/* The hint never stands in the way: it is looked for on a worker, a moment after the last key, and whoever does not care types on. */

#include "config.h"

#include "crm-twin-hint.h"

#include "crm-duplicates.h"
#include "crm-format.h"

#include <glib/gi18n-lib.h>

struct _CrmTwinHint
{
  AdwBin parent_instance;

  CrmContext   *context;     /* (owned) (nullable): once it watches */
  CrmRecord    *draft;       /* (owned) (nullable): likewise */
  CrmRecord    *twin;        /* (owned) (nullable): the one that is named */
  GCancellable *cancellable; /* (owned) (nullable): while it is looked for */
  guint         later;

  /* Template widgets */
  GtkRevealer *revealer;
  GtkLabel    *label;
};

G_DEFINE_FINAL_TYPE (CrmTwinHint, crm_twin_hint, ADW_TYPE_BIN)

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* So long after the last key. */
#define LATER_MS 250

static char *
dup_sentence (const CrmLikeness *likeness, CrmRecord *twin)
{
  const CrmLikenessReason *reason = g_ptr_array_index (likeness->reasons, 0);
  g_autofree char         *name = crm_format_title (twin);

  switch (reason->alike)
    {
    case CRM_ALIKE_PHONE:
    case CRM_ALIKE_PHONE_END:
      return g_strdup_printf (_ ("%s has this number already."), name);
    case CRM_ALIKE_EMAIL:
      return g_strdup_printf (_ ("%s has this e-mail address already."), name);
    case CRM_ALIKE_WEB:
    case CRM_ALIKE_NAME:
    case CRM_ALIKE_NAME_TURNED:
    case CRM_ALIKE_COMPANY:
    default:
      return g_strdup_printf (_ ("%s is in the file already."), name);
    }
}

static void
show_twin (CrmTwinHint *self, const CrmDuplicate *duplicate)
{
  CrmStore        *store = crm_context_get_store (self->context);
  g_autofree char *sentence = NULL;

  g_clear_object (&self->twin);
  if (duplicate != NULL && store != NULL)
    self->twin = crm_store_get (store, duplicate->other, NULL);
  if (self->twin != NULL)
    sentence = dup_sentence (duplicate->likeness, self->twin);

  if (sentence != NULL)
    gtk_label_set_text (self->label, sentence);
  gtk_revealer_set_reveal_child (self->revealer, sentence != NULL);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmTwinHint) self = user_data;
  g_autoptr (GPtrArray) found = crm_duplicates_finish (CRM_STORE (source), result, NULL);

  /* What was typed since is looked for anew. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  show_twin (self, found != NULL && found->len > 0 ? g_ptr_array_index (found, 0) : NULL);
}

static void
look (gpointer data)
{
  CrmTwinHint *self = data;
  CrmStore    *store = crm_context_get_store (self->context);

  self->later = 0;
  if (store == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  crm_duplicates_look_up_async (store, self->draft, self->cancellable, found_cb, g_object_ref (self));
}

static void
stop (CrmTwinHint *self)
{
  g_clear_handle_id (&self->later, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
typed_cb (CrmTwinHint *self)
{
  stop (self);
  self->later = g_timeout_add_once (LATER_MS, look, self);
}

static void
open_cb (CrmTwinHint *self)
{
  if (self->twin != NULL)
    g_signal_emit (self, signals[OPEN], 0, self->twin);
}

static void
crm_twin_hint_dispose (GObject *object)
{
  CrmTwinHint *self = CRM_TWIN_HINT (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_TWIN_HINT);
  g_clear_object (&self->twin);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_twin_hint_parent_class)->dispose (object);
}

static void
crm_twin_hint_class_init (CrmTwinHintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_twin_hint_dispose;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/widgets/crm-twin-hint.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmTwinHint, revealer);
  gtk_widget_class_bind_template_child (widget_class, CrmTwinHint, label);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
crm_twin_hint_init (CrmTwinHint *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_twin_hint_watch:
 * @draft: a new record, which is read at every change of it
 *
 * To be called once.
 */
void
crm_twin_hint_watch (CrmTwinHint *self, CrmContext *context, CrmRecord *draft)
{
  g_return_if_fail (self->draft == NULL);

  self->context = g_object_ref (context);
  self->draft = g_object_ref (draft);
  if (crm_object_class_find_field (CRM_OBJECT_GET_CLASS (draft), "merged_into") < 0)
    return;

  g_signal_connect_object (draft, "notify", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  typed_cb (self);
}
