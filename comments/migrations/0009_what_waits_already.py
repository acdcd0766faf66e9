"""What waits already is on the desk; and who passed a comment on is known there."""

from django.db import migrations, models

COLUMNS = (
    "kind, comment_id, discussion_id, objection_id, notice_id, is_held, is_reported, is_unchecked, is_escalated, is_seen, "
    "found, reported, passed_on_by_id, since, newest"
)

# As `comments.moderation.awaiting` derived it when the table was made.
FILL = f"""
WITH candidate AS (
  SELECT id FROM comments_comment WHERE status = 'held'
   UNION SELECT comment_id FROM comments_report WHERE outcome = 'open'
   UNION SELECT comment_id FROM comments_decision WHERE kind = 'escalate'
   UNION SELECT comment_id FROM comments_decision WHERE initiative = 'policy' AND codes @> '["not_checked"]'
), truth ({COLUMNS}) AS (
SELECT {COLUMNS}
  FROM (
    SELECT 'comment' AS kind, comment_id, discussion_id, NULL::bigint AS objection_id, NULL::bigint AS notice_id,
           is_held, is_reported, is_unchecked, is_escalated, is_seen, found, reported, passed_on_by_id,
           least(held_at, CASE WHEN is_reported THEN first_report END, unchecked_at, passed_on_at) AS since,
           greatest(held_at, CASE WHEN is_reported THEN last_report END, unchecked_at, passed_on_at) AS newest
      FROM (
        SELECT comment.id AS comment_id, comment.discussion_id,
               comment.status = 'held' AS is_held, held.at AS held_at,
               comment.status = 'published' AND report.many > 0
                 AND (report.many >= 2 OR last.kind IS DISTINCT FROM 'approve') AS is_reported,
               report.first AS first_report, report.last AS last_report, report.many::float AS reported,
               unchecked.at IS NOT NULL AS is_unchecked, unchecked.at AS unchecked_at,
               passed_on.at IS NOT NULL AS is_escalated, passed_on.at AS passed_on_at, passed_on.by_id AS passed_on_by_id,
               comment.status = 'published' AS is_seen,
               coalesce((SELECT max(score) FROM comments_signal
                          WHERE comment_id = comment.id AND decision_id = judged.id), 0) AS found
          FROM candidate
          JOIN comments_comment AS comment ON comment.id = candidate.id AND comment.status IN ('held', 'published')
         CROSS JOIN LATERAL (
            SELECT count(*) AS many, min(at) AS first, max(at) AS last
              FROM comments_report WHERE comment_id = comment.id AND outcome = 'open'
          ) AS report
          LEFT JOIN LATERAL (
            SELECT kind FROM comments_decision
             WHERE comment_id = comment.id
               AND kind IN ('publish', 'hold', 'refuse', 'approve', 'remove', 'take_back', 'undo')
             ORDER BY id DESC LIMIT 1
          ) AS last ON TRUE
          LEFT JOIN LATERAL (
            SELECT id, at, codes FROM comments_decision
             WHERE comment_id = comment.id AND initiative = 'policy' ORDER BY id DESC LIMIT 1
          ) AS judged ON TRUE
         CROSS JOIN LATERAL (
            SELECT coalesce(max(id), 0) AS id FROM comments_decision AS entry
             WHERE comment_id = comment.id AND kind IN ('approve', 'remove')
               AND NOT EXISTS (SELECT FROM comments_decision WHERE comment_id = comment.id AND undoes_id = entry.id)
          ) AS looked
          LEFT JOIN LATERAL (
            SELECT judged.at WHERE judged.id > looked.id AND judged.codes @> '["not_checked"]'
          ) AS unchecked ON TRUE
          LEFT JOIN LATERAL (
            SELECT at, by_id FROM comments_decision AS entry
             WHERE comment_id = comment.id AND kind = 'escalate' AND id > looked.id
               AND NOT EXISTS (SELECT FROM comments_decision WHERE comment_id = comment.id AND undoes_id = entry.id)
             ORDER BY id DESC LIMIT 1
          ) AS passed_on ON TRUE
          LEFT JOIN LATERAL (
            SELECT coalesce(min(at), comment.created_at) AS at FROM comments_decision
             WHERE comment_id = comment.id AND kind = 'hold' AND id > coalesce((
                     SELECT max(id) FROM comments_decision AS entry
                      WHERE comment_id = comment.id AND kind IN ('publish', 'refuse', 'approve', 'remove', 'take_back')
                        AND NOT EXISTS (
                              SELECT FROM comments_decision WHERE comment_id = comment.id AND undoes_id = entry.id)), 0)
          ) AS held ON comment.status = 'held'
      ) AS stands
     WHERE is_held OR is_reported OR is_unchecked OR is_escalated
  ) AS derived
)
INSERT INTO comments_awaiting ({COLUMNS}) SELECT {COLUMNS} FROM truth
"""  # noqa: S608 (a constant)


class Migration(migrations.Migration):
    dependencies = [("comments", "0008_the_desk")]
    operations = [
        migrations.AddField(model_name="awaiting", name="passed_on_by_id", field=models.BigIntegerField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
