"""Whatever is typed, sent or forged: a page with a sentence, never a broken one."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import PASSWORD, joining, make_reader, sign_in

pytestmark = pytest.mark.django_db

FORMS = {
    "account_login": {"login": "kira@example.org", "password": PASSWORD},
    "account_signup": joining(),
    "account_reset_password": {"email": "kira@example.org"},
}
OWN_FORMS = {
    "account": {"display_name": "Kira Evans"},
    "account_page": {"bio": "I keep bees.", "shown_to": "everyone"},
    "account_picture": {"picture": "no file", "remove": "1"},
    "account_email": {"email": "kira@example.org", "action_add": ""},
    "account_change_password": {"oldpassword": PASSWORD, "password1": "seven green bicycles"},
    "account_reauthenticate": {"password": PASSWORD},
    "account_leave": {"sure": "on"},
}
NASTY = [
    "\x00",
    "a\x00b@example.org",
    "x" * 100_000,
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe\xc3",
    "'\"><script>alert(1)</script>",
    "\u202e\u200b",
]


def every_field(forms):
    return [(name, field, nasty) for name, fields in forms.items() for field in [*fields, "next"] for nasty in NASTY]


def body(fields) -> bytes:
    """A form as a browser would never send it: bytes that are no UTF-8 stay as they are."""
    boundary = b"--b\r\n"
    parts = []
    for name, value in fields.items():
        raw = value if isinstance(value, bytes) else value.encode()
        parts.append(boundary + b'Content-Disposition: form-data; name="%s"\r\n\r\n' % name.encode() + raw + b"\r\n")
    return b"".join(parts) + b"--b--\r\n"


def send(client, name, fields):
    return client.generic("POST", reverse(name), body(fields), content_type="multipart/form-data; boundary=b")


@pytest.mark.parametrize(("name", "field", "nasty"), every_field(FORMS))
def test_forms_for_everybody_bear_anything(client, name, field, nasty):
    response = send(client, name, {**FORMS[name], field: nasty})

    assert response.status_code in {200, 302, 400, 422}
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize(("name", "field", "nasty"), every_field(OWN_FORMS))
def test_forms_of_ones_own_account_bear_anything(client, name, field, nasty):
    sign_in(client, make_reader())

    response = send(client, name, {**OWN_FORMS[name], field: nasty})

    assert response.status_code in {200, 302, 400, 422}
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize(
    "path",
    [
        "/account/confirm-email/%00/",
        "/account/confirm-email/%FF%FE/",
        "/account/confirm-email/" + "x" * 5000 + "/",
        "/account/password/reset/key/0-%00/",
        "/account/password/reset/key/zzzzzzzzzzzzzzzzzzzzzzz-set-password/",
        "/account/password/reset/key/1-x/",
        "/account/signup/?email=%00",
        "/account/signup/?next=%00%FF",
        "/account/login/?next=" + "%2F" * 3000,
        "/account/%00/",
    ],
)
def test_any_address_under_account_is_answered(client, path):
    response = client.get(path)

    assert response.status_code in {200, 302, 404}


@pytest.mark.parametrize(
    "cookie",
    [
        '"\\000\\000\\000\\000\\000\\000\\000\\000\\000"',
        "\xff" * 20,
        "x" * 5000,
        '"\\377\\376"',
        "'; drop table accounts_user; --",
    ],
)
def test_a_forged_cookie_is_nobody(client, cookie):
    response = client.get(
        reverse("account_login"), headers={"cookie": f"sessionid={cookie}; csrftoken={cookie}; messages={cookie}"}
    )

    assert response.status_code == 200
    assert "Sign in" in response.content.decode()


def test_a_form_with_an_old_token_does_nothing_and_keeps_the_words():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/account/login/", {"body": "A long <b>thought</b> about the harbour.", "password": PASSWORD})

    page = response.content.decode()
    assert response.status_code == 403
    assert "This form has expired" in page
    assert "A long &lt;b&gt;thought&lt;/b&gt; about the harbour." in page
    assert PASSWORD not in page
    assert 'href="/account/login/"' in page


def test_a_form_in_another_encoding_is_refused_in_words(client):
    response = client.generic(
        "POST", "/account/login/", b"login=x", content_type="application/x-www-form-urlencoded; charset=utf-16"
    )

    assert response.status_code == 400
    assert "We could not read that" in response.content.decode()
