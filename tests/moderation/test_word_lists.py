"""Word lists: many words taken at once, with a word about every line left out; lists switched off, given back as text."""

import pytest

from comments.models import ListedWord, WordList
from comments.moderation.words import importing, wordlist
from comments.moderation.words.importing import NotTaken, Reason
from tests.factories.accounts import make_moderator

pytestmark = pytest.mark.django_db

WORDS = "/admin/comments/listedword/"


@pytest.fixture
def english():
    return wordlist.save_list(WordList(name="English", language="en"))


def listed(word_list):
    return list(ListedWord.objects.filter(word_list=word_list).order_by("pk").values_list("phrase", flat=True))


def found(text):
    return [entry.phrase for entry in wordlist.found_in(text)]


def take(text, into):
    return importing.take_lines(text, into=into, by=make_moderator())


def test_every_line_becomes_an_entry_and_counts_at_once(english):
    taken = take("fool\r\nlost his mind\n笨蛋\n".encode(), english)

    assert (taken.phrases, taken.sentences()) == (3, [])
    assert listed(english) == ["fool", "lost his mind", "笨蛋"]
    assert found("The fool!") == ["fool"]


def test_what_is_not_taken_is_named_line_by_line_and_the_rest_is_taken(english):
    take(b"idiot", english)
    lines = [b"fool", b"", b"FO\xcc\x81OL", b"idiot", b"x" * 121, b"!!!", b"caf\xe9", b"   ", b"crook"]

    taken = take(b"\n".join(lines), english)

    assert listed(english) == ["idiot", "fool", "crook"]
    assert taken.phrases == 2
    assert taken.left_out == {
        Reason.EMPTY: [2, 8],
        Reason.TWICE: [3],
        Reason.LONG: [5],
        Reason.NO_WORD: [6],
        Reason.BROKEN: [7],
        Reason.LISTED: [4],
    }
    assert "2 lines are empty (lines 2, 8)." in taken.sentences()
    assert "1 line has characters that are not UTF-8 (line 7)." in taken.sentences()


def test_what_comes_down_to_one_letter_is_refused_with_its_line_and_one_chinese_character_is_taken(english):
    taken = take("(a+)+$\nfool\n4\n@x\né\nи\n狗\n".encode(), english)

    assert listed(english) == ["fool", "@x", "狗"]
    assert taken.left_out == {Reason.ONE_LETTER: [1, 3, 5, 6]}
    [sentence] = taken.sentences()
    assert sentence.startswith("4 lines come down to a single letter or digit")
    assert sentence.endswith("(lines 1, 3, 5, 6).")
    assert found("A quiet word about 4 и things") == []


@pytest.mark.parametrize("stored", ["a", "4", "и", ""])
def test_what_was_stored_before_forms_refused_it_is_passed_over_and_the_page_says_so(desk, english, stored):
    take("fool\n狗".encode(), english)
    ListedWord.objects.create(word_list=english, phrase=stored or "…", folded=stored, added_by=make_moderator())

    assert found("A quiet word about 4 и things …") == []
    assert found("The fool, the 狗!") == ["fool", "狗"]
    page = desk.get(WORDS).content.decode()
    assert page.count("(not looked for: a single letter or digit") == (1 if stored else 0)
    assert page.count("(not looked for: ") == 1


@pytest.mark.parametrize("text", ["fool\nidiot".encode("utf-16"), b"\xef\xbb\xbffool\nidiot", b"fool\ridiot"])
def test_other_ways_to_write_a_text_file_are_read(english, text):
    take(text, english)

    assert listed(english) == ["fool", "idiot"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"word\n" * 1_000_000, "MB"),
        (b"a\n" * 1_000_000, "lines"),
        (b"x" * (importing.MOST_BYTES + 1), "MB"),
        (b"\x7fELF\x00\x01", "no text file"),
        (b"fool\n\x00\x00", "no text file"),
    ],
    ids=["million lines", "million short lines", "one long line", "program", "binary"],
)
def test_what_is_out_of_bounds_is_refused_whole(english, text, words):
    with pytest.raises(NotTaken, match=words):
        take(b"fool\n" + text if words != "no text file" else text, english)

    assert listed(english) == []


def test_a_list_that_would_grow_too_long_is_left_as_it_was(english, monkeypatch):
    monkeypatch.setattr(importing, "MOST_LINES", 3)
    take(b"one\ntwo", english)

    with pytest.raises(NotTaken, match="at most"):
        take(b"three\nfour", english)

    assert listed(english) == ["one", "two"]


def test_a_new_list_that_cannot_be_filled_is_not_made(monkeypatch):
    monkeypatch.setattr(importing, "MOST_LINES", 2)

    with pytest.raises(NotTaken):
        take(b"one\ntwo\n\nthree", WordList(name="New"))

    assert not WordList.objects.exists()


def test_a_list_taken_and_given_back_is_the_same(english):
    text = "another phrase\ncrook\nfool\nдурак\n"
    take(text.encode(), english)

    assert importing.as_text(english) == text


def test_many_words_are_taken_in_a_fixed_number_of_queries(english, django_assert_max_num_queries):
    moderator = make_moderator()

    with django_assert_max_num_queries(9):
        importing.take_lines("\n".join(f"word{n}" for n in range(4000)).encode(), into=english, by=moderator)

    assert len(listed(english)) == 4000


def test_a_list_switched_off_finds_nothing_and_keeps_its_words(english):
    take(b"fool", english)
    english.is_active = False
    wordlist.save_list(english)

    assert found("The fool!") == []
    assert listed(english) == ["fool"]


def test_the_same_word_may_stand_on_two_lists_and_is_found_as_long_as_one_is_on(english):
    german = wordlist.save_list(WordList(name="Deutsch", language="de"))
    for word_list in (english, german):
        take(b"anus", word_list)
    english.is_active = False
    wordlist.save_list(english)

    assert found("anus") == ["anus"]
