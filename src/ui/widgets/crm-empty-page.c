/* What stands where a list would. */

#include "config.h"

#include "crm-empty-page.h"

struct _CrmEmptyPage
{
  AdwBin parent_instance;

  char *icon_name;    /* (owned) (nullable) */
  char *title;        /* (owned) (nullable) */
  char *description;  /* (owned) (nullable) */
  char *action_label; /* (owned) (nullable) */
  char *action_name;  /* (owned) (nullable) */
  char *other_label;  /* (owned) (nullable) */
  char *other_name;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CrmEmptyPage, crm_empty_page, ADW_TYPE_BIN)

enum
{
  PROP_ICON_NAME = 1,
  PROP_TITLE,
  PROP_DESCRIPTION,
  PROP_ACTION_LABEL,
  PROP_ACTION_NAME,
  PROP_OTHER_LABEL,
  PROP_OTHER_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char **
find_text (CrmEmptyPage *self, guint prop_id)
{
  switch (prop_id)
    {
    case PROP_ICON_NAME:
      return &self->icon_name;
    case PROP_TITLE:
      return &self->title;
    case PROP_DESCRIPTION:
      return &self->description;
    case PROP_ACTION_LABEL:
      return &self->action_label;
    case PROP_ACTION_NAME:
      return &self->action_name;
    case PROP_OTHER_LABEL:
      return &self->other_label;
    case PROP_OTHER_NAME:
      return &self->other_name;
    default:
      return NULL;
    }
}

static void
crm_empty_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  char **text = find_text (CRM_EMPTY_PAGE (object), prop_id);

  if (text != NULL)
    g_value_set_string (value, *text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
crm_empty_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  char **text = find_text (CRM_EMPTY_PAGE (object), prop_id);

  if (text == NULL)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  if (g_strcmp0 (*text, g_value_get_string (value)) == 0)
    return;

  g_free (*text);
  *text = g_value_dup_string (value);
  g_object_notify_by_pspec (object, pspec);
}

static gboolean
has_text (gpointer self, const char *text)
{
  return text != NULL && *text != '\0';
}

/* The status page reads these as markup. */
static char *
escape_text (gpointer self, const char *text)
{
  return g_markup_escape_text (text != NULL ? text : "", -1);
}

static void
crm_empty_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRM_TYPE_EMPTY_PAGE);

  G_OBJECT_CLASS (crm_empty_page_parent_class)->dispose (object);
}

static void
crm_empty_page_finalize (GObject *object)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_clear_pointer (find_text (CRM_EMPTY_PAGE (object), i), g_free);

  G_OBJECT_CLASS (crm_empty_page_parent_class)->finalize (object);
}

static void
crm_empty_page_class_init (CrmEmptyPageClass *klass)
{
  static const char *const names[N_PROPS] = { NULL, "icon-name", "title", "description", "action-label", "action-name", "other-label", "other-name" };
  GObjectClass            *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass          *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = crm_empty_page_get_property;
  object_class->set_property = crm_empty_page_set_property;
  object_class->dispose = crm_empty_page_dispose;
  object_class->finalize = crm_empty_page_finalize;

  for (guint i = 1; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/widgets/crm-empty-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, escape_text);
}

static void
crm_empty_page_init (CrmEmptyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_empty_page_new (const char *icon_name, const char *title, const char *description)
{
  return g_object_new (CRM_TYPE_EMPTY_PAGE, "icon-name", icon_name, "title", title, "description", description, NULL);
}

/**
 * crm_empty_page_set_action:
 * @label: (nullable): what the button says; %NULL for no button
 * @action_name: (nullable): what it does, as "win.create"
 */
void
crm_empty_page_set_action (CrmEmptyPage *self, const char *label, const char *action_name)
{
  g_return_if_fail (CRM_IS_EMPTY_PAGE (self));

  g_object_set (self, "action-label", label, "action-name", action_name, NULL);
}

/**
 * crm_empty_page_set_other_action:
 * @label: (nullable): what the button says; %NULL for no button
 * @action_name: (nullable): what it does, as "win.import"
 *
 * Offers a second way below the first.
 */
void
crm_empty_page_set_other_action (CrmEmptyPage *self, const char *label, const char *action_name)
{
  g_return_if_fail (CRM_IS_EMPTY_PAGE (self));

  g_object_set (self, "other-label", label, "other-name", action_name, NULL);
}
