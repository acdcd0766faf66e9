"""Seals of the log, which the database keeps as they are; words that were erased lose their salt too."""

from django.db import migrations, models

FORWARD = """
-- As before, but what is null is left out among the columns alone: within a row's thresholds and codes nothing is passed over.
CREATE OR REPLACE FUNCTION comments_decision_digest(entry comments_decision) RETURNS bytea
LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(jsonb_object_agg(key, value)::text, 'UTF8'))
    FROM jsonb_each(
      to_jsonb(entry) - 'digest' - 'at' - 'evidence_digest'
      || jsonb_build_object('at', extract(epoch FROM entry.at), 'evidence', encode(entry.evidence_digest, 'hex'))
    ) WHERE value <> 'null'
$$;

CREATE FUNCTION comments_seal_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The seals of the log are append-only: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER seal_is_append_only BEFORE UPDATE OR DELETE ON comments_seal
  FOR EACH ROW EXECUTE FUNCTION comments_seal_refuse();
CREATE TRIGGER seals_are_not_emptied BEFORE TRUNCATE ON comments_seal
  FOR EACH STATEMENT EXECUTE FUNCTION comments_seal_refuse();

-- A salt that stays makes a short comment easy to guess back from its digest.
UPDATE comments_evidence SET salt = '' WHERE body = '' AND note = '' AND facts = '{}' AND salt <> '';
"""

BACKWARD = """
DROP TRIGGER seals_are_not_emptied ON comments_seal;
DROP TRIGGER seal_is_append_only ON comments_seal;
DROP FUNCTION comments_seal_refuse();
CREATE OR REPLACE FUNCTION comments_decision_digest(entry comments_decision) RETURNS bytea
LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(jsonb_strip_nulls(
    to_jsonb(entry) - 'digest' - 'at' - 'evidence_digest'
    || jsonb_build_object('at', extract(epoch FROM entry.at), 'evidence', encode(entry.evidence_digest, 'hex'))
  )::text, 'UTF8'))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0016_what_was_not_checked")]
    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name="number")),
                ("previous", models.BinaryField(null=True, unique=True)),
                ("first_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("members", models.BinaryField()),
                ("entries", models.PositiveIntegerField(verbose_name="entries")),
                ("entries_in_all", models.PositiveBigIntegerField(verbose_name="entries in all")),
                ("at", models.DateTimeField(verbose_name="sealed at")),
                ("digest", models.BinaryField(unique=True)),
            ],
            options={"verbose_name": "seal of the log", "verbose_name_plural": "seals of the log"},
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
