"""Conversations: discussions, comments in every state, rules."""

from __future__ import annotations

from itertools import count
from typing import Any

from articles.models import Article
from comments import opening
from comments.models import Comment, Discussion, Report, Rule, Sanction, Standing
from comments.moderation import decisions, sanctions, standards
from comments.posting import post_comment
from comments.reporting import report
from newsroom.accounts.models import User
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.articles import make_article

_numbers = count(1)

_RULES = [
    ("Speak to people, not about them", "No insults, no threats, no mockery of what people are."),
    ("Stay with the subject", "Under a story about the harbour, write about the harbour."),
    ("No advertising", "No offers, no links to shops, no repeated copies."),
]


def make_discussion(*, article: Article | None = None, **over: Any) -> Discussion:
    """An open conversation under a published story."""
    discussion = Discussion.objects.select_related("article").get(article=article or make_article())
    if over:
        opening.run_discussion(discussion, **over)
    return discussion


def make_trusted_reader(**over: Any) -> User:
    """A reader whose comments appear at once."""
    reader = make_reader(**over)
    Standing.objects.create(account=reader, level=Standing.Level.TRUSTED, by_hand=True)
    return reader


def make_comment(
    *,
    discussion: Discussion | None = None,
    author: User | None = None,
    parent: Comment | None = None,
    body: str | None = None,
    **over: Any,
) -> Comment:
    """A comment that readers see."""
    if discussion is None:
        discussion = parent.discussion if parent else make_discussion()
    return post_comment(
        discussion,
        author=author or make_trusted_reader(),
        parent=parent,
        body=body or f"Well said, for the {next(_numbers)}th time.",
        **over,
    )


def make_held_comment(*, author: User | None = None, **over: Any) -> Comment:
    """A newcomer's comment, which waits for a person."""
    return make_comment(author=author or make_reader(), **over)


def make_removed_comment(*, note: str = "", **over: Any) -> Comment:
    """A comment that a moderator has removed."""
    comment = make_comment(**over)
    decisions.remove(comment, by=make_moderator(), rule=make_rule(), note=note)
    comment.refresh_from_db()
    return comment


def make_thread(discussion: Discussion, *, answers: int) -> list[Comment]:
    """A comment and so many answers to it, in the order in which they were posted."""
    first = make_comment(discussion=discussion)
    return [first, *(make_comment(parent=first) for _ in range(answers))]


def make_chain(discussion: Discussion, *, deep: int) -> list[Comment]:
    """A comment, an answer to it, an answer to that: down to this depth."""
    chain = [make_comment(discussion=discussion)]
    for _ in range(deep):
        chain.append(make_comment(parent=chain[-1]))
    return chain


def make_rule(number: int = 1) -> Rule:
    """A rule of the standards in force; the same one for the same number."""
    existing = Rule.objects.filter(number=number).first()
    if existing is not None:
        return existing
    title, text = _RULES[(number - 1) % len(_RULES)]
    return standards.save_rule(Rule(number=number, title=title, text=text))


def sanctioned(reader: User, *, kind: str = "muted", **over: Any) -> Sanction:
    """A sanction in force against a reader: muted for a week, if nothing else is said."""
    said = {"by": None, "rule": make_rule(), "reason": "Three insults in one evening.", **over}
    said["by"] = said["by"] or make_moderator()
    if kind == "muted":
        said.setdefault("days", 7)
    return sanctions.impose(reader, kind=Sanction.Kind(kind), **said)


def make_report(*, comment: Comment | None = None, by: User | None = None, rule: Rule | None = None, words: str = "") -> Report:
    """An open report of a comment."""
    comment, by = comment or make_comment(), by or make_reader()
    assert report(comment, by=by, rule=rule or make_rule(), words=words)
    return Report.objects.get(comment=comment, reader=by)
