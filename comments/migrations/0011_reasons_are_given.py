"""Nothing that restricts a reader is stored without a statement of reasons, and none is changed; the past gets its own."""

from django.db import migrations

FORWARD = """
-- An account that was erased keeps its row, because answers point at it; its address says that nobody stands behind it.
CREATE FUNCTION comments_account_has_left(account bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT account IS NOT NULL AND NOT EXISTS (
    SELECT FROM accounts_user WHERE id = account AND email <> 'erased-' || account || '@erased.invalid')
$$;

CREATE FUNCTION comments_decision_needs_reasons() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM comments_statement AS reasons
     WHERE decision_id = NEW.id AND reader_id IS NOT DISTINCT FROM NEW.account_id AND kind = NEW.kind
       AND rule_number = NEW.rule_number AND standards_version = NEW.standards_version
       AND rule_title <> '' AND rule_text <> '' AND facts <> ''
  ) AND NOT comments_account_has_left(NEW.account_id) THEN
    RAISE EXCEPTION 'Decision % (%) restricts somebody and is not stored without a statement of reasons.', NEW.id, NEW.kind
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'a_restriction_gives_its_reasons';
  END IF;
  RETURN NULL;
END $$;

-- At commit, so that the statement may come after the decision that it names.
CREATE CONSTRAINT TRIGGER a_restriction_gives_its_reasons AFTER INSERT ON comments_decision
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.kind IN ('remove', 'refuse', 'warn', 'look_first', 'mute', 'bar'))
  EXECUTE FUNCTION comments_decision_needs_reasons();

CREATE FUNCTION comments_statement_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A statement of reasons stays as it was given: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION comments_statement_must_stay() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT comments_account_has_left(OLD.reader_id) THEN
    RAISE EXCEPTION 'A statement of reasons goes only with its reader.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER statement_is_not_changed BEFORE UPDATE ON comments_statement
  FOR EACH ROW WHEN (to_jsonb(OLD) - 'read_at' IS DISTINCT FROM to_jsonb(NEW) - 'read_at')
  EXECUTE FUNCTION comments_statement_refuse();
-- At commit, because whoever leaves is erased last, after everything that is held about them.
CREATE CONSTRAINT TRIGGER statement_goes_with_its_reader AFTER DELETE ON comments_statement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION comments_statement_must_stay();
CREATE TRIGGER statements_are_not_emptied BEFORE TRUNCATE ON comments_statement
  FOR EACH STATEMENT EXECUTE FUNCTION comments_statement_refuse();

-- What was restricted before there were statements: the rule in the words of its version; if that does not have it, because it
-- was retired between the look and the decision, in those of its row.
INSERT INTO comments_statement (decision_id, reader_id, kind, rule_number, rule_title, rule_text, standards_version, facts,
                                by_machine, machine_helped, initiative)
SELECT decision.id, account.id, decision.kind, decision.rule_number,
       coalesce(worded.title, rule.title, '—'), coalesce(worded.text, rule.text, '—'), decision.standards_version,
       coalesce(nullif(evidence.note, ''), CASE
         WHEN decision.kind = 'refuse' THEN 'Our checks found that your comment breaks this rule.'
         WHEN decision.initiative = 'report'
           THEN 'Readers reported your comment. A moderator read it and found that it breaks this rule.'
         ELSE 'A moderator read your comment and found that it breaks this rule.' END),
       decision.automatic,
       NOT decision.automatic AND EXISTS (
         SELECT FROM comments_signal
          WHERE comment_id = decision.comment_id AND revision = decision.revision AND ran = 'ran' AND score > 0),
       decision.initiative
  FROM comments_decision AS decision
  LEFT JOIN accounts_user AS account ON account.id = decision.account_id
  LEFT JOIN comments_evidence AS evidence ON evidence.decision_id = decision.id
  LEFT JOIN comments_rule AS rule ON rule.number = decision.rule_number
  LEFT JOIN LATERAL (
    SELECT named->>'title' AS title, named->>'text' AS text
      FROM comments_standardsversion AS version, jsonb_array_elements(version.rules) AS named
     WHERE version.number = decision.standards_version AND (named->>'number')::int = decision.rule_number
     LIMIT 1
  ) AS worded ON TRUE
 WHERE decision.kind IN ('remove', 'refuse') AND NOT comments_account_has_left(decision.account_id);
"""

BACKWARD = """
DROP TRIGGER statements_are_not_emptied ON comments_statement;
DROP TRIGGER statement_goes_with_its_reader ON comments_statement;
DROP TRIGGER statement_is_not_changed ON comments_statement;
DROP TRIGGER a_restriction_gives_its_reasons ON comments_decision;
DROP FUNCTION comments_statement_must_stay();
DROP FUNCTION comments_statement_refuse();
DROP FUNCTION comments_decision_needs_reasons();
DROP FUNCTION comments_account_has_left(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0010_who_may_not_answer")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
