"""The part of `bench.hostile_text` that runs inside the site: posts the texts of some files, twenty under each story.

python -m bench.attackers <file.jsonl> …        prints JSON: the comments' words by number, and the pages that show them
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from bench.writers import writers  # noqa: E402
from comments import opening, threads, wording  # noqa: E402
from comments.models import Comment, Discussion  # noqa: E402
from comments.moderation import decisions  # noqa: E402
from comments.posting import post_comment  # noqa: E402
from newsroom.accounts import roles  # noqa: E402
from newsroom.accounts.models import Role  # noqa: E402


def texts(files: list[str]) -> list[str]:
    """What these files want to say, as far as it can be a comment at all."""
    # Split at line feeds alone: the texts hold every other line end that Unicode knows.
    lines = [line for name in files for line in Path(name).read_text(encoding="utf-8").split("\n") if line]
    found = [wording.clean(json.loads(line)["payload"]) for line in lines]
    return [text for text in found if wording.objection(text) is None]


def public() -> list[Discussion]:
    """The conversations that any reader may open."""
    return list(Discussion.objects.shown(now=timezone.now()).order_by("pk"))


def post_all(found: list[str]) -> dict[int, str]:
    """Post every text by a writer of its own, and approve what the checks hold back."""
    shown = [opening.run_discussion(one, mode=Discussion.Mode.OPEN, closes_at=None) for one in public()]
    authors = writers(len(found) + 1)
    moderator = authors.pop()
    roles.appoint(moderator, Role.MODERATOR, by=None)
    posted = {}
    for number, (author, text) in enumerate(zip(authors, found, strict=True)):
        comment = post_comment(shown[number % len(shown)], author=author, body=text)
        if comment.status != Comment.Status.PUBLISHED:
            decisions.approve(comment, by=moderator)
        posted[comment.pk] = comment.body
    return posted


def pages() -> list[str]:
    """The address of every page of every conversation."""
    found = []
    for discussion in public():
        after = None
        while True:
            page = threads.first_page(discussion, after=after)
            found.append(discussion.get_absolute_url() + (f"?after={after}" if after else ""))
            if page.next_after is None:
                break
            after = page.next_after
    return found


if __name__ == "__main__":
    print(json.dumps({"bodies": post_all(texts(sys.argv[1:])), "paths": pages()}))
