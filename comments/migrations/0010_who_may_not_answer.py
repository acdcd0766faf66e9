"""The database says from the log who took a decision that somebody objects to, so that nobody answers for themselves."""

from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION comments_decision_taken_by(entry_id bigint) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
  entry comments_decision;
BEGIN
  SELECT * INTO entry FROM comments_decision WHERE id = entry_id;
  -- An undoing brings back what stood before the decision that it undoes: whoever took that one is meant.
  WHILE entry.kind = 'undo' LOOP
    SELECT before.* INTO entry FROM comments_decision undone JOIN comments_decision before ON before.id = undone.previous_id
     WHERE undone.id = entry.undoes_id;
  END LOOP;
  RETURN entry.by_id;
END $$;

-- Filled at every write, so that nobody can write anything else into it.
CREATE FUNCTION comments_objection_names_who_decided() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.contested_by_id := comments_decision_taken_by(NEW.decision_id);
  RETURN NEW;
END $$;

CREATE FUNCTION comments_notice_names_who_decided() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.contested_by_id := (SELECT answered_by_id FROM comments_notice WHERE id = NEW.follows_id);
  RETURN NEW;
END $$;

CREATE TRIGGER objection_names_who_decided BEFORE INSERT OR UPDATE ON comments_objection
  FOR EACH ROW EXECUTE FUNCTION comments_objection_names_who_decided();
CREATE TRIGGER notice_names_who_decided BEFORE INSERT OR UPDATE ON comments_notice
  FOR EACH ROW EXECUTE FUNCTION comments_notice_names_who_decided();
"""

BACKWARD = """
DROP TRIGGER notice_names_who_decided ON comments_notice;
DROP TRIGGER objection_names_who_decided ON comments_objection;
DROP FUNCTION comments_notice_names_who_decided();
DROP FUNCTION comments_objection_names_who_decided();
DROP FUNCTION comments_decision_taken_by(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("comments", "0009_what_waits_already")]

    operations = [
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_by_id__isnull", True),
                    ("by__isnull", True),
                    models.Q(("answered_by_id", models.F("by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_answers_their_own_objection",
            ),
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(
                condition=models.Q(("answer_decision_id__isnull", False)),
                fields=["answer_decision_id"],
                name="objections_a_decision_settled",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("decision_id__isnull", False)), fields=["decision_id"], name="notices_a_decision_settled"
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
