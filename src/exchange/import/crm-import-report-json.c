#include "config.h"

#include "crm-import-report-json.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>

static const char *const outcomes[CRM_IMPORT_N_OUTCOMES] = {
  [CRM_IMPORT_CREATED] = "created",
  [CRM_IMPORT_UPDATED] = "updated",
  [CRM_IMPORT_UNCHANGED] = "unchanged",
  [CRM_IMPORT_JOINED] = "joined",
  [CRM_IMPORT_SKIPPED] = "skipped",
};

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  json_object_set_string_member (object, member, text != NULL ? text : "");
}

static JsonObject *
types_to_json (const CrmImportReport *self)
{
  JsonObject *types = json_object_new ();

  for (guint i = 0; i < self->counts->len; i++)
    {
      const CrmImportCount *count = g_ptr_array_index (self->counts, i);
      JsonObject           *numbers = json_object_new ();

      for (guint j = 0; j < CRM_IMPORT_N_OUTCOMES; j++)
        json_object_set_int_member (numbers, outcomes[j], (gint64) count->n[j]);
      json_object_set_object_member (types, count->type, numbers);
    }

  return types;
}

static JsonArray *
rejects_to_json (const CrmImportReport *self)
{
  JsonArray *rejects = json_array_new ();

  for (guint i = 0; i < self->rejects->len; i++)
    {
      const CrmImportReject *reject = g_ptr_array_index (self->rejects, i);
      JsonObject            *row = json_object_new ();

      json_object_set_int_member (row, "line", (gint64) reject->line);
      set_text (row, "column", reject->column);
      set_text (row, "value", reject->value);
      set_text (row, "reason", reject->reason);
      json_array_add_object_element (rejects, row);
    }

  return rejects;
}

static JsonArray *
problems_to_json (const CrmImportReport *self)
{
  JsonArray *problems = json_array_new ();

  for (guint i = 0; i < self->problems->len; i++)
    {
      const CrmProblem *problem = g_ptr_array_index (self->problems, i);
      JsonObject       *row = json_object_new ();

      json_object_set_int_member (row, "line", (gint64) problem->line);
      set_text (row, "message", problem->message);
      json_array_add_object_element (problems, row);
    }

  return problems;
}

static JsonObject *
example_to_json (const CrmImportExample *example)
{
  JsonObject *object = json_object_new ();
  JsonArray  *differences = json_array_new ();

  json_object_set_int_member (object, "line", (gint64) example->line);
  set_text (object, "type", example->type);
  set_text (object, "title", example->title);
  set_text (object, "outcome", outcomes[example->outcome]);
  for (guint i = 0; i < example->differences->len; i++)
    {
      const CrmImportDifference *difference = g_ptr_array_index (example->differences, i);
      JsonObject                *row = json_object_new ();

      set_text (row, "field", difference->field);
      set_text (row, "before", difference->before);
      set_text (row, "after", difference->after);
      json_array_add_object_element (differences, row);
    }
  json_object_set_array_member (object, "differences", differences);

  return object;
}

static JsonArray *
examples_to_json (const CrmImportReport *self)
{
  JsonArray *examples = json_array_new ();

  for (guint i = 0; i < self->examples->len; i++)
    json_array_add_object_element (examples, example_to_json (g_ptr_array_index (self->examples, i)));

  return examples;
}

static JsonArray *
columns_to_json (const CrmImportMap *map)
{
  JsonArray *columns = json_array_new ();

  for (guint i = 0; i < crm_import_map_get_n_columns (map); i++)
    {
      g_autofree char *target = crm_import_target_to_string (crm_import_map_get_target (map, i));
      JsonObject      *column = json_object_new ();

      set_text (column, "heading", crm_import_map_get_header (map, i));
      set_text (column, "target", target);
      json_array_add_object_element (columns, column);
    }

  return columns;
}

/**
 * crm_import_report_to_json:
 *
 * Returns: (transfer full): all of it but the change
 */
JsonObject *
crm_import_report_to_json (const CrmImportReport *self)
{
  JsonObject *object = json_object_new ();

  set_text (object, "format", self->format);
  json_object_set_int_member (object, "rows", (gint64) self->rows);
  json_object_set_int_member (object, "rejected", (gint64) self->n_rejected);
  json_object_set_object_member (object, "types", types_to_json (self));
  json_object_set_array_member (object, "rejects", rejects_to_json (self));
  json_object_set_int_member (object, "remarks", (gint64) self->n_problems);
  json_object_set_array_member (object, "problems", problems_to_json (self));
  json_object_set_array_member (object, "examples", examples_to_json (self));
  if (self->map != NULL)
    json_object_set_array_member (object, "columns", columns_to_json (self->map));

  return object;
}

/**
 * crm_import_report_to_text:
 *
 * Returns: (transfer full): what crm_import_report_from_text() reads
 */
char *
crm_import_report_to_text (const CrmImportReport *self)
{
  g_autoptr (JsonObject) object = crm_import_report_to_json (self);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

static const char *
get_text (JsonObject *object, const char *member)
{
  return json_object_get_string_member_with_default (object, member, "");
}

static guint64
get_number (JsonObject *object, const char *member)
{
  return (guint64) MAX (json_object_get_int_member_with_default (object, member, 0), 0);
}

/* Objects of an array, whatever else it may have. */
static JsonObject *
get_object (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
read_types (CrmImportReport *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "types");
  g_autoptr (GList) names = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_members (json_node_get_object (node)) : NULL;

  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonNode *numbers = json_object_get_member (json_node_get_object (node), name->data);

      for (guint i = 0; i < CRM_IMPORT_N_OUTCOMES && JSON_NODE_HOLDS_OBJECT (numbers); i++)
        crm_import_report_add_count (self, name->data, (CrmImportOutcome) i, get_number (json_node_get_object (numbers), outcomes[i]));
    }
}

static void
read_rejects (CrmImportReport *self, JsonObject *object)
{
  JsonArray *rejects = get_array (object, "rejects");

  for (guint i = 0; rejects != NULL && i < json_array_get_length (rejects); i++)
    {
      JsonObject *row = get_object (rejects, i);

      if (row != NULL)
        crm_import_report_reject (self, get_number (row, "line"), get_text (row, "column"), get_text (row, "value"), get_text (row, "reason"));
    }
  self->n_rejected = get_number (object, "rejected");
}

static void
read_problems (CrmImportReport *self, JsonObject *object)
{
  JsonArray *problems = get_array (object, "problems");

  for (guint i = 0; problems != NULL && i < json_array_get_length (problems); i++)
    {
      JsonObject *row = get_object (problems, i);

      if (row != NULL)
        crm_import_report_add_problem (self, get_number (row, "line"), get_text (row, "message"));
    }
  self->n_problems = get_number (object, "remarks");
}

static void
read_example (CrmImportReport *self, JsonObject *object)
{
  JsonArray        *differences = get_array (object, "differences");
  CrmImportOutcome  outcome = g_str_equal (get_text (object, "outcome"), outcomes[CRM_IMPORT_UPDATED]) ? CRM_IMPORT_UPDATED : CRM_IMPORT_CREATED;
  CrmImportExample *example = crm_import_report_add_example (self, get_number (object, "line"), 0, get_text (object, "type"), g_strdup (get_text (object, "title")), outcome);

  for (guint i = 0; differences != NULL && i < json_array_get_length (differences); i++)
    {
      JsonObject *row = get_object (differences, i);

      if (row != NULL)
        crm_import_example_add (example, get_text (row, "field"), g_strdup (get_text (row, "before")), g_strdup (get_text (row, "after")));
    }
}

static void
read_examples (CrmImportReport *self, JsonObject *object)
{
  JsonArray *examples = get_array (object, "examples");

  for (guint i = 0; examples != NULL && i < json_array_get_length (examples); i++)
    {
      JsonObject *example = get_object (examples, i);

      if (example != NULL)
        read_example (self, example);
    }
}

static void
read_columns (CrmImportReport *self, JsonObject *object)
{
  JsonArray *columns = get_array (object, "columns");
  g_autoptr (GStrvBuilder) headings = g_strv_builder_new ();
  g_auto (GStrv) header = NULL;

  if (columns == NULL)
    return;
  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = get_object (columns, i);

      g_strv_builder_add (headings, column != NULL ? get_text (column, "heading") : "");
    }
  header = g_strv_builder_end (headings);
  self->map = crm_import_map_new ((const char *const *) header, g_strv_length (header), NULL);
  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = get_object (columns, i);

      if (column != NULL)
        crm_import_map_set_target (self->map, i, get_text (column, "target"), NULL);
    }
}

/**
 * crm_import_report_from_text:
 * @text: what a file has kept; what a newer program added is passed over
 *
 * Returns: (transfer full) (nullable): the report; %CRM_ERROR_DAMAGED where @text is no report
 */
CrmImportReport *
crm_import_report_from_text (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject      *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  CrmImportReport *self;

  if (object == NULL)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_DAMAGED, _ ("The report of this import cannot be read."));
      return NULL;
    }

  self = crm_import_report_new ();
  self->format = g_intern_string (get_text (object, "format"));
  self->rows = get_number (object, "rows");
  read_types (self, object);
  read_rejects (self, object);
  read_problems (self, object);
  read_examples (self, object);
  read_columns (self, object);

  return self;
}
