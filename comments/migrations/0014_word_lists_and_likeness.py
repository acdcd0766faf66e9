"""Word lists, more than one; and what tells whether two recent comments say nearly the same."""

from typing import Any

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from comments.moderation.words import folding
from newsroom.accounts.granting import grants
from newsroom.accounts.models import Role
from newsroom.migrating import together

LISTS = ["add_wordlist", "change_wordlist", "delete_wordlist", "view_wordlist"]

# What was listed so far is a list too, the first. The check of its rows is not left for later, or the table could not change.
FIRST_LIST = """
INSERT INTO comments_wordlist (name, language, note, is_active, added_at)
SELECT 'The newsroom’s own', '', '', true, now() WHERE EXISTS (SELECT FROM comments_listedword);
UPDATE comments_listedword SET word_list_id = (SELECT min(id) FROM comments_wordlist);
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class ReadAnew(migrations.RunPython):
    """A step that needs no classes of models: rows are read and written as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Read every listed phrase anew."""
        self.code(None, schema_editor)  # type: ignore[arg-type]


def read_anew(_apps: Any, schema_editor: Any) -> None:
    """Phrases are read with more care from now on. Two that are the same word for it become one, the older."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, phrase FROM comments_listedword ORDER BY id")
        seen: dict[str, int] = {}
        for pk, phrase in cursor.fetchall():
            seen.setdefault(" ".join(folding.words(phrase))[:480], pk)
        cursor.execute("DELETE FROM comments_listedword WHERE id <> ALL(%s)", [list(seen.values())])
        cursor.executemany("UPDATE comments_listedword SET folded = %s WHERE id = %s", list(seen.items()))


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0013_no_longer_passed_on"),
        ("accounts", "0002_the_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WordList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="As in “de” or “pt-BR”; empty for a list of no one language.",
                        max_length=35,
                        verbose_name="language",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="what it is for")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"verbose_name": "word list", "verbose_name_plural": "word lists", "ordering": ["name"]},
        ),
        migrations.CreateModel(
            name="Likeness",
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
                ("at", models.DateTimeField()),
                ("bands", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ("pairs", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["bands"], name="likeness_by_band"),
                    models.Index(fields=["at"], name="likeness_by_age"),
                ]
            },
        ),
        migrations.AlterModelOptions(
            name="listedword",
            options={"ordering": ["phrase", "pk"], "verbose_name": "listed word", "verbose_name_plural": "listed words"},
        ),
        migrations.AlterField(model_name="listedword", name="folded", field=models.CharField(editable=False, max_length=480)),
        migrations.AddField(
            model_name="listedword",
            name="word_list",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="words",
                to="comments.wordlist",
                verbose_name="word list",
            ),
        ),
        migrations.RunSQL(FIRST_LIST, migrations.RunSQL.noop),
        ReadAnew(read_anew, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="listedword",
            name="word_list",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="words",
                to="comments.wordlist",
                verbose_name="word list",
            ),
        ),
        migrations.AddConstraint(
            model_name="listedword",
            constraint=models.UniqueConstraint(
                fields=("word_list", "folded"),
                name="a_word_stands_once_on_a_list",
                violation_error_message="This word is on the list already, perhaps in another spelling.",
            ),
        ),
        grants("comments", {Role.MODERATOR: LISTS, Role.ADMINISTRATOR: LISTS}),
    ]
    operations = together(operations)
