"""A record of what readers were given and lost, which takes new rows and nothing else."""

import django.utils.timezone
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION articles_publication_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The record of publishing is append-only: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER publication_is_append_only BEFORE UPDATE OR DELETE ON articles_publication
  FOR EACH ROW EXECUTE FUNCTION articles_publication_refuse();
CREATE TRIGGER publication_is_not_emptied BEFORE TRUNCATE ON articles_publication
  FOR EACH STATEMENT EXECUTE FUNCTION articles_publication_refuse();
"""

BACKWARD = """
DROP TRIGGER publication_is_not_emptied ON articles_publication;
DROP TRIGGER publication_is_append_only ON articles_publication;
DROP FUNCTION articles_publication_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_first_published"),
    ]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("article_id", models.BigIntegerField(verbose_name="story")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("publish", "published"),
                            ("schedule", "scheduled"),
                            ("update", "updated"),
                            ("correct", "note added"),
                            ("withdraw", "withdrawn"),
                            ("plan", "withdrawal planned"),
                            ("keep", "planned withdrawal called off"),
                            ("exchange", "photograph exchanged"),
                            ("unschedule", "taken off the schedule"),
                        ],
                        max_length=10,
                        verbose_name="what was done",
                    ),
                ),
                ("revision", models.PositiveIntegerField(null=True, verbose_name="revision")),
                ("due_at", models.DateTimeField(null=True, verbose_name="for")),
                ("by_id", models.BigIntegerField(null=True, verbose_name="by")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
            ],
            options={
                "verbose_name": "entry of the record",
                "verbose_name_plural": "record of publishing",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["article_id", "-id"], name="record_of_a_story")],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
