"""Stories that a moderator keeps an eye on: a list of their own, by which they narrow down what waits."""

from __future__ import annotations

from django.utils import timezone

from comments.models import Discussion, Watching
from newsroom.accounts.models import User


def watch(discussion: Discussion, *, by: User) -> None:
    """Put a story on one's list; one that is on it stays there."""
    Watching.objects.get_or_create(moderator=by, discussion=discussion, defaults={"at": timezone.now()})


def unwatch(discussion: Discussion, *, by: User) -> None:
    """Take it off again."""
    Watching.objects.filter(moderator=by, discussion=discussion).delete()


def is_watched(discussion: Discussion, *, by: User) -> bool:
    """Whether a story is on the list of `by`. One query."""
    return Watching.objects.filter(moderator=by, discussion=discussion).exists()
