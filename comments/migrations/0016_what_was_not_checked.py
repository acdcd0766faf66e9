"""Comments that not every check has seen get a turn to be checked again, and outside checks a record of how they answer."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from newsroom.migrating import together

KINDS = [
    ("publish", "published"),
    ("hold", "held: a person looks first"),
    ("refuse", "refused"),
    ("approve", "approved"),
    ("remove", "removed"),
    ("take_back", "taken back by its author"),
    ("undo", "undone"),
    ("feature", "made an editors' pick"),
    ("unfeature", "no longer an editors' pick"),
    ("escalate", "passed on to a colleague"),
    ("unescalate", "no longer passed on"),
    ("recheck", "checked again: what was decided stands"),
    ("confirm", "confirmed after an objection"),
    ("warn", "warned"),
    ("look_first", "looked at first from now on"),
    ("mute", "muted"),
    ("bar", "barred"),
    ("lift", "sanction lifted"),
]

# What was posted unchecked before there were turns, and is still neither looked at by a person nor gone, gets one now.
FILL = """
INSERT INTO comments_unchecked (comment_id, missing, since, tries, next_at)
SELECT awaiting.comment_id, found.missing, found.at, 0, now()
  FROM comments_awaiting AS awaiting
 CROSS JOIN LATERAL (
    SELECT array_agg(signal.check_name ORDER BY signal.check_name) AS missing, min(decision.at) AS at
      FROM comments_decision AS decision
      JOIN comments_signal AS signal ON signal.comment_id = decision.comment_id AND signal.decision_id = decision.id
     WHERE signal.ran <> 'ran' AND decision.id = (
             SELECT max(id) FROM comments_decision WHERE comment_id = awaiting.comment_id AND initiative = 'policy')
  ) AS found
 WHERE awaiting.kind = 'comment' AND awaiting.is_unchecked AND found.missing IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0015_versions_of_the_standards")]

    operations = [
        *together(
            [
                migrations.CreateModel(
                    name="OutsideService",
                    fields=[
                        ("check_name", models.CharField(max_length=30, primary_key=True, serialize=False)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("failures", models.PositiveIntegerField(default=0)),
                        ("failing_since", models.DateTimeField(null=True)),
                        ("why", models.CharField(blank=True, max_length=200)),
                        ("rests_until", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("failing_since__isnull", True), ("failures", 0), ("rests_until__isnull", True)
                                )
                                | models.Q(("failing_since__isnull", False), ("failures__gt", 0)),
                                name="what_fails_fails_since_a_moment",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unchecked",
                    fields=[
                        (
                            "comment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="comments.comment",
                            ),
                        ),
                        (
                            "missing",
                            django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None),
                        ),
                        ("since", models.DateTimeField()),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("next_at", models.DateTimeField()),
                    ],
                    options={"indexes": [models.Index(fields=["next_at"], name="unchecked_by_turn")]},
                ),
            ]
        ),
        migrations.AlterField(model_name="decision", name="kind", field=models.CharField(choices=KINDS, max_length=10)),
        migrations.AlterField(
            model_name="statement",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=10, verbose_name="what was done"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
