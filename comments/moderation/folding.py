"""Words as a check reads them: without case, accents, invisible characters and look-alike letters."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Letters of other scripts that pass for Latin ones to the eye. Both a listed word and a comment go through the same
# table, so a word written wholly in Cyrillic still finds itself. After Unicode TR 39, "confusables", the letters alone.
_LOOK_ALIKES = str.maketrans(
    "аеорсухкмтвніјѕԁһԛԝ" + "οαρτυνικχβγ" + "ɡıɩ" + "@$01345",
    "aeopcyxkmtbhijsdhqw" + "oaptuvikxby" + "gii" + "asoleas",
)
_WORD = re.compile(r"[^\W_]+")
# No mark and no invisible letter is ASCII, and asking each letter what it is takes most of the time that folding takes.
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """Return `text` in the form in which words are compared: NFKC, no case, marks, format characters or look-alikes."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return _NOT_ASCII.sub(_unless_a_mark, plain).translate(_LOOK_ALIKES)


def _unless_a_mark(found: re.Match[str]) -> str:
    return "" if unicodedata.category(found[0]) in {"Mn", "Cf", "Me"} else found[0]


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return _WORD.findall(fold(text))


def body_key(text: str) -> bytes:
    """16 bytes that are equal where two comments say the same words, however they are spaced or dressed up."""
    said = " ".join(words(text)) or text.strip()
    return hashlib.sha256(said.encode("utf-8", "replace")).digest()[:16]
