"""Akismet, by its protocol (https://akismet.com/developers/detailed-docs/): through `outgoing`, like every call to a stranger.

It wants the network address of whoever wrote the comment; ours do not leave the house, so it gets the machine's own, 127.0.0.1.
It then judges by the words alone.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings

from comments.moderation.outside import limits
from comments.moderation.outside.question import Answer, NotAnswered, Question
from newsroom.web import outgoing

SERVER = "https://rest.akismet.com/1.1/"
NOBODYS_ADDRESS = "127.0.0.1"
# Taken for advertising; and so surely that Akismet advises to throw it away unread, which nobody here does.
SPAM, SURELY_SPAM = 0.8, 1.0


def ask(question: Question) -> Answer:
    """Ask whether a comment is advertising. Raises `NotAnswered`, and what `outgoing.call` raises."""
    said, advice = _call("comment-check", _about(question))
    if said not in {"true", "false"}:
        raise NotAnswered("it answered neither true nor false")
    if said == "false":
        return 0.0, {}
    return (SURELY_SPAM, {"sure": True}) if advice == "discard" else (SPAM, {})


def knows_our_key() -> bool:
    """Whether Akismet takes our key. Raises `NotAnswered`, and what `outgoing.call` raises."""
    said, _advice = _call("verify-key", {"key": settings.CHECKING.akismet_key})
    if said not in {"valid", "invalid"}:
        raise NotAnswered("it answered neither valid nor invalid")
    return said == "valid"


def tell_of_mistake(question: Question, *, is_spam: bool) -> None:
    """Tell Akismet what a moderator made of a comment. Raises `NotAnswered`, and what `outgoing.call` raises."""
    said, _advice = _call("submit-spam" if is_spam else "submit-ham", _about(question))
    if not said.startswith("Thanks"):
        raise NotAnswered("it did not take what it was told")


def _about(question: Question) -> dict[str, str]:
    return {
        "user_ip": NOBODYS_ADDRESS,
        "comment_type": "comment",
        "comment_content": question.words,
        "permalink": question.story,
        "blog_lang": settings.LANGUAGE_CODE.replace("-", "_"),
        "blog_charset": "UTF-8",
    }


def _call(what: str, given: dict[str, str]) -> tuple[str, str]:
    """What Akismet says, and what it advises."""
    form = urlencode({"api_key": settings.CHECKING.akismet_key, "blog": settings.SITE_URL, **given}, errors="replace")
    answer = outgoing.call(
        SERVER + what,
        method="POST",
        body=form.encode("ascii"),
        headers={"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Newsroom/1.0 | Akismet/1.1"},
        most=limits.OUTSIDE_ANSWER_BYTES,
    )
    if answer.status != 200:
        raise NotAnswered(f"it answered {answer.status}")
    advice = next((value for name, value in answer.headers.items() if name.lower() == "x-akismet-pro-tip"), "")
    return answer.body.decode("utf-8", "replace").strip(), advice.strip()
