/* The eyes and the hand of the tour, loaded into the program (LD_PRELOAD).
 *
 * The eyes look over every widget on the screen whenever the tour sends SIGUSR1, and write what is wrong with its place into the file
 * CRM_TOUR_REPORT: text that is cut without an ellipsis, a widget that got less room than it needs, what stands beyond the window's edge, a window
 * that a phone's screen is too narrow for.
 * The last line says how many checks were made, how many windows there are, and which widgets of ours were seen.
 *
 * The hand does, on SIGUSR2, the action that is named in CRM_TOUR_WISH, wherever on the screen it can be done; only the window's own actions
 * can be had from outside. The report says whether it was. */

#include <glib-unix.h>
#include <gtk/gtk.h>

/* Rounding, and letters whose ink is wider than their place. */
#define SLACK 2

/* The margins of a style sheet belong to a minimum and cannot be asked for: these are the widest of libadwaita, those of a status
 * page. What is squeezed by less shows by its text. */
#define STYLE_MARGIN 72

/* The width of the narrowest screen. */
#define NARROWEST 360

/* Letters of a text that are told. */
#define TEXT_SHOWN 60

typedef struct
{
  GString *report; /* (owned) */
  GString *shown;  /* (owned): types of ours that are on the screen, and bars of progress */
  guint    checks;
  guint    windows; /* that are on the screen */
  GtkRoot *root;
} Look;

static char *
dup_way (GtkWidget *widget)
{
  GString *way = g_string_new (NULL);

  for (guint i = 0; widget != NULL && i < 4; i++)
    {
      if (i > 0)
        g_string_prepend (way, " > ");
      g_string_prepend (way, G_OBJECT_TYPE_NAME (widget));
      widget = gtk_widget_get_parent (widget);
    }

  return g_string_free (way, FALSE);
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));

  return NULL;
}

static void
tell (Look *self, GtkWidget *widget, const char *what, int has, int needs)
{
  g_autofree char *way = dup_way (widget);
  const char      *text = get_text (widget);
  g_autofree char *begin = text != NULL ? g_utf8_substring (text, 0, MIN (TEXT_SHOWN, g_utf8_strlen (text, -1))) : NULL;
  g_autofree char *quoted = begin != NULL ? g_strconcat (" “", g_strdelimit (begin, "\n", ' '), "”", NULL) : g_strdup ("");

  g_string_append_printf (self->report, "%s (%d of %d): %s%s\n", what, has, needs, way, quoted);
}

static void
check_text (Look *self, GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;

  if (get_text (widget) == NULL)
    return;

  if (GTK_IS_LABEL (widget))
    {
      if (gtk_label_get_ellipsize (GTK_LABEL (widget)) != PANGO_ELLIPSIZE_NONE)
        return;
      layout = g_object_ref (gtk_label_get_layout (GTK_LABEL (widget)));
    }
  else
    {
      if (gtk_inscription_get_text_overflow (GTK_INSCRIPTION (widget)) != GTK_INSCRIPTION_OVERFLOW_CLIP)
        return;
      layout = gtk_widget_create_pango_layout (widget, get_text (widget));
    }
  self->checks++;
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > gtk_widget_get_width (widget) + SLACK)
    tell (self, widget, "text is cut", gtk_widget_get_width (widget), width);
  else if (height > gtk_widget_get_height (widget) + SLACK)
    tell (self, widget, "text is cut in height", gtk_widget_get_height (widget), height);
}

/* What scrolls has what is seen of it for its room. */
static void
check_room (Look *self, GtkWidget *widget)
{
  int             around_x = gtk_widget_get_margin_start (widget) + gtk_widget_get_margin_end (widget);
  int             around_y = gtk_widget_get_margin_top (widget) + gtk_widget_get_margin_bottom (widget);
  int             minimum, width, height;
  graphene_rect_t bounds;

  if (GTK_IS_SCROLLABLE (widget) || !gtk_widget_compute_bounds (widget, widget, &bounds))
    return;

  width = (int) bounds.size.width + around_x;
  height = (int) bounds.size.height + around_y;
  self->checks++;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > width + STYLE_MARGIN)
    {
      tell (self, widget, "too narrow", width, minimum);
      return;
    }

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, MAX (width, minimum) + STYLE_MARGIN, &minimum, NULL, NULL, NULL);
  if (minimum > height + STYLE_MARGIN)
    tell (self, widget, "too low", height, minimum);
}

static gboolean
may_be_beyond (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      GtkPolicyType sideways = GTK_POLICY_NEVER;

      if (GTK_IS_SCROLLED_WINDOW (widget))
        gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &sideways, NULL);
      if (sideways != GTK_POLICY_NEVER)
        return TRUE;
    }

  return FALSE;
}

static void
check_edge (Look *self, GtkWidget *widget)
{
  graphene_rect_t bounds;
  int             width = gtk_widget_get_width (GTK_WIDGET (self->root));

  if (gtk_widget_get_first_child (widget) != NULL || may_be_beyond (widget) || !gtk_widget_compute_bounds (widget, GTK_WIDGET (self->root), &bounds))
    return;

  self->checks++;
  if (bounds.origin.x < -SLACK)
    tell (self, widget, "beyond the window's left edge", (int) bounds.origin.x, 0);
  else if (bounds.origin.x + bounds.size.width > (float) (width + SLACK))
    tell (self, widget, "beyond the window's right edge", (int) (bounds.origin.x + bounds.size.width), width);
}

/* Without the frame, which a window that fills a screen has none of. */
static void
check_narrowest (Look *self, GtkWidget *window)
{
  int minimum;

  self->checks++;
  gtk_widget_measure (gtk_window_get_child (GTK_WINDOW (window)), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > NARROWEST)
    tell (self, window, "a window too wide for a narrow screen", NARROWEST, minimum);
}

/* What a container holds back because there is no room belongs to it, so the first that has too little is the one to tell of. */
static void
look_at (Look *self, GtkWidget *widget)
{
  gsize before = self->report->len;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget) || GTK_IS_SCROLLBAR (widget))
    return;

  if (g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Crm") || GTK_IS_PROGRESS_BAR (widget))
    g_string_append_printf (self->shown, " %s", G_OBJECT_TYPE_NAME (widget));
  if (!GTK_IS_WINDOW (widget))
    {
      check_room (self, widget);
      check_text (self, widget);
      check_edge (self, widget);
    }
  if (self->report->len != before)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    look_at (self, child);
}

static gboolean
look_cb (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  Look        look = { g_string_new (NULL), g_string_new (NULL), 0, 0, NULL };

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      look.root = GTK_ROOT (window);
      if (gtk_widget_get_mapped (window))
        {
          look.windows++;
          check_narrowest (&look, window);
        }
      look_at (&look, window);
    }
  g_string_append_printf (look.report, "checked %u %u%s\n", look.checks, look.windows, look.shown->str);
  g_file_set_contents (g_getenv ("CRM_TOUR_REPORT"), look.report->str, (gssize) look.report->len, NULL);
  g_string_free (look.report, TRUE);
  g_string_free (look.shown, TRUE);

  return G_SOURCE_CONTINUE;
}

static gboolean
act_in (GtkWidget *widget, const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (act_in (child, action))
        return TRUE;
    }

  return gtk_widget_get_first_child (widget) == NULL && g_action_parse_detailed_name (action, &name, &target, NULL) && gtk_widget_activate_action_variant (widget, name, target);
}

static gboolean
act_cb (gpointer data)
{
  GListModel      *windows = gtk_window_get_toplevels ();
  g_autofree char *action = NULL;
  gboolean         done = FALSE;

  g_file_get_contents (g_getenv ("CRM_TOUR_WISH"), &action, NULL, NULL);
  for (guint i = 0; action != NULL && !done && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      done = act_in (window, action);
    }
  g_file_set_contents (g_getenv ("CRM_TOUR_REPORT"), done ? "done" : "", -1, NULL);

  return G_SOURCE_CONTINUE;
}

__attribute__ ((constructor)) static void
open_eyes (void)
{
  /* Only in the program itself, not in what it starts. */
  g_unsetenv ("LD_PRELOAD");
  g_unix_signal_add (SIGUSR1, look_cb, NULL);
  g_unix_signal_add (SIGUSR2, act_cb, NULL);
}
