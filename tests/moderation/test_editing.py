"""The word list in the admin, and who keeps what: every door leads through the verbs."""

import pytest

from comments.models import ListedWord, WordList
from comments.moderation.words import wordlist
from tests.factories.accounts import make_editor, make_moderator, make_reader, make_reporter, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    return sign_in(client, make_moderator())


def test_a_listed_word_counts_at_once_and_stands_there_once(desk):
    word_list = wordlist.save_list(WordList(name="English"))
    desk.post(
        "/admin/comments/listedword/add/", {"word_list": word_list.pk, "phrase": "Blitherer", "note": "", "is_active": "on"}
    )
    again = desk.post(
        "/admin/comments/listedword/add/", {"word_list": word_list.pk, "phrase": "BLITHERER", "note": "", "is_active": "on"}
    )

    assert [entry.phrase for entry in wordlist.found_in("a blitherer")] == ["Blitherer"]
    assert "already" in again.content.decode()


@pytest.mark.parametrize("phrase", ["   ", "!!!", "\u200b"])
def test_a_listed_word_has_letters(desk, phrase):
    word_list = wordlist.save_list(WordList(name="English"))
    desk.post("/admin/comments/listedword/add/", {"word_list": word_list.pk, "phrase": phrase, "note": "", "is_active": "on"})

    assert not ListedWord.objects.exists()


def test_words_dropped_one_by_one_or_together_no_longer_count(desk):
    words = [wordlist.save_word(ListedWord(phrase=phrase), by=make_moderator()) for phrase in ("one", "two", "three")]

    desk.post(f"/admin/comments/listedword/{words[0].pk}/delete/", {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [words[1].pk, words[2].pk], "post": "yes"}
    desk.post("/admin/comments/listedword/", chosen)

    assert wordlist.found_in("one two three") == ()


def test_editors_keep_the_standards_and_not_the_words(client):
    editor = sign_in(client, make_editor())

    assert editor.get("/admin/comments/rule/").status_code == 200
    assert editor.get("/admin/comments/listedword/").status_code == 403


@pytest.mark.parametrize("make", [make_reader, make_reporter])
def test_others_keep_neither(client, make):
    signed_in = sign_in(client, make())

    assert signed_in.get("/admin/comments/rule/").status_code in {302, 403}
    assert signed_in.get("/admin/comments/listedword/").status_code in {302, 403}
