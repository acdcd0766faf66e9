"""What background jobs keep of themselves."""

from django.db import models


class Done(models.Model):
    """That a job was done: committed with what it did, so that whoever does it again finds it. Of no use once the job is over.

    Written by `newsroom.jobs` alone.
    """

    job_id = models.BigIntegerField(primary_key=True)

    class Meta:
        db_table = "newsroom_done"

    def __str__(self) -> str:
        return str(self.job_id)
