/* A page as widgets, made block by block.
 *
 * Every text is a stop of the Tab key, which a screen reader reads: it can be selected, or has links, each of which is a stop; both at once would keep the
 * key from the links. The view itself is the first stop, where the arrow keys scroll. */

#include "config.h"

#include "crm-help-view.h"

#include "crm-help-markup.h"
#include "crm-text.h"

#include <adwaita.h>
#include <string.h>

struct _CrmHelpView
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller; /* a child */
  AdwClamp          *clamp;    /* in it */
  GPtrArray         *labels;   /* (owned) (element-type GtkLabel): of the page that is shown, in the order of reading */
  GtkWidget         *sought;   /* (nullable): one of them, to be shown as soon as it has a place */
  guint              tick;     /* until then */
  const CrmHelpPage *page;     /* (nullable): while its widgets are made */
};

G_DEFINE_FINAL_TYPE (CrmHelpView, crm_help_view, GTK_TYPE_WIDGET)

enum
{
  LINK,
  TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define WIDTH 640

/* What else is followed goes to the browser, which is the label's own way. */
static gboolean
activate_link_cb (CrmHelpView *self, const char *uri)
{
  g_autofree char *name = g_str_has_suffix (uri, ".md") ? g_strndup (uri, strlen (uri) - strlen (".md")) : NULL;

  if (name == NULL)
    return FALSE;

  g_signal_emit (self, signals[LINK], 0, name);

  return TRUE;
}

static GtkWidget *
add_label (CrmHelpView *self, GtkBox *box, GtkAccessibleRole role, const char *markup)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", role,
                                   "label", markup,
                                   "use-markup", TRUE,
                                   "selectable", strstr (markup, "<a href=") == NULL,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   NULL);

  g_signal_connect_object (label, "activate-link", G_CALLBACK (activate_link_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, label);
  g_ptr_array_add (self->labels, label);

  return label;
}

static GtkWidget *
add_text (CrmHelpView *self, GtkBox *box, GtkAccessibleRole role, cmark_node *node)
{
  g_autofree char *markup = crm_help_markup_from_node (node, self->page->right_to_left);
  g_autofree char *plain = crm_help_markup_to_plain (node);
  g_autofree char *marked = crm_help_page_mark (self->page, plain, markup);

  return add_label (self, box, role, marked);
}

static void
add_heading (CrmHelpView *self, GtkBox *box, cmark_node *node)
{
  int        level = cmark_node_get_heading_level (node);
  GtkWidget *label = add_text (self, box, GTK_ACCESSIBLE_ROLE_HEADING, node);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, level, -1);
  gtk_widget_add_css_class (label, level == 1 ? "title-1" : "title-4");
  gtk_widget_add_css_class (label, "help-heading");
}

static void
add_code (CrmHelpView *self, GtkBox *box, cmark_node *node)
{
  g_autofree char *markup = crm_help_markup_from_node (node, self->page->right_to_left);
  GtkWidget       *label = add_label (self, box, GTK_ACCESSIBLE_ROLE_LABEL, markup);

  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (label, "card");
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "help-code");
}

static char *
dup_marker (CrmHelpView *self, cmark_node *list, int number)
{
  g_autofree char *latin = g_strdup_printf ("%d.", number);

  if (cmark_node_get_list_type (list) != CMARK_ORDERED_LIST)
    return g_strdup ("•");

  return self->page->right_to_left ? crm_text_persian_digits (latin) : g_steal_pointer (&latin);
}

static void add_blocks (CrmHelpView *self, GtkBox *box, cmark_node *parent);

/* The marker is laid over the margin of its item: beside it, in a box, a label that wraps is asked how wide it must be for its height, and the floor's
 * answer is wrong where a line has letters of two scripts. */
static GtkWidget *
new_item (CrmHelpView *self, cmark_node *list, cmark_node *item, int number)
{
  gboolean         ordered = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST;
  g_autofree char *text = dup_marker (self, list, number);
  GtkWidget       *row = g_object_new (GTK_TYPE_OVERLAY, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget       *marker = g_object_new (GTK_TYPE_LABEL, "accessible-role", ordered ? GTK_ACCESSIBLE_ROLE_LABEL : GTK_ACCESSIBLE_ROLE_PRESENTATION, "label", text, "halign", GTK_ALIGN_START, "valign", GTK_ALIGN_START, NULL);
  GtkWidget       *blocks = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 9, "margin-start", ordered ? 24 : 15, NULL);

  gtk_widget_add_css_class (marker, "dim-label");
  gtk_overlay_set_child (GTK_OVERLAY (row), blocks);
  gtk_overlay_add_overlay (GTK_OVERLAY (row), marker);
  add_blocks (self, GTK_BOX (blocks), item);

  return row;
}

static void
add_list (CrmHelpView *self, GtkBox *box, cmark_node *list)
{
  GtkWidget *rows = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);
  int        number = cmark_node_get_list_start (list);

  for (cmark_node *item = cmark_node_first_child (list); item != NULL; item = cmark_node_next (item))
    gtk_box_append (GTK_BOX (rows), new_item (self, list, item, number++));
  gtk_box_append (box, rows);
}

static void
add_block (CrmHelpView *self, GtkBox *box, cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (type == CMARK_NODE_HEADING)
    add_heading (self, box, node);
  else if (type == CMARK_NODE_CODE_BLOCK)
    add_code (self, box, node);
  else if (type == CMARK_NODE_LIST)
    add_list (self, box, node);
  else if (crm_help_markup_is_text (node))
    add_text (self, box, GTK_ACCESSIBLE_ROLE_LABEL, node);
  else
    add_blocks (self, box, node);
}

static void
add_blocks (CrmHelpView *self, GtkBox *box, cmark_node *parent)
{
  for (cmark_node *node = cmark_node_first_child (parent); node != NULL; node = cmark_node_next (node))
    add_block (self, box, node);
}

static void
scroll (CrmHelpView *self, GtkScrollType how)
{
  gboolean done;

  g_signal_emit_by_name (self->scroller, "scroll-child", how, FALSE, &done);
}

static gboolean
is_letter (guint key, GdkModifierType state)
{
  gunichar c = gdk_keyval_to_unicode (key);

  return c > ' ' && c != 0x7f && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0;
}

static gboolean
key_pressed_cb (CrmHelpView *self, guint key, guint code, GdkModifierType state, GtkEventController *controller)
{
  static const struct
  {
    guint         key;
    GtkScrollType how;
  } ways[] = {
    { GDK_KEY_Down, GTK_SCROLL_STEP_DOWN },
    { GDK_KEY_Up, GTK_SCROLL_STEP_UP },
    { GDK_KEY_space, GTK_SCROLL_PAGE_DOWN },
    { GDK_KEY_Home, GTK_SCROLL_START },
    { GDK_KEY_End, GTK_SCROLL_END },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if (ways[i].key != key || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
        continue;
      scroll (self, ways[i].how);
      return GDK_EVENT_STOP;
    }
  if (!is_letter (key, state))
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[TYPED], 0, controller);

  return GDK_EVENT_STOP;
}

static void
stop_seeking (CrmHelpView *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  self->sought = NULL;
}

/* What has the focus is scrolled into sight, once it has a place. */
static gboolean
seek (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CrmHelpView *self = CRM_HELP_VIEW (widget);

  if (gtk_widget_get_height (self->sought) == 0)
    return G_SOURCE_CONTINUE;

  gtk_widget_grab_focus (self->sought);
  self->tick = 0;
  self->sought = NULL;

  return G_SOURCE_REMOVE;
}

static GtkWidget *
find_label (CrmHelpView *self, char **words)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      if (crm_help_words_are_in (words, gtk_label_get_text (g_ptr_array_index (self->labels, i))))
        return g_ptr_array_index (self->labels, i);
    }

  return NULL;
}

static gboolean
crm_help_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean inside = gtk_widget_get_focus_child (widget) != NULL;

  /* The view itself is the stop before the first text. */
  if (!inside && !gtk_widget_is_focus (widget) && direction == GTK_DIR_TAB_FORWARD)
    return gtk_widget_grab_focus (widget);
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;

  return gtk_widget_child_focus (GTK_WIDGET (CRM_HELP_VIEW (widget)->scroller), direction);
}

static gboolean
crm_help_view_grab_focus (GtkWidget *widget)
{
  gtk_root_set_focus (gtk_widget_get_root (widget), widget);

  return TRUE;
}

static void
crm_help_view_dispose (GObject *object)
{
  CrmHelpView *self = CRM_HELP_VIEW (object);

  stop_seeking (self);
  g_clear_pointer ((GtkWidget **) &self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (crm_help_view_parent_class)->dispose (object);
}

static void
crm_help_view_finalize (GObject *object)
{
  g_ptr_array_unref (CRM_HELP_VIEW (object)->labels);

  G_OBJECT_CLASS (crm_help_view_parent_class)->finalize (object);
}

static void
crm_help_view_class_init (CrmHelpViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_help_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_help_view_finalize;
  widget_class->focus = crm_help_view_focus;
  widget_class->grab_focus = crm_help_view_grab_focus;

  signals[LINK] = g_signal_new ("link", CRM_TYPE_HELP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TYPED] = g_signal_new ("typed", CRM_TYPE_HELP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_EVENT_CONTROLLER_KEY);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gtk_widget_class_set_css_name (widget_class, "crm-help-view");
}

static void
crm_help_view_init (CrmHelpView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->labels = g_ptr_array_new ();
  self->clamp = g_object_new (ADW_TYPE_CLAMP, "maximum-size", WIDTH, NULL);
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "child", self->clamp, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * crm_help_view_show:
 * @words: (nullable): of crm_help_words(): the text that has them is shown first, and gets the focus
 *
 * Shows a page from its beginning. The page is not kept.
 */
void
crm_help_view_show (CrmHelpView *self, const CrmHelpPage *page, char **words)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, NULL);

  /* The floor draws a label with links wrongly where nothing has the focus, as when what had it is gone. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  stop_seeking (self);
  g_ptr_array_set_size (self->labels, 0);
  self->page = page;
  gtk_widget_add_css_class (box, "help-page");
  add_blocks (self, GTK_BOX (box), page->document);
  self->page = NULL;
  adw_clamp_set_child (self->clamp, box);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, page->title, -1);

  self->sought = words != NULL && words[0] != NULL ? find_label (self, words) : NULL;
  if (self->sought != NULL)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), seek, NULL, NULL);
}
