"""The part of `bench.posting` that runs inside the site: readers with ready sessions, and what became of their comments.

python -m bench.writers ready <how many>        prints JSON: a comment to answer, and sessions with their tokens
python -m bench.writers queries                 prints how many queries one post makes
python -m bench.writers published <how many>    prints how many of the newest comments readers see
"""

from __future__ import annotations

import json
import os
import sys
import uuid

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402

from bench.inside import asked  # noqa: E402
from comments.models import Comment, Discussion, Standing  # noqa: E402
from newsroom.accounts import confirmation  # noqa: E402
from newsroom.accounts.models import User  # noqa: E402


def writers(many: int) -> list[User]:
    """So many readers of this run, known well enough that every check runs and passes."""
    run = uuid.uuid4().hex[:8]
    made = User.objects.bulk_create(
        User(email=f"writer-{run}-{number}@example.org", display_name=f"Writer {run} {number}", password="!")
        for number in range(many)
    )
    confirmation.mark_confirmed(made)
    Standing.objects.bulk_create(Standing(account=user, level=Standing.Level.TRUSTED, by_hand=True) for user in made)
    return made


def parent() -> Comment:
    """A comment of the largest conversation that anyone may answer."""
    largest = Discussion.objects.order_by("-visible_count").first()
    Discussion.objects.filter(pk=largest.pk).update(closes_at=None, mode=Discussion.Mode.OPEN)
    return Comment.objects.seen().filter(discussion=largest, depth=2).order_by("-number").first()


def browser(user: User) -> Client:
    """A signed-in browser."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    client.force_login(user)
    return client


def ready(many: int) -> None:
    """Print what the measurement needs."""
    sessions = []
    for user in writers(many):
        request = RequestFactory().get("/")
        get_token(request)
        sessions.append({"session": browser(user).cookies["sessionid"].value, "token": request.META["CSRF_COOKIE"]})
    print(json.dumps({"parent": parent().pk, "writers": sessions}))


def queries() -> None:
    """Print the number of queries of one post over the whole site, sessions included."""
    [user] = writers(1)
    client, answered = browser(user), parent()
    form = {"body": "One more voice, for the count.", "key": str(uuid.uuid4())}
    print(asked(lambda: client.post(f"/comments/{answered.pk}/reply/", form)))


def published(many: int) -> None:
    """Print how many of the newest comments were published at once."""
    newest = Comment.objects.order_by("-pk")[:many]
    print(sum(comment.status == Comment.Status.PUBLISHED for comment in newest), "of", many)


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    {"ready": ready, "queries": queries, "published": published}[what](*(int(argument) for argument in arguments))
