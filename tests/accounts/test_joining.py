"""Joining: the form, the letter, the link, and where a reader was going."""

import re

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from newsroom.accounts import confirmation
from newsroom.accounts.models import User
from tests.factories.accounts import PASSWORD, joining, make_reader, make_unconfirmed_reader, sign_in

pytestmark = pytest.mark.django_db

DRAFT = "/discussion/5/write/?draft=4f1c9a52-13a5-4a39-8a0d-6f3b2f8f5e11"


def join(client, **over):
    return client.post(reverse("account_signup"), joining(**over))


def link_in(letter) -> str:
    return re.search(r"http://localhost:8000(\S+)", letter.body).group(1)


def test_joining_signs_in_and_sends_a_link_that_confirms(client):
    response = join(client)

    reader = User.objects.get(email="kira@example.org")
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(reader.pk)
    assert not confirmation.is_confirmed(reader)

    client.get(link_in(mail.outbox[0]))

    assert mail.outbox[0].to == ["kira@example.org"]
    assert confirmation.is_confirmed(reader)


def test_the_link_asks_for_one_press_in_a_browser_that_is_not_signed_in(client):
    join(client)
    client.logout()
    path = link_in(mail.outbox[0])

    page = client.get(path)
    assert not confirmation.is_confirmed(User.objects.get())
    client.post(path)

    assert "Yes, confirm it" in page.content.decode()
    assert confirmation.is_confirmed(User.objects.get())


def test_a_set_aside_comment_is_returned_to_after_joining_and_again_after_confirming(client):
    joined = join(client, next=DRAFT)
    confirmed = client.get(link_in(mail.outbox[0]))

    assert joined.url == DRAFT
    assert confirmed.url == DRAFT


def test_a_set_aside_comment_is_returned_to_in_another_browser(client):
    join(client, next=DRAFT)
    client.logout()
    path = link_in(mail.outbox[0])

    form = client.get(path)
    confirmed = client.post(path)

    assert "draft=4f1c9a52" in form.content.decode()
    assert confirmed.url == DRAFT


def test_the_way_from_joining_to_signing_in_keeps_where_one_was_going(client):
    page = client.get(reverse("account_signup"), {"next": DRAFT}).content.decode()

    assert re.search(r'href="/account/login/\?next=%2Fdiscussion%2F5%2Fwrite%2F%3Fdraft', page)
    assert 'name="next"' in page


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\x00//evil.example"]
)
def test_nobody_is_sent_to_another_site(client, elsewhere):
    joined = join(client, next=elsewhere)
    client.logout()
    signed_in = client.post(reverse("account_login"), {"login": "kira@example.org", "password": PASSWORD, "next": elsewhere})

    assert joined.url == "/"
    assert signed_in.url == "/"
    assert "evil" not in mail.outbox[0].body


def test_a_link_older_than_three_days_says_so_and_offers_a_new_one(client):
    with time_machine.travel("2026-03-01"):
        join(client)
    with time_machine.travel("2026-03-05"):
        sign_in(client, User.objects.get())
        page = client.get(link_in(mail.outbox[0]))

    assert page.status_code == 200
    assert "This link no longer works" in page.content.decode()
    assert reverse("account_confirm_again") in page.content.decode()
    assert not confirmation.is_confirmed(User.objects.get())


def test_a_link_nobody_made_says_that_it_does_not_work(client):
    page = client.get("/account/confirm-email/MQ:1abcde:made-up/")
    pressed = client.post("/account/confirm-email/MQ:1abcde:made-up/")

    assert "This link no longer works" in page.content.decode()
    assert "This link no longer works" in pressed.content.decode()


def test_the_link_is_sent_again_and_leads_back_to_the_comment(client):
    reader = make_unconfirmed_reader()

    response = sign_in(client, reader).post(reverse("account_confirm_again"), {"next": DRAFT})

    assert response.url == DRAFT
    assert mail.outbox[0].to == [reader.email]
    assert client.get(link_in(mail.outbox[0])).url == DRAFT


def test_the_link_is_not_sent_twice_within_minutes(client):
    sign_in(client, make_unconfirmed_reader())

    client.post(reverse("account_confirm_again"))
    client.post(reverse("account_confirm_again"))

    assert len(mail.outbox) == 1


def test_joining_with_a_known_address_writes_to_its_owner_and_says_nothing(client):
    owner = make_reader(email="kira@example.org")

    response = join(client, display_name="Somebody Else", email="KIRA@example.org")

    assert response.url == reverse("account_email_verification_sent")
    assert User.objects.get() == owner
    assert "_auth_user_id" not in client.session
    assert mail.outbox[0].to == ["kira@example.org"]
    assert "already" in mail.outbox[0].subject


def test_an_address_is_one_account_in_any_case_of_its_letters(client):
    join(client, email="Kira@Example.ORG")
    client.logout()

    client.post(reverse("account_login"), {"login": "KIRA@example.org", "password": PASSWORD})

    assert User.objects.get().email == "kira@example.org"
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("name", ["ada lind", "ADA LIND", "  Ada   Lind "])
def test_a_name_is_taken_in_any_case_and_spacing(client, name):
    make_reader(display_name="Ada Lind")

    page = join(client, display_name=name).content.decode()

    assert "Somebody already uses this name" in page
    assert User.objects.count() == 1


def test_a_refused_form_keeps_what_was_typed_and_ties_the_reason_to_its_field(client):
    answer = join(client, display_name="Moderator", email="kira@example.org", next=DRAFT)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="kira@example.org"' in page
    assert 'value="Moderator"' in page
    assert re.search(r'<input[^>]*name="display_name"[^>]*aria-describedby="[^"]*id_display_name_error', page)
    assert 'id="id_display_name_error"' in page
    assert "draft=4f1c9a52" in page


def test_whoever_is_quicker_to_a_name_gets_it_and_the_other_hears_so(client, monkeypatch):
    make_reader(display_name="Kira Evans")
    # Both forms were found valid before either account was written.
    monkeypatch.setattr("newsroom.accounts.renaming.is_taken", lambda name, but=None: False)

    response = join(client)

    assert response.status_code == 422
    assert "Somebody took this name" in response.content.decode()
    assert not mail.outbox
