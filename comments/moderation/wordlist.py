"""The word list in the form in which a comment is held against it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from comments.models import ListedWord, WordList
from comments.moderation import folding
from comments.moderation.remembering import Remembered
from newsroom.accounts.models import User
from newsroom.web import pages, stamps


@dataclass(frozen=True, slots=True)
class Matcher:
    """Every phrase as a tuple of folded words, and the length of the longest: finding is a look-up a word, at any size."""

    phrases: dict[tuple[str, ...], str]
    longest: int

    @classmethod
    def of(cls, listed: dict[str, str]) -> Matcher:
        """Build from `{phrase as folded words: phrase as its editor wrote it}`."""
        phrases = {tuple(folded.split()): phrase for folded, phrase in listed.items() if folded}
        return cls(phrases, max(map(len, phrases), default=0))

    def found_in(self, text: str) -> tuple[str, ...]:
        """The listed phrases in `text`, each once, in order. A phrase counts only as whole words: "Scunthorpe" passes."""
        said = folding.words(text)
        found = {}
        for start in range(len(said)):
            for length in range(1, min(self.longest, len(said) - start) + 1):
                phrase = self.phrases.get(tuple(said[start : start + length]))
                if phrase is not None:
                    found[phrase] = True
        return tuple(found)


def _listed() -> Matcher:
    return Matcher.of(dict(ListedWord.objects.filter(is_active=True, word_list__is_active=True).values_list("folded", "phrase")))


LISTED = Remembered(stamps.wordlist(), _listed)


def found_in(text: str) -> tuple[str, ...]:
    """The phrases of the newsroom's list that stand in `text`. One query; two after the list has changed."""
    return LISTED.under(stamps.numbers([LISTED.key])).found_in(text)


@pages.verb
def save_word(word: ListedWord, *, by: User) -> ListedWord:
    """Put a word on the list, or change it. Takes effect with the next comment in every process."""
    with pages.change() as change:
        if word.word_list_id is None:
            word.word_list = _own_list()
        word.folded = " ".join(folding.words(word.phrase))
        if word.pk is None:
            word.added_by = by
        word.save()
        change.raises(stamps.wordlist())
    return word


def _own_list() -> WordList:
    """The newsroom's first list; made where there is none."""
    return WordList.objects.order_by("pk").first() or WordList.objects.create(name=_("The newsroom’s own"))


@pages.verb
def drop_word(word: ListedWord) -> None:
    """Take a word off the list."""
    with pages.change() as change:
        word.delete()
        change.raises(stamps.wordlist())
