"""Comments that look as if a program had sent them: kept, looked at by a person, and never lost without a word."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments import setting_aside
from comments.models import Comment, Signal, Standing
from newsroom.web import robots
from tests.comments.reading import css, fields, fragment, read
from tests.factories.accounts import PASSWORD, make_reader, sign_in
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def discussion():
    return make_discussion()


@pytest.fixture
def known(discussion):
    """A reader whose first comments were looked at, and whom nobody has called trusted yet."""
    reader = make_reader()
    for number in range(3):
        said = make_comment(body=f"Thought {number} of many.")
        Comment.objects.filter(pk=said.pk).update(author=reader, created_at=timezone.now() - timedelta(hours=1))
    Standing.objects.update_or_create(account=reader, defaults={"level": Standing.Level.KNOWN})
    return reader


def send(client, discussion, **over):
    address = reverse("comments:write", args=[discussion.pk])
    sent = fields(read(client, address)) | {"body": "The barrier held.", "made": robots.made(seconds_ago=30)} | over
    return client.post(address, sent, follow=True).content.decode()


def test_the_box_carries_the_moment_and_a_field_that_nobody_sees(client, discussion, known):
    page = read(sign_in(client, known), reverse("comments:write", args=[discussion.pk]))

    [trap] = [field for field in css(page, ".write input") if field.get("name") == "homepage_url"]
    [moment] = [field for field in css(page, ".write input") if field.get("name") == "made"]
    assert trap.getparent().getparent().get("aria-hidden") == "true"
    assert robots.signs(made=moment.get("value"), trap="").seconds < 60


@pytest.mark.parametrize(
    ("over", "status"),
    [
        ({}, "published"),
        ({"made": ""}, "published"),
        ({"made": "forged"}, "published"),
        ({"made": robots.made(seconds_ago=-3600)}, "held"),
        ({"homepage_url": "https://pills.example"}, "held"),
    ],
)
def test_what_looks_like_a_programs_comment_waits_for_a_person(client, discussion, known, over, status):
    send(sign_in(client, known), discussion, **over)

    assert Comment.objects.get(body="The barrier held.").status == status


def test_its_writer_hears_why_and_moderators_see_what_gave_it_away(client, discussion, known):
    page = send(sign_in(client, known), discussion, homepage_url="x")

    signal = Signal.objects.get(comment__body="The barrier held.", check_name="robots")
    assert "a person looks first" in page
    assert signal.detail == {"trapped": True}


def test_a_trusted_reader_may_paste_and_press(client, discussion):
    send(sign_in(client, make_trusted_reader()), discussion, made=robots.made(seconds_ago=-3600))

    assert Comment.objects.get().status == "published"


def test_words_that_come_back_after_sign_in_may_be_published_at_once(client, discussion, known):
    address = reverse("comments:write", args=[discussion.pk])
    typed = fields(read(client, address)) | {"body": "The barrier held.", "made": robots.made(seconds_ago=30)}

    asked = client.post(address, typed, follow=True)
    back = client.post(asked.redirect_chain[-1][0], {"login": known.email, "password": PASSWORD}, follow=True)
    client.post(address, fields(read(client, back.redirect_chain[-1][0])))

    assert Comment.objects.get(body="The barrier held.").status == "published"


@pytest.mark.parametrize("where", ["the page to write on", "the story"])
def test_words_begun_on_another_device_may_be_published_at_once(client, discussion, known, where):
    address = reverse("comments:write", args=[discussion.pk])
    setting_aside.set_aside(discussion, body="The barrier held.", account=known)
    page = read(sign_in(client, known), address if where != "the story" else discussion.get_absolute_url())

    client.post(address, fields(page))

    assert Comment.objects.get(body="The barrier held.").status == "published"


@pytest.mark.parametrize(
    "over",
    [{"body": "x" * 20_000}, {"preview": "1"}, {"csrfmiddlewaretoken": "x"}, {"body": "https://a.example " * 6}],
    ids=["refused", "previewed", "an old token", "nudged"],
)
def test_a_form_that_comes_back_carries_its_first_moment(discussion, known, over):
    client = sign_in(Client(enforce_csrf_checks=True), known)
    address = reverse("comments:write", args=[discussion.pk])
    first = robots.made(seconds_ago=30)

    answer = client.post(address, fields(read(client, address)) | {"body": "The barrier held.", "made": first} | over)
    client.post(address, fields(fragment(answer)) | {"body": "The barrier held."})

    assert fields(fragment(answer))["made"] == first
    assert Comment.objects.get(body="The barrier held.").status == "published"


def test_a_form_that_came_empty_is_still_timed(client, discussion, known):
    address = reverse("comments:write", args=[discussion.pk])

    client.post(address, fields(read(sign_in(client, known), address)) | {"body": "The barrier held."})

    assert Comment.objects.get(body="The barrier held.").status == "held"
