"""Stamps, counters of the limiter, and how often stories were read."""

from django.db import migrations, models

# Rows are updated far more often than added: room on each page of the table keeps the new version beside the old one,
# and no index has to be touched. The limiter may forget after a crash, so nothing of it is written to the log.
TUNE = """
ALTER TABLE web_stamp SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE web_counter SET UNLOGGED;
ALTER TABLE web_counter SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE web_reads SET (fillfactor = 80);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("key", models.CharField(db_collation="C", max_length=40, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
            ],
            options={"db_table": "web_stamp"},
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("key", models.CharField(db_collation="C", max_length=64, primary_key=True, serialize=False)),
                ("count", models.BigIntegerField(default=0)),
                ("value", models.JSONField(null=True)),
                ("until", models.DateTimeField()),
            ],
            options={"db_table": "web_counter"},
        ),
        migrations.CreateModel(
            name="Reads",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey("article_id", "minute", blank=True, editable=False, primary_key=True, serialize=False),
                ),
                ("article_id", models.BigIntegerField()),
                ("minute", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
            ],
            options={"db_table": "web_reads", "verbose_name_plural": "reads"},
        ),
        migrations.RunSQL(TUNE, migrations.RunSQL.noop),
    ]
