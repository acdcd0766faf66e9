"""The query parameters that a kept page declares: each turns whatever arrives into one of its normal forms.

Junk becomes the default and unknown parameters are never looked at, so no visitor can make a new entry by inventing
some. A parameter that `continues` has endless values: pages beyond the first live in the smaller share of the memory.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from newsroom.web import pagination

DIGITS = re.compile(r"[0-9]{1,19}", re.ASCII)
PAIR = re.compile(r"([0-9]{1,19})-([0-9]{1,19})", re.ASCII)


class Parameter(Protocol):
    """What a kept page asks of a declared parameter."""

    @property
    def name(self) -> str:
        """As it stands in the address, and the builder's keyword."""

    @property
    def continues(self) -> bool:
        """Whether a value other than the default leads beyond the first page."""

    @property
    def default(self) -> object:
        """The value when there is none, or junk."""

    def normal(self, raw: str | None) -> object:
        """The one form of this value; hashable."""


@dataclass(frozen=True)
class Choice:
    """One of a few words; the first is the default."""

    name: str
    values: Sequence[str]
    continues: bool = False

    @property
    def default(self) -> str:
        """The first word."""
        return self.values[0]

    def normal(self, raw: str | None) -> str:
        """The word itself, or the default."""
        return raw if raw is not None and raw in self.values else self.values[0]


@dataclass(frozen=True)
class Number:
    """A positive whole number, or None."""

    name: str
    most: int = 2**63 - 1
    continues: bool = True
    default: None = None

    def normal(self, raw: str | None) -> int | None:
        """The number without leading zeros; None for anything else, too large included."""
        if raw is None or not DIGITS.fullmatch(raw):
            return None
        number = int(raw)
        return number if 1 <= number <= self.most else None


@dataclass(frozen=True)
class Pair:
    """Two whole numbers joined by a hyphen, such as a list's id and a place in it (`12-40`), or None."""

    name: str
    most: int = 2**63 - 1
    continues: bool = True
    default: None = None

    def normal(self, raw: str | None) -> tuple[int, int] | None:
        """The numbers without leading zeros; None for anything else, too large included."""
        found = PAIR.fullmatch(raw or "")
        if found is None:
            return None
        one, other = int(found[1]), int(found[2])
        return (one, other) if max(one, other) <= self.most else None


class Marker:
    """A marker of `pagination`, read as a tuple of these kinds, or None."""

    continues = True
    default = None

    def __init__(self, name: str, *kinds: type[pagination.Value]) -> None:
        self.name = name
        self.kinds = kinds

    def normal(self, raw: str | None) -> tuple[pagination.Value, ...] | None:
        """The values of the marker, or None."""
        return pagination.read(raw, *self.kinds)
