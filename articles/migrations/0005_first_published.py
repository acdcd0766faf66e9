from django.db import migrations, models
from django.db.models import F


def take_the_time_we_know(apps, schema_editor):
    """Of a story that is out, or was, or waits for its time, the only time on record is the first one."""
    stories = apps.get_model("articles", "Article").objects.exclude(published_at=None)
    stories.update(first_published_at=F("published_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_who_may_do_what"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="first_published_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="first published"),
        ),
        migrations.RunPython(take_the_time_we_know, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "draft"), ("first_published_at__isnull", False), _connector="OR"),
                name="a_story_that_left_the_draft_has_a_first_time",
            ),
        ),
    ]
