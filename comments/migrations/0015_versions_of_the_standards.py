"""The standards: changes are gathered before they are in force, versions never change, and readers accept them."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations, models

from newsroom.migrating import together

# Examples said in their own words which side they are on; those that do keep it as a column. Versions stay as they are.
FORWARD = r"""
UPDATE comments_rule SET
  fine = coalesce((SELECT string_agg(btrim(substr(line, 6)), E'\n' ORDER BY at) FROM regexp_split_to_table(examples, E'\r?\n')
    WITH ORDINALITY AS listed (line, at) WHERE line ILIKE 'fine:%'), ''),
  not_fine = coalesce((SELECT string_agg(btrim(substr(line, 10)), E'\n' ORDER BY at)
    FROM regexp_split_to_table(examples, E'\r?\n') WITH ORDINALITY AS listed (line, at) WHERE line ILIKE 'not fine:%'), ''),
  examples = coalesce((SELECT string_agg(line, E'\n' ORDER BY at) FROM regexp_split_to_table(examples, E'\r?\n')
    WITH ORDINALITY AS listed (line, at) WHERE line !~* '^(not )?fine:'), '');

CREATE FUNCTION comments_version_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A version of the standards never changes: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER version_never_changes BEFORE UPDATE OR DELETE ON comments_standardsversion
  FOR EACH ROW EXECUTE FUNCTION comments_version_refuse();
"""

BACKWARD = """
DROP TRIGGER version_never_changes ON comments_standardsversion;
DROP FUNCTION comments_version_refuse();
UPDATE comments_rule SET examples = concat_ws(E'\n',
  nullif(regexp_replace(fine, '^(?=.)', 'Fine: ', 'gn'), ''),
  nullif(regexp_replace(not_fine, '^(?=.)', 'Not fine: ', 'gn'), ''), nullif(examples, ''));
"""

WORDS = [
    ("title", models.CharField(max_length=120, verbose_name="title")),
    ("text", models.TextField(verbose_name="the rule")),
    ("fine", models.TextField(blank=True, help_text="Examples, one a line.", verbose_name="what is fine")),
    ("not_fine", models.TextField(blank=True, help_text="Examples, one a line.", verbose_name="what is not fine")),
    (
        "examples",
        models.TextField(
            blank=True,
            help_text="One a line: what is neither, or what needs a word of its own.",
            verbose_name="other examples",
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
]


class Migration(migrations.Migration):
    dependencies = [("comments", "0014_word_lists_and_likeness"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "version"), name="accepted_once")],
            },
        ),
        migrations.CreateModel(
            name="RuleChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                *WORDS,
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="number")),
                (
                    "retires",
                    models.BooleanField(
                        default=False,
                        help_text="No longer in force. Its number is never used for another rule.",
                        verbose_name="retired",
                    ),
                ),
                ("at", models.DateTimeField(editable=False)),
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
            options={"ordering": ["number"]},
        ),
        migrations.RemoveConstraint(model_name="notification", name="told_once"),
        migrations.AddField(
            model_name="notification",
            name="standards_version",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(model_name="rule", name="fine", field=WORDS[2][1]),
        migrations.AddField(model_name="rule", name="not_fine", field=WORDS[3][1]),
        migrations.AddField(
            model_name="standardsversion",
            name="note",
            field=models.TextField(blank=True, default="", verbose_name="what changes, and why"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="standardsversion",
            name="is_wording_only",
            field=models.BooleanField(default=False, verbose_name="only the wording changes"),
        ),
        migrations.AlterField(model_name="rule", name="examples", field=WORDS[4][1]),
        migrations.AlterField(
            model_name="notification",
            name="comment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notifications",
                to="comments.comment",
            ),
        ),
        migrations.AlterField(
            model_name="notification",
            name="kind",
            field=models.CharField(
                choices=[
                    ("answer", "an answer to your comment"),
                    ("mention", "a comment that names you"),
                    ("followed", "a new comment in what you follow"),
                    ("report", "what came of your report"),
                    ("decision", "a decision on your comment"),
                    ("standards", "a change of the community standards"),
                ],
                max_length=9,
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=BrinIndex(autosummarize=True, fields=["at"], name="decisions_in_time", pages_per_range=16),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(
                fields=("reader", "kind", "comment", "decision_id", "standards_version"),
                name="told_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("comment__isnull", True), ("kind", "standards"), ("standards_version__isnull", False)),
                    models.Q(
                        models.Q(("kind", "standards"), _negated=True),
                        ("comment__isnull", False),
                        ("standards_version__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="news_is_about_a_comment_or_the_standards",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
    operations = together(operations)
