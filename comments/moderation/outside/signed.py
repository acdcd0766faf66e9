"""A newsroom's own check at another server: one signed question over HTTPS, answered by a score.

The question is a POST of JSON: `{"version": 1, "text": "…", "story": "https://…", "language": "en-gb"}`. Its headers:
`Newsroom-Timestamp`, seconds since 1970, and `Newsroom-Signature`, `v1=` and the HMAC-SHA256 (RFC 2104), in hexadecimal, of the
timestamp, a full stop and the body, under the shared secret. The answer is 200 with JSON, at most 10 kB: `score` from 0, nothing
found, to 1, surely; and, if it likes, `words` for moderators. Whatever else comes back is no answer.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

from django.conf import settings

from comments.moderation.outside import limits
from comments.moderation.outside.question import Answer, NotAnswered, Question
from newsroom.web import outgoing


def ask(question: Question) -> Answer:
    """Ask the newsroom's own check. Raises `NotAnswered`, and what `outgoing.call` raises."""
    body = json.dumps(
        {"version": 1, "text": question.words, "story": question.story, "language": settings.LANGUAGE_CODE}, ensure_ascii=True
    ).encode("ascii")
    timestamp = str(int(time.time()))
    answer = outgoing.call(
        settings.CHECKING.url,
        method="POST",
        body=body,
        headers={
            "Content-Type": "application/json",
            "Newsroom-Timestamp": timestamp,
            "Newsroom-Signature": f"v1={signature(timestamp, body, secret=settings.CHECKING.secret)}",
        },
        most=limits.OUTSIDE_ANSWER_BYTES,
    )
    if answer.status != 200:
        raise NotAnswered(f"it answered {answer.status}")
    return read(answer.body)


def signature(timestamp: str, body: bytes, *, secret: str) -> str:
    """What proves that a question is ours and new."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def read(body: bytes) -> Answer:
    """An answer as it was meant. Raises `NotAnswered` for whatever is none."""
    try:
        said = json.loads(body)
    # Ten thousand brackets, one inside the other, are JSON too.
    except (ValueError, RecursionError):
        raise NotAnswered("it answered something that is no JSON") from None
    if not isinstance(said, dict):
        raise NotAnswered("it answered something that is no JSON object")
    return _score(said.get("score")), _detail(said.get("words", ""))


def _score(score: Any) -> float:
    # True is a number in Python, and nothing compares with what is none (NaN).
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise NotAnswered("it answered no score from 0 to 1")
    return float(score)


def _detail(words: Any) -> dict[str, str]:
    if not isinstance(words, str):
        raise NotAnswered("it answered words that are no text")
    # Half a pair of surrogates cannot be stored; what is not printed has no business in a line on the desk.
    plain = "".join(letter if letter.isprintable() else " " for letter in words)
    short = " ".join(plain.split())[: limits.OUTSIDE_WORDS]
    return {"words": short} if short else {}
