"""How long a comment is held against the word lists: 5,000 entries in 28 languages, texts of 3,000 characters, friendly and not.

    DATABASE_URL=postgres://… python -m bench.wordlist

The entries are those of `../shared/data/hostile-text/profanity.jsonl`, and more made of them up to 5,000; the texts are the
stories of `../shared/data/articles` in their languages, and some that were written to be slow. Nothing is asked of the
database. Beside each the bare floor: the same text through Unicode's own normalisation and one regular expression that finds
words, which is the least that any check would have to do. Median of 30, in milliseconds of the processor.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import time
import unicodedata
from collections.abc import Callable, Iterator

import django

from bench.measuring import ROOT, TIMES, ms, table

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from comments import limits  # noqa: E402
from comments.moderation.words import folding  # noqa: E402
from comments.moderation.words.wordlist import Entry, Matcher, folded  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
ENTRIES = 5_000
_WORD = re.compile(r"\w+")

HOSTILE = {
    "marks on one letter": "a" + "\u0301" * 2999,
    "marks to be sorted": "a" + "\u0e38\u094d" * 1499,
    "letters that are phrases": "\ufdfa" * 3000,
    "letters that are three": "㍰" * 3000,
    "letters set apart": "f o " * 750,
    "letters dotted apart": "f.o." * 750,
    "two alphabets a word": " ".join(f"аf{n}ж" for n in range(500)),
    "nobody sees every second": "f\u200bo" * 1000,
    "one character": "笨" * 3000,
    "everybody called": "@f " * 1000,
    "Korean taken apart": "각" * 3000,
}


def phrases() -> list[str]:
    """The words of the shared list, then pairs of them until there are enough."""
    rows = (DATA / "hostile-text" / "profanity.jsonl").read_text(encoding="utf-8").splitlines()
    words = [json.loads(row)["word"] for row in rows]
    pairs = (f"{one} {other}" for step in range(1, 9) for one, other in zip(words, words[step:], strict=False))
    return list(dict.fromkeys([*words, *pairs]))[:ENTRIES]


def texts() -> Iterator[tuple[str, str]]:
    """What people write in each language, and what nobody writes."""
    for path in sorted((DATA / "articles").glob("*.jsonl")):
        stories = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
        yield path.stem, " ".join(" ".join(story["sentences"]) for story in stories)
    yield from HOSTILE.items()


def median(run: Callable[[], object]) -> float:
    """Of 30 runs."""
    taken = []
    for _again in range(TIMES):
        started = time.thread_time()
        run()
        taken.append((time.thread_time() - started) * 1000)
    return statistics.median(taken)


def floor(text: str) -> list[str]:
    """The least there is to do."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def main() -> None:
    """Build, then look."""
    if not DATA.is_dir():
        raise SystemExit(f"{DATA} is not here, so there is nothing to measure with.")
    read = [(folded(phrase), Entry(number, phrase)) for number, phrase in enumerate(phrases())]
    matcher = Matcher(read)
    many = [(f"{words} {number}", entry) for number in range(10) for words, entry in read]
    rows = []
    for name, text in texts():
        comment = text[: limits.LONGEST_COMMENT]
        folding._read.cache_clear()
        found = len(matcher.found_in(comment))
        rows.append(
            [name, len(comment), found, ms(median(lambda c=comment: floor(c))), ms(median(lambda c=comment: matcher.found_in(c)))]
        )
    table(f"A comment against {len(read):,} entries", ["text", "characters", "found", "floor ms", "look ms"], rows)
    building = [[f"{len(listed):,}", ms(median(lambda rows=listed: Matcher(rows)))] for listed in (read, many)]
    table("Building the matcher from rows", ["entries", "ms"], building)


if __name__ == "__main__":
    main()
