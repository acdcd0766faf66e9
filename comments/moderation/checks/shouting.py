"""Shouting: nearly everything in capitals, or runs of one letter or mark."""

import re
from itertools import groupby

from django.utils.translation import gettext as _

from comments import limits
from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts

IN_CAPITALS, DRAWN_OUT = 0.6, 0.3
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# What is repeated without anybody raising their voice: lines drawn, gaps, dots that trail off.
_QUIET = frozenset(" \n\t-–—_=*.…~·•#>")


def look(facts: Facts) -> tuple[float, Detail]:
    """The share of capitals, in scripts that have them; and the longest run of one letter or mark."""
    body = _ADDRESS.sub(" ", facts.body)
    # "BBC" and "NATO" are names: a word counts from five letters on, or with its neighbours, once there is a sentence of them.
    capitals, small = sum(map(str.isupper, body)), sum(map(str.islower, body))
    share = capitals / (capitals + small) if capitals + small >= limits.LETTERS_TO_SHOUT else 0.0
    longest = max(
        (sum(1 for _same in run) for sign, run in groupby(body) if sign not in _QUIET and not sign.isdigit()), default=0
    )
    is_drawn_out = longest >= limits.RUN_OF_A_SHOUT
    if share >= limits.CAPITALS_OF_A_SHOUT:
        return min(1.0, IN_CAPITALS + DRAWN_OUT * is_drawn_out), {"capitals": round(100 * share), "run": longest}
    if is_drawn_out:
        return DRAWN_OUT, {"capitals": round(100 * share), "run": longest}
    return NOTHING


def for_moderators(detail: Detail) -> str:
    """How loud it is."""
    said = []
    if detail["capitals"] >= 100 * limits.CAPITALS_OF_A_SHOUT:
        said.append(_("%(capitals)s of 100 letters are capitals") % detail)
    if detail["run"] >= limits.RUN_OF_A_SHOUT:
        said.append(_("one letter or mark %(run)s times in a row") % detail)
    return ", ".join(said) or _("shouting")


def for_author(detail: Detail) -> str:
    """What would be all right."""
    return _("It is written nearly all in capitals, which reads as shouting, so a person looks first.")


def for_nudge(detail: Detail) -> str:
    """The same, while it can still be changed."""
    return _("It is written nearly all in capitals, which reads as shouting. In small letters it appears at once.")


def kinds() -> list[Kind]:
    """What counts as shouting."""
    return [
        Kind(
            _("at least %(share)s %% capitals among %(letters)s letters or more, in scripts that have capitals")
            % {"share": round(100 * limits.CAPITALS_OF_A_SHOUT), "letters": limits.LETTERS_TO_SHOUT},
            IN_CAPITALS,
        ),
        Kind(_("one letter or mark at least %(run)s times in a row") % {"run": limits.RUN_OF_A_SHOUT}, DRAWN_OUT),
    ]


CHECK = Check("shouting", 1, look, for_moderators, for_author, for_nudge, kinds=kinds)
