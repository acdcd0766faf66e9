"""Why somebody is asked to sign in: one register of sentences, by the page they were on their way to.

The sentence is made from the address that sign-in leads back to, so it is still there after a mistyped password, and on
the page to join. A higher storey adds an `Errand` in its `AppConfig.ready()`:

    errands.ERRANDS.append(Errand("comments", sentence=errands.sentence))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Errand:
    """One storey's part: `sentence` gives the words for an address of our own, or nothing for one it does not know."""

    name: str
    sentence: Callable[[str], str]


ERRANDS: list[Errand] = []


def sentence_for(address: str | None) -> str:
    """Why whoever was on their way to `address` is asked to sign in; empty where there is nothing to say."""
    if not address:
        return ""
    return next((words for errand in ERRANDS if (words := errand.sentence(address))), "")
