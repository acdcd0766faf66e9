"""What every comment is held against and people change once a month: remembered in each process while its stamp stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """One such thing, with the number of its stamp when it was read.

    Numbers are asked for first (`stamps.numbers`), so what is changed in between is read again the next time.
    """

    def __init__(self, key: str, read: Callable[[], T]) -> None:
        self.key = key
        self.read = read
        # Replaced whole: threads that read at once replace it by the same.
        self.kept: tuple[int, T] | None = None

    def under(self, numbers: Mapping[str, int]) -> T:
        """What it is, given the numbers its key has now. No query unless it has changed."""
        number, kept = numbers.get(self.key, 0), self.kept
        if kept is None or kept[0] != number:
            kept = self.kept = (number, self.read())
        return kept[1]
