/* Commands about what customers ask. */

#include "config.h"

#include "crm-answers.h"
#include "crm-cli.h"
#include "crm-model.h"
#include "crm-questions.h"

#include <glib/gi18n-lib.h>

#define ANSWERS 5
#define ASKED_LEAST 2

/* (nullable): of a case how it was solved, of an answer its text. */
static const char *
get_text (CrmRecord *answer)
{
  return crm_object_get_text (CRM_OBJECT (answer), CRM_IS_ARTICLE (answer) ? "body" : "resolution");
}

static JsonObject *
answer_to_json (CrmRecord *record, double likeness)
{
  JsonObject      *object = json_object_new ();
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

  json_object_set_string_member (object, "uid", crm_record_get_uid (record));
  json_object_set_string_member (object, "type", crm_record_get_record_type (record)->name);
  json_object_set_string_member (object, "title", title);
  json_object_set_double_member (object, "likeness", likeness);
  if (get_text (record) != NULL)
    json_object_set_string_member (object, "text", get_text (record));

  return object;
}

static void
print_answer (CrmRecord *record)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

  crm_cli_print ("%s  %s", crm_record_get_uid (record), title);
  if (get_text (record) != NULL)
    crm_cli_print ("  %s", get_text (record));
}

static void
print_array (JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_set_array (node, array);
  crm_cli_print_json (node);
}

static gboolean
run_answers (CrmCli *cli, int argc, char *argv[], GError **error)
{
  int          limit = ANSWERS;
  GOptionEntry entries[] = { { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, "N" }, G_OPTION_ENTRY_NULL };
  g_autoptr (GArray) answers = NULL;
  g_autoptr (JsonArray) array = json_array_new ();
  g_autofree char *question = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc < 2 || limit < 1)
    return crm_cli_usage (error, _ ("Say what is asked, in any words."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  question = g_strjoinv (" ", argv + 1);
  answers = crm_answers_find (cli->store, question, 0, (guint) limit, error);
  if (answers == NULL)
    return FALSE;

  for (guint i = 0; i < answers->len; i++)
    {
      const CrmAnswer *answer = &g_array_index (answers, CrmAnswer, i);
      g_autoptr (CrmRecord) record = crm_store_get (cli->store, answer->id, NULL);

      if (record != NULL && cli->json)
        json_array_add_object_element (array, answer_to_json (record, answer->likeness));
      else if (record != NULL)
        print_answer (record);
    }
  if (cli->json)
    print_array (array);

  return TRUE;
}

static char *
dup_title (CrmCli *cli, gint64 id)
{
  g_autoptr (CrmRecord) record = id != CRM_UNSET ? crm_store_get (cli->store, id, NULL) : NULL;

  return record != NULL ? crm_object_dup_title (CRM_OBJECT (record)) : NULL;
}

static JsonObject *
question_to_json (CrmCli *cli, const CrmQuestion *question, const char *answer)
{
  JsonObject *object = json_object_new ();
  JsonArray  *cases = json_array_new ();

  for (guint i = 0; i < question->cases->len; i++)
    {
      g_autoptr (CrmRecord) asked = crm_store_get (cli->store, g_array_index (question->cases, gint64, i), NULL);

      if (asked != NULL)
        json_array_add_string_element (cases, crm_record_get_uid (asked));
    }
  json_object_set_string_member (object, "question", question->subject);
  json_object_set_int_member (object, "times", question->cases->len);
  if (answer != NULL)
    json_object_set_string_member (object, "answer", answer);
  json_object_set_array_member (object, "cases", cases);

  return object;
}

static gboolean
run_questions (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_autoptr (CrmReading) reading = NULL;
  g_autoptr (CrmCaseFacts) facts = NULL;
  g_autoptr (GPtrArray) questions = NULL;
  g_autoptr (JsonArray) array = json_array_new ();

  if (!crm_cli_parse (cli, &argc, &argv, NULL, error))
    return FALSE;
  if (argc != 1)
    return crm_cli_usage (error, _ ("“questions” takes nothing."));
  if (!crm_cli_open (cli, error))
    return FALSE;
  reading = crm_reading_new (crm_store_get_path (cli->store), error);
  facts = reading != NULL ? crm_case_facts_load (reading, error) : NULL;
  if (facts == NULL)
    return FALSE;

  questions = crm_questions_group (facts, ASKED_LEAST);
  for (guint i = 0; i < questions->len; i++)
    {
      const CrmQuestion *question = questions->pdata[i];
      g_autofree char   *answer = dup_title (cli, question->article);

      if (cli->json)
        json_array_add_object_element (array, question_to_json (cli, question, answer));
      else
        crm_cli_print ("%u  %s%s%s", question->cases->len, question->subject, answer != NULL ? "  → " : "", answer != NULL ? answer : "");
    }
  if (cli->json)
    print_array (array);

  return TRUE;
}

const CrmCliCommand crm_cli_service_commands[] = {
  { "answers", "TEXT… [--limit N]", N_ ("How something was answered before: cases that were solved and answers that are kept, the likest first."), run_answers },
  { "questions", "", N_ ("What is asked again and again, with how often, and the answer that is kept for it."), run_questions },
  { NULL },
};
