/* The report of an import in words: a row for each kind of record and outcome, which opens with examples, and one for each row that was
 * rejected. */

#include "config.h"

#include "crm-import-summary.h"

#include "crm-format.h"
#include "crm-import-changes.h"
#include "crm-record-type.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* As many are shown; all rejected rows are in the file of rejects. */
#define EXAMPLES_SHOWN 20
#define REJECTS_SHOWN 100

static const char *const outcomes[CRM_IMPORT_N_OUTCOMES] = {
  [CRM_IMPORT_CREATED] = N_ ("New"),
  [CRM_IMPORT_UPDATED] = N_ ("Changed"),
  [CRM_IMPORT_UNCHANGED] = N_ ("The same as before"),
  [CRM_IMPORT_JOINED] = N_ ("About the same one as another row"),
  [CRM_IMPORT_SKIPPED] = N_ ("Known, left alone"),
};

/* Titles and subtitles hold what stands in files: never markup. That is said first, since a new object's properties are notified in no
 * given order. */
static GtkWidget *
new_row (GType type, const char *title)
{
  GtkWidget *row = g_object_new (type, "use-markup", FALSE, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);

  return row;
}

static GtkWidget *
new_example_row (const CrmImportExample *example)
{
  g_autofree char *title = crm_text_isolate (example->title);
  g_autofree char *subtitle = crm_import_changes_dup_text (example);
  GtkWidget       *row = new_row (ADW_TYPE_ACTION_ROW, *example->title != '\0' ? title : _ ("(no name)"));

  g_object_set (row, "subtitle", subtitle, "subtitle-lines", 6, NULL);

  return row;
}

static GPtrArray *
new_example_rows (const CrmImportReport *report, const char *type, CrmImportOutcome outcome)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < report->examples->len && rows->len < EXAMPLES_SHOWN; i++)
    {
      const CrmImportExample *example = g_ptr_array_index (report->examples, i);

      if (example->outcome == outcome && g_str_equal (example->type, type))
        g_ptr_array_add (rows, new_example_row (example));
    }

  return rows;
}

static GtkWidget *
new_figure (CrmContext *context, guint64 number)
{
  g_autofree char *text = crm_format_count (context, (gint64) number);
  GtkWidget       *figure = gtk_label_new (text);

  gtk_widget_add_css_class (figure, "numeric");

  return figure;
}

static GtkWidget *
new_count_row (CrmContext *context, const CrmImportReport *report, const CrmImportCount *count, CrmImportOutcome outcome)
{
  const CrmRecordType *type = crm_record_type_find (count->type);
  GtkWidget           *figure = new_figure (context, count->n[outcome]);
  g_autoptr (GPtrArray) examples = new_example_rows (report, count->type, outcome);
  /* Translators: a line of the result of an import: 1: a kind of record, in the plural, 2: what became of them: “People: New” */
  g_autofree char *title = g_strdup_printf (_ ("%1$s: %2$s"), type != NULL ? _ (type->plural) : count->type, _ (outcomes[outcome]));
  GtkWidget       *row = new_row (examples->len > 0 ? ADW_TYPE_EXPANDER_ROW : ADW_TYPE_ACTION_ROW, title);

  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), figure);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), figure);
  for (guint i = 0; i < examples->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), g_ptr_array_index (examples, i));

  return row;
}

/* Columns that no field bears. */
static char *
list_kept (const CrmImportMap *map)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < crm_import_map_get_n_columns (map); i++)
    {
      const char      *heading = crm_import_map_get_header (map, i);
      g_autofree char *name = heading != NULL ? crm_text_isolate (heading) : NULL;

      if (name == NULL || *heading == '\0' || crm_import_map_get_target (map, i)->kind != CRM_IMPORT_FOREIGN)
        continue;
      /* Translators: stands between values of a column */
      g_string_append_printf (names, "%s%s", names->len > 0 ? _ (" · ") : "", name);
    }

  return g_string_free (names, FALSE);
}

static void
add_kept_row (GPtrArray *rows, const CrmImportMap *map)
{
  g_autofree char *names = list_kept (map);
  GtkWidget       *row = *names != '\0' ? new_row (ADW_TYPE_ACTION_ROW, _ ("Kept with each record, under their own names")) : NULL;

  if (row == NULL)
    return;
  g_object_set (row, "title-lines", 0, "subtitle", names, "subtitle-lines", 4, NULL);
  g_ptr_array_add (rows, row);
}

static GtkWidget *
new_changes_row (void)
{
  GtkWidget *row = new_row (ADW_TYPE_ACTION_ROW, _ ("Search What Changes…"));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("edit-find-symbolic"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "import.changes");

  return row;
}

static GPtrArray *
new_count_rows (CrmContext *context, const CrmImportReport *report)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < report->counts->len; i++)
    {
      const CrmImportCount *count = g_ptr_array_index (report->counts, i);

      for (guint j = 0; j < CRM_IMPORT_N_OUTCOMES; j++)
        {
          if (count->n[j] > 0)
            g_ptr_array_add (rows, new_count_row (context, report, count, (CrmImportOutcome) j));
        }
    }
  if (report->map != NULL && rows->len > 0)
    add_kept_row (rows, report->map);
  if (report->examples->len > 0)
    g_ptr_array_add (rows, new_changes_row ());

  return rows;
}

static gboolean
replace_count (const GMatchInfo *match, GString *out, gpointer user_data)
{
  g_autofree char *found = g_match_info_fetch (match, 0);
  g_autofree char *shown = g_ascii_isdigit (*found) ? crm_culture_digits (user_data, found) : g_strdup (found);

  g_string_append (out, shown);

  return FALSE;
}

/* The numbers of a sentence in the user's digits; what it cites, and names such as UTF-8, stay as they are. */
static char *
say_reason (CrmContext *context, const char *reason)
{
  g_autoptr (GRegex) counts = g_regex_new ("“[^”]*”|«[^»]*»|(?<![\\w.@-])[0-9]+(?![\\w@-])", G_REGEX_OPTIMIZE, 0, NULL);

  return g_regex_replace_eval (counts, reason, -1, 0, 0, replace_count, (gpointer) crm_context_get_culture (context), NULL);
}

/* Line 0 is that of the file as a whole. */
static char *
say_place (CrmContext *context, const CrmImportReject *reject)
{
  g_autofree char *line = crm_format_count (context, (gint64) reject->line);
  g_autofree char *column = crm_text_isolate (reject->column != NULL ? reject->column : "");

  if (reject->line == 0)
    return g_strdup (_ ("The file"));

  return reject->column != NULL
             /* Translators: where a fault of a file is: 1: the number of the line, 2: the heading of the column */
             ? g_strdup_printf (_ ("Line %1$s, %2$s"), line, column)
             : g_strdup_printf (_ ("Line %s"), line);
}

static GtkWidget *
new_reject_row (CrmContext *context, const CrmImportReject *reject)
{
  g_autofree char *value = crm_text_isolate (reject->value != NULL ? reject->value : "");
  g_autofree char *title = say_place (context, reject);
  g_autofree char *said = say_reason (context, reject->reason);
  g_autofree char *reason = reject->value != NULL && *reject->value != '\0' ? g_strdup_printf ("%s\n%s", said, value) : g_strdup (said);
  GtkWidget       *row = new_row (ADW_TYPE_ACTION_ROW, title);

  g_object_set (row, "subtitle", reason, "subtitle-lines", 5, NULL);

  return row;
}

static GtkWidget *
new_more_row (CrmContext *context, guint64 n)
{
  g_autofree char *number = crm_format_count (context, (gint64) n);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s more row", "%s more rows", (gulong) n), number);
  GtkWidget       *row = new_row (ADW_TYPE_ACTION_ROW, title);

  g_object_set (row, "subtitle", _ ("Save the Rejected Rows…"), "activatable", TRUE, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("document-save-symbolic"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "import.save-rejects");

  return row;
}

static GPtrArray *
new_reject_rows (CrmContext *context, const CrmImportReport *report)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < report->rejects->len && i < REJECTS_SHOWN; i++)
    g_ptr_array_add (rows, new_reject_row (context, g_ptr_array_index (report->rejects, i)));
  if (report->n_rejected > rows->len)
    g_ptr_array_add (rows, new_more_row (context, report->n_rejected - rows->len));

  return rows;
}

static GPtrArray *
new_problem_rows (CrmContext *context, const CrmImportReport *report)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < report->problems->len && i < REJECTS_SHOWN; i++)
    {
      const CrmProblem     *problem = g_ptr_array_index (report->problems, i);
      const CrmImportReject said = { .line = problem->line, .reason = problem->message };

      g_ptr_array_add (rows, new_reject_row (context, &said));
    }

  return rows;
}

/**
 * crm_import_groups_clear:
 * @groups: (element-type GtkWidget): of @page; empty then
 */
void
crm_import_groups_clear (AdwPreferencesPage *page, GPtrArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    adw_preferences_page_remove (page, g_ptr_array_index (groups, i));
  g_ptr_array_set_size (groups, 0);
}

/**
 * crm_import_groups_add:
 * @groups: (element-type GtkWidget): remembers the new group
 * @description: (nullable): a sentence
 * @rows: (transfer container) (element-type GtkWidget): its rows
 */
void
crm_import_groups_add (AdwPreferencesPage *page, GPtrArray *groups, const char *title, const char *description, GPtrArray *rows)
{
  GtkWidget *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title, "description", description, NULL);

  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), g_ptr_array_index (rows, i));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (groups, group);
  g_ptr_array_unref (rows);
}

static const char *
get_title (CrmImportWhen when)
{
  return when == CRM_IMPORT_TRIAL ? _ ("What Would Be Imported") : _ ("What Was Imported");
}

static const char *
get_remark (const CrmImportReport *report, CrmImportWhen when)
{
  if (when == CRM_IMPORT_TRIAL)
    return _ ("Nothing has been changed yet.");
  if (when == CRM_IMPORT_EARLIER_ONE)
    return report->change != 0 ? _ ("Undo takes it back, if nothing of it was edited or used since.") : _ ("It was undone.");

  return report->change != 0 ? _ ("All of it is one change: Undo takes it back.") : _ ("There was nothing new in the file.");
}

static void
add_rejects (AdwPreferencesPage *page, GPtrArray *groups, CrmContext *context, const CrmImportReport *report, gboolean saved)
{
  g_autofree char *number = crm_format_count (context, (gint64) report->n_rejected);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s Rejected Row", "%s Rejected Rows", (gulong) report->n_rejected), number);

  crm_import_groups_add (page, groups, title, saved ? _ ("Save them, mend them, and import that file.") : NULL, new_reject_rows (context, report));
}

static void
add_problems (AdwPreferencesPage *page, GPtrArray *groups, CrmContext *context, const CrmImportReport *report)
{
  g_autofree char *number = crm_format_count (context, (gint64) report->n_problems);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s Remark", "%s Remarks", (gulong) report->n_problems), number);

  crm_import_groups_add (page, groups, title, _ ("This was odd, and was read all the same."), new_problem_rows (context, report));
}

/**
 * crm_import_summary_show:
 * @groups: (element-type GtkWidget): of @page; replaced
 *
 * Shows what an import has done, or would do.
 */
void
crm_import_summary_show (AdwPreferencesPage *page, GPtrArray *groups, CrmContext *context, const CrmImportReport *report, CrmImportWhen when)
{
  crm_import_groups_clear (page, groups);
  crm_import_groups_add (page, groups, get_title (when), get_remark (report, when), new_count_rows (context, report));
  if (report->n_rejected > 0)
    add_rejects (page, groups, context, report, when != CRM_IMPORT_EARLIER_ONE);
  if (report->problems->len > 0)
    add_problems (page, groups, context, report);
}
