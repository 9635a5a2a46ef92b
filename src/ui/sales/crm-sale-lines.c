/* Each row edits a copy of its line; whatever is edited makes a new set of lines of all copies. A line without words, product and price is not put
 * into it: a row that was added and left empty is as if it had never been. */

#include "config.h"

#include "crm-sale-lines.h"

#include "crm-format.h"
#include "crm-money.h"
#include "crm-product.h"
#include "crm-record-picker.h"
#include "crm-sale-line-row.h"
#include "crm-sale-next.h"
#include "crm-sale-prices.h"
#include "crm-tax.h"

#include <glib/gi18n-lib.h>

struct _CrmSaleLines
{
  GtkWidget parent_instance;

  CrmContext   *context;                   /* (owned) */
  CrmRecord    *record;                    /* (owned) (nullable) */
  GPtrArray    *taxes;                     /* (owned) (element-type CrmRecord) */
  GPtrArray    *lines;                     /* (owned) (element-type CrmSaleLineRow) */
  GtkWidget    *head;                      /* a child */
  GtkSizeGroup *columns[CRM_SALE_COLUMNS]; /* (owned) */
  gboolean      fixed;
  gboolean      narrow;
  CrmRecord    *sent;   /* (owned) (nullable): the newest of ours that are on their way */
  guint         saving; /* how many are */
  gboolean      taking; /* what is typed is being read */

  /* Template widgets */
  GtkWidget     *top;
  GtkBox        *head_place;
  GtkBox        *rows;
  GtkLabel      *problem;
  GtkWidget     *adders;
  GtkMenuButton *product;
  GtkGrid       *sums;
};

G_DEFINE_FINAL_TYPE (CrmSaleLines, crm_sale_lines, GTK_TYPE_WIDGET)

static const char *
get_text (CrmSaleLines *self, const char *field)
{
  return crm_object_get_text (CRM_OBJECT (self->record), field);
}

static gboolean
is_empty (CrmObject *line)
{
  return crm_object_get_text (line, "text") == NULL && crm_object_get_integer (line, "product") == CRM_UNSET && crm_object_get_integer (line, "price") == CRM_UNSET;
}

static void
set_problem (CrmSaleLines *self, const char *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

/* What the taxes are on the document's day: the file says it when it is saved, the sums already now. */
static void
settle_tax (CrmSaleLines *self, CrmObject *line)
{
  gint64 id = crm_object_get_integer (line, "tax");

  for (guint i = 0; i < self->taxes->len; i++)
    {
      if (crm_record_get_id (self->taxes->pdata[i]) == id)
        crm_object_set_text (line, "tax_percent", crm_tax_get_percent (self->taxes->pdata[i], get_text (self, "date")));
    }
}

/* The lines as they are typed, in a draft of the document. */
static CrmRecord *
make_draft (CrmSaleLines *self)
{
  CrmRecord *draft = crm_record_edit (self->record);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->lines->len; i++)
    {
      CrmItem *line = crm_sale_line_row_get_line (self->lines->pdata[i]);
      CrmItem *item;

      if (is_empty (CRM_OBJECT (line)))
        continue;
      item = crm_item_copy (line);
      crm_object_set_integer (CRM_OBJECT (item), "position", (gint64) items->len + 1);
      settle_tax (self, CRM_OBJECT (item));
      crm_item_ensure_id (item, items);
      crm_item_set_id (line, crm_item_get_id (item));
      g_ptr_array_add (items, item);
    }
  crm_object_set_items (CRM_OBJECT (draft), "lines", items);

  return draft;
}

static void
add_sum (CrmSaleLines *self, const char *title, gint64 amount, gboolean strong)
{
  g_autofree char *text = crm_format_money (self->context, amount, get_text (self, "currency"));
  GtkWidget       *name = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, NULL);
  GtkWidget       *value = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? 0.0 : 1.0, "selectable", TRUE, NULL);
  int              row = 0;

  while (gtk_grid_get_child_at (self->sums, 0, row) != NULL)
    row++;
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (name, strong ? "heading" : "dim-label");
  if (strong)
    gtk_widget_add_css_class (value, "heading");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  gtk_grid_attach (self->sums, name, 0, row, 1, 1);
  gtk_grid_attach (self->sums, value, 1, row, 1, 1);
}

static void
show_sums (CrmSaleLines *self, const CrmSaleTotals *totals)
{
  gboolean included = crm_object_get_boolean (CRM_OBJECT (self->record), "tax_included");

  while (gtk_grid_get_child_at (self->sums, 0, 0) != NULL)
    gtk_grid_remove_row (self->sums, 0);
  if (totals->discount != 0)
    {
      add_sum (self, _ ("Before discounts"), totals->gross, FALSE);
      add_sum (self, _ ("Discounts"), -totals->discount, FALSE);
    }
  if (totals->tax != 0 && !included)
    add_sum (self, _ ("Without tax"), totals->net, FALSE);
  if (totals->tax != 0)
    add_sum (self, included ? _ ("Tax included") : _ ("Tax"), totals->tax, FALSE);
  add_sum (self, _ ("Total"), totals->total, TRUE);
}

static void
show_amounts (CrmSaleLines *self, GPtrArray *lines, const CrmSaleFigures *figures)
{
  guint shown = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      CrmSaleLineRow  *row = self->lines->pdata[i];
      gboolean         empty = is_empty (CRM_OBJECT (crm_sale_line_row_get_line (row)));
      g_autofree char *text = NULL;

      if (!empty && shown < lines->len)
        text = crm_money_format (figures[shown++].reduced, get_text (self, "currency"), crm_context_get_culture (self->context), CRM_MONEY_STYLE_FIGURES);
      crm_sale_line_row_set_amount (row, text != NULL ? text : "");
    }
}

/* Returns: whether the lines can be so */
static gboolean
show_figures (CrmSaleLines *self, CrmRecord *document)
{
  g_autoptr (GPtrArray) lines = crm_sale_list_lines (CRM_OBJECT (document));
  g_autofree CrmSaleFigures *figures = NULL;
  g_autoptr (GError) error = NULL;
  CrmSaleTotals totals;

  if (!crm_sale_get_figures (CRM_OBJECT (document), lines, &figures, &totals, &error))
    {
      set_problem (self, error->message);
      return FALSE;
    }

  set_problem (self, NULL);
  show_amounts (self, lines, figures);
  show_sums (self, &totals);

  return TRUE;
}

static void show (CrmSaleLines *self);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmSaleLines) self = user_data;
  g_autoptr (GError) error = NULL;

  if (--self->saving == 0)
    g_clear_object (&self->sent);
  if (!crm_context_commit_finish (CRM_CONTEXT (source), result, &error) && self->record != NULL)
    set_problem (self, error->message);
  else if (self->saving == 0)
    show (self);
}

static void
commit (CrmSaleLines *self, CrmRecord *draft)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *shown = crm_format_title (self->record);
  g_autofree char *title = g_strdup_printf (_ ("Edited “%s”"), shown);

  g_ptr_array_add (records, g_object_ref (draft));
  self->saving++;
  g_set_object (&self->sent, draft);
  crm_context_commit_quietly (self->context, title, records, saved_cb, g_object_ref (self));
}

static void
edited_cb (CrmSaleLines *self)
{
  if (!self->taking)
    crm_sale_lines_save (self);
}

/* From the last line one goes on to the next, which is there already or is begun. */
static void
ended_cb (CrmSaleLines *self, CrmSaleLineRow *row)
{
  guint position = 0;

  g_ptr_array_find (self->lines, row, &position);
  if (position + 1 < self->lines->len)
    crm_sale_line_row_focus (self->lines->pdata[position + 1], FALSE);
  else
    crm_sale_lines_add (self);
}

static void
remove_cb (CrmSaleLines *self, CrmSaleLineRow *row)
{
  guint position = 0;

  if (!g_ptr_array_find (self->lines, row, &position))
    return;

  g_ptr_array_remove_index (self->lines, position);
  if (self->lines->len > 0)
    crm_sale_line_row_focus (self->lines->pdata[MIN (position, self->lines->len - 1)], FALSE);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->product));
  gtk_box_remove (self->rows, GTK_WIDGET (row));
  crm_sale_lines_save (self);
}

static CrmSaleLineRow *
append_row (CrmSaleLines *self, CrmItem *line)
{
  CrmSaleLineRow *row = CRM_SALE_LINE_ROW (crm_sale_line_row_new (self->context, self->taxes, self->columns));

  crm_sale_line_row_set_line (row, line);
  crm_sale_line_row_set_narrow (row, self->narrow);
  crm_sale_line_row_set_fixed (row, self->fixed);
  g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->lines, row);
  gtk_box_append (self->rows, GTK_WIDGET (row));

  return row;
}

static void
clear_rows (CrmSaleLines *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    gtk_box_remove (self->rows, self->lines->pdata[i]);
  g_ptr_array_set_size (self->lines, 0);
}

/* Whether the rows are about these lines; rows that are empty still are about none. */
static gboolean
has_rows_for (CrmSaleLines *self, GPtrArray *lines)
{
  guint found = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      CrmItem *line = crm_sale_line_row_get_line (self->lines->pdata[i]);

      if (is_empty (CRM_OBJECT (line)))
        continue;
      if (found >= lines->len || g_strcmp0 (crm_item_get_id (line), crm_item_get_id (lines->pdata[found])) != 0)
        return FALSE;
      found++;
    }

  return found == lines->len;
}

static void
refill (CrmSaleLines *self, GPtrArray *lines)
{
  guint next = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      CrmSaleLineRow *row = self->lines->pdata[i];
      g_autoptr (CrmItem) copy = NULL;

      if (is_empty (CRM_OBJECT (crm_sale_line_row_get_line (row))))
        continue;
      copy = crm_item_copy (lines->pdata[next++]);
      crm_sale_line_row_set_line (row, copy);
    }
}

/* As the file has it. While an edit of ours is on its way, what it says is newer. */
static void
show (CrmSaleLines *self)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (self->record == NULL || self->sent != NULL)
    return;

  lines = crm_sale_list_lines (CRM_OBJECT (self->record));
  if (has_rows_for (self, lines))
    {
      refill (self, lines);
    }
  else
    {
      clear_rows (self);
      for (guint i = 0; i < lines->len; i++)
        {
          g_autoptr (CrmItem) copy = crm_item_copy (lines->pdata[i]);

          append_row (self, copy);
        }
    }
  gtk_widget_set_visible (self->head, !self->narrow && self->lines->len > 0);
  show_figures (self, self->record);
}

/* What was issued says what it said. */
static void
show_fixed (CrmSaleLines *self)
{
  self->fixed = crm_sale_get_kind (self->record)->fixed && !crm_sale_is_draft (self->record);
  gtk_widget_set_visible (self->adders, !self->fixed);
  gtk_widget_set_visible (gtk_widget_get_last_child (self->head), !self->fixed);
  for (guint i = 0; i < self->lines->len; i++)
    crm_sale_line_row_set_fixed (self->lines->pdata[i], self->fixed);
}

static void
record_changed_cb (CrmSaleLines *self)
{
  show (self);
  show_fixed (self);
}

static void
product_picked_cb (CrmSaleLines *self, gint64 id)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) product = self->record != NULL && store != NULL ? crm_store_get (store, id, NULL) : NULL;
  g_autoptr (CrmItem) line = NULL;
  CrmSaleLineRow *row;

  if (product == NULL)
    return;

  line = crm_sale_line_new_of_product (product, crm_sale_prices_find_list (store, self->record, crm_context_get_culture (self->context)), get_text (self, "date"), get_text (self, "currency"));
  row = append_row (self, line);
  gtk_widget_set_visible (self->head, !self->narrow);
  crm_sale_line_row_focus (row, TRUE);
  crm_sale_lines_save (self);
}

static void
load_taxes (CrmSaleLines *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = crm_query_new ("tax");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_ptr_array_set_size (self->taxes, 0);
  crm_query_set_order (query, "created_at", FALSE);
  if (store == NULL || !crm_store_query (store, query, G_MAXUINT, ids, NULL))
    return;

  for (guint i = 0; i < ids->len; i++)
    {
      CrmRecord *tax = crm_store_get (store, g_array_index (ids, gint64, i), NULL);

      if (tax != NULL)
        g_ptr_array_add (self->taxes, tax);
    }
}

static void
crm_sale_lines_dispose (GObject *object)
{
  CrmSaleLines *self = CRM_SALE_LINES (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_SALE_LINES);
  for (guint i = 0; i < CRM_SALE_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->taxes, g_ptr_array_unref);
  g_clear_object (&self->sent);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_sale_lines_parent_class)->dispose (object);
}

static void
crm_sale_lines_class_init (CrmSaleLinesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_sale_lines_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/sales/crm-sale-lines.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmSaleLines, top);
  gtk_widget_class_bind_template_child (widget_class, CrmSaleLines, head_place);
  gtk_widget_class_bind_template_child (widget_class, CrmSaleLines, rows);
  gtk_widget_class_bind_template_child (widget_class, CrmSaleLines, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmSaleLines, adders);
  gtk_widget_class_bind_template_child (widget_class, CrmSaleLines, product);
  gtk_widget_class_bind_template_child (widget_class, CrmSaleLines, sums);
  gtk_widget_class_bind_template_callback (widget_class, crm_sale_lines_add);
}

static void
crm_sale_lines_init (CrmSaleLines *self)
{
  self->lines = g_ptr_array_new ();
  self->taxes = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < CRM_SALE_COLUMNS; i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->head = crm_sale_line_row_new_head (self->columns);
  gtk_widget_set_hexpand (self->head, TRUE);
  gtk_box_append (self->head_place, self->head);
}

GtkWidget *
crm_sale_lines_new (CrmContext *context)
{
  CrmSaleLines *self = g_object_new (CRM_TYPE_SALE_LINES, NULL);
  GtkWidget    *picker = crm_record_picker_new (context, "product");

  self->context = g_object_ref (context);
  gtk_menu_button_set_popover (self->product, picker);
  g_signal_connect_object (picker, "picked", G_CALLBACK (product_picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * crm_sale_lines_set_record:
 * @record: (nullable): a quote, an order or an invoice; what is being typed into the one before is saved
 */
void
crm_sale_lines_set_record (CrmSaleLines *self, CrmRecord *record)
{
  if (self->record == record)
    return;

  if (self->record != NULL)
    {
      crm_sale_lines_save (self);
      g_signal_handlers_disconnect_by_data (self->record, self);
    }
  clear_rows (self);
  set_problem (self, NULL);
  g_set_object (&self->record, record);
  if (record == NULL)
    return;

  load_taxes (self);
  g_clear_object (&self->sent);
  show_fixed (self);
  show (self);
  g_signal_connect_object (record, "notify", G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * crm_sale_lines_set_narrow:
 * @narrow: whether there is no room for columns
 */
void
crm_sale_lines_set_narrow (CrmSaleLines *self, gboolean narrow)
{
  self->narrow = narrow;
  for (guint i = 0; i < self->lines->len; i++)
    crm_sale_line_row_set_narrow (self->lines->pdata[i], narrow);
  gtk_widget_set_visible (self->head, !narrow && self->lines->len > 0);
}

/**
 * crm_sale_lines_save:
 *
 * Saves what was edited, if anything was.
 *
 * Returns: %FALSE where something is not understood or cannot be so, and is marked
 */
gboolean
crm_sale_lines_save (CrmSaleLines *self)
{
  g_autoptr (CrmRecord) draft = NULL;
  gboolean good = TRUE;
  guint    lines;

  if (self->record == NULL || self->fixed)
    return TRUE;

  self->taking = TRUE;
  for (guint i = 0; i < self->lines->len; i++)
    good = crm_sale_line_row_take (self->lines->pdata[i]) && good;
  self->taking = FALSE;
  if (!good)
    return FALSE;

  draft = make_draft (self);
  if (!show_figures (self, draft))
    return FALSE;
  lines = (guint) crm_object_class_find_field (CRM_OBJECT_GET_CLASS (draft), "lines");
  if (!crm_object_equal_field (CRM_OBJECT (draft), CRM_OBJECT (self->sent != NULL ? self->sent : self->record), lines))
    commit (self, draft);

  return TRUE;
}

/**
 * crm_sale_lines_add:
 *
 * Begins a line of words.
 */
void
crm_sale_lines_add (CrmSaleLines *self)
{
  g_autoptr (CrmItem) line = g_object_new (CRM_TYPE_SALE_LINE, NULL);
  CrmSaleLineRow *row;

  if (self->record == NULL || self->fixed)
    return;

  crm_object_set_text (CRM_OBJECT (line), "currency", get_text (self, "currency"));
  row = append_row (self, line);
  gtk_widget_set_visible (self->head, !self->narrow);
  crm_sale_line_row_focus (row, FALSE);
}

/**
 * crm_sale_lines_pick_product:
 *
 * Asks which product comes next.
 */
void
crm_sale_lines_pick_product (CrmSaleLines *self)
{
  if (self->record != NULL && !self->fixed)
    gtk_menu_button_popup (self->product);
}
