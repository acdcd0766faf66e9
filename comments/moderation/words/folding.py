"""Words as a check reads them: without case, accents, what nobody sees, and the disguises in which letters pass for others.

A word is what people write together. Chinese, Japanese, Thai and their like write everything together: there each
character counts as a word, so that a phrase is found wherever it stands. Vowel signs belong to their word.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

# Scripts written without spaces between words, as ranges of a regular expression: Thai, Lao, Burmese, Khmer, the Tai
# scripts, Japanese, Bopomofo, Chinese.
_SPACELESS = (
    "\u0e01-\u0e4e\u0e80-\u0ece\u1000-\u103f\u1050-\u108f\u1780-\u17d3\u1950-\u19da\u1a20-\u1aad\uaa60-\uaadf"
    "\u3005-\u3007\u3041-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
# Letters of other alphabets that pass for Latin ones among their own kind, and no two of one alphabet for the same: a word
# that is written with or without them is one word.
_LIKE_LATIN = "аеорсухкмтвніјѕԁһԛԝοαρτυνικχβγ"
_AMONG_THEIR_OWN = str.maketrans(_LIKE_LATIN, "aeopcyxkmtbhijsdhqwoaptuvikxby")
# Looking up what a table does not have takes five times as long as what it has.
_THEMSELVES = {number: number for number in [*range(0x30, 0x3A), *range(0x61, 0x7B), *range(0x370, 0x530)]}
_AMONG_THEIR_OWN = _THEMSELVES | _AMONG_THEIR_OWN
# Digits that stand for letters in a word, and signs that do beside a letter.
_DIGITS = _THEMSELVES | str.maketrans("01345", "oleas")
# Whether there is anything to look up: most words of most scripts have none of either.
_A_DIGIT = re.compile("[01345]")
_LIKE_A_LATIN_ONE = re.compile(f"[{_LIKE_LATIN}]")
# One character from here on is in no table: it is what it is, alone. Chinese is told apart by the thousand so.
_BEHIND_ALL_TABLES = "\u0530"
_SIGN = re.compile(r"[@$](?=[^\W\d_])|(?<=[^\W\d_])[@$]")
_SIGNS = {"@": "a", "$": "s"}
# Somebody called, or a word behind a sign that means nothing.
_CALLED = re.compile(r"(?<!\w)@(\w+)")
# Letters set apart by the same sign or space: "f o o l", "f.o.o.l". A wider gap parts two such words.
_SPACED = re.compile(r"(?<![^\W_])[^\W_](?:([^\w\n]{1,2}|_)[^\W_])(?:\1[^\W_])+(?![^\W_])")
_NO_LETTER = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
_OF_ITS_OWN = re.compile(f"[{_SPACELESS}]")
_LATIN = re.compile(r"[a-z]")
# What passes for a word in another alphabet is listed or it is chance: "но" is no "ho".
_SHORTEST_IN_DISGUISE = 4
# Marks on one letter that any language writes; hundreds would only be sorted, which takes long.
_MARKS_ON_A_LETTER = 3
# One character that Unicode spells out as a phrase ("㏂", "⑴") is none that words are typed with; two ligatures are.
_LONGEST_SPELLING = 2
_LIGATURES = "ﬃﬄ"
# A class of characters is a look-up up to here, and beyond it a list read from its beginning for each letter of a text.
_LAST_OF_THE_PLANE = "\uffff"
_BEYOND = "\U00010000-\U0010ffff"
# Filling characters that are no format characters, and show nothing.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
# Letters in brackets, and white ones on black discs and squares, which Unicode does not take for letters.
_ORNAMENTAL = {chr(first + place): chr(ord("a") + place) for first in (0x249C, 0x1F150, 0x1F170) for place in range(26)}
# Words of one letter that stand beside a word whose letters are set apart: "you are a f o o l".
_ONE_LETTER = frozenset("aeiouyвикс")
# Between them nothing but Chinese and Korean characters, of which none is a mark.
_WITH_MARKS = (
    range(0x80, 0x3400),
    range(0xA000, 0xAC00),
    range(0xD7B0, 0x17000),
    range(0x18D00, 0x20000),
    range(0xE0000, 0xE0200),
)


class Reading(NamedTuple):
    """The words of a text in order, and what single ones of them may be meant to be read as."""

    words: list[str]
    in_disguise: set[str]


@dataclass(frozen=True, slots=True)
class _Tables:
    # What is taken out of a text before anything else, or replaced; the same once its letters are bare; in words that mix
    # Latin letters with others, which of those stand for which; and what a word is.
    first: re.Pattern[str]
    then: re.Pattern[str]
    instead: dict[str, str]
    mixed: dict[int, Any]
    piled: re.Pattern[str]
    word: re.Pattern[str]

    def replaced(self, found: re.Match[str]) -> str:
        """What stands for a run of marks (nothing), or for one letter."""
        return self.instead.get(found[0], found[0] if found[0] > _LAST_OF_THE_PLANE else "")


def fold(text: str) -> str:
    """Return `text` in the form in which words are compared: NFKC, no case, accents, format characters or dressed-up letters."""
    if text.isascii():
        return text.lower()
    tables = _tables()
    bare = tables.piled.sub(r"\1", tables.first.sub(tables.replaced, text))
    return tables.then.sub(tables.replaced, unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", bare).casefold()))


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    found = _tables().word.findall(_with_letters_for_signs(fold(text)))
    return [word if word.isascii() and word.isalpha() else _read(word)[0] for word in found]


def read(text: str) -> Reading:
    """The words, and what else a reader may see in them: letters set apart, a word behind an @, a wholly foreign disguise."""
    folded = fold(text)
    found, hidden = _tables().word.findall(_with_letters_for_signs(folded)), set(_spaced_out(folded))
    # Each different word once: what is said in Chinese or over and over has few of them.
    different = {word for word in set(found) if len(word) > 1 or word < _BEHIND_ALL_TABLES}
    known = {word: _read(word) for word in different if not (word.isascii() and word.isalpha())}
    said = [known[word][0] if word in known else word for word in found] if known else found
    hidden.update(other for _plain, other in known.values() if other)
    if "@" in folded:
        hidden.update(_read(word)[0] for word in _CALLED.findall(folded))
    return Reading(said, hidden)


def is_one_letter(folded: str) -> bool:
    """Whether a folded phrase is one letter or digit of a script whose words have several: "a", "4"; 狗 is a word."""
    return len(folded) == 1 and not _OF_ITS_OWN.match(folded)


def in_latin_letters(word: str) -> str:
    """A word, read already, with the Latin letters that its own pass for: of "хер" it is "xep"."""
    return word.translate(_AMONG_THEIR_OWN)


def body_key(text: str) -> bytes:
    """16 bytes that are equal where two comments say the same words, however they are spaced or dressed up."""
    said = " ".join(words(text)) or text.strip()
    return hashlib.sha256(said.encode("utf-8", "replace")).digest()[:16]


def _with_letters_for_signs(folded: str) -> str:
    if "@" not in folded and "$" not in folded:
        return folded
    return _SIGN.sub(lambda found: _SIGNS[found[0]], folded)


@lru_cache(maxsize=8192)
def _read(word: str) -> tuple[str, str]:
    """One word with a letter for each character that passes for it; and how else it may be meant, if in any other way."""
    spelled = word.translate(_DIGITS) if _A_DIGIT.search(word) and _LETTER.search(word) else word
    if word.isascii():
        return spelled, ""
    other = spelled.translate(_AMONG_THEIR_OWN) if _LIKE_A_LATIN_ONE.search(spelled) else spelled
    # A word wholly of another alphabet that could be spelled in Latin letters stays what it is: "но" is no "ho".
    plain = spelled if other.isascii() else other
    if _LATIN.search(word):
        plain = spelled.translate(_tables().mixed)
    return plain, other if other != plain and (not other.isascii() or len(other) >= _SHORTEST_IN_DISGUISE) else ""


def _spaced_out(folded: str) -> Iterator[str]:
    """Words whose letters were set apart; a word of one letter beside them may be one of them, or not."""
    for found in _SPACED.finditer(folded):
        run = _read(_NO_LETTER.sub("", found[0]))[0]
        yield run
        begins, ends = run[0] in _ONE_LETTER, run[-1] in _ONE_LETTER
        yield from (run[begins:], run[: len(run) - ends], run[begins : len(run) - ends])


@cache
def _tables() -> _Tables:
    """Made at the first comment, in some 30 ms."""
    accents, signs, instead = list(_BLANK), [], dict(_ORNAMENTAL)
    for letter in map(chr, chain.from_iterable(_WITH_MARKS)):
        category = unicodedata.category(letter)
        if category in {"Cf", "Me"} or (category == "Mn" and _is_an_accent(unicodedata.combining(letter))):
            accents.append(letter)
        elif category in {"Mn", "Mc"}:
            signs.append(letter)
        elif letter not in instead and _is_a_phrase(letter):
            instead[letter] = " "
    # Beyond the first plane are marks of scripts that nobody has listed words of: there they go like accents.
    instead |= {mark: "" for mark in [*accents, *signs] if mark > _LAST_OF_THE_PLANE}
    marks, own, looks = _class(signs), _OF_ITS_OWN, _look_alikes()
    latin = {chr(number): plain for number, plain in looks.items() if "LATIN" in unicodedata.name(chr(number), "")}
    return _Tables(
        first=re.compile(f"[{_class(accents)}]+|[{_class(instead)}{_BEYOND}]"),
        then=re.compile(f"[{_class(accents)}]+|[{_class(latin)}{_BEYOND}]"),
        instead=instead | latin,
        mixed=dict.fromkeys(map(ord, signs)) | looks | _AMONG_THEIR_OWN,
        piled=re.compile(f"([{marks}]{{{_MARKS_ON_A_LETTER}}})[{marks}]+"),
        word=re.compile(f"[{_SPACELESS}]|(?:[^\\W_{_SPACELESS}]|[{_class(sign for sign in signs if not own.match(sign))}])+"),
    )


def _is_a_phrase(letter: str) -> bool:
    if not unicodedata.decomposition(letter) or letter in _LIGATURES:
        return False
    return len(unicodedata.normalize("NFKC", letter)) > _LONGEST_SPELLING


def _class(letters: Iterable[str]) -> str:
    return "".join(letter for letter in letters if letter <= _LAST_OF_THE_PLANE)


def _is_an_accent(combining: int) -> bool:
    # Unicode's combining classes: strokes through a letter; points of Hebrew and Arabic; whatever stands above or below.
    # Signs of vowels, which tell words apart in India, Thailand and Japan, have others.
    return combining == 1 or 10 <= combining <= 36 or combining >= 200


def _look_alikes() -> dict[int, str]:
    found: dict[int, str] = {}
    for line in Path(__file__).with_name("lookalikes.txt").read_text(encoding="ascii").splitlines():
        latin, *numbers = line.split() if line and not line.startswith("#") else [""]
        found |= dict.fromkeys((int(number, 16) for number in numbers), latin)
    return found
