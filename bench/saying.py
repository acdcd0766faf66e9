"""Comments that no check finds alike: as a crowd of readers writes them, each in words of its own."""

from __future__ import annotations

import random

_SYLLABLES = [first + middle + last for first in "bdfgklmnprst" for middle in "aeiou" for last in ("", "l", "n", "r", "s")]


def something(number: int, *, words: int = 18) -> str:
    """A sentence of made-up words, the same for the same number and alike to no other."""
    chance = random.Random(number)
    said = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(words)]
    return f"{' '.join(said).capitalize()}."
