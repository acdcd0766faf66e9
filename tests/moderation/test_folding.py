"""Words as checks read them: what looks the same to the eye is the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.moderation.words import folding
from comments.moderation.words.wordlist import Entry, Matcher, folded

PHRASES = ["fool", "cunt", "lost his mind", "дурак", "Straße", "笨蛋", "เหี้ย", "कुत्ता", "хер", "ho", "σκατά", "idiot"]
LIST = Matcher((folded(phrase), Entry(number, phrase)) for number, phrase in enumerate(PHRASES))


def found(text):
    return tuple(entry.phrase for entry in LIST.found_in(text))


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
        "f o o l",
        "f.o.o.l.",
        "You are a f-o-o-l, and I mean it",
        "f_0_0_l",
        "@fool",
        "f\u0941ool",  # a vowel sign of Hindi on a Latin letter
        "fססl",  # Hebrew
        "fꓳꓳl",  # Lisu
        "𝖋𝖔𝖔𝖑",
        "ⓕⓞⓞⓛ",
        "🅵🅾🅾🅻",
        "⒡⒪⒪⒧",
        "f\u034fo\u2060ol",
        "f\u0335\u0336o\u0337ol",
        "ıdıot",
        "ĳs, ıḏi0t",
        "дypaк",  # Latin y, p and a
        "xep",
        "xер",  # the first letter Latin
        "σκατα",
        "他是笨蛋吗",
        "笨\u200b蛋",
        "ไอ้เหี้ยนั่น",
        "वह कुत्ता है",
    ],
)
def test_a_listed_word_is_found_however_it_is_dressed_up(text):
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Scunthorpe",
        "foolish",
        "His mind was lost",
        "дураков нет",
        "",
        "\u200b",
        "но я хочу",  # "but I want": not the English word that the first would look like
        "कुत्ते",  # another word: its last vowel sign is another
        "蛋笨",
        "f o o l i s h",
        "fo ol",
        "foo l",
        "S c u n t h o r p e",
        "f. Ool",
    ],
)
def test_a_word_that_merely_contains_a_listed_one_passes(text):
    assert not found(text)


def test_each_phrase_is_named_once_as_its_editor_wrote_it():
    assert found("Fool, fool, FOOL: straße") == ("fool", "Straße")


@pytest.mark.parametrize(("one", "other"), [("Well said!", "well   SAID"), ("Buy now", "Buy\u200b now."), ("né", "ne")])
def test_the_same_words_have_one_key(one, other):
    assert folding.body_key(one) == folding.body_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Well said", "Said well"), ("!!!", "???"), ("12 ferries", "13 ferries"), ("455", "ass")]
)
def test_other_words_have_another_key(one, other):
    assert folding.body_key(one) != folding.body_key(other)


def test_a_broken_character_is_no_reason_to_fail():
    assert len(folding.body_key("half \ud800")) == 16


def test_phrases_that_overlap_and_contain_each_other_are_all_found():
    phrases = ["a b c", "b c", "c", "b c d e", "c d", "x"]
    matcher = Matcher((folded(phrase), Entry(number, phrase)) for number, phrase in enumerate(phrases))

    assert {entry.phrase for entry in matcher.found_in("a b c d")} == {"a b c", "b c", "c", "c d"}
    assert {entry.phrase for entry in matcher.found_in("b c d e")} == {"b c", "c", "b c d e", "c d"}


@given(
    st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), max_size=8), st.lists(st.sampled_from("abcd"), max_size=30)
)
def test_whatever_is_listed_is_found_where_it_stands_and_nothing_else(phrases, text):
    phrases = [" ".join(letter * 2 for letter in phrase) for phrase in phrases]
    said = " ".join(letter * 2 for letter in text)
    matcher = Matcher((phrase, Entry(number, phrase)) for number, phrase in enumerate(phrases))

    found_there = {entry.phrase for entry in matcher.found_in(said)}

    assert found_there == {phrase for phrase in phrases if f" {phrase} " in f" {said} "}


def test_one_character_behind_all_tables_is_read_as_itself():
    letters = [chr(number) for number in range(ord(folding._BEHIND_ALL_TABLES), 0x10000) if chr(number).isalnum()]

    assert not [letter for letter in letters if folding._read.__wrapped__(letter) != (letter, "")]
    assert ord(folding._BEHIND_ALL_TABLES) > max(*folding._DIGITS, *folding._AMONG_THEIR_OWN)


def test_a_word_on_two_lists_names_both_entries():
    matcher = Matcher([("fool", Entry(1, "fool")), ("fool", Entry(2, "Fool"))])

    assert matcher.found_in("fool!") == (Entry(1, "fool"), Entry(2, "Fool"))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("(a+)+$", "a" * 2999 + "!"),
        ("(x|x)*y", "x" * 3000),
        ("a " * 60, "a " * 1500),
        ("啊" * 120, "啊" * 3000),
        (".*.*.*=.*", "=" * 3000),
        ("fool", "f" + "\u0301" * 2999),
        ("fool", "a" + "\u0e38\u094d" * 1499),
        ("fool", "\ufdfa" * 3000),
        ("fool", "f o " * 750),
        ("fool", "\ud800" * 3000),
        ("\x00", "\x00" * 3000),
    ],
    ids=["stars", "alternatives", "steps", "characters", "any", "marks", "signs", "phrases", "spaced", "broken", "nul"],
)
def test_no_entry_and_no_text_makes_looking_long(phrase, text):
    matcher = Matcher([(folded(phrase), Entry(1, phrase)), *((folded(f"{phrase} {n}"), Entry(n, phrase)) for n in range(9))])
    steps = []
    matcher.beginnings = Counted(matcher.beginnings, steps)

    matcher.found_in(text)

    # Each word is looked up once, and once more for each step that led nowhere: never more than a few times its number.
    assert len(steps) <= 6 * (len(folding.words(text)) + 1)


class Counted(set):
    """A set that counts how often it was asked."""

    def __init__(self, values, steps):
        super().__init__(values)
        self.steps = steps

    def __contains__(self, value):
        self.steps.append(value)
        return super().__contains__(value)
