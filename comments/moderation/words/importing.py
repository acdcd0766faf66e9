"""Taking many words into a list at once: a phrase a line, in one transaction, with a word about every line left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import ListedWord, WordList
from comments.moderation.words import folding, wordlist
from newsroom.accounts.models import User
from newsroom.web import pages, stamps

# More than all profanity of thirty languages; with so many, reading a list anew takes a process a fifth of a second.
MOST_LINES = 50_000
# So many lines of forty letters each, in a script of two bytes a letter.
MOST_BYTES = 4_000_000
# Of each reason, so many lines are named; a thousand line numbers help nobody.
LINES_NAMED = 20
AT_ONCE = 5_000
LONGEST_PHRASE = ListedWord._meta.get_field("phrase").max_length or 0
LONGEST_FOLDED = ListedWord._meta.get_field("folded").max_length or 0


class NotTaken(Exception):
    """Nothing of it was taken; the message says why and what to do."""


class Reason(StrEnum):
    """Why a line was left out."""

    EMPTY = "empty"
    BROKEN = "broken"
    LONG = "long"
    NO_WORD = "no word"
    ONE_LETTER = "one letter"
    TWICE = "twice"
    LISTED = "listed"

    def in_words(self, count: int) -> str:
        """The reason for so many lines."""
        return {
            Reason.EMPTY: ngettext("%(n)s line is empty", "%(n)s lines are empty", count),
            Reason.BROKEN: ngettext(
                "%(n)s line has characters that are not UTF-8", "%(n)s lines have characters that are not UTF-8", count
            ),
            Reason.LONG: ngettext(
                "%(n)s line is longer than %(most)s characters", "%(n)s lines are longer than %(most)s characters", count
            ),
            Reason.NO_WORD: ngettext("%(n)s line has no letter or digit", "%(n)s lines have no letter or digit", count),
            Reason.ONE_LETTER: ngettext(
                "%(n)s line comes down to a single letter or digit, which stands in nearly every comment; write the whole word",
                "%(n)s lines come down to a single letter or digit, which stands in nearly every comment; write the whole words",
                count,
            ),
            Reason.TWICE: ngettext(
                "%(n)s line is the same word as one above it", "%(n)s lines are the same word as one above them", count
            ),
            Reason.LISTED: ngettext("%(n)s line is on the list already", "%(n)s lines are on the list already", count),
        }[self] % {"n": count, "most": LONGEST_PHRASE}


@dataclass(slots=True)
class Taken:
    """What was taken, and by reason the numbers of the lines that were not."""

    phrases: int = 0
    left_out: dict[Reason, list[int]] = field(default_factory=dict)

    def sentences(self) -> list[str]:
        """Each reason with how many lines, and which."""
        said = []
        for reason, lines in self.left_out.items():
            named = ", ".join(str(line) for line in lines[:LINES_NAMED])
            if len(lines) > LINES_NAMED:
                named = _("%(lines)s and %(more)s more") % {"lines": named, "more": len(lines) - LINES_NAMED}
            which = ngettext("line %(lines)s", "lines %(lines)s", len(lines)) % {"lines": named}
            said.append(f"{reason.in_words(len(lines))} ({which}).")
        return said


@pages.verb
def take_lines(text: bytes, *, into: WordList, by: User) -> Taken:
    """Put every line of a text on a list, which is made if it is new. In one transaction. Raises `NotTaken`."""
    lines = _lines(text)
    taken, chosen = Taken(), {}
    for number, phrase, reason in _read(lines):
        if reason is not None:
            taken.left_out.setdefault(reason, []).append(number)
            continue
        folded = wordlist.folded(phrase)
        if not folded:
            taken.left_out.setdefault(Reason.NO_WORD, []).append(number)
        elif folding.is_one_letter(folded):
            taken.left_out.setdefault(Reason.ONE_LETTER, []).append(number)
        elif len(folded) > LONGEST_FOLDED:
            taken.left_out.setdefault(Reason.LONG, []).append(number)
        elif folded in chosen:
            taken.left_out.setdefault(Reason.TWICE, []).append(number)
        else:
            chosen[folded] = (number, phrase)
    with pages.change() as change:
        if into.pk is None:
            into.save()
        wordlist.hold(into)
        there = set(ListedWord.objects.filter(word_list=into).values_list("folded", flat=True))
        if len(there) + len(chosen.keys() - there) > MOST_LINES:
            raise NotTaken(
                _("A list holds %(most)s phrases at most. Nothing was taken: make several lists.")
                % {"most": _grouped(MOST_LINES)}
            )
        for folded in [folded for folded in chosen if folded in there]:
            taken.left_out.setdefault(Reason.LISTED, []).append(chosen.pop(folded)[0])
        words = [
            ListedWord(word_list=into, phrase=phrase, folded=folded, added_by=by) for folded, (_line, phrase) in chosen.items()
        ]
        ListedWord.objects.bulk_create(words, batch_size=AT_ONCE)
        taken.phrases = len(words)
        change.raises(stamps.wordlist())
    return taken


def as_text(word_list: WordList) -> str:
    """A list as it is taken: a phrase a line, in their order."""
    phrases = ListedWord.objects.filter(word_list=word_list).order_by("phrase", "pk").values_list("phrase", flat=True)
    return "".join(f"{phrase}\n" for phrase in phrases)


def _lines(text: bytes) -> Sequence[bytes]:
    """The lines of a text within the bounds. Nothing is read of what is out of them."""
    if len(text) > MOST_BYTES:
        megabytes = MOST_BYTES // 1_000_000
        raise NotTaken(_("This is more than %(most)s MB. Nothing was taken: send it in parts.") % {"most": megabytes})
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if text.startswith(mark):
            text = text.decode(encoding, "replace").encode()
            break
    if b"\x00" in text:
        raise NotTaken(_("This is no text file. Nothing was taken: save the list as plain text in UTF-8, a phrase a line."))
    # Counted first, so that a million lines are never made.
    lines = text.splitlines() if text.count(b"\n") + text.count(b"\r") <= 2 * MOST_LINES else None
    if lines is None or len(lines) > MOST_LINES:
        most = {"most": _grouped(MOST_LINES)}
        raise NotTaken(_("This has more than %(most)s lines. Nothing was taken: send it in parts.") % most)
    return lines


def _grouped(number: int) -> str:
    """A number as it is read: 50,000."""
    return formats.number_format(number, force_grouping=True)


def _read(lines: Sequence[bytes]) -> Iterator[tuple[int, str, Reason | None]]:
    """Each line's number with its phrase, or with why it has none."""
    for number, line in enumerate(lines, start=1):
        try:
            phrase = " ".join(line.decode().split())
        except UnicodeDecodeError:
            yield number, "", Reason.BROKEN
            continue
        if not phrase:
            yield number, "", Reason.EMPTY
        elif len(phrase) > LONGEST_PHRASE or "\ufffd" in phrase:
            yield number, "", Reason.LONG if len(phrase) > LONGEST_PHRASE else Reason.BROKEN
        else:
            yield number, phrase, None
