"""How two versions of the standards differ, rule by rule and word by word. Pure, and bounded for texts of any length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from comments.moderation.standards.worded import WordedRule

T = TypeVar("T")

# Pairs of words that are held against each other at most, for one text: some 600 changed words, in a tenth of a second. What
# is longer is compared by its lines, and a line by its beginning and its end.
MOST_PAIRS = 400_000

# A word, or one sign of a script that is written without spaces, or what stands between words.
_TOKEN = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|\w+|\s+|[^\w\s]")


class Run(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


Runs = tuple[tuple[Run, str], ...]


class Kind(StrEnum):
    """What became of a rule."""

    ADDED = "added"
    RETIRED = "retired"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one rule: its words before and after in one, each stretch marked."""

    kind: Kind
    number: int
    title: Runs
    text: Runs
    fine: Runs
    not_fine: Runs
    others: Runs


def compare(older: Iterable[WordedRule], newer: Iterable[WordedRule]) -> list[Difference]:
    """What was added, retired and reworded between two versions, in the order of the rules' numbers."""
    before = {rule.number: rule for rule in older}
    after = {rule.number: rule for rule in newer}
    found = [_difference(Kind.ADDED, rule, rule) for number, rule in after.items() if number not in before]
    found += [_difference(Kind.RETIRED, rule, rule) for number, rule in before.items() if number not in after]
    found += [
        _difference(Kind.REWORDED, before[number], rule)
        for number, rule in after.items()
        if number in before and before[number] != rule
    ]
    return sorted(found, key=lambda difference: difference.number)


def _difference(kind: Kind, older: WordedRule, newer: WordedRule) -> Difference:
    """A rule that is added or retired is shown as it is: that it is all new, or all gone, is said once, in words."""
    return Difference(
        kind,
        newer.number,
        title=runs(older.title, newer.title),
        text=runs(older.text, newer.text),
        fine=runs("\n".join(older.fine), "\n".join(newer.fine)),
        not_fine=runs("\n".join(older.not_fine), "\n".join(newer.not_fine)),
        others=runs("\n".join(older.others), "\n".join(newer.others)),
    )


def runs(before: str, after: str) -> Runs:
    """Two texts in one: what both have once, what was taken out before what was put in. The same for the same two, always.

    Without what was put in it is the first text, without what was taken out the second.
    """
    lines = _in_common(before.splitlines(keepends=True), after.splitlines(keepends=True), most=MOST_PAIRS)
    found: list[tuple[Run, str]] = []
    left = MOST_PAIRS
    for same, gone, new in lines:
        if gone and new:
            old_words, new_words = _TOKEN.findall("".join(gone)), _TOKEN.findall("".join(new))
            for stretch in _in_common(old_words, new_words, most=left):
                found += _marked(*stretch)
            left = max(0, left - len(old_words) * len(new_words))
        else:
            found += _marked((), gone, new)
        found += _marked(same, (), ())
    return _joined(found)


def _marked(same: Sequence[str], gone: Sequence[str], new: Sequence[str]) -> list[tuple[Run, str]]:
    all_three = [(Run.GONE, "".join(gone)), (Run.NEW, "".join(new)), (Run.SAME, "".join(same))]
    return [(kind, text) for kind, text in all_three if text]


# What follows what: taken out, put in, then the same in both.
_Stretch = tuple[Sequence[str], Sequence[str], Sequence[str]]


def _in_common(old: Sequence[str], new: Sequence[str], *, most: int) -> list[_Stretch]:
    """Stretches (same, gone, new), where `same` follows the other two: a longest common subsequence.

    Where there are more than `most` pairs to compare between a common beginning and a common end, all between them is another.
    """
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    found: list[_Stretch] = [(old[:head], (), ())]
    if a and b and len(a) * len(b) <= most:
        found += _longest(a, b)
    else:
        found.append(((), a, b))
    return [*found, (old[len(old) - tail :], (), ())]


def _longest(a: Sequence[str], b: Sequence[str]) -> list[_Stretch]:
    # lengths[i][j] is the longest subsequence that a[i:] and b[j:] have in common.
    lengths = [[0] * (len(b) + 1)]
    for word in reversed(a):
        below = lengths[-1]
        row = [0] * (len(b) + 1)
        for j in range(len(b) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if word == b[j] else max(below[j], row[j + 1])
        lengths.append(row)
    lengths.reverse()
    found: list[_Stretch] = []
    i = j = 0
    while i < len(a) or j < len(b):
        from_i, from_j = i, j
        while (i < len(a) or j < len(b)) and not (i < len(a) and j < len(b) and a[i] == b[j]):
            if j == len(b) or (i < len(a) and lengths[i + 1][j] >= lengths[i][j + 1]):
                i += 1
            else:
                j += 1
        gone, new, from_same = a[from_i:i], b[from_j:j], i
        while i < len(a) and j < len(b) and a[i] == b[j]:
            i, j = i + 1, j + 1
        found.append((a[from_same:i], gone, new))
    return found


def _joined(found: list[tuple[Run, str]]) -> Runs:
    """Neighbours of one kind as one run; a space between two changes belongs to both, so that phrases stand together."""
    groups: list[list[str]] = []
    for at, (kind, text) in enumerate(found):
        before = groups[-1] if groups else None
        between = 0 < at < len(found) - 1 and found[at + 1][0] != Run.SAME
        if kind == Run.SAME:
            # Within a change only if it is nothing but a space.
            if before and (before[1] or before[2]) and not before[0] and between and text.isspace() and "\n" not in text:
                before[1], before[2] = before[1] + text, before[2] + text
            else:
                groups.append([text, "", ""])
        else:
            if before is None or before[0]:
                before = ["", "", ""]
                groups.append(before)
            before[1 if kind == Run.GONE else 2] += text
    return tuple(
        (kind, text) for same, gone, new in groups for kind, text in ((Run.SAME, same), (Run.GONE, gone), (Run.NEW, new)) if text
    )
