"""Words as checks read them: what looks the same to the eye is the same."""

import pytest

from comments.moderation import folding
from comments.moderation.wordlist import Matcher

LIST = Matcher.of({" ".join(folding.words(phrase)): phrase for phrase in ["fool", "cunt", "lost his mind", "дурак", "Straße"]})


@pytest.mark.parametrize(
    "text",
    [
        "What a fool.",
        "FOOL",
        "f\u200bool",
        "f\u00adool",
        "fo\u0301ol",
        "ｆｏｏｌ",
        "fооl",  # the two o are Cyrillic
        "f0ol",
        "He has lost\nhis   mind!",
        "Дурак!",
        "дур\u200dак",
        "in der STRASSE",
    ],
)
def test_a_listed_word_is_found_however_it_is_dressed_up(text):
    assert LIST.found_in(text)


@pytest.mark.parametrize("text", ["Scunthorpe", "foolish", "His mind was lost", "дураков нет", "", "\u200b"])
def test_a_word_that_merely_contains_a_listed_one_passes(text):
    assert not LIST.found_in(text)


def test_each_phrase_is_named_once_as_its_editor_wrote_it():
    assert LIST.found_in("Fool, fool, FOOL: straße") == ("fool", "Straße")


@pytest.mark.parametrize(("one", "other"), [("Well said!", "well   SAID"), ("Buy now", "Buy\u200b now."), ("né", "ne")])
def test_the_same_words_have_one_key(one, other):
    assert folding.body_key(one) == folding.body_key(other)


@pytest.mark.parametrize(("one", "other"), [("Well said", "Said well"), ("!!!", "???"), ("12 ferries", "13 ferries")])
def test_other_words_have_another_key(one, other):
    assert folding.body_key(one) != folding.body_key(other)


def test_a_broken_character_is_no_reason_to_fail():
    assert len(folding.body_key("half \ud800")) == 16
