"""Conversations, the standards and the log. Every table is made whole at once: each later step would render all models again."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from newsroom.migrating import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_the_account"),
        ("articles", "0002_search_in_many_languages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Discussion",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="discussion",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("first", "every comment is looked at first"),
                            ("read", "read only"),
                            ("closed", "closed, and not shown"),
                        ],
                        default="open",
                        max_length=6,
                        verbose_name="how it is run",
                    ),
                ),
                (
                    "closes_at",
                    models.DateTimeField(blank=True, help_text="Empty: it stays open.", null=True, verbose_name="closes"),
                ),
                ("last_number", models.PositiveIntegerField(default=0, editable=False)),
                ("visible_count", models.PositiveIntegerField(default=0, editable=False)),
                ("thread_count", models.PositiveIntegerField(default=0, editable=False)),
                ("held_count", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "discussion",
                "verbose_name_plural": "discussions",
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="comments.discussion"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="comments.comment",
                    ),
                ),
                (
                    "root",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="comments.comment",
                    ),
                ),
                (
                    "answers_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="comments.comment",
                    ),
                ),
                ("depth", models.PositiveSmallIntegerField(default=0)),
                ("path", models.BinaryField()),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
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
                ("body", models.TextField()),
                ("body_key", models.BinaryField(max_length=16)),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                ("idempotency_key", models.UUIDField()),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "permissions": [("moderate", "Can decide on comments")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("depth", 0), ("number__isnull", False)),
                        fields=["discussion", "number"],
                        name="threads_by_number",
                    ),
                    models.Index(
                        condition=models.Q(("number__isnull", False)), fields=["root", "path"], name="thread_in_reading_order"
                    ),
                    models.Index(
                        condition=models.Q(("number__isnull", False)), fields=["parent", "number"], name="answers_by_number"
                    ),
                    models.Index(fields=["author", "-created_at"], name="comments_of_a_reader"),
                    models.Index(fields=["body_key", "-created_at"], name="the_same_words"),
                    models.Index(condition=models.Q(("status", "held")), fields=["-created_at"], name="comments_held"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("author", "idempotency_key"), name="a_form_makes_one_comment"),
                    models.UniqueConstraint(fields=("discussion", "number"), name="a_number_once_a_discussion"),
                    models.CheckConstraint(condition=models.Q(("depth__lte", 100)), name="comments_are_not_deeper_than_100"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True), ("number__isnull", False), _connector="OR"
                        ),
                        name="what_readers_see_has_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("depth", 0), ("parent__isnull", True), ("root__isnull", True)),
                            models.Q(("depth__gt", 0), ("parent__isnull", False), ("root__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_answer_has_a_parent_and_a_root",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="comments.comment",
                    ),
                ),
                ("recommendations", models.PositiveIntegerField(default=0)),
                ("answers", models.PositiveIntegerField(default=0)),
                ("below", models.PositiveIntegerField(default=0)),
                ("reports", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recommendations", to="comments.comment"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recommendations", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("comment", "reader"),
                        name="one_recommendation_per_reader",
                        violation_error_message="You have already recommended this comment.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="comments.discussion"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="comments.comment",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="oldest_drafts")],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="number")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("text", models.TextField(verbose_name="the rule")),
                (
                    "examples",
                    models.TextField(
                        blank=True, help_text="One a line: what falls under the rule, and what does not.", verbose_name="examples"
                    ),
                ),
                (
                    "cited_by",
                    models.CharField(
                        blank=True,
                        help_text="The name of a check that may refuse a comment under this rule, or empty.",
                        max_length=30,
                        verbose_name="cited by the check",
                    ),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="no longer in force since")),
            ],
            options={
                "verbose_name": "rule",
                "verbose_name_plural": "community standards",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="StandardsVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("in_force_from", models.DateTimeField()),
                ("rules", models.JSONField()),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="comments.comment"),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("rule", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="comments.rule")),
                ("words", models.TextField(blank=True, max_length=1000, verbose_name="in your words")),
                ("at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "waiting for a moderator"),
                            ("upheld", "the comment was removed"),
                            ("dismissed", "the comment stays"),
                            ("moot", "the author took the comment back"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("decision_id", models.BigIntegerField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "indexes": [models.Index(condition=models.Q(("outcome", "open")), fields=["comment"], name="open_reports")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("comment", "reader"),
                        name="one_report_per_reader",
                        violation_error_message="You have already reported this comment. Thank you: a moderator will look at it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListedWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("phrase", models.CharField(max_length=120, verbose_name="word or phrase")),
                ("folded", models.CharField(editable=False, max_length=240, unique=True)),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="why it is listed")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "listed word",
                "verbose_name_plural": "word list",
                "ordering": ["phrase"],
            },
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="signals", to="comments.comment"),
                ),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                ("check_name", models.CharField(max_length=30)),
                ("check_version", models.PositiveSmallIntegerField(default=1)),
                (
                    "ran",
                    models.CharField(
                        choices=[("ran", "ran"), ("failed", "failed"), ("skipped", "skipped")], default="ran", max_length=7
                    ),
                ),
                ("score", models.FloatField(default=0)),
                ("detail", models.JSONField(default=dict)),
                ("microseconds", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("comment", "revision", "check_name"), name="one_signal_a_check_and_revision")
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("comment_id", models.BigIntegerField()),
                ("account_id", models.BigIntegerField(null=True)),
                ("revision", models.PositiveSmallIntegerField(default=1)),
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
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "status_after",
                    models.CharField(
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
                (
                    "initiative",
                    models.CharField(
                        choices=[
                            ("policy", "the checks"),
                            ("own", "a moderator's own"),
                            ("report", "a reader's report"),
                            ("author", "the author's"),
                        ],
                        max_length=6,
                    ),
                ),
                ("by_id", models.BigIntegerField(null=True)),
                ("automatic", models.BooleanField(default=False)),
                ("rule_number", models.PositiveSmallIntegerField(null=True)),
                ("standards_version", models.PositiveIntegerField(null=True)),
                ("policy_version", models.PositiveSmallIntegerField(null=True)),
                ("thresholds", models.JSONField(default=dict)),
                ("codes", models.JSONField(default=list)),
                ("undoes_id", models.BigIntegerField(null=True)),
                ("previous_id", models.BigIntegerField(null=True)),
                ("evidence_digest", models.BinaryField(null=True)),
                ("at", models.DateTimeField()),
                ("digest", models.BinaryField(null=True)),
                ("transaction_id", models.BigIntegerField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "indexes": [
                    models.Index(fields=["comment_id", "-id"], name="decisions_on_a_comment"),
                    models.Index(fields=["account_id", "-id"], name="decisions_on_a_reader"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["remove", "refuse"]), _negated=True),
                            models.Q(("rule_number__isnull", False), ("standards_version__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_removal_names_its_rule",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "decision",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="evidence",
                        serialize=False,
                        to="comments.decision",
                    ),
                ),
                ("salt", models.BinaryField()),
                ("body", models.TextField(blank=True)),
                ("note", models.TextField(blank=True, verbose_name="what the author reads")),
                ("facts", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="standing",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("known", "known"),
                            ("trusted", "trusted"),
                            ("watched", "watched: looked at first"),
                        ],
                        default="new",
                        max_length=7,
                        verbose_name="standing",
                    ),
                ),
                (
                    "by_hand",
                    models.BooleanField(
                        default=False,
                        help_text="The rules of `comments.standing` leave it alone then.",
                        verbose_name="chosen by a moderator",
                    ),
                ),
                ("since", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "standing",
                "verbose_name_plural": "standings",
            },
        ),
    ]
    operations = together(operations)
