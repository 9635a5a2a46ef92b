/* The window of Ctrl+K: one entry, and below it what is found, of which the first is chosen already.
 *
 * The cursor stays in the entry; Up and Down move the choice. What is chosen is done after the palette is gone, by the widget it was opened
 * for: so it finds the window as it was. */

#include "config.h"

#include "crm-palette.h"

#include "crm-contact-point.h"
#include "crm-expose.h"
#include "crm-expression.h"
#include "crm-finder.h"
#include "crm-hit-row.h"
#include "crm-record-editor.h"

#include <glib/gi18n-lib.h>

struct _CrmPalette
{
  AdwWindow parent_instance;

  GtkEditable       *entry;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;
  GtkLabel          *hint;

  CrmContext *context;  /* (owned) */
  CrmFinder  *finder;   /* (owned) */
  GtkWidget  *target;   /* (owned): does the commands */
  GPtrArray  *pages;    /* (owned) (element-type CrmCommand) */
  GPtrArray  *commands; /* (owned) (element-type CrmCommand) */
  gboolean    moved;    /* the choice is the user's */
  gboolean    go;       /* Return was pressed before anything was found */
  gboolean    go_first; /* likewise, with Ctrl */
};

G_DEFINE_FINAL_TYPE (CrmPalette, crm_palette, ADW_TYPE_WINDOW)

/* How far Page Up and Page Down go. */
#define PAGE 8

static void
scroll_to (CrmPalette *self, GtkListBoxRow *row)
{
  GtkAdjustment  *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t place;

  if (gtk_list_box_row_get_index (row) == 0)
    gtk_adjustment_set_value (adjustment, 0);
  else if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &place))
    gtk_adjustment_clamp_page (adjustment, place.origin.y, place.origin.y + place.size.height);
}

static void
choose (CrmPalette *self, int index)
{
  GtkListBoxRow   *row = gtk_list_box_get_row_at_index (self->list, index);
  g_autofree char *name = NULL;

  if (row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  scroll_to (self, row);
  name = crm_hit_row_dup_name (CRM_HIT_ROW (row));
  crm_expose_chosen (GTK_WIDGET (self->entry), GTK_WIDGET (row), name);
}

static int
count_rows (CrmPalette *self)
{
  int n = 0;

  while (gtk_list_box_get_row_at_index (self->list, n) != NULL)
    n++;

  return n;
}

static void
move (CrmPalette *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int            index = row != NULL ? gtk_list_box_row_get_index (row) : 0;

  self->moved = TRUE;
  choose (self, CLAMP (index + by, 0, count_rows (self) - 1));
}

/* A tag shows who has it, as a view that nobody saved. */
static CrmRecord *
make_view (CrmRecord *tag)
{
  const char *name = crm_object_get_text (CRM_OBJECT (tag), "name");
  g_autoptr (CrmExpression) test = crm_expression_new_test ("tag", CRM_OP_EQUAL, name);
  g_autofree char *filter = crm_expression_to_string (test);
  CrmRecord       *view = crm_record_new ("saved_view");

  crm_object_set_text (CRM_OBJECT (view), "name", name);
  crm_object_set_text (CRM_OBJECT (view), "record_type", "person");
  crm_object_set_text (CRM_OBJECT (view), "filter", filter);

  return view;
}

/* Returns: (transfer full) (nullable): whom or what an activity is about */
static CrmRecord *
find_subject (CrmContext *context, CrmRecord *activity)
{
  GPtrArray *links = crm_object_get_items (CRM_OBJECT (activity), "links");

  if (links == NULL || links->len == 0)
    return NULL;

  return crm_store_get (crm_context_get_store (context), crm_object_get_integer (g_ptr_array_index (links, 0), "target"), NULL);
}

static void
saved_cb (CrmContext *context, CrmRecord *saved)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (CrmRecord) record = store != NULL ? crm_store_get (store, crm_record_get_id (saved), NULL) : NULL;

  if (record != NULL)
    crm_context_open (context, record);
}

static void
add_person (CrmContext *context, GtkWidget *target, const char *number)
{
  g_autoptr (CrmRecord) draft = crm_record_new ("person");
  CrmRecordEditor *editor;

  crm_context_take_on (context, draft);
  crm_object_add_item (CRM_OBJECT (draft), "contact_points", crm_contact_point_new ("phone", "mobile", number, crm_context_default_country (context)));
  editor = crm_record_editor_present (target, context, draft);
  g_signal_connect_object (editor, "saved", G_CALLBACK (saved_cb), context, G_CONNECT_SWAPPED);
}

static void
open_record (CrmContext *context, CrmHit *hit)
{
  g_autoptr (CrmRecord) other = NULL;

  if (hit->group == CRM_HIT_TAG)
    other = make_view (hit->record);
  else if (hit->group == CRM_HIT_EVENT)
    other = find_subject (context, hit->record);

  if (other != NULL || hit->group != CRM_HIT_EVENT)
    crm_context_open (context, other != NULL ? other : hit->record);
}

static void
perform (CrmPalette *self, CrmHit *hit, gboolean and_first)
{
  g_autoptr (CrmPalette) keep = g_object_ref (self);
  g_autoptr (CrmHit) held = crm_hit_ref (hit);

  gtk_window_close (GTK_WINDOW (self));
  if (held->command != NULL)
    crm_command_activate (held->command, self->target);
  else if (held->number != NULL)
    add_person (self->context, self->target, held->number);
  else
    open_record (self->context, held);
  if (held->record != NULL && (and_first || held->and_first))
    gtk_widget_activate_action (self->target, "win.do-first", NULL);
}

static void
accept (CrmPalette *self, gboolean and_first)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  self->go = crm_finder_is_searching (self->finder);
  self->go_first = and_first;
  if (!self->go && row != NULL)
    perform (self, crm_hit_row_get_hit (CRM_HIT_ROW (row)), and_first);
}

/* Rows that are there already are shown again, the others made or taken away. */
static void
show_hits (CrmPalette *self, GPtrArray *hits)
{
  const char    *words = crm_finder_get_words (self->finder);
  GtkListBoxRow *row;

  for (guint i = 0; i < hits->len; i++)
    {
      row = gtk_list_box_get_row_at_index (self->list, (int) i);
      if (row != NULL)
        {
          crm_hit_row_set_hit (CRM_HIT_ROW (row), g_ptr_array_index (hits, i), words);
          continue;
        }
      row = GTK_LIST_BOX_ROW (crm_hit_row_new ());
      crm_hit_row_set_hit (CRM_HIT_ROW (row), g_ptr_array_index (hits, i), words);
      gtk_list_box_append (self->list, GTK_WIDGET (row));
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) hits->len)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_list_box_invalidate_headers (self->list);
}

static void
found_cb (CrmPalette *self)
{
  g_autoptr (GPtrArray) hits = crm_finder_dup_hits (self->finder);

  show_hits (self, hits);
  if (!self->moved)
    choose (self, 0);
  if (self->go)
    accept (self, self->go_first);
}

static void
typed_cb (CrmPalette *self)
{
  self->moved = FALSE;
  self->go = FALSE;
  crm_finder_find (self->finder, gtk_editable_get_text (self->entry));
}

static void
close_cb (CrmPalette *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
row_activated_cb (CrmPalette *self, GtkListBoxRow *row)
{
  perform (self, crm_hit_row_get_hit (CRM_HIT_ROW (row)), FALSE);
}

static gboolean
key_pressed_cb (CrmPalette *self, guint key, guint code, GdkModifierType state)
{
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      move (self, PAGE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      move (self, -PAGE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      accept (self, (state & GDK_CONTROL_MASK) != 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static GtkWidget *
new_header (const char *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "crm-palette-header");

  return label;
}

static void
show_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *title = crm_hit_get_group_title (crm_hit_row_get_hit (CRM_HIT_ROW (row)));
  GtkWidget  *header = gtk_list_box_row_get_header (row);

  if (before != NULL && crm_hit_row_get_hit (CRM_HIT_ROW (before))->group == crm_hit_row_get_hit (CRM_HIT_ROW (row))->group)
    gtk_list_box_row_set_header (row, NULL);
  else if (header != NULL)
    gtk_label_set_text (GTK_LABEL (header), title);
  else
    gtk_list_box_row_set_header (row, new_header (title));
}

static void
crm_palette_dispose (GObject *object)
{
  CrmPalette *self = CRM_PALETTE (object);

  if (self->finder != NULL)
    g_signal_handlers_disconnect_by_data (self->finder, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_PALETTE);
  g_clear_object (&self->finder);
  g_clear_object (&self->target);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_palette_parent_class)->dispose (object);
}

static void
crm_palette_finalize (GObject *object)
{
  CrmPalette *self = CRM_PALETTE (object);

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->commands, g_ptr_array_unref);

  G_OBJECT_CLASS (crm_palette_parent_class)->finalize (object);
}

static void
crm_palette_class_init (CrmPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_palette_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_palette_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/find/crm-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, CrmPalette, scroller);
  gtk_widget_class_bind_template_child (widget_class, CrmPalette, list);
  gtk_widget_class_bind_template_child (widget_class, CrmPalette, hint);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
show_hint (CrmPalette *self)
{
  g_autofree char *key = gtk_accelerator_get_label (GDK_KEY_Return, GDK_CONTROL_MASK);
  g_autofree char *shown = g_strdup_printf ("\342\201\246%s\342\201\251", key);
  /* Translators: at the foot of a search; %s is a key */
  g_autofree char *hint = g_strdup_printf (_ ("%s: open and log a call · >: what can be done here"), shown);

  gtk_label_set_text (self->hint, hint);
}

static void
crm_palette_init (CrmPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  show_hint (self);
  gtk_list_box_set_header_func (self->list, show_header_cb, NULL, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->entry), GTK_WIDGET (self));
}

static void
offer (CrmPalette *self, CrmHitGroup group, GPtrArray *commands)
{
  for (guint i = 0; i < commands->len; i++)
    crm_finder_offer (self->finder, group, g_ptr_array_index (commands, i));
}

/**
 * crm_palette_new:
 * @target: what does the commands, itself or by what it is in; its window is the one the palette is for
 * @pages: (element-type CrmCommand): what shows a page, with its title
 * @commands: (element-type CrmCommand): what can be done now, with titles
 * @words: (nullable): what is looked for at first
 *
 * Returns: (transfer full): a dialog, for crm_dialog_present()
 */
GtkWindow *
crm_palette_new (CrmContext *context, GtkWidget *target, GPtrArray *pages, GPtrArray *commands, const char *words)
{
  CrmPalette *self = g_object_new (CRM_TYPE_PALETTE, NULL);

  self->context = g_object_ref (context);
  self->target = g_object_ref (target);
  self->pages = g_ptr_array_ref (pages);
  self->commands = g_ptr_array_ref (commands);
  self->finder = crm_finder_new (context);
  g_signal_connect_object (self->finder, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  offer (self, CRM_HIT_ACTION, commands);
  offer (self, CRM_HIT_PAGE, pages);
  if (words != NULL)
    gtk_editable_set_text (self->entry, words);
  typed_cb (self);

  return GTK_WINDOW (self);
}
