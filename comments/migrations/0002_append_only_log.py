"""The log of decisions takes new rows and nothing else; each row carries a digest and its transaction."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION comments_decision_digest(entry comments_decision) RETURNS bytea
LANGUAGE sql STABLE AS $$
  -- Everything but the digest itself. jsonb writes its keys in one order; times are seconds since 1970 and bytes are hex,
  -- whatever the session's settings; what is null is left out, so a column added later leaves old rows verifiable.
  SELECT sha256(convert_to(jsonb_strip_nulls(
    to_jsonb(entry) - 'digest' - 'at' - 'evidence_digest'
    || jsonb_build_object('at', extract(epoch FROM entry.at), 'evidence', encode(entry.evidence_digest, 'hex'))
  )::text, 'UTF8'))
$$;

CREATE FUNCTION comments_decision_seal_row() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.transaction_id := pg_current_xact_id()::text::bigint;
  NEW.digest := comments_decision_digest(NEW);
  RETURN NEW;
END $$;

CREATE FUNCTION comments_decision_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The log of decisions is append-only: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER decision_gets_its_digest BEFORE INSERT ON comments_decision
  FOR EACH ROW EXECUTE FUNCTION comments_decision_seal_row();
CREATE TRIGGER decision_is_append_only BEFORE UPDATE OR DELETE ON comments_decision
  FOR EACH ROW EXECUTE FUNCTION comments_decision_refuse();
CREATE TRIGGER decision_is_not_emptied BEFORE TRUNCATE ON comments_decision
  FOR EACH STATEMENT EXECUTE FUNCTION comments_decision_refuse();
"""

BACKWARD = """
DROP TRIGGER decision_is_not_emptied ON comments_decision;
DROP TRIGGER decision_is_append_only ON comments_decision;
DROP TRIGGER decision_gets_its_digest ON comments_decision;
DROP FUNCTION comments_decision_refuse();
DROP FUNCTION comments_decision_seal_row();
DROP FUNCTION comments_decision_digest(comments_decision);
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_the_conversation")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
