"""The form of a notice: anybody, without an account and without script; nothing that was typed is lost."""

import datetime as dt

import pytest
from django.urls import reverse
from lxml import html

from comments import limits
from comments.models import Comment, Notice
from comments.moderation import decisions, notices, second_looks
from newsroom.web import robots
from tests.comments.reading import css
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_held_comment, make_rule
from tests.factories.contesting import ANSWER, make_notice

pytestmark = pytest.mark.django_db

NOTICE = reverse("comments:notice")


def parsed(answer):
    """A whole page as a browser reads it, whatever its status."""
    return html.fromstring(answer.content)


def filled(comment=None, **over):
    """What somebody's browser sends, half a minute after opening the page."""
    address = f"https://testserver{comment.get_absolute_url()}" if comment else ""
    return {
        "address": address,
        "law": "Defamation Act, section 1",
        "why": "It says that our company bribed the council. It did not.",
        "name": "Ruth Calder",
        "email": "ruth@calder.example",
        "good_faith": "on",
        "made": robots.made(seconds_ago=30),
        **over,
    }


@pytest.fixture(autouse=True)
def own_address(settings):
    settings.SITE_URL = "https://testserver"


def test_anybody_sends_one_without_an_account_and_is_led_to_its_page(client):
    comment = make_comment()

    answer = client.post(NOTICE, filled(comment), follow=True)

    notice = Notice.objects.get()
    assert answer.request["PATH_INFO"] == f"/notice/{notice.key}/"
    assert notice.comment == comment
    assert f"Notice no. {notice.pk}" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_from_a_comment_its_address_stands_there_already(client):
    comment = make_comment()

    page = parsed(client.get(NOTICE, {"comment": comment.pk}))

    [field] = css(page, "#id_address")
    assert field.get("value") == f"https://testserver/comments/{comment.pk}/"


@pytest.mark.parametrize("number", ["0x1", "-1", "9" * 400, "١٢", "<script>", "\x00"])
def test_an_odd_number_in_the_address_is_no_error(client, number):
    assert client.get(NOTICE, {"comment": number}).status_code == 200


def test_the_pages_of_a_comment_and_of_a_report_and_the_standards_lead_there(client):
    comment = make_comment()
    make_rule()
    reporting = reverse("comments:report", args=[comment.pk])
    sign_in(client, make_reader())

    for about in (comment.get_absolute_url(), reporting):
        [way] = [link for link in css(parsed(client.get(about)), "a") if link.text == "Illegal content"]
        assert way.get("href") == f"{NOTICE}?comment={comment.pk}"
    # Below the form and at the foot.
    assert client.get(reporting).content.decode().count(f'href="{NOTICE}?comment={comment.pk}"') == 2
    assert f'href="{NOTICE}"' in client.get(reverse("comments:standards")).content.decode()


def test_what_is_not_public_is_answered_exactly_like_what_does_not_exist(client):
    held, removed = make_held_comment(), make_comment()
    decisions.remove(removed, by=make_moderator(), rule=make_rule())
    nowhere = Comment(pk=removed.pk + 1_000)

    sentences = {
        css(parsed(client.post(NOTICE, filled(c))), "#id_address_error")[0].text_content() for c in (held, removed, nowhere)
    }

    assert len(sentences) == 1
    assert not Notice.objects.exists()


@pytest.mark.parametrize("left_out", ["address", "law", "why", "name", "email", "good_faith"])
def test_each_field_is_asked_for_and_every_other_word_stays(client, left_out):
    sent = filled(make_comment())
    del sent[left_out]

    answer = client.post(NOTICE, sent)

    assert answer.status_code == 422
    assert not Notice.objects.exists()
    page = answer.content.decode()
    assert all(value in page for name, value in sent.items() if name not in {left_out, "good_faith", "made"})


@pytest.mark.parametrize("email", ["a" * 300 + "@calder.example", f"x@{'İ' * 60}.{'İ' * 60}.{'İ' * 60}.{'İ' * 55}.example"])
def test_an_address_that_is_too_long_as_typed_or_in_small_letters_goes_back_with_every_word(client, email):
    answer = client.post(NOTICE, filled(make_comment(), email=email))

    assert answer.status_code == 422
    [said] = css(parsed(answer), "#id_email_error")
    assert "at most 254 characters" in said.text_content()
    assert email in answer.content.decode()
    assert "bribed the council" in answer.content.decode()
    assert not Notice.objects.exists()


def test_a_form_without_a_good_token_goes_back_with_every_word(client):
    client.handler.enforce_csrf_checks = True

    answer = client.post(NOTICE, filled(make_comment()))

    assert answer.status_code == 422
    assert not Notice.objects.exists()
    assert "bribed the council" in answer.content.decode()
    assert "press the button once more" in answer.content.decode()


def test_a_programs_form_is_asked_to_be_pressed_once_more(client):
    answer = client.post(NOTICE, filled(make_comment(), homepage_url="https://spam.example"))

    assert answer.status_code == 422
    assert not Notice.objects.exists()
    assert "bribed the council" in answer.content.decode()


def test_a_comment_that_goes_while_somebody_writes_is_said_and_the_words_stay(client, monkeypatch):
    comment = make_comment()
    receive = notices.receive

    def receive_late(found, **sent):
        decisions.remove(found, by=make_moderator(), rule=make_rule())
        return receive(found, **sent)

    monkeypatch.setattr(notices, "receive", receive_late)
    answer = client.post(NOTICE, filled(comment))

    assert answer.status_code == 422
    assert "nothing left to decide" in answer.content.decode()
    assert "bribed the council" in answer.content.decode()
    assert not Notice.objects.exists()


def test_thousands_are_slowed_by_address_and_network_with_the_words_in_the_form(client, monkeypatch):
    monkeypatch.setattr(limits, "NOTICES_PER_HOUR", 3)
    monkeypatch.setattr(limits, "NOTICES_PER_HOUR_OF_A_NETWORK", 5)
    comments = [make_comment() for _ in range(8)]

    answers = [client.post(NOTICE, filled(comment)) for comment in comments[:4]]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "bribed the council" in answers[3].content.decode()
    assert answers[3]["Retry-After"] == "3600"
    # Whoever wrote down somebody's address shuts them out nowhere else.
    owner = client.post(NOTICE, filled(comments[3]), REMOTE_ADDR="203.0.113.7")
    assert owner.status_code == 302
    others = [client.post(NOTICE, filled(comment, email=f"{n}@example.org")) for n, comment in enumerate(comments[4:])]
    assert [answer.status_code for answer in others] == [302, 429, 429, 429]
    elsewhere = client.post(NOTICE, filled(comments[4], email="else@example.org"), REMOTE_ADDR="203.0.113.9")

    assert elsewhere.status_code == 302
    # Whatever was acknowledged is there.
    assert Notice.objects.count() == [a.status_code for a in (*answers, *others, owner, elsewhere)].count(302)


def test_the_same_notice_sent_again_is_one_and_uses_up_nothing(client, monkeypatch):
    monkeypatch.setattr(limits, "NOTICES_PER_HOUR", 2)
    monkeypatch.setattr(limits, "NOTICES_PER_HOUR_OF_A_NETWORK", 2)
    comment, other = make_comment(), make_comment()

    again = {client.post(NOTICE, filled(comment)).url for _ in range(5)}

    assert again == {f"/notice/{Notice.objects.get().key}/"}
    assert client.post(NOTICE, filled(other)).status_code == 302


def test_who_was_signed_in_is_known_as_its_sender_whatever_address_they_wrote_down(client):
    sender, named = make_moderator(), make_moderator(email="mara@paper.example")
    sign_in(client, sender)

    client.post(NOTICE, filled(make_comment(), email="Mara@Paper.example"))

    notice = Notice.objects.get()
    assert notice.sent_by_id == sender.pk
    assert not second_looks.can_decide(sender, notice)
    assert second_looks.can_decide(named, notice)


WORDS = {
    "long": "x" * 10_001,
    "megabytes": "x" * 6_000_000,
    "nul": "\x00" * 50,
    "rtl": "\u202e" * 30,
    "signs": "\U0001f600 " * 20,
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_of_every_kind_are_no_error(client, words):
    answer = client.post(NOTICE, filled(make_comment(), why=words))

    assert answer.status_code in {302, 413, 422}


def test_a_key_that_is_none_leads_nowhere(client):
    assert client.get("/notice/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_the_state_page_shows_the_answer_and_asks_for_a_second_look_once(client):
    notice = make_notice()
    told = notice.at - limits.UNDO_WINDOW * 2
    notices.decide(notice, by=make_moderator(), removes=False, words=ANSWER, now=told)
    way = reverse("comments:notice_again", args=[notice.key])

    page = client.get(f"/notice/{notice.key}/").content.decode()
    assert ANSWER in page
    assert f'action="{way}"' in page
    assert "ruth@calder.example" not in page
    short = client.post(way, {"why": "no"})
    assert short.status_code == 422
    second = client.post(way, {"why": "You have overlooked the judgment, which I quote."}, follow=True)
    assert "Somebody else looks at it again" in second.content.decode()
    third = client.post(way, {"why": "You have overlooked the judgment, which I quote."}, follow=True)
    assert "already" in third.content.decode()

    assert Notice.objects.count() == 2


def test_who_cannot_be_found_any_more_asks_for_no_second_look(client):
    notice = make_notice()
    notices.decide(notice, by=make_moderator(), removes=False, words=ANSWER)
    Notice.objects.filter(pk=notice.pk).update(answered_at=notice.at - limits.OBJECT_WITHIN - dt.timedelta(days=1))

    assert "<form" not in client.get(f"/notice/{notice.key}/").content.decode().split("<main")[1].split("</main>")[0]
