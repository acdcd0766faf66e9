"""Jobs that were done say so until they are over: one that is done again then finds it."""

from django.db import migrations, models

# The table of jobs is not ours; that a row goes with its job is the database's to see to.
GOES_WITH_THE_JOB = """
ALTER TABLE newsroom_done
  ADD CONSTRAINT done_goes_with_the_job FOREIGN KEY (job_id) REFERENCES procrastinate_jobs (id) ON DELETE CASCADE;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("procrastinate", "0041_post_retry_failed_job")]

    operations = [
        migrations.CreateModel(
            name="Done",
            fields=[("job_id", models.BigIntegerField(primary_key=True, serialize=False))],
            options={"db_table": "newsroom_done"},
        ),
        migrations.RunSQL(GOES_WITH_THE_JOB, migrations.RunSQL.noop),
    ]
