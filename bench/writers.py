"""The part of `bench.posting` that runs inside the site: readers with ready sessions, and what became of their comments.

python -m bench.writers ready <how many>        prints JSON: a story, comments to answer, and sessions with their tokens
python -m bench.writers queries                 prints how many queries one post makes
python -m bench.writers published <how many>    prints how many of the newest comments readers see
python -m bench.writers prove                   counts the largest conversation anew, and fails if a number is not right
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.base import VALID_KEY_CHARS  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.crypto import get_random_string  # noqa: E402

from bench.inside import asked  # noqa: E402
from bench.saying import something  # noqa: E402
from comments import counting  # noqa: E402
from comments.models import Comment, Discussion, Standing  # noqa: E402
from newsroom.accounts import confirmation  # noqa: E402
from newsroom.accounts.models import User  # noqa: E402
from newsroom.web import robots  # noqa: E402
from newsroom.web.sessions import SessionStore  # noqa: E402

# Enough that no thread gets three answers of one reader.
TO_ANSWER = 500


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


def sessions(users: list[User]) -> list[str]:
    """A session for each of them, as signing in makes it, all in one statement. Returns their keys."""
    end = timezone.now() + timedelta(hours=1)
    made = [
        Session(
            session_key=get_random_string(32, VALID_KEY_CHARS),
            session_data=SessionStore().encode({
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                HASH_SESSION_KEY: user.get_session_auth_hash(),
            }),
            expire_date=end,
        )
        for user in users
    ]  # fmt: skip
    Session.objects.bulk_create(made)
    return [session.session_key for session in made]


def ready(many: int) -> None:
    """Print what the measurement needs."""
    answered = parent()
    seen = Comment.objects.seen().filter(discussion=answered.discussion_id)
    tokens = []
    for _ in range(many):
        request = RequestFactory().get("/")
        get_token(request)
        tokens.append(request.META["CSRF_COOKIE"])
    keys = sessions(writers(many))
    told = {
        "article": answered.discussion_id,
        "parent": answered.pk,
        "parents": list(seen.order_by("-number").values_list("pk", flat=True)[:TO_ANSWER]),
        "made": robots.made(seconds_ago=30),
        "writers": [{"session": key, "token": token} for key, token in zip(keys, tokens, strict=True)],
    }
    print(json.dumps(told))


def prove() -> None:
    """Print what the largest conversation comes to, if every stored number of it is what a recount says."""
    largest = Discussion.objects.order_by("-visible_count").first()
    counting.prove(largest)
    print(json.dumps({"visible": largest.visible_count, "last number": largest.last_number, "held": largest.held_count}))


def queries() -> None:
    """Print the number of queries of one post over the whole site, sessions included."""
    [user] = writers(1)
    client, answered = browser(user), parent()
    form = {"body": something(0), "key": str(uuid.uuid4())}
    print(asked(lambda: client.post(f"/comments/{answered.pk}/reply/", form)))


def published(many: int) -> None:
    """Print how many of the newest comments were published at once."""
    newest = Comment.objects.order_by("-pk")[:many]
    print(sum(comment.status == Comment.Status.PUBLISHED for comment in newest), "of", many)


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    {"ready": ready, "queries": queries, "published": published, "prove": prove}[what](*(int(argument) for argument in arguments))
