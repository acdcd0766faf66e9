"""What the desk keeps: statements, sanctions, objections, notices, and what waits; findings stand beside their decision."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from newsroom.migrating import together

# Until now each revision of a comment was checked once: its findings belong to the policy's first decision on it.
FILL = """
UPDATE comments_signal AS signal SET decision_id = (
  SELECT min(id) FROM comments_decision AS decision
   WHERE decision.comment_id = signal.comment_id AND decision.revision = signal.revision AND decision.initiative = 'policy')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0007_what_was_mailed_and_who_follows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("address", models.CharField(max_length=500, verbose_name="address of the comment")),
                (
                    "comment",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="notices", to="comments.comment"
                    ),
                ),
                ("law", models.CharField(max_length=300, verbose_name="which law it breaks")),
                ("why", models.TextField(verbose_name="why")),
                ("name", models.CharField(max_length=120, verbose_name="your name")),
                ("email", models.EmailField(max_length=254, verbose_name="your e-mail address")),
                ("good_faith", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "follows",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="followed_by", to="comments.notice"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "waiting for a decision"),
                            ("removed", "the comment was removed"),
                            ("stays", "the comment stays"),
                            ("gone", "there was nothing left to decide"),
                        ],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("answered_by_id", models.BigIntegerField(editable=False, null=True)),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                ("decision_id", models.BigIntegerField(editable=False, null=True)),
                ("contested_by_id", models.BigIntegerField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "notice of illegal content",
                "verbose_name_plural": "notices of illegal content",
                "indexes": [
                    models.Index(condition=models.Q(("outcome", "open")), fields=["at"], name="open_notices"),
                    models.Index(fields=["comment"], name="notices_on_a_comment"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("good_faith", True)), name="a_notice_is_sent_in_good_faith"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by_id__isnull", True),
                            ("contested_by_id__isnull", True),
                            models.Q(("answered_by_id", models.F("contested_by_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_decides_twice_on_a_notice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["removed", "stays"]), _negated=True),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by_id__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_notice_is_answered_in_writing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sanctions", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("warning", "a warning"),
                            ("first", "everything is looked at first"),
                            ("muted", "muted: reads, recommends, reports; does not write"),
                            ("barred", "barred: reads, takes no part"),
                        ],
                        max_length=7,
                        verbose_name="sanction",
                    ),
                ),
                ("rule_number", models.PositiveSmallIntegerField(verbose_name="rule")),
                ("standards_version", models.PositiveIntegerField()),
                ("reason", models.TextField(help_text="Its reader reads this together with the rule.", verbose_name="reason")),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sanctions",
                        to="comments.comment",
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("decision_id", models.BigIntegerField(editable=False, null=True)),
                ("acknowledged_at", models.DateTimeField(editable=False, null=True)),
                ("lifted_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "sanction",
                "verbose_name_plural": "sanctions",
                "indexes": [
                    models.Index(fields=["account", "-starts_at"], name="sanctions_of_a_reader"),
                    models.Index(
                        condition=models.Q(("lifted_at__isnull", True)), fields=["account"], name="sanctions_not_lifted"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="a_sanction_has_a_reason"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"),
                        name="a_sanction_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by__isnull", True), models.Q(("by", models.F("account")), _negated=True), _connector="OR"
                        ),
                        name="nobody_sanctions_themselves",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decision_id", models.BigIntegerField()),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("removal", "a removal"),
                            ("refusal", "a refusal"),
                            ("sanction", "a sanction"),
                            ("dismissal", "a report that was dismissed"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="objections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="objections", to="comments.comment"
                    ),
                ),
                (
                    "sanction",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="objections", to="comments.sanction"
                    ),
                ),
                ("words", models.TextField(verbose_name="why the decision was wrong")),
                ("at", models.DateTimeField()),
                ("contested_by_id", models.BigIntegerField(editable=False, null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "waiting for an answer"),
                            ("upheld", "upheld"),
                            ("rejected", "the decision stands"),
                            ("moot", "settled by another decision"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("answered_by_id", models.BigIntegerField(editable=False, null=True)),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                ("answer_decision_id", models.BigIntegerField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "objection",
                "verbose_name_plural": "objections",
                "indexes": [
                    models.Index(condition=models.Q(("outcome", "open")), fields=["at"], name="open_objections"),
                    models.Index(fields=["comment"], name="objections_on_a_comment"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision_id", "by"),
                        name="one_objection_a_decision_and_person",
                        violation_error_message="You have already objected to this decision.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by_id__isnull", True),
                            ("contested_by_id__isnull", True),
                            models.Q(("answered_by_id", models.F("contested_by_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_answers_an_objection_to_their_own_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["upheld", "rejected"]), _negated=True),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by_id__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_objection_is_answered_in_writing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "decision",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="statement",
                        serialize=False,
                        to="comments.decision",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
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
                            ("confirm", "confirmed after an objection"),
                            ("warn", "warned"),
                            ("look_first", "looked at first from now on"),
                            ("mute", "muted"),
                            ("bar", "barred"),
                            ("lift", "sanction lifted"),
                        ],
                        max_length=10,
                        verbose_name="what was done",
                    ),
                ),
                ("rule_number", models.PositiveSmallIntegerField(verbose_name="rule")),
                ("rule_title", models.CharField(max_length=120)),
                ("rule_text", models.TextField()),
                ("standards_version", models.PositiveIntegerField()),
                ("facts", models.TextField(verbose_name="what it is based on")),
                ("by_machine", models.BooleanField(default=False, verbose_name="decided by machine")),
                ("machine_helped", models.BooleanField(default=False, verbose_name="a check had found something")),
                (
                    "initiative",
                    models.CharField(
                        choices=[
                            ("policy", "the checks"),
                            ("own", "a moderator's own"),
                            ("report", "a reader's report"),
                            ("author", "the author's"),
                            ("notice", "a notice of illegal content"),
                            ("objection", "an objection"),
                        ],
                        max_length=9,
                    ),
                ),
                ("until", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "statement of reasons",
                "verbose_name_plural": "statements of reasons",
                "indexes": [models.Index(fields=["reader", "-decision"], name="statements_to_a_reader")],
            },
        ),
        migrations.CreateModel(
            name="Awaiting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("comment", "a comment"),
                            ("objection", "an objection"),
                            ("notice", "a notice of illegal content"),
                        ],
                        default="comment",
                        max_length=9,
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.comment"
                    ),
                ),
                (
                    "discussion",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.discussion"
                    ),
                ),
                (
                    "objection",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.objection"
                    ),
                ),
                (
                    "notice",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.notice"
                    ),
                ),
                ("is_held", models.BooleanField(default=False)),
                ("is_reported", models.BooleanField(default=False)),
                ("is_unchecked", models.BooleanField(default=False)),
                ("is_escalated", models.BooleanField(default=False)),
                ("is_seen", models.BooleanField(default=False)),
                ("found", models.FloatField(default=0)),
                ("reported", models.FloatField(default=0)),
                ("since", models.DateTimeField()),
                ("newest", models.DateTimeField()),
                (
                    "claimed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("claimed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["newest"], name="newest_waiting")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "comment")), fields=("comment",), name="a_comment_waits_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("comment__isnull", False),
                                ("kind", "comment"),
                                ("notice__isnull", True),
                                ("objection__isnull", True),
                            ),
                            models.Q(("kind", "objection"), ("notice__isnull", True), ("objection__isnull", False)),
                            models.Q(("kind", "notice"), ("notice__isnull", False), ("objection__isnull", True)),
                            _connector="OR",
                        ),
                        name="what_waits_is_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("claimed_by__isnull", True), ("claimed_at__isnull", False), _connector="OR"),
                        name="a_claim_has_a_moment",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="a_removal_names_its_rule",
        ),
        migrations.RemoveConstraint(
            model_name="signal",
            name="one_signal_a_check_and_revision",
        ),
        migrations.AddField(
            model_name="decision",
            name="batch",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="machine_helped",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="notice_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="objection_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="sanction_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="signal",
            name="decision_id",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="decision",
            name="comment_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="decision",
            name="initiative",
            field=models.CharField(
                choices=[
                    ("policy", "the checks"),
                    ("own", "a moderator's own"),
                    ("report", "a reader's report"),
                    ("author", "the author's"),
                    ("notice", "a notice of illegal content"),
                    ("objection", "an objection"),
                ],
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="kind",
            field=models.CharField(
                choices=[
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
                    ("confirm", "confirmed after an objection"),
                    ("warn", "warned"),
                    ("look_first", "looked at first from now on"),
                    ("mute", "muted"),
                    ("bar", "barred"),
                    ("lift", "sanction lifted"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="status_after",
            field=models.CharField(
                blank=True,
                choices=[
                    ("published", "published"),
                    ("held", "held: a person looks first"),
                    ("refused", "refused"),
                    ("removed", "removed"),
                    ("taken_back", "taken back"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("sanction_id__isnull", False)), fields=["sanction_id"], name="decisions_on_a_sanction"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(condition=models.Q(("batch__isnull", False)), fields=["batch"], name="decisions_of_a_batch"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["remove", "refuse", "warn", "look_first", "mute", "bar"]), _negated=True),
                    models.Q(("rule_number__isnull", False), ("standards_version__isnull", False)),
                    _connector="OR",
                ),
                name="a_restriction_names_its_rule",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "hold"), _negated=True), models.Q(("codes", []), _negated=True), _connector="OR"
                ),
                name="a_hold_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("comment_id__isnull", False), ("sanction_id__isnull", False), _connector="OR"),
                name="a_decision_is_about_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.UniqueConstraint(
                fields=("comment", "check_name", "decision_id"), name="one_signal_a_check_and_decision"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
    operations = together(operations)
