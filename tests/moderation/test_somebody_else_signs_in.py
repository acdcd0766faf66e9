"""What somebody wrote at the desk when their session had ended: they find it again, and nobody else who signs in there."""

import pytest
from django.urls import reverse

from tests.factories.accounts import PASSWORD, make_moderator, sign_in
from tests.factories.comments import make_held_comment, make_rule, make_trusted_reader
from tests.moderation.desk import form

pytestmark = pytest.mark.django_db

WORDS = "He wrote to me about this in March."


def removal():
    """A removal with a note, and the page that shows it again."""
    comment = make_held_comment()
    sent = form(comment, kind="remove", rule=make_rule().pk, note=WORDS)
    return reverse("moderation:decide", args=[comment.pk]), sent, reverse("moderation:case", args=[comment.pk])


def note():
    """A note about a reader, and the page that shows it again."""
    reader = make_trusted_reader()
    return reverse("moderation:note", args=[reader.pk]), {"words": WORDS}, reverse("moderation:reader", args=[reader.pk])


@pytest.fixture(params=[removal, note])
def kept(request, client, moderator):
    """A page of the desk, to which something was sent in a browser whose session had ended; and the address of the sign-in."""
    address, sent, page = request.param()
    sign_in(client, moderator).get(page)
    client.session.flush()
    return page, client.post(address, sent).url


def signs_in(client, account, address):
    client.post(address, {"login": account.email, "password": PASSWORD})
    return client


def test_somebody_else_does_not_get_it(client, kept):
    page, sign_in_page = kept

    signs_in(client, make_moderator(), sign_in_page)

    assert WORDS not in client.get(page).content.decode()


def test_whoever_wrote_it_does(client, moderator, kept):
    page, sign_in_page = kept

    signs_in(client, moderator, sign_in_page)

    assert WORDS in client.get(page).content.decode()


def test_a_browser_that_says_something_made_up_keeps_nothing(client, moderator):
    address, sent, page = removal()
    client.cookies["at_desk"] = str(moderator.pk)

    signs_in(client, moderator, client.post(address, sent).url)

    assert WORDS not in client.get(page).content.decode()
