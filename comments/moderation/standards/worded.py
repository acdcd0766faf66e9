"""A rule as readers see it, whatever version it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from comments.models import Rule, RuleChange

# How examples said on which side they are while they had no columns of their own; versions of that time are never changed.
_NOT_FINE, _FINE = "not fine:", "fine:"


@dataclass(frozen=True, slots=True)
class WordedRule:
    """One rule in the words of one version: its examples apart, as far as its editor set them apart."""

    number: int
    title: str
    text: str
    fine: tuple[str, ...] = ()
    not_fine: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @classmethod
    def from_version(cls, row: Mapping[str, Any]) -> Self:
        """Read it from a version's row."""
        written = {"fine": row.get("fine", ""), "not_fine": row.get("not_fine", ""), "examples": row.get("examples", "")}
        return cls._of(row["number"], row["title"], row["text"], written)

    @classmethod
    def from_rule(cls, rule: Rule | RuleChange) -> Self:
        """Read it from a rule, or from what a rule is to be."""
        written = {"fine": rule.fine, "not_fine": rule.not_fine, "examples": rule.examples}
        return cls._of(rule.number, rule.title, rule.text, written)

    @classmethod
    def _of(cls, number: int, title: str, text: str, written: Mapping[str, str]) -> Self:
        fine, not_fine, others = ([*_lines(written[name])] for name in ("fine", "not_fine", "examples"))
        for line in [*others]:
            if line.lower().startswith(_NOT_FINE):
                not_fine.append(_capitalised(line[len(_NOT_FINE) :]))
            elif line.lower().startswith(_FINE):
                fine.append(_capitalised(line[len(_FINE) :]))
            else:
                continue
            others.remove(line)
        return cls(number, title, _newlines(text), tuple(fine), tuple(not_fine), tuple(others))


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _lines(text: str) -> Iterable[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _capitalised(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]
