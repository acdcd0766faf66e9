"""Signing in and out, new passwords, and the limits on trying."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from newsroom.accounts import confirmation
from tests.factories.accounts import PASSWORD, make_editor, make_reader, make_unconfirmed_reader, sign_in

pytestmark = pytest.mark.django_db

ANOTHER = "seven green bicycles"


def try_password(client, email, password, **over):
    return client.post(reverse("account_login"), {"login": email, "password": password, **over})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_signing_in_leads_to_where_one_was_going(client):
    reader = make_reader()

    response = try_password(client, reader.email, PASSWORD, next="/moderation/?page=2")

    assert response.url == "/moderation/?page=2"
    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client):
    reader = make_reader()

    wrong = try_password(client, reader.email, "not the password").content.decode()
    unknown = try_password(client, "nobody@example.org", "not the password").content.decode()

    assert "do not go together" in wrong
    assert re.sub(r'value="[^"]*"', "", wrong) == re.sub(r'value="[^"]*"', "", unknown)


def test_a_refused_sign_in_keeps_the_address_and_not_the_password(client):
    page = try_password(client, "kira@example.org", "not the password").content.decode()

    assert 'value="kira@example.org"' in page
    assert "not the password" not in page


def test_the_form_can_be_filled_by_a_password_manager(client):
    page = client.get(reverse("account_login")).content.decode()

    assert re.search(r'<input type="email" name="login"[^>]*autocomplete="username"', page)
    assert re.search(r'<input type="password" name="password"[^>]*autocomplete="current-password"', page)


def test_a_closed_account_does_not_sign_in(client):
    reader = make_reader(is_active=False)

    response = try_password(client, reader.email, PASSWORD, follow=False)

    assert not is_signed_in(client)
    assert response.status_code in {200, 302}


def test_trying_passwords_is_stopped_in_words(client):
    reader = make_reader()

    for _ in range(5):
        try_password(client, reader.email, "not the password")
    page = try_password(client, reader.email, PASSWORD).content.decode()

    assert "Too many attempts" in page
    assert not is_signed_in(client)


def test_too_many_forms_get_429_in_our_clothes(client):
    for _ in range(20):
        client.post(reverse("account_signup"), {})
    response = client.post(reverse("account_signup"), {})

    assert response.status_code == 429
    assert "That was too often in a short time" in response.content.decode()
    assert 'class="masthead"' in response.content.decode()


def test_signing_out_takes_a_press_and_not_a_link(client):
    sign_in(client, make_reader())

    asked = client.get(reverse("account_logout"))
    still = is_signed_in(client)
    client.post(reverse("account_logout"))

    assert "Sign out of this browser?" in asked.content.decode()
    assert still
    assert not is_signed_in(client)


def reset_link(client, email) -> str:
    client.post(reverse("account_reset_password"), {"email": email})
    return re.search(r"http://localhost:8000(\S+)", mail.outbox[-1].body).group(1)


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client):
    reader = make_reader()
    link = reset_link(client, reader.email)

    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": ANOTHER})
    try_password(client, reader.email, ANOTHER)

    assert is_signed_in(client)
    client.logout()
    assert "This link no longer works" in client.get(link).content.decode()


def test_a_new_password_by_letter_also_confirms_the_address_it_came_to(client):
    reader = make_unconfirmed_reader()

    form = client.get(reset_link(client, reader.email), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": ANOTHER})

    assert confirmation.is_confirmed(reader)


def test_asking_for_a_new_password_says_the_same_for_an_unknown_address(client):
    known = client.post(reverse("account_reset_password"), {"email": make_reader().email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert known.url == unknown.url
    assert "No account" in mail.outbox[-1].subject


def test_an_address_one_only_asked_to_change_to_cannot_take_the_account_over(client):
    reader = make_reader()
    sign_in(client, reader)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"email": "slip@example.org", "action_add": ""})
    client.logout()

    client.post(reverse("account_reset_password"), {"email": "slip@example.org"})

    assert "No account" in mail.outbox[-1].subject


def test_a_changed_password_keeps_this_browser_signed_in_and_tells_the_owner(client):
    reader = make_reader()
    sign_in(client, reader)

    response = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": ANOTHER})

    assert response.url == reverse("account")
    assert is_signed_in(client)
    assert "was changed" in mail.outbox[-1].subject


@pytest.mark.parametrize("password", ["short", "password123", "1234567890", "kira@example.org"])
def test_a_password_that_is_guessed_first_is_refused(client, password):
    fields = {"email": "kira@example.org", "display_name": "Kira Evans", "password1": password}

    page = client.post(reverse("account_signup"), fields).content.decode()

    assert 'id="id_password1_error"' in page


def test_strangers_reach_the_newsroom_by_the_sites_own_sign_in(client):
    response = client.get("/admin/articles/", follow=True)

    assert response.redirect_chain[-1][0] == "/account/login/?next=%2Fadmin%2Farticles%2F"


def test_a_reader_at_the_newsrooms_door_hears_why_and_is_not_sent_in_circles(client):
    response = sign_in(client, make_reader()).get("/admin/", follow=True)

    assert response.status_code == 403
    assert "The newsroom is for those who work at the newspaper." in response.content.decode()


def test_staff_without_a_second_factor_are_led_to_set_one_up_where_it_is_required(client, settings):
    settings.STAFF_SECOND_FACTOR = True

    response = sign_in(client, make_editor()).get("/admin/")

    assert response.url == reverse("mfa_index")


def test_staff_need_no_second_factor_where_it_is_not_required(client, settings):
    settings.STAFF_SECOND_FACTOR = False

    assert sign_in(client, make_editor()).get("/admin/").status_code == 200
