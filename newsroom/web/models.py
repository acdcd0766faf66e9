"""Tables of the ground: stamps, counters of the limiter, and how often stories were read."""

from django.db import models


class Stamp(models.Model):
    """A key and a number that changes whenever what the key stands for changes; only equality counts."""

    # Bytewise order: stamps are locked in it, and no second index for LIKE is made.
    key = models.CharField(max_length=40, primary_key=True, db_collation="C")
    number = models.BigIntegerField()

    class Meta:
        db_table = "web_stamp"

    def __str__(self) -> str:
        return self.key


class Counter(models.Model):
    """What the limiter and the shared cache remember until a moment. Unlogged: a crash forgets it, and may."""

    key = models.CharField(max_length=64, primary_key=True, db_collation="C")
    count = models.BigIntegerField(default=0)
    value = models.JSONField(null=True)
    until = models.DateTimeField()

    class Meta:
        db_table = "web_counter"

    def __str__(self) -> str:
        return self.key


class Reads(models.Model):
    """How often an article was read within one minute; nothing about who read it."""

    pk = models.CompositePrimaryKey("article_id", "minute")
    article_id = models.BigIntegerField()
    minute = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "web_reads"
        verbose_name_plural = "reads"

    def __str__(self) -> str:
        return f"{self.article_id} at {self.minute:%Y-%m-%d %H:%M}"
