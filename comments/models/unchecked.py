"""Comments that not every check has seen, and how the servers of strangers that do some of the checking have answered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from comments.models.comment import Comment


class Unchecked(models.Model):
    """One comment's turn to be checked again. There while a check is missing, and gone once all have run.

    What was found, and that a check is missing, stands with the decisions; here is only when somebody tries again.
    """

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, primary_key=True, related_name="+")
    # Names of the checks that have not run on the words as they are.
    missing = ArrayField(models.CharField(max_length=30))
    since = models.DateTimeField()
    # How often it was tried since, and before when it is not tried again.
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="unchecked_by_turn")]

    def __str__(self) -> str:
        return f"#{self.comment_id}: {', '.join(self.missing)}"


class OutsideService(models.Model):
    """How the server behind one outside check has answered lately; no row while it was never asked."""

    check_name = models.CharField(max_length=30, primary_key=True)
    answered_at = models.DateTimeField(null=True)
    # Calls in a row that brought nothing usable, since when, and what was wrong with the last of them.
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)
    # Not called before this moment: a server that does not answer is left alone for a while.
    rests_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(failures=0, failing_since__isnull=True, rests_until__isnull=True)
                | models.Q(failures__gt=0, failing_since__isnull=False),
                name="what_fails_fails_since_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_name}: {'failing' if self.failures else 'working'}"
