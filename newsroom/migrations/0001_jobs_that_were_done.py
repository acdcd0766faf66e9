"""Jobs that were done say so until they are over: one that is done again then finds it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Done",
            fields=[("job_id", models.BigIntegerField(primary_key=True, serialize=False))],
            options={"db_table": "newsroom_done"},
        ),
    ]
