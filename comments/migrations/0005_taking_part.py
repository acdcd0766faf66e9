"""Sorts that move, edits, picks, what readers follow, mute and have read, news for them, and how conversations are run."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from newsroom.migrating import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_the_roles"),
        ("comments", "0004_who_chooses_standings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Exposure",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="exposure",
                        serialize=False,
                        to="comments.comment",
                    ),
                ),
                ("reads", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="TellingChoice",
            fields=[
                (
                    "reader",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="telling_choice",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mail",
                    models.CharField(
                        choices=[("never", "no mail"), ("at_once", "at once"), ("daily", "once a day")],
                        default="at_once",
                        max_length=7,
                        verbose_name="mail about answers, mentions and what you follow",
                    ),
                ),
                ("told_until", models.DateTimeField(editable=False, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="comment",
            name="edited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="discussion",
            name="pause_seconds",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="Seconds that one reader waits between two comments here. 0: as everywhere.",
                validators=[django.core.validators.MaxValueValidator(3600)],
                verbose_name="slow mode",
            ),
        ),
        migrations.AddField(
            model_name="discussion",
            name="pinned_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="discussion",
            name="pinned_note",
            field=models.TextField(
                blank=True,
                help_text="Stands above the comments, for everybody.",
                max_length=2000,
                verbose_name="note from the newsroom",
            ),
        ),
        migrations.AddField(
            model_name="discussion",
            name="question",
            field=models.CharField(
                blank=True, help_text="Stands above the comment box.", max_length=300, verbose_name="question to start with"
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
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="EarlierWording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveSmallIntegerField()),
                ("body", models.TextField()),
                ("replaced_at", models.DateTimeField()),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="earlier_wordings", to="comments.comment"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("comment", "revision"), name="one_earlier_wording_a_revision")],
            },
        ),
        migrations.CreateModel(
            name="Following",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="followers", to="comments.discussion"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="following", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="comments.comment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("reader", "discussion", "thread"), name="followed_once", nulls_distinct=False)
                ],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="comments.comment"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("comment", "reader"), name="mentioned_once_a_comment")],
            },
        ),
        migrations.CreateModel(
            name="Mute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "muted",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mutes", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("reader", "muted"), name="muted_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reader", models.F("muted")), _negated=True), name="nobody_mutes_themselves"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("answer", "an answer to your comment"),
                            ("mention", "a comment that names you"),
                            ("followed", "a new comment in what you follow"),
                            ("report", "what came of your report"),
                            ("decision", "a decision on your comment"),
                        ],
                        max_length=8,
                    ),
                ),
                ("decision_id", models.BigIntegerField(editable=False, null=True)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notifications", to="comments.comment"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notifications", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["reader", "-at", "-id"], name="news_of_a_reader"),
                    models.Index(condition=models.Q(("read_at__isnull", True)), fields=["reader"], name="unread_news"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reader", "kind", "comment", "decision_id"), name="told_once", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pick",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="pick",
                        serialize=False,
                        to="comments.comment",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="picks", to="comments.discussion"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["discussion", "-at", "-comment"], name="latest_picks")],
            },
        ),
        migrations.CreateModel(
            name="Ranking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.CharField(choices=[("best", "best"), ("answered", "most answered")], max_length=8)),
                ("made_at", models.DateTimeField()),
                ("threads", models.BinaryField()),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rankings", to="comments.discussion"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["discussion", "order", "-made_at"], name="latest_ranking")],
            },
        ),
        migrations.CreateModel(
            name="SiteSwitch",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("usual", "as each conversation is set"),
                            ("hold", "a person looks at every comment first"),
                            ("paused", "nobody can comment"),
                        ],
                        default="usual",
                        max_length=6,
                        verbose_name="commenting on the whole site",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="One or two sentences: why, and for how long.",
                        max_length=300,
                        verbose_name="what readers are told",
                    ),
                ),
                ("at", models.DateTimeField(editable=False, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "switch for all commenting",
                "verbose_name_plural": "switch for all commenting",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="there_is_one_switch"),
                    models.CheckConstraint(
                        condition=models.Q(("state", "usual"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="readers_are_told_why_commenting_is_restricted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "discussion",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.discussion"),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="visits", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="oldest_visits")],
                "constraints": [
                    models.UniqueConstraint(fields=("reader", "discussion"), name="one_place_a_reader_and_conversation")
                ],
            },
        ),
        # Uncompressed, so that `substr` of a long ranking fetches the few bytes that one page needs.
        migrations.RunSQL(
            "ALTER TABLE comments_ranking ALTER COLUMN threads SET STORAGE EXTERNAL",
            "ALTER TABLE comments_ranking ALTER COLUMN threads SET STORAGE EXTENDED",
        ),
    ]
    operations = together(operations)
