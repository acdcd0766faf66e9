"""The page on which one objects, and later reads the answer; and the ways that lead to it."""

import datetime as dt

import pytest
from django.urls import reverse

from comments import limits, wording
from comments.models import Decision, Objection
from comments.moderation import decisions, objections, sanctions
from newsroom.accounts.models import User
from tests.comments.reading import css, read
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_rule
from tests.factories.contesting import ANSWER, WORDS, make_dismissed_report, make_objection, make_reporters_objection, removed
from tests.moderation.letters import let_them_go

pytestmark = pytest.mark.django_db


def way(decision):
    return reverse("comments:object", args=[decision.pk])


@pytest.fixture
def removal():
    return removed(note="It names a person who is no part of this.")


@pytest.fixture
def author(client, removal):
    found = User.objects.get(pk=removal.account_id)
    sign_in(client, found)
    return found


def test_the_author_reads_the_decision_and_its_reasons_and_objects(client, author, removal):
    page = read(client, way(removal))
    text = page.text_content()
    assert "It names a person who is no part of this." in text
    assert "Rule 1: Speak to people, not about them" in text
    assert "You can object once, until" in text

    answer = client.post(way(removal), {"words": WORDS}, follow=True)

    assert Objection.objects.get().words == WORDS
    assert "answers you in writing" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert not css(read(client, way(removal)), "main textarea")


def test_pressed_twice_one_is_led_to_the_first(client, author, removal):
    client.post(way(removal), {"words": WORDS})

    answer = client.post(way(removal), {"words": "The same again, in other words."}, follow=True)

    assert answer.status_code == 200
    assert "You objected to this decision on" in answer.content.decode()
    assert Objection.objects.count() == 1


@pytest.mark.parametrize("words", ["", "No!", "x" * 3_001, "\x00" * 20, "\u200b \u2066"])
def test_words_that_cannot_be_taken_stay_in_the_form(client, author, removal, words):
    answer = client.post(way(removal), {"words": words})

    assert answer.status_code == 422
    assert not Objection.objects.exists()
    assert wording.clean(words) in answer.content.decode()


def test_megabytes_are_answered_with_how_long_it_may_be(client, author, removal):
    answer = client.post(way(removal), {"words": "x" * 6_000_000})

    assert answer.status_code == 413
    assert "3000 characters" in answer.content.decode().replace(",", "")


def test_strangers_are_asked_to_sign_in_and_others_find_nothing(client, removal):
    assert client.get(way(removal)).status_code == 302
    for person in (make_reader(), make_moderator()):
        sign_in(client, person)
        assert client.get(way(removal)).status_code == 404
        assert client.post(way(removal), {"words": WORDS}).status_code == 404
        assert client.get("/comments/decisions/999999999999999999999/object/").status_code == 404

    assert not Objection.objects.exists()


def test_the_answer_stands_there_and_only_there_for_whoever_objected(client, author, removal):
    objection = objections.object_to(removal, by=author, words=WORDS)
    objections.answer(objection, by=make_moderator(), upheld=False, words=ANSWER)

    assert ANSWER in read(client, way(removal)).text_content()
    sign_in(client, make_reader())
    assert client.get(way(removal)).status_code == 404


def test_an_answer_that_was_undone_is_not_shown(client, author, removal):
    objection = objections.object_to(removal, by=author, words=WORDS)
    other = make_moderator()
    objections.answer(objection, by=other, upheld=False, words=ANSWER)
    objections.undo(objection, by=other)

    assert ANSWER not in read(client, way(removal)).text_content()


def test_neither_is_one_after_which_something_else_was_decided(client, author, removal):
    objection = objections.object_to(removal, by=author, words=WORDS)
    other = make_moderator()
    objections.answer(objection, by=other, upheld=False, words=ANSWER)
    objections.undo(objection, by=other)
    decisions.approve(objection.comment, by=other)

    page = read(client, way(removal)).text_content()

    assert "something else was decided meanwhile" in page
    assert ANSWER not in page


def test_after_six_months_it_says_until_when(client, author, removal, monkeypatch):
    monkeypatch.setattr(limits, "OBJECT_WITHIN", dt.timedelta(days=-1))

    page = read(client, way(removal))

    assert "could be objected to until" in page.text_content()
    assert not css(page, "main textarea")


def test_a_reporter_objects_where_they_read_that_the_comment_stays(client):
    report = make_dismissed_report()
    let_them_go()
    sign_in(client, report.reader)
    decision = Decision.objects.get(pk=report.decision_id)

    news = client.get(reverse("comments:news")).content.decode()
    assert way(decision) in news
    client.post(way(decision), {"words": WORDS})

    assert Objection.objects.get().about == "dismissal"


def test_the_letter_about_a_dismissed_report_leads_there(mailoutbox):
    report = make_dismissed_report()

    let_them_go()

    [letter] = [letter for letter in mailoutbox if letter.to == [report.reader.email]]
    assert f"/comments/decisions/{report.decision_id}/object/" in letter.body


def test_the_news_of_an_answer_say_that_it_is_one_and_lead_to_it(client):
    for objection, upheld in ((make_objection(), True), (make_objection(), False), (make_reporters_objection(), False)):
        objections.answer(objection, by=make_moderator(), upheld=upheld, words=ANSWER)
        let_them_go()
        sign_in(client, objection.by)

        page = client.get(reverse("comments:news"))
        assert "You objected" in page.content.decode()
        opened = client.post(reverse("comments:open_news"), {"row": objection.by.notifications.latest("pk").pk})
        assert opened["Location"] == reverse("comments:object", args=[objection.decision_id])


def test_a_sanction_is_objected_to_on_the_same_page(client):
    reader = make_reader()
    sanction = sanctions.mute(reader, by=make_moderator(), rule=make_rule(), reason="Shouting at people.", days=3)
    sign_in(client, reader)
    decision = Decision.objects.get(pk=sanction.decision_id)

    assert "Shouting at people." in read(client, way(decision)).text_content()
    client.post(way(decision), {"words": WORDS})

    assert Objection.objects.get().sanction == sanction


def test_the_page_of_ones_comments_leads_there(client, author, removal):
    page = client.get(reverse("comments:mine")).content.decode()

    assert way(removal) in page or reverse("comments:reasons", args=[removal.pk]) in page
