"""What moderators note about a colleague: the colleague reads it on no page of the desk, and without names in their own data."""

import pytest
from django.urls import reverse

from comments.moderation import readers
from newsroom.accounts import holdings
from tests.factories.accounts import make_moderator, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted():
    """A moderator about whom a colleague has left a note."""
    about = make_moderator(display_name="Ned Ash")
    readers.note(about, by=make_moderator(display_name="Mara Quist"), words="Late for three of four shifts.")
    return about


def page_of(client, account, **more):
    return client.get(reverse("moderation:reader", args=[account.pk]), more).content.decode()


def test_nobody_reads_on_their_own_page_what_colleagues_noted_about_them(client, noted):
    page = page_of(sign_in(client, noted), noted)

    assert "Late for three" not in page
    assert "Mara Quist" not in page
    assert "What your colleagues note about you is not shown here" in page


def test_nor_where_a_note_about_oneself_is_refused(client, noted):
    answer = sign_in(client, noted).post(reverse("moderation:note", args=[noted.pk]), {"words": ""})

    assert "Late for three" not in answer.content.decode()


def test_colleagues_read_it(client, noted):
    page = page_of(sign_in(client, make_moderator()), noted)

    assert "Late for three of four shifts." in page
    assert "Mara Quist" in page
    assert "is not shown here" not in page


def test_the_words_are_in_ones_own_data_without_who_wrote_them(noted):
    taken = str(holdings.export(noted))

    assert "Late for three of four shifts." in taken
    assert "Mara Quist" not in taken
