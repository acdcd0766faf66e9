"""How conversations are run from the desk and the admin: the same form and verb behind every door."""

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from comments import opening, switching
from comments.models import Discussion, SiteSwitch
from comments.moderation import queue
from tests.factories.accounts import make_editor, make_moderator, make_reader, make_reporter, sign_in
from tests.factories.comments import make_comment, make_discussion

pytestmark = pytest.mark.django_db
WHY = "We are moving the presses until six."
DOORS = ["/moderation/switch/", "/admin/comments/siteswitch/"]


@pytest.fixture
def desk(client):
    return sign_in(client, make_moderator())


def form_on(page):
    """The fields of the page's own form as a browser has them."""
    [form] = [form for form in html.fromstring(page.content).forms if {"state", "mode"} & set(form.fields)]
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def send(client, address, **typed):
    return client.post(address, form_on(client.get(address)) | typed, follow=True)


@pytest.mark.parametrize("address", DOORS)
def test_a_moderator_pauses_all_commenting_through_either_door_and_sees_it_in_the_history(desk, address):
    page = send(desk, address, state="paused", reason=WHY).content.decode()

    assert SiteSwitch.objects.get().state == "paused"
    assert f"Nobody can comment: {WHY}" in page


def test_an_editor_who_has_no_desk_uses_the_switch_in_the_admin(client):
    editor = make_editor()

    send(sign_in(client, editor), "/admin/comments/siteswitch/", state="hold", reason=WHY)

    assert SiteSwitch.objects.get().by == editor
    assert client.get("/moderation/switch/").status_code == 403


@pytest.mark.parametrize("address", DOORS)
def test_readers_are_always_told_why(desk, address):
    page = desk.post(address, form_on(desk.get(address)) | {"state": "paused", "reason": " "})

    assert page.status_code == 422
    assert "Tell readers why" in page.content.decode()
    assert not SiteSwitch.objects.exists()


@pytest.mark.parametrize("address", DOORS)
def test_whoever_saw_the_switch_otherwise_is_told_and_shown_how_it_stands(desk, address):
    opened = form_on(desk.get(address))
    switching.switch(to="paused", reason=WHY, by=make_moderator())

    answer = desk.post(address, opened | {"state": "hold", "reason": "Only a little."})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Somebody has just used this switch" in page
    assert WHY.rstrip(".") in page
    assert SiteSwitch.objects.get().state == "paused"


@pytest.mark.parametrize("address", DOORS)
def test_whoever_still_wants_it_otherwise_sends_the_same_words_once_more(desk, address):
    opened = form_on(desk.get(address))
    switching.switch(to="paused", reason=WHY, by=make_moderator())
    overtaken = form_on(desk.post(address, opened | {"state": "hold", "reason": "Only a little."}))

    desk.post(address, overtaken)

    assert overtaken["reason"].strip() == "Only a little."
    assert (SiteSwitch.objects.get().state, SiteSwitch.objects.get().reason) == ("hold", "Only a little.")


def test_a_reporter_finds_no_switch_in_the_admin(client):
    sign_in(client, make_reporter())

    assert client.get("/admin/comments/siteswitch/").status_code == 403
    assert "siteswitch" not in client.get("/admin/").content.decode()


def test_a_moderator_runs_one_conversation_and_it_is_known_who_did(desk):
    discussion = make_discussion()
    address = reverse("moderation:discussion", args=[discussion.pk])

    page = send(desk, address, mode="first", pause_seconds="300", pinned_note="Mind each other.").content.decode()

    discussion = Discussion.objects.get(pk=discussion.pk)
    assert (discussion.mode, discussion.pause_seconds, discussion.pinned_note) == ("first", 300, "Mind each other.")
    [entry] = opening.history(discussion)
    assert str(entry.user) in page


@pytest.mark.parametrize("make", [make_reader, make_reporter, make_editor])
def test_a_conversation_is_run_from_the_desk_by_moderators_alone(client, make):
    address = reverse("moderation:discussion", args=[make_discussion().pk])

    assert sign_in(client, make()).get(address).status_code == 403
    assert client.post(address, {"mode": "closed"}).status_code == 403


def test_a_conversation_that_does_not_exist_is_not_found(desk):
    assert desk.get(reverse("moderation:discussion", args=[2**31 - 1])).status_code == 404


def test_every_case_leads_to_how_its_conversation_is_run_and_every_page_of_the_desk_to_the_switch(desk):
    comment = make_comment()

    page = desk.get(reverse("moderation:case", args=[comment.pk])).content.decode()

    assert reverse("moderation:discussion", args=[comment.discussion_id]) in page
    assert reverse("moderation:switch") in page


def test_the_desk_says_why_a_comment_waits_in_which_nothing_was_found(desk):
    by_mode = make_comment(discussion=make_discussion(mode="first"))
    switching.switch(to="hold", reason=WHY, by=make_moderator())
    by_switch = make_comment()

    cases = {case.comment.pk: case for case in queue.waiting(now=timezone.now()).items}

    said = {pk: [reason.words for reason in case.reasons] for pk, case in cases.items()}
    assert said[by_mode.pk] == ["every comment under this story is looked at first"]
    assert said[by_switch.pk] == ["every comment on the site was looked at first when it came"]
