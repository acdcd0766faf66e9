"""Who joins without being a person: what stops them, and what a real person is told."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from newsroom.accounts import mailboxes
from newsroom.accounts.models import User
from newsroom.web import robots
from tests.factories.accounts import PASSWORD, joining, make_reader, sign_in

pytestmark = pytest.mark.django_db


def join(client, **over):
    return client.post(reverse("account_signup"), joining(**over)).content.decode()


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"homepage_url": "https://pills.example"}, "not shown was filled in"),
        # Made in an hour, so that it was made a moment ago however long the suite takes.
        ({"made": robots.made(seconds_ago=-3600)}, "faster than most people type"),
        ({"made": "forged"}, "press the button once more"),
    ],
)
def test_a_form_that_looks_like_a_programs_makes_no_account_and_loses_nothing(client, over, sentence):
    page = join(client, **over)

    assert sentence in page
    assert 'value="kira@example.org"' in page
    assert 'value="Kira Evans"' in page
    # The password goes back to nobody: that is said, and the focus is there.
    assert PASSWORD not in page
    assert "type the password again" in page
    assert re.search(r"<input[^>]* name=\"password1\"[^>]* autofocus", page)
    assert not User.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize("email", ["kira@mailinator.com", "kira@MAILINATOR.com", "kira@post.yopmail.com"])
def test_nobody_joins_with_an_address_that_lasts_for_minutes(client, email):
    page = join(client, email=email)

    assert "last for minutes" in page
    assert not User.objects.exists()


def test_nobody_moves_to_an_address_that_lasts_for_minutes(client):
    reader = make_reader()
    sign_in(client, reader)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = client.post(reverse("account_email"), {"email": "kira@mailinator.com", "action_add": ""}).content.decode()

    assert "last for minutes" in page
    assert User.objects.get(pk=reader.pk).email == reader.email


def test_an_account_that_has_such_an_address_already_still_gets_a_new_password(client):
    make_reader(email="kira@mailinator.com")

    client.post(reverse("account_reset_password"), {"email": "kira@mailinator.com"})

    assert mail.outbox[0].to == ["kira@mailinator.com"]


@pytest.mark.parametrize(
    ("email", "thrown_away"),
    [
        ("kira@spam.example", True),
        ("kira@deep.spam.example", True),
        ("kira@notspam.example", False),
        ("kira@mailinator.com", False),
        ("kira@example.org", False),
        ("kira@com", False),
        ("kira", False),
    ],
)
def test_operators_add_to_the_list_and_take_away(settings, email, thrown_away):
    settings.REFUSED_MAIL_DOMAINS, settings.ACCEPTED_MAIL_DOMAINS = ["spam.example"], ["mailinator.com"]

    assert mailboxes.is_thrown_away(email) is thrown_away


def test_a_network_makes_so_many_accounts_a_day_and_the_next_hears_when(client, settings):
    settings.ACCOUNTS_A_DAY_OF_A_NETWORK = 2

    for number in range(2):
        join(client, email=f"reader{number}@example.org", display_name=f"Reader {number}")
        client.logout()
    page = join(client)

    assert "Many accounts were made from your network today" in page
    assert 'value="kira@example.org"' in page
    assert User.objects.count() == 2


def test_slips_in_the_form_do_not_count_as_accounts(client, settings):
    settings.ACCOUNTS_A_DAY_OF_A_NETWORK = 1

    for _ in range(3):
        join(client, display_name="Moderator")
    join(client)

    assert User.objects.count() == 1
