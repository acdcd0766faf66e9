"""A second factor: set up, asked for, and demanded of those who work here."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from tests.factories.accounts import PASSWORD, make_editor, sign_in

pytestmark = pytest.mark.django_db


def code_for(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def editor_with_an_app(client):
    """An editor, signed out, and the secret that their app holds."""
    editor = make_editor()
    sign_in(client, editor)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'value="([A-Z2-7]{32})"', page).group(1)
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    client.post(reverse("account_logout"))
    return editor, secret


def test_the_code_is_asked_for_after_the_password_and_leads_on(client, editor_with_an_app):
    editor, secret = editor_with_an_app

    asked = client.post(reverse("account_login"), {"login": editor.email, "password": PASSWORD, "next": "/admin/"})
    before = "_auth_user_id" in client.session
    done = client.post(asked.url, {"code": code_for(secret)})

    assert asked.url.startswith(reverse("mfa_authenticate"))
    assert not before
    assert done.url == "/admin/"
    assert client.session["_auth_user_id"] == str(editor.pk)


def test_a_wrong_code_is_refused_in_words(client, editor_with_an_app):
    editor, _secret = editor_with_an_app
    asked = client.post(reverse("account_login"), {"login": editor.email, "password": PASSWORD})

    page = client.post(asked.url, {"code": "000000"})

    assert 'id="id_code_error"' in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_whoever_has_set_one_up_reaches_the_newsroom_where_it_is_required(client, editor_with_an_app, settings):
    settings.STAFF_SECOND_FACTOR = True

    assert sign_in(client, editor_with_an_app[0]).get("/admin/").status_code == 200


def test_public_pages_stay_open_to_staff_without_one(client, settings):
    settings.STAFF_SECOND_FACTOR = True

    assert sign_in(client, make_editor()).get(reverse("account")).status_code == 200


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "socialaccount_connections"])
def test_the_pages_of_allauth_wear_our_clothes(client, name):
    sign_in(client, make_editor())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = client.get(reverse(name)).content.decode()

    assert 'class="masthead"' in page
    assert '<h1 class="list-title">' in page
    assert "The Harbour Courier" in page
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script(?![^>]*(src=|application/json))", page)
