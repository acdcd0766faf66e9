"""The table of letters that pass for Latin ones is Unicode's: made anew from the library that carries it, it is the same."""

import unicodedata
from collections import defaultdict
from pathlib import Path

from comments.moderation.words import folding
from newsroom.accounts import lookalikes


def latin_letter(text):
    plain = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    return plain if len(plain) == 1 and plain.isascii() and plain.isalpha() else ""


def made_anew():
    found = defaultdict(list)
    looks_like = lookalikes.table().looks_like
    for number in range(0x80, 0x20000):
        letter = chr(number)
        if unicodedata.category(letter)[0] not in "LN":
            continue
        if unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", letter).casefold()) != letter:
            continue
        if latin := latin_letter(looks_like.get(letter, "")) or latin_letter(looks_like.get(letter.upper(), "")):
            found[latin].append(f"{number:04X}")
    return {latin: " ".join(numbers) for latin, numbers in found.items()}


def test_the_table_is_the_one_that_unicode_makes():
    lines = Path(folding.__file__).with_name("lookalikes.txt").read_text(encoding="ascii").splitlines()
    kept = dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))

    assert kept == made_anew()


def test_the_table_names_its_source_and_version():
    head = Path(folding.__file__).with_name("lookalikes.txt").read_text(encoding="ascii").split("\n\n")[0]

    assert "confusables.txt" in head
    assert "confusable-homoglyphs 3.3.1" in head
