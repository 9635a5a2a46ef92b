/* Commands about sales: each step from the one before. */

#include "config.h"

#include "crm-cli.h"
#include "crm-decimal.h"
#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-model.h"
#include "crm-paper-draw.h"
#include "crm-sale-paper.h"
#include "crm-sales.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What can be made, and what that is to the program. */
static const struct
{
  const char *word;
  const char *type;
} steps[] = {
  { "quote", "quote" },
  { "order", "sales_order" },
  { "invoice", "invoice" },
  { "return", "invoice" },
};

typedef struct
{
  CrmRecord  *from;     /* (owned) */
  guint       step;     /* of `steps` */
  const char *currency; /* where a deal names none */
  const char *status;   /* to be set */
  GHashTable *wanted;   /* (owned) (nullable) */
  CrmRecord  *made;     /* (owned) (nullable): the result, or what is to be entered */
} Step;

static void
step_clear (Step *self)
{
  g_clear_object (&self->from);
  g_clear_object (&self->made);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

static gboolean
make_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Step  *self = user_data;
  gint64 from = crm_record_get_id (self->from);

  self->made = self->step == 0 ? crm_sales_quote_deal (transaction, from, self->currency, error) : crm_sales_make_next (transaction, from, steps[self->step].type, self->wanted, error);

  return self->made != NULL;
}

static gboolean
find_step (const char *word, guint *step, GError **error)
{
  for (*step = 0; *step < G_N_ELEMENTS (steps); (*step)++)
    {
      if (g_str_equal (steps[*step].word, word))
        return TRUE;
    }

  return crm_cli_usage (error, _ ("“%s” cannot be made: a quote, an order, an invoice or a return can."), word);
}

/* "2=1.5": of the second line one and a half. */
static gboolean
read_wanted (Step *self, GPtrArray *lines, const char *text, GError **error)
{
  char            *end = NULL;
  gint64           number = g_ascii_strtoll (text, &end, 10);
  g_autofree char *decimal = NULL;
  gint64           quantity;

  if (end == text || *end != '=' || number < 1 || number > (gint64) lines->len)
    return crm_cli_usage (error, _ ("“%s” is not of the form LINE=QUANTITY, with the number of a line."), text);
  decimal = crm_decimal_parse (end + 1, error);
  if (decimal == NULL)
    return FALSE;
  if (!crm_decimal_to_scaled (decimal, CRM_SALE_DIGITS, &quantity) || quantity < 0)
    return crm_cli_usage (error, _ ("“%s” is no quantity."), end + 1);

  g_hash_table_insert (self->wanted, g_strdup (crm_item_get_id (lines->pdata[number - 1])), g_memdup2 (&quantity, sizeof quantity));
  return TRUE;
}

static gboolean
read_all_wanted (Step *self, int argc, char *argv[], GError **error)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (argc == 0)
    return TRUE;
  if (self->step == 0)
    return crm_cli_usage (error, _ ("A quote is made of a whole deal."));
  if (crm_sale_get_kind (self->from) == NULL)
    return crm_cli_usage (error, _ ("Say the uid of what it is made of."));

  lines = crm_sale_list_lines (CRM_OBJECT (self->from));
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (int i = 0; i < argc; i++)
    {
      if (!read_wanted (self, lines, argv[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_make (CrmCli *cli, int argc, char *argv[], GError **error)
{
  static const char *const titles[] = { N_ ("Make a quote"), N_ ("Make an order"), N_ ("Make an invoice"), N_ ("Make a return") };
  g_auto (Step) self = { NULL };

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error))
    return FALSE;
  if (argc < 3)
    return crm_cli_usage (error, _ ("Say what to make, and the uid of what it is made of."));
  if (!find_step (argv[1], &self.step, error) || !crm_cli_open (cli, error))
    return FALSE;
  self.currency = cli->culture.currency;
  self.from = crm_cli_find (cli, argv[2], error);
  if (self.from == NULL || !read_all_wanted (&self, argc - 3, argv + 3, error))
    return FALSE;
  if (self.step == 0 && !CRM_IS_DEAL (self.from))
    return crm_cli_usage (error, _ ("A quote is made of a deal."));

  if (!crm_store_write (cli->store, titles[self.step], "edit", CRM_TRANSACTION_NONE, make_func, &self, NULL, error))
    return FALSE;
  crm_cli_print_done (cli, self.made);
  return TRUE;
}

static gboolean
status_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Step *self = user_data;

  return crm_sales_set_status (transaction, crm_record_get_id (self->from), self->status, error);
}

static const char *
get_issued (CrmRecord *document)
{
  if (CRM_IS_QUOTE (document))
    return "sent";

  return CRM_IS_INVOICE (document) ? "issued" : "confirmed";
}

static gboolean
set_status (CrmCli *cli, int argc, char *argv[], const char *title, gboolean cancel, GError **error)
{
  g_auto (Step) self = { NULL };

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error))
    return FALSE;
  if (argc != 2)
    return crm_cli_usage (error, _ ("Say the uid of a quote, an order or an invoice."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  self.from = crm_cli_find (cli, argv[1], error);
  if (self.from == NULL)
    return FALSE;
  if (crm_sale_get_kind (self.from) == NULL)
    return crm_cli_usage (error, _ ("Say the uid of a quote, an order or an invoice."));

  self.status = cancel ? crm_sale_get_kind (self.from)->cancelled : get_issued (self.from);
  if (!crm_store_write (cli->store, title, "edit", CRM_TRANSACTION_NONE, status_func, &self, NULL, error))
    return FALSE;
  self.made = crm_store_get (cli->store, crm_record_get_id (self.from), error);
  if (self.made == NULL)
    return FALSE;
  crm_cli_print_done (cli, self.made);
  return TRUE;
}

static gboolean
run_issue (CrmCli *cli, int argc, char *argv[], GError **error)
{
  return set_status (cli, argc, argv, N_ ("Issue"), FALSE, error);
}

static gboolean
run_cancel (CrmCli *cli, int argc, char *argv[], GError **error)
{
  return set_status (cli, argc, argv, N_ ("Cancel a document"), TRUE, error);
}

static gboolean
pay_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Step *self = user_data;

  return crm_sales_pay (transaction, crm_record_get_id (self->from), self->made, error);
}

static const CrmField *
find_field (CrmRecord *record, const char *name)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (record), &n_fields);

  return &fields[crm_object_class_find_field (CRM_OBJECT_GET_CLASS (record), name)];
}

/* Words of the command line into a payment's fields, so that they are read as everywhere. */
static gboolean
read_payment (CrmCli *cli, CrmRecord *scratch, const char *const pairs[], GError **error)
{
  for (guint i = 0; pairs[i] != NULL; i += 2)
    {
      if (pairs[i + 1] != NULL && *pairs[i + 1] != '\0' && !crm_field_from_text (find_field (scratch, pairs[i]), CRM_OBJECT (scratch), pairs[i + 1], &cli->culture, &cli->resolver, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_pay (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *method = NULL;
  g_autofree char *date = NULL;
  g_autofree char *reference = NULL;
  GOptionEntry     entries[] = {
        { "by", 0, 0, G_OPTION_ARG_STRING, &method, NULL, NULL },
        { "on", 0, 0, G_OPTION_ARG_STRING, &date, NULL, NULL },
        { "reference", 0, 0, G_OPTION_ARG_STRING, &reference, NULL, NULL },
        { NULL },
  };
  g_auto (Step) self = { NULL };

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc < 2 || argc > 3)
    return crm_cli_usage (error, _ ("Say the uid of the invoice, and perhaps how much was paid."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  self.from = crm_cli_find (cli, argv[1], error);
  if (self.from == NULL)
    return FALSE;

  self.made = crm_record_new ("payment");
  if (CRM_IS_INVOICE (self.from))
    crm_object_set_text (CRM_OBJECT (self.made), "currency", crm_object_get_text (CRM_OBJECT (self.from), "currency"));
  if (!read_payment (cli, self.made, (const char *const[]){ "amount", argc == 3 ? argv[2] : "", "method", method, "date", date, "reference", reference, NULL, NULL }, error))
    return FALSE;
  if (!crm_store_write (cli->store, N_ ("Enter a payment"), "edit", CRM_TRANSACTION_NONE, pay_func, &self, NULL, error))
    return FALSE;
  crm_cli_print_done (cli, self.made);
  return TRUE;
}

static gboolean
run_print (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autofree char *path = NULL;
  GOptionEntry     entries[] = {
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
        { NULL },
  };
  g_autoptr (CrmRecord) document = NULL;
  g_autoptr (CrmPaper) paper = NULL;
  g_autoptr (GFile) file = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc != 2 || path == NULL)
    return crm_cli_usage (error, _ ("Say the uid of a quote, an order or an invoice, and with -o where to."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  document = crm_cli_find (cli, argv[1], error);
  if (document == NULL)
    return FALSE;
  if (crm_sale_get_kind (document) == NULL)
    return crm_cli_usage (error, _ ("Say the uid of a quote, an order or an invoice."));

  paper = crm_sale_paper_new (cli->store, document, &cli->culture);
  file = g_file_new_for_commandline_arg (path);
  return crm_paper_write_pdf (paper, file, crm_store_get_path (cli->store), error);
}

const CrmCliCommand crm_cli_sales_commands[] = {
  { "make", "quote|order|invoice|return UID [LINE=QUANTITY…]", N_ ("Make the next document: a quote of a deal, an order of a quote, an invoice of an order, a return of an invoice; all that is left, or so much of some lines."), run_make },
  { "issue", "UID", N_ ("Give a quote, an order or an invoice its number: it is a draft no more."), run_issue },
  { "cancel", "UID", N_ ("Let a quote, an order or an invoice count no more; it keeps its number."), run_cancel },
  { "pay", "UID [AMOUNT] [--by METHOD] [--on DATE] [--reference TEXT]", N_ ("Enter a payment of an invoice: of all that is open, or so much."), run_pay },
  { "print", "UID -o PATH", N_ ("Write a quote, an order or an invoice as a PDF."), run_print },
  { NULL },
};
