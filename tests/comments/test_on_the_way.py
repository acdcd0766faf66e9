"""Words on the way: whoever leaves the links that lead through signing in, or comes too late, still has what they wrote."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from articles import publishing
from comments.models import Comment, Draft
from tests.comments.reading import css, fields, fragment, read
from tests.factories.accounts import PASSWORD, joining, make_reader, sign_in
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_trusted_reader

pytestmark = pytest.mark.django_db

SCRIPT = {"headers": {"HX-Request": "true"}}
WORDS = "Written before anybody asked who I am."


@pytest.fixture
def address(discussion):
    return reverse("comments:write", args=[discussion.pk])


@pytest.fixture
def asked(client, address):
    """A stranger who has written, and was asked to sign in."""
    client.post(address, fields(read(client, address)) | {"body": WORDS})
    return client


def words_at(client, answer):
    """What stands in the form to which an answer leads."""
    assert answer.status_code == 302
    return fields(read(client, answer.url))["body"]


@pytest.mark.parametrize("how", [{}, {"HX-Request": "true"}])
def test_a_stranger_writes_in_the_box_under_the_story_and_is_led_through_signing_in(client, discussion, address, how):
    page = read(client, discussion.get_absolute_url())
    [box] = [form for form in page.forms if form.action == address]

    answer = client.post(address, {**dict(box.form_values()), "body": WORDS}, headers={"Origin": "http://testserver", **how})
    signed_in = client.post(reverse("account_login"), {"login": make_reader().email, "password": PASSWORD})

    assert not css(page, "form input[name=csrfmiddlewaretoken]")
    assert reverse("account_login") in (answer.headers.get("HX-Redirect") or answer.url)
    assert words_at(client, signed_in) == WORDS


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}])
def test_what_another_site_sends_in_a_strangers_name_begins_no_session(address, origin):
    client = Client(enforce_csrf_checks=True)

    answer = client.post(address, {"body": WORDS}, headers=origin)

    assert answer.status_code == 422
    assert fields(fragment(answer))["body"] == WORDS
    assert "sessionid" not in answer.cookies
    assert not Draft.objects.exists()


def test_whoever_is_signed_in_publishes_nothing_without_a_token_wherever_it_came_from(address):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, make_trusted_reader())

    answer = client.post(address, {"body": WORDS}, headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == 422
    assert not Comment.objects.exists()


def test_signing_in_by_the_mastheads_link_leads_back_to_the_words(asked):
    page = read(asked, reverse("account_login"))
    answer = asked.post(reverse("account_login"), {"login": make_reader().email, "password": PASSWORD})

    assert "Your comment is kept" in page.text_content()
    assert words_at(asked, answer) == WORDS


def test_joining_by_the_mastheads_link_leads_back_now_and_from_the_letter(asked):
    answer = asked.post(reverse("account_signup"), joining())
    (link,) = re.findall(r"http://localhost:8000(\S+)", mail.outbox[0].body)

    assert words_at(asked, answer) == WORDS
    assert words_at(asked, asked.get(link)) == WORDS


def test_a_forgotten_password_is_no_way_to_lose_words(asked):
    reader = make_reader()
    asked.post(reverse("account_reset_password"), {"email": reader.email})
    (link,) = re.findall(r"http://localhost:8000(\S+/reset/\S+)", mail.outbox[0].body)
    form = asked.get(link).url
    asked.post(form, {"password1": "harbour-lights-27", "password2": "harbour-lights-27"})

    answer = asked.post(reverse("account_login"), {"login": reader.email, "password": "harbour-lights-27"})

    assert words_at(asked, answer) == WORDS


def test_nobody_is_led_back_twice_or_after_another_has_signed_in_here(asked):
    asked.post(reverse("account_login"), {"login": make_reader().email, "password": PASSWORD})
    asked.post(reverse("account_logout"))

    answer = asked.post(reverse("account_login"), {"login": make_reader().email, "password": PASSWORD})

    assert answer.url == "/"


def test_an_answer_to_what_readers_never_saw_gives_the_words_back_and_tells_nothing(client):
    held = make_held_comment(discussion=make_discussion())
    sign_in(client, make_trusted_reader())
    nowhere = client.post(reverse("comments:reply", args=[404404]), {"body": WORDS})

    answer = client.post(reverse("comments:reply", args=[held.pk]), {"body": WORDS})

    assert answer.status_code == nowhere.status_code == 404
    # Beside the token of a form, which is another one each time.
    assert fragment(answer).text_content() == fragment(nowhere).text_content()
    assert WORDS in css(fragment(answer), "textarea")[0].text_content()


def test_a_story_withdrawn_while_somebody_wrote_gives_the_words_back(client, discussion, address):
    sign_in(client, make_trusted_reader())
    sent = fields(read(client, address)) | {"body": WORDS}
    publishing.withdraw(discussion.article, by=None)

    answer = client.post(address, sent)

    assert answer.status_code == 404
    assert WORDS in css(fragment(answer), "textarea")[0].text_content()


def test_the_number_beside_the_heading_follows_ones_own_comment_and_new_ones(client, discussion, address):
    first = make_comment(discussion=discussion)
    sign_in(client, make_trusted_reader())
    posted = client.post(address, fields(read(client, address)) | {"body": WORDS}, **SCRIPT)
    new = client.get(reverse("comments:new_comments", args=[discussion.pk]), {"since": first.number})

    for answer in (posted, new):
        (count,) = css(fragment(answer), "#conversation-count")
        assert (count.text, count.get("data-hx-swap-oob")) == ("2", "true")
    (count,) = css(read(client, discussion.get_absolute_url()), "#conversation-count")
    assert (count.text, count.get("data-hx-swap-oob")) == ("2", None)
