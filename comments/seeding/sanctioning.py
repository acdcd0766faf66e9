"""What the demo's moderators have done about readers whose comments they had to remove: one of each kind, a note, a hint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Count, Max

from comments import same_place
from comments.models import Comment, Decision, Rule, Sanction
from comments.moderation import readers, sanctions
from newsroom.accounts.models import User

Kind = Sanction.Kind

# Whose comments were removed most often is first. What is said fits any rule, as each is under the one they broke last, and any
# record: `%s` is how many were removed, and nobody was warned before.
_DONE: Sequence[tuple[Kind, int | None, str]] = (
    (
        Kind.BARRED,
        None,
        "We have removed %s of yours. The last breaks this rule so plainly that we do not wait for another.",
    ),
    (
        Kind.MUTED,
        7,
        "We had to remove %s of yours. Please take a week; then write about the story again.",
    ),
    (
        Kind.LOOKED_AT_FIRST,
        30,
        "Most of what you write is welcome, and some of it was not. For a month one of us reads it before it appears.",
    ),
    (
        Kind.WARNING,
        None,
        "This comment had to go. You are welcome to say what you think of the story; please read the rule before you do.",
    ),
)
_NOTE = "Polite by letter and sorry afterwards. Write to them first, before anything longer than a week."
# Reserved for documentation (RFC 5737): nobody is there.
_ADDRESS = "192.0.2.7"


def sanction(moderators: Sequence[User], moments: Iterator[dt.datetime], *, rules: Mapping[int, Rule], now: dt.datetime) -> None:
    """Impose one sanction of each kind, at `moments`, leave a note, and let two accounts write from one place."""
    removed = Comment.objects.filter(status=Comment.Status.REMOVED, author__is_active=True, author__is_staff=False)
    often = removed.order_by().values("author").annotate(many=Count("pk"), last=Max("pk")).order_by("-many", "author")
    found = list(often[: len(_DONE)])
    comments = Comment.objects.select_related("author", "discussion__article").in_bulk([row["last"] for row in found])
    for number, (row, (kind, days, reason)) in enumerate(zip(found, _DONE, strict=False)):
        comment = comments[row["last"]]
        decided = Decision.objects.filter(comment_id=comment.pk, kind=Decision.Kind.REMOVE).latest("pk")
        rule = rules.get(decided.rule_number or 0)
        by = moderators[number % len(moderators)]
        if rule is None or comment.author is None or comment.author_id == by.pk:
            continue
        said = reason.replace("%s", "a comment" if row["many"] == 1 else f"{row['many']} comments")
        sanctions.impose(comment.author, kind=kind, by=by, rule=rule, reason=said, days=days, comment=comment, now=next(moments))
        if kind == Kind.MUTED:
            readers.note(comment.author, by=by, words=_NOTE)
        if kind in {Kind.MUTED, Kind.LOOKED_AT_FIRST}:
            same_place.remember(comment.author, address=_ADDRESS, now=now)
