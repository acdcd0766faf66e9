"""How much of what a reader wrote is published, held and removed is counted in an index, however much it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0018_watched_stories_and_words_of_comments")]
    operations = [
        migrations.AddIndex("comment", models.Index(fields=["author", "status"], name="states_of_a_reader")),
    ]
