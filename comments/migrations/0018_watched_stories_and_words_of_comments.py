"""Stories that a moderator watches; and every comment, whatever became of it, is found by its words."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# As `comments.moderation.searching` asks.
WORDS = "CREATE INDEX words_of_comments ON comments_comment USING gin (to_tsvector('story_simple'::regconfig, body))"


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0017_seals_of_the_log"),
        ("articles", "0002_search_in_many_languages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Watching",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "discussion",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.discussion"),
                ),
                (
                    "moderator",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("moderator", "discussion"), name="watched_once")],
            },
        ),
        migrations.RunSQL(WORDS, "DROP INDEX words_of_comments"),
    ]
