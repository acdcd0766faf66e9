"""The word lists in the form in which a comment is held against them, and the verbs that change them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from comments.models import ListedWord, WordList
from comments.moderation.remembering import Remembered
from comments.moderation.words import folding
from newsroom.accounts.models import User
from newsroom.web import pages, stamps


class Entry(NamedTuple):
    """One entry of a list: its number, and the phrase as its editor wrote it."""

    pk: int
    phrase: str


class Matcher:
    """Every phrase of every list, found in one walk through a text, however many there are and whatever they say.

    The automaton of Aho and Corasick (1975) over words: each state is the beginning of a phrase, and where no phrase goes on
    that way, the walk falls back to the longest beginning that the text ends in. That is looked up when it is first needed, so
    that building is as quick as reading. No pattern is made of what somebody typed, so none can explode.
    """

    def __init__(self, listed: Iterable[tuple[str, Entry]]) -> None:
        """Build from `(phrase as folded words, a space between two; its entry)`."""
        self.entries: dict[str, list[Entry]] = {}
        for folded, entry in listed:
            self.entries.setdefault(folded, []).append(entry)
            if not folded.isascii() and " " not in folded:
                # A Russian word stays found where it is spelled in Latin letters.
                latin = folding.in_latin_letters(folded)
                if latin != folded:
                    self.entries.setdefault(latin, []).append(entry)
        self.beginnings: set[str] = set()
        for folded in self.entries:
            end = folded.find(" ")
            while end >= 0:
                self.beginnings.add(folded[:end])
                end = folded.find(" ", end + 1)
            self.beginnings.add(folded)
        self.falls_back: dict[str, str] = {}

    def found_in(self, text: str) -> tuple[Entry, ...]:
        """The entries that stand in `text`, each once, in order. A phrase counts only as whole words: "Scunthorpe" passes."""
        reading = folding.read(text)
        beginnings, falls_back = self.beginnings, self.falls_back
        states: dict[str, bool] = {}
        state = ""
        # Written out, since this is done for every word of every comment; calls would take most of the time.
        for word in reading.words:
            while state:
                longer = f"{state} {word}"
                if longer in beginnings:
                    state = longer
                    break
                shorter = falls_back.get(state)
                state = self._shorter(state) if shorter is None else shorter
            else:
                if word not in beginnings:
                    continue
                state = word
            ending = state
            # What the state ends in was looked at whenever the state was.
            while ending and ending not in states:
                states[ending] = True
                ending = self._shorter(ending)
        hidden = sorted(word for word in reading.in_disguise if word in self.entries)
        return tuple(dict.fromkeys(entry for key in [*states, *hidden] for entry in self.entries.get(key, ())))

    def _shorter(self, state: str) -> str:
        """The longest beginning of a phrase that a state ends in, itself left out."""
        known = self.falls_back.get(state)
        if known is None:
            known = state
            while known:
                known = known.partition(" ")[2]
                if known in self.beginnings:
                    break
            self.falls_back[state] = known
        return known


def _listed() -> Matcher:
    words = ListedWord.objects.filter(is_active=True, word_list__is_active=True)
    rows = words.order_by("pk").values_list("folded", "pk", "phrase")
    return Matcher((folded, Entry(pk, phrase)) for folded, pk, phrase in rows if can_be_looked_for(folded))


LISTED = Remembered(stamps.wordlist(), _listed)


def found_in(text: str) -> tuple[Entry, ...]:
    """The entries of the newsroom's lists that stand in `text`. One query; two after a list has changed."""
    return LISTED.under(stamps.numbers([LISTED.key])).found_in(text)


def folded(phrase: str) -> str:
    """A phrase as its words are compared; empty where it has none."""
    return " ".join(folding.words(phrase))


def can_be_looked_for(folded: str) -> bool:
    """Whether a folded phrase would not stand in nearly every comment: lists hold some that forms refuse by now."""
    return bool(folded) and not folding.is_one_letter(folded)


@pages.verb
def save_word(word: ListedWord, *, by: User) -> ListedWord:
    """Put a word on a list, or change it; without a list, on the first. Takes effect with the next comment in every process."""
    with pages.change() as change:
        if word.word_list_id is None:
            word.word_list = _first_list()
        hold(word.word_list)
        word.folded = folded(word.phrase)
        if word.pk is None:
            word.added_by = by
        word.save()
        change.raises(stamps.wordlist())
    return word


def hold(word_list: WordList) -> None:
    """Let nobody else put a word on this list until the transaction ends: whoever asks then what stands there finds it."""
    WordList.objects.select_for_update(no_key=True).get(pk=word_list.pk)


@pages.verb
def drop_words(words: Collection[ListedWord]) -> None:
    """Take words off their lists, all of them or none."""
    with pages.change() as change:
        ListedWord.objects.filter(pk__in=[word.pk for word in words]).delete()
        change.raises(stamps.wordlist())


@pages.verb
def switch_words(words: Collection[ListedWord], *, to: bool) -> None:
    """Look for these words from now on, or no longer."""
    with pages.change() as change:
        ListedWord.objects.filter(pk__in=[word.pk for word in words]).update(is_active=to)
        change.raises(stamps.wordlist())


@pages.verb
def save_list(word_list: WordList) -> WordList:
    """Make a list, or change it; switched off, none of its words is looked for."""
    with pages.change() as change:
        word_list.save()
        change.raises(stamps.wordlist())
    return word_list


@pages.verb
def drop_lists(word_lists: Collection[WordList]) -> None:
    """Delete lists with all their words."""
    with pages.change() as change:
        WordList.objects.filter(pk__in=[word_list.pk for word_list in word_lists]).delete()
        change.raises(stamps.wordlist())


def _first_list() -> WordList:
    return WordList.objects.order_by("pk").first() or WordList.objects.create(name=_("The newsroom’s own"))
