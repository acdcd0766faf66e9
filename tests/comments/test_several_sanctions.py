"""Of several sanctions the heaviest says what its reader may still do, and nothing that it forbids is offered."""

import pytest
from django.urls import reverse

from tests.comments.reading import css, read
from tests.factories.accounts import sign_in
from tests.factories.comments import make_discussion, make_held_comment, make_trusted_reader, sanctioned

pytestmark = pytest.mark.django_db

MINE = "/comments/mine/"


@pytest.fixture
def reader():
    return make_trusted_reader(display_name="Ned Ash")


@pytest.fixture
def theirs(client, reader):
    return sign_in(client, reader)


def test_the_heaviest_says_what_is_left_and_the_others_that_they_hold_too(theirs, reader):
    sanctioned(reader, kind="muted")
    sanctioned(reader, kind="barred")

    barred, muted = [notice.text_content() for notice in css(read(theirs, MINE), ".notice-warning")]

    assert "You are barred under rule 1 until" in barred
    assert "You are also muted under rule 1 until" in muted
    assert "You can read, recommend and report" not in muted
    assert "Read the reasons, and how to object" in muted


@pytest.mark.parametrize("kind", ["muted", "barred"])
def test_whoever_may_not_write_is_offered_no_change_of_what_waits(theirs, reader, kind):
    comment = make_held_comment(author=reader, discussion=make_discussion())
    change = reverse("comments:edit", args=[comment.pk])
    pages = [MINE, comment.discussion.get_absolute_url()]
    assert all(change in theirs.get(page).content.decode() for page in pages)

    sanctioned(reader, kind=kind)

    assert not any(change in theirs.get(page).content.decode() for page in pages)
    assert all("Take back" in theirs.get(page).content.decode() for page in pages)


def test_what_waits_in_a_conversation_that_has_closed_cannot_be_changed_there(theirs, reader):
    comment = make_held_comment(author=reader, discussion=make_discussion())
    comment.discussion.mode = "read"
    comment.discussion.save(update_fields=["mode"])

    page = theirs.get(comment.discussion.get_absolute_url()).content.decode()

    assert "Take back" in page
    assert reverse("comments:edit", args=[comment.pk]) not in page
