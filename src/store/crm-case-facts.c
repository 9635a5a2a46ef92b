#include "config.h"

#include "crm-case-facts.h"

#include "crm-reading-private.h"

#define CASES                                                                                                                                               \
  "SELECT id, subject, topic, channel, status, owner, product, article, coalesce (opened_at, created_at), due_at, answered_at, solved_at FROM service_case" \
  " WHERE deleted_at IS NULL ORDER BY id DESC /* scan: all that was asked */"
#define FEEDBACKS "SELECT id, kind, score, person, company, date FROM feedback WHERE deleted_at IS NULL ORDER BY id /* scan: all that was said of us */"

static const char *
keep_word (CrmCaseFacts *self, CrmStatement *rows, int column)
{
  const char *text = crm_statement_keep_text (rows, column, self->texts);

  return text != NULL ? text : "";
}

static gboolean
load_cases (CrmCaseFacts *self, CrmConnection *connection, GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (connection, CASES);

  while (crm_statement_next (rows))
    {
      CrmCaseFact fact = {
        .record = crm_statement_get_int (rows, 0),
        .subject = keep_word (self, rows, 1),
        .topic = crm_statement_keep_text (rows, 2, self->texts),
        .channel = crm_statement_keep_text (rows, 3, self->texts),
        .status = keep_word (self, rows, 4),
        .owner = crm_statement_get_value (rows, 5),
        .product = crm_statement_get_value (rows, 6),
        .article = crm_statement_get_value (rows, 7),
        .opened_at = crm_statement_get_int (rows, 8),
        .due_at = crm_statement_get_value (rows, 9),
        .answered_at = crm_statement_get_value (rows, 10),
        .solved_at = crm_statement_get_value (rows, 11),
      };

      g_array_append_val (self->cases, fact);
    }

  return crm_statement_finish (rows, error);
}

static gboolean
load_feedbacks (CrmCaseFacts *self, CrmConnection *connection, GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (connection, FEEDBACKS);

  while (crm_statement_next (rows))
    {
      CrmFeedbackFact fact = {
        .record = crm_statement_get_int (rows, 0),
        .kind = keep_word (self, rows, 1),
        .score = crm_statement_get_value (rows, 2),
        .person = crm_statement_get_value (rows, 3),
        .company = crm_statement_get_value (rows, 4),
        .date = crm_statement_keep_text (rows, 5, self->texts),
      };

      g_array_append_val (self->feedbacks, fact);
    }

  return crm_statement_finish (rows, error);
}

/**
 * crm_case_facts_load:
 *
 * Returns: (transfer full) (nullable): of all cases and feedback that are not deleted
 */
CrmCaseFacts *
crm_case_facts_load (CrmReading *reading, GError **error)
{
  CrmConnection *connection = crm_reading_get_connection (reading);
  g_autoptr (CrmCaseFacts) self = g_new0 (CrmCaseFacts, 1);

  self->cases = g_array_new (FALSE, FALSE, sizeof (CrmCaseFact));
  self->feedbacks = g_array_new (FALSE, FALSE, sizeof (CrmFeedbackFact));
  self->texts = g_string_chunk_new (1024);

  return load_cases (self, connection, error) && load_feedbacks (self, connection, error) ? g_steal_pointer (&self) : NULL;
}

void
crm_case_facts_free (CrmCaseFacts *self)
{
  g_array_unref (self->cases);
  g_array_unref (self->feedbacks);
  g_string_chunk_free (self->texts);
  g_free (self);
}
