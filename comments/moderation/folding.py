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


def fold(text: str) -> str:
    """Return `text` in the form in which words are compared: NFKC, no case, marks, format characters or look-alikes."""
    if text.isascii():
        # Nothing below changes such a text, and looking at each letter takes most of the time that folding takes.
        return text.casefold().translate(_LOOK_ALIKES)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    letters = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf", "Me"})
    return letters.translate(_LOOK_ALIKES)


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return _WORD.findall(fold(text))


def body_key(text: str) -> bytes:
    """16 bytes that are equal where two comments say the same words, however they are spaced or dressed up."""
    said = " ".join(words(text)) or text.strip()
    return hashlib.sha256(said.encode("utf-8", "replace")).digest()[:16]
