#include "config.h"

#include "crm-sale-line-row.h"

#include "crm-format.h"
#include "crm-sale-cell.h"
#include "crm-sale-line.h"

#include <glib/gi18n-lib.h>

/* Pixels that the columns have at least. */
enum
{
  QUANTITY_WIDTH = 60,
  PRICE_WIDTH = 94,
  DISCOUNT_WIDTH = 54,
  TAX_WIDTH = 80,
  AMOUNT_WIDTH = 92,
};

typedef enum
{
  TEXT,
  QUANTITY,
  PRICE,
  DISCOUNT,
  N_CELLS,
} Cell;

static const struct
{
  const char *field;
  int         width; /* -1 for all that is left */
} cells[N_CELLS] = {
  [TEXT] = { "text", -1 },
  [QUANTITY] = { "quantity", QUANTITY_WIDTH },
  [PRICE] = { "price", PRICE_WIDTH },
  [DISCOUNT] = { "discount_percent", DISCOUNT_WIDTH },
};

#define N_CAPTIONS 3

struct _CrmSaleLineRow
{
  AdwBin parent_instance;

  CrmContext  *context; /* (owned) */
  CrmItem     *line;    /* (owned) (nullable) */
  GPtrArray   *taxes;   /* (owned) (element-type CrmRecord) */
  GtkGrid     *grid;    /* the child */
  CrmSaleCell *cells[N_CELLS];
  GtkDropDown *tax;
  GtkLabel    *tax_name; /* where it cannot be chosen any more */
  GtkLabel    *amount;
  GtkWidget   *remove;
  GtkWidget   *captions[N_CAPTIONS]; /* where no head stands above the columns */
  gboolean     filling;
  gboolean     narrow;
  gboolean     fixed;
};

G_DEFINE_FINAL_TYPE (CrmSaleLineRow, crm_sale_line_row, ADW_TYPE_BIN)

enum
{
  EDITED,
  ENDED,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const CrmField *
find_field (const char *name)
{
  static CrmObjectClass *klass;
  guint                  n_fields;

  if (klass == NULL)
    klass = g_type_class_ref (CRM_TYPE_SALE_LINE);

  return &crm_object_class_get_fields (klass, &n_fields)[crm_object_class_find_field (klass, name)];
}

/* Figures stand on the right in every window, so that their units are above each other. */
static double
get_right (void)
{
  return gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? 0 : 1;
}

static void
place (CrmSaleLineRow *self, gpointer widget, int column, int row, int width)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->grid));
  GtkLayoutChild   *child = gtk_layout_manager_get_layout_child (layout, widget);

  g_object_set (child, "column", column, "row", row, "column-span", width, NULL);
}

/* In one row, or the words above what is counted, and that above what comes off and on. */
static void
arrange (CrmSaleLineRow *self)
{
  for (guint i = 0; i < N_CAPTIONS; i++)
    {
      gtk_widget_set_visible (self->captions[i], self->narrow);
      place (self, self->captions[i], (int) i, 1, i + 1 < N_CAPTIONS ? 1 : 2);
    }
  if (!self->narrow)
    {
      for (Cell i = TEXT; i < N_CELLS; i++)
        place (self, self->cells[i], (int) i, 0, 1);
      place (self, self->tax, N_CELLS, 0, 1);
      place (self, self->tax_name, N_CELLS, 0, 1);
      place (self, self->amount, N_CELLS + 1, 0, 1);
      place (self, self->remove, N_CELLS + 2, 0, 1);
      return;
    }

  place (self, self->cells[TEXT], 0, 0, 3);
  place (self, self->remove, 3, 0, 1);
  place (self, self->cells[QUANTITY], 0, 2, 1);
  place (self, self->cells[PRICE], 1, 2, 1);
  place (self, self->amount, 2, 2, 2);
  place (self, self->cells[DISCOUNT], 0, 3, 1);
  place (self, self->tax, 1, 3, 1);
  place (self, self->tax_name, 1, 3, 1);
}

static void
edited (CrmSaleLineRow *self)
{
  g_signal_emit (self, signals[EDITED], 0);
}

static void
next_cb (CrmSaleLineRow *self, CrmSaleCell *cell)
{
  for (Cell i = TEXT; i + 1 < N_CELLS; i++)
    {
      if (self->cells[i] == cell)
        {
          gtk_widget_grab_focus (GTK_WIDGET (self->cells[i + 1]));
          return;
        }
    }
  g_signal_emit (self, signals[ENDED], 0);
}

static void
remove_cb (CrmSaleLineRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

/* The first is none, and behind those of the file may be one that only the line knows. */
static void
tax_chosen_cb (CrmSaleLineRow *self)
{
  guint      selected = gtk_drop_down_get_selected (self->tax);
  CrmRecord *tax = selected > 0 && selected <= self->taxes->len ? self->taxes->pdata[selected - 1] : NULL;

  if (self->filling || self->line == NULL || selected > self->taxes->len)
    return;

  crm_object_set_integer (CRM_OBJECT (self->line), "tax", tax != NULL ? crm_record_get_id (tax) : CRM_UNSET);
  crm_object_set_text (CRM_OBJECT (self->line), "tax_percent", NULL);
  edited (self);
}

static void
show_tax (CrmSaleLineRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64      tax = crm_object_get_integer (CRM_OBJECT (self->line), "tax");
  const char *percent = crm_object_get_text (CRM_OBJECT (self->line), "tax_percent");
  guint       selected = 0;

  gtk_string_list_append (names, C_ ("tax", "No tax"));
  for (guint i = 0; i < self->taxes->len; i++)
    {
      g_autofree char *name = crm_format_title (self->taxes->pdata[i]);

      gtk_string_list_append (names, name);
      if (crm_record_get_id (self->taxes->pdata[i]) == tax)
        selected = i + 1;
    }
  if (selected == 0 && percent != NULL)
    {
      g_autofree char *shown = crm_culture_digits (crm_context_get_culture (self->context), percent);
      /* Translators: %s is a number: a rate of tax */
      g_autofree char *text = g_strdup_printf (_ ("%s %%"), shown);

      gtk_string_list_append (names, text);
      selected = self->taxes->len + 1;
    }
  gtk_drop_down_set_model (self->tax, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->tax, selected);
  gtk_label_set_text (self->tax_name, selected > 0 ? gtk_string_list_get_string (names, selected) : "");
}

static void
setup_tax_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "xalign", 0.0, "width-chars", 6, "max-width-chars", 8, NULL));
}

static void
bind_tax_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *name = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (name));
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), gtk_string_object_get_string (name));
}

static GtkDropDown *
new_tax (void)
{
  GtkDropDown *tax = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_tax_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_tax_cb), NULL);
  gtk_drop_down_set_factory (tax, factory);
  gtk_widget_set_size_request (GTK_WIDGET (tax), TAX_WIDTH, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tax), GTK_ACCESSIBLE_PROPERTY_LABEL, crm_field_get_label (find_field ("tax")), -1);

  return tax;
}

static GtkWidget *
new_remove (void)
{
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Remove the Line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove the Line"), -1);

  return remove;
}

static GtkWidget *
new_head (const char *text, double xalign)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", xalign, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static void
crm_sale_line_row_dispose (GObject *object)
{
  CrmSaleLineRow *self = CRM_SALE_LINE_ROW (object);

  g_clear_pointer (&self->taxes, g_ptr_array_unref);
  g_clear_object (&self->line);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_sale_line_row_parent_class)->dispose (object);
}

static void
crm_sale_line_row_class_init (CrmSaleLineRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_sale_line_row_dispose;
  signals[EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_sale_line_row_init (CrmSaleLineRow *self)
{
  self->grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 6, "row-spacing", 6, NULL);
  self->tax = new_tax ();
  self->tax_name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "width-request", TAX_WIDTH, "max-width-chars", 1, "ellipsize", PANGO_ELLIPSIZE_END, "visible", FALSE, NULL);
  self->amount = g_object_new (GTK_TYPE_LABEL, "xalign", get_right (), "width-request", AMOUNT_WIDTH, "max-width-chars", 1, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  self->remove = new_remove ();
  for (guint i = 0; i < N_CAPTIONS; i++)
    self->captions[i] = new_head ("", get_right ());
  gtk_label_set_text (GTK_LABEL (self->captions[0]), crm_field_get_label (find_field ("quantity")));
  gtk_label_set_text (GTK_LABEL (self->captions[1]), crm_field_get_label (find_field ("price")));
  gtk_label_set_text (GTK_LABEL (self->captions[2]), _ ("Amount"));
  gtk_widget_add_css_class (GTK_WIDGET (self->amount), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self), "sale-line");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
}

static void
join_columns (CrmSaleLineRow *self, GtkSizeGroup *const *columns)
{
  GtkWidget *widgets[CRM_SALE_COLUMNS] = { GTK_WIDGET (self->cells[QUANTITY]), GTK_WIDGET (self->cells[PRICE]), GTK_WIDGET (self->cells[DISCOUNT]), GTK_WIDGET (self->tax), GTK_WIDGET (self->amount), self->remove };

  for (guint i = 0; i < CRM_SALE_COLUMNS; i++)
    gtk_size_group_add_widget (columns[i], widgets[i]);
  gtk_size_group_add_widget (columns[N_CELLS - 1], GTK_WIDGET (self->tax_name));
}

/**
 * crm_sale_line_row_new:
 * @taxes: (element-type CrmRecord): that may be chosen
 * @columns: (array fixed-size=6): which keep the columns of all rows and of their head as wide as each other
 */
GtkWidget *
crm_sale_line_row_new (CrmContext *context, GPtrArray *taxes, GtkSizeGroup *const *columns)
{
  CrmSaleLineRow *self = g_object_new (CRM_TYPE_SALE_LINE_ROW, NULL);

  self->context = g_object_ref (context);
  self->taxes = g_ptr_array_ref (taxes);
  for (Cell i = TEXT; i < N_CELLS; i++)
    {
      self->cells[i] = CRM_SALE_CELL (crm_sale_cell_new (context, find_field (cells[i].field), cells[i].width));
      g_signal_connect_object (self->cells[i], "taken", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->cells[i], "next", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
      gtk_grid_attach (self->grid, GTK_WIDGET (self->cells[i]), (int) i, 0, 1, 1);
    }
  gtk_grid_attach (self->grid, GTK_WIDGET (self->tax), N_CELLS, 0, 1, 1);
  gtk_grid_attach (self->grid, GTK_WIDGET (self->tax_name), N_CELLS, 0, 1, 1);
  gtk_grid_attach (self->grid, GTK_WIDGET (self->amount), N_CELLS + 1, 0, 1, 1);
  gtk_grid_attach (self->grid, self->remove, N_CELLS + 2, 0, 1, 1);
  for (guint i = 0; i < N_CAPTIONS; i++)
    gtk_grid_attach (self->grid, self->captions[i], (int) i, 1, 1, 1);
  join_columns (self, columns);
  g_signal_connect_object (self->tax, "notify::selected", G_CALLBACK (tax_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * crm_sale_line_row_new_head:
 *
 * Returns: (transfer floating): the heads of the columns
 */
GtkWidget *
crm_sale_line_row_new_head (GtkSizeGroup *const *columns)
{
  GtkWidget  *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget  *text = new_head (crm_field_get_label (find_field ("text")), 0);
  const char *labels[CRM_SALE_COLUMNS] = { crm_field_get_label (find_field ("quantity")), crm_field_get_label (find_field ("price")), _ ("Off (%)"), crm_field_get_label (find_field ("tax")), _ ("Amount"), "" };

  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (head), text);
  for (guint i = 0; i < CRM_SALE_COLUMNS; i++)
    {
      GtkWidget *label = new_head (labels[i], i == N_CELLS - 1 ? 0 : get_right ());

      gtk_size_group_add_widget (columns[i], label);
      gtk_box_append (GTK_BOX (head), label);
    }
  gtk_widget_add_css_class (head, "sale-line");

  return head;
}

/**
 * crm_sale_line_row_get_line:
 *
 * Returns: (transfer none): the line, as it has been edited
 */
CrmItem *
crm_sale_line_row_get_line (CrmSaleLineRow *self)
{
  return self->line;
}

/**
 * crm_sale_line_row_set_line:
 * @line: a copy, which the row edits from now on
 */
void
crm_sale_line_row_set_line (CrmSaleLineRow *self, CrmItem *line)
{
  const char *unit = crm_object_get_text (CRM_OBJECT (line), "unit");

  self->filling = TRUE;
  g_set_object (&self->line, line);
  for (Cell i = TEXT; i < N_CELLS; i++)
    crm_sale_cell_set_line (self->cells[i], CRM_OBJECT (line));
  show_tax (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->cells[QUANTITY]), unit);
  self->filling = FALSE;
}

/* What a cell is for: above it stands its head, where there is room for heads. */
static void
show_hints (CrmSaleLineRow *self)
{
  for (Cell i = TEXT; i < N_CELLS; i++)
    {
      const char *label = i == DISCOUNT ? _ ("Off (%)") : crm_field_get_label (find_field (cells[i].field));

      gtk_entry_set_placeholder_text (GTK_ENTRY (self->cells[i]), self->narrow && !self->fixed ? label : NULL);
    }
}

void
crm_sale_line_row_set_narrow (CrmSaleLineRow *self, gboolean narrow)
{
  self->narrow = narrow;
  arrange (self);
  show_hints (self);
}

/**
 * crm_sale_line_row_set_fixed:
 * @fixed: whether it is read only
 */
void
crm_sale_line_row_set_fixed (CrmSaleLineRow *self, gboolean fixed)
{
  for (Cell i = TEXT; i < N_CELLS; i++)
    {
      gtk_editable_set_editable (GTK_EDITABLE (self->cells[i]), !fixed);
      if (fixed)
        gtk_widget_add_css_class (GTK_WIDGET (self->cells[i]), "flat");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->cells[i]), "flat");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tax), !fixed);
  gtk_widget_set_visible (GTK_WIDGET (self->tax_name), fixed);
  gtk_widget_set_visible (self->remove, !fixed);
  self->fixed = fixed;
  show_hints (self);
}

/**
 * crm_sale_line_row_set_amount:
 * @amount: what the line comes to, as it is shown
 */
void
crm_sale_line_row_set_amount (CrmSaleLineRow *self, const char *amount)
{
  gtk_label_set_text (self->amount, amount);
}

/**
 * crm_sale_line_row_focus:
 * @quantity: whether the words are there, and it is to be said how much
 */
void
crm_sale_line_row_focus (CrmSaleLineRow *self, gboolean quantity)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->cells[quantity ? QUANTITY : TEXT]));
}

/**
 * crm_sale_line_row_take:
 *
 * Reads what is being typed.
 *
 * Returns: whether all of it is understood
 */
gboolean
crm_sale_line_row_take (CrmSaleLineRow *self)
{
  gboolean good = TRUE;

  for (Cell i = TEXT; i < N_CELLS; i++)
    good = crm_sale_cell_take (self->cells[i]) && good;

  return good;
}
