"""Standards and word list in the admin: every door leads through the verbs."""

import pytest
from django.utils import timezone

from comments.models import ListedWord, Rule, StandardsVersion
from comments.moderation import standards, wordlist
from newsroom.web import stamps
from tests.factories.accounts import make_editor, make_moderator, make_reader, make_reporter, sign_in

pytestmark = pytest.mark.django_db
RULE = {
    "number": 1,
    "title": "Be kind",
    "text": "To people.",
    "examples": "",
    "cited_by": "",
    "retired_at_0": "",
    "retired_at_1": "",
}


@pytest.fixture
def desk(client):
    return sign_in(client, make_moderator())


def test_a_saved_rule_makes_a_new_version_and_changes_the_readers_page(desk):
    before = stamps.numbers([stamps.standards()])

    answer = desk.post("/admin/comments/rule/add/", RULE)

    assert answer.status_code == 302
    assert StandardsVersion.objects.get().rules[0]["title"] == "Be kind"
    assert stamps.numbers([stamps.standards()]) != before


def test_an_old_version_stays_as_it_was():
    rule = standards.save_rule(Rule(number=1, title="Be kind", text="To people."))
    rule.title = "Be kinder"
    standards.save_rule(rule)

    assert [version.rules[0]["title"] for version in StandardsVersion.objects.order_by("number")] == ["Be kind", "Be kinder"]


def test_a_rule_cites_only_a_check_that_there_is(desk):
    answer = desk.post("/admin/comments/rule/add/", {**RULE, "cited_by": "nothing"})

    assert "not one of the available choices" in answer.content.decode()
    assert not Rule.objects.exists()
    assert 'value="repeats"' in answer.content.decode()


def test_a_new_rule_is_offered_the_number_after_every_one_that_was_used(desk):
    rule = standards.save_rule(Rule(number=4, title="Be kind", text="To people.", retired_at=timezone.now()))

    page = desk.get("/admin/comments/rule/add/").content.decode()

    assert rule.retired_at
    assert 'name="number" value="5"' in page


def test_rules_are_retired_and_never_deleted(desk):
    rule = standards.save_rule(Rule(number=1, title="Be kind", text="To people."))

    assert desk.post(f"/admin/comments/rule/{rule.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_rule_cannot_be_retired_at_a_time_to_come(desk):
    answer = desk.post("/admin/comments/rule/add/", {**RULE, "retired_at_0": "2999-01-01", "retired_at_1": "00:00:00"})

    assert "Choose a time that has passed" in answer.content.decode()
    assert not StandardsVersion.objects.exists()


def test_a_listed_word_counts_at_once_and_stands_there_once(desk):
    desk.post("/admin/comments/listedword/add/", {"phrase": "Blitherer", "note": "", "is_active": "on"})
    again = desk.post("/admin/comments/listedword/add/", {"phrase": "BLITHERER", "note": "", "is_active": "on"})

    assert wordlist.found_in("a blitherer") == ("Blitherer",)
    assert "already" in again.content.decode()


@pytest.mark.parametrize("phrase", ["   ", "!!!", "\u200b"])
def test_a_listed_word_has_letters(desk, phrase):
    desk.post("/admin/comments/listedword/add/", {"phrase": phrase, "note": "", "is_active": "on"})

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
